// The handle bound to one member, and the writes that can be taken back. What goes through here touches that
// member's rows alone, and leaves in the journal what stood before. Reading is each room's own (rows.ts).

import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { breathing } from './breath.ts';
import { deleteAll, updateAll } from './many.ts';
import { write } from './quick.ts';
import type { Database } from './schema.ts';
import type { MemberKey } from './seal.ts';
import { rowsOf, type Shelved, stocked, stockedNew } from './shelf.ts';
import type { Unit } from './transaction.ts';

export type { Unit } from './transaction.ts';

/** Tables of rows that belong to a member and can be taken back. */
export type OwnTable =
  | 'days_off'
  | 'activities'
  | 'contacts'
  | 'ratings'
  | 'touches'
  | 'marks'
  | 'holds'
  | 'cards'
  | 'picks'
  | 'meetings'
  | 'follow_ups'
  | 'links';

/** One step of the journal: what to put back. `before`: null, the columns changed, or the whole row. */
export interface Change {
  readonly table: OwnTable | 'members';
  readonly id: string;
  readonly op: 'insert' | 'change' | 'remove';
  readonly before: Readonly<Record<string, unknown>> | null;
}

/** A unit of work of its own for this member, short. Throws when there is no such member any more. */
export type Within = <T>(work: (own: Own) => Promise<T>) => Promise<T>;

/**
 * What takes long and writes nothing that anybody sees: made before the unit of work, which begins anew with it, so best asked for
 * before anything is written. `what` names it within one ask; made once, and again when `stands` says that it no longer holds.
 */
export type Apart = <M>(
  what: string,
  make: (within: Within) => Promise<M>,
  stands?: (made: M) => Promise<boolean>,
) => Promise<M>;

/** A unit of work for one member. */
export interface Own extends Unit {
  readonly member: string;
  readonly key: MemberKey;
  /** What was written so far, oldest first; the writes below add to it. */
  readonly journal: Change[];
  /** There where the unit of work can begin anew: in an ask, and where something is read for a member. */
  readonly apart?: Apart;
}

type NullKeys<R> = { [K in keyof R]: null extends R[K] ? K : never }[keyof R];
type Loose<R, K extends PropertyKey> = Omit<R, K> & Partial<Pick<R, K & keyof R>>;

/** A row to insert: the member is added, an id is made when none is given, what may be null may be left out. */
export type NewRow<T extends OwnTable> = Loose<Omit<Database[T], 'member'>, 'id' | NullKeys<Database[T]>>;
/** Columns to change. */
export type Patch<T extends OwnTable | 'members'> = Partial<
  Omit<Database[T], 'id' | 'member' | 'key_sealed' | 'key_id' | 'next_seq'>
>;

type AnyRow = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: Kysely's types do not follow a table that is a type parameter.
type AnyTables = Kysely<any>;

const BATCH = 200;

function tables(own: Own): AnyTables {
  return own.db as unknown as AnyTables;
}

function idColumns(own: Own, table: OwnTable | 'members', id: string): AnyRow {
  return table === 'members' ? { id: id === own.member ? id : '' } : { id, member: own.member };
}

function where(columns: AnyRow) {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  return (eb: any) => eb.and(columns);
}

/** A new random id: 12 bytes, 16 characters, base64url. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}

/** Insert a row of this member; returns its id. */
export async function insert<T extends OwnTable>(own: Own, table: T, row: NewRow<T>): Promise<string> {
  const ids = await bulkInsert(own, table, [row]);
  return ids[0]!;
}

/** Insert many rows of one table; a column that is left out is null. Returns their ids in order. */
export async function bulkInsert<T extends OwnTable>(
  own: Own,
  table: T,
  rows: readonly NewRow<T>[],
): Promise<readonly string[]> {
  return insertReady(own, await readyRows(own, table, rows));
}

/** New rows of one member, put in order for the database. */
export interface ReadyRows {
  readonly table: OwnTable;
  readonly ids: readonly string[];
  readonly rows: readonly AnyRow[];
  readonly columns: readonly string[];
  /** Their values in the order of the columns, of 200 rows each. */
  readonly values: readonly (readonly unknown[])[];
}

/** Put new rows in order; nothing is written. Of ten thousand that is half of the work, and may be done beforehand. */
export async function readyRows<T extends OwnTable>(
  { member }: Pick<Own, 'member'>,
  table: T,
  rows: readonly NewRow<T>[],
): Promise<ReadyRows> {
  const others = breathing();
  const whole: AnyRow[] = [];
  const told = new Set<string>();
  for (const given of rows) {
    const row: AnyRow = { ...given, id: (given as { id?: string }).id ?? newId(), member };
    for (const column in row) if (row[column] !== null && row[column] !== undefined) told.add(column);
    whole.push(row);
    if (whole.length % BATCH === 0) await others.breathe();
  }
  const columns = [...told];
  const values: unknown[][] = [];
  for (let at = 0; at < whole.length; at += BATCH) {
    values.push(whole.slice(at, at + BATCH).flatMap((row) => columns.map((column) => row[column] ?? null)));
    await others.breathe();
  }
  return { table, ids: whole.map((row) => row.id as string), rows: whole, columns, values };
}

/** Insert rows that were put in order, 200 a statement. Returns their ids in order. */
export async function insertReady(own: Own, ready: ReadyRows): Promise<readonly string[]> {
  const { table, ids, rows, columns, values } = ready;
  const restock = stockedNew(own, table, own.member, rows);
  const others = breathing();
  for (const some of values) {
    await write(own, table, columns, some);
    await others.breathe();
  }
  restock();
  for (const id of ids) own.journal.push({ table, id, op: 'insert', before: null });
  return ids;
}

/** Change columns of one row of this member (of `members`: the member's own row). False: no such row of theirs. */
export async function change<T extends OwnTable | 'members'>(
  own: Own,
  table: T,
  id: string,
  patch: Patch<T>,
): Promise<boolean> {
  const wanted = Object.entries(patch).filter(([, value]) => value !== undefined);
  const columns = wanted.length === 0 ? ['id'] : wanted.map(([column]) => column);
  const found = where(idColumns(own, table, id));
  const anyTable: string = table;
  const row = await tables(own).selectFrom(anyTable).select(columns).where(found).executeTakeFirst();
  if (row === undefined) return false;
  const differing = wanted.filter(([column, value]) => row[column] !== value);
  if (differing.length === 0) return true;
  const set = Object.fromEntries(differing);
  const restock = stocked(own, table, own.member, (rows) =>
    rows.map((one) => (one.id === id ? { ...one, ...set } : one)),
  );
  await tables(own).updateTable(anyTable).set(set).where(found).execute();
  restock();
  const before = Object.fromEntries(differing.map(([column]) => [column, row[column]]));
  own.journal.push({ table, id, op: 'change', before });
  return true;
}

/** Change the same columns of many rows of this member, in few statements. Rows that are not there are passed over; gives how many are. */
export async function changeAll<T extends OwnTable & Shelved>(
  own: Own,
  table: T,
  patches: ReadonlyMap<string, Patch<T>>,
): Promise<number> {
  const alike = new Map<string, AnyRow[]>();
  const steps: Change[] = [];
  if (patches.size === 0) return 0;
  let found = 0;
  for (const row of (await rowsOf(own, table)) as readonly AnyRow[]) {
    const patch: AnyRow | undefined = patches.get(row.id as string);
    if (patch === undefined) continue;
    found += 1;
    const columns = Object.keys(patch).filter(
      (name) => patch[name] !== undefined && patch[name] !== row[name],
    );
    if (columns.length === 0) continue;
    const of = (values: AnyRow) => Object.fromEntries(columns.map((name) => [name, values[name]]));
    const set = alike.get(columns.join()) ?? [];
    set.push({ ...of(patch), id: row.id });
    alike.set(columns.join(), set);
    steps.push({ table, id: row.id as string, op: 'change', before: of(row) });
  }
  for (const [columns, rows] of alike) await updateAll(own, table, columns.split(','), rows);
  own.journal.push(...steps);
  return found;
}

/** Remove one row of this member. False: no such row of theirs. */
export async function remove(own: Own, table: OwnTable, id: string): Promise<boolean> {
  const found = where(idColumns(own, table, id));
  const row = await tables(own).selectFrom(table).selectAll().where(found).executeTakeFirst();
  if (row === undefined) return false;
  const restock = stocked(own, table, own.member, (rows) => rows.filter((one) => one.id !== id));
  await tables(own).deleteFrom(table).where(found).execute();
  restock();
  own.journal.push({ table, id, op: 'remove', before: row });
  return true;
}

/**
 * Take back what a journal holds, newest first, for this member alone; nothing of it is journalled. Rows that have
 * gone since are passed over.
 */
export async function revert(own: Own, journal: readonly Change[]): Promise<void> {
  const newestFirst = [...journal].reverse();
  for (let at = 0; at < newestFirst.length; ) {
    const run = runFrom(newestFirst, at);
    await revertRun(own, run);
    at += run.length;
  }
}

const columnsOf = ({ before }: Change) => Object.keys(before ?? {}).join();

/** Steps from there on that go together: an import may have made thousands. Of one row there is one at most. */
function runFrom(steps: readonly Change[], from: number): readonly Change[] {
  const first = steps[from]!;
  const ids = new Set([first.id]);
  let end = from + 1;
  for (; first.op !== 'remove' && first.table !== 'members' && end < steps.length; end += 1) {
    const next = steps[end]!;
    const fits = next.op === first.op && next.table === first.table && columnsOf(next) === columnsOf(first);
    if (!fits || ids.has(next.id)) break;
    ids.add(next.id);
  }
  return steps.slice(from, end);
}

async function revertRun(own: Own, run: readonly Change[]): Promise<void> {
  const { table, id, op, before } = run[0]!;
  if (op === 'remove')
    await tables(own)
      .insertInto(table)
      .values({ ...before, id, member: own.member })
      .execute();
  else if (table === 'members')
    await tables(own)
      .updateTable(table)
      .set(before!)
      .where(where(idColumns(own, table, id)))
      .execute();
  else if (op === 'insert')
    await deleteAll(
      own,
      table,
      run.map((step) => step.id),
    );
  else
    await updateAll(
      own,
      table,
      Object.keys(before!),
      run.map((step) => ({ ...step.before, id: step.id })),
    );
}

/** The next number in this member's order of logging: 1, 2, 3 … Never goes back, not by `revert` either. */
export async function nextSeq(own: Own): Promise<number> {
  const row = await own.db
    .updateTable('members')
    .set((eb) => ({ next_seq: eb('next_seq', '+', 1) }))
    .where('id', '=', own.member)
    .returning('next_seq')
    .executeTakeFirstOrThrow();
  return row.next_seq - 1;
}
