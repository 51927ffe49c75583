// When the card is due, how long it is worth sending, and quiet hours: pure, over (zone, time, days) and now.
// Nothing here reads a row or sends; instants are epoch ms, local days 'YYYY-MM-DD', times of day 'HH:MM'.
import { localDayNumber, parseDay, parseTime, wallToInstant } from '../time/zones.ts';

const HOUR = 3_600_000;
/** After three hours a morning's card is no morning's card (method, section 10). */
const CATCH_UP_HOURS = 3;
/** Minutes late from which the card's second line says why (method, section 10). */
export const SAY_WHY_MINUTES = 30;
/** Least hours between two cards, for a changed zone or time (method, section 10). */
const CARD_GAP_HOURS = 12;
/** How far ahead a next card is looked for; a member with no planned day in a year has none. */
const LOOK_AHEAD_DAYS = 370;

/** A day of the week as settings have it. */
export type DayName = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
const FROM_SUNDAY: readonly DayName[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** A member's card: where and when it comes, and the last one. */
export interface CardPlan {
  /** IANA zone. */
  readonly zone: string;
  /** 'HH:MM' */
  readonly morning: string;
  /** Weekdays with a card; in the weekly rhythm just one. */
  readonly days: readonly DayName[];
  /** Local days without a card: off, ill. */
  readonly daysOff?: readonly string[];
  /** First local day on which cards come again; null = not paused. */
  readonly pausedUntil: string | null;
  /** Local day that the last card was for (sent, asked for or missed), null = none yet. */
  readonly lastCardDay: string | null;
  /** Instant at which the last card was shown, null = none yet. */
  readonly lastCardAt: number | null;
}

/** Quiet hours as kept in the settings; both ends the same = none. All 'HH:MM'. */
export interface Quiet {
  readonly quietFrom: string;
  readonly quietTo: string;
  /** The card's time: inside quiet hours it moves their end to itself. */
  readonly morning: string;
}

/**
 * The instant of the next card after `after` (epoch ms), or null when no planned day comes within a year.
 * One card per nominal local date, on dates later than the last card's, none on a date that the zone skipped; in a
 * gap pushed forward by the gap. A date whose card would come within 12 h of the last one has none: the next planned
 * date. A pause further off than a year is leapt over.
 * Throws RangeError for an unknown zone or an impossible time or date.
 */
export function nextCardDue(plan: CardPlan & { readonly after: number }): number | null {
  const { zone, morning, days, daysOff = [], pausedUntil, lastCardDay, lastCardAt, after } = plan;
  // From the day before: a card pushed over midnight by a gap belongs to the date before.
  let first = localDayNumber(zone, after) - 1;
  if (pausedUntil !== null) first = Math.max(first, parseDay(pausedUntil));
  if (lastCardDay !== null) first = Math.max(first, parseDay(lastCardDay) + 1);
  const minute = parseTime(morning);
  const off = new Set(daysOff.map(parseDay));
  const earliest = lastCardAt === null ? Number.NEGATIVE_INFINITY : lastCardAt + CARD_GAP_HOURS * HOUR;
  for (let day = first; day < first + LOOK_AHEAD_DAYS; day++) {
    if (!days.includes(weekdayOf(day)) || off.has(day)) continue;
    const due = wallToInstant(zone, day, minute);
    if (due !== null && due > after && due >= earliest) return due;
  }
  return null;
}

/**
 * From when until when (exclusive) a card is worth sending: for 3 h after its time, never into quiet hours.
 * A due instant that stands in quiet hours itself has an empty window (from = until).
 */
export function cardWindow(dueAt: number, zone: string, quiet: Quiet): { from: number; until: number } {
  let until = dueAt + CATCH_UP_HOURS * HOUR;
  for (const span of quietSpans(zone, quiet, dueAt))
    if (span.until > dueAt && span.from < until) until = Math.max(span.from, dueAt);
  return { from: dueAt, until };
}

/** Whole minutes from the due instant to now, 0 when it is still to come. */
export function lateBy(dueAt: number, now: number): number {
  return Math.max(0, Math.floor((now - dueAt) / 60_000));
}

/**
 * Quiet hours as they hold, and whether the morning moved their end: 20:00–08:00 with a morning at 06:30 end at 06:30.
 * With the morning at their very start nothing is left of them (null), nor with both ends the same.
 */
export function effectiveQuiet(quiet: Quiet): { from: string; to: string; moved: boolean } | null {
  const { quietFrom: from, quietTo: to, morning } = quiet;
  if (from === to) return null;
  const inside = from < to ? from <= morning && morning < to : from <= morning || morning < to;
  if (!inside) return { from, to, moved: false };
  return morning === from ? null : { from, to: morning, moved: true };
}

/** Whether an instant (epoch ms) lies in the member's quiet hours: their first minute does, their end does not. */
export function quietAt(quiet: Quiet & { readonly zone: string }, instant: number): boolean {
  return spanAt(quiet, instant) !== undefined;
}

/** The first instant from this one on that is not quiet: itself, or the end of the quiet hours it lies in. */
export function quietEndsAt(quiet: Quiet & { readonly zone: string }, instant: number): number {
  return spanAt(quiet, instant)?.until ?? instant;
}

interface Span {
  readonly from: number;
  readonly until: number;
}

function spanAt(quiet: Quiet & { readonly zone: string }, instant: number): Span | undefined {
  return quietSpans(quiet.zone, quiet, instant).find((span) => span.from <= instant && instant < span.until);
}

/**
 * The stretches of quiet hours about an instant, in order. Made from local dates, not read off the clock, so that
 * an hour that comes twice is quiet once through, and an end in a gap is pushed as a morning there is.
 */
function quietSpans(zone: string, quiet: Quiet, instant: number): Span[] {
  const hours = effectiveQuiet(quiet);
  if (!hours) return [];
  const from = parseTime(hours.from);
  const to = parseTime(hours.to);
  const today = localDayNumber(zone, instant);
  const spans: Span[] = [];
  // From two days back: hours begun before a date that the zone skipped last into the one after it.
  for (let day = today - 2; day <= today + 1; day++) {
    const start = wallToInstant(zone, day, from);
    if (start === null) continue;
    const endDay = from < to ? day : day + 1;
    const end = wallToInstant(zone, endDay, to) ?? wallToInstant(zone, endDay + 1, to);
    // A gap can push the start past the end: then no quiet is left that night.
    if (end !== null && start < end) spans.push({ from: start, until: end });
  }
  return spans;
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: number): DayName {
  return FROM_SUNDAY[(((day + 4) % 7) + 7) % 7]!;
}
