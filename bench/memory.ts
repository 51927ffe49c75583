// What the program takes while nothing happens, with a hundred thousand members stored: printed, so that a leap is seen.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { fill } from './crowd.ts';
import { folder, key, MONDAY, open, openBare } from './house.ts';

const members = 100_000;

/** The program itself on that file; gives its resident memory once it is ready and has ticked, MB. */
async function atRest(path: string): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: `file:${path}`,
      RUNGS_KEY: key,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (data: Buffer) => String(data).includes('http') && resolve());
      child.once('exit', (code) => reject(new Error(`The program ended with ${code}`)));
    });
    // The first tick runs right after; its garbage is part of the picture.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
    return Number(resident) / 1024;
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
}

export const memory: Bench = {
  name: 'memory',
  what: `the program at rest, page and all, with ${members} members stored`,
  async run() {
    const path = join(folder(), 'rungs.db');
    const store = await open(path, { now: MONDAY });
    await store.close();
    const file = openBare(path);
    fill(file, store.vault, members, 0);
    // Nobody falls due while it is looked at.
    file.exec('update members set next_due_at = 9000000000000');
    file.close();
    return [{ what: 'resident', ours: await atRest(path), bare: null, unit: 'MB', target: null }];
  },
};
