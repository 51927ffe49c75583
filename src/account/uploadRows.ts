// A file that a member sent, sealed in pieces until it is brought in, cancelled, or a day old. One a member: the newest. It is
// written and read a few pieces at a time, so that a long one holds up nobody.

import { newId, type Own, type Unit, type Within } from '../store/own.ts';
import type { UploadPartsTable } from '../store/schema.ts';
import { breathe } from '../time/breath.ts';

/** Bytes a piece: sealing one takes about a millisecond. */
const PIECE = 192 * 1024;
/** Pieces in one unit of work. */
const TOGETHER = 8;
/** How long a file waits to be brought in, ms. */
const KEPT = 24 * 60 * 60 * 1000;

/** A file as kept. `how` is what the member said of how to read it. */
export interface Upload {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly pasted: boolean;
  readonly how: unknown;
}

/** Keep a file in place of any before it; gives its id, or null when it was let go of before it was whole. */
export async function keepUpload(within: Within, bytes: Uint8Array, pasted: boolean): Promise<string | null> {
  const id = newId();
  const { key, member } = await within(async (own) => {
    await dropUpload(own);
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
    return own;
  });
  const places = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, place) => place);
  for (let from = 0; from < places.length; from += TOGETHER) {
    const parts: UploadPartsTable[] = [];
    for (const place of places.slice(from, from + TOGETHER)) {
      const part = newId();
      const body = Buffer.from(bytes.subarray(place * PIECE, (place + 1) * PIECE)).toString('base64');
      const body_sealed = key.seal({ table: 'upload_parts', column: 'body_sealed', row: part }, body);
      parts.push({ id: part, member, upload: id, place, body_sealed });
      await breathe();
    }
    const stands = await within(async (own) => {
      if (!(await uploadOf(own, id))) return false;
      await own.db.insertInto('upload_parts').values(parts).execute();
      return true;
    });
    if (!stands) return null;
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
  return row ? { id, size: row.size, pasted: row.pasted === 1, how: JSON.parse(row.how) } : null;
}

/** What is in it, or null when it was let go of meanwhile. */
export async function bytesOf(within: Within, { id, size }: Upload): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(size);
  for (let at = 0, from = 0; at < size; from += TOGETHER) {
    const { key, parts } = await within(async (own) => ({
      key: own.key,
      parts: await own.db
        .selectFrom('upload_parts')
        .select(['id', 'body_sealed'])
        .where('member', '=', own.member)
        .where('upload', '=', id)
        .where('place', '>=', from)
        .where('place', '<', from + TOGETHER)
        .orderBy('place')
        .execute(),
    }));
    if (parts.length === 0) return null;
    for (const part of parts) {
      const place = { table: 'upload_parts', column: 'body_sealed', row: part.id };
      const piece = Buffer.from(key.open(place, part.body_sealed), 'base64');
      bytes.set(piece, at);
      at += piece.length;
      await breathe();
    }
  }
  return bytes;
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
