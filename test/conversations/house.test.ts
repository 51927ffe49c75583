// The conversations in the house itself, over both databases; page.test.ts has them in a browser.

import { describe, expect, it } from 'vitest';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore } from '../support/stores.ts';
import { byHand, leftUntouched } from './byHand.ts';
import { dailyLoop } from './dailyLoop.ts';
import { mondayEarly, signUp, signUpUntilPeople } from './signUp.ts';

describe('in the house', () => {
  eachStore((open) => {
    async function newcomer(): Promise<HouseDoor> {
      const hand: Hand = { now: Date.parse(mondayEarly) };
      const member = houseDoor(await open({ now: () => hand.now }), hand);
      await member.says('hello');
      return member;
    }

    it.each([
      ['a day goes from the first warm-up to the thank-you, with one morning card', dailyLoop, 1],
      ['the example by hand goes as worked out', byHand, 2],
      ['the friend left untouched is the next warm-up, and the other two the steps', leftUntouched, 1],
    ] as const)('%s', async (_name, stages, cards) => {
      const member = await newcomer();
      await signUp(member);
      for (const stage of stages) {
        if (stage.at) await member.at(stage.at);
        await stage.run(member);
      }
      expect((await member.heard()).filter((text) => text.startsWith('Good morning'))).toHaveLength(cards);
    });

    it('goes on with the sign-up where it was left, and takes no word for it meanwhile', async () => {
      const member = await newcomer();
      await signUpUntilPeople(member);
      await member.presses('Enough for now');
      await member.hears(/start goes on from here/);
      await member.hears(/^Next card \w+day 2/);
      await member.says('Frida and Olaf');
      expect((await member.exported()).contacts).toEqual([]);
      await member.says('start');
      await member.says('Frida, Olaf');
      await member.hears(/How do you know Frida/);
    });

    it('writes no words about a first meeting for somebody of whom nothing was said', async () => {
      const member = await newcomer();
      await signUpUntilPeople(member);
      await member.says('Jo');
      await member.presses('Not sure');
      await member.hears(/Jo: Not sure/);
      await member.rates(2);
      await member.presses('Words');
      const shown = await member.hears(/^Your first warm-up/);
      expect(shown.match(/Jo,/g)).toHaveLength(3);
      expect(shown).not.toMatch(/\bmet\b|a while|stranger/);
      expect((await member.exported()).contacts).toMatchObject([{ known: 'met' }]);
    });

    it('asks for the three people again when they are taken back, and takes the next names', async () => {
      const member = await newcomer();
      await signUpUntilPeople(member);
      await member.says('um, i don’t know anyone really');
      await member.hears(/whoever last said hello to you/);
      await member.says('Frida, Olaf');
      await member.says('undo');
      await member.says('Jo, Ben');
      await member.hears(/How do you know Jo/);
      const { contacts } = await member.exported();
      expect((contacts as readonly { name: string }[]).map((one) => one.name)).toEqual(['Jo', 'Ben']);
    });
  });
});
