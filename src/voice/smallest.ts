// "The smallest thing": for a day on which one line is all there is. No question is asked after it.
import { choose } from './order.ts';

/** All the smallest things. Each takes under a minute and can be done from a sofa. */
export const SMALLEST: readonly string[] = [
  'Put a heart under one post by someone you like.',
  'Open your list and read one name that makes you smile.',
  'Find one photo with a face in it that makes you smile.',
  'Write one first name on a piece of paper. No more than that.',
  'Say hello to the next person you pass, or nod. A nod is enough.',
  'Scroll back to the last kind message somebody sent you, and read it again.',
  'Thank the next person who hands you something, and look up as you do.',
  'Send somebody a single picture: your window, your cup, your dog.',
  'Think of one person who taught you something. Say their name aloud.',
  'Follow one person whose work you find interesting. No note needed.',
  'Give one kind message that you got a thumbs-up or a heart.',
  'Find out when one friend has their birthday, and put it in your calendar.',
];

/** One smallest thing, by the seed (the member's and the day's). */
export function smallest(seed: string): string {
  return choose(SMALLEST, seed);
}
