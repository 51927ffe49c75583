// A SQLite file before it is opened for writing: made when it is not there, looked at without changing a byte, and
// everything that may be wrong with it said in plain words.

import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { backupsOf, newestCopy } from './copies.ts';
import { downReason, openFile, type SqliteFile } from './dialects/sqlite.ts';
import { codeOf, pause, StartFault } from './faults.ts';

/** What a look at a file told: the migrations done in it, or none in an empty one. */
export interface Looked {
  readonly empty: boolean;
  readonly applied: readonly string[];
}

/** How long a start waits for another program that holds the file, ms. */
const PATIENCE = 3_000;

/** What is wrong with the file at `path`, as a line for the operator. Passes on what it does not know. */
export function fileFault(error: unknown, path: string): unknown {
  if (error instanceof StartFault) return error;
  const folder = dirname(path);
  const code = codeOf(error);
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new StartFault(`${folder} is not a folder.`, { cause: error });
  if (code === 'ENOENT') return new StartFault(`The folder ${folder} cannot be made.`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartFault(`The folder ${folder} may not be written by this program.`, { cause: error });
  }
  if (code === 'ENOSPC') return new StartFault(`The disk that holds ${folder} is full.`, { cause: error });
  if (code === 'SQLITE_NOTADB') {
    return new StartFault(`${path} is not a database; it has not been touched.`, { cause: error });
  }
  switch (downReason(error)) {
    case 'busy':
      return new StartFault(`The database ${path} is locked by another program; close that first.`, {
        cause: error,
      });
    case 'full':
      return new StartFault(`The disk that holds ${path} is full.`, { cause: error });
    case 'read-only':
      return new StartFault(`The database ${path} may only be read, not written, by this program.`, {
        cause: error,
      });
    case 'damaged':
      return damaged(path, error);
    case 'gone':
      return new StartFault(`The database ${path} cannot be opened (${code}).`, { cause: error });
    default:
      return error;
  }
}

function damaged(path: string, cause: unknown): StartFault {
  const copy = newestCopy(backupsOf(path));
  const cure =
    copy === null
      ? 'there is no copy beside it'
      : `the newest copy is ${copy}. Put a good one back with: npm run restore`;
  return new StartFault(`The database ${path} is damaged and has not been touched; ${cure}.`, { cause });
}

/** Make a folder and those above it, 0700. Node's own recursive mkdir never ends under /proc. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (codeOf(error) !== 'ENOENT' || existsSync(dirname(folder))) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}

/** Make the folder (0700) and an empty file (0600) where there are none. Throws the system's errors. */
export function makeFile(path: string): void {
  makeFolder(dirname(path));
  try {
    // Only ever made, never opened and closed: closing would free locks that this process holds on it.
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (statSync(path).isDirectory()) throw new StartFault(`${path} is a folder, not a database file.`);
  }
}

/** Try again while another program holds the file, then throw the driver's error. */
export async function patiently<T>(attempt: () => T): Promise<T> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (downReason(error) !== 'busy' || performance.now() > until) throw error;
      await pause(25);
    }
  }
}

/** A file up to this size is looked through at every start, bytes: some 50 ms. */
const lookedThroughMost = 8 * 2 ** 20;

/**
 * Whether the whole file is looked through for damage: always a small one, and any that was not put down cleanly (its log
 * still stands there). A large one that was would make each start as long as it is large; its daily copy is checked.
 */
function worthLookingThrough(path: string): boolean {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return statSync(path).size <= lookedThroughMost || (log !== undefined && log.size > 0);
}

function looked(file: SqliteFile, path: string, through: boolean): Looked {
  const tables = file
    .prepare("select name from sqlite_master where type = 'table'")
    .pluck()
    .all() as string[];
  const check = through ? file.pragma('quick_check(1)', { simple: true }) : 'ok';
  if (check !== 'ok') throw damaged(path, new Error(String(check)));
  if (tables.length === 0) return { empty: true, applied: [] };
  if (!tables.includes('migrations') || !tables.includes('members')) {
    const own = tables.length === 1 && tables[0] === 'migrations';
    if (!own) throw new StartFault(`${path} is a database of another program; it has not been touched.`);
  }
  return { empty: false, applied: file.prepare('select name from migrations').pluck().all() as string[] };
}

/**
 * Look at a file without writing to it; `through`: for damage on every page of it. Throws what `fileFault` puts into words, or
 * StartFault.
 */
export function lookAt(path: string, through = worthLookingThrough(path)): Promise<Looked> {
  return patiently(() => {
    const file = openFile(path, { readonly: true });
    try {
      return looked(file, path, through);
    } finally {
      file.close();
    }
  });
}
