// Privacy is a promise: planted names and words are nowhere in the clear, and an erasure leaves nothing.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { settingsFor } from '../support/stores.ts';
import { signUp } from './signUp.ts';

/** Words that stand nowhere else. */
const planted = ['Quillibrant', 'Zwartsekade', 'Ombravello', 'Fennimordo', 'Tschakkaline', 'kaum-zu-finden'];
const [name, organization, note, sentence, promise, address] = planted as [
  string,
  string,
  string,
  string,
  string,
  string,
];

const folder = mkdtempSync(join(tmpdir(), 'rungs-privacy-'));
const open: Store[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every file of the database's folder as bytes: database, log file, copies. */
function bytes(): Buffer {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  return Buffer.concat(files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file)));
}

const found = (data: Buffer | string) =>
  [...planted, 'Stefan', 'want to die'].filter((word) => data.includes(word));

async function lived(): Promise<{ member: HouseDoor; hand: Hand; store: Store; logged: string[] }> {
  const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
  const logged: string[] = [];
  const log = {
    info: (line: string) => logged.push(line),
    warn: (line: string) => logged.push(line),
    error: (line: string) => logged.push(line),
  };
  const store = await openStore(
    settingsFor(`file:${join(folder, 'rungs.db')}`, { now: () => hand.now, log }),
  );
  open.push(store);
  const member = houseDoor(store, hand);
  await member.says('hello');
  await signUp(member);
  hand.now += 120_000;
  await member.says(`add ${name} at ${organization}`);
  await member.presses('Old colleague');
  await member.rates(3);
  await member.says(`log emailed ${name} yesterday, felt 3, ${note} came up`);
  await member.says(`contacts ${name}`);
  await member.presses('Edit');
  await member.fills({ 'E-mail': `${address}@example.org` }, 'Save');
  await member.at('2026-11-23T08:00:05Z');
  await member.says('meeting had a coffee with Frida today');
  await member.presses('A few words about it');
  await member.presses('Skip');
  await member.says(`${sentence} is worth a look`);
  await member.presses('Skip');
  await member.presses('Skip');
  await member.presses('Skip');
  await member.says(`send ${promise} by friday`);
  await member.says('undo');
  await member.says('I want to die');
  await member.says('hello');
  return { member, hand, store, logged };
}

/** Every sealed text of every table, opened with its member's key. */
function everySealed(store: Store): Promise<readonly string[]> {
  return store.work(async ({ db }) => {
    const columns = await sql<{ table: string; column: string }>`
      select m.name as "table", c.name as "column" from sqlite_master m, pragma_table_info(m.name) c
      where m.type = 'table' and c.name like '%\\_sealed' escape '\\' and m.name not in ('members', 'keys', 'installations')`.execute(
      db,
    );
    const wrapped = new Map(
      (await db.selectFrom('members').select(['id', 'key_sealed']).execute()).map((m) => [
        m.id,
        m.key_sealed,
      ]),
    );
    const texts: string[] = [];
    for (const { table, column } of columns.rows) {
      const found = await sql<{ id: string; member: string; sealed: string }>`
        select ${sql.ref(table === 'calendar_keys' ? 'member' : 'id')} as id, member, ${sql.ref(column)} as sealed from ${sql.table(table)}
        where ${sql.ref(column)} is not null and ${sql.ref(column)} <> ''`.execute(db);
      for (const { id, member, sealed } of found.rows)
        texts.push(
          store.vault
            .openMemberKey(member, wrapped.get(member) ?? '')
            .open({ table, column, row: id }, sealed),
        );
    }
    return texts;
  });
}

describe('what is told in confidence', () => {
  it('is nowhere in the clear: not in the database, its log file, the copies, or the log', async () => {
    const { member, store, logged } = await lived();
    const exported = JSON.stringify(await member.exported());
    for (const word of [name, organization, note, sentence, address]) expect(exported).toContain(word);
    expect(found(bytes())).toEqual([]);
    expect(found(logged.join('\n'))).toEqual([]);
    await store.close();
    open.length = 0;
    expect(found(bytes())).toEqual([]);
  });

  it('keeps words of distress nowhere, not even sealed', async () => {
    const { member, store } = await lived();
    expect(JSON.stringify(await member.said())).not.toContain('want to die');
    const texts = await everySealed(store);
    expect(texts.length).toBeGreaterThan(100);
    for (const word of [name, organization, note, sentence]) expect(texts.join('\n')).toContain(word);
    expect(texts.join('\n')).not.toContain('want to die');
  });

  it('is gone with the member: no row, no key', async () => {
    const { member, store } = await lived();
    await member.says('forget me');
    await member.presses('Forget');
    const tables = await store.work(async ({ db }) => {
      const { rows } = await sql<{
        name: string;
      }>`select name from sqlite_master where type = 'table'`.execute(db);
      const counts: [string, number][] = [];
      for (const { name: table } of rows) {
        const count = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
        counts.push([table, Number(count.rows[0]?.n)]);
      }
      return Object.fromEntries(counts);
    });
    for (const table of [
      'contacts',
      'touches',
      'talk',
      'changes',
      'inbox',
      'outbox',
      'picks',
      'cards',
      'meetings',
      'follow_ups',
      'flows',
    ])
      expect([table, tables[table]]).toEqual([table, 0]);
    expect(tables.members).toBe(0);
  });

  it('of one person is gone with them', async () => {
    const { member } = await lived();
    await member.says(`forget ${name}`);
    await member.presses('Forget');
    expect(JSON.stringify(await member.exported())).not.toContain(name);
    await member.says('undo');
    expect(JSON.stringify(await member.exported())).not.toContain(name);
  });
});
