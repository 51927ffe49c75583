// `npm run doctor`: looks at everything that a start needs, beside a running program too, and changes nothing. A line
// for each thing; exit 1 when one of them is a fault. Numbers and paths alone, never what a member wrote.

import { createServer } from 'node:net';
import { migrations } from '../../migrations/index.ts';
import { type Config, readConfig } from '../config.ts';
import { menu } from '../house.ts';
import { goodCopies } from '../store/copies.ts';
import { StartFault } from '../store/faults.ts';
import { inspectFile, inspectServer, type Seen } from '../store/inspect.ts';
import { isItsKey, lookForKey } from '../store/keys.ts';
import { programClock } from '../time/clock.ts';
import { dataVersion, staleAgainstHost } from '../time/zones.ts';
import { counted } from './backup.ts';
import { placeOf } from './place.ts';
import type { Given } from './work.ts';

/** What one check found: all faults, or one line that says that it is well. */
interface Finding {
  readonly of: string;
  readonly faults: readonly string[];
  readonly well: string;
}

/** Look at all of it. Throws an Error that counts the faults when there are any. */
export async function doctor(given: Given): Promise<void> {
  const findings: Finding[] = [];
  const tell = (finding: Finding) => {
    findings.push(finding);
    if (finding.faults.length === 0) given.say(`ok     ${finding.of}: ${finding.well}`);
    for (const fault of finding.faults) given.say(`fault  ${finding.of}: ${fault}`);
  };
  const config = checkSettings(given, tell);
  if (config) {
    const seen = await checkDatabase(config, given, tell);
    tell(checkKey(config, given.folder, seen));
    tellCopies(config, tell);
    tell(checkZones(given.hostZones));
    tell(await checkListener(config, seen));
    if (config.slack) tell(await checkSlack(config.slack));
    if (config.discord) for (const finding of await checkDiscord(config.discord)) tell(finding);
  }
  const faults = findings.reduce((sum, { faults: found }) => sum + found.length, 0);
  if (faults > 0) throw new Error(`${counted(faults, 'fault')} found.`);
}

type Tell = (finding: Finding) => void;

function checkSettings({ env }: Given, tell: Tell): Config | null {
  const of = 'settings';
  try {
    const config = readConfig(env);
    if (config.clock) programClock({ file: config.clock });
    tell({ of, faults: [], well: config.clock ? 'can be read; RUNGS_CLOCK moves the time' : 'can be read' });
    return config;
  } catch (error) {
    tell({ of, faults: lineOf(error).split('\n'), well: '' });
    return null;
  }
}

async function checkDatabase(config: Config, { logAt }: Given, tell: Tell): Promise<Seen | null> {
  const of = 'database';
  const place = placeOf(config.databaseUrl);
  try {
    if (!place && !/^postgres(ql)?:\/\//.test(config.databaseUrl))
      throw new StartFault('DATABASE_URL must be file:PATH or postgres://USER:PASSWORD@HOST/DATABASE.');
    const seen = place
      ? await inspectFile(place.path, migrations)
      : await inspectServer(config.databaseUrl, migrations, logAt('silent'));
    tell({ of, faults: [], well: databaseWords(seen, place?.path ?? 'PostgreSQL') });
    return seen;
  } catch (error) {
    tell({ of, faults: [lineOf(error)], well: '' });
    return null;
  }
}

function databaseWords(seen: Seen, where: string): string {
  if (seen.isNew) return `${where} is new; the first start fills it`;
  const size = `${(seen.bytes / 1e6).toFixed(1)} MB`;
  const steps = seen.pending ? `; the next start brings its schema ${counted(seen.pending, 'step')} on` : '';
  const use = seen.inUse ? '; Rungs runs on it' : '; Rungs does not run on it';
  return `${where}, ${counted(seen.members, 'member')}, ${size}${steps}${use}`;
}

function checkKey(config: Config, folder: string, seen: Seen | null): Finding {
  const of = 'key';
  const warned: string[] = [];
  try {
    const settings = { value: config.key, file: config.keyFile, defaultFile: `${folder}/rungs.key` };
    const key = lookForKey(settings, { warn: (line) => warned.push(line) });
    const where = config.key ? 'RUNGS_KEY' : (config.keyFile ?? settings.defaultFile);
    if (key === null) {
      const mayBeMade = seen !== null && seen.members === 0 && placeOf(config.databaseUrl) !== null;
      const fault = `it is missing: put it back at ${where}, or set RUNGS_KEY or RUNGS_KEY_FILE.`;
      return { of, faults: mayBeMade ? [] : [fault], well: `the first start makes it at ${where}` };
    }
    if (seen && seen.members > 0 && !isItsKey(key, seen.keys))
      return {
        of,
        faults: [...warned, `${where} is not the one that this database was sealed with.`],
        well: '',
      };
    return {
      of,
      faults: warned,
      well: `${where} ${seen?.keys.length ? 'opens the database' : 'can be read'}`,
    };
  } catch (error) {
    return { of, faults: [...warned, lineOf(error)], well: '' };
  }
}

/** Not a fault either way: a new database has none, one that rests makes none. */
function tellCopies(config: Config, tell: Tell): void {
  const place = placeOf(config.databaseUrl);
  const copies = place ? goodCopies(place.backups) : [];
  const newest = copies[0] && new Date(copies[0].at).toISOString().slice(0, 16).replace('T', ' ');
  const some = newest && `${counted(copies.length, 'copy', 'copies')}, the newest of ${newest} UTC`;
  const none = 'none yet; one a day is made while Rungs runs';
  tell({ of: 'copies', faults: [], well: place ? (some ?? none) : 'yours to make, with pg_dump' });
}

// A platform's kit is large: it is loaded only where the settings name it.
async function checkSlack(slack: NonNullable<Config['slack']>): Promise<Finding> {
  const { inspectSlack } = await import('../../adapters/slack/inspect.ts');
  return { of: 'slack', ...(await inspectSlack(slack)) };
}

async function checkDiscord({ token, api }: NonNullable<Config['discord']>): Promise<readonly Finding[]> {
  const { inspectDiscord } = await import('../../adapters/discord/inspect.ts');
  const { faults, well, links } = await inspectDiscord(token, api, menu());
  const invite = links.map(({ of, url }): Finding => ({ of: `discord ${of}`, faults: [], well: url }));
  return [{ of: 'discord', faults, well }, ...invite];
}

function checkZones(host: string | undefined): Finding {
  const stale = staleAgainstHost(host);
  return {
    of: 'time zones',
    faults: stale ? [stale] : [],
    well: `data ${dataVersion()}, this machine's ${host ?? 'unknown'}`,
  };
}

async function checkListener(config: Config, seen: Seen | null): Promise<Finding> {
  const of = 'web port';
  const { host, port } = config;
  if (!config.listens) return { of, faults: [], well: 'none: the page is off, and PORT is not set' };
  if (port === 0) return { of, faults: [], well: 'a free one is taken at each start' };
  const fault = await tryPort(host, port);
  if (fault === null) return { of, faults: [], well: `${host}:${port} is free` };
  if (fault === 'EADDRINUSE' && seen?.inUse && (await answersAsRungs(host, port)))
    return { of, faults: [], well: `${host}:${port}, the Rungs that runs answers there` };
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} on ${host} is taken: stop the other program, or set PORT to a free one.`,
    EACCES: `port ${port} may not be opened by this user: set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine.`,
    ENOTFOUND: `HOST ${host} is no address of this machine.`,
  };
  return { of, faults: [why[fault] ?? `cannot listen on ${host}:${port} (${fault}).`], well: '' };
}

/** Open the port for a moment: null, or the code of what is in the way. */
function tryPort(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** Well or not, it is the health of a Rungs. */
async function answersAsRungs(host: string, port: number): Promise<boolean> {
  const at = { '0.0.0.0': '127.0.0.1', '::': '[::1]', '::1': '[::1]' }[host] ?? host;
  try {
    const answer = await fetch(`http://${at}:${port}/health`, { signal: AbortSignal.timeout(6_000) });
    const { status } = (await answer.json()) as { status?: unknown };
    return status === 'ok' || status === 'down';
  } catch {
    return false;
  }
}

/** Lines of ours; of an error that is not, its name alone. */
function lineOf(error: unknown): string {
  if (error instanceof StartFault || (error instanceof Error && error.name === 'Error')) return error.message;
  return error instanceof Error ? error.name : String(error);
}
