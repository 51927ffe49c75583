// The program as an operator has it: doctor, health, metrics, copies beside it, and trouble with its database.

import { spawn } from 'node:child_process';
import { existsSync, openSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { main, program } from '../support/program.ts';
import { smallDisks } from '../support/smallDisk.ts';
import { type Visitor, visitor } from '../support/visitor.ts';
import { works } from '../support/works.ts';

const early = '2026-11-23T06:30:00Z';
const name = 'Zanzibartha';

const running: { end(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.end();
});

function prepared(env: Readonly<Record<string, string>> = {}) {
  const made = program(early, env);
  running.push({ end: () => made.kill() });
  return made;
}

async function join1(visit: Visitor): Promise<void> {
  await visit.presses('Join');
  await visit.presses('09:00, Mon–Fri');
  await visit.presses('Message a friend');
  await visit.says(name);
  await visit.rates(2);
  await visit.presses('Friend');
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

describe('A running program', () => {
  it('is watched, looked at by doctor and copied without a stop, and never with a name', async () => {
    const port = String(await freePort());
    const key = 'a key for the metrics';
    const env = { PORT: port, RUNGS_METRICS_KEY: key };
    const rungs = prepared(env);
    const first = await works(rungs.folder, ['doctor'], env);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^ok {5}database: .* is new; the first start fills it$/m);

    await rungs.start();
    const visit = await visitor(rungs.url());
    await join1(visit);

    expect(await visit.asks('/health')).toEqual({ status: 200, text: '{"status":"ok"}' });
    const here = await visit.asks('/metrics');
    expect(here.status).toBe(200);
    expect(here.text).toMatch(/^rungs_members\{state="active"\} 1$/m);
    expect(here.text).toMatch(/^rungs_asks_total\{result="answered"\} [1-9]\d*$/m);
    expect(here.text).toMatch(/^rungs_ticks_total\{result="lost"\} 0$/m);
    expect(here.text).toMatch(/^rungs_database_bytes [1-9]\d*$/m);
    // Every line is a comment or one name, labels, and a number.
    for (const line of here.text.trimEnd().split('\n'))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) rungs_\w+ .+|rungs_\w+(?:\{\w+="[^"]*"\})? \S+)$/);
    const by = { 'x-forwarded-for': '203.0.113.9' };
    expect((await visit.asks('/metrics', by)).status).toBe(403);
    expect((await visit.asks('/metrics', { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await visit.asks('/metrics', { ...by, authorization: 'Bearer something else' })).status).toBe(
      403,
    );
    expect((await visit.asks('/metrics', { ...by, authorization: `Bearer ${key}` })).status).toBe(200);

    // The clock goes on, the first daily copy was made at the first tick with a member.
    rungs.at('2026-11-23T08:00:05Z');
    const backups = join(rungs.folder, 'data', 'backups');
    await expect.poll(() => rungs.log(), { timeout: 10_000 }).toContain("Kept today's copy");
    expect(readdirSync(backups)).toHaveLength(1);

    const [copied, doctor, restored] = await Promise.all([
      works(rungs.folder, ['backup'], env),
      works(rungs.folder, ['doctor'], env),
      works(rungs.folder, ['restore'], env),
    ]);
    expect(copied).toMatchObject({ code: 0, err: '' });
    expect(copied.out).toMatch(/^Kept a copy in .*: 1 member, looked through and whole\.\n$/);
    expect(doctor).toMatchObject({ code: 0, err: '' });
    expect(doctor.out).toMatch(/^ok {5}database: .*, 1 member, .*; Rungs runs on it$/m);
    expect(doctor.out).toMatch(/^ok {5}key: .* opens the database$/m);
    expect(doctor.out).toMatch(/^ok {5}web port: .*, the Rungs that runs answers there$/m);
    expect(restored).toMatchObject({ code: 1, out: '' });
    expect(restored.err).toMatch(/^Another Rungs is running on this database; .*\n$/);

    const said = [rungs.log(), here.text, first, copied, doctor, restored].map((one) => JSON.stringify(one));
    for (const one of said) expect(one).not.toContain(name);
    expect(await rungs.stop()).toBe(0);
  }, 90_000);

  it('with the page off listens only when PORT is set, and then for watching alone', async () => {
    const quiet = prepared({ RUNGS_WEB: 'off', PORT: '' });
    await quiet.start();
    expect(quiet.out()).toBe('Ready\n');
    await quiet.stop();
    const rungs = prepared({ RUNGS_WEB: 'off' });
    await rungs.start();
    const [, base = ''] = /^Listening on (http:\S+)\nReady\n$/.exec(rungs.out()) ?? [];
    expect((await fetch(`${base}/health`)).status).toBe(200);
    expect((await fetch(`${base}/metrics`)).status).toBe(200);
    expect((await fetch(`${base}/`)).status).toBe(404);
    expect(await rungs.stop()).toBe(0);
  });
});

describe('What it says', () => {
  /** The program with these as stdout and stderr, until it answers; then its end, asked for kindly. */
  async function endOf(out: 'pipe' | number): Promise<number | null> {
    const port = String(await freePort());
    const rungs = prepared({ PORT: port });
    const child = spawn(process.execPath, [main()], { env: { ...rungs.env }, stdio: ['ignore', out, out] });
    running.push({ end: async () => void child.kill('SIGKILL') });
    child.stdout?.destroy();
    child.stderr?.destroy();
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const health = async () => (await fetch(`http://127.0.0.1:${port}/health`)).status;
    const state = () => (child.exitCode === null ? health().catch(() => 0) : 'ended');
    await expect.poll(state, { timeout: 60_000 }).not.toBe(0);
    child.kill('SIGTERM');
    return ended;
  }

  it('ends nothing where whoever read it has gone', async () => {
    expect(await endOf('pipe')).toBe(0);
  }, 90_000);

  // There on Linux.
  if (existsSync('/dev/full'))
    it('ends nothing where the disk for it is full', async () => {
      expect(await endOf(openSync('/dev/full', 'w'))).toBe(0);
    }, 90_000);
});

describe('doctor', () => {
  it('names every fault in a line of its own, and exits 1', async () => {
    const rungs = prepared();
    await rungs.start();
    await join1(await visitor(rungs.url()));
    await rungs.stop();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', () => resolve()));
    const { port } = taken.address() as { port: number };
    writeFileSync(join(rungs.folder, 'rungs.key'), Buffer.alloc(32, 1).toString('base64'), { mode: 0o600 });
    const [settings, rest, newer] = [
      await works(rungs.folder, ['doctor'], {
        PORT: 'many',
        RUNGS_WEB: 'perhaps',
        LOG_LEVEL: 'loud',
      }),
      await works(rungs.folder, ['doctor'], { PORT: String(port) }),
      await (async () => {
        const file = new Sqlite(join(rungs.folder, 'data', 'rungs.db'));
        file.prepare("insert into migrations (name, at) values ('9001_more', 0)").run();
        file.close();
        return works(rungs.folder, ['doctor'], { RUNGS_KEY_FILE: join(rungs.folder, 'none') });
      })(),
    ];
    taken.close();
    const faults = (out: string) => out.split('\n').filter((line) => line.startsWith('fault'));
    expect(settings).toMatchObject({ code: 1, err: '3 faults found.\n' });
    expect(faults(settings.out)).toEqual([
      'fault  settings: PORT must be a number from 0 to 65535.',
      'fault  settings: RUNGS_WEB must be on or off.',
      expect.stringMatching(/^fault {2}settings: LOG_LEVEL must be one of /),
    ]);
    expect(rest.code).toBe(1);
    expect(faults(rest.out)).toEqual([
      expect.stringMatching(/^fault {2}key: .* is not the one that this database was sealed with\.$/),
      expect.stringMatching(/^fault {2}web port: port \d+ on 127\.0\.0\.1 is taken/),
    ]);
    expect(newer.code).toBe(1);
    expect(faults(newer.out)).toEqual([
      expect.stringMatching(/^fault {2}database: This database was made by a newer Rungs/),
      expect.stringMatching(/^fault {2}key: it is missing: put it back at /),
    ]);
  }, 90_000);
});

describe('Trouble with the database while it runs', () => {
  const card = (heard: readonly string[]) => heard.filter((text) => text.includes('Good morning')).length;

  it('another program that holds it for 30 seconds: kind answers, nothing half done, then all goes on', async () => {
    const rungs = prepared();
    await rungs.start();
    const visit = await visitor(rungs.url());
    await join1(visit);
    const other = new Sqlite(join(rungs.folder, 'data', 'rungs.db'));
    other.exec('begin immediate');
    const since = performance.now();
    rungs.at('2026-11-23T08:00:05Z');
    const refused = await visit.says('add Quokkalinda', 'first-try');
    expect(refused).toMatchObject({
      status: 503,
      body: { problem: expect.stringContaining('Try again in a moment') },
    });
    expect(await visit.asks('/health')).toEqual({
      status: 503,
      text: '{"status":"down","down":["database"]}',
    });
    expect((await visit.asks('/')).text).toContain('<title>Rungs</title>');
    expect((await visit.asks('/api/state')).text).toContain('I go on trying; nothing is lost');
    while (performance.now() - since < 30_000) await new Promise((resolve) => setTimeout(resolve, 200));
    other.exec('rollback');
    other.close();
    await expect.poll(async () => card(await visit.heard()), { timeout: 30_000, interval: 500 }).toBe(1);
    expect((await visit.says('add Quokkalinda', 'first-try')).status).toBe(200);
    await expect.poll(async () => (await visit.asks('/health')).status, { timeout: 10_000 }).toBe(200);
    expect((await visit.heard()).filter((text) => text === 'add Quokkalinda')).toHaveLength(1);
    expect(rungs.log()).toContain('held by another program');
    expect(await rungs.stop()).toBe(0);
  }, 90_000);

  // Only root may mount; elsewhere the full disk is the one of trouble.test.ts.
  const disk = smallDisks();
  if (disk)
    it('a disk that is full: kind answers, nothing half done, and by itself all right with some room', async () => {
      const place = disk();
      running.push({ end: async () => place.gone() });
      const rungs = prepared({ DATABASE_URL: `file:${place.path}/rungs.db` });
      running.reverse();
      await rungs.start();
      const visit = await visitor(rungs.url());
      await join1(visit);
      const filler = join(place.path, 'filler');
      const { bavail, bsize } = statfsSync(place.path);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
      // The log has room for a little where it was used before.
      const line = `win ${'a long thought '.repeat(250)}`;
      let status = 200;
      for (let n = 0; n < 400 && status === 200; n += 1) {
        rungs.at(new Date(Date.parse(early) + n * 3_000).toISOString());
        status = (await visit.says(line)).status;
      }
      expect(status).toBe(503);
      expect(await visit.asks('/health')).toEqual({
        status: 503,
        text: '{"status":"down","down":["database"]}',
      });
      rmSync(filler);
      expect((await visit.says('add Xylophonso')).status).toBe(200);
      await expect.poll(async () => (await visit.asks('/health')).status, { timeout: 10_000 }).toBe(200);
      rungs.at('2026-11-23T08:00:05Z');
      await expect.poll(async () => card(await visit.heard()), { timeout: 10_000 }).toBe(1);
      expect(await rungs.stop()).toBe(0);
      const file = new Sqlite(join(place.path, 'rungs.db'), { readonly: true });
      expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
      file.close();
    }, 90_000);
});
