// What must not grow with the number of members: a tick with nobody due, and a start.

import { join } from 'node:path';
import { type Bench, inTurns, timed } from './bench.ts';
import { fill } from './crowd.ts';
import { folder, type Hand, houseOver, MONDAY, open, openBare } from './house.ts';

const many = 100_000;
const few = 1_000;
/** Ticks a round: one alone is too short to time. */
const ticks = 50;

async function stored(at: string, members: number, hand: Hand): Promise<string> {
  const path = join(at, `${members}.db`);
  const store = await open(path, hand);
  await store.close();
  const file = openBare(path);
  fill(file, store.vault, members, 0);
  file.pragma('wal_checkpoint(truncate)');
  file.close();
  return path;
}

export const idle: Bench = {
  name: 'idle',
  what: `${many} members stored, in place of ${few} (the column by hand)`,
  async run() {
    // Nobody is due before ten.
    const hand: Hand = { now: MONDAY };
    const at = folder();
    const paths = [await stored(at, many, hand), await stored(at, few, hand)] as const;
    const [full, small] = await Promise.all(paths.map((path) => open(path, hand)));
    const ticking = (store: typeof full) => {
      const { tick } = houseOver(store!, hand);
      return () =>
        timed(async () => {
          for (let n = 0; n < ticks; n += 1) await tick();
        });
    };
    const tick = await inTurns(ticking(full), ticking(small));
    await full?.close();
    await small?.close();
    const starting = (path: string) => async () => {
      const began = performance.now();
      const store = await open(path, hand);
      await houseOver(store, hand).tick();
      const took = performance.now() - began;
      await store.close();
      return took;
    };
    const start = await inTurns(starting(paths[0]), starting(paths[1]));
    return [
      { what: `${ticks} ticks with nobody due`, ...tick, unit: 'ms', target: 1.3 },
      { what: 'start: open the store, and the first tick', ...start, unit: 'ms', target: 1.3 },
    ];
  },
};
