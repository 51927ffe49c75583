// A program that dies at one of the things that it does, before it is done or after; and one that lives until all is settled.

import type { Carrier, CourierSettings } from '../../src/outbox/courier.ts';
import type { Store } from '../../src/store/open.ts';
import { aCourier, type Clocks, minute } from './letters.ts';

/** Counts what the program does, and dies at one of them. From then on it does nothing. */
export function lifeline(dieAt: number, after: boolean) {
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

/** A store and a door that die with it. */
export function mortal(store: Store, door: Carrier, through: ReturnType<typeof lifeline>['through']) {
  const works: Pick<Store, 'work' | 'vault'> = {
    vault: store.vault,
    work: (fn) => through(() => store.work(fn)),
  };
  const carrier: Carrier = {
    ...door,
    deliver: (letter) => through(() => door.deliver(letter)),
    find: (letter) => through(() => door.find(letter)),
  };
  return { works, carrier };
}

/** Rounds with the clock going on, until every letter is settled. */
export async function live(
  store: Pick<Store, 'work' | 'vault'>,
  doors: CourierSettings['adapters'],
  clock: Clocks,
  open: () => Promise<number>,
  moved: () => void = () => undefined,
  more: Partial<CourierSettings> = {},
): Promise<void> {
  const courier = aCourier(store, clock, doors, more);
  await courier.recover();
  for (let round = 0; round < 60 && (await open()) > 0; round += 1) {
    await courier.deliver();
    clock.passed += minute + 1;
    moved();
  }
  await courier.stop();
}
