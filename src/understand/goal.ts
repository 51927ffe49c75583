/** `goal 2 contacts a day 1 conversation a week` → two numbers. What is a sensible goal is the day room's rule. */
import { COUNT, readable, readCount, wholeWords } from './text.ts';

/** The goal as said: people a day and conversations a week, whole numbers as typed (also 0 or 999). */
export type GoalReading = { readonly contacts?: number; readonly conversations?: number };

const ITEM = wholeWords(
  `(\\d{1,9}|${COUNT}) {1,4}(?:(contacts?|people|persons?|steps?|picks?)|(conversations?|talks?|chats?|meetings?|calls?|coffees?))(?: {0,4}(?:a|per|each|every|\\/) {0,4}(day|week))?`,
);

/** Reads a goal; null when there is none in the text, a part has the wrong span (a week for a day), or it is no whole number. */
export function readGoal(text: string): GoalReading | null {
  const plain = readable(text).trim();
  if (/^\d{1,9}$/u.test(plain)) return { contacts: Number(plain) };
  if (/[-−.,]\d|\d[.,]\d/u.test(plain)) return null;
  let goal: GoalReading = {};
  for (const [, count = '', people, talks, span] of plain.matchAll(ITEM)) {
    const number = readCount(count).count;
    if (people && span?.toLowerCase() !== 'week') goal = { ...goal, contacts: number };
    else if (talks && span?.toLowerCase() !== 'day') goal = { ...goal, conversations: number };
    else return null;
  }
  return goal.contacts === undefined && goal.conversations === undefined ? null : goal;
}
