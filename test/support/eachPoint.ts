// A program that dies before and after each thing that it does while cards go out by a platform, and starts again: as the
// platform itself counts, nothing is lost and nothing doubled.

import { expect } from 'vitest';
import type { Who } from '../../src/ask.ts';
import type { Carrier } from '../../src/outbox/courier.ts';
import type { Store } from '../../src/store/open.ts';
import { aLetter, type Clocks, put, rows } from './letters.ts';
import { lifeline, live, mortal } from './lifeline.ts';
import { aMember, NOW } from './stores.ts';

/** A platform at which people wait for a card each. */
export interface Ground {
  readonly door: Carrier;
  readonly people: readonly Who[];
  /** Messages that each of them has. */
  shown(): readonly number[];
  readonly violations: readonly string[];
  /** So much time has passed since it was opened, ms. */
  passed(ms: number): void;
  close(): Promise<void>;
}

/**
 * Every point, before and after it, or every so manieth (`stride`); a new ground for each. Its door's clock is `wall`.
 * Throws where somebody lacks a card or has two.
 */
export async function dieAtEachPoint(
  store: Store,
  stride: number,
  openGround: (wall: () => number) => Promise<Ground>,
): Promise<void> {
  const me = (await store.work((unit) => aMember(unit, store))).member;
  const unsettled = async () =>
    (await rows(store)).filter((row) => ['pending', 'claimed', 'sending', 'unknown'].includes(row.state))
      .length;

  async function lifeAndAfter(dieAt: number, after: boolean): Promise<{ done: number; people: number }> {
    await store.db.deleteFrom('outbox').execute();
    await store.db.deleteFrom('tenants').execute();
    const clock: Clocks = {
      passed: 0,
      now: () => NOW + clock.passed,
      wall: () => Date.now() + clock.passed,
    };
    const ground = await openGround(clock.wall);
    try {
      const { door, people } = ground;
      await put(
        store,
        me,
        people.map((who, n) => aLetter(`${n}`, { who })),
      );
      const doors = (carrier: Carrier) => new Map(people.map((who) => [who.door, carrier]));
      const along = () => ground.passed(clock.passed);
      const { life, through } = lifeline(dieAt, after);
      const { works, carrier } = mortal(store, door, through);
      const died = await live(works, doors(carrier), clock, unsettled, along).then(
        () => false,
        () => true,
      );
      expect(died).toBe(life.dead);
      await live(store, doors(door), clock, unsettled, along);
      const where = `${after ? 'after' : 'before'} ${dieAt}`;
      expect(ground.shown(), where).toEqual(people.map(() => 1));
      expect(ground.violations, where).toEqual([]);
      return { done: life.done, people: people.length };
    } finally {
      await ground.close();
    }
  }

  const { done: things, people } = await lifeAndAfter(Number.POSITIVE_INFINITY, false);
  expect(things).toBeGreaterThan(people);
  for (let n = 0; n < things; n += stride) for (const after of [false, true]) await lifeAndAfter(n, after);
}
