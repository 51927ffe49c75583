// A copy of a SQLite file while it is in use: made beside, looked through, and only then given its name. When one is
// due is operate's matter; how it is read, the worker's (dialects/copyFile.js).

import { closeSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { stampOf } from './copies.ts';
import { codeOf, StartFault } from './faults.ts';
import { fileFault, makeFolder } from './file.ts';

/** Free room asked for, in sizes of the database: the copy, and what is written meanwhile. */
const ROOM = 1.5;

/** A copy under way. */
export interface CopyUnderWay {
  /** Rows of each table, once the copy is whole, looked through and on the disk. Rejects with StartFault: one line. */
  readonly done: Promise<Readonly<Record<string, number>>>;
  /** Give it up; `done` rejects. */
  stop(): Promise<void>;
}

/** Copy the file at `from` to `to` (0600), which stands only when it is whole. Both are paths; `from` may be in use. */
export function copyFile(from: string, to: string): CopyUnderWay {
  const part = `${to}.part`;
  let worker: Worker | undefined;
  const done = (async () => {
    makeFolder(dirname(to));
    const disk = statfsSync(dirname(to));
    const log = statSync(`${from}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (disk.bavail * disk.bsize < ROOM * (statSync(from).size + log))
      throw new StartFault(`There is not enough room in ${dirname(to)} for a copy.`);
    rmSync(part, { force: true });
    // Made first, nobody else can read it at any moment.
    const made = openSync(part, 'wx', 0o600);
    try {
      worker = new Worker(new URL('./dialects/copyFile.js', import.meta.url), {
        workerData: { from, to: part },
        execArgv: [],
      });
      const { good, rows } = await answerOf(worker);
      if (!good) throw new StartFault(`${from} did not come through the check; no copy of it was kept.`);
      fsyncSync(made);
      renameSync(part, to);
      return rows;
    } finally {
      closeSync(made);
      for (const beside of ['', '-journal', '-wal', '-shm']) rmSync(part + beside, { force: true });
    }
  })().catch((error: unknown) => {
    // The system speaks of where the copy goes, the driver of what is copied.
    throw fileFault(error, codeOf(error).startsWith('SQLITE') ? from : to);
  });
  return {
    done,
    async stop() {
      await worker?.terminate();
      await done.catch(() => undefined);
    },
  };
}

interface Answer {
  readonly good: boolean;
  readonly rows: Readonly<Record<string, number>>;
}

function answerOf(worker: Worker): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new StartFault('The copy was given up; nothing of it was kept.')));
  });
}

/** A copy of the database at `path` in `folder`, as `rungs-<time>.db`. */
export function backUp(path: string, folder: string, now: number): CopyUnderWay & { readonly path: string } {
  const to = join(folder, `rungs-${stampOf(now)}.db`);
  return { ...copyFile(path, to), path: to };
}
