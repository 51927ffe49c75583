import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, type Tense } from '../../src/understand/dates.ts';

// Wednesday 11 March 2026, a quarter past ten.
const read = (text: string, tense: Tense = 'any', mask: string[] = []) =>
  readDate(text, { today: '2026-03-11', time: '10:15', tense, mask });
const brief = (text: string, tense?: Tense, mask?: string[]) => {
  const found = read(text, tense, mask);
  if (!found) return null;
  if ('impossible' in found) return `impossible ${found.impossible}`;
  return [
    found.dayGiven ? found.day : '-',
    found.time,
    found.end && `to ${found.end}`,
    found.doubt && `? ${found.doubt}`,
  ]
    .filter(Boolean)
    .join(' ');
};

describe('days', () => {
  it.each<[string, Tense, string | null]>([
    ['emailed Maria today', 'past', '2026-03-11'],
    ['emailed Maria yesterday', 'past', '2026-03-10'],
    ['the day before yesterday', 'past', '2026-03-09'],
    ['Day before yesterday', 'past', '2026-03-09'],
    ['coffee tomorrow', 'future', '2026-03-12'],
    ['coffee the day after tomorrow', 'future', '2026-03-13'],
    ['day after tomorrow', 'future', '2026-03-13'],
    ['rang Ana last night', 'past', '2026-03-10'],
    ['last friday', 'past', '2026-03-06'],
    ['last Wednesday', 'past', '2026-03-04'],
    ['last monday', 'past', '2026-03-09'],
    ['next tuesday', 'future', '2026-03-17'],
    ['next wednesday', 'future', '2026-03-18'],
    ['next Friday', 'future', '2026-03-20 ? next'],
    ['this friday', 'future', '2026-03-13'],
    ['on monday', 'past', '2026-03-09'],
    ['on monday', 'future', '2026-03-16'],
    ['on monday', 'any', '2026-03-16 ? weekday'],
    ['on Wednesday', 'past', '2026-03-04 ? weekday'],
    ['met him thurs', 'past', '2026-03-05'],
    ['saw her on sat', 'past', '2026-03-07'],
    ['call Sun 10am', 'future', '2026-03-15 10:00'],
    ['3 days ago', 'past', '2026-03-08'],
    ['three days ago', 'past', '2026-03-08'],
    ['a few days ago', 'past', '2026-03-08 ? vague'],
    ['a week ago', 'past', '2026-03-04'],
    ['a fortnight ago', 'past', '2026-02-25'],
    ['two months ago', 'past', '2026-01-11'],
    ['in two weeks', 'future', '2026-03-25'],
    ['in a fortnight', 'future', '2026-03-25'],
    ['in 3 days', 'future', '2026-03-14'],
    ['two weeks from friday', 'future', '2026-03-27'],
    ['Friday week', 'future', '2026-03-20'],
    ['a week on Friday', 'future', '2026-03-20'],
    ['a week today', 'future', '2026-03-18'],
    ['tomorrow week', 'future', '2026-03-19'],
    ['Friday next week', 'future', '2026-03-20'],
    ['next week on Tuesday', 'future', '2026-03-17'],
    ['Tuesday last week', 'past', '2026-03-03'],
    ['next week', 'future', '2026-03-16 ? vague'],
    ['on the 2nd', 'past', '2026-03-02'],
    ['on the 2nd', 'future', '2026-04-02'],
    ['the 31st', 'past', '2026-01-31'],
    ['12 March', 'any', '2026-03-12'],
    ['12th of March 2027', 'any', '2027-03-12'],
    ['March 12', 'future', '2026-03-12'],
    ['Mar 5th', 'past', '2026-03-05'],
    ['Sept 3, 2025', 'past', '2025-09-03'],
    ['1-Feb-2026', 'past', '2026-02-01'],
    ['12 Dec', 'past', '2025-12-12'],
    ['3 Feb', 'past', '2026-02-03'],
    ['3 Feb', 'future', '2027-02-03 ? year'],
    ['12 May', 'future', '2026-05-12'],
    ['20 March', 'past', '2025-03-20 ? year'],
    ['2026-03-12', 'any', '2026-03-12'],
    ['2026/3/9', 'any', '2026-03-09'],
    ['12.03.2026', 'past', '2026-03-12'],
    ['on 12/03/2026', 'past', '2026-03-12 ? order'],
    ['25.12.2025', 'past', '2025-12-25'],
    ['on 28/2', 'past', '2026-02-28'],
    ['on 2/28', 'past', '2026-02-28'],
    ['on 3/3', 'past', '2026-03-03'],
    ['on 3/4', 'future', '2026-04-03 ? order'],
    ['the twelfth of April', 'future', '2026-04-12'],
    ['the twelfth of April', 'past', '2025-04-12'],
    ['twenty-first of June', 'future', '2026-06-21'],
    ['2 hours ago', 'past', '2026-03-11 08:15'],
    ['half an hour ago', 'past', '2026-03-11 09:45'],
    ['this morning', 'past', '2026-03-11'],
    ['tonight at 8', 'future', '2026-03-11 20:00'],
    ['last weekend', 'past', '2026-03-07 ? vague'],
    ['it took 90 minutes', 'past', null],
    ['it took 90 minutes', 'future', null],
    ['my 2nd coffee', 'past', null],
    ['the 2nd coffee with Ana', 'past', null],
    ['available 24/7', 'any', null],
    ['may I ask', 'any', null],
    ['we march on', 'any', null],
    ['sat with Ana', 'past', null],
    ['walked in the sun', 'past', null],
    ['nothing here', 'any', null],
    ['', 'any', null],
    ['version 3.4.5, room 2041, 0800-12-34', 'any', null],
    ['see https://example.com/2026/02/31', 'any', null],
  ])('reads "%s" (%s) as %s', (text, tense, expected) => {
    expect(brief(text, tense)).toBe(expected);
  });

  it('offers the other reading beside a doubt', () => {
    expect(read('on 3/4', 'future')).toMatchObject({ day: '2026-04-03', other: '2027-03-04' });
    expect(read('next Friday', 'future')).toMatchObject({ day: '2026-03-20', other: '2026-03-13' });
  });

  it('says where the words stood', () => {
    const text = 'coffee with Ana tomorrow at 10:00, maybe';
    const found = read(text, 'future');
    expect(found && 'spans' in found && found.spans.map(([a, b]) => text.slice(a, b))).toEqual([
      'tomorrow',
      'at 10:00',
    ]);
  });
});

describe('what no calendar has', () => {
  it.each([
    ['met Ana on 31 February', 'impossible 31 February'],
    ['30 feb', 'impossible 30 February'],
    ['Feb 30', 'impossible 30 February'],
    ['31st of April 2026', 'impossible 31 April 2026'],
    ['29 February', 'impossible 29 February'],
    ['29 February 2027', 'impossible 29 February 2027'],
    ['29 February 2028', '2028-02-29'],
    ['2026-02-31', 'impossible 2026-02-31'],
    ['2026-13-01', 'impossible 2026-13-01'],
    ['31/2', 'impossible 31 February'],
    ['45 May', 'impossible 45 May'],
    ['on the 32nd', 'impossible 32nd'],
    ['tomorrow 25:00', 'impossible 25:00'],
    ['tomorrow at 24:61', 'impossible 24:61'],
    ['today 14:00-14:75', 'impossible 14:00-14:75'],
    ['14pm tomorrow', '2026-03-12 14:00'],
  ])('reads "%s" as %s', (text, expected) => {
    expect(brief(text)).toBe(expected);
    if (expected.startsWith('impossible')) expect(brief(text, 'past')).toBe(expected);
  });
});

describe('times of day', () => {
  it.each([
    ['tomorrow 10:00', '2026-03-12 10:00'],
    ['today 14:00-14:30', '2026-03-11 14:00 to 14:30'],
    ['today 14:00–14:30', '2026-03-11 14:00 to 14:30'],
    ['tomorrow from 2 to 3', '2026-03-12 14:00 to 15:00'],
    ['tomorrow 2-3pm', '2026-03-12 14:00 to 15:00'],
    ['tomorrow 11am-1pm', '2026-03-12 11:00 to 13:00'],
    ['tomorrow 11-1pm', '2026-03-12 11:00 to 13:00'],
    ['tomorrow between 10:00 and 11:30', '2026-03-12 10:00 to 11:30'],
    ['tomorrow at 3', '2026-03-12 15:00'],
    ['tomorrow at three', '2026-03-12 15:00'],
    ['tomorrow @ 3pm', '2026-03-12 15:00'],
    ['at 3:30 tomorrow', '2026-03-12 15:30'],
    ['tomorrow at 03:30', '2026-03-12 03:30'],
    ['tomorrow at 11', '2026-03-12 11:00'],
    ['tomorrow at 7', '2026-03-12 07:00 ? time'],
    ['tomorrow evening at 7', '2026-03-12 19:00'],
    ['tomorrow at 4 in the morning', '2026-03-12 04:00'],
    ['10am', '- 10:00'],
    ['10 a.m.', '- 10:00'],
    ['12am', '- 00:00'],
    ['12pm', '- 12:00'],
    ['tomorrow noon', '2026-03-12 12:00'],
    ['half past two', '- 14:30'],
    ['quarter to 11', '- 10:45'],
    ['at 10 for 45 minutes', '- 10:00 to 10:45'],
    ['10 o’clock', '- 10:00'],
    ['at 14.30 tomorrow', '2026-03-12 14:30'],
    ['tomorrow 23:30-00:30', '2026-03-12 23:30 to 00:30'],
    ['2026-03-12 10:00', '2026-03-12 10:00'],
    ['2026-03-12T10:00', '2026-03-12 10:00'],
    ['12 May 14:00', '2026-05-12 14:00'],
    ['May 12 at 10', '2026-05-12 10:00'],
    ['asked 3 people', null],
    ['at 3 people', null],
    ['paid 45.99 for it', null],
    ['2-3 people', null],
    ['100:00', null],
  ])('reads "%s" as %s', (text, expected) => {
    expect(brief(text, 'future')).toBe(expected);
  });
});

describe('names that look like dates', () => {
  it.each<[string, string[], Tense, string | null]>([
    ['emailed April yesterday', ['April'], 'past', '2026-03-10'],
    ['emailed May 3 days ago', ['May'], 'past', '2026-03-08'],
    ['emailed May on 3 May', ['May'], 'past', '2025-05-03 ? year'],
    ['coffee with June tomorrow', ['June'], 'future', '2026-03-12'],
    ['coffee with April', ['April'], 'future', null],
    ['coffee with Sunday', ['Sunday'], 'future', null],
    ['coffee with Friday on Friday', ['Friday'], 'future', '2026-03-13'],
    ['Will called', ['Will'], 'past', null],
    ['met May 14:00', ['May'], 'past', '- 14:00'],
  ])('leaves them alone in "%s"', (text, mask, tense, expected) => {
    expect(brief(text, tense, mask)).toBe(expected);
  });
});

describe('any text at all', () => {
  it('never throws and never gives a day that is none', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom<Tense>('past', 'future', 'any'),
        (text, tense) => {
          const found = read(text, tense, [text.slice(0, 3)]);
          if (found && 'day' in found) expect(new Date(found.day).toISOString().slice(0, 10)).toBe(found.day);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is through with huge and spiteful texts at once', () => {
    for (const piece of [
      'a',
      ' ',
      '1',
      '1:',
      'at ',
      '3/',
      'next ',
      'the 2nd of ',
      'monday ',
      '-',
      '14:00-',
      'in a ',
      'January 1 ',
    ]) {
      read(piece.repeat(Math.ceil(100_000 / piece.length)), 'any', ['a', 'monday']);
    }
    expect(read('x'.repeat(10_000_000))).toBeNull();
  });

  it.each(['a day    ', '2 weeks  ', 'an hour  and ', 'a month,   '])(
    'reads %j again and again in the time of a blink',
    (piece) => {
      const began = performance.now();
      read(piece.repeat(40));
      expect(performance.now() - began).toBeLessThan(2_000);
    },
  );
});
