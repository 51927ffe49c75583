import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CardPlan,
  cardWindow,
  type DayName,
  effectiveQuiet,
  lateBy,
  nextCardDue,
  quietAt,
  quietEndsAt,
} from '../../src/schedule/due.ts';
import { instantToLocal, localToInstant } from '../../src/time/zones.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ALL: DayName[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WORKDAYS = ALL.slice(0, 5);
const at = (text: string) => Date.parse(text);
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
const plan = (change: Partial<CardPlan> = {}): CardPlan => ({
  zone: 'Europe/Berlin',
  morning: '09:00',
  days: WORKDAYS,
  pausedUntil: null,
  lastCardDay: null,
  lastCardAt: null,
  ...change,
});
const QUIET = { quietFrom: '20:00', quietTo: '08:00', morning: '09:00' };

describe('the next card', () => {
  test('comes today while the time is still to come, and from the very minute on at the next planned day', () => {
    expect(iso(nextCardDue({ ...plan(), after: at('2026-11-23T07:59:59Z') }))).toBe(
      '2026-11-23T08:00:00.000Z',
    );
    expect(iso(nextCardDue({ ...plan(), after: at('2026-11-23T08:00:00Z') }))).toBe(
      '2026-11-24T08:00:00.000Z',
    );
  });

  test('leaves out weekdays, days off and a pause that ends on the day named', () => {
    const friday = at('2026-11-27T10:00:00Z');
    expect(iso(nextCardDue({ ...plan(), after: friday }))).toBe('2026-11-30T08:00:00.000Z');
    expect(iso(nextCardDue({ ...plan({ daysOff: ['2026-11-30'] }), after: friday }))).toBe(
      '2026-12-01T08:00:00.000Z',
    );
    expect(iso(nextCardDue({ ...plan({ pausedUntil: '2026-12-05' }), after: friday }))).toBe(
      '2026-12-07T08:00:00.000Z',
    );
    expect(iso(nextCardDue({ ...plan({ pausedUntil: '2026-11-01' }), after: friday }))).toBe(
      '2026-11-30T08:00:00.000Z',
    );
    expect(iso(nextCardDue({ ...plan({ pausedUntil: '2035-01-01' }), after: friday }))).toBe(
      '2035-01-01T08:00:00.000Z',
    );
    expect(iso(nextCardDue({ ...plan({ days: ['wed'] }), after: friday }))).toBe('2026-12-02T08:00:00.000Z');
    expect(nextCardDue({ ...plan({ days: [] }), after: friday })).toBeNull();
  });

  test('a changed morning still to come counts today when today had no card', () => {
    const now = at('2026-11-23T07:00:00Z');
    const yesterday = { lastCardDay: '2026-11-20', lastCardAt: at('2026-11-20T08:00:00Z') };
    expect(iso(nextCardDue({ ...plan({ morning: '11:30', ...yesterday }), after: now }))).toBe(
      '2026-11-23T10:30:00.000Z',
    );
  });

  test('a changed morning makes no second card on the date of the last', () => {
    const last = { lastCardDay: '2026-11-23', lastCardAt: at('2026-11-23T08:00:00Z') };
    expect(
      iso(nextCardDue({ ...plan({ morning: '22:00', ...last }), after: at('2026-11-23T12:00:00Z') })),
    ).toBe('2026-11-24T21:00:00.000Z');
  });

  test('coming back from a pause on the date of the last card makes no second one either', () => {
    const last = {
      lastCardDay: '2026-11-23',
      lastCardAt: at('2026-11-22T23:30:00Z'),
      pausedUntil: '2026-11-23',
    };
    expect(
      iso(nextCardDue({ ...plan({ morning: '22:00', ...last }), after: at('2026-11-23T12:00:00Z') })),
    ).toBe('2026-11-24T21:00:00.000Z');
  });

  test('a date whose card would come within 12 hours of the last has none', () => {
    const evening = { lastCardDay: '2026-11-23', lastCardAt: at('2026-11-23T20:00:00Z') };
    const after = at('2026-11-23T20:00:00Z');
    expect(iso(nextCardDue({ ...plan({ morning: '08:59', ...evening }), after }))).toBe(
      '2026-11-25T07:59:00.000Z',
    );
    expect(iso(nextCardDue({ ...plan({ morning: '09:00', ...evening }), after }))).toBe(
      '2026-11-24T08:00:00.000Z',
    );
  });

  test('a flight west over the date line brings no second card for a date, a flight east none too soon', () => {
    const tuesday = { lastCardDay: '2026-11-24', lastCardAt: at('2026-11-23T20:00:00Z') }; // 09:00 in Auckland
    expect(
      iso(nextCardDue({ ...plan({ zone: 'Pacific/Honolulu', ...tuesday }), after: tuesday.lastCardAt })),
    ).toBe('2026-11-25T19:00:00.000Z');
    const monday = { lastCardDay: '2026-11-23', lastCardAt: at('2026-11-23T19:00:00Z') }; // 09:00 in Honolulu
    expect(
      iso(nextCardDue({ ...plan({ zone: 'Pacific/Auckland', ...monday }), after: monday.lastCardAt })),
    ).toBe('2026-11-24T20:00:00.000Z');
  });

  test('in a gap it is pushed forward by the gap, in an overlap it comes at the first, once', () => {
    const all = { days: ALL, zone: 'America/New_York' };
    expect(
      iso(nextCardDue({ ...plan({ ...all, morning: '02:30' }), after: at('2027-03-13T12:00:00Z') })),
    ).toBe('2027-03-14T07:30:00.000Z');
    const first = nextCardDue({ ...plan({ ...all, morning: '01:30' }), after: at('2026-10-31T12:00:00Z') })!;
    expect(iso(first)).toBe('2026-11-01T05:30:00.000Z');
    expect(iso(nextCardDue({ ...plan({ ...all, morning: '01:30' }), after: first }))).toBe(
      '2026-11-02T06:30:00.000Z',
    );
  });

  test('a card pushed over midnight is not lost when asked for in between', () => {
    const nuuk = plan({ zone: 'America/Nuuk', morning: '23:30', days: ['sat'] });
    expect(iso(nextCardDue({ ...nuuk, after: at('2027-03-28T01:10:00Z') }))).toBe('2027-03-28T01:30:00.000Z');
  });

  test('there is none on the date that Samoa skipped', () => {
    const apia = plan({ zone: 'Pacific/Apia', days: ALL });
    const thursday = nextCardDue({ ...apia, after: at('2011-12-29T12:00:00Z') })!;
    expect(instantToLocal('Pacific/Apia', new Date(thursday))).toEqual({ date: '2011-12-29', time: '09:00' });
    const next = nextCardDue({ ...apia, after: thursday })!;
    expect(instantToLocal('Pacific/Apia', new Date(next))).toEqual({ date: '2011-12-31', time: '09:00' });
  });

  test.each([
    ['America/New_York', '02:30'],
    ['America/Vancouver', '09:00'],
    ['America/Nuuk', '23:30'],
    ['America/Havana', '00:15'],
    ['Africa/Cairo', '00:00'],
    ['Africa/Casablanca', '02:30'],
    ['Asia/Gaza', '00:45'],
    ['Australia/Lord_Howe', '02:15'],
    ['Pacific/Chatham', '02:50'],
    ['Europe/Dublin', '01:30'],
    ['Antarctica/Troll', '02:00'],
  ])('%s at %s has one card for each planned date 2024–2030, in order, whatever the day', (zone, morning) => {
    for (const days of [ALL, WORKDAYS]) {
      const planned: { lastCardDay: string; lastCardAt: number }[] = [];
      for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2031, 0, 1); day += DAY) {
        if (!days.includes(ALL[(new Date(day).getUTCDay() + 6) % 7]!)) continue;
        const date = new Date(day).toISOString().slice(0, 10);
        planned.push({ lastCardDay: date, lastCardAt: localToInstant(zone, date, morning)!.getTime() });
      }
      const got: number[] = [];
      let after = planned[0]!.lastCardAt - 1;
      for (const last of planned) {
        const due = nextCardDue({ ...plan({ zone, morning, days, ...planned[got.length - 1] }), after })!;
        expect(nextCardDue({ ...plan({ zone, morning, days }), after })).toBe(due);
        if (due !== last.lastCardAt) expect.fail(`${last.lastCardDay}: ${iso(due)}`);
        got.push(due);
        after = due;
      }
      expect(got.length).toBe(days === ALL ? 2557 : 1827);
    }
  });

  test('whatever was changed meanwhile: after now, planned, on a later date, 12 hours on, and the earliest such', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/Nuuk',
      'Pacific/Auckland',
      'Pacific/Honolulu',
      'Asia/Gaza',
    );
    const minute = fc.integer({ min: 0, max: 1439 });
    const clock = (m: number) =>
      `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(
        zone,
        zone,
        minute,
        fc.subarray(ALL, { minLength: 1 }),
        fc.integer({ min: at('2026-01-01') / 60_000, max: at('2030-01-01') / 60_000 }),
        fc.integer({ min: 0, max: 3000 }),
        (oldZone, newZone, morningMinute, days, lastMinute, sinceMinutes) => {
          const lastCardAt = lastMinute * 60_000;
          const lastCardDay = instantToLocal(oldZone, new Date(lastCardAt)).date;
          const after = lastCardAt + sinceMinutes * 60_000;
          const morning = clock(morningMinute);
          const due = nextCardDue({
            ...plan({ zone: newZone, morning, days, lastCardDay, lastCardAt }),
            after,
          });
          const candidates: number[] = [];
          for (let ahead = -3; ahead <= 20; ahead++) {
            const day = new Date(Date.parse(instantToLocal(newZone, new Date(after)).date) + ahead * DAY);
            const date = day.toISOString().slice(0, 10);
            const instant = localToInstant(newZone, date, morning)!.getTime();
            const planned = days.includes(ALL[(day.getUTCDay() + 6) % 7]!);
            if (planned && date > lastCardDay && instant > after && instant - lastCardAt >= 12 * HOUR)
              candidates.push(instant);
          }
          expect(due).toBe(Math.min(...candidates));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('how long a card is worth sending', () => {
  test('three hours, and never into quiet hours', () => {
    const due = at('2026-11-23T08:00:00Z');
    expect(cardWindow(due, 'Europe/Berlin', QUIET)).toEqual({ from: due, until: due + 3 * HOUR });
    const evening = at('2026-11-23T18:15:00Z'); // 19:15
    expect(cardWindow(evening, 'Europe/Berlin', { ...QUIET, morning: '19:15' })).toEqual({
      from: evening,
      until: at('2026-11-23T19:00:00Z'),
    });
    expect(cardWindow(evening, 'Europe/Berlin', { ...QUIET, quietFrom: '08:00' }).until).toBe(
      evening + 3 * HOUR,
    );
  });

  test('a morning inside the night has its whole three hours, since the night ends with it', () => {
    const due = at('2026-11-23T04:00:00Z'); // 05:00
    expect(cardWindow(due, 'Europe/Berlin', { ...QUIET, morning: '05:00' }).until).toBe(due + 3 * HOUR);
  });

  test('a due instant left standing in quiet hours is worth nothing', () => {
    const due = at('2026-11-23T22:00:00Z'); // 23:00
    expect(cardWindow(due, 'Europe/Berlin', QUIET)).toEqual({ from: due, until: due });
  });

  test('late is counted in whole minutes', () => {
    expect(lateBy(0, 30 * 60_000 + 59_999)).toBe(30);
    expect(lateBy(HOUR, 0)).toBe(0);
  });
});

describe('quiet hours', () => {
  const quiet = { zone: 'Europe/Berlin', ...QUIET };

  test('go over midnight: their first minute is quiet, their end is not', () => {
    expect(quietAt(quiet, at('2026-11-23T18:59:59Z'))).toBe(false);
    expect(quietAt(quiet, at('2026-11-23T19:00:00Z'))).toBe(true);
    expect(quietAt(quiet, at('2026-11-24T06:59:59Z'))).toBe(true);
    expect(quietAt(quiet, at('2026-11-24T07:00:00Z'))).toBe(false);
    expect(iso(quietEndsAt(quiet, at('2026-11-23T23:30:00Z')))).toBe('2026-11-24T07:00:00.000Z');
    expect(iso(quietEndsAt(quiet, at('2026-11-23T12:00:00Z')))).toBe('2026-11-23T12:00:00.000Z');
  });

  test('within a day, and none when both ends are the same', () => {
    const siesta = { ...quiet, quietFrom: '13:00', quietTo: '15:30' };
    expect(quietAt(siesta, at('2026-11-23T11:59:00Z'))).toBe(false);
    expect(quietAt(siesta, at('2026-11-23T13:00:00Z'))).toBe(true);
    expect(iso(quietEndsAt(siesta, at('2026-11-23T13:00:00Z')))).toBe('2026-11-23T14:30:00.000Z');
    for (let hour = 0; hour < 24; hour++)
      expect(quietAt({ ...quiet, quietFrom: '08:00' }, at('2026-11-23T00:00:00Z') + hour * HOUR)).toBe(false);
  });

  test.each([
    ['06:30', { from: '20:00', to: '06:30', moved: true }],
    ['00:00', { from: '20:00', to: '00:00', moved: true }],
    ['23:00', { from: '20:00', to: '23:00', moved: true }],
    ['08:00', { from: '20:00', to: '08:00', moved: false }],
    ['19:59', { from: '20:00', to: '08:00', moved: false }],
    ['20:00', null],
  ])('a morning at %s against 20:00–08:00', (morning, expected) => {
    expect(effectiveQuiet({ ...QUIET, morning })).toEqual(expected);
  });

  test('a morning inside a quiet stretch of the day moves its end too', () => {
    expect(effectiveQuiet({ quietFrom: '06:00', quietTo: '10:00', morning: '09:00' })).toEqual({
      from: '06:00',
      to: '09:00',
      moved: true,
    });
  });

  test('an end in the hour that comes twice is the first, and holds', () => {
    const short = { ...quiet, quietTo: '02:30' };
    const end = at('2026-10-25T00:30:00Z');
    expect(quietEndsAt(short, at('2026-10-24T22:00:00Z'))).toBe(end);
    for (let minute = 0; minute < 120; minute += 5) expect(quietAt(short, end + minute * 60_000)).toBe(false);
  });

  test('last over a date that the zone skipped', () => {
    const apia = { ...quiet, zone: 'Pacific/Apia' };
    const night = at('2011-12-30T09:00:00Z'); // 23:00 on the 29th; the next midnight begins the 31st
    expect(quietAt(apia, night)).toBe(true);
    expect(quietEndsAt(apia, night)).toBe(localToInstant('Pacific/Apia', '2011-12-31', '08:00')!.getTime());
    expect(quietAt(apia, night + 8 * HOUR)).toBe(true);
  });

  test('at any time in any zone: a card’s window has no quiet minute, and quiet ends where it says', () => {
    const clock = (m: number) =>
      `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
    const time = fc.integer({ min: 0, max: 95 }).map((quarter) => clock(quarter * 15));
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Nuuk',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Asia/Gaza',
    );
    fc.assert(
      fc.property(
        zones,
        time,
        time,
        time,
        fc.integer({ min: 0, max: 2500 }),
        (zone, quietFrom, quietTo, morning, n) => {
          const date = new Date(Date.UTC(2024, 0, 2) + n * DAY).toISOString().slice(0, 10);
          const hours = { quietFrom, quietTo, morning };
          const due = localToInstant(zone, date, morning)!.getTime();
          const { from, until } = cardWindow(due, zone, hours);
          expect(from).toBe(due);
          // Pushed by a gap to where quiet hours begin, it is worth nothing that day.
          const pushed = instantToLocal(zone, new Date(due)).time !== morning;
          if (!pushed || !quietAt({ zone, ...hours }, due)) expect(until).toBeGreaterThan(from);
          expect(until).toBeLessThanOrEqual(due + 3 * HOUR);
          for (let instant = from; instant < until; instant += 15 * 60_000)
            expect(quietAt({ zone, ...hours }, instant)).toBe(false);
          if (until < due + 3 * HOUR) expect(quietAt({ zone, ...hours }, until)).toBe(true);
          const end = quietEndsAt({ zone, ...hours }, until);
          expect(quietAt({ zone, ...hours }, end)).toBe(false);
        },
      ),
      // Berlin, 2030-03-31: 02:00 is pushed to 03:00.
      { numRuns: 1000, examples: [['Europe/Berlin', '03:00', '08:00', '02:00', 2280]] },
    );
  });
});
