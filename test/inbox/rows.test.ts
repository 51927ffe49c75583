import { expect, it } from 'vitest';
import { finish, purge, receive, recentCount, take, unfinished } from '../../src/inbox/rows.ts';
import { pause } from '../../src/store/faults.ts';
import { erase, ownOf } from '../../src/store/members.ts';
import type { Store } from '../../src/store/open.ts';
import { aMember, eachStore, NOW } from '../support/stores.ts';

const who = { door: 'web', tenant: 'local', user: 'me' } as const;
const heard = (eventKey: string, member: string | null, at = NOW) => ({
  eventKey,
  who,
  member,
  ask: `{"text":"met Ana ${eventKey}"}`,
  at,
});

async function member(store: Store): Promise<string> {
  return (await store.work((unit) => aMember(unit, store))).member;
}

eachStore((open) => {
  it('keeps one row for an event delivered ten times at once', async () => {
    const store = await open();
    const rows = await Promise.all(
      Array.from({ length: 10 }, () => store.work((unit) => receive(unit, store.vault, heard('a', null)))),
    );
    expect(new Set(rows.map((r) => r.id)).size).toBe(1);
    expect(rows.filter((r) => r.fresh)).toHaveLength(1);
  });

  it('works a row once when it is taken twice at the same time', async () => {
    const store = await open();
    const me = await member(store);
    const { id } = await store.work((unit) => receive(unit, store.vault, heard('a', me)));
    const answer = (mine: string) =>
      store.work(async (unit) => {
        const row = await take(unit, store.vault, id);
        if (row.answer !== null) return row.answer;
        // Long enough for the other to have taken it, if nothing held it off.
        await pause(100);
        await finish(unit, store.vault, id, me, mine);
        return mine;
      });
    const [one, two] = await Promise.all([answer('first'), answer('second')]);
    expect(one).toBe(two);
  });

  it('gives back what was asked and answered, and neither in plain text', async () => {
    const store = await open();
    const me = await member(store);
    for (const owner of [me, null]) {
      const key = `k${owner}`;
      const { id } = await store.work((unit) => receive(unit, store.vault, heard(key, owner)));
      expect((await store.work((unit) => take(unit, store.vault, id))).answer).toBeNull();
      await store.work((unit) => finish(unit, store.vault, id, owner, 'Well done, Ana'));
      await store.work((unit) => finish(unit, store.vault, id, owner, 'something else'));
      expect(await store.work((unit) => take(unit, store.vault, id))).toEqual({
        ask: heard(key, owner).ask,
        answer: 'Well done, Ana',
      });
    }
    expect(JSON.stringify(await store.db.selectFrom('inbox').selectAll().execute())).not.toContain('Ana');
  });

  it("seals a stranger's words with their own key once they are a member, and forgets them with it", async () => {
    const store = await open();
    const { id } = await store.work((unit) => receive(unit, store.vault, heard('a', null)));
    const me = await member(store);
    await store.work((unit) => finish(unit, store.vault, id, me, 'hello'));
    const row = await store.db.selectFrom('inbox').selectAll().executeTakeFirstOrThrow();
    expect(row.member).toBe(me);
    expect(() =>
      store.vault.openSystem({ table: 'inbox', column: 'ask_sealed', row: id }, row.ask_sealed),
    ).toThrow();
    expect((await store.work((unit) => take(unit, store.vault, id))).ask).toBe(heard('a', null).ask);
    await store.work(async (unit) => erase((await ownOf(unit, store.vault, me))!, store.vault));
    await expect(store.work((unit) => take(unit, store.vault, id))).rejects.toThrow();
  });

  it('lists what was heard and not answered in the order heard', async () => {
    const store = await open();
    const ids: string[] = [];
    for (const [key, at] of [
      ['c', NOW + 2],
      ['a', NOW],
      ['b', NOW + 1],
    ] as const)
      ids.push((await store.work((unit) => receive(unit, store.vault, heard(key, null, at)))).id);
    await store.work((unit) => finish(unit, store.vault, ids[1]!, null, 'done'));
    expect(await store.work(unfinished)).toEqual([ids[2], ids[0]]);
  });

  it('counts what one member said since an instant, and drops rows after seven days', async () => {
    const store = await open();
    const me = await member(store);
    const day = 86_400_000;
    for (const [key, of, at] of [
      ['old', me, NOW - 7 * day - 1],
      ['week', me, NOW - 7 * day],
      ['edge', me, NOW - 60_000],
      ['now', me, NOW],
      ['other', null, NOW],
    ] as const)
      await store.work((unit) => receive(unit, store.vault, heard(key, of, at)));
    expect(await store.work((unit) => recentCount(unit, me, NOW - 60_000))).toBe(2);
    expect(await store.work(purge)).toBe(1);
    expect(await store.db.selectFrom('inbox').select('id').execute()).toHaveLength(4);
  });
});
