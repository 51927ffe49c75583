/** `pause …` → the day on which the cards come back. Only days; what a pause does is the account room's. */
import { addDays, weekdayOf } from './calendar.ts';
import { readDate } from './dates.ts';
import { COUNT, readable, readCount } from './text.ts';

/**
 * When a pause ends: `back` is the first day with cards again, null for an open end; or a day that no calendar has,
 * a day that is over, or words that say no day.
 */
export type UntilReading =
  | { readonly back: string | null }
  | { readonly impossible: string }
  | { readonly past: string }
  | { readonly unread: string };

const FOR = new RegExp(`^(?:for )?(?:the next )?(${COUNT}) (days?|weeks?|fortnights?|months?)$`, 'iu');

/** Reads how long to pause: '' (open), 'today', 'until 12 May', 'a week', 'until monday', 'through friday'. */
export function readUntil(
  text: string,
  here: { readonly today: string; readonly time: string },
): UntilReading {
  const plain = readable(text)
    .trim()
    .replace(/[.!]+$/u, '')
    .replace(/ {2,}/gu, ' ');
  const { today } = here;
  if (
    plain === '' ||
    /^(?:please|for now|until further notice|forever|for good|until i say so|indefinitely)$/iu.test(plain)
  )
    return { back: null };
  if (/^(?:for |just |only )*(?:today|the day|a day|one day|1 day)(?: only)?$/iu.test(plain))
    return { back: addDays(today, 1) };
  if (/^(?:for )?tomorrow$/iu.test(plain)) return { back: addDays(today, 2) };
  if (/^(?:for )?(?:this|the rest of (?:the|this)) week$/iu.test(plain))
    return { back: addDays(today, 7 - weekdayOf(today)) };
  const length = FOR.exec(plain);
  const words = length ? `in ${readCount(length[1] ?? '').count} ${length[2]}` : plain;
  const found = readDate(words, { ...here, tense: 'future' });
  if (!found || (!('impossible' in found) && !found.dayGiven)) return { unread: plain };
  if ('impossible' in found) return { impossible: found.impossible };
  // 'through Friday' has Friday in it; 'until Friday' has the card on Friday.
  const back = /^(?:through|thru|including|up to and including) /iu.test(plain)
    ? addDays(found.day, 1)
    : found.day;
  return back <= today ? { past: found.day } : { back };
}
