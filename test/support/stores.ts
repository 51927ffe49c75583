// Stores for tests: the same suite over a SQLite file and over PostgreSQL, each store on a database of its own that
// goes away after its test. No mocks.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, inject } from 'vitest';
import { createMember, type NewMember } from '../../src/store/members.ts';
import { openStore, type Store, type StoreSettings } from '../../src/store/open.ts';
import type { Own } from '../../src/store/own.ts';
import type { DialectName, Unit } from '../../src/store/transaction.ts';
import { NOW, settingsFor } from './settings.ts';

export { NOW, quiet, settingsFor, TEST_KEY } from './settings.ts';

/** Opens a store; what is not said is for tests: a new database, a fixed key, a clock that stands at NOW. */
export type Open = (settings?: Partial<StoreSettings>) => Promise<Store>;
/** Makes the address of a new, empty database. */
export type Fresh = () => Promise<string>;

/** A folder for one test; removed after it. Call it inside a `describe`. */
export function folders(): () => string {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'rungs-test-'));
    made.push(folder);
    return folder;
  };
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject('postgres')}/postgres` });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Addresses of new PostgreSQL databases; dropped after each test. Call it inside a `describe`. */
export function servers(): Fresh {
  const made: string[] = [];
  afterEach(async () => {
    for (const name of made.splice(0)) await onServer(`drop database if exists ${name} with (force)`);
  });
  return async () => {
    const name = `t_${randomBytes(8).toString('hex')}`;
    made.push(name);
    await onServer(`create database ${name}`);
    return `${inject('postgres')}/${name}`;
  };
}

/** Run a suite on both databases. Stores opened by `open` are closed after each test. */
export function eachStore(suite: (open: Open, fresh: Fresh, dialect: DialectName) => void): void {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    describe(`on ${dialect}`, () => {
      // afterEach runs the last registered first: stores close before their databases go.
      const folder = dialect === 'sqlite' ? folders() : undefined;
      const fresh: Fresh = folder ? async () => `file:${join(folder(), 'data', 'rungs.db')}` : servers();
      const opened: Store[] = [];
      afterEach(async () => {
        for (const store of opened.splice(0)) await store.close();
      });
      const open: Open = async (settings = {}) => {
        const store = await openStore(settingsFor(settings.url ?? (await fresh()), settings));
        opened.push(store);
        return store;
      };
      suite(open, fresh, dialect);
    });
  }
}

/** A member as sign-up makes one, in the unit of work. */
export function aMember(unit: Unit, store: Store, fields: Partial<NewMember> = {}): Promise<Own> {
  return createMember(unit, store.vault, {
    state: 'active',
    joined_at: NOW,
    joined_on: '2026-11-23',
    zone: 'Europe/Berlin',
    morning: '08:00',
    days: 'mon,tue,wed,thu,fri',
    quiet_from: '21:00',
    quiet_until: '07:00',
    goal: 2,
    talk_goal: 1,
    start_edge: 20,
    edge: 20,
    hold: 0,
    seed: 'seed',
    pace: 'daily',
    ...fields,
  });
}
