// `today` for someone with ten thousand people, the card drawn anew each time, over reading the same rows and opening the same
// names by hand: right after a start, and later, when what was read and opened for the last ask still stands.

import { join } from 'node:path';
import { type Bench, inTurns, timed } from './bench.ts';
import { folder, type Hand, houseOver, MONDAY, open, openBare, say } from './house.ts';
import { addMember } from './people.ts';

const people = 10_000;
const who = { door: 'web', tenant: 'local', user: 'me' } as const;

export const today: Bench = {
  name: 'today',
  what: `today with ${people} sealed people, over reading and opening the same rows by hand`,
  async run() {
    const hand: Hand = { now: MONDAY };
    const path = join(folder(), 'rungs.db');
    let store = await open(path, hand);
    const { member, key } = await addMember(store, who, people);
    const file = openBare(path);
    const read = file.prepare('select * from contacts where member = ? order by created_at, id');
    const bare = () =>
      timed(() => {
        for (const row of read.all(member) as { id: string; name_sealed: string }[])
          key.open({ table: 'contacts', column: 'name_sealed', row: row.id }, row.name_sealed);
      });
    let { app } = houseOver(store, hand);
    const ours = () => {
      // A day on, so that there is a card to draw.
      hand.now += 86_400_000;
      return timed(() => say(app, hand, who, 'today'));
    };
    const first = await inTurns(async () => {
      await store.close();
      store = await open(path, hand);
      ({ app } = houseOver(store, hand));
      return ours();
    }, bare);
    const later = await inTurns(ours, bare);
    file.close();
    await store.close();
    return [
      { what: 'today, the first after a start', ...first, unit: 'ms', target: 2 },
      { what: 'today, once more', ...later, unit: 'ms', target: 2 },
    ];
  },
};
