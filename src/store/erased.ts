// What was erased, noted so that a copy made before can be put back without it: in the database with the erasure, then
// in a file beside the copies. Hashes of random ids alone: the list says nothing about anybody.

import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFile } from './dialects/sqlite.ts';
import { codeOf } from './faults.ts';
import { makeFolder } from './file.ts';
import type { Store } from './open.ts';
import type { Unit } from './transaction.ts';

const MARK = 'erased:';

/** The name under which an erasure is listed: of a member, or of a contact of theirs. */
export function erasedAs(member: string, contact?: string): string {
  const what = contact === undefined ? `member ${member}` : `contact ${member} ${contact}`;
  return createHash('sha256').update(what).digest('base64url');
}

/**
 * Note an erasure in the unit of work that carries it out. On PostgreSQL there is nothing to note: its copies are the
 * operator's.
 */
export async function noteErasure(unit: Unit, member: string, contact?: string): Promise<void> {
  if (unit.dialect !== 'sqlite') return;
  await unit.db
    .insertInto('meta')
    .values({ name: MARK + erasedAs(member, contact), value: new Date(unit.now).toISOString() })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
}

const listOf = (folder: string) => join(folder, 'erased.txt');

/** Move what is noted in the database to the list beside the copies; on the disk before it leaves the database. */
export async function listErasures(store: Pick<Store, 'db' | 'work'>, folder: string): Promise<number> {
  const noted = await store.db
    .selectFrom('meta')
    .selectAll()
    .where('name', '>', MARK)
    .where('name', '<', `${MARK}~`)
    .execute();
  if (noted.length === 0) return 0;
  append(
    folder,
    noted.map(({ name, value }) => `${value} ${name.slice(MARK.length)}\n`),
  );
  await store.work(async ({ db }) => {
    for (const { name } of noted) await db.deleteFrom('meta').where('name', '=', name).execute();
  });
  return noted.length;
}

function append(folder: string, lines: readonly string[]): void {
  makeFolder(folder);
  const file = openSync(listOf(folder), 'a', 0o600);
  try {
    appendFileSync(file, lines.join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Everything that is listed as erased. */
export function erasures(folder: string): ReadonlySet<string> {
  try {
    // A line that a full disk cut short names nobody, and is written again with the next.
    return new Set(readFileSync(listOf(folder), 'utf8').match(/(?<= )[\w-]{43}$/gm) ?? []);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Set();
    throw error;
  }
}

/** The same from a file that is not open: what its database still notes is listed. Throws what opening it throws. */
export function listErasuresOf(path: string, folder: string): void {
  const file = openFile(path, { readonly: true });
  try {
    const noted = file
      .prepare("select value || ' ' || substr(name, ?) || char(10) from meta where name like 'erased:%'")
      .pluck()
      .all(MARK.length + 1) as string[];
    if (noted.length > 0) append(folder, noted);
  } finally {
    file.close();
  }
}
