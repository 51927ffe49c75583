// A member's row with its key: made, found, erased. What the rest of the row means is the rooms' matter.

import { noteErasure } from './erased.ts';
import { newId, type Own } from './own.ts';
import type { MembersTable } from './schema.ts';
import type { Vault } from './seal.ts';
import { rowsOf } from './shelf.ts';
import type { Unit } from './transaction.ts';

type Kept = 'id' | 'key_sealed' | 'key_id' | 'next_seq' | 'created_at';
type Nullable = { [K in keyof MembersTable]: null extends MembersTable[K] ? K : never }[keyof MembersTable];

/** A new member's columns: what may be null may be left out; id, key and order are made here. */
export type NewMember = Omit<MembersTable, Kept | Nullable> & Partial<Pick<MembersTable, Nullable>>;

/** Make a member with a key of their own. `next_seq` begins at 1. */
export async function createMember(unit: Unit, vault: Vault, fields: NewMember): Promise<Own> {
  const member = newId();
  const wrapped = vault.newMemberKey(member);
  await unit.db
    .insertInto('members')
    .values({
      ...(fields as MembersTable),
      id: member,
      key_sealed: wrapped,
      key_id: vault.kid,
      next_seq: 1,
      created_at: unit.now,
    })
    .execute();
  return { ...unit, member, key: vault.openMemberKey(member, wrapped), journal: [] };
}

/**
 * The handle bound to that member, or null when there is none. Until the unit of work ends no other can have it:
 * SQLite writes one at a time anyway, on PostgreSQL the member's row is locked. Read the member's rows after this.
 */
export async function ownOf(unit: Unit, vault: Vault, member: string): Promise<Own | null> {
  const [row] = await rowsOf({ ...unit, member }, 'members');
  if (row === undefined) return null;
  return { ...unit, member, key: vault.openMemberKey(member, row.key_sealed), journal: [] };
}

/**
 * Erase the member: the key first, then every row of theirs, also what they asked before they joined; noted for the copies. Call the
 * store's `settle()` after the commit, so that no old bytes stay in the log file.
 */
export async function erase(own: Own, vault: Pick<Vault, 'dropMemberKey'>): Promise<void> {
  await own.db.updateTable('members').set({ key_sealed: '' }).where('id', '=', own.member).execute();
  vault.dropMemberKey(own.member);
  await own.db
    .deleteFrom('inbox')
    .where((eb) =>
      eb.or([
        eb('member', '=', own.member),
        eb.exists(
          eb
            .selectFrom('addresses')
            .select('addresses.member')
            .where('addresses.member', '=', own.member)
            .whereRef('addresses.door', '=', 'inbox.door' as never)
            .whereRef('addresses.tenant', '=', 'inbox.tenant')
            .whereRef('addresses.user', '=', 'inbox.user'),
        ),
      ]),
    )
    .execute();
  // Everything else of theirs hangs on this row (on delete cascade).
  await own.db.deleteFrom('members').where('id', '=', own.member).execute();
  await noteErasure(own, own.member);
}

/** Erase what is left of a member whom another took in, and note it for the copies that still have them whole. */
export async function eraseTaken(unit: Unit, joined: string): Promise<void> {
  await unit.db.deleteFrom('members').where('id', '=', joined).where('state', '=', 'linked').execute();
  await noteErasure(unit, joined);
}
