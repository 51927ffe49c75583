// Finding the operator's key, and knowing it for the right one. The environment is read in main; here only what it
// said arrives. What the key does is in seal.ts.

import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { codeOf, type Log, StartFault } from './faults.ts';
import type { Database } from './schema.ts';
import { createVault, type Vault } from './seal.ts';

/** What the settings say of the key: RUNGS_KEY, RUNGS_KEY_FILE, and the file used when neither is set. */
export interface KeySettings {
  readonly value?: string | undefined;
  readonly file?: string | undefined;
  readonly defaultFile: string;
}

const CHECK = 'rungs';
const placeOf = (row: string) => ({ table: 'keys', column: 'check_sealed', row });

function decode(text: string, from: string): Buffer {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, 'base64');
  if (key.length !== 32 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(trimmed)) {
    throw new StartFault(`${from} must hold 32 bytes in base64 (44 characters); what is there is not that.`);
  }
  return key;
}

function makeFile(path: string): Buffer {
  const key = randomBytes(32);
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, `${key.toString('base64')}\n`);
    // Members' keys are sealed with it from now on, so it must outlive a power cut.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}

/** The operator's key: RUNGS_KEY, else the key file; null when that is not there. Throws StartFault. */
export function lookForKey(settings: KeySettings, log: Pick<Log, 'warn'>): Buffer | null {
  if (settings.value) return decode(settings.value, 'RUNGS_KEY');
  const path = settings.file || settings.defaultFile;
  try {
    const text = readFileSync(path, 'utf8');
    if ((statSync(path).mode & 0o077) !== 0) {
      log.warn(`The key file ${path} can be read by others on this machine; chmod 600 keeps it yours.`);
    }
    return decode(text, `The key file ${path}`);
  } catch (error) {
    if (error instanceof StartFault) throw error;
    if (codeOf(error) === 'ENOENT') return null;
    throw new StartFault(`The key file ${path} cannot be read (${codeOf(error)}).`);
  }
}

/**
 * The operator's key; one is made only where it can lock nobody out (`mayMake`: a SQLite file with no member in it).
 * Throws StartFault with what to do.
 */
export function findKey(settings: KeySettings, mayMake: boolean, log: Log): Buffer {
  const found = lookForKey(settings, log);
  if (found !== null) return found;
  const path = settings.file || settings.defaultFile;
  if (!mayMake) {
    throw new StartFault(
      `The key that opens this database is missing: put it back at ${path}, or set RUNGS_KEY or RUNGS_KEY_FILE.`,
    );
  }
  try {
    const key = makeFile(path);
    log.info(
      `Made a new key in ${path}. Keep a copy of it apart from your backups: without it they cannot be read.`,
    );
    return key;
  } catch (error) {
    throw new StartFault(`The key file ${path} cannot be made (${codeOf(error)}).`);
  }
}

/**
 * The vault of this key, once the key is known to be the one that sealed this database; remembered in a database
 * that nobody has joined yet. Throws StartFault when it is another's.
 */
export async function checkKey(
  db: Kysely<Database>,
  key: Buffer,
  hasMembers: boolean,
  now: number,
): Promise<Vault> {
  const vault = createVault(key);
  const place = placeOf(vault.kid);
  const rows = await db.selectFrom('keys').selectAll().execute();
  const known = rows.find((row) => row.id === vault.kid);
  if (known !== undefined && vault.openSystem(place, known.check_sealed) === CHECK) return vault;
  if (rows.length > 0 && hasMembers) {
    throw new StartFault(
      'The key is not the one that this database was sealed with; put the right one back (RUNGS_KEY or the key file).',
    );
  }
  await db.transaction().execute(async (transaction) => {
    // Nobody has joined: at most strangers' first words stand there, sealed with a key that is gone.
    if (rows.length > 0) {
      await transaction.deleteFrom('keys').execute();
      await transaction.deleteFrom('inbox').execute();
    }
    const check_sealed = vault.sealSystem(place, CHECK);
    await transaction.insertInto('keys').values({ id: vault.kid, check_sealed, created_at: now }).execute();
  });
  return vault;
}

/** Whether this is the key that a database with these marks was sealed with. */
export function isItsKey(
  key: Buffer,
  marks: readonly { readonly id: string; readonly check_sealed: string }[],
): boolean {
  const vault = createVault(key);
  const mark = marks.find(({ id }) => id === vault.kid);
  try {
    return mark !== undefined && vault.openSystem(placeOf(vault.kid), mark.check_sealed) === CHECK;
  } catch {
    return false;
  }
}
