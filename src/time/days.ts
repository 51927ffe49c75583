/**
 * Pure calendar arithmetic on local days, 'YYYY-MM-DD'. No zones, no clock, no import:
 * local ⇄ instant lives in zones.ts, planned days (a member's own) in ladder/rules/planned.ts.
 */

/** A local day, 'YYYY-MM-DD'. */
export type Day = string;

/** A weekday as `settings days` and the export write it. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** The weekdays in order, Monday first. */
export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a real day; a text that is no real day throws. */
export function dayNumber(day: Day): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = numberOrNaN(day);
  if (Number.isNaN(number)) throw new Error(`Not a calendar day: ${JSON.stringify(day)}`);
  if (numbers.size >= NUMBERS_KEPT) numbers.clear();
  numbers.set(day, number);
  return number;
}

// The same days are asked for thousands of times while a card is drawn; twenty years of them are kept.
const numbers = new Map<Day, number>();
const NUMBERS_KEPT = 7_500;

/** The day that lies `number` days after 1970-01-01. */
export function dayOf(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** True for a text that is a real day between the years 1000 and 9999 (no 31 February, no '2026-2-3'). */
export function isRealDay(text: string): boolean {
  return !Number.isNaN(numberOrNaN(text));
}

function numberOrNaN(text: string): number {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return Number.NaN;
  const [year, month, date] = [+text.slice(0, 4), +text.slice(5, 7), +text.slice(8, 10)];
  const ms = Date.UTC(year, month - 1, date);
  const real = new Date(ms);
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === date ? ms / DAY_MS : Number.NaN;
}

/** The day n days later (n may be negative). */
export function addDays(day: Day, n: number): Day {
  return dayOf(dayNumber(day) + n);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 for Monday … 6 for Sunday, of a day's number. */
export function weekdayIndex(number: number): number {
  // 1970-01-01 was a Thursday.
  return (((number + 3) % 7) + 7) % 7;
}

/** The weekday, 'mon' … 'sun'. */
export function weekdayOf(day: Day): Weekday {
  return WEEKDAYS[weekdayIndex(dayNumber(day))] as Weekday;
}

/** The Monday of the day's Mon–Sun week. */
export function mondayOf(day: Day): Day {
  const number = dayNumber(day);
  return dayOf(number - weekdayIndex(number));
}

/** The first such weekday strictly after the day (Later's "Next week" is nextWeekday(today, 'mon')). */
export function nextWeekday(day: Day, weekday: Weekday): Day {
  const number = dayNumber(day);
  const ahead = (WEEKDAYS.indexOf(weekday) - weekdayIndex(number) + 7) % 7;
  return dayOf(number + (ahead === 0 ? 7 : ahead));
}

/** Counts the days up to a number (from a fixed far start) whose weekday is in the set: only differences mean anything. */
export function weekdayCounter(weekdays: ReadonlySet<Weekday>): (number: number) => number {
  let total = 0;
  const upTo = WEEKDAYS.map((weekday) => {
    if (weekdays.has(weekday)) total += 1;
    return total;
  });
  return (number) => Math.floor((number + 3) / 7) * total + (upTo[weekdayIndex(number)] as number);
}

const businessDaysUpTo = weekdayCounter(new Set<Weekday>(['mon', 'tue', 'wed', 'thu', 'fri']));

/** Business days (Mon–Fri) in (x, today]; 0 when today is not later than x. */
export function businessDaysIn(x: Day, today: Day): number {
  return Math.max(0, businessDaysUpTo(dayNumber(today)) - businessDaysUpTo(dayNumber(x)));
}

/** The day on which the nth business day after x falls (n ≥ 1). */
export function addBusinessDays(x: Day, n: number): Day {
  let number = dayNumber(x);
  for (let left = n; left > 0; ) {
    number += 1;
    if (weekdayIndex(number) < 5) left -= 1;
  }
  return dayOf(number);
}
