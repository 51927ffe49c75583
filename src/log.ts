// The program's log: JSON lines on stderr, pretty on a terminal. Never a member's words: only what the callers name.

import pino from 'pino';
import pretty from 'pino-pretty';
import type { Log } from './store/faults.ts';

export type { Log } from './store/faults.ts';

/** A log that also takes facts beside a line; of an error among them, its message is left out. */
export interface NotingLog extends Log {
  note(what: string, facts: Readonly<Record<string, unknown>>): void;
}

/** The log at a level; `forPeople` at a terminal. Either writes at once: the link to the page stays the last line of a start. */
export function createLog(level: string, forPeople: boolean): NotingLog {
  const out = forPeople ? pretty({ destination: 2, sync: true }) : pino.destination({ dest: 2, sync: true });
  // Whoever read the log may be gone, or the disk that took it full: that ends nothing.
  out.on('error', () => undefined);
  const logger = pino({ level, base: null }, out);
  return {
    info: (line) => logger.info(line),
    warn: (line) => logger.warn(line),
    error: (line) => logger.error(line),
    note(what, facts) {
      // That the database is away is told by the store (outage.ts), once, and not by each that waits for it.
      if (Object.values(facts).some(isAway)) logger.debug(what);
      else logger.warn(discreet(facts), what);
    },
  };
}

const isAway = (fact: unknown): boolean => fact instanceof Error && fact.name === 'StoreDown';

/** An error's own message may hold what somebody typed: its name, code and where it came from are enough. */
function discreet(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, value instanceof Error ? errorFacts(value) : value]),
  );
}

function errorFacts(error: Error) {
  const code = (error as { code?: unknown }).code;
  // A message of several lines may have one that looks like a frame.
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  return { name: error.name, ...(typeof code === 'string' && { code }), frames };
}
