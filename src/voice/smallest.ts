// "The smallest thing": for a day on which one line is all there is. No question is asked after it.
import { choose } from './order.ts';

/** All the smallest things. Each takes under a minute and can be done from a sofa. */
export const SMALLEST: readonly string[] = [
  'Put a heart under one post by someone you like.',
  'Open your list and read one name that makes you smile.',
  'Look at a photo with somebody in it whom you miss. Just look.',
  'Write one first name on a piece of paper. No more than that.',
  'Say hello to the next person you pass, or nod. A nod is enough.',
  'Scroll back to the last kind message somebody sent you, and read it again.',
  'Thank the next person who hands you something, and look up as you do.',
  'Send somebody a single picture: your window, your cup, your dog.',
  'Think of one person who taught you something. Say their name aloud.',
  'Follow one person whose work you find interesting. No note needed.',
  'Send a thumbs-up to someone whose message has no answer yet.',
  'Find out when one friend has their birthday, and put it in your calendar.',
];

/** One smallest thing, by the seed (the member's and the day's). */
export function smallest(seed: string): string {
  return choose(SMALLEST, seed);
}
