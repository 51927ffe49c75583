import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { erase, ownOf } from '../../src/store/members.ts';
import type { Store } from '../../src/store/open.ts';
import { bulkInsert, newId, type Own, remove } from '../../src/store/own.ts';
import { aMember, eachStore, NOW } from '../support/stores.ts';

const CANARIES = ['Zanzibartha', 'Quokkalinda', 'Xylophonso'];

async function fill(own: Own, store: Store): Promise<void> {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const id = newId();
    const name = CANARIES[i % 3]!;
    return {
      id,
      name_sealed: own.key.seal({ table: 'contacts', column: 'name_sealed', row: id }, name),
      name_hash: own.key.hash('name', `${name}${i}`),
      paused: 0 as const,
      created_at: NOW,
      created_on: '2026-11-23',
    };
  });
  await bulkInsert(own, 'contacts', rows);
  const { db } = own;
  const address = { door: 'web' as const, tenant: 't', user: own.member };
  await db
    .insertInto('addresses')
    .values({ ...address, member: own.member, created_at: NOW })
    .execute();
  for (const member of [own.member, null]) {
    const id = newId();
    const place = { table: 'inbox', column: 'ask_sealed', row: id };
    const ask_sealed = store.vault.sealSystem(place, CANARIES[0]!);
    await db
      .insertInto('inbox')
      .values({ id, event_key: id, ...address, member, ask_sealed, state: 'done', at: NOW })
      .execute();
  }
}

function bytesBeside(url: string): Map<string, Buffer> {
  const folder = dirname(url.slice(5));
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

function holds(files: Map<string, Buffer>, text: string): string[] {
  return [...files].filter(([, bytes]) => bytes.includes(text)).map(([name]) => name);
}

describe('Erasing a member', () => {
  eachStore((open, fresh, dialect) => {
    it("leaves no row of theirs, and every row of another's", async () => {
      const store = await open();
      const [gone, stays] = await store.work(async (unit) => {
        const both = [await aMember(unit, store), await aMember(unit, store)] as const;
        for (const own of both) await fill(own, store);
        return both.map((own) => own.member);
      });
      await store.work(async (unit) => erase((await ownOf(unit, store.vault, gone!))!, store.vault));
      const count = async (table: 'contacts' | 'inbox' | 'addresses' | 'members') =>
        (
          await store.db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow()
        ).n;
      expect(await count('contacts')).toBe(300);
      expect(await count('inbox')).toBe(2);
      expect(await count('addresses')).toBe(1);
      expect(await store.db.selectFrom('members').select('id').execute()).toEqual([{ id: stays }]);
      expect(await store.work((unit) => ownOf(unit, store.vault, gone!))).toBeNull();
    });

    if (dialect === 'sqlite') {
      it('leaves no name in any file before, and not even the sealed bytes after', async () => {
        const url = await fresh();
        const store = await open({ url });
        const own = await store.work(async (unit) => {
          const made = await aMember(unit, store);
          await fill(made, store);
          return made;
        });
        const rows = await store.db.selectFrom('contacts').select(['id', 'name_sealed']).execute();
        const wrapped = (await store.db.selectFrom('members').select('key_sealed').executeTakeFirstOrThrow())
          .key_sealed;
        const before = bytesBeside(url);
        for (const name of CANARIES) expect(holds(before, name)).toEqual([]);
        // The test would see them: what was sealed does stand there.
        expect(holds(before, rows[0]!.name_sealed)).not.toEqual([]);
        expect(holds(before, wrapped)).not.toEqual([]);

        await store.work(async (unit) => {
          await remove((await ownOf(unit, store.vault, own.member))!, 'contacts', rows[0]!.id);
        });
        await store.settle();
        expect(holds(bytesBeside(url), rows[0]!.name_sealed)).toEqual([]);

        await store.work(async (unit) => erase((await ownOf(unit, store.vault, own.member))!, store.vault));
        await store.settle();
        const after = bytesBeside(url);
        expect(holds(after, wrapped)).toEqual([]);
        for (const row of rows) expect(holds(after, row.name_sealed)).toEqual([]);
        expect(holds(after, own.member)).toEqual([]);
      });
    }
  });
});
