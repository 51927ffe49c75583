// `npm run restore [FILE]`: a copy in the place of the database, by default the newest good one. It is looked through,
// brought up to date and made to fit the present in a folder of its own; only then does it change places.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { migrations } from '../../migrations/index.ts';
import { type Config, readConfig } from '../config.ts';
import { copyFile } from '../store/backup.ts';
import { ageOut, goodCopies } from '../store/copies.ts';
import { erasures, listErasuresOf } from '../store/erased.ts';
import { type Log, StartFault } from '../store/faults.ts';
import { fileFault, makeFolder } from '../store/file.ts';
import { openStore } from '../store/open.ts';
import { putBack } from '../store/putBack.ts';
import { takeFileSeat } from '../store/seat.ts';
import { programClock } from '../time/clock.ts';
import { counted } from './backup.ts';
import { endThePast, eraseAgain } from './past.ts';
import { type FilePlace, fileOnly } from './place.ts';
import type { Given } from './work.ts';

/** Put a copy back. Throws StartFault: one line, and nothing was changed. */
export async function restore({ env, words, folder, logAt, say }: Given): Promise<void> {
  const config = readConfig(env);
  const place = fileOnly(config.databaseUrl, 'pg_restore');
  const log = logAt(config.logLevel);
  makeFolder(dirname(place.path));
  const seat = takeFileSeat(place.path);
  const desk = mkdtempSync(join(dirname(place.path), 'restoring-'));
  try {
    const now = programClock({ file: config.clock }).now();
    const fresh = join(desk, 'rungs.db');
    const from = await fetchCopy(place, words.join(' '), fresh, log);
    // The database that is replaced may know of erasures that are not listed yet.
    if (existsSync(place.path)) noteLast(place, log);
    const { members, erased } = await makeFit(config, folder, fresh, now, place, log);
    const kept = putBack(fresh, place.path, place.backups, now);
    ageOut(place.backups, now);
    say(`Put back ${from}: ${counted(members, 'member')}.`);
    if (erased > 0)
      say(`Erased again what was erased since it was made: ${counted(erased, 'entry', 'entries')}.`);
    say('Everything up to today counts as sent: the next card comes on the next planned day.');
    if (kept !== null) say(`What stood there before is kept for 30 days in ${kept}.`);
  } catch (error) {
    throw fileFault(error, place.path);
  } finally {
    rmSync(desk, { recursive: true, force: true });
    await seat.leave();
  }
}

/** The copy asked for, or the newest good one, looked through and copied to `to`. Returns its path. */
async function fetchCopy(place: FilePlace, named: string, to: string, log: Log): Promise<string> {
  const asked = named === '' ? null : [resolve(named), join(place.backups, named)].find(existsSync);
  if (asked === undefined) throw new StartFault(`There is no file ${resolve(named)}; nothing was changed.`);
  if (asked === place.path) throw new StartFault('That is the database itself; name a copy of it.');
  if (asked !== null) {
    await copyFile(asked, to).done;
    return asked;
  }
  for (const { path } of goodCopies(place.backups)) {
    try {
      await copyFile(path, to).done;
      return path;
    } catch (error) {
      log.warn(`Passed over ${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new StartFault(`There is no good copy in ${place.backups}; nothing was changed.`);
}

function noteLast(place: FilePlace, log: Log): void {
  try {
    listErasuresOf(place.path, place.backups);
  } catch {
    log.warn(`What ${place.path} notes as erased last could not be read; what is listed is erased again.`);
  }
}

/** The copy in its folder: today's schema, without what was erased, with nothing in it to be sent again. */
async function makeFit(
  config: Config,
  folder: string,
  fresh: string,
  now: number,
  place: FilePlace,
  log: Log,
): Promise<{ readonly members: number; readonly erased: number }> {
  const store = await openStore({
    url: `file:${fresh}`,
    migrations,
    key: { value: config.key, file: config.keyFile, defaultFile: join(folder, 'rungs.key') },
    now: () => now,
    log: { ...log, info: () => undefined },
  });
  try {
    const erased = await eraseAgain(store, erasures(place.backups));
    await endThePast(store);
    const members = await store.db.selectFrom('members').select('id').execute();
    return { members: members.length, erased };
  } finally {
    await store.close();
  }
}
