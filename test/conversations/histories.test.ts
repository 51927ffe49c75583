// Lives made up by chance, through the real house: whatever is done, said, pressed, taken back and let lie, the stored
// ladder is what the log folds to, and undo gives back what was there.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  begin,
  isTime,
  type Life,
  live,
  type Step,
  type StepName,
  says,
  weights,
} from '../support/history.ts';
import { checkLife, withOwn } from '../support/historyChecks.ts';
import { eachStore, type Open } from '../support/stores.ts';

const long = process.env.RUNGS_LONG === '1';
const early = Date.parse('2026-11-23T06:30:00Z');
/** Steps between two looks at everything. */
const lookEvery = 4;

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.oneof(
    ...Object.entries(weights).map(([does, weight]) => ({
      arbitrary: fc.constant(does as StepName),
      weight,
    })),
  ),
  a: fc.nat(999),
  b: fc.nat(999),
  c: fc.nat(999),
});
/** A stretch that is taken back as a whole: under a day, so that every change of it can be. */
const stretch = fc.record({
  before: fc.array(step, { minLength: 4, maxLength: 14 }),
  undone: fc.array(
    step.filter(
      (one) => one.does !== 'days' && one.does !== 'morning' && one.does !== 'undo' && one.does !== 'forget',
    ),
    { minLength: 3, maxLength: 10 },
  ),
});

async function born(open: Open): Promise<Life> {
  const hand = { now: early };
  const store = await open({ now: () => hand.now });
  return begin(store, hand, 'me');
}

/** A fault with what led to it. */
async function told<T>(life: Life, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new Error(`${(error as Error).message}\nafter:\n${life.diary.join('\n')}`, { cause: error });
  }
}

describe('histories made up by chance', () => {
  eachStore((open, _fresh, dialect) => {
    const numRuns = (long ? 10 : 1) * (dialect === 'sqlite' ? 25 : 2);
    const settings = { numRuns, endOnFailure: true, ...(!long && { seed: 7 }) };
    const timeout = long ? 3_600_000 : 120_000;

    it('keep the stored ladder equal to the fold, leave nothing dangling, and say nothing over a limit', {
      timeout,
    }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
          const life = await born(open);
          const sent = new Map<string, string>();
          await told(life, async () => {
            for (const [n, one] of steps.entries()) {
              await live(life, one);
              if (n % lookEvery === 0) await checkLife(life, sent);
            }
            await checkLife(life, sent);
          });
        }),
        settings,
      );
    });

    it('give back with undo what was there before', { timeout }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 3 }), async (stretches) => {
          const life = await born(open);
          await told(life, async () => {
            for (const one of stretches) {
              for (const each of one.before) await live(life, each);
              await takenBack(life, one.undone);
              await checkLife(life, new Map());
            }
          });
        }),
        settings,
      );
    });
  });
});

/** Live these steps and take each of their changes back: all that the member told stands as before. */
async function takenBack(life: Life, steps: readonly Step[]): Promise<void> {
  const timeless = !steps.some(isTime);
  const before = await kept(life, timeless);
  const cards = await cardsOf(life);
  const mark = await newest(life);
  life.careful = true;
  life.diary.push('— from here on all is taken back —');
  const began = life.hand.now;
  for (const one of steps) if (!(isTime(one) && life.hand.now - began > 8 * 3_600_000)) await live(life, one);
  life.careful = false;
  life.diary.push('— back —');
  for (let left = await standing(life, mark); left > 0; left -= 1) {
    life.hand.now += 5_000;
    await says(life, 'undo');
  }
  expect(await standing(life, mark)).toBe(0);
  expect(await kept(life, timeless)).toEqual(before);
  // Time draws cards, and brings back what was put off; without it the steps stand as they stood.
  if (!timeless) return;
  const now = await cardsOf(life);
  for (const [card, picks] of cards) if (now.has(card)) expect(now.get(card)).toEqual(picks);
}

/** All that is exported. A follow-up that rides in a card is due that day: time's doing. */
async function kept(life: Life, timeless: boolean) {
  const { followUps, ...rest } = await life.door.exported();
  const owed = (followUps as readonly { due: string }[]).map((one) => (timeless ? one : { ...one, due: '' }));
  return { ...rest, followUps: owed, exportedAt: '' };
}

/** Steps of each card, as they stand; that one was carried on to a newer card is that card's drawing, not the member's doing. */
const cardsOf = (life: Life) =>
  withOwn(life, async ({ db, member }) => {
    const picks = await db
      .selectFrom('picks')
      .select(['card', 'id', 'activity', 'contact', 'state', 'later_on', 'later_at', 'touch'])
      .where('member', '=', member)
      .orderBy('id')
      .execute();
    const cards = new Map<string, unknown[]>();
    for (const { card, ...pick } of picks) {
      const state = pick.state === 'carried' ? 'waiting' : pick.state;
      cards.set(card, [...(cards.get(card) ?? []), { ...pick, state }]);
    }
    return cards;
  });

const newest = (life: Life) =>
  withOwn(life, async ({ db, member }) => {
    const row = await db
      .selectFrom('changes')
      .select((e) => e.fn.max('seq').as('seq'))
      .where('member', '=', member)
      .executeTakeFirst();
    return Number(row?.seq ?? 0);
  });

const standing = (life: Life, after: number) =>
  withOwn(life, async ({ db, member }) => {
    const rows = await db
      .selectFrom('changes')
      .select('id')
      .where('member', '=', member)
      .where('seq', '>', after)
      .where('undone', '=', 0)
      .execute();
    return rows.length;
  });
