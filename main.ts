// The front door of the program: environment → settings → the work that the first word picks. Nobody imports this.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Env, readConfig, readEnvFile } from './src/config.ts';
import { createLog } from './src/log.ts';
import { start } from './src/operate/start.ts';

const folder = dirname(fileURLToPath(import.meta.url));

/** Time to finish what is being sent, ms; the contract allows 10 s. */
const patience = 9_000;

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

async function run(): Promise<void> {
  const config = readConfig({ ...envFile(), ...process.env });
  const log = createLog(config.logLevel, process.stderr.isTTY === true);
  const running = await start(config, {
    log,
    folder,
    hostZones: process.versions.tz,
    ready: (line) => process.stdout.write(`${line}\n`),
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
