import { expect, it } from 'vitest';
import { comeBack, leave } from '../../src/outbox/reach.ts';
import { cancel } from '../../src/outbox/rows.ts';
import { erase, ownOf } from '../../src/store/members.ts';
import type { Store } from '../../src/store/open.ts';
import { aCourier, aLetter, clocks, expectNoneTwice, minute, put, rows, who } from '../support/letters.ts';
import { type Fault, recordingDoor } from '../support/recordingDoor.ts';
import { aMember, eachStore } from '../support/stores.ts';

async function member(store: Store): Promise<string> {
  return (await store.work((unit) => aMember(unit, store))).member;
}

eachStore((open) => {
  async function scene(
    plan: (n: number) => Fault | undefined = () => 'ok',
    door: { lookAfterMs?: number; lateMs?: number; onceMs?: number } = {},
  ) {
    const clock = clocks();
    const store = await open({ now: () => clock.now() });
    const me = await member(store);
    const web = recordingDoor(() => clock.wall(), plan, door);
    const told: string[] = [];
    const sent = async (_: unknown, row: { dedupe_key: string }) => void told.push(row.dedupe_key);
    const start = (more = {}) => aCourier(store, clock, new Map([['web', web]]), { sent, ...more });
    const states = async () => (await rows(store)).map((row) => row.state);
    return { clock, store, me, web, told, start, courier: start(), states };
  }

  it('sends what is due, once, as it was put in, and says so', async () => {
    const { store, me, web, told, courier } = await scene();
    await put(store, me, [aLetter('a'), aLetter('b')]);
    expect(await courier.deliver()).toBe(2);
    expect(await courier.deliver()).toBe(0);
    expect(
      web.posted
        .map((p) => p.letter.reply)
        .map((r) => JSON.stringify(r))
        .sort(),
    ).toEqual([aLetter('a'), aLetter('b')].map((l) => JSON.stringify(l.message)));
    expect([...told].sort()).toEqual(['a', 'b']);
    const all = await rows(store);
    expect(all.map((row) => row.provider_id).sort()).toEqual(['m0', 'm1']);
    expect(web.posted.map((p) => p.wireKey).sort()).toEqual(all.map((row) => row.wire_key).sort());
  });

  it('lets who asks one after the other be heard first, and what hangs on it wait for a second at most', async () => {
    const { clock, store, me, web, start } = await scene();
    await put(store, me, [aLetter('a')]);
    const waits: { readonly ms: number; readonly act: () => void; off: boolean }[] = [];
    const courier = start({
      after: (ms: number, act: () => void) => {
        const wait = { ms, act, off: false };
        waits.push(wait);
        return () => {
          wait.off = true;
        };
      },
    });
    for (let n = 0; n < 12; n += 1) {
      courier.soon();
      clock.passed += 90;
    }
    expect(waits.map(({ ms }) => ms)).toEqual([...Array(11).fill(100), 10]);
    expect(waits.map(({ off }) => off)).toEqual([...Array(11).fill(true), false]);
    waits.at(-1)?.act();
    await expect.poll(() => web.posted.length).toBe(1);
    courier.soon();
    expect(waits.at(-1)).toMatchObject({ ms: 100, off: false });
    await courier.stop();
  });

  it('has `sending` kept before the door is asked', async () => {
    const { store, me, web, courier } = await scene();
    await put(store, me, [aLetter('a')]);
    const seen: (string | undefined)[] = [];
    const { deliver } = web;
    web.deliver = async (letter) => {
      seen.push((await rows(store))[0]?.state);
      return deliver(letter);
    };
    await courier.deliver();
    expect(seen).toEqual(['sending']);
  });

  it('has at most four a tenant and ten in all under way', async () => {
    const { store, me, web, start } = await scene(() => 'late', { lateMs: 200 });
    const courier = start({ timeoutMs: 5_000 });
    const letters = ['p', 'q', 'r', 's'].flatMap((tenant) =>
      Array.from({ length: 8 }, (_, n) =>
        aLetter(`${tenant}${n}`, { who: { door: 'web', tenant, user: 'me' } }),
      ),
    );
    await put(store, me, letters);
    expect(await courier.deliver()).toBe(32);
    expect(web.most.get('*')).toBeLessThanOrEqual(10);
    expect(web.most.get('*')).toBeGreaterThan(1);
    expect(Math.max(...['p', 'q', 'r', 's'].map((t) => web.most.get(t)!))).toBeLessThanOrEqual(4);
  });

  it.each(['lost', 'unknown', 'hang'] as const)(
    'looks for a letter whose answer is lost (%s), and does not send it again',
    async (fault) => {
      const { store, me, web, told, start } = await scene(() => fault);
      const courier = start({ timeoutMs: fault === 'hang' ? 50 : 1_000 });
      await put(store, me, [aLetter('a')]);
      expect(await courier.deliver()).toBe(1);
      expect([web.attempts.length, web.looks.length, told]).toEqual([1, 1, ['a']]);
      expect((await rows(store))[0]).toMatchObject({ state: 'sent', provider_id: 'm0' });
    },
  );

  it('waits before the first look where the door says so', async () => {
    const { clock, store, me, web, courier } = await scene(() => 'lost', { lookAfterMs: 45_000 });
    await put(store, me, [aLetter('a')]);
    for (const passed of [0, 44_999]) {
      clock.passed = passed;
      expect(await courier.deliver()).toBe(0);
      expect(web.looks).toEqual([]);
    }
    clock.passed = 45_000;
    expect(await courier.deliver()).toBe(1);
  });

  it('sends again only when a letter was absent twice, a minute apart', async () => {
    const { clock, store, me, web, courier, states } = await scene((n) => (n === 0 ? 'broken' : 'ok'));
    await put(store, me, [aLetter('a')]);
    await courier.deliver();
    clock.passed = 59_999;
    await courier.deliver();
    expect([web.looks.length, await states()]).toEqual([1, ['unknown']]);
    clock.passed = minute;
    await courier.deliver();
    expect([web.looks.length, web.attempts.length, await states()]).toEqual([2, 1, ['pending']]);
    clock.passed += 1_000;
    expect(await courier.deliver()).toBe(1);
    expect(web.attempts).toHaveLength(2);
    expect(web.attempts[1]).toEqual(web.attempts[0]);
  });

  it('sends again at the first look where the door shows it once however often it comes', async () => {
    const { clock, store, me, web, told, courier } = await scene((n) => (n === 0 ? 'broken' : 'ok'), {
      lookAfterMs: 5_000,
      onceMs: minute,
    });
    await put(store, me, [aLetter('a')]);
    expect(await courier.deliver()).toBe(0);
    clock.passed = 5_000;
    expect(await courier.deliver()).toBe(1);
    expect([web.attempts.length, web.looks.length, told]).toEqual([2, 1, ['a']]);
    expect(web.attempts[1]).toEqual(web.attempts[0]);
  });

  it('is not misled by a look that does not see yet what is there', async () => {
    const { store, me, web, courier, states } = await scene((n) => (n < 2 ? 'lost' : 'ok'), {
      onceMs: minute,
    });
    web.slow = true;
    await put(store, me, [aLetter('a')]);
    for (let n = 0; n < 3; n += 1) await courier.deliver();
    expect([await states(), web.posted.length, web.attempts.length]).toEqual([['sent'], 1, 3]);
  });

  it.each(['limited', 'refused', 'gone', 'broken'] as const)(
    'has a letter in doubt that could not go again (%s) looked for, and looked for twice once it would show twice',
    async (fault) => {
      const { clock, store, me, web, courier, states } = await scene(
        (n) => (n === 0 ? 'lost' : n === 1 ? fault : 'ok'),
        { onceMs: minute },
      );
      // What is there is not seen before the door would show it twice.
      web.slow = true;
      await put(store, me, [aLetter('a')]);
      await courier.deliver();
      expect([await states(), web.attempts.length]).toEqual([['unknown'], 2]);
      await store.work((unit) => comeBack(unit, who));
      for (clock.passed = minute; clock.passed < 2 * minute; clock.passed += 5_000) {
        await courier.deliver();
        expect([await states(), web.attempts.length]).toEqual([['unknown'], 2]);
      }
      web.slow = false;
      clock.passed = 3 * minute;
      expect(await courier.deliver()).toBe(1);
      expect([await states(), web.posted.length, web.attempts.length]).toEqual([['sent'], 1, 2]);
    },
  );

  it('sends nothing again that was called off or came too late, nor while its tenant may not be asked', async () => {
    const { clock, store, me, web, courier, states } = await scene(() => 'broken', {
      lookAfterMs: 5_000,
      onceMs: 400 * minute,
    });
    await put(store, me, [aLetter('a')]);
    await courier.deliver();
    await store.work((unit) => leave(unit, who));
    clock.passed = minute;
    await courier.deliver();
    expect([await states(), web.looks.length, web.attempts.length]).toEqual([['unknown'], 1, 1]);
    await store.work((unit) => comeBack(unit, who));
    await store.work(async (unit) => cancel((await ownOf(unit, store.vault, me))!));
    clock.passed = 2 * minute;
    await courier.deliver();
    expect([await states(), web.attempts.length]).toEqual([['unknown_final'], 1]);
    await put(store, me, [aLetter('b')]);
    await courier.deliver();
    clock.passed = 180 * minute;
    await courier.deliver();
    expect([await states(), web.attempts.length]).toEqual([['unknown_final', 'unknown_final'], 2]);
  });

  it('asks for ever while the door cannot tell, and gives up in doubt when the letter is too late', async () => {
    const { clock, store, me, web, courier, states } = await scene(() => 'broken');
    web.blind = true;
    await put(store, me, [aLetter('a')]);
    for (clock.passed = 0; clock.passed < 180 * minute; clock.passed += 30 * minute) {
      await courier.deliver();
      expect(await states()).toEqual(['unknown']);
    }
    await courier.deliver();
    expect([await states(), web.attempts.length]).toEqual([['unknown_final'], 1]);
  });

  it('waits as long as it is told, without using an attempt', async () => {
    const { clock, store, me, web, courier, states } = await scene((n) => (n < 2 ? 'limited' : 'ok'));
    await put(store, me, [aLetter('a')]);
    await courier.deliver();
    clock.passed = 30_000;
    await courier.deliver();
    expect([web.attempts.length, await states()]).toEqual([1, ['pending']]);
    clock.passed = 33_000;
    await courier.deliver();
    expect((await rows(store))[0]).toMatchObject({ state: 'pending', attempt: 0 });
    clock.passed = 66_000;
    expect(await courier.deliver()).toBe(1);
    expect(web.looks).toEqual([]);
  });

  it('does not hammer a door that refuses, and lets the letter expire', async () => {
    const { clock, store, me, web, courier, states } = await scene(() => 'refused');
    await put(store, me, [aLetter('a')]);
    for (let n = 0; n < 5; n += 1) await courier.deliver();
    expect(web.attempts).toHaveLength(1);
    clock.passed = 180 * minute;
    await courier.deliver();
    expect([await states(), web.attempts.length]).toEqual([['expired'], 1]);
  });

  it('never tries again what can never arrive', async () => {
    const { clock, store, me, web, told, courier } = await scene(() => 'never');
    await put(store, me, [aLetter('a')]);
    await courier.deliver();
    clock.passed = 10 * minute;
    await courier.deliver();
    expect((await rows(store))[0]).toMatchObject({ state: 'dead', reason: 'blocked' });
    expect([web.attempts.length, told]).toEqual([1, []]);
  });

  it('keeps an answer that comes after its time', async () => {
    const { store, me, web, told, start } = await scene(() => 'late', { lateMs: 150, lookAfterMs: 45_000 });
    const courier = start({ timeoutMs: 50 });
    await put(store, me, [aLetter('a')]);
    expect(await courier.deliver()).toBe(0);
    await expect.poll(async () => (await rows(store))[0]?.state, { timeout: 5_000 }).toBe('sent');
    expect([web.posted.length, told]).toEqual([1, ['a']]);
  });

  it('says that a letter is out in the same unit of work', async () => {
    const { clock, store, me, web, start, states } = await scene();
    await put(store, me, [aLetter('a')]);
    let down = true;
    const courier = start({
      sent: async () => {
        if (down) throw new Error('no');
      },
    });
    await expect(courier.deliver()).rejects.toThrow('no');
    expect(await states()).toEqual(['sending']);
    down = false;
    clock.passed = minute;
    expect(await courier.deliver()).toBe(1);
    expect([await states(), web.posted.length]).toEqual([['sent'], 1]);
  });

  it('lets one letter that cannot be noted hold up no other', async () => {
    const { clock, store, me, web, start, states } = await scene();
    const courier = start({
      sent: async (_: unknown, row: { dedupe_key: string }) => {
        if (row.dedupe_key === 'a') throw new Error('no');
      },
    });
    await put(store, me, [aLetter('a', { notBefore: 0 }), ...[1, 2, 3, 4, 5].map((n) => aLetter(`${n}`))]);
    await expect(courier.deliver()).rejects.toThrow('no');
    clock.passed = 2 * minute;
    await put(store, me, [aLetter('6')]);
    await expect(courier.deliver()).rejects.toThrow('no');
    expect([await states(), web.posted.length]).toEqual([[...Array(6).fill('sent'), 'unknown'], 7]);
  });

  it('does not send again what was lost before a pause', async () => {
    const { clock, store, me, web, courier, states } = await scene(() => 'broken');
    await put(store, me, [aLetter('a')]);
    await courier.deliver();
    await store.work(async (unit) => cancel((await ownOf(unit, store.vault, me))!));
    for (clock.passed = minute; clock.passed < 5 * minute; clock.passed += minute) await courier.deliver();
    expect([await states(), web.attempts.length]).toEqual([['expired'], 1]);
  });

  it('sends nothing that was read with others and called off before its turn', async () => {
    const { store, me, web, courier } = await scene();
    const names = ['p', 'q', 'r'].flatMap((tenant) => [0, 1, 2, 3].map((n) => ({ tenant, n })));
    await put(
      store,
      me,
      names.map(({ tenant, n }) => aLetter(`${tenant}${n}`, { who: { ...who, tenant } })),
    );
    const { deliver } = web;
    let calledOff: Promise<unknown> | undefined;
    web.deliver = async (letter) => {
      calledOff ??= store.work(async (unit) => cancel((await ownOf(unit, store.vault, me))!));
      await calledOff;
      return deliver(letter);
    };
    await courier.deliver();
    expect(web.posted).toHaveLength(10);
    expect((await rows(store)).filter((row) => row.reason === 'cancelled')).toHaveLength(2);
  });

  it('minds no member who is forgotten while their letter is on its way', async () => {
    const { store, me, web, told, courier } = await scene();
    await put(store, me, [aLetter('a')]);
    const { deliver } = web;
    web.deliver = async (letter) => {
      await store.work(async (unit) => erase((await ownOf(unit, store.vault, me))!, store.vault));
      return deliver(letter);
    };
    expect(await courier.deliver()).toBe(0);
    expect([await rows(store), told]).toEqual([[], []]);
  });

  it('drops a letter whose words do not open, and sends the others', async () => {
    const { store, me, courier } = await scene();
    await put(store, me, [aLetter('a'), aLetter('b')]);
    const [a, b] = await rows(store);
    await store.db
      .updateTable('outbox')
      .set({ payload_sealed: b!.payload_sealed })
      .where('id', '=', a!.id)
      .execute();
    expect(await courier.deliver()).toBe(1);
    expect((await rows(store)).map((row) => [row.state, row.reason])).toEqual([
      ['dead', 'unreadable'],
      ['sent', null],
    ]);
  });

  it('has nothing under way when it has stopped, however the door hangs', async () => {
    const { store, me, web, start, states } = await scene(() => 'hang');
    const letters = Array.from({ length: 6 }, (_, n) => aLetter(`${n}`));
    await put(store, me, letters);
    const courier = start({ timeoutMs: 60_000 / 2 });
    const round = courier.deliver();
    await expect.poll(() => web.attempts.length).toBe(4);
    await courier.stop();
    await round;
    expect((await states()).sort()).toEqual([
      'pending',
      'pending',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(await courier.deliver()).toBe(0);
    // The next start finds what was put there.
    const next = start();
    await next.recover();
    await next.deliver();
    await next.deliver();
    expect(await states()).toEqual(Array(6).fill('sent'));
    expectNoneTwice(web.posted);
  });
});
