import { describe, expect, it } from 'vitest';
import { readPause } from '../../src/account/pause.ts';
import { daysTyped, daysWords, lastCardLine, nextCardLine, peaceWords } from '../../src/account/words.ts';
import { forGood, type Member, type Weekday, weekdays } from '../../src/member/rules.ts';
import { bare } from '../../src/reply/rich.ts';
import { readDays } from '../../src/understand/settings.ts';

const me = {
  state: 'active',
  zone: 'Europe/Berlin',
  lastCardAt: null,
  lastCardOn: null,
  missedOn: null,
  missedWhy: null,
  pausedUntil: null,
} as unknown as Member;
const nine = Date.UTC(2026, 10, 23, 8);

describe('the last and the next card', () => {
  it('are told with weekday, date, time and zone', () => {
    expect(bare(lastCardLine({ ...me, lastCardAt: nine, lastCardOn: '2026-11-23' }))).toBe(
      'Last card went Monday 23 November 2026, 09:00 (Europe/Berlin).',
    );
    expect(bare(nextCardLine(me, nine))).toBe('Next card Monday 23 November 2026, 09:00 (Europe/Berlin).');
  });

  it('say why one did not go, as our fault', () => {
    const line = bare(
      lastCardLine({
        ...me,
        lastCardAt: nine,
        lastCardOn: '2026-11-23',
        missedOn: '2026-11-24',
        missedWhy: 'late',
      }),
    );
    expect(line).toContain('Tuesday 24 November 2026, did not go: I was not running in time');
    expect(line).toContain('The one before went Monday 23 November 2026, 09:00');
  });

  it('forget an older miss once a card has gone', () => {
    expect(
      bare(
        lastCardLine({
          ...me,
          lastCardAt: nine,
          lastCardOn: '2026-11-23',
          missedOn: '2026-11-20',
          missedWhy: 'late',
        }),
      ),
    ).not.toContain('did not go');
  });

  it.each([
    [{ state: 'stopped' }, 'you stopped them'],
    [{ state: 'peace' }, 'until you are back'],
    [{ pace: 'silent' }, 'after your next word'],
    [{ zone: null }, 'time zone'],
    [{ pausedUntil: forGood }, 'on pause'],
  ] as const)('when none comes say why: %j', (patch, why) => {
    const line = bare(nextCardLine({ ...me, ...patch } as Member, null));
    expect(line).toMatch(/^Next card/);
    expect(line).toContain(why);
  });
});

it('writes days as a person would', () => {
  const said = (text: string) => daysWords(text.split(',') as Weekday[]);
  expect(said('mon,tue,wed,thu,fri')).toBe('Monday to Friday');
  expect(said('mon,wed,fri')).toBe('Monday, Wednesday and Friday');
  expect(said('sat,sun')).toBe('Saturday and Sunday');
  expect(said('mon,tue,wed,thu,fri,sat,sun')).toBe('every day');
  expect(said('tue')).toBe('Tuesday');
  expect(said('mon,tue,wed,fri')).toBe('Monday to Wednesday and Friday');
});

it('writes days as a person would type them, and they are read back as the same', () => {
  const typed = (text: string) => daysTyped(text.split(',') as Weekday[]);
  expect(typed('mon,tue,wed,thu,fri')).toBe('mon-fri');
  expect(typed('mon,wed,fri')).toBe('mon,wed,fri');
  expect(typed('sat,sun')).toBe('sat,sun');
  for (let bits = 1; bits < 128; bits += 1) {
    const days = weekdays.filter((_, i) => bits & (1 << i));
    expect(readDays(daysTyped(days))).toEqual(days);
  }
});

it('words of peace end at someone you trust where no help line is set', () => {
  expect(peaceWords(undefined)).toBe(
    "That sounds like a lot to carry, and I'm only a program. Please reach a person today: someone you trust. I'm leaving you in peace until you write.",
  );
  expect(peaceWords('call 123')).toContain('someone you trust, or call 123. ');
});

describe('how long to pause', () => {
  const here = { today: '2026-11-23', time: '11:00' };
  it.each([
    ['', { back: null, ill: false }],
    ['today', { back: '2026-11-24', ill: false }],
    ['sick', { back: '2026-11-24', ill: true }],
    ["I'm ill until friday", { back: '2026-11-27', ill: true }],
    ['until 1 December', { back: '2026-12-01', ill: false }],
  ])('"%s" is %j', (words, read) => {
    expect(readPause(words, here)).toEqual(read);
  });

  it.each([
    'until 30 February',
    'until yesterday',
    'until the cows come home',
    '<script>',
    '\u0000',
    'illness',
  ])('kindly refuses "%s"', (words) => {
    expect(() => readPause(words, here)).toThrow(/Try pause today|Try pause until/);
  });
});
