// Codes to link by, wrong tries, and what was linked, as stored.

import type { Who } from '../ask.ts';
import { fold } from '../people/rows.ts';
import { hashOf, newCode, readCode } from '../store/codes.ts';
import {
  handOver,
  type Moved,
  type MovingTable,
  makeRoom,
  movingTables,
  type Which,
} from '../store/handOver.ts';
import { insert, type Own, type Unit } from '../store/own.ts';

/** A code holds so long, ms. */
const codeHoldsMs = 10 * 60_000;
/** Five wrong tries shut the door for an hour, ms. */
const triesAllowed = 5;
const shutForMs = 60 * 60_000;
/** A link can be undone for a day, ms; then the empty shell of the other one goes. */
const undoForMs = 24 * 60 * 60_000;

/** A new code of this member's, in place of an earlier one. */
export async function makeCode(own: Own): Promise<string> {
  const code = newCode();
  await own.db.deleteFrom('link_codes').where('member', '=', own.member).execute();
  await own.db
    .insertInto('link_codes')
    .values({ hash: hashOf('code', code), member: own.member, expires_at: own.now + codeHoldsMs })
    .execute();
  return code;
}

export type { Moved, Which } from '../store/handOver.ts';

/** The code that was typed and who made it, while it holds; null when it is none, or was used. */
export async function codeTyped(
  own: Own,
  typed: string,
): Promise<{ readonly code: string; readonly maker: string } | null> {
  const code = readCode(typed);
  if (code === null) return null;
  const row = await own.db
    .selectFrom('link_codes')
    .select('member')
    .where('hash', '=', hashOf('code', code))
    .where('expires_at', '>', own.now)
    .executeTakeFirst();
  return row ? { code, maker: row.member } : null;
}

/** The code is used up, and what was tried before it is forgiven. */
export async function useCode(own: Own, code: string): Promise<void> {
  await own.db.deleteFrom('link_codes').where('hash', '=', hashOf('code', code)).execute();
  await own.db.deleteFrom('link_tries').where('member', '=', own.member).execute();
}

/** Whether this member tried so many wrong codes that they must wait. */
export async function isShut(own: Own): Promise<boolean> {
  return (await triesOf(own)) >= triesAllowed;
}

/** Count a wrong code; true when the door is shut by it. */
export async function countTry(own: Own): Promise<boolean> {
  const wrong = (await triesOf(own)) + 1;
  await own.db
    .insertInto('link_tries')
    .values({ member: own.member, wrong, last_at: own.now })
    .onConflict((c) => c.column('member').doUpdateSet({ wrong, last_at: own.now }))
    .execute();
  return wrong >= triesAllowed;
}

async function triesOf(own: Own): Promise<number> {
  const row = await own.db
    .selectFrom('link_tries')
    .select('wrong')
    .where('member', '=', own.member)
    .where('last_at', '>', own.now - shutForMs)
    .executeTakeFirst();
  return row?.wrong ?? 0;
}

/** An address of the member's. */
export interface Address extends Who {
  readonly chosenAt: number | null;
  readonly createdAt: number;
}

/** Every address of the member's, the oldest first. */
export async function addressesOf(own: Own): Promise<readonly Address[]> {
  const rows = await own.db
    .selectFrom('addresses')
    .select(['door', 'tenant', 'user', 'chosen_at as chosenAt', 'created_at as createdAt'])
    .where('member', '=', own.member)
    .orderBy('created_at')
    .orderBy('door')
    .execute();
  return rows;
}

/** What nobody asked for comes here from now on; false when it is no address of theirs. */
export async function chooseAddress(own: Own, who: Who): Promise<boolean> {
  const done = await own.db
    .updateTable('addresses')
    .set({ chosen_at: own.now })
    .where('member', '=', own.member)
    .where('door', '=', who.door)
    .where('tenant', '=', who.tenant)
    .where('user', '=', who.user)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

/** Give all of these addresses to another member. */
export async function giveAddresses(from: Own, to: Own, given: readonly Who[]): Promise<void> {
  for (const who of given)
    await from.db
      .updateTable('addresses')
      .set({ member: to.member, chosen_at: null })
      .where('member', '=', from.member)
      .where('door', '=', who.door)
      .where('tenant', '=', who.tenant)
      .where('user', '=', who.user)
      .execute();
}

/**
 * Give rows to another member, table by table: all of a table, or those that `which` says. They go behind
 * everything that the other logged; on the way `back` only what is named goes, as it stands. Gives what moved.
 */
export async function moveRows(
  from: Own,
  to: Own,
  which: Readonly<Partial<Record<MovingTable, Which>>>,
  back = false,
): Promise<Moved> {
  const after = back ? 0 : await makeRoom(from, to);
  const name_hash = (texts: Readonly<Record<string, string>>) => ({
    name_hash: to.key.hash('name', fold(texts.name_sealed ?? '')),
  });
  const moved: Partial<Record<MovingTable, readonly string[]>> = {};
  for (const table of movingTables)
    moved[table] = await handOver(from, to, table, {
      which: which[table] ?? (() => !back),
      after,
      ...(table === 'contacts' && { rehash: name_hash }),
    });
  return moved;
}

/** What a link moved. */
export interface Link {
  readonly id: string;
  /** The member who went into this one. */
  readonly joined: string;
  /** The state they were in. */
  readonly was: string;
  readonly moved: Moved;
  readonly addresses: readonly Who[];
}

/** Keep a link, so that an undo can part the two again. */
export async function keepLink(own: Own, link: Omit<Link, 'id'>): Promise<void> {
  const { joined, was, moved, addresses } = link;
  await insert(own, 'links', { joined, was, moved: JSON.stringify({ moved, addresses }), at: own.now });
}

/** A link of this member's by id, or null. */
export async function linkBy(own: Own, id: string): Promise<Link | null> {
  const row = await own.db
    .selectFrom('links')
    .selectAll()
    .where('member', '=', own.member)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const kept = JSON.parse(row.moved) as Pick<Link, 'moved' | 'addresses'>;
  return { id: row.id, joined: row.joined, was: row.was, ...kept };
}

/** Whom this member took in, also long ago: what erases the one erases the other in every copy. */
export async function takenIn(own: Own): Promise<readonly string[]> {
  const rows = await own.db.selectFrom('links').select('joined').where('member', '=', own.member).execute();
  return rows.map((row) => row.joined);
}

/** Let go of codes past their time and of shells that no undo needs any more. Returns how many shells. */
export async function purgeLinks(unit: Unit): Promise<number> {
  await unit.db.deleteFrom('link_codes').where('expires_at', '<=', unit.now).execute();
  await unit.db
    .deleteFrom('link_tries')
    .where('last_at', '<', unit.now - shutForMs)
    .execute();
  const gone = await unit.db
    .deleteFrom('members')
    .where('state', '=', 'linked')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('links')
        .select('joined')
        .where('at', '<', unit.now - undoForMs),
    )
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
