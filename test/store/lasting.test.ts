import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { lastingRows } from '../../src/store/lasting.ts';
import { erase, ownOf } from '../../src/store/members.ts';
import type { Store } from '../../src/store/open.ts';
import { bulkInsert, change, insert, type Own, remove, revert } from '../../src/store/own.ts';
import { note, noteEach } from '../../src/store/quick.ts';
import { rowsOf, shelve } from '../../src/store/shelf.ts';
import { aMember, eachStore } from '../support/stores.ts';

const aPerson = (n: number) => ({
  name_sealed: `sealed ${n}`,
  name_hash: `hash ${n}`,
  label_sealed: null,
  org_sealed: null,
  email_sealed: null,
  url_sealed: null,
  notes_sealed: null,
  known: null,
  rating: null,
  paused: 0 as const,
  resting_until: null,
  keep_in_touch_on: null,
  referred_by: null,
  created_at: n,
  created_on: '2026-11-20',
  asked_on: null,
});

/** Two members with two people each. */
async function two(store: Store): Promise<readonly [string, string]> {
  return store.work(async (unit) => {
    const made: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const own = await aMember(unit, store);
      await bulkInsert(own, 'contacts', [aPerson(1), aPerson(2)]);
      made.push(own.member);
    }
    return [made[0]!, made[1]!] as const;
  });
}

const as = <T>(store: Store, member: string, work: (own: Own) => Promise<T>): Promise<T> =>
  store.work(async (unit) => work((await ownOf(unit, store.vault, member))!));
const read = (store: Store, member: string) => as(store, member, (own) => rowsOf(own, 'contacts'));
const stored = (store: Store, member: string) =>
  store.db
    .selectFrom('contacts')
    .selectAll()
    .where('member', '=', member)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** Every way of writing that the house has, on the people of a member whose rows were read before. */
const writes: Readonly<Record<string, (own: Own, other: string, id: string) => Promise<unknown>>> = {
  'a statement that names the member': (own, _other, id) =>
    own.db
      .updateTable('contacts')
      .set({ rating: 9 })
      .where('member', '=', own.member)
      .where('id', '=', id)
      .execute(),
  'a statement that names nobody': (own) => own.db.updateTable('contacts').set({ rating: 9 }).execute(),
  'a statement that names a row alone': (own, _other, id) =>
    own.db.updateTable('contacts').set({ rating: 9 }).where('id', '=', id).execute(),
  'rows that change hands': (own, other) =>
    own.db.updateTable('contacts').set({ member: other }).where('member', '=', own.member).execute(),
  'rows that come from another': (own, other) =>
    own.db.updateTable('contacts').set({ member: own.member }).where('member', '=', other).execute(),
  'SQL that hides what it writes': (own) =>
    sql`with gone as (select id from contacts) delete from contacts where id in (select id from gone)`.execute(
      own.db,
    ),
  'an insert that can be taken back': (own) => insert(own, 'contacts', aPerson(3)),
  'many of them': (own) => bulkInsert(own, 'contacts', [aPerson(0), aPerson(3)]),
  'one that leaves columns out': (own) =>
    insert(own, 'contacts', { ...aPerson(3), notes_sealed: undefined } as never),
  'a change that can be taken back': (own, _other, id) => change(own, 'contacts', id, { created_at: 8 }),
  'a change taken back': async (own, _other, id) => {
    await change(own, 'contacts', id, { paused: 1 });
    await remove(own, 'contacts', id);
    await revert(own, own.journal.slice(1));
  },
  'a removal': (own, _other, id) => remove(own, 'contacts', id),
  'a note': (own, _other, id) => note(own, 'contacts', id, { rating: 8 }),
  'many notes': async (own) => {
    const rows = await rowsOf(own, 'contacts');
    await noteEach(own, 'contacts', new Map(rows.map((row, n) => [row.id, { rating: n }])));
  },
  'an erasure': (own) => erase(own, { dropMemberKey: () => undefined }),
};

describe('Rows that outlive a unit of work', () => {
  eachStore((open, _fresh, dialect) => {
    it.each(Object.keys(writes))(
      'are as stored after %s, for the one who wrote and for others',
      async (name) => {
        const store = await open();
        const both = await two(store);
        for (const member of both) await read(store, member);
        await as(store, both[0], async (own) => {
          const [first] = await rowsOf(own, 'contacts');
          await writes[name]!(own, both[1], first!.id);
        });
        const isGone = name === 'an erasure';
        for (const member of isGone ? both.slice(1) : both)
          expect(await read(store, member)).toEqual(await stored(store, member));
        if (isGone)
          expect(await store.work((unit) => rowsOf({ ...unit, member: both[0] }, 'contacts'))).toEqual([]);
      },
    );

    it('are the same array while nobody writes, and others’ writes leave them', async () => {
      const store = await open();
      const [one, other] = await two(store);
      const first = await read(store, one);
      await as(store, other, async (own) => {
        await rowsOf(own, 'contacts');
        await insert(own, 'contacts', aPerson(3));
      });
      expect(await read(store, one)).toBe(first);
    });

    it('are not kept out of a unit of work that came to nothing', async () => {
      const store = await open();
      const [one] = await two(store);
      await read(store, one);
      const failing = as(store, one, async (own) => {
        await insert(own, 'contacts', aPerson(3));
        expect(await rowsOf(own, 'contacts')).toHaveLength(3);
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(await read(store, one)).toHaveLength(2);
    });

    it('are kept out of one that was given up before it wrote anything of theirs', async () => {
      const store = await open();
      const [one] = await two(store);
      let first: unknown;
      const given = as(store, one, async (own) => {
        first = await rowsOf(own, 'contacts');
        await note(own, 'members', one, { seed: 'another' });
        throw new Error('on purpose');
      });
      await expect(given).rejects.toThrow('on purpose');
      expect(await read(store, one)).toBe(first);
    });

    it('are read anew after a statement outside any unit of work', async () => {
      const store = await open();
      const [one] = await two(store);
      await read(store, one);
      await store.db.updateTable('contacts').set({ rating: 7 }).where('member', '=', one).execute();
      expect((await read(store, one)).map((row) => row.rating)).toEqual([7, 7]);
    });

    it('are not those of a sweep, which reads everybody once', async () => {
      const store = await open();
      const both = await two(store);
      const swept = await store.work(async (unit) => {
        await shelve(unit, both, ['contacts']);
        return rowsOf({ ...unit, member: both[0] }, 'contacts');
      });
      expect(await read(store, both[0])).not.toBe(swept);
    });

    // SQLite lets one unit of work in at a time.
    if (dialect === 'postgres')
      it.each([
        ['before the other began', 'ends last'],
        ['while the other wrote', 'ends last'],
        ['while the other wrote', 'ends first'],
      ])('are never what was read %s by one who %s', async (when, end) => {
        const store = await open();
        const [one] = await two(store);
        const turn = gates();
        const writing = store.work(async (unit) => {
          const write = () =>
            unit.db.updateTable('contacts').set({ rating: 5 }).where('member', '=', one).execute();
          if (when === 'while the other wrote') await write();
          turn.open('begun');
          await turn.at(end === 'ends first' ? 'over' : 'read');
          if (when === 'before the other began') await write();
        });
        await turn.at('begun');
        // A reader that does not lock the member's row.
        await store.work(async (unit) => {
          await rowsOf({ ...unit, member: one }, 'contacts');
          turn.open('read');
          if (end === 'ends last') await writing;
        });
        turn.open('over');
        await writing;
        expect((await read(store, one)).map((row) => row.rating)).toEqual([5, 5]);
      });
  });

  it('are as many as there is room for; who came last stays', () => {
    const rows = lastingRows(5);
    const some = (n: number) => Array.from({ length: n }, (_, id) => ({ id }));
    const keep = (member: string, n: number) =>
      rows.begin().end(true, new Map([['contacts', new Map([[member, some(n)]])]]));
    const kept = () => ['a', 'b', 'c', 'd'].filter((member) => rows.begin().find('contacts', member));
    keep('a', 2);
    keep('b', 2);
    rows.begin().find('contacts', 'a');
    keep('c', 2);
    expect(kept()).toEqual(['a', 'c']);
    keep('d', 6);
    expect(kept()).toEqual(['a', 'c']);
  });
});

/** Points that others wait at. */
function gates() {
  const made = new Map<string, { readonly promise: Promise<void>; readonly open: () => void }>();
  const gate = (name: string) => {
    const known = made.get(name);
    if (known) return known;
    let open: () => void = () => undefined;
    const promise = new Promise<void>((resolve) => {
      open = resolve;
    });
    const fresh = { promise, open };
    made.set(name, fresh);
    return fresh;
  };
  return { open: (name: string) => gate(name).open(), at: (name: string) => gate(name).promise };
}
