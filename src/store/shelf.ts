// Rows read in a unit of work, kept until something of theirs is written: an ask reads a table of the member's once,
// a sweep many members' rows of it in one statement. That nothing stale stands here is the drivers' doing: they tell every write.
// What is kept from one unit of work to the next: lasting.ts.

import { isLasting, type Rows, type Visit } from './lasting.ts';
import type { Own } from './own.ts';
import type { Database } from './schema.ts';
import type { Unit } from './transaction.ts';

/** Tables that are read whole for a member, and the order of their rows. */
const orders = {
  members: [],
  addresses: ['door', 'tenant', 'user'],
  days_off: ['first', 'id'],
  activities: ['id'],
  contacts: ['created_at', 'id'],
  ratings: ['seq'],
  touches: ['day', 'seq'],
  marks: ['seq'],
  holds: ['seq'],
  cards: ['day', 'id'],
  picks: ['place', 'id'],
  meetings: ['day', 'seq'],
  follow_ups: ['seq'],
  flows: ['name'],
} as const satisfies { readonly [T in keyof Database]?: readonly (keyof Database[T])[] };

/** A table that can be read whole for a member. */
export type Shelved = keyof typeof orders;
/** All of them. */
export const shelved = Object.keys(orders) as readonly Shelved[];

/** Any row. */
export type Row = Readonly<Record<string, unknown>>;

/** What one unit of work has read. */
export interface Shelf {
  readonly rows: Map<string, Map<string, Rows>>;
  /** Counts writes, so that what was read while one ran is not kept. */
  writes: number;
  /** Members of whom anything was read. */
  readonly members: Set<string>;
  readonly lasting: Visit;
  /** Many members' rows were read together: nobody is there to ask again. */
  swept: boolean;
}

export const emptyShelf = (lasting: Visit): Shelf => ({
  rows: new Map(),
  writes: 0,
  members: new Set(),
  lasting,
  swept: false,
});

/** The unit of work is over: what it read of whoever asked may last, also when it is given up to begin anew. */
export const putAway = (shelf: Shelf, committed: boolean): void =>
  shelf.lasting.end(committed, shelf.swept ? new Map() : shelf.rows);

/** What a statement may change: a table ('' when that cannot be told), of all members or of those it names. */
interface Writing {
  readonly table: string;
  readonly all: boolean;
}

const known = new Map<string, Writing | null>();
const statementsKnown = 1_000;

/** Null for a statement that only reads. */
function writingOf(sql: string): Writing | null {
  const told = known.get(sql);
  if (told !== undefined) return told;
  const table = /^\s*(?:insert into|update|delete from)\s+"?(\w+)"?/i.exec(sql)?.[1];
  const reads = /^\s*(?:select|begin|commit|rollback|start|set|pragma)\b/i.test(sql);
  // Rows hang on their member's row and go with it; a row that changes hands names whose it becomes, not whose it was.
  const isDelete = /^\s*delete\b/i.test(sql);
  const made = table
    ? {
        table: table === 'members' && isDelete ? '' : table,
        all: /\bset\b.*\bmember"?\s*=.*\bwhere\b/is.test(sql),
      }
    : reads
      ? null
      : { table: '', all: true };
  if (known.size >= statementsKnown) known.clear();
  known.set(sql, made);
  return made;
}

/** Characters of a member's id at most (`newId`): sealed texts are not looked up, of ten thousand people that takes as long as a commit. */
const ofAnId = 16;

/** Before a statement runs: what it may change goes from the shelf, of the members among its parameters alone when there are any. */
export function forget(shelf: Shelf, sql: string, parameters: readonly unknown[]): void {
  const writing = writingOf(sql);
  if (writing === null) return;
  shelf.writes += 1;
  const { table } = writing;
  if (table !== '' && !shelf.rows.has(table) && !isLasting(table)) return;
  const named = writing.all
    ? []
    : parameters.filter(
        (one): one is string => typeof one === 'string' && one.length <= ofAnId && shelf.members.has(one),
      );
  shelf.lasting.writing(table, named);
  if (table === '') shelf.rows.clear();
  for (const member of named) shelf.rows.get(table)?.delete(member);
  if (named.length === 0) shelf.rows.delete(table);
}

/** All rows of the member in that table, in the table's order. The same array until something of them is written. */
export async function rowsOf<T extends Shelved>(
  own: Unit & Pick<Own, 'member'>,
  table: T,
): Promise<readonly Readonly<Database[T]>[]> {
  own.shelf.members.add(own.member);
  const kept = own.shelf.rows.get(table)?.get(own.member) ?? lastingOf(own, table);
  if (kept) return kept as unknown as readonly Database[T][];
  const read = await readFor(own, table, [own.member]);
  return (read.get(own.member) ?? []) as unknown as readonly Database[T][];
}

/** What an earlier unit of work left of the member's; from here on it stands on this shelf too. */
function lastingOf({ shelf, member }: Unit & Pick<Own, 'member'>, table: Shelved): Rows | undefined {
  const rows = isLasting(table) ? shelf.lasting.find(table, member) : undefined;
  if (rows) place(shelf, table, member, rows);
  return rows;
}

function place(shelf: Shelf, table: string, member: string, rows: Rows): void {
  const kept = shelf.rows.get(table) ?? new Map<string, Rows>();
  shelf.rows.set(table, kept.set(member, rows));
}

/**
 * Before a write whose outcome is known to the column: gives what puts the member's rows, as they are after it, back on
 * the shelf once it is done (the write itself takes them away). Where none stood, none are put.
 */
export function stocked(
  unit: Unit,
  table: string,
  member: string | undefined,
  after: (rows: readonly Row[]) => readonly Row[],
): () => void {
  const rows = member === undefined ? undefined : unit.shelf.rows.get(table)?.get(member);
  if (!rows || member === undefined) return () => undefined;
  const order: readonly string[] = orders[table as Shelved];
  return () => {
    const stand = [...after(rows)].sort((a, b) => {
      const column = order.find((one) => a[one] !== b[one]);
      return column === undefined ? 0 : (a[column] as string) < (b[column] as string) ? -1 : 1;
    });
    place(unit.shelf, table, member, stand);
  };
}

/** The same for new rows: where these have every column that those on the shelf have. */
export function stockedNew(unit: Unit, table: string, member: string, rows: readonly Row[]): () => void {
  const [first] = unit.shelf.rows.get(table)?.get(member) ?? [];
  const columns = Object.keys(first ?? {});
  const whole = first && rows.every((row) => columns.every((column) => row[column] !== undefined));
  return whole ? stocked(unit, table, member, (stood) => [...stood, ...rows]) : () => undefined;
}

/** Read these tables for many members, a statement a table, so that `rowsOf` finds them. */
export async function shelve(
  unit: Unit,
  members: readonly string[],
  tables: readonly Shelved[],
): Promise<void> {
  if (members.length > 1) unit.shelf.swept = true;
  for (const table of tables) await readFor(unit, table, members);
}

/** A column is one of the list that is the statement's first parameter: the same text however many there are. */
export const isOneOf = (dialect: Unit['dialect']): string =>
  dialect === 'postgres' ? '= any($1)' : 'in (select value from json_each(?))';

/** That parameter. */
export const listFor = (dialect: Unit['dialect'], values: readonly string[]): unknown =>
  dialect === 'postgres' ? values : JSON.stringify(values);

/** Columns and tables are names from the code. */
function readText(dialect: Unit['dialect'], table: Shelved): string {
  const key = table === 'members' ? 'id' : 'member';
  const order = orders[table].map((column) => `"${column}"`).join(', ');
  // Members always in one order, so that two units never wait for each other.
  const tail = table === 'members' ? `"id"${dialect === 'postgres' ? ' for no key update' : ''}` : order;
  return `select * from "${table}" where "${key}" ${isOneOf(dialect)} order by ${tail}`;
}

/** Members' own rows are locked as they are read: until the unit of work ends no other has them. */
async function readFor(
  unit: Unit,
  table: Shelved,
  members: readonly string[],
): Promise<ReadonlyMap<string, Rows>> {
  const writes = unit.shelf.writes;
  for (const member of members) unit.shelf.members.add(member);
  const key = table === 'members' ? 'id' : 'member';
  const found = await unit.run<Record<string, unknown>>(readText(unit.dialect, table), [
    listFor(unit.dialect, members),
  ]);
  const read = new Map<string, Record<string, unknown>[]>(members.map((member) => [member, []]));
  for (const row of found.rows) read.get(row[key] as string)?.push(row);
  if (unit.shelf.writes !== writes) return read;
  for (const [member, rows] of read) place(unit.shelf, table, member, rows);
  return read;
}

/** What is made of rows is made once for as long as they stand. `make` sees nothing but the rows and the member's key. */
export function onceFor<R extends readonly object[], T>(
  make: (rows: R, own: Own) => T,
): (rows: R, own: Own) => T {
  const made = new WeakMap<R, T>();
  return (rows, own) => {
    const known = made.get(rows);
    if (known !== undefined) return known;
    const fresh = make(rows, own);
    made.set(rows, fresh);
    return fresh;
  };
}
