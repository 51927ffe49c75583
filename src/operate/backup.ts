// `npm run backup`: a copy of a file database, also while Rungs runs on it. On PostgreSQL, pg_dump is the tool.

import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { backUp } from '../store/backup.ts';
import { ageOut } from '../store/copies.ts';
import { StartFault } from '../store/faults.ts';
import { fileFault, lookAt } from '../store/file.ts';
import { programClock } from '../time/clock.ts';
import { fileOnly } from './place.ts';
import type { Given } from './work.ts';

/** Make the copy, let go of those past their time. Throws StartFault: one line. */
export async function backup({ env, say }: Given): Promise<void> {
  const config = readConfig(env);
  const { path, backups } = fileOnly(config.databaseUrl, 'pg_dump');
  await lookAt(path, true).catch(refuse(path));
  const now = programClock({ file: config.clock }).now();
  const copy = backUp(path, backups, now);
  const rows = await copy.done;
  const gone = ageOut(backups, now);
  say(`Kept a copy in ${copy.path}: ${counted(rows.members ?? 0, 'member')}, looked through and whole.`);
  if (gone > 0) say(`Let go of ${counted(gone, 'copy', 'copies')} past its 30 days.`);
}

/** "1 member", "3 members". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

/** A missing or bad file as one line. */
function refuse(path: string) {
  return (error: unknown): never => {
    throw existsSync(path) ? fileFault(error, path) : new StartFault(`There is no database at ${path}.`);
  };
}
