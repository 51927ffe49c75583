// The key of a member's calendar feed, as stored: known by its hash, sealed so that it can be shown again.

import { hashOf, newKey } from '../store/codes.ts';
import { newId, type Own, type Unit } from '../store/own.ts';

const place = (row: string) => ({ table: 'calendar_keys', column: 'key_sealed', row });

/** The member's key, or null: no feed. */
export async function calendarKey(own: Own): Promise<string | null> {
  const row = await own.db
    .selectFrom('calendar_keys')
    .select(['id', 'key_sealed'])
    .where('member', '=', own.member)
    .executeTakeFirst();
  return row ? own.key.open(place(row.id), row.key_sealed) : null;
}

/** A new key of 24 random bytes, base64url; an earlier one opens nothing any more. */
export async function makeCalendarKey(own: Own): Promise<string> {
  const key = newKey();
  const id = newId();
  await closeCalendar(own);
  await own.db
    .insertInto('calendar_keys')
    .values({
      id,
      member: own.member,
      hash: hashOf('calendar', key),
      key_sealed: own.key.seal(place(id), key),
      created_at: own.now,
    })
    .execute();
  return key;
}

/** No feed any more. */
export async function closeCalendar(own: Own): Promise<void> {
  await own.db.deleteFrom('calendar_keys').where('member', '=', own.member).execute();
}

/** Whose feed that key opens, or null. */
export async function calendarOf(unit: Unit, key: string): Promise<string | null> {
  const row = await unit.db
    .selectFrom('calendar_keys')
    .select('member')
    .where('hash', '=', hashOf('calendar', key))
    .executeTakeFirst();
  return row?.member ?? null;
}
