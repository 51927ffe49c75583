// Members who can come in nowhere any more, because we were taken out of every place that they used: erased in the end.

import { erase, ownOf } from '../store/members.ts';
import type { Store } from '../store/open.ts';
import { stranded } from '../store/ways.ts';

/** So long they are kept, ms by the program's clock: 30 days, in which whoever took us out may change their mind. */
const keptMs = 30 * 86_400_000;

/** Erase them, each in a unit of work of their own. Returns how many. */
export async function eraseStranded(store: Store): Promise<number> {
  let gone = 0;
  for (;;) {
    const members = await store.work((unit) => stranded(unit, unit.now - keptMs));
    if (members.length === 0) break;
    for (const member of members)
      await store.work(async (unit) => {
        const own = await ownOf(unit, store.vault, member);
        if (own) await erase(own, store.vault);
      });
    gone += members.length;
  }
  if (gone > 0) await store.settle();
  return gone;
}
