// The front door of the program: environment → the work that the first word picks. Nobody imports this.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Env, readConfig, readEnvFile } from './src/config.ts';
import { createLog } from './src/log.ts';
import { backup } from './src/operate/backup.ts';
import { doctor } from './src/operate/doctor.ts';
import { restore } from './src/operate/restore.ts';
import { start } from './src/operate/start.ts';
import type { Given } from './src/operate/work.ts';

const folder = dirname(fileURLToPath(import.meta.url));

/** Time to finish what is being sent, ms; the contract allows 10 s. */
const patience = 9_000;

/** What the program can be started for, by its first word. */
const works: Readonly<Record<string, (given: Given) => Promise<unknown>>> = {
  start: run,
  doctor,
  backup,
  restore,
};

const [word = 'start', ...words] = process.argv.slice(2);
try {
  const work = Object.hasOwn(works, word) ? works[word] : undefined;
  if (!work) throw new Error(`There is no work called ${word}; there is ${Object.keys(works).join(', ')}.`);
  await work({
    env: { ...envFile(), ...process.env },
    words,
    folder,
    hostZones: process.versions.tz,
    logAt: (level) => createLog(level, process.stderr.isTTY === true),
    say: (line) => process.stdout.write(`${line}\n`),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function run({ env, hostZones, logAt, say }: Given): Promise<void> {
  const config = readConfig(env);
  const log = logAt(config.logLevel);
  const running = await start(config, {
    log,
    folder,
    hostZones,
    ready: say,
    lost: () => {
      log.error('Another Rungs has taken this database over. This one ends.');
      process.exit(1);
    },
  });
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(0), patience).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.note('the end was not clean', { error });
        process.exit(0);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function envFile(): Env {
  try {
    return readEnvFile(readFileSync(join(folder, '.env'), 'utf8'));
  } catch {
    return {};
  }
}
