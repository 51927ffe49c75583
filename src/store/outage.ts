// A database that is away is told twice: when that shows, and when it answers again. What hangs on it tells nothing more.

import { type Log, StoreDown } from './faults.ts';
import type { Store } from './open.ts';

/** The same store, telling the log of each outage once. */
export function tellingOutages(store: Store, log: Log): Store {
  let away = false;
  return {
    ...store,
    async work(fn, how) {
      try {
        const done = await store.work(fn, how);
        if (away) log.info('The database answers again.');
        away = false;
        return done;
      } catch (error) {
        if (error instanceof StoreDown && !away) {
          away = true;
          log.warn(`${error.message} I go on trying; what comes meanwhile is told to ask again.`);
        }
        throw error;
      }
    },
  };
}
