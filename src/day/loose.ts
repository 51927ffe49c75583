// What the program drew about something that was taken back since: steps and questions of a card are no part of undo,
// so they are put right after it.

import type { Own } from '../store/own.ts';

/** Take off the cards what hangs on a person, way, owed thing or touch that is no longer there. Nothing of it is journalled. */
export async function dropLoose(own: Own): Promise<void> {
  const there = {
    contact: await idsOf(own, 'contacts'),
    owed: await idsOf(own, 'follow_ups'),
    touch: await idsOf(own, 'touches'),
    way: await waysOf(own),
  };
  const picks = await own.db
    .selectFrom('picks')
    .select(['id', 'card', 'contact', 'about', 'owed', 'activity'])
    .where('member', '=', own.member)
    .execute();
  const loose = picks.filter(
    (pick) =>
      [pick.contact, pick.about].some((id) => id !== null && !there.contact.has(id)) ||
      (pick.owed !== null && !there.owed.has(pick.owed)) ||
      (pick.activity.startsWith('own-') && !there.way.has(pick.activity)),
  );
  for (const { id } of loose)
    await own.db.deleteFrom('picks').where('member', '=', own.member).where('id', '=', id).execute();
  const left = new Set(picks.filter((pick) => !loose.includes(pick)).map((pick) => pick.card));
  for (const card of new Set(loose.map((pick) => pick.card))) if (!left.has(card)) await dropEmpty(own, card);
  await quietQuestions(own, there.touch);
}

/** A card with no step left is drawn anew when it is next looked at; the sign-up's is drawn once only. */
async function dropEmpty(own: Own, card: string): Promise<void> {
  await own.db
    .deleteFrom('cards')
    .where('member', '=', own.member)
    .where('id', '=', card)
    .where('kind', '!=', 'start')
    .where('smallest', '=', 0)
    .execute();
}

async function quietQuestions(own: Own, touches: ReadonlySet<string>): Promise<void> {
  const cards = await own.db
    .selectFrom('cards')
    .select(['id', 'asked_touch', 'feeling'])
    .where('member', '=', own.member)
    .execute();
  for (const card of cards)
    for (const column of ['asked_touch', 'feeling'] as const) {
      const touch = card[column];
      if (touch === null || touches.has(touch)) continue;
      await own.db
        .updateTable('cards')
        .set({ [column]: null })
        .where('member', '=', own.member)
        .where('id', '=', card.id)
        .execute();
    }
}

async function idsOf(own: Own, table: 'contacts' | 'follow_ups' | 'touches'): Promise<ReadonlySet<string>> {
  const rows = await own.db.selectFrom(table).select('id').where('member', '=', own.member).execute();
  return new Set(rows.map((row) => row.id));
}

async function waysOf(own: Own): Promise<ReadonlySet<string>> {
  const rows = await own.db
    .selectFrom('activities')
    .select('activity')
    .where('member', '=', own.member)
    .execute();
  return new Set(rows.map((row) => row.activity));
}
