import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { erase, ownOf } from '../../src/store/members.ts';
import { bulkInsert, change, insert, newId, type Own, remove, type Unit } from '../../src/store/own.ts';
import { alter, note, put, putAll } from '../../src/store/quick.ts';
import type { CardsTable } from '../../src/store/schema.ts';
import { rowsOf, shelve } from '../../src/store/shelf.ts';
import { aMember, eachStore, NOW } from '../support/stores.ts';

const days = ['2026-11-24', '2026-11-25', '2026-11-26'] as const;

function aCard(own: Own, day: string): CardsTable {
  return {
    id: newId(),
    member: own.member,
    day,
    kind: 'full',
    memory: null,
    asked_touch: null,
    asked_answer: null,
    feeling: null,
    smallest: 0,
    sent_at: null,
    drawn_at: NOW,
  };
}

/** Every way of writing that the house has, each on a card or the row of a member. */
const writes: Readonly<Record<string, (own: Own, other: Own, card: string) => Promise<unknown>>> = {
  'a statement that names the member': (own, _other, card) =>
    own.db
      .updateTable('cards')
      .set({ smallest: 1 })
      .where('member', '=', own.member)
      .where('id', '=', card)
      .execute(),
  'a statement that names nobody': (own) => own.db.updateTable('cards').set({ smallest: 1 }).execute(),
  'a statement that names whose it becomes, not whose it was': (own, other, card) =>
    own.db.updateTable('cards').set({ member: other.member }).where('id', '=', card).execute(),
  'words of SQL': (own) => sql`delete from cards`.execute(own.db),
  'SQL that hides what it writes': (own) =>
    sql`with gone as (select id from cards) delete from cards where id in (select id from gone)`.execute(
      own.db,
    ),
  'an insert that can be taken back': (own) => insert(own, 'cards', aCard(own, days[2])),
  'many of them': (own) => bulkInsert(own, 'cards', [aCard(own, days[2]), aCard(own, '2026-11-01')]),
  'a change that can be taken back': (own, _other, card) => change(own, 'cards', card, { smallest: 1 }),
  'a removal': (own, _other, card) => remove(own, 'cards', card),
  'a row put in': (own) => put(own, 'cards', aCard(own, '2026-11-02')),
  'rows put in': (own) => putAll(own, 'cards', [aCard(own, days[2]), aCard(own, '2026-11-20')]),
  'a note': (own, _other, card) => note(own, 'cards', card, { sent_at: 5, day: '2026-11-30' }),
  'a note on the member': (own) => note(own, 'members', own.member, { goal: 4 }),
  'an alteration': (own) => alter(own, 'cards', { member: own.member }, { smallest: 1 }),
  'an erasure': (own) => erase(own, { dropMemberKey: () => undefined }),
};

async function standing(unit: Unit, member: string): Promise<unknown> {
  const cards = await unit.db
    .selectFrom('cards')
    .selectAll()
    .where('member', '=', member)
    .orderBy('day')
    .orderBy('id')
    .execute();
  const me = await unit.db.selectFrom('members').selectAll().where('id', '=', member).execute();
  return { cards, me };
}

const kept = async (own: Own) => ({ cards: await rowsOf(own, 'cards'), me: await rowsOf(own, 'members') });

describe('Rows read once a unit of work', () => {
  eachStore((open) => {
    it.each(Object.keys(writes))('are read anew after %s', async (name) => {
      const store = await open();
      await store.work(async (unit) => {
        const own = await aMember(unit, store);
        const other = await aMember(unit, store);
        const cards = [aCard(own, days[0]), aCard(own, days[1])];
        await putAll(unit, 'cards', cards);
        await put(unit, 'cards', aCard(other, days[0]));
        await shelve(unit, [own.member, other.member], ['cards', 'members']);
        const before = JSON.stringify([await kept(own), await kept(other)]);
        await writes[name]!(own, other, cards[1]!.id);
        const after = [await kept(own), await kept(other)];
        expect(after).toEqual([await standing(unit, own.member), await standing(unit, other.member)]);
        expect(JSON.stringify(after)).not.toBe(before);
      });
    });

    it('are the same array until something of the member is written, and nobody else’s', async () => {
      const store = await open();
      await store.work(async (unit) => {
        const own = await aMember(unit, store);
        const other = await aMember(unit, store);
        await put(unit, 'cards', aCard(own, days[0]));
        await shelve(unit, [own.member, other.member], ['cards']);
        const first = await rowsOf(own, 'cards');
        await insert(other, 'cards', aCard(other, days[0]));
        expect(await rowsOf(own, 'cards')).toBe(first);
        expect(first.map((row) => row.member)).toEqual([own.member]);
        expect((await rowsOf(other, 'cards')).map((row) => row.member)).toEqual([other.member]);
      });
    });

    it('are not kept from one unit of work to the next, nor after one that came to nothing', async () => {
      const store = await open();
      const member = await store.work(async (unit) => (await aMember(unit, store)).member);
      const count = () => store.work(async (unit) => (await rowsOf({ ...unit, member }, 'cards')).length);
      const failing = store.work(async (unit) => {
        const own = await ownOf(unit, store.vault, member);
        await put(unit, 'cards', aCard(own!, days[0]));
        expect(await rowsOf(own!, 'cards')).toHaveLength(1);
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(await count()).toBe(0);
      await store.work(async (unit) =>
        put(unit, 'cards', aCard((await ownOf(unit, store.vault, member))!, days[0])),
      );
      expect(await count()).toBe(1);
    });
  });
});
