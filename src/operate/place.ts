// Where a file database and its copies stand, or the line that says that copies of this one are the operator's.

import { resolve } from 'node:path';
import { backupsOf } from '../store/copies.ts';
import { StartFault } from '../store/faults.ts';

/** A file database. */
export interface FilePlace {
  readonly path: string;
  /** Folder of its copies. */
  readonly backups: string;
}

/** The file that DATABASE_URL names, or null for another kind of database. */
export function placeOf(url: string): FilePlace | null {
  if (!url.startsWith('file:')) return null;
  const path = resolve(url.slice('file:'.length));
  return { path, backups: backupsOf(path) };
}

/** The same for what works on files alone. Throws StartFault naming the tool to use instead. */
export function fileOnly(url: string, tool: string): FilePlace {
  const place = placeOf(url);
  if (place === null)
    throw new StartFault(
      `Rungs copies only a database that is a file; of PostgreSQL, copies are yours to make and put back: use ${tool}.`,
    );
  return place;
}
