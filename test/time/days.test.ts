import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addBusinessDays,
  addDays,
  businessDaysIn,
  daysBetween,
  isRealDay,
  mondayOf,
  nextWeekday,
  weekdayOf,
} from '../../src/time/days.ts';

it('knows weekdays, Mondays and leap days', () => {
  expect(weekdayOf('2026-11-23')).toBe('mon');
  expect(weekdayOf('2024-02-29')).toBe('thu');
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect(nextWeekday('2026-11-23', 'mon')).toBe('2026-11-30');
  expect(nextWeekday('2026-11-22', 'mon')).toBe('2026-11-23');
});

it.each(['2026-02-29', '2026-13-01', '2026-1-01', '', 'today', '2026-00-10', '2026-11-31', '0999-01-01'])(
  '%j is no real day',
  (text) => {
    expect(isRealDay(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow('Not a calendar day');
  },
);

it('counts business days after a day, up to and with today', () => {
  expect(businessDaysIn('2026-11-20', '2026-11-23')).toBe(1);
  expect(businessDaysIn('2026-11-21', '2026-11-22')).toBe(0);
  expect(businessDaysIn('2026-11-16', '2026-11-25')).toBe(7);
  expect(businessDaysIn('2026-11-25', '2026-11-16')).toBe(0);
});

it('counts business days as a walk would, and the nth one is the nth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 60 }), (start, span) => {
      const from = addDays('2020-01-01', start);
      let walked = 0;
      for (let i = 1; i <= span; i += 1)
        if (!['sat', 'sun'].includes(weekdayOf(addDays(from, i)))) walked += 1;
      expect(businessDaysIn(from, addDays(from, span))).toBe(walked);
      expect(businessDaysIn(from, addBusinessDays(from, span))).toBe(span);
    }),
    { numRuns: 100 },
  );
});
