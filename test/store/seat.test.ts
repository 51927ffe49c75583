import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { StoreDown } from '../../src/store/faults.ts';
import { openStore } from '../../src/store/open.ts';
import { programs } from '../support/program.ts';
import { aMember, eachStore, folders, NOW, servers, settingsFor } from '../support/stores.ts';

const TAKEN = /^Another Rungs is running on this database; only one may/;

describe('One program a database', () => {
  eachStore((open, fresh) => {
    const start = programs();

    it('refuses a second in the same process, and takes one after the first has closed', async () => {
      const url = await fresh();
      const first = await openStore(settingsFor(url));
      await expect(open({ url })).rejects.toThrow(TAKEN);
      // The refusal took nothing away from the first.
      expect(await first.work(async (unit) => unit.now)).toBe(NOW);
      await expect(open({ url })).rejects.toThrow(TAKEN);
      await first.close();
      await open({ url });
    });

    it('refuses a second program, and is free soon after kill -9', async () => {
      const url = await fresh();
      const other = await start('holdStore.js', url);
      expect(other.said).toBe('open');
      await expect(open({ url })).rejects.toThrow(TAKEN);
      await other.kill();
      const store = await open({ url });
      expect(await store.db.selectFrom('members').selectAll().execute()).toEqual([]);
    });

    it('is refused to all but one of several that start at once', async () => {
      const url = await fresh();
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => open({ url })));
      expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    });
  });
});

describe('The lock file', () => {
  const folder = folders();

  it('does not stand in the way of other programs that read the database', async () => {
    const path = join(folder(), 'rungs.db');
    const store = await openStore(settingsFor(`file:${path}`));
    const { default: Sqlite } = await import('better-sqlite3');
    const reader = new Sqlite(path, { readonly: true });
    expect(reader.prepare('select count(*) from members').pluck().get()).toBe(0);
    reader.close();
    await store.close();
  });
});

describe('The lease', () => {
  const fresh = servers();

  it('is kept for longer than its length while the program lives', async () => {
    const url = await fresh();
    // Between two renewals the machine may stand still for more than two seconds.
    const lease = { length: 2_500, renewal: 250 };
    const store = await openStore(settingsFor(url, { lease }));
    await wait(3_000);
    await expect(openStore(settingsFor(url, { lease }))).rejects.toThrow(TAKEN);
    await store.close();
  });

  it('once lost, is told, and nothing more is written', async () => {
    const url = await fresh();
    let lost = 0;
    const lease = { length: 600, renewal: 100 };
    const onLost = () => {
      lost += 1;
    };
    const store = await openStore(settingsFor(url, { lease, onLost }));
    await sql`update seat set owner = 'another', until = until + 60000`.execute(store.db);
    await expect.poll(() => lost).toBe(1);
    await expect(store.work((unit) => aMember(unit, store))).rejects.toThrow(StoreDown);
    expect(await store.db.selectFrom('members').selectAll().execute()).toEqual([]);
    await store.close();
    expect(lost).toBe(1);
  });
});
