// SQLite through better-sqlite3: the only file that imports it. Opening, pragmas, and Kysely's driver with
// transactions that take the write lock at their start. What is stored, and when, is not known here.

import Sqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { breathe } from '../../time/breath.ts';
import { codeOf, type DownReason, pause, StoreDown } from '../faults.ts';
import type { Hooks } from '../transaction.ts';

/** An open SQLite file. */
export type SqliteFile = Sqlite.Database;

/** How long SQLite itself may wait for a lock, ms. It stops the whole program meanwhile, so short. */
const BLOCKING_WAIT = 50;
/** How long a statement is tried again while another program holds the file, ms. */
const BUSY_PATIENCE = 3_000;
const STATEMENTS_KEPT = 300;
/**
 * The log is written back into the file after so many pages (32 MB): a sweep's transaction is 4 MB of them, and after every 4 MB,
 * the default, each page would be written twice.
 */
const PAGES_LOGGED = 8_000;

/**
 * Whether a SQLite of this version may lose commits when a write-ahead log is reset: 3.7.0–3.51.2, but for the
 * repaired 3.44.6+ and 3.50.7+ (sqlite.org/wal.html, "The WAL-reset bug").
 */
export function mayLoseCommits(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major !== 3 || minor < 7) return false;
  if (minor === 44) return patch < 6;
  if (minor === 50) return patch < 7;
  if (minor === 51) return patch < 3;
  return minor < 51;
}

/** The version of the SQLite built into the driver, such as `3.53.2`. */
export function sqliteVersion(): string {
  const memory = new Sqlite(':memory:');
  try {
    return memory.prepare('select sqlite_version()').pluck().get() as string;
  } finally {
    memory.close();
  }
}

/** Open an existing file; throws better-sqlite3's errors. Read-only leaves its bytes as they are. */
export function openFile(path: string, how: { readonly readonly?: boolean } = {}): SqliteFile {
  return new Sqlite(path, { readonly: how.readonly ?? false, fileMustExist: true, timeout: BLOCKING_WAIT });
}

/** Set what holds for one connection; the log mode is written into the file. Throws better-sqlite3's errors. */
export function setPragmas(file: SqliteFile): void {
  file.pragma(`busy_timeout = ${BLOCKING_WAIT}`);
  file.pragma('journal_mode = WAL');
  // The driver's default, NORMAL, may forget the last commits at a power cut: a nudge would go out twice.
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  file.pragma(`wal_autocheckpoint = ${PAGES_LOGGED}`);
  file.pragma('secure_delete = ON');
  file.pragma('temp_store = MEMORY');
  file.pragma('cell_size_check = ON');
}

/** Why a driver's error means that the file cannot be used just now, or null. */
export function downReason(error: unknown): DownReason | null {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL') return 'full';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy';
  if (code.startsWith('SQLITE_READONLY')) return 'read-only';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'damaged';
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) return 'gone';
  return null;
}

const lines: Record<DownReason, string> = {
  busy: 'The database file is held by another program.',
  full: 'The disk (or the room allowed to the database) is full; nothing was kept of what was being written.',
  'read-only': 'The database file may only be read.',
  damaged: 'The database file is damaged; restore the newest good backup.',
  gone: 'The database file cannot be read or written.',
};

function told(error: unknown): unknown {
  const why = downReason(error);
  return why === null ? error : new StoreDown(why, lines[why], error);
}

class Connection implements DatabaseConnection {
  readonly file: SqliteFile;
  readonly #aboutToRun: Hooks['aboutToRun'];
  readonly #kept = new Map<string, Sqlite.Statement>();

  constructor(file: SqliteFile, aboutToRun: Hooks['aboutToRun']) {
    this.file = file;
    this.#aboutToRun = aboutToRun;
  }

  #statement(sql: string): Sqlite.Statement {
    const kept = this.#kept.get(sql);
    if (kept !== undefined) return kept;
    const made = this.file.prepare(sql);
    if (this.#kept.size >= STATEMENTS_KEPT) this.#kept.clear();
    this.#kept.set(sql, made);
    return made;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#aboutToRun(query.sql, query.parameters);
    const patience = performance.now() + BUSY_PATIENCE;
    for (let wait = 5; ; wait = Math.min(wait * 2, 50)) {
      try {
        const statement = this.#statement(query.sql);
        if (statement.reader) return { rows: statement.all(query.parameters) as R[] };
        const { changes, lastInsertRowid } = statement.run(query.parameters);
        return { numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid), rows: [] };
      } catch (error) {
        // A transaction takes the write lock at its start, so only what stands outside one has to wait.
        const again =
          downReason(error) === 'busy' && !this.file.inTransaction && performance.now() < patience;
        if (!again) throw told(error);
        await pause(wait);
      }
    }
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for the method; nothing here streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Nothing is streamed from SQLite');
  }
}

class OneConnection implements Driver {
  readonly #connection: Connection;
  readonly #guard: () => void;
  readonly #isAhead: () => boolean;
  readonly #ahead: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  #held = false;

  constructor(file: SqliteFile, { guard, aboutToRun, isAhead }: Hooks) {
    this.#connection = new Connection(file, aboutToRun);
    this.#guard = guard;
    this.#isAhead = isAhead;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    this.#guard();
    const queue = this.#isAhead() ? this.#ahead : this.#waiting;
    if (this.#held) await new Promise<void>((go) => queue.push(go));
    this.#held = true;
    return this.#connection;
  }

  /** Whoever waits is next; before those who are not ahead, the wire is looked at: what comes in now may be. */
  async releaseConnection(): Promise<void> {
    if (this.#ahead.length === 0 && this.#waiting.length > 0) await breathe();
    const next = this.#ahead.shift() ?? this.#waiting.shift();
    if (next) next();
    else this.#held = false;
  }

  async beginTransaction(connection: Connection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    // A full disk rolls back by itself; a second rollback would hide the first error.
    if (connection.file.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    this.#connection.file.close();
  }
}

/** Kysely's dialect over an open file. */
export function sqliteDialect(file: SqliteFile, hooks: Hooks): Dialect {
  return {
    createDriver: () => new OneConnection(file, hooks),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}
