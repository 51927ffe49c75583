// Whether all answers that must: the database, by keeping a row; each platform, by its own word. Asked by /health and
// by doctor's look at a running program.

import type { Adapter } from '../../adapters/adapter.ts';
import type { Store } from '../store/open.ts';

/** One look holds so long, ms real time: however often somebody asks, one small row is written. */
const FRESH = 5_000;
/** Silence for so long is no answer, ms. */
const PATIENCE = 4_000;
const name = 'health';

/** Looks whether all is well; gives the names of those that do not answer. */
export function healthOf(
  store: Pick<Store, 'work'>,
  adapters: readonly Adapter[],
  wall: () => number,
): () => Promise<readonly string[]> {
  let last: { at: number; ailing: Promise<readonly string[]> } | undefined;

  async function look(): Promise<readonly string[]> {
    const checks = [
      { of: 'database', ask: () => keeps(store, wall()) },
      ...adapters.map((adapter) => ({
        of: adapter.door as string,
        ask: async () => (await adapter.check()).length === 0,
      })),
    ];
    const answers = await Promise.all(checks.map(({ ask }) => inTime(ask)));
    return checks.filter((_check, i) => !answers[i]).map(({ of }) => of);
  }

  return () => {
    const at = wall();
    if (!last || Math.abs(at - last.at) >= FRESH) last = { at, ailing: look() };
    return last.ailing;
  };
}

/** A database that can be read but keeps nothing (a full disk) is of no use. */
async function keeps(store: Pick<Store, 'work'>, at: number): Promise<boolean> {
  await store.work(({ db }) =>
    db
      .insertInto('meta')
      .values({ name, value: String(at) })
      .onConflict((c) => c.column('name').doUpdateSet({ value: String(at) }))
      .execute(),
  );
  return true;
}

async function inTime(ask: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  try {
    return await Promise.race([ask().catch(() => false), silence]);
  } finally {
    clearTimeout(timer);
  }
}
