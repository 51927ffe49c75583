/**
 * Free text → a local day and time of day, or a plain statement that there is no such day. Own patterns go first
 * (dayWords, timeWords); chrono-node only reads what they leave over, and only what it reads well.
 */
import { casual } from 'chrono-node/en';
import { addDays, dayOf, minutesOf, partsOf, timeOf } from './calendar.ts';
import { type DayHit, type Doubt, findDays, type Here, type Tense } from './dayWords.ts';
import { blank, readable, type Span } from './text.ts';
import { findLength, findTime } from './timeWords.ts';

export type { Doubt, Tense } from './dayWords.ts';

/** What readDate needs: the member's local day and minute, the sentence's tense, and names to leave alone. */
export type DateOptions = {
  readonly today: string;
  readonly time: string;
  readonly tense: Tense;
  readonly mask?: readonly string[];
};

/**
 * A day as understood. `dayGiven` is false when only a time was said (the day is then today); `other` is the second
 * reading behind a doubt; `end` at or before `time` runs past midnight; `spans` are all stretches used, `span` the first.
 */
export type DateReading = {
  readonly day: string;
  readonly dayGiven: boolean;
  readonly time?: string;
  readonly end?: string;
  readonly doubt?: Doubt;
  readonly other?: string;
  readonly span: Span;
  readonly spans: readonly Span[];
};

const BEFORE_A_DATE =
  /(?:\d(?:st|nd|rd|th)?(?: of)?|(?<!\p{L})(?:on|last|next|this|until|till|by|since|in|of)) {1,3}$/iu;
const AFTER_A_DATE =
  /^(?: {1,3}(?:\d{1,2}(?:st|nd|rd|th)?(?![\d:.]| ?[ap]m| (?:days?|weeks?|months?|years?|hours?|minutes?)(?!\p{L}))|\d{4}(?!\d)|week(?!\p{L})))/iu;

/** Whether a word that is both a name and a date word (May, April, Sunday) stands where a date would. */
export function standsAsDate(text: string, [from, to]: Span): boolean {
  return (
    BEFORE_A_DATE.test(text.slice(Math.max(0, from - 10), from)) || AFTER_A_DATE.test(text.slice(to, to + 12))
  );
}

const DATE_NAME = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)/iu;

/** The text with names (and web addresses) blanked out, same length; a name that stands as a date is left. */
function hideNames(text: string, names: readonly string[]): string {
  let hidden = text.replace(/(?:https?:\/\/|www\.)[^ ]+|[^ @]{1,64}@[^ @]{1,255}\.[^ @]{2,}/giu, (all) =>
    '·'.repeat(all.length),
  );
  const lower = hidden.toLowerCase();
  // Lower-casing may change the length of a few letters; then places would be off, and case has to match.
  const hay = lower.length === hidden.length ? lower : hidden;
  for (const name of names) {
    const needle = hay === lower ? name.toLowerCase() : name;
    if (needle.trim() === '') continue;
    for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length)) {
      const span: Span = [at, at + needle.length];
      const inWord =
        /[\p{L}\p{N}]$/u.test(hay.slice(Math.max(0, at - 2), at)) ||
        /^[\p{L}\p{N}]/u.test(hay.slice(span[1]));
      if (!inWord && !(DATE_NAME.test(name) && standsAsDate(text, span))) hidden = blank(hidden, [span], '·');
    }
  }
  return hidden;
}

/** What chrono may say: only whole days counted from a month's name or from today, never a time or a bare word. */
function askChrono(text: string, here: Here): DayHit | null {
  const [year, month, day] = partsOf(here.today);
  const instant = new Date(Date.UTC(year, month - 1, day, 12));
  // Blank upon blank sends its patterns back and forth for minutes ("a day    a day    …").
  const tame = text.replace(/ {2,}/gu, (blanks) => ` ${'·'.repeat(blanks.length - 1)}`);
  for (const found of casual.parse(tame, { instant, timezone: 0 }, { forwardDate: false })) {
    const { start } = found;
    const worded = /\p{L}(?:st|nd|rd|th)\b|\b(?:later|hence)$|\d\.\d/iu.test(found.text);
    if (
      !worded ||
      /^half|hour|minute|second\b/iu.test(found.text) ||
      start.isCertain('hour') ||
      !start.isCertain('day')
    )
      continue;
    const span: Span = [found.index, found.index + found.text.length];
    const [y, m, d] = [start.get('year') ?? year, start.get('month') ?? month, start.get('day') ?? day];
    if (start.isCertain('year')) {
      const exact = dayOf(y, m, d);
      if (exact) return { day: exact, span };
      continue;
    }
    // Without a year the tense decides: never a year ahead in a past clause, never a year back in a coming one.
    const near = [y - 1, y, y + 1].map((one) => dayOf(one, m, d)).filter((one) => one !== null);
    const fits = (one: string) =>
      here.tense === 'past' ? one <= here.today : here.tense === 'future' ? one >= here.today : true;
    const ordered = here.tense === 'past' ? near.reverse() : near;
    const pick = here.tense === 'any' ? dayOf(y, m, d) : ordered.find(fits);
    if (pick) return { day: pick, span };
  }
  return null;
}

/** Reads the first day and time of day in a text; an impossible one is named as typed; null when there is none. */
export function readDate(
  text: string,
  options: DateOptions,
): DateReading | { readonly impossible: string; readonly span: Span } | null {
  const plain = hideNames(readable(text), options.mask ?? []);
  const days = findDays(plain, options);
  const noDay = days.find((hit) => 'impossible' in hit);
  if (noDay) return { impossible: noDay.impossible, span: noDay.span };
  const unread = blank(
    plain,
    days.map((hit) => hit.span),
    '·',
  );
  const clock = findTime(unread, plain);
  if (clock && 'impossible' in clock) return clock;
  const found = days[0] ?? askChrono(clock ? blank(unread, [clock.span], '·') : unread, options);
  if (!clock && !found) return null;
  const spans = [found?.span, clock?.span].filter((span) => span !== undefined);
  const length = clock && !clock.end ? findLength(blank(unread, [clock.span], '·')) : null;
  const hit = found && 'day' in found ? found : null;
  const time = clock?.time ?? hit?.time;
  const end = clock?.end ?? (clock && length ? timeOf(minutesOf(clock.time) + length.minutes) : undefined);
  const doubt = hit?.doubt ?? clock?.doubt;
  return {
    day: hit?.day ?? addDays(options.today, 0),
    dayGiven: hit !== null,
    ...(time ? { time } : {}),
    ...(end ? { end } : {}),
    ...(doubt ? { doubt } : {}),
    ...(hit?.other ? { other: hit.other } : {}),
    span: spans[0] ?? [0, 0],
    spans: length ? [...spans, length.span] : spans,
  };
}
