import { describe, expect, it } from 'vitest';
import type { Context, Nudge } from '../../src/command.ts';
import { createApp } from '../../src/house.ts';
import { moveMember } from '../../src/member/rows.ts';
import { message } from '../../src/reply/say.ts';
import { tick } from '../../src/schedule/tick.ts';
import type { Store } from '../../src/store/open.ts';
import { aMember, eachStore, NOW } from '../support/stores.ts';

const crowd = 60;

/** Members who are all due, each with an address. */
async function dueMembers(store: Store): Promise<readonly string[]> {
  return store.work(async (unit) => {
    const made: string[] = [];
    for (let n = 0; n < crowd; n += 1) {
      const own = await aMember(unit, store, { next_due_at: NOW });
      await unit.db
        .insertInto('addresses')
        .values({
          door: 'web',
          tenant: 'local',
          user: `u${n}`,
          member: own.member,
          channel: null,
          chosen_at: null,
          unreachable_at: null,
          unreachable_why: null,
          untold_since: null,
          created_at: NOW,
        })
        .execute();
      made.push(own.member);
    }
    return made;
  });
}

/** A nudge over the members' own due instant; `each` may do more, or throw. */
const nudgeOf = (each: (ctx: Context) => void): Nudge => ({
  kind: 'card',
  due: async (unit, limit) =>
    (
      await unit.db
        .selectFrom('members')
        .select('id')
        .where('next_due_at', '<=', unit.now)
        .orderBy('id')
        .limit(limit)
        .execute()
    ).map((row) => row.id),
  compose: async (ctx) => {
    await moveMember(ctx, { next_due_at: ctx.now + 1 });
    each(ctx);
    return {
      dedupeKey: `card:${ctx.member}`,
      message: message('A card', 'Hello.'),
      expiresAt: ctx.now + 1000,
      budget: 'card',
    };
  },
});

function ticking(store: Store, nudge: Nudge): { run: () => Promise<void>; troubles: unknown[] } {
  const troubles: unknown[] = [];
  const log = (_what: string, facts: Readonly<Record<string, unknown>>) => void troubles.push(facts.error);
  const app = createApp({ store, now: () => NOW, helpLine: undefined, talkKept: new Set(['web']), log });
  const parts = {
    store,
    nudges: [nudge],
    contextOf: app.contextOf,
    courier: { deliver: async () => 0 },
    hourly: () => false,
    log,
  };
  return { run: () => tick(parts), troubles };
}

const lettersOf = async (store: Store) =>
  (await store.db.selectFrom('outbox').select('member').orderBy('member').execute()).map((row) => row.member);

describe('A tick with many due', () => {
  eachStore((open) => {
    it('holds up nobody for one member’s trouble, keeps nothing half done of theirs, and tries again next time', async () => {
      const store = await open();
      const members = await dueMembers(store);
      const unlucky = new Set([members[0], members[31], members[59]]);
      let mended = false;
      const { run, troubles } = ticking(
        store,
        nudgeOf((ctx) => {
          if (unlucky.has(ctx.member) && !mended) throw new Error(`trouble of ${ctx.member}`);
        }),
      );
      await run();
      expect(await lettersOf(store)).toEqual(members.filter((id) => !unlucky.has(id)).sort());
      expect(troubles).toHaveLength(unlucky.size);
      const still = await store.db
        .selectFrom('members')
        .select('id')
        .where('next_due_at', '<=', NOW)
        .execute();
      expect(new Set(still.map((row) => row.id))).toEqual(unlucky);
      mended = true;
      await run();
      expect(await lettersOf(store)).toEqual([...members].sort());
      expect(troubles).toHaveLength(unlucky.size);
    });

    it('lets others have their turn while it is at work', async () => {
      const store = await open();
      await dueMembers(store);
      let turns = 0;
      let going = true;
      const others = () => {
        turns += 1;
        if (going) setImmediate(others);
      };
      const { run } = ticking(
        store,
        nudgeOf(() => {
          // Work, so that the whole sweep would be one long stop.
          const until = performance.now() + 2;
          while (performance.now() < until);
        }),
      );
      setImmediate(others);
      await run();
      going = false;
      // 120 ms of work and a turn after each 5 ms at the latest, with room for what one card takes.
      expect(turns).toBeGreaterThan(10);
    });
  });
});
