import { describe, expect, it } from 'vitest';
import { braver, easier, offersBraver, swap } from '../../src/ladder/rules/adjust.ts';
import { draw } from '../../src/ladder/rules/card.ts';
import type { LadderState, Step } from '../../src/ladder/rules/state.ts';
import { addDays } from '../../src/time/days.ts';
import { kept, MONDAY, owes, person, said, state, touch } from './support.ts';

const TUE = addDays(MONDAY, 1);
const lively = touch(900, MONDAY, 'list', null);
const with_ = (over: Partial<LadderState>) => state({ ...over, touches: [lively, ...(over.touches ?? [])] });
const step = (activity: string, contact: string | null, difficulty: number): Step => ({
  activity,
  contact,
  difficulty,
  why: 'band',
  followUp: false,
  owed: null,
  about: null,
});
const told = (next: Step | null) => (next ? said(next) : 'none');
const alone = (picks: readonly Step[]) => ({ warmUp: null, picks });

describe('Easier', () => {
  it('stays with the person, by the hardest way that is at least 5 easier', () => {
    const now = with_({ contacts: [person('f', 'friend', 20)] });
    const coffee = step('coffee', 'f', 35);
    expect(told(easier(now, TUE, alone([coffee]), coffee))).toBe('introduction f 30 easier');
    const close = with_({
      contacts: [person('f', 'friend', 20)],
      activities: [kept('introduction', { rating: 42 })],
    });
    expect(told(easier(close, TUE, alone([coffee]), coffee))).toMatch(/(email|voice) f 25 easier/);
  });

  it('else goes to another free person, else to a preparation', () => {
    const now = with_({ contacts: [person('s', 'stranger', 90), person('m', 'met', 40)] });
    const comment = step('comment', 's', 52.5);
    expect(told(easier(now, TUE, alone([comment]), comment))).toMatch(/(email|connect) m 35 easier/);
    expect(
      told(easier({ ...now, contacts: now.contacts.slice(0, 1) }, TUE, alone([comment]), comment)),
    ).toMatch(/(script|aloud|answer) alone|list alone/);
    const other = step('email', 'm', 35);
    expect(told(easier(now, TUE, alone([comment, other]), comment))).toMatch(/alone/);
  });

  it('never gives the same way back when a rating made it easier since the card was drawn', () => {
    const now = with_({
      contacts: [person('f', 'friend', 50)],
      ratings: [{ day: TUE, seq: 1, of: 'activity', id: 'coffee', value: 0 }],
    });
    const coffee = step('coffee', 'f', 50);
    expect(told(easier(now, TUE, alone([coffee]), coffee))).toMatch(/alone \d+ preparation/);
  });

  it('measures from what the step is rated now, when its way was rated harder under it', () => {
    const now = with_({
      contacts: [person('f', 'friend', 20)],
      ratings: [{ day: TUE, seq: 1, of: 'activity', id: 'coffee', value: 90 }],
    });
    const coffee = step('coffee', 'f', 35);
    expect(told(easier(now, TUE, alone([coffee]), coffee))).toBe('phone f 37.5 easier');
  });

  it('goes to another person who is owed something when the step it leaves is the owed one', () => {
    const now = with_({
      contacts: [person('a', 'met', 60), person('b', 'met', 20)],
      touches: ['a', 'b'].map((id, i) => touch(i, addDays(MONDAY, -3), 'email', id, { outcome: 'replied' })),
      owed: [owes('a', 'thanks', MONDAY), owes('b', 'reply', MONDAY)],
      activities: ['useful', 'message', 'email', 'voice', 'comment', 'card'].map((id) =>
        kept(id, { rating: 100 }),
      ),
    });
    const thanks: Step = { ...step('thanks', 'a', 42.5), owed: owes('a', 'thanks', MONDAY) };
    const also: Step = { ...step('email', 'c', 30), owed: owes('c', 'reply', MONDAY) };
    const beside = step('email', 'c', 30);
    expect(told(easier(now, TUE, alone([thanks, beside]), thanks))).toMatch(/ b .* for reply$/);
    expect(told(easier(now, TUE, alone([thanks, also]), thanks))).toMatch(/alone \d+ preparation/);
  });

  it('has nothing below the gentlest preparation', () => {
    const list = step('list', null, 10);
    expect(easier(with_({}), TUE, alone([list]), list)).toBe(null);
  });
});

describe('Swap', () => {
  it('gives the next step of the filling with another person, not on the card and not swapped away today', () => {
    const now = with_({ contacts: ['a', 'b', 'c'].map((id) => person(id, 'old', 40)), startEdge: 30 });
    const card = draw(now, TUE);
    const on = card.picks.map((pick) => pick.contact);
    const next = swap(now, TUE, card, card.picks[0]!);
    expect(on).not.toContain(next?.contact);
    expect(next?.why).toBe('band');
    const later = {
      ...now,
      passed: [{ contact: card.picks[0]!.contact, activity: card.picks[0]!.activity, day: TUE }],
    };
    const swapped = alone([next!, card.picks[1]!]);
    expect(swap(later, TUE, swapped, next!)).toBe(null);
  });

  it('does not bring a second owed step, and brings another owed one for an owed one', () => {
    const contacts = ['a', 'b'].map((id) => person(id, 'met', 30));
    const touches = contacts.map(({ id }, i) =>
      touch(i, addDays(MONDAY, -3), 'email', id, { outcome: 'replied' }),
    );
    const now = with_({
      contacts: [...contacts, person('m', 'met', 30)],
      touches,
      owed: contacts.map(({ id }) => owes(id, 'reply', MONDAY)),
    });
    const card = draw(now, TUE);
    expect(card.picks[0]?.owed?.what).toBe('reply');
    expect(swap(now, TUE, card, card.picks[0]!)?.owed?.contact).not.toBe(card.picks[0]!.contact);
    expect(swap(now, TUE, card, card.picks[0]!)?.owed).not.toBe(null);
    expect(swap(now, TUE, card, card.picks[1]!)).toBe(null);
  });

  it('gives another warm-up for a warm-up, never a stretch, and says it aloud when nobody easy is left', () => {
    const now = with_({
      contacts: [person('f', 'friend', 10), person('g', 'friend', 20), person('o', 'old', 40)],
      startEdge: 20,
    });
    const warm: Step = { ...step('message', 'f', 15), why: 'warm-up' };
    const second = swap(now, TUE, { warmUp: warm, picks: [] }, warm);
    expect(second && said(second)).toBe('message g 20 warm-up');
    const swapped = { ...now, passed: [{ contact: 'f', activity: 'message', day: TUE }] };
    const third = swap(swapped, TUE, { warmUp: second, picks: [step('email', 'o', 35)] }, second!);
    expect(third && said(third)).toBe('aloud about o 15 warm-up');
  });

  it('gives another preparation for a preparation', () => {
    const card = draw(with_({}), TUE);
    expect(told(swap(with_({}), TUE, card, card.picks[0]!))).toMatch(/alone \d+ preparation/);
  });
});

describe('Braver', () => {
  it.each([
    ['friend', 'message', 'voice'],
    ['friend', 'voice', 'phone'],
    ['friend', 'phone', 'coffee'],
    ['friend', 'coffee', 'none'],
    ['old', 'email', 'fifteen'],
    ['met', 'email', 'none'],
    ['stranger', 'stranger-email', 'cold-call'],
    ['stranger', 'comment', 'connect'],
  ] as const)('for a %s goes from %s to %s', (known, from, to) => {
    const now = with_({ contacts: [person('x', known)] });
    expect(told(braver(now, TUE, step(from, 'x', 30))).split(' ')[0]).toBe(to);
  });

  it('is offered once the last step of the day felt 30 or less', () => {
    const done = (...felt: (number | null)[]) =>
      state({ touches: felt.map((value, i) => touch(i, TUE, 'email', `x${i}`, { felt: value })) });
    expect(
      [done(30), done(31), done(), done(null), done(50, 20), done(20, 50)].map((now) =>
        offersBraver(now, TUE),
      ),
    ).toEqual([true, false, false, false, true, false]);
    expect(offersBraver(done(10), MONDAY)).toBe(false);
  });
});
