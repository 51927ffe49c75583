// Sign-up as a conversation, for every door: the by-hand example's three people.

import type { Talker } from '../support/talker.ts';

/** Joins with a friend rated 1, an old colleague rated 4, a stranger rated 7; boldest: message a friend. */
export async function signUp(member: Talker): Promise<void> {
  await member.hears(/Welcome to Rungs/);
  await member.presses('Join');
  await member.hears(/When shall your card come/);
  await member.presses('09:00, Mon–Fri');
  await member.presses('Message a friend');
  await member.hears(/three people/);
  await member.says('Frida\nOlaf\nStefan');
  for (const [rating, known] of [
    [1, 'Friend'],
    [4, 'Old colleague'],
    [7, 'Stranger'],
  ] as const) {
    await member.rates(rating);
    await member.presses(known);
  }
  await member.hears(/^Your first warm-up/);
}
