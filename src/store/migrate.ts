// Bringing a database to the newest schema: each step in a transaction of its own, under our own lock, in a table
// of our own. The copy that is kept before is made in copy.ts.

import { type Kysely, sql } from 'kysely';
import { StartFault } from './faults.ts';
import type { DialectName } from './transaction.ts';

/** One step of the schema. Names ascend; a released step never changes. */
export interface Migration {
  readonly name: string;
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}

interface Applied {
  readonly migrations: { name: string; at: number };
}

/** PostgreSQL's advisory lock for migrating: any number that nobody else takes. */
const LOCK = 7_486_471_001;

/** The steps that are still to do. Throws StartFault when the database knows steps that we do not. */
export function pendingOf(all: readonly Migration[], applied: readonly string[]): readonly Migration[] {
  const known = new Set(all.map((step) => step.name));
  const unknown = applied.filter((name) => !known.has(name)).sort();
  if (unknown.length > 0) {
    throw new StartFault(
      `This database was made by a newer Rungs (it has ${unknown.at(-1)}, this one knows ${all.at(-1)?.name ?? 'nothing'}); it has not been touched. Start the newer one.`,
    );
  }
  const done = new Set(applied);
  const pending = all.filter((step) => !done.has(step.name));
  const last = [...applied].sort().at(-1) ?? '';
  const late = pending.find((step) => step.name < last);
  if (late !== undefined) throw new StartFault(`The migration ${late.name} would come after ${last}.`);
  return pending;
}

async function appliedOf(db: Kysely<Applied>): Promise<string[]> {
  const rows = await db.selectFrom('migrations').select('name').execute();
  return rows.map((row) => row.name);
}

/**
 * Do what is still to do; returns the names done now. Killed or broken at any point, the database stands before or
 * after a step, never between. Throws StartFault naming the step.
 */
export async function migrate(
  db: Kysely<unknown>,
  dialect: DialectName,
  all: readonly Migration[],
  now: number,
): Promise<string[]> {
  const ours = db as Kysely<Applied>;
  const done: string[] = [];
  for (;;) {
    let step: Migration | undefined;
    try {
      step = await ours.transaction().execute(async (transaction) => {
        if (dialect === 'postgres')
          await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(transaction);
        await transaction.schema
          .createTable('migrations')
          .ifNotExists()
          .addColumn('name', 'text', (c) => c.primaryKey().notNull())
          .addColumn('at', 'bigint', (c) => c.notNull())
          .execute();
        // Looked at again under the lock: another program may have been faster.
        step = pendingOf(all, await appliedOf(transaction))[0];
        if (step === undefined) return undefined;
        await step.up(transaction as unknown as Kysely<unknown>);
        if (dialect === 'sqlite') await checkReferences(transaction, step.name);
        await transaction.insertInto('migrations').values({ name: step.name, at: now }).execute();
        return step;
      });
    } catch (error) {
      if (error instanceof StartFault || step === undefined) throw error;
      throw new StartFault(
        `The database could not be brought to ${step.name}: ${oneLine(error)}. It stands as it was before that step.`,
        { cause: error },
      );
    }
    if (step === undefined) return done;
    done.push(step.name);
  }
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.replace(/\.$/, '');
}

/** Foreign keys are off while SQLite migrates (rebuilding a table would else delete what hangs on it). */
async function checkReferences(db: Kysely<Applied>, name: string): Promise<void> {
  const { rows } = await sql`pragma foreign_key_check`.execute(db);
  if (rows.length > 0) throw new Error(`${name} would leave ${rows.length} rows without what they belong to`);
}
