// What is left standing of a question, once another one comes or it is left: its words, and nothing to press in vain.

import { describe, expect, it } from 'vitest';
import { buttonsOf, type HouseDoor, houseDoor, words } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

async function joined(open: Open): Promise<HouseDoor> {
  const hand = { now: Date.parse('2026-11-23T08:30:00Z') };
  const member = houseDoor(await open({ now: () => hand.now }), hand);
  await member.says('hello');
  await signUp(member);
  return member;
}

/** The newest message of those words. */
const stands = async (member: HouseDoor, question: RegExp) =>
  (await member.said()).findLast((one) => question.test(words(one)));

describe('a question', () => {
  eachStore((open) => {
    it.each(['Not today', 'Did it', 'Swap'])(
      'of when would suit better has no buttons after %s',
      async (label) => {
        const member = await joined(open);
        await member.says('today');
        await member.presses('Later');
        const when = () => stands(member, /^When would suit you better/);
        expect(buttonsOf(await when())).toContain('1 hour');
        expect(buttonsOf(await stands(member, /^Here is your/))).toContain('Did it');
        await member.presses(label);
        expect(buttonsOf(await when())).toEqual([]);
      },
    );

    it('of when, asked again, stands once; answered, the card goes on', async () => {
      const member = await joined(open);
      await member.presses('Later');
      await member.presses('Later');
      const all = (await member.said()).filter((one) => buttonsOf(one).includes('1 hour'));
      expect(all).toHaveLength(1);
      const before = await member.said();
      await member.presses('1 hour');
      const after = await member.said();
      expect(after.filter((one) => buttonsOf(one).includes('1 hour'))).toEqual([]);
      // Where it was asked, and nothing more is said.
      expect(after).toHaveLength(before.length);
      expect(words(after.at(-1))).toMatch(/^I'll bring it back in an hour\.\nHere is your/);
    });

    it('keeps its words when another rating takes its own away', async () => {
      const member = await joined(open);
      await member.says('meeting had a call with Olaf today');
      await member.presses('A few words about it');
      await member.says('contacts Olaf');
      await member.presses('Rate');
      expect(buttonsOf(await stands(member, /^How did it feel to meet Olaf/))).toEqual([
        'Skip',
        'Enough for now',
      ]);
    });

    it('that is left has nothing to press any more', async () => {
      const member = await joined(open);
      await member.says('add Karla');
      await member.presses('Enough for now');
      const left = await stands(member, /^How do you know Karla/);
      expect(words(left)).toMatch(/Left for now\.$/);
      expect(buttonsOf(left)).toEqual([]);
    });
  });
});
