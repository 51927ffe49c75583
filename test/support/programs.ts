// Other programs that a test starts beside itself, by their own process, so that they can be killed.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** A program started by a test. */
export interface Program {
  /** Its first line on stdout. */
  readonly said: string;
  /** `kill -9`, done when it is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a script of test/support with arguments; waits for its first line. Killed after the test. */
export function programs(): (script: string, ...args: string[]) => Promise<Program> {
  const running: ChildProcess[] = [];
  const kill = async (child: ChildProcess) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  afterEach(async () => {
    for (const child of running.splice(0)) await kill(child);
  });
  return async (script, ...args) => {
    const path = join(import.meta.dirname, script);
    const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let out = '';
    let wrong = '';
    child.stderr?.on('data', (chunk) => {
      wrong += String(chunk);
    });
    const said = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', (chunk) => {
        out += String(chunk);
        if (out.includes('\n')) resolve(out.slice(0, out.indexOf('\n')));
      });
      child.on('exit', () => reject(new Error(`${script} ended without a word: ${wrong}`)));
    });
    return { said, kill: () => kill(child) };
  };
}
