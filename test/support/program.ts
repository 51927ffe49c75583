// Programs as children, started, stopped and killed by their own process like a user's: the real one on a database and
// a clock of its own (`program`), and the small scripts of test/support (`programs`).

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, inject } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One life of a child. */
interface Life {
  /** stdout and stderr so far. */
  out(): string;
  log(): string;
  /** A signal, and wait for the end; gives the exit code, null when it was killed. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** What Node is to run: as `npm start` does, from its TypeScript; or the same built, which starts four times as fast. */
export const asUsersDo: readonly string[] = ['--import', 'tsx', 'main.ts'];
export const main = (): string => join(inject('built'), 'main.js');

/** Starts Node in the project's folder; there when its stdout fits. Throws with its stderr when it ends before. */
async function launch(args: readonly string[], ready: RegExp, env?: NodeJS.ProcessEnv): Promise<Life> {
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(env && { env }),
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let out = '';
  let log = '';
  child.stderr?.on('data', (data: Buffer) => {
    log += data;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (data: Buffer) => {
      out += data;
      if (ready.test(out)) resolve();
    });
    void ended.then((code) => reject(new Ended(code, log)));
  });
  return {
    out: () => out,
    log: () => log,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A program that ended before it was ready. */
export class Ended extends Error {
  readonly code: number | null;
  /** All of its stderr. */
  readonly log: string;
  constructor(code: number | null, log: string) {
    super(`the program ended with ${code}: ${log}`);
    this.code = code;
    this.log = log;
  }
}

/** Rungs itself. */
export interface Program {
  /** The link on the last line of stdout. */
  url(): string;
  /** Set the program's clock; it ticks within a second. */
  at(instant: string): void;
  start(): Promise<void>;
  /** SIGTERM, and wait; gives the exit code. */
  stop(): Promise<number | null>;
  /** kill -9, and wait. */
  kill(): Promise<void>;
  /** Everything on stderr, over all its lives. */
  log(): string;
  /** stdout of this life. */
  out(): string;
  /** Where its database and key are. */
  readonly folder: string;
  /** What it is started with. */
  readonly env: Readonly<Record<string, string>>;
}

/** What ends each program made by a file's tests, wherever in them it was made: a hook set inside a test would not run. */
const made: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(made.splice(0).map((end) => end()));
});

/** Rungs in a new folder, not yet started; gone after the file's tests. `env` comes on top of a bare environment. */
export function program(
  instant: string,
  env: Readonly<Record<string, string>> = {},
  run: readonly string[] = [main()],
): Program {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-program-'));
  const clock = join(folder, 'clock');
  const own = {
    DATABASE_URL: `file:${folder}/data/rungs.db`,
    RUNGS_KEY_FILE: `${folder}/rungs.key`,
    RUNGS_CLOCK: clock,
    PORT: '0',
    RUNGS_WEB_KEY: 'a-key-of-the-test-0123456789',
    ...env,
  };
  let life: Life | undefined;
  let earlier = '';

  const at = (when: string) => {
    writeFileSync(clock, `${when}\n`);
    const now = new Date();
    utimesSync(clock, now, now);
  };
  at(instant);

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const code = await life?.end(signal);
    earlier += life?.log() ?? '';
    life = undefined;
    return code ?? null;
  }
  made.push(async () => {
    await end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    url: () => /Open (\S+)/.exec(life?.out() ?? '')?.[1] ?? '',
    at,
    async start() {
      life = await launch(run, /^(?:Open|Ready).*\n/m, {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...own,
      });
      // The next life comes at the same address, as it would for a member.
      own.PORT = /localhost:(\d+)/.exec(life.out())?.[1] ?? own.PORT;
    },
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    log: () => earlier + (life?.log() ?? ''),
    out: () => life?.out() ?? '',
    folder,
    env: own,
  };
}

/** How many rows stand in a table of a program's file, just now. */
export function countIn({ folder }: Program, table: 'inbox' | 'members'): number {
  const file = new Sqlite(join(folder, 'data', 'rungs.db'), { readonly: true });
  try {
    return file.prepare(`select count(*) from ${table}`).pluck().get() as number;
  } finally {
    file.close();
  }
}

/** A script of test/support that runs. */
export interface Script {
  /** Its first line on stdout. */
  readonly said: string;
  /** `kill -9`, done when it is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a script of test/support, built (`.js`), with arguments; waits for its first line. Killed after the test. */
export function programs(): (script: string, ...args: string[]) => Promise<Script> {
  const running: Life[] = [];
  afterEach(async () => {
    for (const life of running.splice(0)) await life.end('SIGKILL');
  });
  return async (script, ...args) => {
    const life = await launch([join(inject('built'), 'test', 'support', script), ...args], /\n/);
    running.push(life);
    return { said: life.out().split('\n')[0] ?? '', kill: async () => void (await life.end('SIGKILL')) };
  };
}
