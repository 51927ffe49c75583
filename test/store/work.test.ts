import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ownOf } from '../../src/store/members.ts';
import { nextSeq } from '../../src/store/own.ts';
import { aMember, eachStore } from '../support/stores.ts';

describe('A unit of work', () => {
  eachStore((open, _fresh, dialect) => {
    it('is kept whole, or not at all', async () => {
      const store = await open();
      const kept = await store.work(async (unit) => (await aMember(unit, store)).member);
      const broken = store.work(async (unit) => {
        await aMember(unit, store);
        await unit.db.deleteFrom('members').where('id', '=', kept).execute();
        throw new Error('half way');
      });
      await expect(broken).rejects.toThrow('half way');
      expect(await store.db.selectFrom('members').select('id').execute()).toEqual([{ id: kept }]);
    });

    it('hands out the only handle that works inside', async () => {
      const store = await open();
      const outer = store.work(() => store.db.selectFrom('members').selectAll().execute());
      await expect(outer).rejects.toThrow('only its own handle');
      await expect(store.work(() => store.work(async () => 1))).rejects.toThrow('only its own handle');
      expect(await store.work(async () => 2)).toBe(2);
    });

    if (dialect === 'sqlite')
      it('goes before all that waits for the one connection when it is to be ahead, also one that comes meanwhile', async () => {
        const store = await open();
        const order: string[] = [];
        const unit = (name: string, ahead: boolean) =>
          store.work(async () => void order.push(name), { ahead });
        const meanwhile = new Promise<void>((done) =>
          setImmediate(() => void unit('meanwhile', true).then(done)),
        );
        const waiting = ['a', 'b', 'c'].map((name) => unit(name, false));
        const ahead = ['x', 'y'].map((name) => unit(name, true));
        await Promise.all([...waiting, ...ahead, meanwhile]);
        expect(order).toEqual(['a', 'x', 'y', 'meanwhile', 'b', 'c']);
      });

    it('gives numbers as numbers', async () => {
      const store = await open();
      const member = await store.work(
        async (unit) => (await aMember(unit, store, { joined_at: 1e14 })).member,
      );
      const row = await store.db
        .selectFrom('members')
        .select([
          'joined_at',
          (eb) => eb.fn.countAll<number>().as('n'),
          (eb) => eb.fn.sum<number>('goal').as('g'),
        ])
        .groupBy('joined_at')
        .where('id', '=', member)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ joined_at: 1e14, n: 1, g: 2 });
    });

    it('gives one member to one unit at a time, so that no number of the order is used twice', async () => {
      const store = await open();
      const member = await store.work(async (unit) => (await aMember(unit, store)).member);
      const numbers = await Promise.all(
        Array.from({ length: 12 }, () =>
          store.work(async (unit) => {
            const own = await ownOf(unit, store.vault, member);
            const before = await unit.db.selectFrom('members').select('goal').executeTakeFirstOrThrow();
            const goal = before.goal + 1;
            await sql`select 1`.execute(unit.db);
            await unit.db.updateTable('members').set({ goal }).execute();
            return nextSeq(own!);
          }),
        ),
      );
      expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      const row = await store.db.selectFrom('members').select('goal').executeTakeFirstOrThrow();
      expect(row.goal).toBe(14);
    });
  });
});
