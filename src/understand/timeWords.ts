/** The words that say a time of day (14:00-14:30, at 3, half past two, noon) and a length (for 45 minutes). */
import { minutesOf, timeOf } from './calendar.ts';
import { NOT_A_COUNT } from './dayWords.ts';
import { COUNT, readCount, type Span, wholeWords } from './text.ts';

/** A time of day found in a text ('HH:MM', perhaps with an end), or one that no clock shows, and where it stood. */
export type TimeHit =
  | { readonly time: string; readonly end?: string; readonly doubt?: 'time'; readonly span: Span }
  | { readonly impossible: string; readonly span: Span };

type Part = 'am' | 'pm' | null;
type Clock =
  | { readonly minutes: number; readonly sure: boolean; readonly hadHalf: boolean }
  | 'impossible'
  | null;

const HALF = '[ap]\\.?m\\b\\.?';
const ONE = `(\\d{1,2})(?:([:.h])(\\d{2})(?::\\d{2})?)?(?: ?(${HALF}|h|uhr|o['’]?clock))?`;
const LEAD = '(?:(at|from|between|@|around|about|til|till|until) {0,2})?';
const HOURS = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';

const RANGE = new RegExp(
  `(?<![\\p{L}\\p{N}:./-])${LEAD}${ONE} {0,2}(?:-|–|—|to|till|until|and) {0,2}${ONE}(?![\\p{L}\\p{N}/%]|[:.]\\d)`,
  'giu',
);
const SINGLE = new RegExp(`(?<![\\p{L}\\p{N}:./-])${LEAD}${ONE}(?![\\p{L}\\p{N}/%]|[:.]\\d)`, 'giu');
const BARE_FOLLOW = new RegExp(`^${NOT_A_COUNT}`, 'iu');
const WORDED = wholeWords(
  `(?:at |around )?(half past|half|quarter past|quarter to) (${HOURS}|\\d{1,2})(?: ?(${HALF}))?`,
);
const AT_WORD = new RegExp(
  `(?<![\\p{L}\\p{N}])at (${HOURS})(?: o['’]?clock)?(?: ?(${HALF}))?(?![\\p{L}\\p{N}])${NOT_A_COUNT}`,
  'giu',
);
const NAMED = wholeWords('(?:at )?(noon|midday|midnight)');
const LENGTH = wholeWords(`(?:for )?(${COUNT}|half an) ?(hours?|hrs?|minutes?|mins?)`);

/** Hours 1–6 without am or pm are afternoon, as in working hours; 7 may be either and is said to be a guess. */
function settle(hour: number, minute: number, half: string | undefined, part: Part, padded: boolean): Clock {
  const suffix = half?.toLowerCase().replace(/\./gu, '');
  if (minute > 59 || hour > 23) return 'impossible';
  if (suffix === 'am' || suffix === 'pm') {
    if (hour > 12)
      return suffix === 'am' ? 'impossible' : { minutes: hour * 60 + minute, sure: true, hadHalf: true };
    return { minutes: ((hour % 12) + (suffix === 'pm' ? 12 : 0)) * 60 + minute, sure: true, hadHalf: true };
  }
  const plain = { minutes: hour * 60 + minute, sure: true, hadHalf: false };
  if (hour === 0 || hour > 12 || padded) return plain;
  if (part === 'am') return { ...plain, hadHalf: true };
  if (part === 'pm') return { minutes: ((hour % 12) + 12) * 60 + minute, sure: true, hadHalf: true };
  if (hour <= 6) return { ...plain, minutes: (hour + 12) * 60 + minute };
  return hour === 7 ? { ...plain, sure: false } : plain;
}

function partOfDay(text: string): Part {
  if (/\b(?:afternoon|evening|tonight|night)\b/iu.test(text)) return 'pm';
  return /\bmorning\b/iu.test(text) ? 'am' : null;
}

function clock(groups: readonly (string | undefined)[], part: Part): Clock {
  const [hour, , minute, half] = groups;
  return settle(Number(hour), Number(minute ?? 0), half, part, (hour ?? '').startsWith('0'));
}

/** True for a number that is a time beyond doubt: minutes after a colon, am or pm, o'clock. */
const clearly = (groups: readonly (string | undefined)[]): boolean =>
  groups[1] === ':' || groups[3] !== undefined || groups[1] === 'h';

function ranges(text: string, part: Part): TimeHit[] {
  return [...text.matchAll(RANGE)].flatMap((match): TimeHit[] => {
    const [lead, ...rest] = match.slice(1);
    const [a, b] = [rest.slice(0, 4), rest.slice(4, 8)];
    const span: Span = [match.index, match.index + match[0].length];
    const dotted = a[1] === '.' && b[1] === '.';
    if (!clearly(a) && !clearly(b) && !dotted && !(lead && BARE_FOLLOW.test(text.slice(span[1])))) return [];
    // '2-3pm' lends its pm to the first hour too, '11-1pm' does not.
    const to = clock(b, part);
    const from = clock(
      a[3] || !b[3] || Number(a[0]) > Number(b[0]) || a[0] === '12' ? a : [a[0], a[1], a[2], b[3]],
      part,
    );
    if (from === 'impossible' || to === 'impossible')
      return [{ impossible: match[0].replace(/^\p{L}+ */u, ''), span }];
    if (!from || !to) return [];
    const later =
      to.minutes <= from.minutes && !to.hadHalf && to.minutes + 720 > from.minutes && to.minutes < 720;
    return [{ time: timeOf(from.minutes), end: timeOf(to.minutes + (later ? 720 : 0)), span }];
  });
}

function singles(text: string, part: Part): TimeHit[] {
  return [...text.matchAll(SINGLE)].flatMap((match): TimeHit[] => {
    const [lead, ...groups] = match.slice(1);
    const span: Span = [match.index, match.index + match[0].length];
    const led =
      lead !== undefined && !/^about$/iu.test(lead) && !/^(?:until|till|til|from|between)$/iu.test(lead);
    const dotted = groups[1] === '.' && led;
    const bare = groups[1] === undefined && groups[3] === undefined;
    if (bare && !(led && Number(groups[0]) < 24 && BARE_FOLLOW.test(text.slice(span[1])))) return [];
    if (!bare && !clearly(groups) && !dotted) return [];
    // '5h' of something is a length, '17h' a time.
    if (groups[3] === 'h' && !led && Number(groups[0]) < 8) return [];
    const read = clock(groups, part);
    if (read === 'impossible') return [{ impossible: match[0].replace(/^(?:\p{L}+|@) */u, ''), span }];
    if (!read) return [];
    return [{ time: timeOf(read.minutes), span, ...(read.sure ? {} : { doubt: 'time' as const }) }];
  });
}

function worded(text: string, part: Part): TimeHit[] {
  const hour = (word: string | undefined) =>
    /^\d/u.test(word ?? '') ? Number(word) : readCount(word ?? '').count;
  const hits: TimeHit[] = [];
  const keep = (match: RegExpExecArray, read: Clock, shift: number) => {
    if (!read || read === 'impossible') return;
    hits.push({
      time: timeOf(read.minutes + shift),
      span: [match.index, match.index + match[0].length],
      ...(read.sure ? {} : { doubt: 'time' as const }),
    });
  };
  for (const match of text.matchAll(WORDED)) {
    const lean = (match[1] ?? '').toLowerCase();
    const shift = lean.startsWith('half') ? 30 : lean.endsWith('past') ? 15 : -15;
    keep(match, settle(hour(match[2]), 0, match[3], part, false), shift);
  }
  for (const match of text.matchAll(AT_WORD))
    keep(match, settle(hour(match[1]), 0, match[2], part, false), 0);
  for (const match of text.matchAll(NAMED)) {
    const time = match[1]?.toLowerCase() === 'midnight' ? '00:00' : '12:00';
    hits.push({ time, span: [match.index, match.index + match[0].length] });
  }
  return hits;
}

/** The first time of day in a text whose days are blanked out (`whole`: before that, for 'tonight', 'morning'); an impossible one ('25:00') comes before all. */
export function findTime(text: string, whole = text): TimeHit | null {
  const part = partOfDay(whole);
  const byRange = ranges(text, part);
  const free = singles(text, part).filter(
    (one) => !byRange.some((range) => one.span[0] >= range.span[0] && one.span[0] < range.span[1]),
  );
  const hits = [...byRange, ...worded(text, part), ...free].sort((a, b) => a.span[0] - b.span[0]);
  return hits.find((hit) => 'impossible' in hit) ?? hits[0] ?? null;
}

/** How long, in minutes, when a text says so ('for 45 minutes', 'half an hour'), and where; null when not. */
export function findLength(text: string): { readonly minutes: number; readonly span: Span } | null {
  const match = [...text.matchAll(LENGTH)][0];
  if (!match) return null;
  const unit = /^h/iu.test(match[2] ?? '') ? 60 : 1;
  const count = /^half/iu.test(match[1] ?? '') ? 0.5 : readCount(match[1] ?? '').count;
  return { minutes: count * unit, span: [match.index, match.index + match[0].length] };
}

/** One time of day alone, as a setting has it ('08:30', '8am', '8.30', '8', 'noon'): 'HH:MM', or null. */
export function readClock(words: string): string | null {
  const text = words.trim().slice(0, 40);
  const plain = /^(\d{1,2})(?:[:.h]?(\d{2}))?(?: ?([ap])\.?m\.?| ?(?:h|uhr|o['’]?clock))?$/iu.exec(text);
  if (plain) {
    const [hour, minute] = [Number(plain[1]), Number(plain[2] ?? 0)];
    const half = plain[3]?.toLowerCase();
    if (minute > 59 || hour > 23 || (half && (hour > 12 || hour === 0))) return null;
    return timeOf((half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour) * 60 + minute);
  }
  const hit = findTime(text);
  return hit && 'time' in hit && hit.span[1] - hit.span[0] === text.length
    ? timeOf(minutesOf(hit.time))
    : null;
}
