// Sign-up as a conversation: a friend rated 1, an old colleague rated 4, a stranger rated 7; boldest: message a friend.

import type { Talker } from '../support/talker.ts';
import type { Stage } from './stage.ts';

/** A stage that rates the person asked about and says how they are known. */
function person(name: string, rating: number, known: string): Stage {
  return {
    name: `how known ${name} is`,
    run: async (member) => {
      await member.hears(new RegExp(`How do you know ${name}`));
      await member.rates(rating);
      await member.presses(known);
    },
  };
}

/** Monday 2026-11-23 07:30 in Berlin, where everybody here lives. */
export const mondayEarly = '2026-11-23T06:30:00Z';

/** From the welcome to the first warm-up. */
export const signUpStages: readonly Stage[] = [
  {
    name: 'the welcome',
    run: async (member) => {
      await member.hears(/Welcome to Rungs/);
      await member.presses('Join');
    },
  },
  {
    name: 'time and days',
    run: async (member) => {
      await member.hears(/When shall your card come/);
      await member.presses('09:00, Mon–Fri');
    },
  },
  { name: 'the boldest way', run: (member) => member.presses('Message a friend') },
  {
    name: 'three people',
    run: async (member) => {
      await member.hears(/three people/);
      await member.says('Frida\nOlaf\nStefan');
    },
  },
  person('Frida', 1, 'Friend'),
  person('Olaf', 4, 'Old colleague'),
  person('Stefan', 7, 'Stranger'),
];

/** From the welcome to the question for three people. */
export async function signUpUntilPeople(member: Talker): Promise<void> {
  for (const stage of signUpStages.slice(0, 3)) await stage.run(member);
}

/** All of it. */
export async function signUp(member: Talker): Promise<void> {
  for (const stage of signUpStages) await stage.run(member);
  await member.hears(/^Your first warm-up/);
}

/** The city comes first where the door tells no zone: typed here. */
const city: Stage = {
  name: 'the city',
  run: async (member) => {
    await member.hears(/Which city's clock/);
    await member.says('Berlin');
  },
};

/** All of it on Discord, from the first word. */
export async function signUpOnDiscord(member: Talker): Promise<void> {
  await member.says('hello');
  const [welcome, ...rest] = signUpStages;
  for (const stage of [welcome, city, ...rest]) await stage?.run(member);
  await member.hears(/^Your first warm-up/);
}
