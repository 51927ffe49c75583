// zones.ts against compiled zone files read by another reader (test/fixtures/zones.json, made from 2026f).
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dataVersion,
  instantToLocal,
  isZone,
  localToInstant,
  offsetAt,
  staleAgainstHost,
  zoneNames,
} from '../../src/time/zones.ts';

interface Fixture {
  readonly version: string;
  readonly from: string;
  readonly to: string;
  readonly zones: Record<string, { start: number; changes: [string, number][] }>;
}
const fixture: Fixture = JSON.parse(readFileSync(new URL('../fixtures/zones.json', import.meta.url), 'utf8'));
const zones = Object.keys(fixture.zones);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const from = Date.parse(fixture.from);
const to = Date.parse(fixture.to);

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** ms */
  readonly offset: number;
}
function stretchesOf(zone: string): Stretch[] {
  const { start, changes } = fixture.zones[zone]!;
  const edges = [
    [Number.NEGATIVE_INFINITY, start] as const,
    ...changes.map(([at, offset]) => [Date.parse(at), offset] as const),
  ];
  return edges.map(([at, offset], i) => ({
    from: at,
    to: edges[i + 1]?.[0] ?? Number.POSITIVE_INFINITY,
    offset: offset * 60_000,
  }));
}
const stretches = new Map(zones.map((zone) => [zone, stretchesOf(zone)]));

/** By definition: the earliest instant that reads so; if none does, the reading before the gap carried on. */
function expectedInstant(zone: string, wall: number): number {
  const all = stretches.get(zone)!;
  const hits = all.filter((s) => wall - s.offset >= s.from && wall - s.offset < s.to);
  if (hits[0]) return wall - hits[0].offset;
  const before = all.findLast((s) => wall - s.offset >= s.to)!;
  return wall - before.offset;
}
const split = (wall: number) => {
  const text = new Date(wall).toISOString();
  return [text.slice(0, 10), text.slice(11, 16)] as const;
};
const anyZone = fc.constantFrom(...zones);
const anyMinute = fc
  .integer({ min: (from + 2 * DAY) / 60_000, max: (to - 2 * DAY) / 60_000 })
  .map((m) => m * 60_000);

describe('against compiled zone files', () => {
  test('our data are of the release that the fixture was made from, or newer', () => {
    expect(dataVersion() >= fixture.version).toBe(true);
  });

  test.each(zones)('%s: the offset is theirs just before and at every change', (zone) => {
    const { start, changes } = fixture.zones[zone]!;
    expect(offsetAt(zone, from)).toBe(start);
    let before = start;
    for (const [at, after] of changes) {
      expect(offsetAt(zone, Date.parse(at) - 1)).toBe(before);
      expect(offsetAt(zone, Date.parse(at))).toBe(after);
      before = after;
    }
    expect(offsetAt(zone, to - 1)).toBe(before);
  });

  const changes = zones.flatMap((zone) =>
    fixture.zones[zone]!.changes.map(([at]) => ({ zone, change: Date.parse(at) })),
  );

  test(`every quarter of an hour within four of each of the ${changes.length} changes 2024–2030 in ${zones.length} zones, in gaps, overlaps and over midnight, is the instant by definition`, () => {
    const tried = { gap: 0, overlap: 0, once: 0, pushedToTheNextDate: 0 };
    for (const { zone, change } of changes) {
      const walls = new Set<number>();
      const near = Math.floor((change + offsetAt(zone, change) * 60_000) / 900_000) * 900_000;
      for (let wall = near - 4 * HOUR; wall <= near + 4 * HOUR; wall += 900_000) walls.add(wall);
      const midnight = Math.floor(near / DAY) * DAY;
      for (const day of [-1, 0, 1])
        for (const minute of [0, 30, 105, 135, 150, 180, 540])
          walls.add(midnight + day * DAY + minute * 60_000);
      for (const wall of walls) {
        const [date, time] = split(wall);
        const got = localToInstant(zone, date, time)!.getTime();
        if (got !== expectedInstant(zone, wall))
          expect.fail(`${zone} ${date} ${time}: ${new Date(got).toISOString()}`);
        const reads = stretches
          .get(zone)!
          .filter((s) => wall - s.offset >= s.from && wall - s.offset < s.to).length;
        tried[reads === 0 ? 'gap' : reads === 2 ? 'overlap' : 'once'] += 1;
        if (instantToLocal(zone, new Date(got)).date !== date) tried.pushedToTheNextDate += 1;
      }
    }
    expect(zones.length).toBeGreaterThanOrEqual(60);
    // Every quarter of each gap and of each overlap, by the sizes of the changes.
    const quarters = (sign: 1 | -1) =>
      [...stretches.values()]
        .flatMap((all) => all.slice(1).map((one, i) => (sign * (one.offset - all[i]!.offset)) / 900_000))
        .filter((n) => n > 0)
        .reduce((sum, n) => sum + n, 0);
    expect(tried.gap).toBe(quarters(1));
    expect(tried.overlap).toBe(quarters(-1));
    expect(tried.once).toBeGreaterThan(20_000);
    expect(tried.pushedToTheNextDate).toBeGreaterThan(0);
  });

  test('any minute 2024–2030 in any of these zones is the instant by definition', () => {
    fc.assert(
      fc.property(anyZone, anyMinute, (zone, wall) => {
        const [date, time] = split(wall);
        expect(localToInstant(zone, date, time)!.getTime()).toBe(expectedInstant(zone, wall));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('truths of 2026 that older data have wrong', () => {
  test.each([
    ['America/Vancouver', -420],
    ['America/Winnipeg', -300],
    ['America/Edmonton', -360],
    ['America/Havana', -240],
    ['Africa/Casablanca', 0],
  ])('%s stands at %i minutes in December 2026', (zone, minutes) => {
    expect(offsetAt(zone, Date.parse('2026-12-15T12:00:00Z'))).toBe(minutes);
  });
});

describe('local date and time to instant', () => {
  test('a time in a spring gap is pushed forward by the gap', () => {
    expect(localToInstant('America/New_York', '2027-03-14', '02:30')).toEqual(
      new Date('2027-03-14T07:30:00Z'),
    );
    expect(instantToLocal('America/New_York', new Date('2027-03-14T07:30:00Z')).time).toBe('03:30');
    expect(localToInstant('Australia/Lord_Howe', '2026-10-04', '02:15')).toEqual(
      new Date('2026-10-03T15:45:00Z'),
    );
  });

  test('a time in an autumn overlap is the first of the two', () => {
    expect(localToInstant('Europe/Berlin', '2026-10-25', '02:30')).toEqual(new Date('2026-10-25T00:30:00Z'));
  });

  test('a gap before midnight pushes into the next date, as in Nuuk', () => {
    const instant = localToInstant('America/Nuuk', '2027-03-27', '23:30')!;
    expect(instantToLocal('America/Nuuk', instant)).toEqual({ date: '2027-03-28', time: '00:30' });
  });

  test.each([
    ['Pacific/Apia', '2011-12-30'],
    ['Pacific/Fakaofo', '2011-12-30'],
    ['Pacific/Kwajalein', '1993-08-21'],
    ['Pacific/Kiritimati', '1994-12-31'],
    ['Asia/Manila', '1844-12-31'],
  ])('%s never had %s, at any hour, but had the days beside it', (zone, date) => {
    for (const time of ['00:00', '09:00', '23:59']) expect(localToInstant(zone, date, time)).toBeNull();
    for (const step of [-DAY, DAY]) {
      const beside = new Date(Date.parse(date) + step).toISOString().slice(0, 10);
      expect(instantToLocal(zone, localToInstant(zone, beside, '09:00')!)).toEqual({
        date: beside,
        time: '09:00',
      });
    }
  });

  test('far beyond the tables the last rule goes on, by the calendar of 400 years before', () => {
    expect(localToInstant('America/New_York', '2700-07-01', '09:00')).toEqual(
      new Date('2700-07-01T13:00:00Z'),
    );
    expect(localToInstant('Europe/Berlin', '9999-12-31', '23:59')).toEqual(new Date('9999-12-31T22:59:00Z'));
    for (const zone of zones)
      for (const year of [2098, 2498])
        for (const day of ['01-01', '03-28', '07-01', '10-31', '12-31']) {
          const near = offsetAt(zone, Date.parse(`${year}-${day}T12:00:00Z`));
          expect(offsetAt(zone, Date.parse(`${year + 2000}-${day}T12:00:00Z`))).toBe(near);
        }
  });

  test('no date from 2024 to 2060 is missing in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zoneNames()),
        fc.integer({ min: Date.UTC(2024) / DAY, max: Date.UTC(2060) / DAY }),
        fc.integer({ min: 0, max: 1439 }),
        (zone, day, minute) => {
          const [date, time] = split(day * DAY + minute * 60_000);
          expect(localToInstant(zone, date, time)).not.toBeNull();
        },
      ),
    );
  });
});

describe('there and back', () => {
  test('local → instant → local is the same reading, or in a gap a later one by less than a day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zoneNames()), anyMinute, (zone, wall) => {
        const [date, time] = split(wall);
        const back = instantToLocal(zone, localToInstant(zone, date, time)!);
        const late = Date.parse(`${back.date}T${back.time}Z`) - wall;
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(2 * HOUR);
        const instant = localToInstant(zone, date, time)!.getTime();
        if (late > 0)
          expect(offsetAt(zone, instant) * 60_000 - offsetAt(zone, instant - 3 * HOUR) * 60_000).toBe(late);
      }),
      { numRuns: 2000 },
    );
  });

  test('instant → local → instant is the same minute, or in an overlap the first that reads so', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zoneNames()), anyMinute, (zone, instant) => {
        const { date, time } = instantToLocal(zone, new Date(instant));
        const back = localToInstant(zone, date, time)!.getTime();
        expect(back).toBeLessThanOrEqual(instant);
        expect(instantToLocal(zone, new Date(back))).toEqual({ date, time });
        if (back < instant) expect(offsetAt(zone, back)).toBeGreaterThan(offsetAt(zone, instant));
      }),
      { numRuns: 2000 },
    );
  });

  test('the same time a calendar day later is always a later instant, also across 150 years of odd changes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zoneNames()),
        fc.integer({ min: Date.UTC(1880) / DAY, max: Date.UTC(2600) / DAY }),
        fc.integer({ min: 0, max: 1439 }),
        (zone, day, minute) => {
          const [first, time] = split(day * DAY + minute * 60_000);
          const [second] = split((day + 1) * DAY);
          const a = localToInstant(zone, first, time);
          const b = localToInstant(zone, second, time);
          if (a && b) expect(b.getTime()).toBeGreaterThan(a.getTime());
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('what is refused', () => {
  test.each(['Mars/Olympus', '', 'america/new_york', 'constructor', '__proto__', 'Europe/Berlin '])(
    'the zone %j',
    (zone) => {
      expect(isZone(zone)).toBe(false);
      expect(() => localToInstant(zone, '2026-11-23', '09:00')).toThrow(RangeError);
      expect(() => instantToLocal(zone, new Date(0))).toThrow(RangeError);
      expect(() => offsetAt(zone, 0)).toThrow(RangeError);
    },
  );

  test.each([
    '2026-02-31',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2025-02-29',
    '2100-02-29',
    '26-01-01',
    '2026-1-1',
  ])('the date %s', (date) => {
    expect(() => localToInstant('Europe/Berlin', date, '09:00')).toThrow(RangeError);
  });

  test.each(['25:00', '24:00', '09:60', '9:00', '09:00:00', '', '-1:00', '09.00'])('the time %j', (time) => {
    expect(() => localToInstant('Europe/Berlin', '2026-11-23', time)).toThrow(RangeError);
  });

  test('an invalid Date', () => {
    expect(() => instantToLocal('UTC', new Date(Number.NaN))).toThrow(RangeError);
    expect(() => offsetAt('UTC', Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });

  test('leap days that do exist are taken', () => {
    expect(localToInstant('UTC', '2028-02-29', '00:00')).toEqual(new Date('2028-02-29T00:00:00Z'));
    expect(localToInstant('UTC', '2000-02-29', '23:59')).toEqual(new Date('2000-02-29T23:59:00Z'));
  });
});

describe('names and versions', () => {
  test('aliases are zones with the time of the zone behind them', () => {
    expect(isZone('Asia/Calcutta')).toBe(true);
    expect(offsetAt('US/Pacific', 0)).toBe(offsetAt('America/Los_Angeles', 0));
    expect(zoneNames().every(isZone)).toBe(true);
  });

  test('a host with newer data is warned of, naming both, an older or unknown one is not', () => {
    expect(staleAgainstHost('2999a')).toMatch(/2999a/);
    expect(staleAgainstHost('2999a')).toContain(dataVersion());
    expect(staleAgainstHost(`${dataVersion()}a`)).not.toBeNull();
    for (const host of [dataVersion(), '2025c', undefined, '', 'n/a'])
      expect(staleAgainstHost(host)).toBeNull();
  });
});
