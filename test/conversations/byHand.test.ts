// The example worked out by hand: friend 1, old colleague 4, stranger 7, boldest "message a friend".

import { describe, expect, it } from 'vitest';
import { type Hand, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

const mondayEarly = '2026-11-23T06:30:00Z';
const monday = '2026-11-23T08:00:05Z';
const tuesday = '2026-11-24T08:00:05Z';

async function joined(open: Open) {
  const hand: Hand = { now: Date.parse(mondayEarly) };
  const store = await open({ now: () => hand.now });
  const member = houseDoor(store, hand);
  await member.says('hello');
  await signUp(member);
  return member;
}

describe('the example by hand', () => {
  eachStore((open) => {
    it('begins with the friend at once, and goes on with the colleague and a comment for the stranger', async () => {
      const member = await joined(open);
      expect(await member.hears(/^Your first warm-up/)).toMatch(/Warm-up: Write to Frida/);
      await member.presses('Did it');
      await member.rates(1);

      await member.at(monday);
      expect(await member.hears(/^Good morning/)).toMatch(/Warm-up: Say it aloud once/);
      await member.presses('Did it');
      await member.rates(1);
      expect(await member.hears(/^Good morning/)).toMatch(/A stretch: (?:Write to|E-mail) Olaf/);
      await member.presses('Did it');
      await member.rates(3);
      expect(await member.hears(/^Good morning/)).toMatch(/A stretch: Comment on Stefan’s post/);
      await member.presses('Did it');
      await member.rates(3);
      expect(await member.hears(/^Good morning/)).toMatch(/Today’s steps are done/);

      await member.at(tuesday);
      expect(await member.hears(/^Good morning. It’s Tuesday/)).toMatch(
        /Just one step\.\nHas Frida answered\?\nA quiet one:/,
      );
      await member.presses('Not yet');
      expect(await member.hears(/^Good morning. It’s Tuesday/)).toMatch(/People come to mind/);
      expect(await member.buttons()).toContain('That reminds me of…');
    });

    it('makes the friend left untouched the next warm-up, and the other two the steps', async () => {
      const member = await joined(open);
      await member.at(monday);
      expect(await member.hears(/^Good morning/)).toMatch(/Warm-up: Write to Frida/);
      await member.presses('Did it');
      await member.presses('Skip');
      expect(await member.hears(/^Good morning/)).toMatch(/A stretch: (?:Write to|E-mail) Olaf/);
      await member.presses('Did it');
      await member.presses('Skip');
      expect(await member.hears(/^Good morning/)).toMatch(/A stretch: Comment on Stefan’s post/);
    });
  });
});
