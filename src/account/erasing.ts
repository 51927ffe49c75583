// Forgetting as rows: a person with everything about them, or the member. Written past the journal, for an undo must
// bring nothing of it back; what the journal holds of the person goes as well.

import { closeFlow, openFlows } from '../flows/rows.ts';
import type { Contact } from '../people/rows.ts';
import { noteErasure } from '../store/erased.ts';
import { erase, eraseTaken } from '../store/members.ts';
import type { Own } from '../store/own.ts';
import { purgeChanges } from './changes.ts';
import { takenIn } from './linkRows.ts';
import { forgetEntries } from './revisions.ts';
import { dropUpload } from './uploadRows.ts';

/** Erase the member: the key first, then every row. The opened key in memory is the app's to drop. */
export async function eraseMember(own: Own): Promise<void> {
  // Whom they took in by a link stands in older copies under another id, and is erased there as well.
  for (const joined of await takenIn(own)) await eraseTaken(own, joined);
  await erase(own, { dropMemberKey: () => undefined });
}

/** Erase a person and every row about them. The fold is the caller's next step. */
export async function eraseContact(own: Own, contact: Contact): Promise<void> {
  const gone = new Set([contact.id]);
  await eraseMeetings(own, contact.id, gone);
  await eraseTouches(own, contact.id, gone);
  await eraseRest(own, contact.id, gone);
  await forgetEntries(own, [...gone]);
  for (const flow of await openFlows(own))
    if (Object.values(flow.data).some((value) => value.includes(contact.id) || value.includes(contact.name)))
      await closeFlow(own, flow.name);
  // A file still waiting to be brought in may name them.
  await dropUpload(own);
  await own.db.deleteFrom('contacts').where('member', '=', own.member).where('id', '=', contact.id).execute();
  await purgeChanges(own, gone, [contact.name, contact.label]);
  await noteErasure(own, own.member, contact.id);
}

/** Meetings with them alone go; in others they are named no more. */
async function eraseMeetings(own: Own, contact: string, gone: Set<string>): Promise<void> {
  const meetings = await own.db
    .selectFrom('meetings')
    .select(['id', 'contacts'])
    .where('member', '=', own.member)
    .execute();
  for (const meeting of meetings) {
    const people = JSON.parse(meeting.contacts) as string[];
    const others = people.filter((id) => id !== contact);
    if (others.length === people.length) continue;
    if (others.length === 0) {
      gone.add(meeting.id);
      await own.db
        .deleteFrom('meetings')
        .where('member', '=', own.member)
        .where('id', '=', meeting.id)
        .execute();
    } else {
      await own.db
        .updateTable('meetings')
        .set({ contacts: JSON.stringify(others) })
        .where('member', '=', own.member)
        .where('id', '=', meeting.id)
        .execute();
    }
  }
}

async function eraseTouches(own: Own, contact: string, gone: Set<string>): Promise<void> {
  const touches = await own.db
    .deleteFrom('touches')
    .where('member', '=', own.member)
    .where('contact', '=', contact)
    .returning('id')
    .execute();
  for (const { id } of touches) {
    gone.add(id);
    for (const column of ['asked_touch', 'feeling'] as const)
      await own.db
        .updateTable('cards')
        .set({ [column]: null })
        .where('member', '=', own.member)
        .where(column, '=', id)
        .execute();
    await own.db
      .updateTable('follow_ups')
      .set({ touch: null })
      .where('member', '=', own.member)
      .where('touch', '=', id)
      .execute();
  }
}

async function eraseRest(own: Own, contact: string, gone: Set<string>): Promise<void> {
  const { db, member } = own;
  const removed = [
    ...(await db
      .deleteFrom('follow_ups')
      .where('member', '=', member)
      .where('contact', '=', contact)
      .returning('id')
      .execute()),
    ...(await db
      .deleteFrom('picks')
      .where('member', '=', member)
      .where('contact', '=', contact)
      .returning('id')
      .execute()),
    ...(await db
      .deleteFrom('ratings')
      .where('member', '=', member)
      .where('target_kind', '=', 'contact')
      .where('target', '=', contact)
      .returning('id')
      .execute()),
  ];
  for (const { id } of removed) gone.add(id);
  await db
    .updateTable('picks')
    .set({ about: null })
    .where('member', '=', member)
    .where('about', '=', contact)
    .execute();
  await db
    .updateTable('contacts')
    .set({ referred_by: null })
    .where('member', '=', member)
    .where('referred_by', '=', contact)
    .execute();
}
