// PostgreSQL through pg: the only file that imports it. The pool, numbers as numbers, and lost connections told
// apart from wrong statements. What is stored, and when, is not known here.

import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { codeOf, type Log, StoreDown } from '../faults.ts';
import type { Hooks } from '../transaction.ts';

/** An open pool of connections. */
export type Pool = pg.Pool;

const INT8 = 20;
const NUMERIC = 1700;

/** A pool for that address; throws what pg throws on an address that it cannot read. Connects at first use. */
export function openPool(url: string, log: Log): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'rungs',
    max: 6,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    types: {
      // Instants and counts are far below 2^53; a count must not come as text.
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === INT8 || oid === NUMERIC
          ? Number
          : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // Without a listener an idle connection that breaks would end the program. They break together: once told is enough.
  let told = false;
  pool.on('error', () => {
    if (!told) log.warn('A connection to PostgreSQL broke.');
    told = true;
  });
  pool.on('connect', () => {
    told = false;
  });
  // One that breaks in use between two statements has no listener of the pool's; the next statement tells.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Whether a driver's error says that the server cannot be reached or is going away. */
export function isGone(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|57P0|53)/.test(code)) return true;
  if (/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EPIPE|EHOST|ENET|ENOENT)/.test(code)) return true;
  const message = error instanceof Error ? error.message : '';
  return /^(Connection terminated|timeout exceeded when trying|Query read timeout|Client has encountered)/.test(
    message,
  );
}

/** Whether the server asks to try the same transaction again: serialization failure, deadlock. */
export function asksAgain(error: unknown): boolean {
  return codeOf(error) === '40001' || codeOf(error) === '40P01';
}

function told(error: unknown): unknown {
  if (isGone(error)) return new StoreDown('gone', 'PostgreSQL does not answer.', error);
  if (codeOf(error) === '25006') return new StoreDown('read-only', 'PostgreSQL may only be read.', error);
  return error;
}

type Query = (sql: string, parameters: readonly unknown[]) => Promise<unknown>;

/** Kysely's dialect over the pool. */
export function postgresDialect(pool: Pool, { guard, aboutToRun }: Hooks): Dialect {
  return new PostgresDialect({
    pool: {
      async connect() {
        guard();
        const client = await pool.connect().catch((error) => {
          throw new StoreDown('gone', 'PostgreSQL does not answer.', error);
        });
        let broken = false;
        const query: Query = async (sql, parameters) => {
          aboutToRun(sql, parameters ?? []);
          // What is wrong already needs no rollback, and its error would hide the first.
          if (broken && sql === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] };
          try {
            return await client.query(sql, parameters as unknown[]);
          } catch (error) {
            broken ||= isGone(error);
            throw told(error);
          }
        };
        return { query, release: () => client.release(broken) } as unknown as PostgresPoolClient;
      },
      end: () => pool.end(),
    },
  });
}
