// Opening the store: whatever is wrong is said in one plain line (StartFault) before anything is changed. Afterwards
// the same Store over SQLite and PostgreSQL alike.

import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Kysely, sql } from 'kysely';
import { backupsOf } from './copies.ts';
import { keepCopy } from './copy.ts';
import { openPool, type Pool, postgresDialect } from './dialects/postgres.ts';
import { mayLoseCommits, openFile, setPragmas, sqliteDialect, sqliteVersion } from './dialects/sqlite.ts';
import { type Log, StartFault, StoreDown } from './faults.ts';
import { fileFault, lookAt, makeFile, patiently } from './file.ts';
import { checkKey, findKey, type KeySettings } from './keys.ts';
import { type LastingRows, lastingRows } from './lasting.ts';
import { type Migration, migrate, pendingOf } from './migrate.ts';
import type { Database } from './schema.ts';
import type { Vault } from './seal.ts';
import { LEASE, type Lease, type Seat, takeFileSeat, takeLease } from './seat.ts';
import { lookAtServer, serverFault } from './server.ts';
import {
  aboutToRun,
  type DialectName,
  goingAhead,
  inTransaction,
  isAhead,
  outsideOnly,
  type Unit,
} from './transaction.ts';

/** What opening needs to know; main hands it in. */
export interface StoreSettings {
  /** `file:PATH` (from the working folder) or `postgres://…`. */
  readonly url: string;
  readonly migrations: readonly Migration[];
  readonly key: KeySettings;
  /** The program's now, epoch ms. */
  readonly now: () => number;
  readonly log: Log;
  /** Copies made before migrating; without it the folder `backups` beside the file. */
  readonly backupsFolder?: string | undefined;
  /** Called once when another program has taken the database over: stop. */
  readonly onLost?: (() => void) | undefined;
  /** Lengths of PostgreSQL's lease; tests shorten them. */
  readonly lease?: Lease | undefined;
}

/** The open store. */
export interface Store {
  /** For single statements outside a unit of work; inside one it throws. */
  readonly db: Kysely<Database>;
  readonly dialect: DialectName;
  readonly vault: Vault;
  /**
   * Everything in `fn` is kept, or nothing. `fn` uses only what it is handed and may run again on PostgreSQL. Throws
   * what `fn` throws; StoreDown when the database does not answer. `ahead`: before all that waits for SQLite's one connection; for
   * what is short, and acknowledged once it is kept.
   */
  work<T>(fn: (unit: Unit) => Promise<T>, how?: { readonly ahead: boolean }): Promise<T>;
  /** Bytes that the database takes. */
  size(): Promise<number>;
  /** After an erasure: leave no old bytes in the log file. */
  settle(): Promise<void>;
  /** Finish what runs, tidy the file, leave the seat. */
  close(): Promise<void>;
}

interface Opened {
  readonly db: Kysely<Database>;
  readonly dialect: DialectName;
  readonly seat: Seat;
  readonly lasting: LastingRows;
}

/** Open, check and migrate the database and find its key. Throws StartFault: one line that says what to do. */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const { url } = settings;
  if (url.startsWith('file:')) return finish(settings, await openOnFile(settings, resolve(url.slice(5))));
  if (/^postgres(ql)?:\/\//.test(url)) return finish(settings, await openOnServer(settings));
  throw new StartFault('DATABASE_URL must be file:PATH or postgres://USER:PASSWORD@HOST/DATABASE.');
}

async function openOnFile(settings: StoreSettings, path: string): Promise<Opened> {
  const version = sqliteVersion();
  if (mayLoseCommits(version)) {
    throw new StartFault(
      `SQLite ${version} may lose what was saved; install better-sqlite3 with 3.51.3 or newer.`,
    );
  }
  let seat: Seat | undefined;
  try {
    makeFile(path);
    seat = takeFileSeat(path);
    const looked = await lookAt(path);
    const pending = pendingOf(settings.migrations, looked.applied);
    const file = openFile(path);
    try {
      // Only a write shows a file that may but be read; rolled back, it changes nothing.
      await patiently(() => file.exec('begin immediate; create table probe (a); rollback'));
      await patiently(() => setPragmas(file));
      const to = pending.at(-1)?.name;
      const from = [...looked.applied].sort().at(-1);
      if (from !== undefined && to !== undefined) {
        const folder = settings.backupsFolder ?? backupsOf(path);
        const copy = await patiently(() => keepCopy(file, folder, { from, to }, settings.now()));
        settings.log.info(`Kept a copy of the database in ${copy} before bringing it to ${to}.`);
      }
      const lasting = lastingRows();
      const hooks = { guard: outsideOnly, aboutToRun: aboutToRun(lasting), isAhead };
      const db = new Kysely<Database>({ dialect: sqliteDialect(file, hooks) });
      file.pragma('foreign_keys = OFF');
      await migrate(db as Kysely<unknown>, 'sqlite', settings.migrations, settings.now());
      file.pragma('foreign_keys = ON');
      return { db, dialect: 'sqlite', seat, lasting };
    } catch (error) {
      file.close();
      throw error;
    }
  } catch (error) {
    await seat?.leave();
    const cause = error instanceof StoreDown ? error.cause : error;
    throw fileFault(cause, path);
  }
}

async function openOnServer(settings: StoreSettings): Promise<Opened> {
  let pool: Pool | undefined;
  let seat: Seat | undefined;
  try {
    pool = openPool(settings.url, settings.log);
    const owner = randomBytes(12).toString('base64url');
    const sit = (on: Pool) =>
      takeLease(on, owner, settings.lease ?? LEASE, settings.log, settings.onLost ?? (() => undefined));
    const looked = await lookAtServer(pool);
    pendingOf(settings.migrations, looked.applied);
    // The seat's table comes with the first migration; where it stands already, nothing is changed without the seat.
    if (looked.hasSeat) seat = await sit(pool);
    const lasting = lastingRows();
    const hooks = { guard: outsideOnly, aboutToRun: aboutToRun(lasting), isAhead };
    const db = new Kysely<Database>({ dialect: postgresDialect(pool, hooks) });
    await migrate(db as Kysely<unknown>, 'postgres', settings.migrations, settings.now());
    seat ??= await sit(pool);
    return { db, dialect: 'postgres', seat, lasting };
  } catch (error) {
    await seat?.leave();
    await pool?.end();
    throw serverFault(error);
  }
}

async function finish(settings: StoreSettings, opened: Opened): Promise<Store> {
  const { db, dialect, seat, lasting } = opened;
  const close = async () => {
    // Waits for its turn on SQLite, so what runs is finished first.
    if (dialect === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => undefined);
    if (dialect === 'postgres') await seat.leave();
    await db.destroy();
    if (dialect === 'sqlite') await seat.leave();
  };
  let vault: Vault;
  try {
    const hasMembers = (await db.selectFrom('members').select('id').limit(1).execute()).length > 0;
    const key = findKey(settings.key, dialect === 'sqlite' && !hasMembers, settings.log);
    vault = await checkKey(db, key, hasMembers, settings.now());
  } catch (error) {
    await close();
    throw error;
  }
  return {
    db,
    dialect,
    vault,
    async work(fn, { ahead } = { ahead: false }) {
      outsideOnly();
      await seat.sure();
      const begin = () => inTransaction(db, dialect, lasting, settings.now(), fn);
      return ahead ? goingAhead(begin) : begin();
    },
    async size() {
      const asked =
        dialect === 'sqlite'
          ? sql<{
              n: number;
            }>`select page_count * page_size as n from pragma_page_count(), pragma_page_size()`
          : sql<{ n: number }>`select pg_database_size(current_database()) as n`;
      return Number((await asked.execute(db)).rows[0]?.n ?? 0);
    },
    async settle() {
      if (dialect === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    close,
  };
}
