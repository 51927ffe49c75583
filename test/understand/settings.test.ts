import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGoal } from '../../src/understand/goal.ts';
import { readDays, readSettings } from '../../src/understand/settings.ts';
import { readUntil } from '../../src/understand/until.ts';

const zones: Record<string, string> = { 'europe/berlin': 'Europe/Berlin', 'new york': 'America/New_York' };
const findZone = (words: string) =>
  Object.hasOwn(zones, words.toLowerCase()) ? (zones[words.toLowerCase()] ?? null) : null;
const brief = (text: string) =>
  readSettings(text, { findZone })
    .map((item) =>
      'reason' in item
        ? `${item.setting}!${item.words}`
        : `${item.setting}=${JSON.stringify(item.value).replace(/"/gu, '')}`,
    )
    .join(' ');

describe('settings in a line', () => {
  it.each([
    [
      'zone Europe/Berlin morning 08:30 days mon-fri quiet 20:00-08:00',
      'zone=Europe/Berlin morning=08:30 days=[mon,tue,wed,thu,fri] quiet={from:20:00,to:08:00}',
    ],
    ['zone new york morning 8am', 'zone=America/New_York morning=08:00'],
    ['time zone: New York, morning: 8.30', 'zone=America/New_York morning=08:30'],
    ['morning=07:15', 'morning=07:15'],
    ['morning to 9', 'morning=09:00'],
    ['morning 25:00', 'morning!25:00'],
    ['morning 08:61', 'morning!08:61'],
    ['morning', 'morning!'],
    ['zone Mars/Olympus', 'zone!Mars/Olympus'],
    ['zone', 'zone!'],
    ['days mon-sun', 'days=[mon,tue,wed,thu,fri,sat,sun]'],
    ['days mon,wed,fri', 'days=[mon,wed,fri]'],
    ['days mon, wed and fri morning 9:00', 'days=[mon,wed,fri] morning=09:00'],
    ['days weekdays', 'days=[mon,tue,wed,thu,fri]'],
    ['days every day', 'days=[mon,tue,wed,thu,fri,sat,sun]'],
    ['days Monday to Thursday', 'days=[mon,tue,wed,thu]'],
    ['days sat-mon', 'days=[mon,sat,sun]'],
    ['days mon–wed,sat', 'days=[mon,tue,wed,sat]'],
    ['days blursday', 'days!blursday'],
    ['days none', 'days!none'],
    ['quiet 8pm to 7am', 'quiet={from:20:00,to:07:00}'],
    ['quiet 25:00-08:00', 'quiet!25:00-08:00'],
    ['quiet 20:00', 'quiet!20:00'],
    ['quiet 20:00-20:00', 'quiet!20:00-20:00'],
    ['evening on reminder off', 'evening=true reminder=false'],
    ['evening maybe', 'evening!maybe'],
    ['blah morning 09:00', 'null!blah morning=09:00'],
    ['morning 25:00 days tue', 'morning!25:00 days=[tue]'],
    ['', ''],
  ])('"%s" is %s', (text, expected) => {
    expect(brief(text)).toBe(expected);
  });

  it('never throws, and is through with huge texts at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readSettings(`${text} zone ${text} quiet ${text} morning ${text}`, { findZone });
        readDays(text);
        readGoal(text);
        readUntil(text, { today: '2026-03-11', time: '10:15' });
      }),
    );
    for (const piece of ['zone ', 'mon-', ' to ', '- ', 'a ', '2 contacts ', 'for ']) {
      readSettings(`days ${piece.repeat(100_000)}`, { findZone });
      readGoal(piece.repeat(100_000));
      readUntil(piece.repeat(100_000), { today: '2026-03-11', time: '10:15' });
    }
  });
});

describe('a goal', () => {
  it.each([
    ['2 contacts a day 1 conversation a week', { contacts: 2, conversations: 1 }],
    ['3 contacts a day', { contacts: 3 }],
    ['two conversations a week', { conversations: 2 }],
    ['three people per day, two talks per week', { contacts: 3, conversations: 2 }],
    ['3', { contacts: 3 }],
    ['1000 contacts a day', { contacts: 1000 }],
    ['0 contacts', { contacts: 0 }],
    ['-1 contacts a day', null],
    ['2.5 contacts a day', null],
    ['7 contacts a week', null],
    ['be happier', null],
    ['', null],
  ])('"%s" is %j', (text, expected) => {
    expect(readGoal(text)).toEqual(expected);
  });
});

describe('a pause', () => {
  it.each([
    ['', { back: null }],
    ['today', { back: '2026-03-12' }],
    ['for today', { back: '2026-03-12' }],
    ['until 12 May', { back: '2026-05-12' }],
    ['until monday', { back: '2026-03-16' }],
    ['till Friday', { back: '2026-03-13' }],
    ['until tomorrow', { back: '2026-03-12' }],
    ['through friday', { back: '2026-03-14' }],
    ['a week', { back: '2026-03-18' }],
    ['for two weeks', { back: '2026-03-25' }],
    ['3 days', { back: '2026-03-14' }],
    ['a fortnight', { back: '2026-03-25' }],
    ['this week', { back: '2026-03-16' }],
    ['until next week', { back: '2026-03-16' }],
    ['until 2026-04-01', { back: '2026-04-01' }],
    ['until 31 February', { impossible: '31 February' }],
    ['until 2026-01-01', { past: '2026-01-01' }],
    ['until the cows come home', { unread: 'until the cows come home' }],
  ])('"%s" is %j', (text, expected) => {
    expect(readUntil(text, { today: '2026-03-11', time: '10:15' })).toEqual(expected);
  });
});
