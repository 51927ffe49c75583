import { expect, it } from 'vitest';
import { claim, queuesDue } from '../../src/outbox/claim.ts';
import { cancel, enqueue, expire, purge, putIn, tell } from '../../src/outbox/rows.ts';
import { ownOf } from '../../src/store/members.ts';
import type { Store } from '../../src/store/open.ts';
import { aLetter, minute, put, rows } from '../support/letters.ts';
import { aMember, eachStore, NOW } from '../support/stores.ts';

const wall = NOW + 60 * minute;

async function member(store: Store): Promise<string> {
  return (await store.work((unit) => aMember(unit, store))).member;
}

function claimAll(store: Store, at = { due: NOW, wall }) {
  return store.work(async (unit) => {
    const from = (await queuesDue(unit, ['web'], at.due)).map((queue) => ({
      queue,
      most: 100,
      atOnce: false,
    }));
    return claim(unit, { owner: 'me', doors: new Map(), from, ahead: new Map(), ...at });
  });
}

const dropAll = (store: Store, me: string, kinds?: readonly string[]) =>
  store.work(async (unit) => cancel((await ownOf(unit, store.vault, me))!, kinds));

eachStore((open) => {
  it('puts a letter in once a dedupe key, sealed, with a wire key of 22 characters', async () => {
    const store = await open();
    const me = await member(store);
    expect(await put(store, me, [aLetter('a'), aLetter('a'), aLetter('b')])).toEqual([true, false, true]);
    const all = await rows(store);
    expect(all).toHaveLength(2);
    expect(JSON.stringify(all)).not.toContain('Ana');
    for (const row of all) expect(row.wire_key).toMatch(/^[\w-]{22}$/);
    expect(all[0]!.wire_key).not.toBe(all[1]!.wire_key);
  });

  it('leaves no letter behind when the unit of work that decided it is not kept', async () => {
    const store = await open();
    const me = await member(store);
    const broken = store.work(async (unit) => {
      await enqueue((await ownOf(unit, store.vault, me))!, aLetter('a'));
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(await rows(store)).toEqual([]);
  });

  it('claims what is due and not late, each tenant’s oldest first and tenants in turn, four a tenant and ten in all', async () => {
    const store = await open();
    const me = await member(store);
    const at = (tenant: string, n: number) =>
      aLetter(`${tenant}${n}`, {
        who: { door: 'web', tenant, user: 'me' },
        // All of p is older than all of q, and q than r.
        notBefore: NOW - minute * (n + 20 * 'rqp'.indexOf(tenant)),
      });
    await put(store, me, [
      ...[1, 2, 3, 4, 5, 6].flatMap((n) => [at('p', n), at('q', n), at('r', n)]),
      aLetter('soon', { notBefore: NOW + 1 }),
      aLetter('late', { expiresAt: NOW }),
      aLetter('other', { who: { door: 'slack', tenant: 'p', user: 'me' } }),
    ]);
    const first = await claimAll(store);
    const keys = (claimed: typeof first) => claimed.map((row) => row.dedupe_key);
    expect(keys(first).sort()).toEqual(['p3', 'p4', 'p5', 'p6', 'q4', 'q5', 'q6', 'r4', 'r5', 'r6']);
    for (const row of first)
      expect(row).toMatchObject({ state: 'claimed', lease_epoch: 1, lease_until: wall + minute });
    expect(await claimAll(store)).toEqual([]);
    // Settled ones make room; unknown ones still count, for five minutes.
    const [a, b] = first.filter((row) => row.tenant === 'p');
    const told = { epoch: 1, wall, lookAt: wall, now: NOW, random: 0 };
    for (const row of [a!, b!]) await store.work((unit) => tell(unit, row.id, { kind: 'begin', ...told }));
    await store.work((unit) => tell(unit, a!.id, { kind: 'ok', id: 'x', wall }));
    await store.work((unit) => tell(unit, b!.id, { kind: 'lost', ...told }));
    const next = async (at?: { due: number; wall: number }) => keys(await claimAll(store, at));
    expect(await next()).toEqual(['p2']);
    expect(await next()).toEqual([]);
    expect(await next({ due: NOW, wall: wall + 5 * minute })).toEqual(['p1']);
  });

  it('gives each letter to one of two that claim at the same time', async () => {
    const store = await open();
    const me = await member(store);
    const letters = [1, 2, 3, 4].map((n) => aLetter(`${n}`));
    await put(store, me, letters);
    const both = (await Promise.all([claimAll(store), claimAll(store)])).flat();
    expect(new Set(both.map((row) => row.id)).size).toBe(both.length);
    expect(both.length).toBe(4);
  });

  it('drops what waits or is claimed, of that member alone, and lets nothing on its way go twice', async () => {
    const store = await open();
    const [me, other] = [await member(store), await member(store)];
    await put(store, me, [aLetter('1'), aLetter('2', { notBefore: NOW - 1 })]);
    await put(store, other, [aLetter('3', { notBefore: NOW + 1 })]);
    const [sending, claimed] = await claimAll(store);
    await store.work((unit) => tell(unit, sending!.id, { kind: 'begin', epoch: 1, wall }));
    expect(await dropAll(store, me, [])).toBe(0);
    expect(await dropAll(store, me)).toBe(1);
    expect((await rows(store)).map((row) => [row.dedupe_key, row.state, row.expires_at > NOW])).toEqual([
      ['1', 'dead', true],
      ['2', 'sending', false],
      ['3', 'pending', true],
    ]);
    const late = await store.work((unit) => tell(unit, claimed!.id, { kind: 'begin', epoch: 1, wall }));
    expect(late?.outcome.refused).toBeDefined();
  });

  it('writes no result of a lease that was taken over', async () => {
    const store = await open();
    await put(store, await member(store), [aLetter('1')]);
    const [row] = await claimAll(store);
    const say = (event: Parameters<typeof tell>[2]) => store.work((unit) => tell(unit, row!.id, event));
    await say({ kind: 'lost', epoch: 1, lookAt: 0, now: NOW, random: 0 });
    await claimAll(store);
    expect((await say({ kind: 'begin', epoch: 1, wall }))?.outcome.refused).toBe('not my lease');
    await say({ kind: 'begin', epoch: 2, wall });
    expect((await say({ kind: 'never', epoch: 1, reason: 'no' }))?.outcome.refused).toBe('not my lease');
    expect((await rows(store))[0]).toMatchObject({ state: 'sending', lease_epoch: 2 });
  });

  it('lets no large tenant keep others waiting, and answers go before all', async () => {
    const store = await open();
    const me = await member(store);
    const to = (tenant: string) => ({ door: 'web', tenant, user: 'me' }) as const;
    await put(
      store,
      me,
      Array.from({ length: 60 }, (_, n) => aLetter(`big${n}`, { who: to('big'), notBefore: NOW - minute })),
    );
    await put(
      store,
      me,
      [...'abcdefghi'].map((tenant) => aLetter(tenant, { who: to(tenant) })),
    );
    await store.work(async (unit) => {
      const own = (await ownOf(unit, store.vault, me))!;
      const { message: reply, ...letter } = aLetter('', { who: to('big'), budget: 'answer' });
      for (const dedupeKey of ['reply:x:00', 'reply:x:01', 'reply:y:00'])
        await putIn(own, { ...letter, turn: 0, dedupeKey }, { reply });
    });
    const claimed = (await claimAll(store)).map((row) => row.dedupe_key);
    // Of one answer the second message waits for the first; answers take no room of the run's.
    expect(claimed.slice(0, 2).sort()).toEqual(['reply:x:00', 'reply:y:00']);
    expect([...claimed.slice(2)].sort()).toEqual([...'abcdefghi', 'big0'].sort());
  });

  it('drops settled letters after thirty days, and no others', async () => {
    const clock = { now: NOW };
    const store = await open({ now: () => clock.now });
    const me = await member(store);
    await put(store, me, [aLetter('old', { expiresAt: NOW }), aLetter('waits')]);
    clock.now += 30 * 86_400_000;
    await put(store, me, [aLetter('new', { expiresAt: NOW })]);
    await store.work((unit) => expire(unit, ['web']));
    await store.db
      .updateTable('outbox')
      .set({ state: 'pending' })
      .where('dedupe_key', '=', 'waits')
      .execute();
    expect(await store.work(purge)).toBe(0);
    clock.now += 1;
    expect(await store.work(purge)).toBe(1);
    expect((await rows(store)).map((row) => row.dedupe_key)).toEqual(['new', 'waits']);
  });
});
