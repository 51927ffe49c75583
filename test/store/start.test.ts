import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, inject, it } from 'vitest';
import { mayLoseCommits, sqliteVersion } from '../../src/store/dialects/sqlite.ts';
import { StartFault } from '../../src/store/faults.ts';
import { inspectFile } from '../../src/store/inspect.ts';
import { openStore } from '../../src/store/open.ts';
import { bulkInsert } from '../../src/store/own.ts';
import { programs } from '../support/program.ts';
import { aMember, folders, NOW, servers, settingsFor } from '../support/stores.ts';

async function refusal(url: string): Promise<string> {
  try {
    const store = await openStore(settingsFor(url));
    await store.close();
  } catch (error) {
    if (!(error instanceof StartFault)) throw error;
    expect(error.message).not.toContain('\n');
    return error.message;
  }
  return 'opened';
}

async function filled(path: string, bytesEach = 400): Promise<void> {
  const store = await openStore(settingsFor(`file:${path}`));
  await store.work(async (unit) => {
    const own = await aMember(unit, store);
    const row = {
      name_sealed: 'x'.repeat(bytesEach),
      name_hash: 'h',
      paused: 0 as const,
      created_at: NOW,
      created_on: '2026-11-23',
    };
    await bulkInsert(
      own,
      'contacts',
      Array.from({ length: 300 }, () => row),
    );
  });
  await store.close();
}

describe('Starting on a SQLite file', () => {
  const folder = folders();
  const start = programs();

  it('makes the folder and the file, for nobody else to read', async () => {
    const path = join(folder(), 'a', 'b', 'rungs.db');
    await filled(path);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(dirname(path))) {
      expect(statSync(join(dirname(path), name)).mode & 0o077, name).toBe(0);
    }
  });

  it('takes a path from the working folder', async () => {
    const before = process.cwd();
    process.chdir(folder());
    try {
      await (await openStore(settingsFor('file:data/rungs.db'))).close();
      expect(existsSync('data/rungs.db')).toBe(true);
    } finally {
      process.chdir(before);
    }
  });

  it('names a folder that is none, or that may not be written', async () => {
    const place = folder();
    writeFileSync(join(place, 'plain'), '');
    expect(await refusal(`file:${join(place, 'plain', 'rungs.db')}`)).toMatch(/plain is not a folder\.$/);
    expect(await refusal(`file:${place}`)).toContain('is a folder, not a database file');
    expect(await refusal('file:/proc/rungs/rungs.db')).toContain('The folder /proc/rungs cannot be made');
    const closed = join(place, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    chmodSync(place, 0o755);
    const { said } = await start('holdStore.js', `file:${join(closed, 'rungs.db')}`, 'humble');
    expect(said).toBe(`StartFault: The folder ${closed} may not be written by this program.`);
  });

  it('names a file that may only be read', async () => {
    const place = join(folder(), 'open');
    mkdirSync(place, { mode: 0o777 });
    const path = join(place, 'rungs.db');
    await filled(path);
    chmodSync(path, 0o444);
    chmodSync(`${path}.lock`, 0o666);
    chmodSync(place, 0o777);
    chmodSync(dirname(place), 0o755);
    const { said } = await start('holdStore.js', `file:${path}`, 'humble');
    expect(said).toBe(`StartFault: The database ${path} may only be read, not written, by this program.`);
  });

  it('names a file that another program holds, after waiting a moment', async () => {
    const path = join(folder(), 'rungs.db');
    await filled(path);
    const other = new Sqlite(path);
    other.exec('begin immediate');
    try {
      expect(await refusal(`file:${path}`)).toBe(
        `The database ${path} is locked by another program; close that first.`,
      );
    } finally {
      other.close();
    }
    expect(await refusal(`file:${path}`)).toBe('opened');
  });

  it('names a damaged file and the newest copy, and leaves it as it is', async () => {
    const path = join(folder(), 'rungs.db');
    await filled(path);
    const bytes = readFileSync(path);
    for (let at = 4096 * 20; at < 4096 * 60; at += 512) bytes.fill(0xa5, at, at + 64);
    writeFileSync(path, bytes);
    expect(await refusal(`file:${path}`)).toMatch(
      /is damaged and has not been touched; there is no copy beside it\.$/,
    );
    mkdirSync(join(dirname(path), 'backups'));
    const copy = join(dirname(path), 'backups', 'rungs-20261123T090000Z.db');
    copyFileSync(path, copy);
    expect(await refusal(`file:${path}`)).toContain(`the newest copy is ${copy}.`);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('looks a large file through only when it was not put down cleanly', async () => {
    const path = join(folder(), 'rungs.db');
    await filled(path, 40_000);
    const damage = (file: string) => {
      const bytes = readFileSync(file);
      expect(bytes.length).toBeGreaterThan(10 * 2 ** 20);
      for (let at = 4096 * 500; at < 4096 * 600; at += 512) bytes.fill(0xa5, at, at + 64);
      writeFileSync(file, bytes);
    };
    const killed = join(folder(), 'rungs.db');
    const running = new Sqlite(path);
    running.exec("insert into meta values ('a', 'b')");
    copyFileSync(path, killed);
    copyFileSync(`${path}-wal`, `${killed}-wal`);
    running.close();
    damage(killed);
    damage(path);
    expect(await refusal(`file:${killed}`)).toMatch(/is damaged and has not been touched/);
    expect(await refusal(`file:${path}`)).toBe('opened');
    await expect(inspectFile(path, [])).rejects.toThrow('is damaged and has not been touched');
  });

  it('names a file that is no database, or of another program, and leaves it as it is', async () => {
    const path = join(folder(), 'letter.txt');
    writeFileSync(path, 'Dear Maria, '.repeat(500));
    expect(await refusal(`file:${path}`)).toBe(`${path} is not a database; it has not been touched.`);
    expect(readFileSync(path, 'utf8')).toBe('Dear Maria, '.repeat(500));
    const other = join(folder(), 'other.db');
    const file = new Sqlite(other);
    file.exec('create table songs (id)');
    file.close();
    const bytes = readFileSync(other);
    expect(await refusal(`file:${other}`)).toContain('is a database of another program');
    expect(readFileSync(other).equals(bytes)).toBe(true);
  });

  it('sets what keeps commits and forgets what was erased', async () => {
    const path = join(folder(), 'rungs.db');
    const { sql } = await import('kysely');
    const store = await openStore(settingsFor(`file:${path}`));
    const ask = async (name: string) =>
      Object.values((await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(store.db)).rows[0]!)[0];
    const found = [];
    for (const name of ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete'])
      found.push(await ask(name));
    expect(found).toEqual(['wal', 2, 1, 1]);
    expect(await ask('busy_timeout')).toBeLessThanOrEqual(100);
    await store.close();
    expect(readdirSync(dirname(path)).sort()).toEqual(['rungs.db', 'rungs.db.lock']);
  });

  it('knows the versions of SQLite that may lose commits', () => {
    for (const bad of ['3.7.0', '3.43.2', '3.44.5', '3.45.0', '3.49.1', '3.50.6', '3.51.0', '3.51.2']) {
      expect(mayLoseCommits(bad), bad).toBe(true);
    }
    for (const good of ['3.6.23', '3.44.6', '3.44.9', '3.50.7', '3.51.3', '3.52.0', '3.53.2', '4.0.0']) {
      expect(mayLoseCommits(good), good).toBe(false);
    }
    expect(mayLoseCommits(sqliteVersion())).toBe(false);
  });
});

describe('Starting on PostgreSQL', () => {
  const fresh = servers();

  it('names a server that is not there', async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number };
        server.close(() => resolve(port));
      });
    });
    const line = await refusal(`postgres://rungs:s3cretword@127.0.0.1:${port}/rungs`);
    expect(line).toBe('PostgreSQL cannot be reached at the address in DATABASE_URL (ECONNREFUSED).');
    expect(await refusal('postgres://rungs@no-such-host.invalid/rungs')).toContain('cannot be reached');
  });

  it('names a wrong password, database and right, never the password', async () => {
    const server = inject('postgres');
    const wrong = await refusal(`${server.replace('rungs@', 's3cretword@')}/postgres`);
    expect(wrong).toBe('PostgreSQL does not accept the user or password in DATABASE_URL.');
    expect(await refusal(`${server}/no_such`)).toContain('does not exist');
    const url = await fresh();
    const pg = await import('pg');
    const client = new pg.default.Client({ connectionString: url });
    await client.connect();
    await client.query(`alter database ${url.split('/').at(-1)} set default_transaction_read_only = on`);
    await client.end();
    expect(await refusal(url)).toBe('That PostgreSQL database may only be read.');
  });

  it('names an address that it cannot read', async () => {
    expect(await refusal('postgres://[oops')).toBe('DATABASE_URL is not an address that can be read.');
    expect(await refusal('mysql://x')).toContain('must be file:PATH or postgres://');
    expect(await refusal('data/rungs.db')).toContain('must be file:PATH or postgres://');
    expect(await refusal('file:')).not.toBe('opened');
  });
});
