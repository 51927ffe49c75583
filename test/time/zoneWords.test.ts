import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canonicalZone, findZone, isZone, zoneNames } from '../../src/time/zones.ts';

describe('the zone that was meant', () => {
  test.each([
    ['Vancouver', 'America/Vancouver'],
    ['new york', 'America/New_York'],
    ['  Berlin ', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Asia/Ho Chi Minh', 'Asia/Ho_Chi_Minh'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['port au prince', 'America/Port-au-Prince'],
    ['uk', 'Europe/London'],
    ['India', 'Asia/Kolkata'],
    ['japan', 'Asia/Tokyo'],
    ['Singapore', 'Asia/Singapore'],
    ['Stockholm', 'Europe/Stockholm'],
    ['San Francisco', 'America/Los_Angeles'],
    ['utc', 'UTC'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    ['us/pacific', 'US/Pacific'],
    ['louisville', 'America/Kentucky/Louisville'],
  ])('%j is %s', (typed, zone) => {
    expect(findZone(typed)).toEqual({ kind: 'zone', zone });
    expect(canonicalZone(typed)).toBe(zone);
  });

  test.each([
    ['CST', ['America/Chicago', 'Asia/Shanghai', 'America/Havana']],
    ['est', ['America/New_York', 'America/Panama']],
    ['San Juan', ['America/Puerto_Rico', 'America/Argentina/San_Juan']],
    ['New York, USA', ['America/New_York']],
    ['Paris, Texas', ['Europe/Paris']],
    ['amst', ['Europe/Amsterdam']],
    ['Seattle, WA', ['America/Los_Angeles']],
  ])('%j is asked about', (typed, zones) => {
    expect(findZone(typed)).toEqual({ kind: 'several', zones });
    expect(canonicalZone(typed)).toBeNull();
  });

  test.each(['xyzzy', '', '  ', '/', 'GMT+5', 'Mars/Olympus', 'constructor', 'ab', '🙂'])(
    '%j is no zone',
    (typed) => {
      expect(findZone(typed)).toBeNull();
    },
  );

  test('every IANA name with a folder finds itself in any case', () => {
    for (const name of zoneNames().filter((name) => name.includes('/')))
      expect(canonicalZone(name.toUpperCase())).toBe(name);
  });

  test('every zone in the table of words is one that exists', () => {
    const source = readFileSync(new URL('../../src/time/zoneWords.ts', import.meta.url), 'utf8');
    const lines = source.split('\n').filter((line) => /^\S+( \S+)* ← /.test(line));
    expect(lines.length).toBeGreaterThan(50);
    const zones = lines.flatMap((line) => line.split(' ← ')[0]!.split(' '));
    expect(zones.filter((zone) => !isZone(zone))).toEqual([]);
  });

  test('never more than five are offered', () => {
    for (const typed of ['new', 'san', 'port', 'saint', 'south', 'bel']) {
      const found = findZone(typed);
      if (found?.kind === 'several') expect(found.zones.length).toBeLessThanOrEqual(5);
    }
    expect(findZone('san')?.kind).toBe('several');
  });
});
