// A database in a temporary folder for one bench, filled by hand, and the house over it: the real app, tick and courier with a
// door that drops what it is given. What is measured stands in the benches.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { migrations } from '../migrations/index.ts';
import type { Who } from '../src/ask.ts';
import { createApp, type House } from '../src/house.ts';
import { nudges } from '../src/nudges.ts';
import { createCourier } from '../src/outbox/courier.ts';
import { tick } from '../src/schedule/tick.ts';
import { openStore, type Store } from '../src/store/open.ts';

/** Every bench begins on Monday, 2026-11-23 09:00 UTC. */
export const MONDAY = Date.UTC(2026, 10, 23, 9);

/** The operator's key of every bench, base64. */
export const key = Buffer.alloc(32, 7).toString('base64');

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A clock that the bench moves. */
export interface Hand {
  now: number;
}

/** A folder for databases; gone when the process ends. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'rungs-bench-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** The store over the file, as the program opens it. */
export function open(path: string, hand: Hand): Promise<Store> {
  return openStore({
    url: `file:${path}`,
    migrations,
    key: { value: key, defaultFile: 'none' },
    now: () => hand.now,
    log: quiet,
  });
}

/** The same file by hand, with the pragmas of the program. */
export function openBare(path: string): Sqlite.Database {
  const file = new Sqlite(path);
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  file.pragma('secure_delete = ON');
  return file;
}

/** The house over a store. A fault that would only be logged is thrown by the tick; `compose` is a tick that sends nothing, `sent` counts letters. */
export function houseOver(
  store: Store,
  hand: Hand,
): { app: House; sent: () => number; compose: () => Promise<void>; tick: () => Promise<void> } {
  const faults: unknown[] = [];
  const log = (what: string, facts: Readonly<Record<string, unknown>>) =>
    void faults.push(facts.error ?? new Error(what));
  const app = createApp({ store, now: () => hand.now, helpLine: undefined, talkKept: new Set(), log });
  let sent = 0;
  const courier = createCourier({
    store,
    adapters: new Map([
      [
        'web',
        {
          deliver: async () => {
            sent += 1;
            return { state: 'sent', id: `${sent}` };
          },
          find: async () => ({ state: 'absent' }),
        },
      ],
    ]),
    now: () => hand.now,
    wall: Date.now,
    random: Math.random,
    log: quiet,
  });
  const once = async (sender: Pick<typeof courier, 'deliver'>) => {
    await tick({ store, nudges, contextOf: app.contextOf, courier: sender, hourly: () => false, log });
    if (faults.length) throw faults[0];
  };
  return {
    app,
    sent: () => sent,
    tick: () => once(courier),
    compose: () => once({ deliver: async () => 0 }),
  };
}

let asked = 0;

/** Say a line as that user, and give the answer. */
export async function say(app: House, hand: Hand, who: Who, text: string) {
  asked += 1;
  const ask = { ...who, kind: 'say', text, place: 'private', at: hand.now, eventKey: `b:${asked}` } as const;
  return app.answer(await app.hear(ask));
}

/** Longest wait of something that wants to run all the time, ms. */
export function stalls(): { end(): number } {
  let last = performance.now();
  let longest = 0;
  let going = true;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (going) setImmediate(look);
  };
  setImmediate(look);
  return {
    end() {
      going = false;
      // What never let go has never been looked at.
      return Math.max(longest, performance.now() - last);
    },
  };
}
