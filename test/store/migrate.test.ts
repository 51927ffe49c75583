import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { ownOf } from '../../src/store/members.ts';
import type { Migration } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { programs } from '../support/program.ts';
import { aMember, eachStore, folders, NOW, settingsFor } from '../support/stores.ts';

const more: Migration = {
  name: '9001_more',
  async up(db: Kysely<unknown>) {
    await db.schema.createTable('more').addColumn('id', 'text').execute();
    await sql`insert into more (id) values ('one')`.execute(db);
  },
};
const breaks: Migration = {
  name: '9002_breaks',
  async up(db: Kysely<unknown>) {
    await db.schema.createTable('half').addColumn('id', 'text').execute();
    await sql`update members set goal = 5`.execute(db);
    throw new Error('the second half is missing');
  },
};

const withMember = (store: Store) => store.work(async (unit) => (await aMember(unit, store)).member);

describe('Migrating', () => {
  eachStore((open, fresh) => {
    it('does what is new, once, and keeps what is there', async () => {
      const url = await fresh();
      const first = await openStore(settingsFor(url));
      const member = await withMember(first);
      await first.close();
      for (let again = 0; again < 2; again += 1) {
        const store = await openStore(settingsFor(url, { migrations: [...migrations, more] }));
        expect((await sql`select id from more`.execute(store.db)).rows).toEqual([{ id: 'one' }]);
        expect(await store.db.selectFrom('members').select('id').execute()).toEqual([{ id: member }]);
        await store.close();
      }
    });

    it('that breaks half way leaves the step before it, whole', async () => {
      const url = await fresh();
      const first = await openStore(settingsFor(url));
      await withMember(first);
      await first.close();
      const broken = openStore(settingsFor(url, { migrations: [...migrations, more, breaks] }));
      await expect(broken).rejects.toThrow(
        'The database could not be brought to 9002_breaks: the second half is missing. It stands as it was before that step.',
      );
      const store = await open({ url, migrations: [...migrations, more] });
      await expect(sql`select * from half`.execute(store.db)).rejects.toThrow();
      expect(await store.db.selectFrom('members').select('goal').execute()).toEqual([{ goal: 2 }]);
    });

    it('is refused on a database made by a newer Rungs', async () => {
      const url = await fresh();
      await (await openStore(settingsFor(url, { migrations: [...migrations, more] }))).close();
      await expect(open({ url })).rejects.toThrow(
        /^This database was made by a newer Rungs \(it has 9001_more, .*\); it has not been touched/,
      );
      await open({ url, migrations: [...migrations, more] });
    });
  });
});

describe('Migrating a SQLite file', () => {
  const folder = folders();
  const start = programs();
  const place = () => join(folder(), 'rungs.db');

  it('that a newer Rungs made leaves every byte of it', async () => {
    const path = place();
    await (await openStore(settingsFor(`file:${path}`, { migrations: [...migrations, more] }))).close();
    const before = readFileSync(path);
    const { mtimeMs } = statSync(path);
    await expect(openStore(settingsFor(`file:${path}`))).rejects.toThrow('newer Rungs');
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(statSync(path).mtimeMs).toBe(mtimeMs);
    expect(existsSync(join(dirname(path), 'backups'))).toBe(false);
  });

  it('killed half way leaves the old state', async () => {
    const path = place();
    const first = await openStore(settingsFor(`file:${path}`));
    const member = await withMember(first);
    await first.close();
    const program = await start('stopMigrating.js', `file:${path}`);
    expect(program.said).toBe('half way');
    await program.kill();
    const store = await openStore(settingsFor(`file:${path}`));
    expect(await store.db.selectFrom('members').select(['id', 'goal']).execute()).toEqual([
      { id: member, goal: 2 },
    ]);
    expect((await sql`select name from sqlite_master where name = 'half'`.execute(store.db)).rows).toEqual(
      [],
    );
    await store.close();
  });

  it('keeps a verified copy first, for nobody else to read, and the five newest', async () => {
    const path = place();
    const backups = join(dirname(path), 'backups');
    const first = await openStore(settingsFor(`file:${path}`));
    const member = await withMember(first);
    await first.close();
    expect(existsSync(backups)).toBe(false);
    const steps = Array.from({ length: 7 }, (_, i) => ({
      ...more,
      name: `900${i}_more`,
      up: async () => undefined,
    }));
    for (let n = 1; n <= 7; n += 1) {
      const now = () => NOW + n * 60_000;
      const all = [...migrations, ...steps.slice(0, n)];
      await (await openStore(settingsFor(`file:${path}`, { migrations: all, now }))).close();
    }
    const kept = readdirSync(backups).sort();
    expect(kept).toEqual([
      'pre-9001-9002-20261123T090300Z.db',
      'pre-9002-9003-20261123T090400Z.db',
      'pre-9003-9004-20261123T090500Z.db',
      'pre-9004-9005-20261123T090600Z.db',
      'pre-9005-9006-20261123T090700Z.db',
    ]);
    for (const name of kept) expect(statSync(join(backups, name)).mode & 0o777).toBe(0o600);
    const copy = new Sqlite(join(backups, kept[0]!), { readonly: true });
    expect(copy.prepare('select id from members').pluck().all()).toEqual([member]);
    expect(copy.prepare('select max(name) from migrations').pluck().get()).toBe('9001_more');
    copy.close();
  });

  it('lets a step rebuild a table without losing what hangs on it, and refuses one that leaves orphans', async () => {
    const path = place();
    const first = await openStore(settingsFor(`file:${path}`));
    const member = await withMember(first);
    const address = { door: 'web' as const, tenant: 't', user: 'u', member, created_at: NOW };
    await first.db.insertInto('addresses').values(address).execute();
    await first.close();
    const rebuild: Migration = {
      name: '9001_rebuild',
      async up(db) {
        await sql`create table members_new as select * from members`.execute(db);
        await sql`create table members_2 (id text primary key not null)`.execute(db);
        await sql`insert into members_2 select id from members`.execute(db);
        await sql`drop table members`.execute(db);
        await sql`alter table members_2 rename to members`.execute(db);
      },
    };
    const orphans: Migration = {
      name: '9002_orphans',
      up: async (db) => void (await sql`delete from members`.execute(db)),
    };
    const broken = openStore(settingsFor(`file:${path}`, { migrations: [...migrations, rebuild, orphans] }));
    await expect(broken).rejects.toThrow('would leave 1 rows without what they belong to');
    const store = await openStore(settingsFor(`file:${path}`, { migrations: [...migrations, rebuild] }));
    expect(await store.db.selectFrom('addresses').select('member').execute()).toEqual([{ member }]);
    await store.close();
  });

  it('brings the first schema, as it was released, to the newest', async () => {
    const path = place();
    const { writeFileSync } = await import('node:fs');
    const fixture = join(import.meta.dirname, '..', 'fixtures', 'first.db.gz');
    expect(statSync(fixture).size).toBeLessThan(200_000);
    writeFileSync(path, gunzipSync(readFileSync(fixture)));
    const store = await openStore(settingsFor(`file:${path}`));
    const { id } = await store.db.selectFrom('members').select('id').executeTakeFirstOrThrow();
    const names = await store.work(async (unit) => {
      const own = (await ownOf(unit, store.vault, id))!;
      const rows = await unit.db.selectFrom('contacts').select(['id', 'name_sealed']).execute();
      return rows.map((row) =>
        own.key.open({ table: 'contacts', column: 'name_sealed', row: row.id }, row.name_sealed),
      );
    });
    expect(names.sort()).toEqual(['Ana Beispiel', 'Łukasz Wzór']);
    await store.close();
  });
});
