// Rows that go from one member to another: sealed anew with the other's key, behind everything that the other logged.
// For link alone; whose rows may go to whom is decided there.

import type { Kysely } from 'kysely';
import type { Own } from './own.ts';

/** Sealed columns of every table whose rows can go to another member. */
const sealed = {
  contacts: ['name_sealed', 'label_sealed', 'org_sealed', 'email_sealed', 'url_sealed', 'notes_sealed'],
  activities: ['name_sealed'],
  ratings: [],
  touches: ['note_sealed'],
  marks: [],
  cards: [],
  picks: [],
  meetings: ['learned_sealed', 'gave_sealed', 'got_sealed', 'note_sealed'],
  follow_ups: ['text_sealed'],
  talk: ['body_sealed'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A table whose rows can go to another member. */
export type MovingTable = keyof typeof sealed;
export const movingTables = Object.keys(sealed) as readonly MovingTable[];

/** What moved, by table: the rows' ids. */
export type Moved = Readonly<Partial<Record<MovingTable, readonly string[]>>>;

type AnyRow = Readonly<Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: the table is a value here.
const tables = (own: Own) => own.db as unknown as Kysely<any>;

/** Which rows go: those of these ids, or all that this says yes to. */
export type Which = ReadonlySet<string> | ((row: AnyRow) => boolean);

/**
 * Give rows of one table to another member; gives their ids. `rehash` makes what is hashed with a member's key anew,
 * from the opened texts by column. Their order of logging moves up by `after`.
 */
export async function handOver(
  from: Own,
  to: Own,
  table: MovingTable,
  {
    which,
    after,
    rehash,
  }: {
    readonly which: Which;
    readonly after: number;
    readonly rehash?: (texts: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  },
): Promise<readonly string[]> {
  const rows = (await tables(from)
    .selectFrom(table)
    .selectAll()
    .where('member', '=', from.member)
    .execute()) as readonly AnyRow[];
  const going = rows.filter((row) => (typeof which === 'function' ? which(row) : which.has(String(row.id))));
  for (const row of going) {
    const texts: Record<string, string> = {};
    const patch: Record<string, unknown> = { member: to.member };
    for (const column of sealed[table]) {
      const text = row[column];
      if (typeof text !== 'string') continue;
      const place = { table, column, row: String(row.id) };
      texts[column] = from.key.open(place, text);
      patch[column] = to.key.seal(place, texts[column]);
    }
    if (typeof row.seq === 'number') patch.seq = row.seq + after;
    await tables(from)
      .updateTable(table)
      .set({ ...patch, ...rehash?.(texts) })
      .where('member', '=', from.member)
      .where('id', '=', row.id)
      .execute();
  }
  return going.map((row) => String(row.id));
}

/** Make room in a member's order of logging for all of another's; gives by how much theirs move up. */
export async function makeRoom(from: Own, to: Own): Promise<number> {
  const numbers = await from.db
    .selectFrom('members')
    .select(['id', 'next_seq'])
    .where('id', 'in', [from.member, to.member])
    .execute();
  const next = (own: Own) => numbers.find((row) => row.id === own.member)?.next_seq ?? 0;
  await to.db
    .updateTable('members')
    .set({ next_seq: next(from) + next(to) })
    .where('id', '=', to.member)
    .execute();
  return next(to);
}
