// Works of the program other than `start`, run to their end as a user would run them.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { main } from './program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a work ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Run the program with these words over the files in `folder` (as program.ts lays them out). */
export function works(
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [main(), ...words], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATABASE_URL: `file:${folder}/data/rungs.db`,
      RUNGS_KEY_FILE: `${folder}/rungs.key`,
      RUNGS_CLOCK: `${folder}/clock`,
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data;
  });
  child.stderr.on('data', (data: Buffer) => {
    err += data;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}
