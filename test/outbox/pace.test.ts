import { describe, expect, it } from 'vitest';
import {
  beat,
  breakAfter,
  closedMs,
  marked,
  open,
  type Sign,
  type Tenant,
  unmarked,
} from '../../src/outbox/pace.ts';
import { markTenant, readTenant } from '../../src/outbox/reach.ts';
import type { Store } from '../../src/store/open.ts';
import { handTimers } from '../support/handTimers.ts';
import { aCourier, aLetter, clocks, minute, put, rows } from '../support/letters.ts';
import { recordingDoor } from '../support/recordingDoor.ts';
import { aMember, eachStore } from '../support/stores.ts';

function signed(...signs: readonly Sign[]): Tenant {
  let tenant = unmarked;
  for (const sign of signs) tenant = { ...tenant, ...marked(tenant, sign) };
  return tenant;
}
const broke = (wall: number): Sign => ({ kind: 'broke', wall });

describe('A tenant', () => {
  it('is closed for a minute after five attempts in a row broke off; then one letter tries', () => {
    const four = signed(...[1, 2, 3, 4].map(broke));
    expect(open(four, 1, 5, 4)).toBe(4);
    const five = signed(...[1, 2, 3, 4, 5].map(broke));
    expect([five.broken, five.hold_until]).toEqual([breakAfter, 5 + closedMs]);
    expect([open(five, 1, 4 + closedMs, 4), open(five, 1, 5 + closedMs, 4)]).toEqual([0, 1]);
    const again = { ...five, ...marked(five, broke(5 + closedMs)) };
    expect(open(again, 1, 5 + 2 * closedMs - 1, 4)).toBe(0);
    const well = { ...five, ...marked(five, { kind: 'went' }) };
    expect(open(well, 1, 5 + closedMs, 4)).toBe(4);
  });

  it('counts only what broke off in a row', () => {
    expect(signed(...[1, 2, 3, 4].map(broke), { kind: 'went' }, ...[5, 6, 7, 8].map(broke)).hold_until).toBe(
      0,
    );
  });

  it('is let alone as long as the platform asked, and a shorter wait shortens nothing', () => {
    const held = signed({ kind: 'wait', until: 900, turn: 1 }, { kind: 'wait', until: 500, turn: 1 });
    expect([open(held, 1, 899, 4), open(held, 1, 900, 4)]).toEqual([0, 4]);
  });

  it('has its answers wait only for what answers were told', () => {
    expect(open(signed({ kind: 'wait', until: 900, turn: 1 }), 0, 1, 4)).toBe(4);
    const told = signed({ kind: 'wait', until: 900, turn: 0 });
    expect([open(told, 0, 899, 4), open(told, 1, 899, 4), open(told, 0, 900, 4)]).toEqual([0, 0, 4]);
  });

  it('gets nothing while it refuses us, or when we left it', () => {
    expect(open(signed({ kind: 'refused', why: 'token', wall: 1 }), 0, 9, 4)).toBe(0);
    expect(open({ ...unmarked, left_at: 1 }, 1, 9, 4)).toBe(0);
  });
});

describe('A beat', () => {
  it('gives instants no closer than each rate allows, and saves up nothing', () => {
    const beats = beat();
    const rates = [
      ['door', 10],
      ['door a', 4],
    ] as const;
    expect([0, 0, 0].map((wall) => beats.take(rates, wall))).toEqual([0, 250, 500]);
    // Another tenant of that door waits for the door alone.
    expect(
      beats.take(
        [
          ['door', 10],
          ['door b', undefined],
        ],
        0,
      ),
    ).toBe(600);
    expect([9_000, 9_000].map((wall) => beats.take(rates, wall))).toEqual([9_000, 9_250]);
    expect(beats.take([['web', undefined]], 7)).toBe(7);
  });
});

eachStore((openStore) => {
  const me = async (store: Store) => (await store.work((unit) => aMember(unit, store))).member;
  const who = (tenant: string) => ({ door: 'slack', tenant, user: 'u' }) as const;

  /** Real time that goes on only when everybody waits. */
  async function scene(
    door: Parameters<typeof recordingDoor>[2],
    plan: Parameters<typeof recordingDoor>[1] = () => 'ok',
  ) {
    const clock = clocks();
    const store = await openStore({ now: () => clock.now() });
    const posts: { readonly at: number; readonly tenant: string }[] = [];
    const recorded = recordingDoor(() => clock.wall(), plan, door);
    const { deliver } = recorded;
    recorded.deliver = (letter) => {
      posts.push({ at: clock.passed, tenant: letter.address.tenant });
      return deliver(letter);
    };
    const hand = handTimers(clock);
    const courier = aCourier(hand.counted(store), clock, new Map([['slack', recorded]]), {
      after: hand.after,
    });
    async function run(until: () => boolean) {
      courier.soon();
      await hand.run(until);
      await courier.stop();
    }
    return { clock, store, recorded, posts, courier, run };
  }

  it('keeps the paces that a door names, for itself and for each tenant, and takes them up', async () => {
    const { store, posts, run } = await scene({
      atOnce: { tenant: 20, door: 20 },
      pacePerSecond: { door: 20, tenant: 5 },
    });
    const member = await me(store);
    const letters = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((tenant) =>
      Array.from({ length: tenant === 'a' ? 20 : 4 }, (_, n) =>
        aLetter(`${tenant}${n}`, { who: who(tenant) }),
      ),
    );
    await put(store, member, letters);
    await run(() => posts.length === letters.length);
    const timesOf = (tenant: string | null) =>
      posts.filter((post) => tenant === null || post.tenant === tenant).map((post) => post.at);
    for (const [tenant, rate] of [
      [null, 20],
      ['a', 5],
      ['b', 5],
    ] as const) {
      const times = timesOf(tenant);
      for (const from of times)
        expect(times.filter((at) => at >= from && at < from + 999).length).toBeLessThanOrEqual(rate);
    }
    // The largest alone needs 19 beats of 200 ms; while the others go too, some of them wait for a beat of the door.
    expect(posts.at(-1)!.at).toBeLessThanOrEqual(19 * 200 + 24 * 50 * 0.5);
    // Each tenant's turn comes before anybody's third letter.
    expect(new Set(posts.slice(0, 9).map((post) => post.tenant)).size).toBe(6);
  });

  it('asks a tenant nothing before the time that one of its letters was told, and goes on by itself then', async () => {
    let toA = 0;
    const { store, posts, run } = await scene({ atOnce: { tenant: 1 } }, (_, letter) =>
      letter.address.tenant === 'a' && ++toA === 2 ? 'brief' : 'ok',
    );
    const member = await me(store);
    const letters = [0, 1, 2, 3].map((n) => aLetter(`a${n}`, { who: who('a'), notBefore: n }));
    await put(store, member, [...letters, aLetter('b0', { who: who('b'), notBefore: 8 })]);
    await run(() => posts.length === 6);
    const timesOf = (tenant: string) => posts.filter((post) => post.tenant === tenant).map((post) => post.at);
    const [, told = 0, ...others] = timesOf('a');
    expect(others.map((at) => at >= told + 3_000)).toEqual([true, true, true]);
    expect(timesOf('b')[0]).toBeLessThan(told + 3_000);
  });

  it('counts every attempt that broke off, also of several that end at once', async () => {
    const store = await openStore();
    const place = { door: 'slack', tenant: 'a' };
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => store.work((unit) => markTenant(unit, place, broke(n)))));
    expect(await store.work((unit) => readTenant(unit, place))).toMatchObject({ broken: 6 });
  });

  it('lets one letter try a minute after five broke off, and the rest only when that went', async () => {
    let well = false;
    const { clock, store, posts, courier } = await scene({}, () => (well ? 'ok' : 'refused'));
    const member = await me(store);
    await put(
      store,
      member,
      Array.from({ length: 12 }, (_, n) => aLetter(`a${n}`, { who: who('a') })),
    );
    const tried = async (passed: number) => {
      clock.passed = passed;
      await courier.deliver();
      return posts.length;
    };
    // Four at once; when the fifth broke off, up to three more were under way.
    const first = await tried(0);
    expect(first).toBeGreaterThanOrEqual(5);
    expect(first).toBeLessThanOrEqual(8);
    expect(await tried(minute - 1)).toBe(first);
    expect(await tried(minute)).toBe(first + 1);
    expect(await tried(2 * minute - 1)).toBe(first + 1);
    well = true;
    expect(await tried(2 * minute)).toBe(first + 13);
    expect((await rows(store)).map((row) => row.state)).toEqual(Array(12).fill('sent'));
  });
});
