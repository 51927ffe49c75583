import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { StoreDown } from '../../src/store/faults.ts';
import { ownOf } from '../../src/store/members.ts';
import { openStore } from '../../src/store/open.ts';
import { bulkInsert } from '../../src/store/own.ts';
import { aMember, folders, NOW, servers, settingsFor } from '../support/stores.ts';

const row = {
  name_sealed: 'x'.repeat(400),
  name_hash: 'h',
  paused: 0 as const,
  created_at: NOW,
  created_on: '2026-11-23',
};

describe('A SQLite file', () => {
  const folder = folders();

  it('held by another program for a moment is waited for, while everything else goes on', async () => {
    const path = join(folder(), 'rungs.db');
    const store = await openStore(settingsFor(`file:${path}`));
    const other = new Sqlite(path);
    other.exec('begin immediate');
    let beats = 0;
    const heart = setInterval(() => {
      beats += 1;
    }, 10);
    setTimeout(() => other.exec('rollback'), 300);
    const began = performance.now();
    let runs = 0;
    await Promise.all([
      store.work(async (unit) => {
        runs += 1;
        await aMember(unit, store);
      }),
      store.db.insertInto('meta').values({ name: 'plain', value: '1' }).execute(),
    ]);
    clearInterval(heart);
    expect(performance.now() - began).toBeGreaterThan(250);
    expect(runs).toBe(1);
    expect(beats).toBeGreaterThan(2);
    expect(await store.db.selectFrom('members').select('id').execute()).toHaveLength(1);
    other.close();
    await store.close();
  });

  it('held for longer is told apart, keeps nothing, and works again afterwards', async () => {
    const path = join(folder(), 'rungs.db');
    const store = await openStore(settingsFor(`file:${path}`));
    const other = new Sqlite(path);
    other.exec('begin immediate');
    const refused = store.work((unit) => aMember(unit, store));
    await expect(refused).rejects.toMatchObject({ name: 'StoreDown', why: 'busy' });
    other.close();
    await store.work((unit) => aMember(unit, store));
    expect(await store.db.selectFrom('members').select('id').execute()).toHaveLength(1);
    await store.close();
  });

  it('that is full says so, keeps nothing half done, and works again once there is room', async () => {
    const path = join(folder(), 'rungs.db');
    const store = await openStore(settingsFor(`file:${path}`));
    const member = await store.work(async (unit) => (await aMember(unit, store)).member);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
    const limit = async (pages: number) =>
      void (await sql.raw(`pragma max_page_count = ${pages}`).execute(store.db));
    await limit(rows[0]!.page_count + 4);
    const fill = () =>
      store.work(async (unit) => {
        const own = (await ownOf(unit, store.vault, member))!;
        await unit.db.updateTable('members').set({ goal: 5 }).execute();
        await bulkInsert(
          own,
          'contacts',
          Array.from({ length: 500 }, () => row),
        );
      });
    const error = await fill().catch((caught) => caught);
    expect(error).toBeInstanceOf(StoreDown);
    expect(error.why).toBe('full');
    expect(error.message).toContain('nothing was kept of what was being written');
    expect(await store.db.selectFrom('contacts').select('id').execute()).toEqual([]);
    expect(await store.db.selectFrom('members').select('goal').execute()).toEqual([{ goal: 2 }]);
    expect((await sql`pragma integrity_check`.execute(store.db)).rows).toEqual([{ integrity_check: 'ok' }]);
    await limit(1_000_000);
    await fill();
    expect(await store.db.selectFrom('contacts').select('id').execute()).toHaveLength(500);
    await store.close();
  });
});

describe('A PostgreSQL server', () => {
  const fresh = servers();

  it('that drops every connection is told apart, and is used again once it is back', async () => {
    const url = await fresh();
    const store = await openStore(settingsFor(url));
    const name = url.split('/').at(-1)!;
    const admin = new pg.Client({ connectionString: `${inject('postgres')}/postgres` });
    await admin.connect();
    const drop = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
    const during = store.work(async (unit) => {
      await aMember(unit, store);
      await admin.query(drop);
      await unit.db.selectFrom('members').select('id').execute();
    });
    await expect(during).rejects.toMatchObject({ name: 'StoreDown', why: 'gone' });
    await admin.query(`alter database ${name} allow_connections false`);
    await admin.query(drop);
    await expect(store.work((unit) => aMember(unit, store))).rejects.toMatchObject({ name: 'StoreDown' });
    await expect(store.db.selectFrom('members').select('id').execute()).rejects.toMatchObject({
      name: 'StoreDown',
    });
    await admin.query(`alter database ${name} allow_connections true`);
    await store.work((unit) => aMember(unit, store));
    expect(await store.db.selectFrom('members').select('id').execute()).toHaveLength(1);
    await admin.end();
    await store.close();
  });

  it('runs a unit again after a deadlock', async () => {
    const store = await openStore(settingsFor(await fresh()));
    const ids = await store.work(async (unit) => [
      (await aMember(unit, store)).member,
      (await aMember(unit, store)).member,
    ]);
    let runs = 0;
    // Both hold their first row before either asks for its second.
    let holding = 0;
    let bothHold: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      bothHold = resolve;
    });
    const both = (order: readonly string[]) =>
      store.work(async (unit) => {
        runs += 1;
        for (const id of order) {
          await ownOf(unit, store.vault, id);
          holding += 1;
          if (holding === 2) bothHold();
          await held;
        }
        await unit.db
          .updateTable('members')
          .set((eb) => ({ goal: eb('goal', '+', 1) }))
          .execute();
      });
    await Promise.all([both(ids), both([...ids].reverse())]);
    expect(runs).toBeGreaterThan(2);
    expect(await store.db.selectFrom('members').select('goal').execute()).toEqual([{ goal: 4 }, { goal: 4 }]);
    await store.close();
  });
});
