// How what is owed reads: never a blank for a name, never a scolding due day.

import { describe, expect, it } from 'vitest';
import { dueWord, meetingNamed, owedLine } from '../../src/meeting/words.ts';
import { dayAndDate } from '../../src/time/spoken.ts';

const maria = { who: 'Maria', text: null, other: null };

describe('lines of what is owed', () => {
  it.each([
    [{ ...maria, what: 'thanks' as const }, 'Thank Maria'],
    [{ ...maria, what: 'referral' as const, other: 'Ana' }, 'Write to Maria, whom Ana named'],
    [{ ...maria, what: 'referral' as const }, 'Write to Maria'],
    [{ ...maria, what: 'tell' as const, other: 'Ben' }, 'Tell Maria how it went with Ben'],
    [{ ...maria, what: 'promise' as const, text: 'send the deck' }, 'Promised to Maria: send the deck'],
  ])('%o', (facts, line) => {
    expect(owedLine(facts)).toBe(line);
  });

  it('a due day is today, tomorrow, or a weekday with its date', () => {
    expect(dueWord('2026-11-24', '2026-11-24')).toBe('due today');
    expect(dueWord('2026-11-25', '2026-11-24')).toBe('due tomorrow');
    expect(dueWord('2026-11-23', '2026-11-24')).toBe('still welcome');
    expect(dayAndDate('2027-01-04', '2026-11-24')).toBe('Monday 4 January 2027');
  });

  it('a meeting is named with all who are in it', () => {
    expect(meetingNamed('info-interview', ['Ana', 'Ben'])).toBe('the information interview with Ana and Ben');
    expect(meetingNamed('event', [])).toBe('the event');
  });
});
