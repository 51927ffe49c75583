// A file that a member sent, sealed in pieces until it is brought in, cancelled, or a day old. One a member: the newest.

import { newId, type Own, type Unit } from '../store/own.ts';
import { breathe } from '../time/breath.ts';

/** Bytes a piece: sealing one takes about a millisecond. */
const PIECE = 192 * 1024;
/** How long a file waits to be brought in, ms. */
const KEPT = 24 * 60 * 60 * 1000;

/** A file as kept. `how` is what the member said of how to read it. */
export interface Upload {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly pasted: boolean;
  readonly how: unknown;
}

/** Keep a file in place of any before it; gives its id. */
export async function keepUpload(own: Own, bytes: Uint8Array, pasted: boolean): Promise<string> {
  await dropUpload(own);
  const id = newId();
  await own.db
    .insertInto('uploads')
    .values({
      id,
      member: own.member,
      size: bytes.length,
      pasted: pasted ? 1 : 0,
      how: '{}',
      created_at: own.now,
    })
    .execute();
  for (let place = 0; place * PIECE < bytes.length; place += 1) {
    const part = newId();
    const body = Buffer.from(bytes.subarray(place * PIECE, (place + 1) * PIECE)).toString('base64');
    const body_sealed = own.key.seal({ table: 'upload_parts', column: 'body_sealed', row: part }, body);
    await own.db
      .insertInto('upload_parts')
      .values({ id: part, member: own.member, upload: id, place, body_sealed })
      .execute();
    await breathe();
  }
  return id;
}

/** The file of that id, or null: gone, or another member's. */
export async function uploadOf(own: Own, id: string): Promise<Upload | null> {
  const row = await own.db
    .selectFrom('uploads')
    .selectAll()
    .where('member', '=', own.member)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const bytes = new Uint8Array(row.size);
  for (let at = 0, place = 0; at < row.size; place += 1) {
    const part = await own.db
      .selectFrom('upload_parts')
      .select(['id', 'body_sealed'])
      .where('member', '=', own.member)
      .where('upload', '=', id)
      .where('place', '=', place)
      .executeTakeFirstOrThrow();
    const body = own.key.open(
      { table: 'upload_parts', column: 'body_sealed', row: part.id },
      part.body_sealed,
    );
    const piece = Buffer.from(body, 'base64');
    bytes.set(piece, at);
    at += piece.length;
    await breathe();
  }
  return { id, bytes, pasted: row.pasted === 1, how: JSON.parse(row.how) };
}

/** Remember what the member said of how to read it. */
export async function readUploadBy(own: Own, id: string, how: unknown): Promise<void> {
  await own.db
    .updateTable('uploads')
    .set({ how: JSON.stringify(how) })
    .where('member', '=', own.member)
    .where('id', '=', id)
    .execute();
}

/** Let go of the member's file, if there is one. */
export async function dropUpload(own: Own): Promise<void> {
  await own.db.deleteFrom('uploads').where('member', '=', own.member).execute();
}

/** Let go of every file older than a day. */
export async function purgeUploads(unit: Unit): Promise<void> {
  await unit.db
    .deleteFrom('uploads')
    .where('created_at', '<', unit.now - KEPT)
    .execute();
}
