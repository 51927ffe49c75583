import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startEdge } from '../../src/ladder/rules/edge.ts';
import type { LadderEvent } from '../../src/ladder/rules/fold.ts';
import { fold, foldState } from '../../src/ladder/rules/fold.ts';
import type { LadderState, Mark, Touch } from '../../src/ladder/rules/state.ts';
import { addDays } from '../../src/time/days.ts';
import { kept, MONDAY, person, state, touch } from './support.ts';

const day = (n: number) => addDays(MONDAY, n);
const tooMuch = (seq: number, at: string): Mark => ({ seq, day: at, why: 'too-much' });

/** Contacts rated so that a message (rated 40) with them has the D of their name; feelings early used up. */
const at = (d: number) => person(`d${d}`, 'met', 2 * d - 40);
const used = Array.from({ length: 6 }, (_, i) => touch(i, '2026-10-01', 'comment', 'easy', { felt: 40 }));

function folded(touches: readonly Touch[], over: Partial<LadderState> = {}) {
  return foldState(
    state({
      startEdge: 30,
      activities: [kept('message', { rating: 40 })],
      contacts: [at(32), at(35), at(40), at(44), at(45), at(55.5), at(60), person('easy', 'met', 45)],
      // each touch rates afresh, so that D stays what the names say
      ratings: touches.flatMap(({ seq, day, contact }) => [
        { seq: seq - 0.5, day, of: 'activity' as const, id: 'message', value: 40 },
        {
          seq: seq - 0.5,
          day,
          of: 'contact' as const,
          id: contact ?? '',
          value: 2 * Number(contact?.slice(1)) - 40,
        },
      ]),
      touches: [...used, ...touches],
      ...over,
    }),
  );
}

const good = (seq: number, n: number, d: number, felt = 40) =>
  touch(100 + seq, day(n), 'message', `d${d}`, { felt });

describe('experience corrects', () => {
  it.each([
    // activity, contact, felt → activity, contact
    [20, 60, 20, 15, 50],
    [60, 20, 80, 80, 30],
    [40, 40, 50, 43, 45],
    [10, 13, 0, 7, 7],
    [90, 100, 100, 91, 100],
    [0, 0, 3, 1, 2],
  ])('activity %i, person %i, felt %i → %i, %i', (activity, contact, felt, a, c) => {
    const result = foldState(
      state({
        activities: [kept('email', { rating: activity })],
        contacts: [person('x', 'met', contact)],
        touches: [touch(1, MONDAY, 'email', 'x', { felt })],
      }),
    );
    expect([result.activityRatings.get('email'), result.contactRatings.get('x')]).toEqual([a, c]);
    expect(result.foreseen.get('t1')).toBe((activity + contact) / 2);
  });

  it('leaves both alone without a feeling, and starts from the typical values', () => {
    const quiet = foldState(
      state({ contacts: [person('x', null)], touches: [touch(1, MONDAY, 'email', 'x')] }),
    );
    expect(quiet.activityRatings.size + quiet.contactRatings.size).toBe(0);
    expect(quiet.foreseen.get('t1')).toBe((30 + 40) / 2);
  });

  it('gives the activity half where there is no person', () => {
    const alone = foldState(state({ touches: [touch(1, MONDAY, 'script', null, { felt: 30 })] }));
    expect(alone.activityRatings.get('script')).toBe(23);
    expect(alone.edge).toBe(20);
  });

  it('takes a later rating as said and foresees earlier touches by what was known then', () => {
    const result = foldState(
      state({
        contacts: [person('x', 'met')],
        touches: [touch(1, MONDAY, 'email', 'x', { felt: 35 }), touch(5, day(2), 'email', 'x')],
        ratings: [{ seq: 3, day: day(1), of: 'contact', id: 'x', value: 80 }],
      }),
    );
    expect([result.foreseen.get('t1'), result.foreseen.get('t5')]).toEqual([35, 55]);
  });
});

describe('the edge rises', () => {
  it('by two good dates, 5 a day, to no more than the lower of the two', () => {
    expect(folded([good(1, 0, 45)]).edge).toBe(30);
    expect(folded([good(1, 0, 45), good(2, 0, 45)]).edge).toBe(30);
    expect(folded([good(1, 0, 45), good(2, 1, 45)]).edge).toBe(35);
    expect(folded([good(1, 0, 45), good(2, 1, 32)]).edge).toBe(32);
    expect(folded([good(1, 0, 45), good(2, 1, 45), good(3, 1, 45)]).edge).toBe(35);
  });

  it('by at most 10 in 5 planned days, today and the 4 before', () => {
    const daily = [0, 1, 2, 3, 4].map((n) => good(n, n, 55));
    const rated = daily.map((t) => ({ ...t, contact: 'd44' }));
    expect(folded(rated.slice(0, 4)).edge).toBe(40);
    expect(folded(rated).edge).toBe(40);
    // lifted on Tuesday and Wednesday; next Tuesday is the first whose window leaves out a lift
    expect(folded([...rated.slice(0, 3), { ...good(8, 7, 44) }]).edge).toBe(40);
    expect(folded([...rated.slice(0, 3), good(8, 8, 44)]).edge).toBe(44);
  });

  it('only with the other date within 10 planned days', () => {
    expect(folded([good(1, 0, 45), good(2, 11, 45)]).edge).toBe(35);
    expect(folded([good(1, 0, 45), good(2, 14, 45)]).edge).toBe(30);
  });

  it('fast among the first six feelings that were no big deal, by 15 a day', () => {
    const fresh = { touches: [good(1, 0, 45, 20), good(2, 0, 55.5, 20)] };
    expect(folded([], fresh).edge).toBe(45);
    expect(folded([], { touches: [good(1, 0, 45, 21)] }).edge).toBe(30);
    expect(folded([good(1, 0, 45, 20)]).edge).toBe(30);
  });

  it('after a leap to 15 below it', () => {
    expect(folded([good(1, 0, 60, 30)]).edge).toBe(45);
    expect(folded([good(1, 0, 55.5, 30)]).edge).toBe(40);
    expect(folded([good(1, 0, 60, 41)]).edge).toBe(30);
  });

  it('never while "Stay here a while" is on', () => {
    const holds = [{ day: day(-5), seq: 0, on: true }];
    expect(folded([good(1, 0, 45), good(2, 1, 60, 10)], { holds }).edge).toBe(30);
    const off = [...holds, { day: day(1), seq: 101, on: false }];
    expect(folded([good(1, 0, 45), good(2, 1, 45)], { holds: off }).edge).toBe(35);
  });
});

describe('the edge falls', () => {
  it.each([
    ['one alone', [tooMuch(1, day(0))], [], 30],
    ['two on one date', [tooMuch(1, day(0)), tooMuch(2, day(0))], [], 30],
    ['two on two dates', [tooMuch(1, day(0)), tooMuch(2, day(9))], [], 25],
    ['three on three dates', [tooMuch(1, day(0)), tooMuch(2, day(1)), tooMuch(3, day(2))], [], 25],
    ['four on four dates', [0, 1, 2, 3].map((n) => tooMuch(n, day(n))), [], 20],
    [
      'a good day between',
      [tooMuch(1, day(0)), tooMuch(9, day(3))],
      [touch(2, day(1), 'comment', 'easy', { felt: 10 })],
      30,
    ],
    [
      'a good touch on the first date, before it',
      [tooMuch(3, day(0)), tooMuch(9, day(3))],
      [touch(2, day(0), 'comment', 'easy', { felt: 10 })],
      30,
    ],
    [
      'a third after the good day',
      [tooMuch(1, day(0)), tooMuch(9, day(3)), tooMuch(10, day(4))],
      [touch(2, day(1), 'comment', 'easy', { felt: 10 })],
      25,
    ],
    ['felt 90 counts', [tooMuch(1, day(0))], [touch(9, day(1), 'comment', 'easy', { felt: 90 })], 25],
    ['felt 89 does not', [tooMuch(1, day(0))], [touch(9, day(1), 'comment', 'easy', { felt: 89 })], 30],
  ] as const)('%s', (_, marks, touches, edge) => {
    expect(
      foldState(state({ startEdge: 30, contacts: [person('easy', 'met', 20)], marks, touches })).edge,
    ).toBe(edge);
  });

  it('never under 10', () => {
    const marks = [0, 1, 2, 3].map((n) => tooMuch(n, day(n)));
    expect(foldState(state({ startEdge: 12, marks })).edge).toBe(10);
  });
});

it('starts by the boldest way tapped, else by the highest activity rated up to 30, else at 20', () => {
  expect(startEdge('none', [])).toBe(10);
  expect(startEdge('stranger', [20])).toBe(40);
  expect(startEdge(null, [10, 30, 40])).toBe(30);
  expect(startEdge(null, [40])).toBe(20);
  expect(startEdge(null, [0])).toBe(10);
});

describe('whatever happens', () => {
  const ways = ['comment', 'message', 'coffee', 'cold-call', 'script'];
  const happening = fc.array(
    fc.record({
      n: fc.integer({ min: 0, max: 40 }),
      way: fc.constantFrom(...ways),
      contact: fc.constantFrom(null, 'a', 'b', 'c'),
      felt: fc.option(fc.integer({ min: 0, max: 100 })),
      mark: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  const start = {
    edge: 20,
    plan: state().plan,
    activities: [],
    contacts: [person('a', 'friend'), person('b', 'old'), person('c', 'stranger')],
  };
  const eventsOf = (
    list: readonly { n: number; way: string; contact: string | null; felt: number | null; mark: boolean }[],
  ) =>
    list.map(
      (item, seq): LadderEvent =>
        item.mark && item.felt === null
          ? { kind: 'marked', at: { day: day(item.n), seq, why: 'too-much' } }
          : { kind: 'touched', at: touch(seq, day(item.n), item.way, item.contact, { felt: item.felt }) },
    );

  it('the fold hangs on date and order of logging only', () => {
    fc.assert(
      fc.property(happening, fc.integer(), (list, salt) => {
        const events = eventsOf(list);
        const shuffled = [...events].sort(
          (a, b) => ((a.at.seq * 7919 + salt) % 31) - ((b.at.seq * 7919 + salt) % 31),
        );
        expect(fold(start, shuffled)).toEqual(fold(start, events));
      }),
      { numRuns: 150 },
    );
  });

  it('edge and ratings stay in bounds, lifts keep their caps, and only "too much" lowers', () => {
    fc.assert(
      fc.property(happening, (list) => {
        const result = fold(start, eventsOf(list));
        expect(result.edge).toBe(20 + result.lifts.reduce((sum, lift) => sum + lift.by, 0));
        expect(result.edge).toBeGreaterThanOrEqual(10);
        expect(result.edge).toBeLessThanOrEqual(100);
        for (const rating of [...result.activityRatings.values(), ...result.contactRatings.values()]) {
          expect(Number.isInteger(rating) && rating >= 0 && rating <= 100).toBe(true);
        }
        for (const lift of result.lifts) {
          expect(lift.by < 0).toBe(lift.rule === 'too-much');
          const same = result.lifts.filter((other) => other.day === lift.day && other.by > 0);
          const total = same.reduce((sum, other) => sum + other.by, 0);
          expect(total).toBeLessThanOrEqual(15);
          const ordinary = same.filter((other) => other.rule === 'two-dates');
          expect(ordinary.reduce((sum, other) => sum + other.by, 0)).toBeLessThanOrEqual(5);
        }
      }),
      { numRuns: 150 },
    );
  });
});
