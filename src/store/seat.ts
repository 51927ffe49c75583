// One program a database. SQLite: an exclusive lock on a small second file, which the kernel frees however the
// program ends. PostgreSQL: a lease by the database's own clock, renewed while the program lives.

import { closeSync, openSync } from 'node:fs';
import type { Pool } from './dialects/postgres.ts';
import { downReason, openFile } from './dialects/sqlite.ts';
import { codeOf, type Log, pause, StartFault, StoreDown } from './faults.ts';

/** The seat, while it is ours. */
export interface Seat {
  /** Resolves while the seat is surely ours; throws StoreDown when it is another's or cannot be asked. */
  readonly sure: () => Promise<void>;
  readonly leave: () => Promise<void>;
}

/** Lengths of the lease, ms. */
export interface Lease {
  readonly length: number;
  readonly renewal: number;
}

/** A dead program's database is free after `length`; a live one is known by its `renewal`. */
export const LEASE: Lease = { length: 12_000, renewal: 3_000 };

const TAKEN =
  'Another Rungs is running on this database; only one may. Stop it first, or give this one another DATABASE_URL.';

/** Take the seat of the SQLite file at `path` (its lock file stands beside it). Throws StartFault when it is taken. */
export function takeFileSeat(path: string): Seat {
  const beside = `${path}.lock`;
  try {
    // Only ever made, never opened and closed: closing would free locks that this process holds on it.
    closeSync(openSync(beside, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const lock = openFile(beside);
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (downReason(error) === 'busy') throw new StartFault(TAKEN);
    throw error;
  }
  return {
    sure: async () => undefined,
    leave: async () => void lock.close(),
  };
}

const CLOCK = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
const TAKE = `insert into seat (id, owner, until) values ('program', $1, ${CLOCK} + $2)
  on conflict (id) do update set owner = excluded.owner, until = excluded.until
  where seat.owner = excluded.owner or seat.until < ${CLOCK} returning owner`;

/**
 * Take the lease on a PostgreSQL database; waits for a program that died, refuses one that lives (StartFault).
 * `onLost` is called once when another program has it after all.
 */
export async function takeLease(
  pool: Pool,
  owner: string,
  lease: Lease,
  log: Log,
  onLost: () => void,
): Promise<Seat> {
  const take = async () => ((await pool.query(TAKE, [owner, lease.length])).rowCount ?? 0) > 0;
  const held = async (): Promise<unknown> =>
    (await pool.query("select until from seat where id = 'program'")).rows[0]?.until;
  if (!(await take())) {
    log.info('Another Rungs had this database a moment ago; looking whether it still runs.');
    const seen = await held();
    while (!(await take())) {
      const until = await held();
      if (until !== undefined && until !== seen) throw new StartFault(TAKEN);
      await pause(Math.min(250, lease.renewal / 4));
    }
  }
  let lost = false;
  let fresh = performance.now();
  const renew = async () => {
    if (lost) return;
    const asked = performance.now();
    if (await take()) {
      fresh = asked;
    } else {
      lost = true;
      clearInterval(timer);
      log.error('Another Rungs has taken over this database.');
      onLost();
    }
  };
  // That the server is away is told by whoever wants something of it.
  const timer = setInterval(() => void renew().catch(() => undefined), lease.renewal);
  timer.unref();
  return {
    async sure() {
      // After a long sleep the timer comes too late: ask before anything is written.
      if (!lost && performance.now() - fresh > lease.length - lease.renewal) {
        await renew().catch((error) => {
          throw new StoreDown('gone', 'PostgreSQL does not answer.', error);
        });
      }
      if (lost) throw new StoreDown('gone', 'Another Rungs has taken over this database.');
    },
    async leave() {
      clearInterval(timer);
      await pool
        .query("delete from seat where id = 'program' and owner = $1", [owner])
        .catch(() => undefined);
    },
  };
}
