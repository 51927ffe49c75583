import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownOf } from '../../src/store/members.ts';
import type { Store } from '../../src/store/open.ts';
import {
  bulkInsert,
  type Change,
  change,
  insert,
  newId,
  nextSeq,
  type Own,
  readyRows,
  remove,
  revert,
} from '../../src/store/own.ts';
import type { Unit } from '../../src/store/transaction.ts';
import { aMember, eachStore, NOW } from '../support/stores.ts';

const contact = (rating: number | null = null) => ({
  name_sealed: 'sealed',
  name_hash: 'hash',
  rating,
  paused: 0 as const,
  created_at: NOW,
  created_on: '2026-11-23',
});

async function allRows(unit: Unit): Promise<unknown> {
  const contacts = await unit.db.selectFrom('contacts').selectAll().orderBy('id').execute();
  const marks = await unit.db.selectFrom('marks').selectAll().orderBy('id').execute();
  const members = await unit.db.selectFrom('members').selectAll().orderBy('id').execute();
  return { contacts, marks, members };
}

type Step =
  | { readonly do: 'insert'; readonly slot: number; readonly table: 'contacts' | 'marks' }
  | { readonly do: 'remove'; readonly slot: number; readonly table: 'contacts' | 'marks' }
  | {
      readonly do: 'change';
      readonly slot: number;
      readonly value: number | null;
      readonly table: 'contacts' | 'marks';
    }
  | { readonly do: 'member'; readonly value: number };

const table = fc.constantFrom('contacts' as const, 'marks' as const);
const slot = fc.integer({ min: 0, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('insert' as const), slot, table }),
  fc.record({ do: fc.constant('remove' as const), slot, table }),
  fc.record({
    do: fc.constant('change' as const),
    slot,
    table,
    value: fc.option(fc.integer({ min: 0, max: 100 })),
  }),
  fc.record({ do: fc.constant('member' as const), value: fc.integer({ min: 1, max: 5 }) }),
);

async function take(own: Own, s: Step): Promise<void> {
  if (s.do === 'member') return void (await change(own, 'members', own.member, { goal: s.value }));
  const id = `${s.table}${s.slot}`;
  if (s.do === 'remove') return void (await remove(own, s.table, id));
  if (s.do === 'insert') {
    await remove(own, s.table, id);
    if (s.table === 'contacts') await insert(own, 'contacts', { id, ...contact(s.slot) });
    else await insert(own, 'marks', { id, seq: s.slot, day: '2026-11-23' });
    return;
  }
  if (s.table === 'contacts') await change(own, 'contacts', id, { rating: s.value, known: 'met' });
  else await change(own, 'marks', id, { why: s.value === null ? null : 'ill', day: '2026-11-24' });
}

class Rollback extends Error {}

/** Run and keep nothing, so that each run of a property begins alike. */
async function dropped(store: Store, work: (unit: Unit) => Promise<void>): Promise<void> {
  const run = store.work(async (unit) => {
    await work(unit);
    throw new Rollback();
  });
  await expect(run).rejects.toThrow(Rollback);
}

describe('What is written for a member', () => {
  eachStore((open) => {
    it('is taken back whole by its journal, whatever it was, also after the journal was stored as JSON', async () => {
      const store = await open();
      const member = await store.work(async (unit) => {
        const own = await aMember(unit, store);
        await insert(own, 'contacts', { id: 'contacts0', ...contact(5) });
        await insert(own, 'marks', { id: 'marks0', seq: 1, day: '2026-11-20', why: 'too-much' });
        return own.member;
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
          await dropped(store, async (unit) => {
            const before = await allRows(unit);
            const own = (await ownOf(unit, store.vault, member))!;
            for (const s of steps) await take(own, s);
            await revert(own, JSON.parse(JSON.stringify(own.journal)) as Change[]);
            expect(await allRows(unit)).toEqual(before);
          });
        }),
        { numRuns: 40 },
      );
    });

    it("never changes, removes or takes back another member's rows", async () => {
      const store = await open();
      await store.work(async (unit) => {
        const ana = await aMember(unit, store);
        const ben = await aMember(unit, store);
        const id = await insert(ana, 'contacts', contact(30));
        const before = await allRows(unit);
        expect(await change(ben, 'contacts', id, { rating: 1 })).toBe(false);
        expect(await change(ben, 'members', ana.member, { goal: 5 })).toBe(false);
        expect(await remove(ben, 'contacts', id)).toBe(false);
        expect(ben.journal).toEqual([]);
        await revert(ben, [
          { table: 'contacts', id, op: 'insert', before: null },
          { table: 'contacts', id, op: 'change', before: { rating: 99 } },
          { table: 'members', id: ana.member, op: 'change', before: { goal: 4 } },
        ]);
        expect(await allRows(unit)).toEqual(before);
        // Nor can a row be made in another's name.
        await insert(ben, 'contacts', { ...contact(), member: ana.member } as ReturnType<typeof contact>);
        const theirs = await unit.db
          .selectFrom('contacts')
          .select('id')
          .where('member', '=', ana.member)
          .execute();
        expect(theirs).toEqual([{ id }]);
      });
    });

    it('journals only what differs, with the columns as they were', async () => {
      const store = await open();
      await store.work(async (unit) => {
        const own = await aMember(unit, store);
        const id = await insert(own, 'contacts', contact(30));
        expect(await change(own, 'contacts', id, { rating: 30, paused: 1 })).toBe(true);
        expect(await change(own, 'contacts', id, { rating: 30 })).toBe(true);
        expect(await change(own, 'contacts', id, {})).toBe(true);
        expect(await change(own, 'contacts', 'nobody', {})).toBe(false);
        expect(own.journal).toEqual([
          { table: 'contacts', id, op: 'insert', before: null },
          { table: 'contacts', id, op: 'change', before: { paused: 0 } },
        ]);
      });
    });

    it('comes in by the thousand, and goes again', async () => {
      const store = await open();
      await store.work(async (unit) => {
        const own = await aMember(unit, store);
        const rows = Array.from({ length: 2_001 }, (_, i) => contact(i % 100));
        const ids = await bulkInsert(own, 'contacts', rows);
        expect(new Set(ids).size).toBe(2_001);
        const { n } = await unit.db
          .selectFrom('contacts')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        expect(n).toBe(2_001);
        await revert(own, own.journal);
        expect(await unit.db.selectFrom('contacts').select('id').execute()).toEqual([]);
        expect(await bulkInsert(own, 'contacts', [])).toEqual([]);
      });
    });

    it('is numbered in order, and a number once given is never given again', async () => {
      const store = await open();
      await store.work(async (unit) => {
        const own = await aMember(unit, store);
        expect([await nextSeq(own), await nextSeq(own)]).toEqual([1, 2]);
        await revert(own, own.journal);
        expect(await nextSeq(own)).toBe(3);
      });
    });
  });

  it('lets others have their turn while many of them are put in order', async () => {
    let turns = 0;
    setImmediate(() => {
      turns += 1;
    });
    const slow = {
      ...contact(),
      get rating() {
        const began = performance.now();
        while (performance.now() - began < 6);
        return null;
      },
    };
    const rows = Array.from({ length: 400 }, (_, i) => (i === 100 ? slow : contact()));
    expect((await readyRows({ member: newId() }, 'contacts', rows)).ids).toHaveLength(400);
    expect(turns).toBe(1);
  });

  it('has ids of sixteen characters that never meet', () => {
    const ids = Array.from({ length: 10_000 }, newId);
    expect(new Set(ids).size).toBe(10_000);
    expect(ids.every((id) => /^[\w-]{16}$/.test(id))).toBe(true);
  });
});
