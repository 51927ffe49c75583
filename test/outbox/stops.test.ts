// The program dies before and after each thing that it does, and starts again: nothing is lost, nothing doubled.

import { expect, it } from 'vitest';
import { aLetter, clocks, expectNoneTwice, put, rows } from '../support/letters.ts';
import { lifeline, live, mortal } from '../support/lifeline.ts';
import { type Fault, recordingDoor } from '../support/recordingDoor.ts';
import { aMember, eachStore } from '../support/stores.ts';

const letters = 20;
/** Every point on SQLite with a sound door; elsewhere, where a life takes long, every seventh. STOPS=all: every one. */
const stride = process.env.STOPS === 'all' ? 1 : 7;

const plans: Record<string, (n: number) => Fault | undefined> = {
  'a door without faults': () => 'ok',
  'a door with every fault': (n) =>
    (['ok', 'lost', 'ok', 'refused', 'ok', 'limited', 'broken', 'ok', 'unknown', 'ok'] as const)[n % 10],
};

eachStore((open, _fresh, dialect) => {
  it.each(Object.entries(plans))(
    'loses no letter and doubles none with %s, wherever the program dies',
    async (name, plan) => {
      const store = await open();
      const me = (await store.work((unit) => aMember(unit, store))).member;
      const unsettled = async () =>
        (await rows(store)).filter((row) => ['pending', 'claimed', 'sending', 'unknown'].includes(row.state))
          .length;

      async function lifeAndAfter(dieAt: number, after: boolean): Promise<number> {
        await store.db.deleteFrom('outbox').execute();
        const tenant = (n: number) => `t${n % 5}`;
        const all = Array.from({ length: letters }, (__, n) =>
          aLetter(`${n}`, { who: { door: 'web', tenant: tenant(n), user: 'me' } }),
        );
        await put(store, me, all);
        const clock = clocks();
        const door = recordingDoor(() => clock.wall(), plan);
        const { life, through } = lifeline(dieAt, after);
        const { works, carrier } = mortal(store, door, through);
        const died = await live(works, new Map([['web', carrier]]), clock, unsettled).then(
          () => false,
          () => true,
        );
        expect(died).toBe(life.dead);
        await live(store, new Map([['web', door]]), clock, unsettled);
        const where = `${after ? 'after' : 'before'} ${dieAt}`;
        const states = (await rows(store)).map((row) => row.state);
        expect(states, where).toEqual(Array(letters).fill('sent'));
        expect(door.posted.length, where).toBe(letters);
        expectNoneTwice(door.posted);
        return life.done;
      }

      const things = await lifeAndAfter(Number.POSITIVE_INFINITY, false);
      // Every letter's request, and the commits around them: those of several letters at a time.
      expect(things).toBeGreaterThan(letters);
      const by = dialect === 'sqlite' && name === 'a door without faults' ? 1 : stride;
      for (let n = 0; n < things; n += by) for (const after of [false, true]) await lifeAndAfter(n, after);
    },
    300_000,
  );
});
