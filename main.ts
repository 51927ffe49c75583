// The front door of the program: environment → the work that the first word picks. Nobody imports this.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, type Env, readConfig, readEnvFile } from './src/config.ts';
import { createLog } from './src/log.ts';
import type { Ground, Running } from './src/operate/start.ts';
import type { Given } from './src/operate/work.ts';

const folder = dirname(fileURLToPath(import.meta.url));

/** Time to finish what is being sent, ms: it ends within 10 s. */
const patience = 9_000;

type Begin = (config: Config, ground: Ground, env: Env) => Promise<Running>;

/** The demo. A page that is only tried out takes any free port, unless one is named. */
const invented: Begin = async (config, ground, env) => {
  process.stderr.write('Inventing three people and the weeks behind them. A few seconds…\n');
  const { demo } = await import('./src/operate/demo.ts');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return demo({ ...config, port: env.PORT ? config.port : 0 }, { ...ground, zone });
};

const asSet: Begin = async (config, ground) => (await import('./src/operate/start.ts')).start(config, ground);

/** What the program can be started for, by its first word. What another word needs is not loaded. */
const works: Readonly<Record<string, (given: Given) => Promise<unknown>>> = {
  start: (given) => goOn(given, asSet),
  demo: (given) => goOn(given, invented),
  doctor: async (given) => (await import('./src/operate/doctor.ts')).doctor(given),
  backup: async (given) => (await import('./src/operate/backup.ts')).backup(given),
  restore: async (given) => (await import('./src/operate/restore.ts')).restore(given),
  'slack:manifest': async (given) => (await import('./src/operate/manifest.ts')).slackManifest(given),
};

const [word = 'start', ...words] = process.argv.slice(2);
// Whoever read what is said here may be gone, or the disk that took it full: that ends nothing.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
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

/** The program that goes on until it is ended: as set, or the demo. */
async function goOn(given: Given, begin: Begin): Promise<void> {
  const { env, hostZones, logAt, say } = given;
  const config = readConfig(env);
  const log = logAt(config.logLevel);
  const ground: Ground = {
    log,
    folder,
    hostZones,
    ready: say,
    lost: () => {
      log.error('Another Rungs has taken this database over. This one ends.');
      process.exit(1);
    },
    closed: (line) => {
      process.stderr.write(`${line}\n`);
      process.exit(1);
    },
  };
  let running: Running | undefined;
  let ending = false;
  const end = () => {
    if (!running) process.exit(0);
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
  running = await begin(config, ground, env);
}

function envFile(): Env {
  try {
    return readEnvFile(readFileSync(join(folder, '.env'), 'utf8'));
  } catch {
    return {};
  }
}
