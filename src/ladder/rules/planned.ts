/** A member's planned days: their weekdays less days off, ill and paused. "Within n planned days" is defined here. */
import type { Day } from '../../time/days.ts';
import { dayNumber, dayOf, WEEKDAYS, weekdayCounter, weekdayIndex } from '../../time/days.ts';
import type { Plan } from './state.ts';

/** Questions about planned days. Intervals are half-open: after x, up to and with today. */
export interface Planned {
  isPlanned(day: Day): boolean;
  /** Planned days in (x, today]; 0 when today is not later than x. */
  countIn(x: Day, today: Day): number;
  /** Fewer than n planned days in (x, today]. */
  within(n: number, x: Day, today: Day): boolean;
  /** The last planned day strictly before, or null. */
  before(day: Day): Day | null;
  /** The first planned day strictly after, or null (paused until further notice, no weekdays). */
  after(day: Day): Day | null;
}

/** Reads a plan once for many questions; throws on a day that is none. */
export function planned(plan: Plan): Planned {
  const weekdays = new Set(plan.weekdays);
  const upTo = weekdayCounter(weekdays);
  const off = merged(plan);
  const offAt = (n: number) => off.find((range) => range.from <= n && n <= range.to);
  const isWeekday = (n: number) => weekdays.has(WEEKDAYS[weekdayIndex(n)] as (typeof WEEKDAYS)[number]);

  const countIn = (x: Day, today: Day) => {
    const [after, last] = [dayNumber(x), dayNumber(today)];
    if (last <= after) return 0;
    let count = upTo(last) - upTo(after);
    for (const range of off) {
      const [from, to] = [Math.max(range.from - 1, after), Math.min(range.to, last)];
      if (to > from) count -= upTo(to) - upTo(from);
    }
    return count;
  };

  const search = (day: Day, step: 1 | -1): Day | null => {
    if (weekdays.size === 0) return null;
    let n = dayNumber(day) + step;
    for (;;) {
      const range = offAt(n);
      if (range) n = step === 1 ? range.to + 1 : range.from - 1;
      else if (isWeekday(n)) return dayOf(n);
      else n += step;
      if (!Number.isFinite(n)) return null;
    }
  };

  return {
    isPlanned: (day) => isWeekday(dayNumber(day)) && !offAt(dayNumber(day)),
    countIn,
    within: (n, x, today) => countIn(x, today) < n,
    before: (day) => search(day, -1),
    after: (day) => search(day, 1),
  };
}

function merged(plan: Plan): { readonly from: number; readonly to: number }[] {
  const ranges = plan.daysOff
    .map(({ from, to }) => ({
      from: dayNumber(from),
      to: to === null ? Number.POSITIVE_INFINITY : dayNumber(to),
    }))
    .filter((range) => range.to >= range.from)
    .sort((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last && range.from <= last.to + 1) last.to = Math.max(last.to, range.to);
    else result.push({ ...range });
  }
  return result;
}
