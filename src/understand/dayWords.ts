/**
 * The words that say a day (yesterday, last Friday, 12 March, 2026-03-12, in two weeks): a table of patterns, each
 * with what it means. Times of day stand in timeWords.ts; dates.ts puts the two together.
 */
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  daysInMonth,
  MONTHS,
  minutesOf,
  partsOf,
  timeOf,
  weekdayOf,
} from './calendar.ts';
import { blank, COUNT, readCount, type Span, wholeWords } from './text.ts';

/** Which way a sentence looks; it decides between last Monday and next Monday. */
export type Tense = 'past' | 'future' | 'any';

/** Why a day is a guess: day/month order, 'next Friday' midweek, a bare weekday, a loose word, a far year, the hour. */
export type Doubt = 'order' | 'next' | 'weekday' | 'vague' | 'year' | 'time';

/** What the member's day and minute are, and which way the sentence looks. */
export type Here = { readonly today: string; readonly time: string; readonly tense: Tense };

type Meant =
  | { readonly day: string; readonly time?: string; readonly doubt?: Doubt; readonly other?: string }
  | { readonly impossible: string }
  | null;

/** A day found in a text, or one that no calendar has, and where it stood. */
export type DayHit = Exclude<Meant, null> & { readonly span: Span };

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAY =
  'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const S = ' {1,4}';
/** What may follow a bare number without making it a count of something ('the 2nd coffee', 'at 3 people'). */
export const NOT_A_COUNT = `(?= {0,4}(?:$|[.,;:!?()–—-]|(?:with|on|at|and|today|tomorrow|tonight|yesterday|for|from|to|until|till|in|by|felt|of|over|via|near|this|next|last|about|then|she|he|they|we|i|${WEEKDAY})(?![\\p{L}\\p{N}])))`;

const monthOf = (word: string): number =>
  MONTHS.findIndex((name) => name.toLowerCase().startsWith(word.slice(0, 3).toLowerCase())) + 1;
const weekdayNumber = (word: string): number =>
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(word.slice(0, 3).toLowerCase());
const plausible = (year: number): boolean => year >= 1900 && year <= 2200;

function monthDay(day: number, month: number, yearText: string | undefined, here: Here): Meant {
  const said = `${day} ${MONTHS[month - 1]}${yearText ? ` ${yearText}` : ''}`;
  if (yearText) {
    const found = dayOf(Number(yearText), month, day);
    return found ? { day: found } : { impossible: said };
  }
  const [year] = partsOf(here.today);
  const near = [year - 1, year, year + 1].map((one) => dayOf(one, month, day)).filter((one) => one !== null);
  const fitting = near.filter((one) =>
    here.tense === 'past' ? one <= here.today : here.tense === 'future' ? one >= here.today : true,
  );
  const closest = fitting.sort(
    (a, b) => Math.abs(daysBetween(here.today, a)) - Math.abs(daysBetween(here.today, b)),
  )[0];
  // 29 February with no leap year at hand is as impossible as 31 February: nobody means one in four years.
  if (!closest) return { impossible: said };
  return Math.abs(daysBetween(here.today, closest)) > 270
    ? { day: closest, doubt: 'year' }
    : { day: closest };
}

function numeric(
  first: number,
  second: number,
  yearText: string | undefined,
  said: string,
  here: Here,
  dotted = false,
): Meant {
  if (first === 0 || second === 0 || (first === 24 && second === 7)) return null;
  const year = yearText && (yearText.length === 2 ? `20${yearText}` : yearText);
  if (year && !plausible(Number(year))) return null;
  if (first > 12 && second > 12) return first <= 31 && second <= 31 ? { impossible: said } : null;
  if (second > 12) return monthDay(second, first, year, here);
  const dayFirst = monthDay(first, second, year, here);
  // Dots are only written by people who put the day first.
  if (first > 12 || first === second || dotted || !dayFirst || 'impossible' in dayFirst) return dayFirst;
  const monthFirst = monthDay(second, first, year, here);
  if (!monthFirst || 'impossible' in monthFirst) return { ...dayFirst, doubt: 'order' };
  const closer = far(monthFirst.day, here) < far(dayFirst.day, here);
  const [guess, other] = closer ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
  return { day: guess.day, doubt: 'order', other: other.day };
}

/** Days from today, with a day on the wrong side of the tense put behind all others. */
function far(day: string, { today, tense }: Here): number {
  const days = daysBetween(today, day);
  const wrong = (tense === 'past' && days > 0) || (tense === 'future' && days < 0);
  return Math.abs(days) + (wrong ? 10_000 : 0);
}

function bareWeekday(weekday: number, { today, tense }: Here): Meant {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  const back = addDays(today, ahead - 7);
  const next = addDays(today, ahead || 7);
  if (ahead === 0) return { day: tense === 'past' ? back : next, doubt: 'weekday', other: today };
  if (tense === 'past') return { day: back };
  return tense === 'future' ? { day: next } : { day: next, doubt: 'weekday', other: back };
}

function weekdayWith(lean: string, weekday: number, here: Here): Meant {
  const { today, tense } = here;
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  const thisWeek = addDays(today, weekday - weekdayOf(today));
  if (lean === 'last' || lean === 'previous' || lean === 'past')
    return { day: addDays(today, (ahead || 7) - 7 * (ahead ? 1 : 2)) };
  if (lean === 'next') {
    // Still to come this week: half of all people mean that one, half the week after. The guess is the later.
    if (thisWeek > today) return { day: addDays(thisWeek, 7), doubt: 'next', other: thisWeek };
    return { day: addDays(today, ahead || 7) };
  }
  if (lean === 'coming') return { day: addDays(today, ahead || 7) };
  if (lean === 'this') {
    if (tense === 'past') return { day: thisWeek <= today ? thisWeek : addDays(thisWeek, -7) };
    return { day: thisWeek >= today ? thisWeek : addDays(thisWeek, 7) };
  }
  return bareWeekday(weekday, here);
}

function shift(day: string, count: number, unit: string): string {
  const name = unit.toLowerCase();
  if (name.startsWith('month')) return addMonths(day, count);
  if (name.startsWith('year')) return addMonths(day, count * 12);
  return addDays(day, count * (name.startsWith('fortnight') ? 14 : name.startsWith('week') ? 7 : 1));
}

function shiftTime(here: Here, minutes: number): Meant {
  const sum = minutesOf(here.time) + minutes;
  return { day: addDays(here.today, Math.floor(sum / 1440)), time: timeOf(sum) };
}

function ordinal(day: number, said: string, { today, tense }: Here): Meant {
  if (day < 1 || day > 31) return { impossible: said };
  const [year, month] = partsOf(today);
  const near = [-2, -1, 0, 1, 2]
    .map((step) => addMonths(dayOf(year, month, 1) ?? today, step))
    .map((first) => dayOf(partsOf(first)[0], partsOf(first)[1], day))
    .filter((one) => one !== null)
    .filter((one) => (tense === 'past' ? one <= today : tense === 'future' ? one >= today : true));
  const closest = near.sort((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))[0];
  return closest ? { day: closest } : null;
}

function fromNow(groups: readonly (string | undefined)[], here: Here, sign: 1 | -1): Meant {
  const { count, vague } = readCount(groups[0] ?? 'a');
  const day = shift(here.today, sign * count, groups[1] ?? 'day');
  return vague ? { day, doubt: 'vague' } : { day };
}

type Pattern = readonly [
  RegExp,
  (groups: readonly (string | undefined)[], here: Here, said: string) => Meant,
];
const word = (source: string, read: Pattern[1]): Pattern => [wholeWords(source), read];
const plus =
  (days: number): Pattern[1] =>
  (_groups, { today }) => ({ day: addDays(today, days) });

const TABLE: readonly Pattern[] = [
  [
    /(?<![\p{L}\p{N}/.-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(?:T(?=\d{2}:))?/giu,
    ([y, m, d], _here, said) => {
      if (!plausible(Number(y))) return null;
      const day = dayOf(Number(y), Number(m), Number(d));
      return day ? { day } : { impossible: said };
    },
  ],
  word(
    `(?:the )?(\\d{1,2}) ?(?:st|nd|rd|th)?(?:${S}of)?(?: |-|(?=\\p{L}))(${MONTH})\\.?(?:[ ,-]{1,3}(\\d{4}))?(?!:)`,
    ([d, m, y], here) => monthDay(Number(d), monthOf(m ?? ''), y, here),
  ),
  word(
    `(${MONTH})\\.?${S}(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?!:\\d| ?[ap]\\.?m| (?:days?|weeks?|months?|years?|hours?|minutes?|mins?)(?!\\p{L}))(?:[ ,]{1,3}(\\d{4}))?(?!:)`,
    ([m, d, y], here) => monthDay(Number(d), monthOf(m ?? ''), y, here),
  ),
  [
    /(?<![\p{L}\p{N}/.:-])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\p{L}\p{N}/])/giu,
    ([a, b, y], here, said) => numeric(Number(a), Number(b), y, said, here),
  ],
  [
    /(?<![\p{L}\p{N}/.:-])(\d{1,2})([.-])(\d{1,2})\2(\d{4})(?![\p{L}\p{N}/])/giu,
    ([a, mark, b, y], here, said) => numeric(Number(a), Number(b), y, said, here, mark === '.'),
  ],
  [
    /(?<![\p{L}\p{N}/.:-])(\d{1,2})\.(\d{1,2})\.(?!\d)/giu,
    ([a, b], here) => {
      const [d, m] = [Number(a), Number(b)];
      return d >= 1 && m >= 1 && m <= 12 ? monthDay(d, m, undefined, here) : null;
    },
  ],
  word('(?:the )?day before yesterday', plus(-2)),
  word('(?:the )?day after (?:tomorrow|tmrw)|overmorrow', plus(2)),
  word(
    `(${COUNT})${S}(weeks?|fortnights?|days?|months?)${S}(?:from|after)${S}(today|now|tomorrow|yesterday|(?:next )?(?:${WEEKDAY}))`,
    ([n, unit, base], here) => {
      const start = startOf(base ?? 'today', here);
      return { day: shift(start, readCount(n ?? 'a').count, unit ?? 'week') };
    },
  ),
  word(`(today|tomorrow|${WEEKDAY})${S}(week|fortnight)`, ([base, unit], here) => ({
    day: shift(startOf(base ?? '', here), 1, unit ?? 'week'),
  })),
  word(
    `(?:on )?(${WEEKDAY})${S}(?:of )?(last|next|this) week|(last|next|this) week,?${S}(?:on )?(${WEEKDAY})`,
    ([a, lean, lean2, b], { today }) => {
      const step = { last: -7, this: 0, next: 7 }[(lean ?? lean2 ?? 'this').toLowerCase()] ?? 0;
      return { day: addDays(today, weekdayNumber(a ?? b ?? 'mon') - weekdayOf(today) + step) };
    },
  ),
  word(`(?:an? )?(week|fortnight)${S}(?:on )?(today|tomorrow|${WEEKDAY})`, ([unit, base], here) => ({
    day: shift(startOf(base ?? '', here), 1, unit ?? 'week'),
  })),
  word('yesterday|last night|yday', plus(-1)),
  word('tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr', plus(1)),
  word('today|tonight|this (?:morning|afternoon|evening|lunchtime)|(?:just|right) now|earlier on', plus(0)),
  word(`half an hour${S}(ago|earlier)|in${S}half an hour`, ([ago], here) => shiftTime(here, ago ? -30 : 30)),
  word(`(${COUNT})${S}(hours?|hrs?|minutes?|mins?)${S}(?:ago|earlier)`, ([n, unit], here) =>
    shiftTime(here, -readCount(n ?? '').count * (/^h/iu.test(unit ?? '') ? 60 : 1)),
  ),
  word(`in${S}(${COUNT})${S}(hours?|hrs?|minutes?|mins?)`, ([n, unit], here) =>
    shiftTime(here, readCount(n ?? '').count * (/^h/iu.test(unit ?? '') ? 60 : 1)),
  ),
  word(`(${COUNT})${S}(days?|weeks?|fortnights?|months?|years?)${S}(?:ago|back|earlier)`, (groups, here) =>
    fromNow(groups, here, -1),
  ),
  word(
    `(?:in|within)${S}(${COUNT})${S}(days?|weeks?|fortnights?|months?|years?)(?:['’] time)?`,
    (groups, here) => fromNow(groups, here, 1),
  ),
  word(
    `(last|past|previous|next|this coming|this|coming)${S}(?:(?:past|coming) )?(${WEEKDAY})`,
    ([lean, name], here) =>
      weekdayWith(
        lean === undefined ? '' : lean.toLowerCase().replace('this coming', 'coming'),
        weekdayNumber(name ?? ''),
        here,
      ),
  ),
  word(
    `(?:on|by|until|till|til|from|since)${S}(${WEEKDAY})|(monday|tue(?:s(?:day)?)?|wednesday|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|saturday|sunday)`,
    ([a, b], here) => bareWeekday(weekdayNumber(a ?? b ?? ''), here),
  ),
  // 'sat', 'sun', 'wed' and 'mon' are words or names too: alone they are days only at an edge or before a time.
  [
    /(?<!the )(?<![\p{L}\p{N}])(mon|weds?|sat|sun)(?= {0,4}(?:$|[,;.!?]|\d|(?:at|morning|afternoon|evening|noon|night)(?!\p{L})))/giu,
    ([name], here) => bareWeekday(weekdayNumber(name ?? ''), here),
  ],
  word(
    `the${S}(\\d{1,2})(?:st|nd|rd|th)${S}of${S}(this|next|last)${S}month`,
    ([d, lean], { today }, said) => {
      const [y, m] = partsOf(
        addMonths(
          today.slice(0, 8).concat('01'),
          { last: -1, this: 0, next: 1 }[(lean ?? 'this').toLowerCase()] ?? 0,
        ),
      );
      const day = dayOf(y, m, Number(d));
      return day ? { day } : { impossible: said };
    },
  ),
  [
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:(?:on|by|until|till|since)${S}(?:the${S})?|the${S})(\\d{1,3}(?:st|nd|rd|th))(?![\\p{L}\\p{N}])${NOT_A_COUNT}`,
      'giu',
    ),
    ([d], here) => ordinal(Number.parseInt(d ?? '', 10), d ?? '', here),
  ],
  word('next week', (_g, { today }) => ({ day: addDays(today, 7 - weekdayOf(today)), doubt: 'vague' })),
  word('last week', (_g, { today }) => ({ day: addDays(today, -7), doubt: 'vague' })),
  word('last month', (_g, { today }) => ({ day: addMonths(today, -1), doubt: 'vague' })),
  word('next month', (_g, { today }) => ({
    day: addMonths(today.slice(0, 8).concat('01'), 1),
    doubt: 'vague',
  })),
  word('(?:the )?end of (?:the|this) week', (_g, { today }) => ({
    day: addDays(today, (4 - weekdayOf(today) + 7) % 7),
    doubt: 'vague',
  })),
  word('(?:the )?end of (?:the|this) month', (_g, { today }) => {
    const [y, m] = partsOf(today);
    return { day: dayOf(y, m, daysInMonth(y, m)) ?? today, doubt: 'vague' };
  }),
  word(`(?:at the|on the|over the|this|last|next) weekend`, (_g, here) => {
    const saturday = addDays(here.today, (5 - weekdayOf(here.today) + 7) % 7);
    return {
      day: here.tense === 'past' ? addDays(saturday, saturday > here.today ? -7 : 0) : saturday,
      doubt: 'vague',
    };
  }),
];

function startOf(base: string, here: Here): string {
  const name = base.toLowerCase();
  if (name === 'today' || name === 'now') return here.today;
  if (name === 'tomorrow') return addDays(here.today, 1);
  if (name === 'yesterday') return addDays(here.today, -1);
  const weekday = weekdayNumber(name.replace(/^next /u, ''));
  return addDays(here.today, (weekday - weekdayOf(here.today) + 7) % 7 || 7);
}

/** All days named in a text (already cut and blanked of names), first to last. */
export function findDays(text: string, here: Here): DayHit[] {
  const hits: DayHit[] = [];
  let left = text;
  for (const [pattern, read] of TABLE) {
    for (const match of left.matchAll(pattern)) {
      const meant = read(match.slice(1), here, match[0].trim());
      if (meant) hits.push({ ...meant, span: [match.index, match.index + match[0].length] });
    }
    left = blank(
      text,
      hits.map((hit) => hit.span),
      '·',
    );
  }
  return hits.sort((a, b) => a.span[0] - b.span[0]);
}
