// The real program as a child, on a database and a clock of its own; started, stopped and killed like a user's.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Program {
  /** The line on stdout with the link to come in by. */
  url(): string;
  /** Set the program's clock; it ticks within a second. */
  at(instant: string): void;
  /** SIGTERM, and wait; gives the exit code. */
  stop(): Promise<number | null>;
  /** kill -9, and wait. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Everything on stderr so far. */
  log(): string;
  /** stdout so far. */
  out(): string;
  readonly folder: string;
  /** Stop and take the folder away. */
  end(): Promise<void>;
}

/** A program in a new folder, not yet started. `env` comes on top of a bare environment. */
export function program(instant: string, env: Readonly<Record<string, string>> = {}): Program {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-'));
  const clock = join(folder, 'clock');
  let child: ChildProcess | undefined;
  let out = '';
  let log = '';
  let done: Promise<number | null> = Promise.resolve(0);

  const at = (when: string) => {
    writeFileSync(clock, `${when}\n`);
    const now = new Date();
    utimesSync(clock, now, now);
  };
  at(instant);

  async function start(): Promise<void> {
    out = '';
    child = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: `file:${folder}/data/rungs.db`,
        RUNGS_KEY_FILE: `${folder}/rungs.key`,
        RUNGS_CLOCK: clock,
        PORT: '0',
        ...env,
      },
    });
    const self = child;
    done = new Promise((resolve) => self.once('exit', (code) => resolve(code)));
    self.stderr?.on('data', (data: Buffer) => {
      log += data;
    });
    await new Promise<void>((resolve, reject) => {
      self.stdout?.on('data', (data: Buffer) => {
        out += data;
        if (/^(?:Open|Ready)/m.test(out)) resolve();
      });
      self.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${log}`)));
    });
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    child?.kill(signal);
    const code = await done;
    child = undefined;
    return code;
  }

  return {
    url: () => /Open (\S+)/.exec(out)?.[1] ?? '',
    at,
    start,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    log: () => log,
    out: () => out,
    folder,
    async end() {
      if (child) await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
