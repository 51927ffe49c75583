// Local days as people say them. Copy only: what a day is, is days.ts.

import { type Day, type Weekday, weekdayOf } from './days.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** mon → "Monday". */
export const weekdayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** 2026-11-24 → "Tuesday". */
export const weekdayName = (day: Day): string => weekdayNames[weekdayOf(day)];

/** 2026-11-24 → "Tuesday 24 November". */
export function longDay(day: Day): string {
  const [, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${weekdayName(day)} ${date} ${months[month - 1]}`;
}

/** 2026-11-24 → "Tuesday 24 November 2026". */
export const fullDay = (day: Day): string => `${longDay(day)} ${day.slice(0, 4)}`;

/** "Tuesday 24 November"; with the year when it is another than today's. */
export const dayAndDate = (day: Day, today: Day): string =>
  day.slice(0, 4) === today.slice(0, 4) ? longDay(day) : fullDay(day);
