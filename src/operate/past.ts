// A copy that is put back is from before: what it holds as still to be sent may have gone out since, so all that is past
// counts as done; and what was erased since is erased again.

import { eraseContact, eraseMember } from '../account/erasing.ts';
import { nextDue } from '../day/nextDue.ts';
import { refold } from '../day/state.ts';
import { moveMember, readMember } from '../member/rows.ts';
import { endAll } from '../outbox/rows.ts';
import { contactOf } from '../people/rows.ts';
import { erasedAs } from '../store/erased.ts';
import { ownOf } from '../store/members.ts';
import type { Store } from '../store/open.ts';
import type { Own } from '../store/own.ts';
import { dataVersion, instantToLocal } from '../time/zones.ts';

/** Carry out the listed erasures. Returns how many members and contacts went. */
export async function eraseAgain(store: Store, listed: ReadonlySet<string>): Promise<number> {
  if (listed.size === 0) return 0;
  let gone = 0;
  for (const member of await membersOf(store))
    gone += await store.work(async (unit) => {
      const own = await ownOf(unit, store.vault, member);
      if (own === null) return 0;
      if (!listed.has(erasedAs(member))) return eraseContacts(own, listed);
      await eraseMember(own);
      store.vault.dropMemberKey(member);
      return 1;
    });
  await store.settle();
  return gone;
}

async function eraseContacts(own: Own, listed: ReadonlySet<string>): Promise<number> {
  const rows = await own.db.selectFrom('contacts').select('id').where('member', '=', own.member).execute();
  const erased = rows.filter(({ id }) => listed.has(erasedAs(own.member, id)));
  for (const { id } of erased) {
    const contact = await contactOf(own, id);
    if (contact) await eraseContact(own, contact);
  }
  if (erased.length > 0) await refold(own);
  return erased.length;
}

/** Every card up to today, every letter and every prompt whose time is past: done. The store's clock says when. */
export async function endThePast(store: Store): Promise<void> {
  await store.work((unit) => endAll(unit));
  for (const member of await membersOf(store))
    await store.work(async (unit) => {
      const own = await ownOf(unit, store.vault, member);
      if (own) await endPrompts(own, await endCards(own));
    });
}

/** Today counts as a day that had its card. Returns the member's today. */
async function endCards(own: Own): Promise<string> {
  const me = await readMember(own);
  const today = instantToLocal(me.zone ?? 'UTC', new Date(own.now)).date;
  if (me.joinedOn === null) return today;
  const last = [me.lastCardOn, me.missedOn].reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b)) ?? '';
  if (last < today) await moveMember(own, { missed_on: today, missed_why: 'restored' });
  const due = await nextDue(own, await readMember(own), own.now);
  await moveMember(own, { next_due_at: due, next_due_zones: dataVersion() });
  return today;
}

/** What was to be asked or brought back by now rides in the next card instead of going out by itself. */
async function endPrompts(own: Own, today: string): Promise<void> {
  const { db, member, now } = own;
  await db
    .updateTable('meetings')
    .set({ prompt_at: null })
    .where('member', '=', member)
    .where('prompt_at', '<=', now)
    .execute();
  await db
    .updateTable('follow_ups')
    .set((eb) => ({ prompt_at: null, prompts: eb('prompts', '+', 1) }))
    .where('member', '=', member)
    .where('prompt_at', '<=', now)
    .execute();
  await db
    .updateTable('picks')
    .set({ later_at: null, later_on: today })
    .where('member', '=', member)
    .where('state', '=', 'later')
    .where('later_at', '<=', now)
    .execute();
}

async function membersOf(store: Store): Promise<readonly string[]> {
  const rows = await store.db.selectFrom('members').select('id').execute();
  return rows.map((row) => row.id);
}
