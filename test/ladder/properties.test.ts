import fc from 'fast-check';
import { expect, it } from 'vitest';
import { easier, swap } from '../../src/ladder/rules/adjust.ts';
import { draw } from '../../src/ladder/rules/card.ts';
import { foldState } from '../../src/ladder/rules/fold.ts';
import { ground } from '../../src/ladder/rules/ground.ts';
import type { LadderState, Step } from '../../src/ladder/rules/state.ts';
import { ACTIVITIES, builtIn } from '../../src/people/rules/activities.ts';
import { addDays } from '../../src/time/days.ts';
import { kept, MONDAY, owes, person, state, touch } from './support.ts';

const day = (n: number) => addDays(MONDAY, n);
const TODAY = day(44);
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const offerable = ACTIVITIES.filter((activity) => !activity.preparation && !activity.byOwnCard).map(
  ({ id }) => id,
);
const rating = fc.option(fc.integer({ min: 0, max: 100 }));

const anyState: fc.Arbitrary<LadderState> = fc
  .record({
    goal: fc.integer({ min: 1, max: 5 }),
    startEdge: fc.integer({ min: 10, max: 80 }),
    seed: fc.string(),
    contacts: fc.tuple(
      ...names.map((id) =>
        fc.record({
          id: fc.constant(id),
          known: fc.constantFrom(null, 'friend', 'old', 'met', 'referred', 'stranger'),
          rating,
          paused: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
          restingUntil: fc.constantFrom(null, null, null, day(40), day(44), day(50)),
          keepInTouchOn: fc.constantFrom(null, null, day(44), day(60)),
        }),
      ),
    ),
    hidden: fc.subarray(
      ACTIVITIES.map(({ id }) => id),
      { maxLength: 8 },
    ),
    touches: fc.array(
      fc.record({
        n: fc.integer({ min: 0, max: 44 }),
        activity: fc.constantFrom(...offerable),
        contact: fc.constantFrom(...names),
        felt: rating,
        outcome: fc.constantFrom(null, 'waiting', 'replied', 'talked', 'booked', 'no'),
        wasFollowUp: fc.boolean(),
      }),
      { maxLength: 25 },
    ),
    owed: fc.array(
      fc.record({
        contact: fc.constantFrom(...names),
        what: fc.constantFrom('thanks', 'promise', 'reply', 'referral'),
        n: fc.integer({ min: 40, max: 48 }),
      }),
      { maxLength: 4 },
    ),
    passed: fc.array(
      fc.record({
        contact: fc.constantFrom(...names),
        activity: fc.constantFrom(...offerable),
        n: fc.integer({ min: 30, max: 44 }),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ hidden, touches, owed, passed, ...rest }) =>
    state({
      ...rest,
      contacts: rest.contacts.map((contact) =>
        person(contact.id, contact.known as 'met' | null, contact.rating, contact),
      ),
      activities: hidden.map((id) => kept(id, { hidden: true })),
      touches: touches.map(({ n, activity, contact, ...over }, seq) =>
        touch(seq, day(n), activity, contact, over as object),
      ),
      owed: owed.map(({ contact, what, n }, i) => ({
        ...owes(contact, what as 'thanks', day(n)),
        id: `o${i}`,
      })),
      passed: passed.map(({ n, ...pass }) => ({ ...pass, day: day(n) })),
    }),
  );

function mayStand(now: LadderState, step: Step) {
  const activity = builtIn(step.activity)!;
  expect(activity.byOwnCard).toBe(false);
  expect(now.activities.find((one) => one.id === step.activity)?.hidden ?? false).toBe(false);
  if (step.contact === null) {
    expect(activity.preparation).toBe(true);
    return;
  }
  const contact = now.contacts.find((one) => one.id === step.contact)!;
  const theirs = now.touches.filter((one) => one.contact === step.contact);
  const answered = theirs.some(
    (one) => one.outcome === 'replied' || one.outcome === 'talked' || one.outcome === 'booked',
  );
  const owed = now.owed.filter((one) => one.contact === step.contact).map((one) => one.what);
  expect(contact.paused).toBe(false);
  expect(contact.restingUntil === null || contact.restingUntil <= TODAY).toBe(true);
  expect(theirs.some((one) => one.day === TODAY)).toBe(false);
  expect(
    now.passed.some(
      (one) => one.contact === step.contact && one.activity === step.activity && one.day >= day(38),
    ),
  ).toBe(false);
  const fitting =
    activity.fits.includes(contact.known ?? 'met') ||
    (answered && activity.fits.includes('answered')) ||
    (activity.owedOnly !== null && owed.includes(activity.owedOnly)) ||
    (activity.keepsPromise && owed.includes('promise'));
  expect(fitting).toBe(true);
  if (activity.notOnceAnswered) expect(answered).toBe(false);
  if (activity.once) expect(theirs.some((one) => one.activity === activity.id)).toBe(false);
}

it('cards keep every limit of the method, whatever the state', () => {
  fc.assert(
    fc.property(anyState, (now) => {
      const card = draw(now, TODAY);
      const { edge } = foldState(now);
      const { picks, warmUp } = card;
      const people = picks.flatMap((pick) => pick.contact ?? []);
      for (const step of warmUp ? [warmUp, ...picks] : picks) mayStand(now, step);
      expect(new Set(people).size).toBe(people.length);
      expect(people).not.toContain(warmUp?.contact);
      expect(picks.length).toBeLessThanOrEqual(card.kind === 'small' ? 1 : now.goal);
      expect(picks.filter((pick) => pick.owed || pick.followUp).length).toBeLessThanOrEqual(2);
      expect(picks.filter((pick) => pick.why === 'owed').length).toBeLessThanOrEqual(1);
      expect(picks.findIndex((pick) => pick.why === 'owed')).toBeLessThanOrEqual(0);
      for (const { why, difficulty, contact } of picks) {
        if (why === 'owed' || why === 'talk') expect(difficulty).toBeLessThanOrEqual(edge + 15);
        if (why === 'band') expect(difficulty > edge && difficulty <= edge + 15).toBe(true);
        if (why === 'under') expect(difficulty).toBeLessThanOrEqual(edge);
        if (why === 'above') expect(difficulty > edge + 15 && difficulty <= edge + 25).toBe(true);
        if (why === 'preparation') expect([contact, picks.length]).toEqual([null, 1]);
        if (why === 'gentlest') expect(picks.length).toBe(1);
      }
      const stretch = picks.some((pick) => pick.contact !== null && pick.difficulty > edge);
      if (!stretch || card.kind === 'small') expect(warmUp).toBe(null);
      if (warmUp?.contact) expect(warmUp.difficulty).toBeLessThanOrEqual(edge);
      const someRung = ['list', 'script', 'aloud', 'answer'].some(
        (id) => !now.activities.some((one) => one.id === id),
      );
      if (someRung) expect(picks.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

it('the same state and day give the same card, in whatever order the state lists its things', () => {
  fc.assert(
    fc.property(anyState, (now) => {
      const turned = {
        ...now,
        contacts: [...now.contacts].reverse(),
        touches: [...now.touches].reverse(),
        owed: [...now.owed].reverse(),
        passed: [...now.passed].reverse(),
      };
      expect(draw(turned, TODAY)).toEqual(draw(now, TODAY));
    }),
    { numRuns: 100 },
  );
});

it('Easier is easier and Swap is someone else, and both may stand on a card', () => {
  fc.assert(
    fc.property(anyState, (now) => {
      const card = draw(now, TODAY);
      const { edge } = ground(now, TODAY);
      for (const pick of card.picks) {
        const softer = easier(now, TODAY, card, pick);
        if (softer) mayStand(now, softer);
        if (softer?.contact) expect(softer.difficulty).toBeLessThanOrEqual(pick.difficulty - 5);
        const other = swap(now, TODAY, card, pick);
        if (!other) continue;
        mayStand(now, other);
        expect(card.picks.map((one) => one.activity + one.contact)).not.toContain(
          other.activity + other.contact,
        );
        if (other.contact) expect(other.contact).not.toBe(pick.contact);
        if (other.contact && other.why !== 'gentlest')
          expect(other.difficulty).toBeLessThanOrEqual(edge + 25);
      }
    }),
    { numRuns: 200 },
  );
});
