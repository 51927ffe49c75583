// A look at a database from outside, for doctor: beside a running program, without its seat, and nothing written.

import { existsSync, statSync } from 'node:fs';
import { openPool, type Pool } from './dialects/postgres.ts';
import { downReason, openFile, type SqliteFile } from './dialects/sqlite.ts';
import type { Log } from './faults.ts';
import { fileFault, lookAt } from './file.ts';
import { type Migration, pendingOf } from './migrate.ts';
import { lookAtServer, serverFault } from './server.ts';

/** The operator's key as it was remembered with the database: opens only with the right one. */
export interface KeyMark {
  readonly id: string;
  readonly check_sealed: string;
}

/** What was seen. */
export interface Seen {
  /** Not made yet: the first start makes it. */
  readonly isNew: boolean;
  /** Steps of the schema that the next start does. */
  readonly pending: number;
  readonly members: number;
  readonly bytes: number;
  readonly keys: readonly KeyMark[];
  /** Whether a Rungs runs on it just now. */
  readonly inUse: boolean;
}

const nothing: Seen = { isNew: true, pending: 0, members: 0, bytes: 0, keys: [], inUse: false };

/** Look at the SQLite file at `path`. Throws StartFault: one line. */
export async function inspectFile(path: string, migrations: readonly Migration[]): Promise<Seen> {
  if (!existsSync(path)) return nothing;
  try {
    const { applied, empty } = await lookAt(path, true);
    const pending = pendingOf(migrations, applied).length;
    const inUse = isSeatTaken(`${path}.lock`);
    if (empty) return { ...nothing, inUse };
    const file = openFile(path, { readonly: true });
    try {
      return { isNew: false, pending, inUse, bytes: statSync(path).size, ...tellingRows(file) };
    } finally {
      file.close();
    }
  } catch (error) {
    throw fileFault(error, path);
  }
}

function tellingRows(file: SqliteFile): Pick<Seen, 'members' | 'keys'> {
  return {
    members: file.prepare('select count(*) from members').pluck().get() as number,
    keys: file.prepare('select id, check_sealed from keys').all() as KeyMark[],
  };
}

/** Reading the lock's file is enough to tell: whoever has the seat lets nobody in. */
function isSeatTaken(path: string): boolean {
  if (!existsSync(path)) return false;
  const lock = openFile(path, { readonly: true });
  try {
    lock.prepare('select count(*) from sqlite_master').get();
    return false;
  } catch (error) {
    if (downReason(error) === 'busy') return true;
    throw error;
  } finally {
    lock.close();
  }
}

/** Look at the PostgreSQL database at `url`. Throws StartFault: one line, without the address. */
export async function inspectServer(url: string, migrations: readonly Migration[], log: Log): Promise<Seen> {
  let pool: Pool | undefined;
  try {
    pool = openPool(url, log);
    const { applied, hasSeat } = await lookAtServer(pool);
    const pending = pendingOf(migrations, applied).length;
    const size = await pool.query('select pg_database_size(current_database()) as n');
    const bytes = Number(size.rows[0]?.n ?? 0);
    if (applied.length === 0) return { ...nothing, bytes };
    const count = await pool.query('select count(*) as n from members');
    const keys = await pool.query('select id, check_sealed from keys');
    const seat = hasSeat
      ? await pool.query(
          'select 1 from seat where until > (extract(epoch from clock_timestamp()) * 1000)::bigint',
        )
      : { rowCount: 0 };
    return {
      isNew: false,
      pending,
      bytes,
      members: Number(count.rows[0]?.n ?? 0),
      keys: keys.rows as KeyMark[],
      inUse: (seat.rowCount ?? 0) > 0,
    };
  } catch (error) {
    throw serverFault(error);
  } finally {
    await pool?.end();
  }
}
