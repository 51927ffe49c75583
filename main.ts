// The front door of the program: environment → settings → the work that the first word picks. Nobody imports this.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, type Env, readConfig, readEnvFile } from './src/config.ts';
import { createLog } from './src/log.ts';
import { demo } from './src/operate/demo.ts';
import { type Ground, type Running, start } from './src/operate/start.ts';

const folder = dirname(fileURLToPath(import.meta.url));

/** The work for each first word. */
const works: Readonly<Record<string, (config: Config, ground: Ground, env: Env) => Promise<Running>>> = {
  start,
  demo: (config, ground, env) => {
    process.stderr.write('Inventing three people and the weeks behind them. A few seconds…\n');
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // A page that is only tried out takes any free port, unless one is named.
    const port = env.PORT ? config.port : 0;
    return demo({ ...config, port }, { ...ground, zone });
  },
};

/** Time to finish what is being sent, ms; the contract allows 10 s. */
const patience = 9_000;

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

/** Do the work that the first word picks; throws one line for a word that picks none. */
async function run(): Promise<void> {
  const word = process.argv[2] ?? 'start';
  const work = Object.hasOwn(works, word) ? works[word] : undefined;
  if (!work)
    throw new Error(`I know no ${word}: ${Object.keys(works).join(', ')} are what I can be started for.`);
  const env = { ...envFile(), ...process.env };
  const config = readConfig(env);
  const log = createLog(config.logLevel, process.stderr.isTTY === true);
  const ground: Ground = {
    log,
    folder,
    hostZones: process.versions.tz,
    ready: (line) => process.stdout.write(`${line}\n`),
    lost: () => {
      log.error('Another Rungs has taken this database over. This one ends.');
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
  running = await work(config, ground, env);
}

function envFile(): Env {
  try {
    return readEnvFile(readFileSync(join(folder, '.env'), 'utf8'));
  } catch {
    return {};
  }
}
