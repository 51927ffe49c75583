// What is said on a bad day: three dreads typed count like three tapped, an answer is no new step, praise stands once.

import { describe, expect, it } from 'vitest';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

async function morning(open: Open): Promise<HouseDoor> {
  const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
  const store = await open({ now: () => hand.now });
  const member = houseDoor(store, hand);
  await member.says('hello');
  await signUp(member);
  await member.at('2026-11-23T08:00:05Z');
  return member;
}

const touches = async (member: HouseDoor) =>
  (await member.exported()).touches as readonly Record<string, unknown>[];

describe('a bad day', () => {
  eachStore((open) => {
    it('leaves in peace after three dreads in a week, also when they are typed', async () => {
      const member = await morning(open);
      await member.says('log emailed Olaf, felt 9');
      await member.says('log rang Frida, felt 10');
      expect((await member.heard()).join()).not.toMatch(/a lot to carry/);
      await member.says('log commented on Stefan, felt 9');
      await member.hears(/That sounds like a lot to carry/);
      await member.at('2026-11-24T08:00:05Z');
      expect((await member.heard()).at(-1)).not.toMatch(/^Good morning/);
    });

    it('keeps an answer with the step that it answers', async () => {
      const member = await morning(open);
      await member.says('log emailed Olaf');
      const before = await touches(member);
      await member.says('Olaf answered');
      await member.hears(/Olaf answered\. Your next step/);
      expect(await touches(member)).toHaveLength(before.length);
      expect((await touches(member)).at(-1)).toMatchObject({ outcome: 'replied' });
      await member.says('undo');
      expect((await touches(member)).at(-1)).toMatchObject({ outcome: 'waiting' });
    });

    it('praises what was just done, and names the steps before it', async () => {
      const member = await morning(open);
      await member.presses('Did it');
      await member.rates(9);
      await member.presses('Did it');
      await member.rates(9);
      const card = await member.hears(/^Good morning/);
      expect(card.match(/it was 9/g)?.length ?? 0).toBeLessThanOrEqual(1);
      expect(card.match(/✓/g)).toHaveLength(2);
    });
  });
});
