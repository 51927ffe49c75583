// Putting one SQLite file in the place of another: at every moment the old one stands there or the new one, whole, and
// what was replaced is kept. Both are closed; the seat is the caller's. What is put back, and what is done to it
// before, is operate/restore.ts's.

import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { stampOf } from './copies.ts';
import { downReason, openFile } from './dialects/sqlite.ts';
import { makeFolder } from './file.ts';

/**
 * Put the file `fresh` (on the same disk, no log beside it) in the place of `path`. Returns where what stood there is
 * kept in `folder`, or null when nothing did.
 */
export function putBack(fresh: string, path: string, folder: string, now: number): string | null {
  flush(fresh);
  const kept = keepOld(path, folder, now);
  renameSync(fresh, path);
  flush(dirname(path));
  return kept;
}

/** The old file stays in its place as well, so that a stop here leaves everything as it was. */
function keepOld(path: string, folder: string, now: number): string | null {
  if (!statSync(path, { throwIfNoEntry: false })?.size) {
    for (const beside of ['-wal', '-shm', '-journal']) rmSync(path + beside, { force: true });
    return null;
  }
  makeFolder(folder);
  const kept = join(folder, `replaced-${stampOf(now)}.db`);
  standIn(path, kept);
  // A damaged file cannot take its own log in, and may lose it in the attempt: the log is kept beside it.
  const logs = ['-wal', '-journal'].filter((beside) => existsSync(path + beside));
  for (const beside of logs) copyFileSync(path + beside, kept + beside, constants.COPYFILE_EXCL);
  if (isWhole(path)) for (const beside of logs) rmSync(kept + beside);
  // A log left here would be read into the new file.
  for (const beside of ['-wal', '-shm', '-journal']) rmSync(path + beside, { force: true });
  return kept;
}

/** Whether the file took its log in, so that it stands on its own. Throws when another program holds it. */
function isWhole(path: string): boolean {
  try {
    const file = openFile(path);
    try {
      return file.pragma('journal_mode = delete', { simple: true }) === 'delete';
    } finally {
      file.close();
    }
  } catch (error) {
    if (downReason(error) === 'busy') throw error;
    return false;
  }
}

function standIn(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch {
    // A disk without hard links.
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
  }
  flush(kept);
  flush(dirname(kept));
}

/** On the disk, so that it outlives a power cut. */
function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
