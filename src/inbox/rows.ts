// The inbox's rows: what was heard, kept before it is worked, and the answer given, so that a second delivery hears
// the same. What is asked and answered is sealed text to this file.

import type { Who } from '../ask.ts';
import { newId } from '../store/own.ts';
import { ask as askRows, put } from '../store/quick.ts';
import type { InboxTable } from '../store/schema.ts';
import type { Vault } from '../store/seal.ts';
import type { Unit } from '../store/transaction.ts';

/** Rows are kept so long, ms: 7 days, longer than any platform delivers again. */
const keptMs = 7 * 86_400_000;

type Column = 'ask_sealed' | 'answer_sealed';

/** What a door heard. `ask` is JSON; `at` by the program's clock, epoch ms. */
export interface Heard {
  readonly eventKey: string;
  readonly who: Who;
  /** Whose address it is; null for a stranger. */
  readonly member: string | null;
  readonly ask: string;
  readonly at: number;
}

/** Keep what was heard, once an event of an address; `fresh` is false when it was kept before. */
export async function receive(
  unit: Unit,
  vault: Vault,
  { eventKey, who, member, ask, at }: Heard,
): Promise<{ readonly id: string; readonly fresh: boolean }> {
  const id = newId();
  // A key is unique at the address that sent it: whoever guesses another's hears nothing of it.
  const event_key = JSON.stringify([who.door, who.tenant, who.user, eventKey]);
  const heard: InboxTable = {
    id,
    event_key,
    door: who.door,
    tenant: who.tenant,
    user: who.user,
    member,
    ask_sealed: await seal(unit, vault, member, 'ask_sealed', id, ask),
    answer_sealed: null,
    state: 'received',
    at,
  };
  if (await put(unit, 'inbox', heard, 'event_key')) return { id, fresh: true };
  const row = await unit.db
    .selectFrom('inbox')
    .select('id')
    .where('event_key', '=', event_key)
    .executeTakeFirstOrThrow();
  return { id: row.id, fresh: false };
}

/**
 * Take a row to work it: the ask, and the answer when it was worked before. Until the unit of work ends nobody else
 * can take it. Throws when there is none.
 */
export async function take(
  unit: Unit,
  vault: Vault,
  id: string,
): Promise<{ readonly ask: string; readonly answer: string | null }> {
  const row = await rowOf(unit, id);
  const { member, ask_sealed, answer_sealed } = row;
  return {
    ask: await open(unit, vault, member, 'ask_sealed', id, ask_sealed),
    answer: answer_sealed && (await open(unit, vault, member, 'answer_sealed', id, answer_sealed)),
  };
}

/**
 * Keep the answer (JSON) with the row, once: a later one is not kept. A stranger who has become `member` meanwhile
 * has both sealed with their own key. Throws when there is no such row.
 */
export async function finish(
  unit: Unit,
  vault: Vault,
  id: string,
  member: string | null,
  answer: string,
): Promise<void> {
  const row = await rowOf(unit, id);
  if (row.state === 'done') return;
  const ask =
    row.member === member
      ? row.ask_sealed
      : await seal(
          unit,
          vault,
          member,
          'ask_sealed',
          id,
          await open(unit, vault, row.member, 'ask_sealed', id, row.ask_sealed),
        );
  await unit.db
    .updateTable('inbox')
    .set({
      member,
      ask_sealed: ask,
      answer_sealed: await seal(unit, vault, member, 'answer_sealed', id, answer),
      state: 'done',
    })
    .where('id', '=', id)
    .execute();
}

/** Take back rows that were heard but could not be answered: whoever asked was told to ask again. */
export async function withdraw(unit: Unit, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await unit.db
    .deleteFrom('inbox')
    .where('id', 'in', [...ids])
    .where('state', '=', 'received')
    .execute();
}

/** Whether that row is there: it goes with its member. */
export async function isKept(unit: Unit, id: string): Promise<boolean> {
  const row = await unit.db.selectFrom('inbox').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** Rows that were heard and not answered, in the order heard: worked again after a crash. */
export async function unfinished(unit: Unit): Promise<string[]> {
  const rows = await unit.db
    .selectFrom('inbox')
    .select('id')
    .where('state', '=', 'received')
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/**
 * How often this member was heard at or after `since` (epoch ms), the row at work included. What was heard before a clock
 * was put back lies ahead, and does not count.
 */
export async function recentCount(unit: Unit, member: string, since: number): Promise<number> {
  const row = await unit.db
    .selectFrom('inbox')
    .select((eb) => eb.fn.countAll<number>().as('heard'))
    .where('member', '=', member)
    .where('at', '>=', since)
    .where('at', '<=', unit.now)
    .executeTakeFirstOrThrow();
  return row.heard;
}

/** Drop what was heard more than 7 days ago. Returns how many. */
export async function purge(unit: Unit): Promise<number> {
  const gone = await unit.db
    .deleteFrom('inbox')
    .where('at', '<', unit.now - keptMs)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

function rowOf(unit: Unit, id: string): Promise<InboxTable> {
  const found = unit.db.selectFrom('inbox').selectAll().where('id', '=', id);
  return (unit.dialect === 'postgres' ? found.forUpdate() : found).executeTakeFirstOrThrow();
}

const placeOf = (column: Column, row: string) => ({ table: 'inbox', column, row });

async function keyOf(unit: Unit, vault: Vault, member: string) {
  const [row] = await askRows<{ key_sealed: string }>(unit, 'select key_sealed from members where id = ?', [
    member,
  ]);
  if (!row) throw new Error('Its member is gone');
  return vault.openMemberKey(member, row.key_sealed);
}

async function seal(
  unit: Unit,
  vault: Vault,
  member: string | null,
  column: Column,
  id: string,
  text: string,
): Promise<string> {
  if (member === null) return vault.sealSystem(placeOf(column, id), text);
  return (await keyOf(unit, vault, member)).seal(placeOf(column, id), text);
}

async function open(
  unit: Unit,
  vault: Vault,
  member: string | null,
  column: Column,
  id: string,
  sealed: string,
): Promise<string> {
  if (member === null) return vault.openSystem(placeOf(column, id), sealed);
  return (await keyOf(unit, vault, member)).open(placeOf(column, id), sealed);
}
