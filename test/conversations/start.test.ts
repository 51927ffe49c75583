// A fault at start, as somebody at a terminal sees it: one clear line on stderr, exit 1, nothing changed. How each is
// told apart: test/store/start.test.ts, test/config.test.ts.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { Ended, type Program, program } from '../support/program.ts';
import { comeIn, raw } from '../support/webDoor.ts';

const noon = '2026-11-23T12:00:00Z';

/** What stands on stderr but for the log's own lines of JSON; "it started" when it did. */
async function fault(rungs: Program): Promise<string> {
  try {
    await rungs.start();
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    expect(error.code).toBe(1);
    const lines = error.log.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
    expect(lines).toHaveLength(1);
    return lines[0] ?? '';
  }
  await rungs.kill();
  return 'it started';
}

/** Rungs on the same database and key as another, or on what `change` says. */
const beside = (other: Program, change: Readonly<Record<string, string>> = {}) =>
  program(noon, {
    DATABASE_URL: other.env.DATABASE_URL ?? '',
    RUNGS_KEY_FILE: other.env.RUNGS_KEY_FILE ?? '',
    RUNGS_CLOCK: other.env.RUNGS_CLOCK ?? '',
    ...change,
  });

/** Says hello, so that somebody stands in the database. */
async function greet(rungs: Program): Promise<void> {
  const { origin, port, searchParams } = new URL(rungs.url());
  const { cookie, token } = await comeIn(Number(port), searchParams.get('key') ?? '');
  const answer = await raw(Number(port), '/api/ask', {
    method: 'POST',
    headers: { cookie, origin, 'x-rungs': token, 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'hello-of-the-test', kind: 'say', text: 'hello', zone: 'Europe/Berlin' }),
  });
  expect(answer.status).toBe(200);
}

describe('a fault at start is one clear line and exit 1', () => {
  it('beside a running one: its port, its database; with settings that cannot be', async () => {
    const rungs = program(noon);
    await rungs.start();
    await greet(rungs);
    const { port } = new URL(rungs.url());
    expect(await fault(program(noon, { PORT: port }))).toMatch(`Port ${port} on 127.0.0.1 is taken`);
    expect(await fault(beside(rungs))).toMatch(/^Another Rungs is running on this database/);
    expect(await fault(program(noon, { PORT: '70000' }))).toMatch(/^PORT must be a number/);
    expect(await fault(program(noon, { RUNGS_CLOCK: '/nowhere/clock' }))).toMatch(/^RUNGS_CLOCK/);
    expect((await raw(Number(port), '/')).status).toBe(403);
    expect((await raw(Number(port), '/?key=wrong')).status).toBe(403);
    expect(await rungs.stop()).toBe(0);
  }, 60_000);

  it('with the key missing, wrong or short; and the database opens again with the right one', async () => {
    const rungs = program(noon);
    await rungs.start();
    await greet(rungs);
    await rungs.kill();
    const elsewhere = join(rungs.folder, 'elsewhere.key');
    expect(await fault(beside(rungs, { RUNGS_KEY_FILE: elsewhere }))).toMatch(
      /^The key that opens this database is missing/,
    );
    const wrong = Buffer.alloc(32, 9).toString('base64');
    expect(await fault(beside(rungs, { RUNGS_KEY: wrong }))).toMatch(/key/i);
    expect(await fault(beside(rungs, { RUNGS_KEY: 'short' }))).toMatch(/^RUNGS_KEY must hold 32 bytes/);
    expect(await fault(beside(rungs))).toBe('it started');
  }, 60_000);

  it('with the database damaged, no database at all, held by another program, or in no folder', async () => {
    const rungs = program(noon);
    const path = join(rungs.folder, 'data', 'rungs.db');
    mkdirSync(join(rungs.folder, 'data'));
    writeFileSync(path, 'Dear Maria, '.repeat(500));
    expect(await fault(rungs)).toBe(`${path} is not a database; it has not been touched.`);
    expect(readFileSync(path, 'utf8')).toBe('Dear Maria, '.repeat(500));

    const other = program(noon);
    await other.start();
    await greet(other);
    await other.stop();
    const good = join(other.folder, 'data', 'rungs.db');
    const whole = readFileSync(good);
    copyFileSync(good, join(other.folder, 'copy'));
    const held = new Sqlite(good);
    held.exec('begin immediate');
    expect(await fault(beside(other))).toBe(
      `The database ${good} is locked by another program; close that first.`,
    );
    held.close();
    writeFileSync(good, Buffer.from(whole).fill(0xa5, 4096 * 4, 4096 * 12));
    expect(await fault(beside(other))).toMatch(/is damaged and has not been touched/);
    copyFileSync(join(other.folder, 'copy'), good);
    expect(await fault(beside(other))).toBe('it started');
    expect(await fault(program(noon, { DATABASE_URL: 'file:/proc/rungs/rungs.db' }))).toMatch(
      /^The folder \/proc\/rungs cannot be made/,
    );
  }, 60_000);
});
