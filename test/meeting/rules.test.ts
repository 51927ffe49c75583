// When a meeting is asked about and a thank-you prompted: quiet hours, clock changes, the second prompt, due days.

import { describe, expect, it } from 'vitest';
import {
  askedFor,
  chance,
  type Due,
  endOf,
  heldWay,
  isPromptedNow,
  meetingKind,
  planningWay,
  promiseDue,
  promptAgainAt,
  promptAt,
  reachDue,
  thanksDue,
} from '../../src/meeting/rules.ts';
import { wakingOf } from '../../src/meeting/when.ts';
import type { Member } from '../../src/member/rules.ts';

const berlin = 'Europe/Berlin';
const hours = { morning: '09:00', quietFrom: '20:00', quietUntil: '08:00' } as Member;
const waking = wakingOf(hours, berlin);
const at = (iso: string) => Date.parse(iso);
const said = (instant: number) => new Date(instant).toISOString();

describe('how long a meeting lasts', () => {
  it.each([
    ['coffee', 60],
    ['interview', 60],
    ['other', 60],
    ['call', 30],
    ['info-interview', 30],
    ['event', 120],
  ] as const)('a %s without an end lasts %i minutes', (kind, minutes) => {
    expect(endOf(kind, 0, null)).toBe(minutes * 60_000);
  });

  it('an end that was said holds', () => {
    expect(endOf('coffee', 0, 5)).toBe(5);
  });

  it('a kind that is no meeting is another one', () => {
    expect(meetingKind('email')).toBe('other');
    expect(meetingKind('info-interview')).toBe('info-interview');
  });
});

describe('the first prompt', () => {
  it('comes an hour after the end', () => {
    expect(said(promptAt(at('2026-11-24T10:00:00+01:00'), waking))).toBe('2026-11-24T10:00:00.000Z');
  });

  it('comes with the next morning when that hour is quiet', () => {
    expect(said(promptAt(at('2026-11-24T19:00:00+01:00'), waking))).toBe('2026-11-25T08:00:00.000Z');
    expect(said(promptAt(at('2026-11-24T18:59:00+01:00'), waking))).toBe('2026-11-24T18:59:00.000Z');
  });

  it('after midnight waits for the same day’s morning', () => {
    expect(said(promptAt(at('2026-11-25T00:30:00+01:00'), waking))).toBe('2026-11-25T08:00:00.000Z');
  });

  it('keeps the local morning over the clock change in autumn and in spring', () => {
    expect(said(promptAt(at('2026-10-24T21:00:00+02:00'), waking))).toBe('2026-10-25T08:00:00.000Z');
    expect(said(promptAt(at('2027-03-27T21:00:00+01:00'), waking))).toBe('2027-03-28T07:00:00.000Z');
  });

  it('a morning in the spring gap is pushed forward with it', () => {
    const early = wakingOf({ ...hours, morning: '02:30', quietFrom: '20:00', quietUntil: '02:00' }, berlin);
    expect(said(early.morningFrom(at('2027-03-28T00:00:00+01:00')))).toBe('2027-03-28T01:30:00.000Z');
  });

  it('is the answer itself without a time, or once end + 1 h is past', () => {
    const now = at('2026-11-24T15:00:00Z');
    expect(isPromptedNow(null, now)).toBe(true);
    expect(isPromptedNow(at('2026-11-24T14:00:00Z'), now)).toBe(true);
    expect(isPromptedNow(at('2026-11-24T14:00:01Z'), now)).toBe(false);
  });
});

describe('the second prompt', () => {
  it('comes 20 hours after the end', () => {
    const end = at('2026-11-24T14:30:00+01:00');
    expect(said(promptAgainAt(end, end + 3_600_000, waking))).toBe('2026-11-25T09:30:00.000Z');
  });

  it('counts from the first one when there was no time, or that came much later', () => {
    const shown = at('2026-11-24T15:00:00+01:00');
    expect(said(promptAgainAt(null, shown, waking))).toBe('2026-11-25T10:00:00.000Z');
    expect(said(promptAgainAt(shown - 15 * 3_600_000, shown, waking))).toBe('2026-11-25T10:00:00.000Z');
  });

  it('is not in quiet hours either', () => {
    const end = at('2026-11-24T09:00:00+01:00');
    expect(said(promptAgainAt(end, end + 3_600_000, waking))).toBe('2026-11-25T08:00:00.000Z');
  });
});

describe('a prompt that is due', () => {
  const noon = at('2026-11-24T12:00:00+01:00');
  const morning = at('2026-11-24T09:00:00+01:00');
  const night = at('2026-11-24T21:00:00+01:00');
  const due = (more: Partial<Due>): Due => ({
    now: noon,
    promptAt: noon,
    prompts: 0,
    cardToday: true,
    asked: 0,
    back: undefined,
    waking,
    ...more,
  });

  it('is sent, also on a day with a card', () => {
    expect(chance(due({}))).toBe('send');
  });

  it('rides in the card when it was moved to that morning, and is sent on a day without one', () => {
    expect(chance(due({ now: morning, promptAt: morning }))).toBe('ride');
    expect(chance(due({ now: morning, promptAt: morning, cardToday: false }))).toBe('send');
  });

  it('the second rides in the card when one comes that day', () => {
    expect(chance(due({ prompts: 1 }))).toBe('ride');
    expect(chance(due({ prompts: 1, cardToday: false }))).toBe('send');
  });

  it('waits for the morning in quiet hours, as after a stop of the program', () => {
    expect(chance(due({ now: night, promptAt: noon }))).toBe(at('2026-11-25T09:00:00+01:00'));
  });

  it('that was asked for by Later may speak in quiet hours, for an hour', () => {
    expect(chance(due({ now: night, promptAt: night, prompts: askedFor }))).toBe('send');
    expect(chance(due({ now: night, promptAt: night - 3_600_000, prompts: askedFor }))).toBe(
      at('2026-11-25T09:00:00+01:00'),
    );
  });

  it('is the fourth of the day and rides in the next card', () => {
    expect(chance(due({ asked: 2 }))).toBe('send');
    expect(chance(due({ asked: 3 }))).toBe('ride');
    expect(chance(due({ asked: 3, prompts: askedFor }))).toBe('ride');
  });

  it('waits for the first day back during a pause, Later too', () => {
    const back = at('2026-12-01T09:00:00+01:00');
    expect(chance(due({ back }))).toBe(back);
    expect(chance(due({ back, prompts: askedFor }))).toBe(back);
    expect(chance(due({ back: null }))).toBe('ride');
  });
});

describe('due days', () => {
  it('a thank-you is due the day after, and never in the past', () => {
    expect(thanksDue('2026-11-24', '2026-11-24')).toBe('2026-11-25');
    expect(thanksDue('2026-11-20', '2026-11-24')).toBe('2026-11-24');
  });

  it('a named person is due in three business days', () => {
    expect(reachDue('2026-11-24')).toBe('2026-11-27');
    expect(reachDue('2026-11-26')).toBe('2026-12-01');
    expect(reachDue('2026-11-28')).toBe('2026-12-02');
  });

  it('a promise is due on its date, else in a week; in two years at the latest', () => {
    expect(promiseDue('9999-12-31', '2026-11-24')).toBe('2028-11-23');
    expect(promiseDue('2026-11-27', '2026-11-24')).toBe('2026-11-27');
    expect(promiseDue(null, '2026-11-24')).toBe('2026-12-01');
    expect(promiseDue('2026-11-20', '2026-11-24')).toBe('2026-12-01');
  });
});

describe('what a meeting counts as', () => {
  it('planning a coffee, a call, an information interview is asking for it', () => {
    expect(['coffee', 'call', 'info-interview'].map((kind) => planningWay(meetingKind(kind)))).toEqual([
      'coffee',
      'phone',
      'fifteen',
    ]);
  });

  it('an event with nobody in particular is being there', () => {
    expect(heldWay('event', false)).toBe('event-observe');
    expect(heldWay('event', true)).toBe('event-alone');
  });
});
