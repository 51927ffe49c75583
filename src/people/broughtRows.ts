// People out of a file: sealed before the unit of work that keeps them all at once, filled in where something was missing, and asked
// about ten a day.

import { changeAll, insertReady, type NewRow, type Own, type ReadyRows, readyRows } from '../store/own.ts';
import type { ContactsTable } from '../store/schema.ts';
import { rowsOf } from '../store/shelf.ts';
import { breathe } from '../time/breath.ts';
import { type Contact, type ContactFields, columns, newRow, openAll } from './rows.ts';

/** Someone out of a file. */
export interface Brought extends ContactFields {
  readonly name: string;
  /** Under which they were known before; another one is made without. */
  readonly id?: string;
  /** Day on which they were added, when not today. */
  readonly addedOn?: string | null;
}

/** Whose rows are sealed, and when: the unit of work that knew it may be over. */
export type Sealer = Pick<Own, 'member' | 'key' | 'now'>;

/** People sealed between two breaths. */
const batch = 50;

/** Seal new contacts, in this order. `ask`: how known and the rating are still to be asked. Nothing is written. */
export async function sealPeople(
  by: Sealer,
  today: string,
  people: readonly Brought[],
  ask: boolean,
): Promise<ReadyRows> {
  const rows: NewRow<'contacts'>[] = [];
  for (const one of people) {
    const row = newRow(by, one.addedOn ?? today, one, rows.length, one.id);
    rows.push({ ...row, asked_on: ask ? waiting : null });
    if (rows.length % batch === 0) await breathe();
  }
  return readyRows(by, 'contacts', rows);
}

/** Keep them. */
export async function keepPeople(own: Own, people: ReadyRows): Promise<void> {
  await insertReady(own, people);
}

/** Columns to fill, by contact. */
export type SealedFill = ReadonlyMap<string, Partial<ContactsTable>>;

/** Seal what is to be filled in of people here; of whom there is nothing, none. */
export async function sealFill(by: Sealer, fill: ReadonlyMap<string, ContactFields>): Promise<SealedFill> {
  const sealed = new Map<string, Partial<ContactsTable>>();
  for (const [id, fields] of fill) {
    if (Object.keys(fields).length > 0) sealed.set(id, columns(by, id, fields));
    if (sealed.size % batch === 0) await breathe();
  }
  return sealed;
}

/** Fill it in. */
export async function fillIn(own: Own, fill: SealedFill): Promise<void> {
  await changeAll(own, 'contacts', fill);
}

/** The member's people as they were at one time; they can be opened, and sealed for, afterwards. */
export interface PeopleThen {
  readonly by: Sealer;
  readonly rows: readonly ContactsTable[];
}

/** As they are now. */
export const peopleNow = async (own: Own): Promise<PeopleThen> => ({
  by: own,
  rows: await rowsOf(own, 'contacts'),
});

/** Opened, oldest first; nothing is read for it. */
export const openPeople = ({ by, rows }: PeopleThen): Promise<readonly Contact[]> => openAll(by, rows);

/** What is compared with a file; sealed anew whenever it is written. */
const compared = ['id', 'name_sealed', 'org_sealed', 'email_sealed', 'url_sealed', 'notes_sealed'] as const;

/** Whether the member's people are as they were then. */
export async function sameStill(own: Own, then: PeopleThen): Promise<boolean> {
  const { rows } = await peopleNow(own);
  if (rows === then.rows) return true;
  return (
    rows.length === then.rows.length &&
    rows.every((row, i) => compared.every((column) => row[column] === then.rows[i]?.[column]))
  );
}

/** `asked_on` of someone brought in who was not asked about yet. */
const waiting = '';
/** Method 4: people a day to rate. */
const aDay = 10;

/** How many people brought in may be asked about today, ten a day at most. */
export async function countToRate(own: Own, today: string): Promise<number> {
  const rows = await own.db
    .selectFrom('contacts')
    .select(['asked_on', (e) => e.fn.countAll().as('n')])
    .where('member', '=', own.member)
    .where('asked_on', 'in', [waiting, today])
    .groupBy('asked_on')
    .execute();
  const n = (on: string) => Number(rows.find((row) => row.asked_on === on)?.n ?? 0);
  return Math.max(0, Math.min(n(waiting), aDay - n(today)));
}

/** Whether anybody was ever brought in from a file. */
export async function hasBrought(own: Own): Promise<boolean> {
  const row = await own.db
    .selectFrom('contacts')
    .select('id')
    .where('member', '=', own.member)
    .where('asked_on', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The next people to ask about today, in the order of their file; from now on they count as asked. */
export async function takeToRate(own: Own, today: string): Promise<readonly string[]> {
  const most = await countToRate(own, today);
  if (most === 0) return [];
  const rows = await own.db
    .selectFrom('contacts')
    .select('id')
    .where('member', '=', own.member)
    .where('asked_on', '=', waiting)
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .execute();
  const ids = rows.map((row) => row.id);
  await own.db
    .updateTable('contacts')
    .set({ asked_on: today })
    .where('member', '=', own.member)
    .where('id', 'in', ids)
    .execute();
  return ids;
}
