// The program dies before and after each thing that it does, and starts again: nothing is lost, nothing doubled.

import { expect, it } from 'vitest';
import type { Carrier } from '../../src/outbox/courier.ts';
import type { Store } from '../../src/store/open.ts';
import {
  aCourier,
  aLetter,
  type Clocks,
  clocks,
  expectNoneTwice,
  minute,
  put,
  rows,
} from '../support/letters.ts';
import { type Fault, type RecordingDoor, recordingDoor } from '../support/recordingDoor.ts';
import { aMember, eachStore } from '../support/stores.ts';

const letters = 20;
/** Every point on SQLite with a sound door; elsewhere, where a life takes long, every seventh. STOPS=all: every one. */
const stride = process.env.STOPS === 'all' ? 1 : 7;

/** Counts what the program does, and dies at one of them: before it is done, or after. From then on it does nothing. */
function lifeline(dieAt: number, after: boolean) {
  const life = { done: 0, dead: false };
  async function through<T>(act: () => Promise<T>): Promise<T> {
    const here = life.done++ === dieAt;
    if (life.dead || (here && !after)) life.dead = true;
    if (life.dead) throw new Error('died');
    const result = await act();
    if (here) life.dead = true;
    if (life.dead) throw new Error('died');
    return result;
  }
  return { life, through };
}

type Through = ReturnType<typeof lifeline>['through'];

function mortal(store: Store, door: RecordingDoor, through: Through) {
  const works: Pick<Store, 'work' | 'vault'> = {
    vault: store.vault,
    work: (fn) => through(() => store.work(fn)),
  };
  const carrier: Carrier = {
    deliver: (letter) => through(() => door.deliver(letter)),
    find: (letter) => through(() => door.find(letter)),
  };
  return { works, carrier };
}

/** Rounds with the clock going on, until every letter is settled. */
async function live(
  store: Pick<Store, 'work' | 'vault'>,
  carrier: Carrier,
  clock: Clocks,
  open: () => Promise<number>,
) {
  const courier = aCourier(store, clock, new Map([['web', carrier]]));
  await courier.recover();
  for (let round = 0; round < 60 && (await open()) > 0; round += 1) {
    await courier.deliver();
    clock.passed += minute + 1;
  }
  await courier.stop();
}

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
        const died = await live(works, carrier, clock, unsettled).then(
          () => false,
          () => true,
        );
        expect(died).toBe(life.dead);
        await live(store, door, clock, unsettled);
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
