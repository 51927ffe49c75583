// A copy a day while the program runs on a file: asked at each tick, made in a worker, old ones let go. What was
// erased is listed beside them first.

import type { Log } from '../log.ts';
import { backUp, type CopyUnderWay } from '../store/backup.ts';
import { ageOut, goodCopies } from '../store/copies.ts';
import { listErasures } from '../store/erased.ts';
import type { Store } from '../store/open.ts';
import type { FilePlace } from './place.ts';

const HOUR = 3_600_000;
/** One copy in so long, ms by the program's clock. */
const EVERY = 24 * HOUR;
/** After one that came to nothing, ms. */
const AGAIN = HOUR;

/** The copies of a running program. */
export interface Daily {
  /** Begin what is due; does not wait for it. Throws StoreDown when the database does not answer. */
  look(): Promise<void>;
  /** Nothing is under way when it resolves; what was erased is listed. */
  stop(): Promise<void>;
}

/** Daily copies of the file at `place`. `now` is the program's, epoch ms. */
export function dailyCopies(
  store: Pick<Store, 'db' | 'work'>,
  place: FilePlace,
  now: () => number,
  log: Log,
): Daily {
  let underWay: CopyUnderWay | undefined;
  let notBefore = Number.NEGATIVE_INFINITY;
  let stopping = false;

  const isDue = () => {
    const at = now();
    // One dated in the future, by a clock that was wrong, counts for nothing.
    const newest = goodCopies(place.backups).find((copy) => copy.at <= at)?.at;
    return at >= notBefore && (newest === undefined || at - newest >= EVERY);
  };

  async function make(): Promise<void> {
    const at = now();
    try {
      const copy = backUp(place.path, place.backups, at);
      underWay = copy;
      await copy.done;
      log.info(`Kept today's copy of the database in ${copy.path}.`);
    } catch (error) {
      notBefore = at + AGAIN;
      if (!stopping) log.warn(`Today's copy came to nothing, another try in an hour: ${lineOf(error)}`);
    } finally {
      underWay = undefined;
    }
    // Also when there is no new one: what was promised to go, goes.
    ageOut(place.backups, at);
  }

  return {
    async look() {
      await listErasures(store, place.backups);
      if (underWay !== undefined || !isDue()) return;
      const anyone = await store.db.selectFrom('members').select('id').limit(1).executeTakeFirst();
      if (anyone)
        void make().catch((error) => log.warn(`A copy past its time could not be deleted: ${lineOf(error)}`));
    },
    async stop() {
      stopping = true;
      await underWay?.stop();
      await listErasures(store, place.backups).catch(() => undefined);
    },
  };
}

/** Lines of ours and codes of the system: nothing a member wrote is in a copy's way. */
function lineOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
