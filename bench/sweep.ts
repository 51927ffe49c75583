import { join } from 'node:path';
import { type Bench, timed } from './bench.ts';
import { folder, type Hand, houseOver, MONDAY, open } from './house.ts';
import { addMember } from './people.ts';

export const sweep: Bench = {
  name: 'sweep',
  what: 'x',
  async run() {
    const hand: Hand = { now: MONDAY - 86_400_000 };
    const store = await open(join(folder(), 'rungs.db'), hand);
    for (let i = 0; i < 1000; i++) {
      const own = await addMember(store, { door: 'web', tenant: 'local', user: `u${i}` }, 8);
      await store.work(({ db }) => db.updateTable('members').set({ next_due_at: MONDAY }).where('id', '=', own.member).execute());
    }
    hand.now = MONDAY;
    const h = houseOver(store, hand);
    const ms = await timed(() => h.compose());
    console.log('compose only', ms);
    const ms2 = await timed(() => h.tick());
    console.log('courier', ms2, h.sent());
    await store.close();
    return [];
  },
};
