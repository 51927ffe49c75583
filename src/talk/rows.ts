// The talk of doors that keep none of their own (the page): what was said, sealed, kept for 90 days.

import type { Message } from '../reply/reply.ts';
import { newId, nextSeq, type Own } from '../store/own.ts';
import type { Said } from './said.ts';

/** Days that the talk is kept (method 13). */
const keptDays = 90;
/** Messages shown after a reload. */
const shown = 200;

type Body = { readonly text: string } | { readonly message: Message };

/** Add what was said; the same id twice changes nothing. */
export async function say(own: Own, author: Said['author'], body: Body, id = newId()): Promise<Said> {
  await own.db
    .insertInto('talk')
    .values({
      id,
      member: own.member,
      seq: await nextSeq(own),
      author,
      body_sealed: own.key.seal(place(id), JSON.stringify(body)),
      at: own.now,
    })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
  return { id, at: own.now, author, ...body };
}

/** Redraw a message of ours in place; null when it is not there (someone else's, or gone). */
export async function redraw(own: Own, id: string, message: Message): Promise<Said | null> {
  const row = await own.db
    .updateTable('talk')
    .set({ body_sealed: own.key.seal(place(id), JSON.stringify({ message })) })
    .where('member', '=', own.member)
    .where('id', '=', id)
    .where('author', '=', 'rungs')
    .returning('at')
    .executeTakeFirst();
  return row ? { id, at: row.at, author: 'rungs', message } : null;
}

/** Whether a message of that id stands in the talk. */
export async function stands(own: Own, id: string): Promise<boolean> {
  const row = await own.db
    .selectFrom('talk')
    .select('id')
    .where('member', '=', own.member)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** The last messages, oldest first. */
export async function lastSaid(own: Own, most = shown): Promise<readonly Said[]> {
  const rows = await own.db
    .selectFrom('talk')
    .selectAll()
    .where('member', '=', own.member)
    .orderBy('seq', 'desc')
    .limit(most)
    .execute();
  return rows.reverse().map((row) => ({
    id: row.id,
    at: row.at,
    author: row.author,
    ...(JSON.parse(own.key.open(place(row.id), row.body_sealed)) as Body),
  }));
}

/** Let go of what is older than 90 days. */
export async function letGo(own: Own): Promise<void> {
  await own.db
    .deleteFrom('talk')
    .where('member', '=', own.member)
    .where('at', '<', own.now - keptDays * 24 * 60 * 60 * 1000)
    .execute();
}

const place = (row: string) => ({ table: 'talk', column: 'body_sealed', row });
