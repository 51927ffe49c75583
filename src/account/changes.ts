// What can be taken back, as stored: the words for it sealed, and the columns as they were. Kept for 24 hours.

import { type Change, nextSeq, type Own } from '../store/own.ts';
import type { ChangesTable } from '../store/schema.ts';

/** How long a change can be taken back, ms. */
const undoFor = 24 * 60 * 60 * 1000;

/** One ask's change: its name in the past tense, and what stood before. */
export interface KeptChange {
  readonly id: string;
  readonly what: string;
  readonly journal: readonly Change[];
  readonly undone: boolean;
}

/** Keep what this ask wrote under its name; a change of nothing is none. Older ones than 24 hours are let go. */
export async function keepChange(
  own: Own,
  named: { readonly id: string; readonly what: string },
): Promise<void> {
  await own.db
    .deleteFrom('changes')
    .where('member', '=', own.member)
    .where('at', '<', own.now - undoFor)
    .execute();
  if (own.journal.length === 0) return;
  await own.db
    .insertInto('changes')
    .values({
      id: named.id,
      member: own.member,
      seq: await nextSeq(own),
      what_sealed: own.key.seal(place(named.id), named.what),
      before: JSON.stringify(own.journal),
      undone: 0,
      at: own.now,
    })
    .execute();
}

/** The newest change of the last 24 hours that still stands, or null. */
export async function lastChange(own: Own): Promise<KeptChange | null> {
  const row = await young(own).where('undone', '=', 0).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row ? changeOf(own, row) : null;
}

/** The change of that id, when it is this member's and of the last 24 hours. */
export async function changeBy(own: Own, id: string): Promise<KeptChange | null> {
  const row = await young(own).where('id', '=', id).executeTakeFirst();
  return row ? changeOf(own, row) : null;
}

/** It has been taken back. */
export async function markUndone(own: Own, id: string): Promise<void> {
  await own.db
    .updateTable('changes')
    .set({ undone: 1 })
    .where('member', '=', own.member)
    .where('id', '=', id)
    .execute();
}

/** Let go of every change that wrote one of these rows or says one of these words: after a person is forgotten. */
export async function purgeChanges(
  own: Own,
  ids: ReadonlySet<string>,
  said: readonly string[],
): Promise<void> {
  const rows = await own.db.selectFrom('changes').selectAll().where('member', '=', own.member).execute();
  for (const row of rows) {
    const wrote = JSON.parse(row.before) as Change[];
    const { what } = changeOf(own, row);
    const speaks = said.some((word) => what.includes(word));
    // `before` of another row may name the person too: a meeting's people, who told of whom.
    const names = [...ids].some((id) => row.before.includes(id));
    if (!speaks && !names && !wrote.some((step) => ids.has(step.id))) continue;
    await own.db.deleteFrom('changes').where('member', '=', own.member).where('id', '=', row.id).execute();
  }
}

function young(own: Own) {
  return own.db
    .selectFrom('changes')
    .selectAll()
    .where('member', '=', own.member)
    .where('at', '>=', own.now - undoFor);
}

function changeOf(own: Own, row: ChangesTable): KeptChange {
  return {
    id: row.id,
    what: own.key.open(place(row.id), row.what_sealed),
    journal: JSON.parse(row.before) as Change[],
    undone: row.undone === 1,
  };
}

const place = (row: string) => ({ table: 'changes', column: 'what_sealed', row });
