// Programs of their own for benches of doors: ours and the bare twins, at a simulated platform that stays in the bench's process;
// and members whose card is due.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Store } from '../src/store/open.ts';
import { key } from './house.ts';

/** A program as a child, ready: it has said so in a line. */
export async function child(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const made = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    made.stdout?.on('data', (data: Buffer) => String(data).includes('Ready') && resolve());
    made.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
  });
  return made;
}

/** Rungs itself over that file, with a door's settings. */
export const rungs = (path: string, door: NodeJS.ProcessEnv) =>
  child(['main.ts'], { DATABASE_URL: `file:${path}`, RUNGS_KEY: key, LOG_LEVEL: 'warn', ...door });

/** Ask it to stop; resolves when it has. */
export async function end(made: ChildProcess): Promise<void> {
  const gone = new Promise((done) => made.once('exit', done));
  made.kill('SIGTERM');
  await gone;
}

/** MB that it takes in memory. */
export const resident = ({ pid }: ChildProcess) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** A member and where their direct channel is. */
export interface Known {
  readonly user: string;
  readonly channel: string;
}

/** All members' cards are due at this minute; those of `not` have had theirs. */
export async function makeDue(
  store: Store,
  now: number,
  all: readonly Known[],
  not: readonly Known[],
): Promise<void> {
  await store.work(async ({ db }) => {
    for (const { user, channel } of all)
      await db.updateTable('addresses').set({ channel }).where('user', '=', user).execute();
    await db
      .updateTable('members')
      .set({
        morning: new Date(now).toISOString().slice(11, 16),
        days: 'mon,tue,wed,thu,fri,sat,sun',
        quiet_from: '00:00',
        quiet_until: '00:01',
        next_due_at: Math.floor(now / 60_000) * 60_000,
      })
      .execute();
    for (const { user } of not)
      await db
        .updateTable('members')
        .set({ next_due_at: now + 86_400_000, morning: '00:00' })
        .where('id', '=', (one) => one.selectFrom('addresses').select('member').where('user', '=', user))
        .execute();
  });
}

/** Resolves after so many ms. */
export const after = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** The value below which that part of them lies. */
export const rank = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ??
  Number.NaN;
