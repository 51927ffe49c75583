// The example worked out by hand: friend 1, old colleague 4, stranger 7, boldest "message a friend".

import { expect } from 'vitest';
import type { Stage } from './stage.ts';

const monday = '2026-11-23T08:00:05Z';
const tuesday = '2026-11-24T08:00:05Z';

/** The friend at once; the colleague, and a comment for the stranger; then a preparation, and who comes to mind. */
export const byHand: readonly Stage[] = [
  {
    name: 'the friend at once',
    run: async (member) => {
      expect(await member.hears(/^Your first warm-up/)).toMatch(/Warm-up: Write to Frida/);
      await member.presses('Did it');
      await member.rates(1);
    },
  },
  {
    name: 'aloud, then the colleague, then a comment',
    at: monday,
    run: async (member) => {
      expect(await member.hears(/^Good morning/)).toMatch(/Warm-up: Say it aloud once/);
      await member.presses('Did it');
      await member.rates(1);
      await member.hears(/^Good morning[\s\S]*A stretch: (?:Write to|E-mail) Olaf/);
      await member.presses('Did it');
      await member.rates(3);
      await member.hears(/^Good morning[\s\S]*A stretch: Comment on Stefan's post/);
      await member.presses('Did it');
      await member.rates(3);
      await member.hears(/^Good morning[\s\S]*Today's steps are done/);
    },
  },
  {
    name: 'the day after: one preparation and a memory question',
    at: tuesday,
    run: async (member) => {
      expect(await member.hears(/^Good morning. It's Tuesday/)).toMatch(
        /Just one step\.\s+Has Frida answered\?[\s\S]*A quiet one:/,
      );
      await member.presses('Not yet');
      await member.hears(/^Good morning. It's Tuesday[\s\S]*For your list/);
      expect(await member.buttons()).toContain('That reminds me of…');
    },
  },
];

/** The friend left untouched is the next morning's warm-up, the other two the steps. */
export const leftUntouched: readonly Stage[] = [
  {
    name: 'the friend again, then the other two',
    at: monday,
    run: async (member) => {
      expect(await member.hears(/^Good morning/)).toMatch(/Warm-up: Write to Frida/);
      await member.presses('Did it');
      await member.presses('Skip');
      await member.hears(/^Good morning[\s\S]*A stretch: (?:Write to|E-mail) Olaf/);
      await member.presses('Did it');
      await member.presses('Skip');
      await member.hears(/^Good morning[\s\S]*A stretch: Comment on Stefan's post/);
    },
  },
];
