// Letters for tests of the outbox, and a clock that tests move: both the program's and the real one.

import { expect } from 'vitest';
import type { Who } from '../../src/ask.ts';
import { type CourierSettings, createCourier } from '../../src/outbox/courier.ts';
import { enqueue, type NewLetter } from '../../src/outbox/rows.ts';
import { message } from '../../src/reply/say.ts';
import { ownOf } from '../../src/store/members.ts';
import type { Store } from '../../src/store/open.ts';
import { NOW, quiet } from './stores.ts';

export const who: Who = { door: 'web', tenant: 'local', user: 'me' };
export const minute = 60_000;

/** Both clocks, an hour apart so that a mix-up shows. */
export interface Clocks {
  passed: number;
  now(): number;
  wall(): number;
}

export function clocks(): Clocks {
  return {
    passed: 0,
    now() {
      return NOW + this.passed;
    },
    wall() {
      return NOW + 60 * minute + this.passed;
    },
  };
}

/** A letter for today that is due now and worth sending for three hours. */
export function aLetter(dedupeKey: string, fields: Partial<NewLetter> = {}): NewLetter {
  return {
    who,
    kind: 'card',
    budget: 'card',
    day: '2026-11-23',
    dedupeKey,
    notBefore: NOW,
    expiresAt: NOW + 180 * minute,
    message: message('Your card', `Ana, ${dedupeKey}`),
    ...fields,
  };
}

/** Put letters in for a member; true for each that was new. */
export function put(store: Store, member: string, letters: readonly NewLetter[]): Promise<boolean[]> {
  return store.work(async (unit) => {
    const own = await ownOf(unit, store.vault, member);
    const fresh: boolean[] = [];
    for (const letter of letters) fresh.push(await enqueue(own!, letter));
    return fresh;
  });
}

export function rows(store: Store) {
  return store.db.selectFrom('outbox').selectAll().orderBy('dedupe_key').execute();
}

/** A courier for tests: time-outs of 1 s, a fixed chance, a silent log. */
export function aCourier(
  store: Pick<Store, 'work' | 'vault'>,
  clock: Clocks,
  adapters: CourierSettings['adapters'],
  more: Partial<CourierSettings> = {},
) {
  return createCourier({
    store,
    adapters,
    now: () => clock.now(),
    wall: () => clock.wall(),
    random: () => 0.5,
    log: quiet,
    // Nothing comes back by itself: tests move the clock and ask.
    after: () => () => undefined,
    timeoutMs: 1_000,
    patienceMs: 100,
    ...more,
  });
}

/** No letter stands twice. */
export function expectNoneTwice(posted: readonly { readonly wireKey: string }[]): void {
  expect(new Set(posted.map((p) => p.wireKey)).size).toBe(posted.length);
}
