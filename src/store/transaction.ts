// The unit of work: everything in it is kept, or nothing. Inside it only the handle that it hands in may be used;
// the outer one would wait for itself for ever on SQLite, so it throws instead.

import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery, type Kysely, type QueryResult, type Transaction } from 'kysely';
import { asksAgain } from './dialects/postgres.ts';
import { pause } from './faults.ts';
import type { LastingRows } from './lasting.ts';
import type { Database } from './schema.ts';
import { emptyShelf, forget, putAway, type Shelf } from './shelf.ts';

/** Which database it is. */
export type DialectName = 'sqlite' | 'postgres';

/** What a unit of work is handed. `now` is the program's now when it began, epoch ms. */
export interface Unit {
  readonly db: Transaction<Database>;
  readonly dialect: DialectName;
  readonly now: number;
  /** What was read of members so far (shelf.ts). */
  readonly shelf: Shelf;
  /** Run a text of our own on the unit's connection at once: through `db` each costs a dozen promises more. */
  readonly run: <R>(sql: string, parameters: readonly unknown[]) => Promise<QueryResult<R>>;
}

/** What a driver calls: `guard` before a connection is handed out (it may throw), `aboutToRun` before each statement. */
export interface Hooks {
  readonly guard: () => void;
  readonly aboutToRun: (sql: string, parameters: readonly unknown[]) => void;
  /** Whether the unit of work that asks for a connection goes before all that waits for one. */
  readonly isAhead: () => boolean;
}

/** A text of our own as Kysely's connections take it; made once, since making it is not free. */
const ours = CompiledQuery.raw('');

const RETRIES = 5;

const inside = new AsyncLocalStorage<{ open: boolean; readonly shelf: Shelf }>();

const ahead = new AsyncLocalStorage<true>();

/** Whether a connection is asked for by a unit that goes ahead: not by what such a unit set going. */
export const isAhead: Hooks['isAhead'] = () => ahead.getStore() === true && inside.getStore() === undefined;

/** Begin a unit of work so that it goes ahead. */
export const goingAhead = <T>(begin: () => Promise<T>): Promise<T> => ahead.run(true, begin);

/** Throws inside a unit of work: called before any connection is handed out. */
export function outsideOnly(): void {
  if (inside.getStore()?.open) throw new Error('Inside a unit of work only its own handle may be used');
}

/** Told by the drivers before each statement: what it may change is read anew. */
export function aboutToRun(lasting: LastingRows): Hooks['aboutToRun'] {
  return (sql, parameters) => {
    const mark = inside.getStore();
    if (mark?.open) return forget(mark.shelf, sql, parameters);
    // A statement by itself: a unit of work of its own.
    const shelf = emptyShelf(lasting.begin());
    forget(shelf, sql, parameters);
    putAway(shelf, false);
  };
}

/**
 * Run `work` in one transaction, and again when PostgreSQL asks for it (so `work` may run more than once and should
 * change nothing outside the database). Throws what `work` throws, or StoreDown; then nothing is kept.
 */
export async function inTransaction<T>(
  db: Kysely<Database>,
  dialect: DialectName,
  lasting: LastingRows,
  now: number,
  work: (unit: Unit) => Promise<T>,
): Promise<T> {
  outsideOnly();
  for (let attempt = 1; ; attempt += 1) {
    let shelf: Shelf | undefined;
    try {
      const done = await db.transaction().execute(async (transaction) => {
        shelf = emptyShelf(lasting.begin());
        const mark = { open: true, shelf };
        const connection = await transaction.getExecutor().provideConnection(async (held) => held);
        const run: Unit['run'] = async (sql, parameters) => {
          if (!mark.open) throw new Error('The unit of work is over');
          return connection.executeQuery({ ...ours, sql, parameters });
        };
        return inside.run(mark, async () => {
          try {
            return await work({ db: transaction, dialect, now, shelf: mark.shelf, run });
          } finally {
            mark.open = false;
          }
        });
      });
      if (shelf) putAway(shelf, true);
      return done;
    } catch (error) {
      if (shelf) putAway(shelf, false);
      if (!asksAgain(error) || attempt > RETRIES) throw error;
      await pause(attempt * 15);
    }
  }
}
