// Many rows of one member in one statement, told to the database as one text: ten thousand single statements would hold up
// everybody for a second. Journals nothing; that is own.ts.

import { breathing } from './breath.ts';
import type { Own, OwnTable } from './own.ts';
import { isOneOf, listFor } from './shelf.ts';

/** Rows of which one text is made. */
const inOneText = 1_000;

const quoted = (name: string) => `"${name}"`;

async function inTexts<R>(all: readonly R[], run: (some: readonly R[]) => Promise<unknown>): Promise<void> {
  const others = breathing();
  for (let at = 0; at < all.length; at += inOneText) {
    await run(all.slice(at, at + inOneText));
    await others.breathe();
  }
}

/** Delete the member's rows of these ids. */
export function deleteAll(own: Own, table: OwnTable, ids: readonly string[]): Promise<void> {
  const member = own.dialect === 'postgres' ? '$2' : '?';
  const sql = `delete from ${quoted(table)} where "id" ${isOneOf(own.dialect)} and "member" = ${member}`;
  return inTexts(ids, (some) => own.run(sql, [listFor(own.dialect, some), own.member]));
}

/** Set these columns of the member's rows, each found by its `id`. Columns are names from the code, never from outside. */
export function updateAll(
  own: Own,
  table: OwnTable,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const [from, value] =
    own.dialect === 'postgres'
      ? [
          `jsonb_populate_recordset(null::${quoted(table)}, $1::jsonb) as given`,
          (name: string) => `given.${quoted(name)}`,
        ]
      : ['json_each(?) as given', (name: string) => `(given.value ->> '$.${name}')`];
  const member = own.dialect === 'postgres' ? '$2' : '?';
  const sql =
    `update ${quoted(table)} set ${columns.map((name) => `${quoted(name)} = ${value(name)}`).join(', ')} ` +
    `from ${from} where ${quoted(table)}."id" = ${value('id')} and ${quoted(table)}."member" = ${member}`;
  return inTexts(rows, (some) => own.run(sql, [JSON.stringify(some), own.member]));
}
