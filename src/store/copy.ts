// The copy kept before a SQLite file is migrated: made, opened and compared before anything is changed. The daily one
// is made in backup.ts.

import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { ageOut, stampOf } from './copies.ts';
import { openFile, type SqliteFile } from './dialects/sqlite.ts';
import { StartFault } from './faults.ts';

/** Free room asked for, in sizes of the database: the copy, and the migration beside it. */
const ROOM = 2.5;

function counts(file: SqliteFile): string {
  const names = file
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[];
  return names
    .map((name) => `${name} ${file.prepare(`select count(*) from "${name}"`).pluck().get()}`)
    .join('\n');
}

function verify(copy: string, original: SqliteFile): void {
  const file = openFile(copy, { readonly: true });
  try {
    const found = file.pragma('integrity_check', { simple: true });
    if (found !== 'ok' || counts(file) !== counts(original)) {
      throw new StartFault(
        'The copy made before migrating is not the same as the database; nothing was changed.',
      );
    }
  } finally {
    file.close();
  }
}

function stepNumber(name: string): string {
  return name.split('_')[0]!;
}

/**
 * Keep a verified copy of the open database in `folder` as `pre-<from>-<to>-<time>.db` (0600); returns its path. Those
 * past their time go (copies.ts). Throws StartFault when there is no room or the copy differs.
 */
export function keepCopy(
  file: SqliteFile,
  folder: string,
  steps: { readonly from: string; readonly to: string },
  now: number,
): string {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  const disk = statfsSync(folder);
  if (disk.bavail * disk.bsize < ROOM * statSync(file.name).size) {
    throw new StartFault(
      `There is not enough room in ${folder} for a copy before migrating; nothing was changed.`,
    );
  }
  const name = `pre-${stepNumber(steps.from)}-${stepNumber(steps.to)}-${stampOf(now)}.db`;
  const path = join(folder, name);
  const part = `${path}.part`;
  rmSync(part, { force: true });
  // SQLite fills an empty file that is there; made first, nobody else can read it at any moment.
  const made = openSync(part, 'wx', 0o600);
  try {
    file.prepare('vacuum into ?').run(part);
    chmodSync(part, 0o600);
    fsyncSync(made);
  } finally {
    closeSync(made);
  }
  verify(part, file);
  renameSync(part, path);
  ageOut(folder, now);
  return path;
}
