// Who was let into the page, from one start to the next.

import { expect, it } from 'vitest';
import { sessionsOf } from '../../src/store/sessions.ts';
import { eachStore, NOW } from '../support/stores.ts';

eachStore((open) => {
  it('a session outlives restarts, and no change of the key that the operator chose', async () => {
    const store = await open();
    const started = (key?: string) => sessionsOf(store, () => NOW, key);
    const [made, chosen] = [await started().open(), await started('one of theirs').open()];
    expect(await started().knows(made)).toBe(true);
    expect(await started('one of theirs').knows(chosen)).toBe(true);
    for (const key of [undefined, 'another of theirs']) expect(await started(key).knows(chosen)).toBe(false);
    expect(await started('one of theirs').knows(made)).toBe(false);
  });
});
