/** Arithmetic on local days ('YYYY-MM-DD') and times of day, with no zone, no clock and no instant in it. */

/** The months' English names, January first. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const DAY_MS = 86_400_000;

/** Days in a month (1–12) of a year. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** 'YYYY-MM-DD' of a year, month 1–12 and day; null when there is no such day. */
export function dayOf(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Year, month (1–12) and day of a local day. */
export function partsOf(day: string): readonly [year: number, month: number, day: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}

const count = (day: string): number => {
  const [year, month, date] = partsOf(day);
  return Math.round(Date.UTC(year, month - 1, date) / DAY_MS);
};

/** The day `days` later (earlier when negative). */
export function addDays(day: string, days: number): string {
  return new Date((count(day) + days) * DAY_MS).toISOString().slice(0, 10);
}

/** How many days `to` lies after `from` (negative: before). */
export function daysBetween(from: string, to: string): number {
  return count(to) - count(from);
}

/** The same date some months later, kept to the month's last day. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = partsOf(day);
  const index = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1];
  return dayOf(y, m, Math.min(date, daysInMonth(y, m))) ?? day;
}

/** Day of the week, Monday 0 to Sunday 6. */
export function weekdayOf(day: string): number {
  return (((count(day) + 3) % 7) + 7) % 7;
}

/** Minutes since midnight of 'HH:MM'. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** 'HH:MM' of minutes since midnight, wrapped into one day. */
export function timeOf(minutes: number): string {
  const inDay = ((Math.round(minutes) % 1440) + 1440) % 1440;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
