// RUNGS_CLOCK is for tests and the demo: refused on a database whose members joined by the real time.

import { StartFault } from '../store/faults.ts';
import type { Store } from '../store/open.ts';

const name = 'clock';

/** Throws StartFault when a moved clock meets real members, or the real clock a database of the moved one. */
export async function checkClock(store: Store, moved: boolean): Promise<void> {
  await store.work(async ({ db }) => {
    const row = await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirst();
    const joined = await db
      .selectFrom('members')
      .select('id')
      .where('joined_at', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    if (moved && joined && row?.value !== 'moved')
      throw new StartFault(
        'RUNGS_CLOCK is set, but people joined this database by the real time. Use a database of its own for a moved clock.',
      );
    const value = moved ? 'moved' : 'real';
    if (row?.value === 'moved' && joined) return;
    if (row) await db.updateTable('meta').set({ value }).where('name', '=', name).execute();
    else await db.insertInto('meta').values({ name, value }).execute();
  });
}
