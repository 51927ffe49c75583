// The folder of copies beside a SQLite file: what they are called, how old they are, and which have had their time.
// How one is made: copy.ts (before migrating), backup.ts (by the day, by hand), operate/restore.ts (what was replaced).

import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from './faults.ts';

const DAY = 86_400_000;
/** So long a copy holds on to what was erased after it was made, ms: 30 days, as people are told. */
const KEPT_MS = 30 * DAY;
/** Copies made before migrating that are kept at most; a loop of failing starts must not fill the disk. */
const BEFORE_MIGRATING = 5;

/** `day`: daily or by hand. `pre`: before migrating. `replaced`: what a restore put aside, good or not. */
export type CopyKind = 'day' | 'pre' | 'replaced';

/** A copy in the folder; `at` is when it was made, epoch ms by the program's clock. */
export interface Copy {
  readonly path: string;
  readonly kind: CopyKind;
  readonly at: number;
}

/** Folder of a database's copies. */
export function backupsOf(path: string): string {
  return join(dirname(path), 'backups');
}

const KINDS: Readonly<Record<string, CopyKind>> = { rungs: 'day', pre: 'pre', replaced: 'replaced' };

/** An instant as it stands in a copy's name, such as `20261123T090000Z`. */
export function stampOf(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

function instantOf(stamp: string): number {
  return Date.parse(
    stamp.replace(
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
      (_all, y, mo, d, h, mi, s) => `${y}-${mo}-${d}T${h}:${mi}:${s}Z`,
    ),
  );
}

/** The copies in a folder, newest first; none where there is no folder. Files of other names are not ours. */
export function copiesIn(folder: string): readonly Copy[] {
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error;
  }
  const copies: Copy[] = [];
  for (const name of names) {
    const match = /^(rungs|pre|replaced)(?:-\w+)*-(\d{8}T\d{6}Z)\.db$/.exec(name);
    const kind = KINDS[match?.[1] ?? ''];
    const at = instantOf(match?.[2] ?? '');
    if (kind && !Number.isNaN(at)) copies.push({ path: join(folder, name), kind, at });
  }
  return copies.sort((a, b) => b.at - a.at || (a.path < b.path ? 1 : -1));
}

/** Copies to go back to, newest first: all but what a restore put aside. */
export function goodCopies(folder: string): readonly Copy[] {
  return copiesIn(folder).filter((copy) => copy.kind !== 'replaced');
}

/** Path of the newest copy to go back to, or null. */
export function newestCopy(folder: string): string | null {
  try {
    return goodCopies(folder)[0]?.path ?? null;
  } catch {
    return null;
  }
}

/** Delete what is older than 30 days, but never the newest copy to go back to. Returns how many went. */
export function ageOut(folder: string, now: number): number {
  const copies = copiesIn(folder);
  const newest = copies.find((copy) => copy.kind !== 'replaced');
  const old = copies.filter((copy) => copy !== newest && now - madeAt(copy, now) > KEPT_MS);
  const spare = copies.filter((copy) => copy.kind === 'pre').slice(BEFORE_MIGRATING);
  const gone = new Set([...old, ...spare]);
  for (const { path } of gone)
    for (const beside of ['', '-wal', '-shm']) rmSync(path + beside, { force: true });
  return gone.size;
}

/** A copy made while the clock was wrong says a day that is still to come: then the file system is asked. */
function madeAt(copy: Copy, now: number): number {
  return copy.at > now + DAY ? statSync(copy.path).mtimeMs : copy.at;
}
