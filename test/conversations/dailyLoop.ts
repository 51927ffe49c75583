// The day as a conversation, for every door: warm-up, morning card, the stretch, a coffee logged, its thank-you done.

import type { Stage } from './stage.ts';

const morning = '2026-11-23T08:00:05Z';

/** The stages after sign-up, in order. */
export const dailyLoop: readonly Stage[] = [
  {
    name: 'the first warm-up',
    at: '2026-11-23T06:40:00Z',
    run: async (member) => {
      await member.hears(/^You're in\.[\s\S]*Next card Monday 23 November 2026, 09:00 \(Europe\/Berlin\)/);
      await member.hears(/^Your first warm-up\s+Warm-up: Write to Frida/);
      await member.presses('Did it');
      await member.hears(/How did it feel to write to Frida/);
    },
  },
  { name: 'how it felt', at: '2026-11-23T06:41:00Z', run: (member) => member.rates(1) },
  {
    name: 'the morning card',
    at: morning,
    run: async (member) => void (await member.hears(/^Good morning[\s\S]*Warm-up: Say it aloud once/)),
  },
  {
    name: 'the card’s warm-up',
    at: '2026-11-23T08:05:00Z',
    run: async (member) => {
      await member.presses('Did it');
      await member.rates(2);
      await member.hears(/^Good morning[\s\S]*A stretch: (?:Write to|E-mail) Olaf/);
    },
  },
  {
    name: 'the stretch',
    at: '2026-11-23T08:10:00Z',
    run: async (member) => {
      await member.presses('Did it');
      await member.rates(3);
      await member.hears(/^Good morning[\s\S]*A stretch: Comment on Stefan's post/);
    },
  },
  {
    name: 'a coffee logged',
    at: '2026-11-23T16:00:00Z',
    run: async (member) => {
      await member.says('log had coffee with Frida today');
      await member.hears(/coffee with Frida[\s\S]*Monday 23 November[\s\S]*Thank Frida/);
    },
  },
  {
    name: 'the thank-you',
    at: '2026-11-23T16:05:00Z',
    run: async (member) => {
      await member.presses('Done');
      await member.hears(/You thanked Frida/);
      await member.says('followups');
      await member.hears(/Nothing is owed/);
    },
  },
];
