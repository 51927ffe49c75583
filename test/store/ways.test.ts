import { describe, expect, it } from 'vitest';
import { comeBack, leave } from '../../src/outbox/reach.ts';
import type { Store } from '../../src/store/open.ts';
import { stranded, waysOf } from '../../src/store/ways.ts';
import { aMember, eachStore, NOW } from '../support/stores.ts';

const day = 86_400_000;

describe('Who comes in nowhere any more', () => {
  eachStore((open) => {
    /** A member of Discord who came in by these ways. */
    async function comer(store: Store, user: string, ways: readonly string[], seen = NOW - 40 * day) {
      const id = await store.work(async (unit) => {
        const { member } = await aMember(unit, store, { seen_at: seen });
        const address = { door: 'discord' as const, tenant: 'discord', user };
        await unit.db
          .insertInto('addresses')
          .values({ ...address, member, created_at: NOW })
          .execute();
        return member;
      });
      for (const way of ways) await waysOf(store, 'discord').came({ tenant: 'discord', user }, way);
      return id;
    }
    const taken = (store: Store, way: string, back = false) =>
      store.work((unit) => (back ? comeBack : leave)(unit, { door: 'discord', tenant: way }));
    const lost = (store: Store, before: number) => store.work((unit) => stranded(unit, before));

    it('is who had one server, and we were taken out of it; not who has another, or the app for themselves', async () => {
      const store = await open();
      const alone = await comer(store, '1', ['red']);
      await comer(store, '2', ['red', 'blue']);
      await comer(store, '3', ['red', 'self']);
      await comer(store, '4', []);
      expect(await lost(store, NOW + day)).toEqual([]);
      await taken(store, 'red');
      expect(await lost(store, NOW + day)).toEqual([alone]);
      expect(await lost(store, NOW - day)).toEqual([]);
      await taken(store, 'red', true);
      expect(await lost(store, NOW + day)).toEqual([]);
    });

    it('is nobody who was heard since, or has another door', async () => {
      const store = await open();
      await comer(store, '1', ['red'], NOW + day);
      const linked = await comer(store, '2', ['red']);
      await store.work(({ db }) =>
        db
          .insertInto('addresses')
          .values({ door: 'web', tenant: 'local', user: 'me', member: linked, created_at: NOW })
          .execute(),
      );
      await taken(store, 'red');
      expect(await lost(store, NOW + day)).toEqual([]);
    });

    it('is told from what is kept: each way once, nothing of a stranger, and gone with the member', async () => {
      const store = await open();
      const ways = waysOf(store, 'discord');
      const member = await comer(store, '1', ['red', 'red', 'blue']);
      await ways.came({ tenant: 'discord', user: 'stranger' }, 'green');
      await taken(store, 'blue');
      expect(await ways.known()).toEqual({ there: ['red'], lost: ['blue'] });
      await store.work(({ db }) => db.deleteFrom('members').where('id', '=', member).execute());
      expect(await ways.known()).toEqual({ there: [], lost: [] });
    });
  });
});
