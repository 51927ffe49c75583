// Writes that a sweep does thousands of times, with their text put together once: Kysely builds its own anew for each row.
// For the program's own rows; what a member can take back goes through own.ts.

import type { Own } from './own.ts';
import type { Database } from './schema.ts';
import { type Row, stocked } from './shelf.ts';
import type { Unit } from './transaction.ts';

type Table = keyof Database & string;

const texts = new Map<string, string>();
/** As many as there are (table, columns) in the program, with room; texts never grow past it. */
const textsKept = 500;

function text(
  unit: Unit,
  what: string,
  table: Table,
  columns: readonly string[],
  make: (mark: () => string) => string,
): string {
  const key = `${unit.dialect} ${what} ${table} ${columns.join()}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  let marks = 0;
  const made = make(() => {
    marks += 1;
    return unit.dialect === 'postgres' ? `$${marks}` : '?';
  });
  if (texts.size >= textsKept) texts.clear();
  texts.set(key, made);
  return made;
}

const quoted = (name: string) => `"${name}"`;

/**
 * Read by a text of our own, its places marked by `?` (none may stand in a string of it); on PostgreSQL `locking` follows
 * it. Text and locking come from the code, never from outside.
 */
export async function ask<R>(
  unit: Unit,
  sql: string,
  parameters: readonly unknown[],
  locking = '',
): Promise<readonly R[]> {
  const known = `${unit.dialect} ${locking} ${sql}`;
  let made = texts.get(known);
  if (made === undefined) {
    let marks = 0;
    const numbered = () => {
      marks += 1;
      return `$${marks}`;
    };
    made = unit.dialect === 'postgres' ? `${sql.replace(/\?/g, numbered)} ${locking}` : sql;
    texts.set(known, made);
  }
  return (await unit.run<R>(made, parameters)).rows;
}

/** Several rows of one table with the same columns, in one statement. Such rows are new: their ids were just made. */
export async function putAll<T extends Table>(
  unit: Unit,
  table: T,
  rows: readonly Database[T][],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const whole = rows as unknown as readonly Row[];
  const { member } = first as { readonly member?: string };
  const restock = stocked(unit, table, member, (stood) => [...stood, ...whole]);
  await write(
    unit,
    table,
    Object.keys(first),
    rows.flatMap((row) => Object.values(row)),
  );
  restock();
}

/** Values of these columns, row after row, as new rows in one statement. What stands on the shelf is the caller's matter. */
export async function write(
  unit: Unit,
  table: Table,
  columns: readonly string[],
  values: readonly unknown[],
): Promise<void> {
  const rows = values.length / columns.length;
  const sql = text(unit, `put ${rows}`, table, columns, (mark) => {
    const told = Array.from({ length: rows }, () => `(${columns.map(mark).join(', ')})`).join(', ');
    return `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values ${told}`;
  });
  await unit.run(sql, values);
}

/**
 * Insert a row. False when `once` names a unique column and its value is there already: then nothing is written.
 * Columns are names from the code, never from outside.
 */
export async function put<T extends Table>(
  unit: Unit,
  table: T,
  row: Database[T],
  once?: keyof Database[T] & string,
): Promise<boolean> {
  const columns = Object.keys(row);
  const sql = text(unit, `put ${once ?? ''}`, table, columns, (mark) => {
    const values = `(${columns.map(quoted).join(', ')}) values (${columns.map(mark).join(', ')})`;
    return `insert into ${quoted(table)} ${values}${once ? ` on conflict (${quoted(once)}) do nothing` : ''}`;
  });
  const member = (row as { readonly member?: string }).member;
  const restock = stocked(unit, table, member, (rows) => [...rows, row as unknown as Row]);
  const done = await unit.run(sql, Object.values(row));
  const isNew = done.numAffectedRows !== 0n;
  if (isNew) restock();
  return isNew;
}

/** Change columns of the rows where these columns have these values (null never matches). Gives how many. */
export async function alter<T extends Table>(
  unit: Unit,
  table: T,
  where: Partial<Database[T]>,
  patch: Partial<Database[T]>,
): Promise<number> {
  const columns = Object.keys(patch);
  const keys = Object.keys(where);
  const sql = text(unit, `alter ${keys.join()} `, table, columns, (mark) => {
    const set = columns.map((column) => `${quoted(column)} = ${mark()}`).join(', ');
    return `update ${quoted(table)} set ${set} where ${keys.map((key) => `${quoted(key)} = ${mark()}`).join(' and ')}`;
  });
  const values = [...Object.values(patch), ...Object.values(where)];
  return Number((await unit.run(sql, values)).numAffectedRows ?? 0n);
}

/** Tables of which a member's single rows are noted. */
type Noted = 'members' | 'activities' | 'cards' | 'contacts' | 'picks' | 'touches';

/** Change columns of one row of the member (of `members`: their own row). Not journalled; undefined is left as it is. */
export const note = <T extends Noted>(
  own: Own,
  table: T,
  id: string,
  patch: Partial<Database[T]>,
): Promise<void> => noteEach(own, table, new Map([[id, patch]]));

/** The same for many rows, by their ids. */
export async function noteEach<T extends Noted>(
  own: Own,
  table: T,
  patches: ReadonlyMap<string, Partial<Database[T]>>,
): Promise<void> {
  const sets = new Map<unknown, Partial<Database[T]>>();
  for (const [id, patch] of patches) {
    const set = Object.entries(patch).filter(([, value]) => value !== undefined);
    if (set.length > 0) sets.set(id, Object.fromEntries(set) as Partial<Database[T]>);
  }
  if (sets.size === 0) return;
  const restock = stocked(own, table, own.member, (rows) =>
    rows.map((row) => (sets.has(row.id) ? { ...row, ...sets.get(row.id) } : row)),
  );
  for (const [id, set] of sets) {
    const whose = table === 'members' ? { id: id === own.member ? id : '' } : { id, member: own.member };
    await alter(own, table, whose as Partial<Database[T]>, set);
  }
  restock();
}
