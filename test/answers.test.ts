// Answers through a door that keeps its own talk: brought at once, in order, once; found again after a crash; and what
// could not be brought.

import { expect, it } from 'vitest';
import type { Ask } from '../src/ask.ts';
import type { Block } from '../src/reply/reply.ts';
import type { Store } from '../src/store/open.ts';
import { mondayEarly, signUp } from './conversations/signUp.ts';
import { minute, rows } from './support/letters.ts';
import { ana, postedHouse } from './support/postedHouse.ts';
import { type Fault, recordingDoor } from './support/recordingDoor.ts';
import { eachStore } from './support/stores.ts';

const has = (kind: Block['kind']) => (one: { letter: { reply: { blocks: readonly Block[] } } }) =>
  one.letter.reply.blocks.some((block) => block.kind === kind);

eachStore((open) => {
  async function scene(plan: (n: number) => Fault | undefined = () => 'ok') {
    const hand = { now: Date.parse(mondayEarly) };
    const store = await open({ now: () => hand.now });
    const faults = { plan };
    const door = recordingDoor(
      () => hand.now + 3_600_000,
      (n) => faults.plan(n),
      { lookAfterMs: 45_000 },
    );
    const start = () => postedHouse(store, hand, door);
    return { hand, store, door, faults, start, member: start() };
  }
  const say = (text: string, more: Partial<Ask> = {}) =>
    ({ ...more, kind: 'say', text }) as Partial<Ask> & Pick<Ask, 'kind'>;
  const states = async (store: Store) => (await rows(store)).map((row) => row.state);

  it('brings an answer before it is done, where it was asked, and has kept that it is being sent', async () => {
    const { store, door, member } = await scene();
    const { deliver } = door;
    const seen: unknown[] = [];
    door.deliver = async (letter) => {
      seen.push(...(await states(store)));
      return deliver(letter);
    };
    await member.asks(say('hello', { place: 'channel', handle: 'the handle', channel: 'D9' }));
    expect(seen).toEqual(['sending']);
    expect(door.posted).toHaveLength(1);
    expect(door.posted[0]!.letter).toMatchObject({
      kind: 'message',
      address: ana,
      channel: 'D9',
      to: { place: 'channel', handle: 'the handle' },
    });
    await member.courier.settle();
    expect(await rows(store)).toMatchObject([
      { state: 'sent', provider_id: 'm0', budget: 'answer', turn: 0, kind: 'answer' },
    ]);
    expect(JSON.stringify(await rows(store))).not.toMatch(/Welcome|the handle/);
  });

  it('tells the whole sign-up and the first warm-up by letters, redrawing what was pressed', async () => {
    const { store, door, member } = await scene();
    await member.says('hello');
    await signUp(member);
    expect(door.attempts.some((letter) => letter.kind === 'edit')).toBe(true);
    for (const letter of door.attempts)
      if (letter.kind === 'edit') expect(door.posted.map((one) => one.id)).toContain(letter.target);
    await expect.poll(async () => [...new Set(await states(store))]).toEqual(['sent']);
    // The morning's card comes through the same door, into the channel that the answers taught.
    await member.at('2026-11-23T08:00:05Z');
    expect(await member.hears(/^Good morning/)).toBeTruthy();
    expect(door.posted.at(-1)!.letter).toMatchObject({ channel: 'DU1' });
    expect(door.posted.at(-1)!.letter.to).toBeUndefined();
  });

  it('takes Join from what a newcomer was told before they joined by a link', async () => {
    const { hand, store, door, member } = await scene();
    const other = postedHouse(store, hand, door, { ...ana, user: 'U2' });
    await other.says('hello');
    await member.says('hello');
    await signUp(member);
    await member.says('link');
    await other.says(`link ${/\b[A-Z]{8}\b/.exec(await member.hears(/Your code is/))?.[0]}`);
    await other.hears(/You are one here now/);
    const [welcome] = door.posted.filter(({ letter }) => letter.address.user === 'U2');
    const edits = () => door.attempts.filter((one) => one.kind === 'edit' && one.target === welcome?.id);
    await expect.poll(() => edits().length).toBe(1);
    expect(edits()[0]?.reply.notice).toBe('Welcome to Rungs');
    expect(JSON.stringify(edits())).not.toContain('start.join');
  });

  it('has the effect once and shows it once, however often and how close the same event comes', async () => {
    const { store, door, member } = await scene();
    const ask = member.ask(say('hello'));
    const hear = async () => member.house.answer(await member.house.hear(ask));
    const answers = [...(await Promise.all([hear(), hear()])), await hear(), await hear()];
    expect(door.attempts).toHaveLength(1);
    expect(answers.filter((one) => !one.again)).toHaveLength(1);
    expect(new Set(answers.map((one) => JSON.stringify(one.said))).size).toBe(1);
    await expect.poll(() => states(store)).toEqual(['sent']);
  });

  it.each([
    ['which never left', 'broken', 2],
    ['whose answer was lost', 'lost', 1],
  ] as const)('finds out about a letter %s, and shows it once', async (_, fault, attempts) => {
    const { hand, store, door, member } = await scene((n) => (n === 0 ? fault : 'ok'));
    await member.asks(say('hello'));
    for (let n = 0; n < 4; n += 1) {
      hand.now += minute;
      await member.courier.deliver();
    }
    expect([await states(store), door.posted.length, door.attempts.length]).toEqual([['sent'], 1, attempts]);
  });

  it('brings after a crash what was answered and not brought, and what was heard and not answered', async () => {
    const { hand, store, door, faults, member, start } = await scene();
    const heard = await member.house.hear(member.ask(say('hello')));
    // Dead between the commit and the first byte: the door is never asked.
    faults.plan = () => {
      throw new Error('died');
    };
    await member.house.answer(heard);
    expect([door.posted.length, await states(store)]).toEqual([0, ['unknown']]);
    await member.house.hear(member.ask(say('help')));
    faults.plan = () => 'ok';
    const next = start();
    await next.courier.recover();
    await next.house.catchUp();
    expect(door.posted).toHaveLength(0);
    for (let n = 0; n < 4; n += 1) {
      hand.now += minute;
      await next.courier.deliver();
    }
    expect(new Set(await states(store))).toEqual(new Set(['sent']));
    expect(new Set(door.posted.map((one) => one.wireKey)).size).toBe(door.posted.length);
    expect((await next.heard()).filter((text) => /Welcome to Rungs/.test(text))).not.toEqual([]);
  });

  it('keeps that an answer went by the next work at the latest, and finds it again after a crash before that', async () => {
    const { hand, store, door, start, member } = await scene();
    // Nothing comes by itself here: the moment after which it is kept does not pass.
    const standing = postedHouse(store, hand, door, ana, () => () => undefined);
    await standing.says('hello');
    expect(await states(store)).toEqual(['sending']);
    await standing.says('help');
    expect((await states(store)).sort()).toEqual(['sending', 'sent']);
    const next = start();
    await next.courier.recover();
    for (let n = 0; n < 2; n += 1) {
      hand.now += minute;
      await next.courier.deliver();
    }
    expect([new Set(await states(store)), door.attempts.length]).toEqual([new Set(['sent']), 2]);
    await member.says('help');
    await expect.poll(() => states(store)).toEqual(['sent', 'sent', 'sent']);
  });

  it('keeps the order of an answer’s messages when the first cannot go, and lets none come after an hour', async () => {
    const { hand, store, door, faults, member } = await scene();
    await member.says('hello');
    const before = door.attempts.length;
    faults.plan = () => 'limited';
    await member.presses('Join');
    const waiting = (await rows(store)).filter((row) => row.state === 'pending');
    expect([waiting.length > 1, door.attempts.length]).toEqual([true, before + 1]);
    // Not before its time, and nothing else of that workspace either.
    hand.now += 29_000;
    await member.says('help');
    await member.courier.deliver();
    expect(door.attempts).toHaveLength(before + 1);
    faults.plan = () => 'ok';
    hand.now += 5_000;
    await member.courier.deliver();
    const went = door.attempts.slice(before + 1).map((letter) => letter.wireKey);
    const order = [...waiting]
      .sort((a, b) => (a.dedupe_key < b.dedupe_key ? -1 : 1))
      .map((row) => row.wire_key);
    expect(went.filter((key) => order.includes(key))).toEqual(order);
    faults.plan = () => 'limited';
    await member.says('help');
    hand.now += 60 * minute;
    faults.plan = () => 'ok';
    await member.courier.deliver();
    expect((await states(store)).filter((state) => state === 'expired').length).toBeGreaterThan(0);
  });

  it('leaves one rating open at a time', async () => {
    const { door, member } = await scene();
    await member.says('hello');
    await signUp(member);
    await member.says('add Maria');
    await member.says('add Benedikt');
    await expect.poll(() => door.posted.filter(has('rating')).length).toBe(1);
  });

  it('leaves one open too when the next is asked for while that the first went is still being kept', async () => {
    const { store, door, member } = await scene();
    await member.says('hello');
    await signUp(member);
    await member.says('add Maria');
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slowed = store.work(async (unit) => {
      await unit.db
        .updateTable('outbox')
        .set((eb) => ({ edits: eb.ref('edits') }))
        .execute();
      await held;
    });
    const settling = member.courier.settle();
    const next = member.says('add Benedikt');
    setTimeout(goOn, 300);
    await Promise.all([slowed, settling, next]);
    await expect.poll(() => door.posted.filter(has('rating')).length).toBe(1);
  });

  it('writes to nobody unasked whom the platform refuses, and says at their next word what did not come', async () => {
    const { store, door, faults, member } = await scene();
    await member.says('hello');
    await signUp(member);
    faults.plan = () => 'closed';
    await member.at('2026-11-23T08:00:05Z');
    const tried = door.attempts.length;
    expect((await rows(store)).filter((row) => row.state === 'dead')).toMatchObject([{ kind: 'card' }]);
    await member.at('2026-11-24T08:00:05Z');
    expect(door.attempts).toHaveLength(tried);
    faults.plan = () => 'ok';
    await member.at('2026-11-24T12:00:00Z');
    expect(door.attempts).toHaveLength(tried);
    await member.says('help');
    expect(await member.hears(/did not let me bring you/)).toMatch(
      /2 cards, the last of Tuesday 24 November/,
    );
    const told = (await member.heard()).length;
    await member.says('help');
    expect((await member.heard()).slice(told).join()).not.toMatch(/did not let me/);
    await member.at('2026-11-25T08:00:05Z');
    expect(await member.hears(/^Good morning/)).toBeTruthy();
  });

  it('asks nothing more of a workspace that refuses everything, until it is back; then what is not too late goes', async () => {
    const { hand, store, door, faults, member } = await scene();
    await member.says('hello');
    await signUp(member);
    faults.plan = () => 'gone';
    await member.at('2026-11-23T08:00:05Z');
    const tried = door.attempts.length;
    faults.plan = () => 'ok';
    hand.now += 30 * minute;
    await member.courier.deliver();
    expect(door.attempts).toHaveLength(tried);
    await member.house.back('slack', 'T1');
    await member.courier.deliver();
    expect(await member.hears(/^Good morning/)).toBeTruthy();
    expect(await states(store)).not.toContain('pending');
  });

  it('stops everything of a workspace that was left, erases who is nowhere else after 30 days, unless it comes back', async () => {
    const { hand, store, door, faults, member } = await scene();
    await member.says('hello');
    await signUp(member);
    faults.plan = () => 'limited';
    await member.at('2026-11-23T08:00:05Z');
    await member.house.left('slack', 'T1');
    expect((await rows(store)).filter((row) => row.kind === 'card').map((row) => row.state)).toEqual([
      'dead',
    ]);
    faults.plan = () => 'ok';
    const tried = door.attempts.length;
    const members = async () => (await store.db.selectFrom('members').select('id').execute()).length;
    for (let day = 0; day < 30; day += 1) {
      await member.tick();
      hand.now += 24 * 60 * minute;
    }
    expect([door.attempts.length, await members()]).toEqual([tried, 1]);
    await member.house.back('slack', 'T1');
    hand.now += minute;
    await member.tick();
    expect(await members()).toBe(1);
    await member.house.left('slack', 'T1');
    hand.now += 30 * 24 * 60 * minute + 1;
    await member.tick();
    expect([await members(), (await rows(store)).length]).toEqual([0, 0]);
  });

  it('completes the names of the asker’s own people, and nobody else’s', async () => {
    const { store, hand, door, member } = await scene();
    const other = postedHouse(store, hand, door, { ...ana, user: 'U2' });
    for (const one of [member, other]) {
      await one.says('hello');
      await one.presses('Join');
    }
    for (const name of ['Zoë Marlow', 'Ana-Maria Lopez', 'Tomar Ek', 'Ben Kay'])
      await member.says(`add ${name}`);
    await other.says('add Marlene Other');
    const suggest = (typed: string, user = 'U1') => member.house.suggest({ ...ana, user }, typed);
    expect(await suggest('mar')).toEqual(['Ana-Maria Lopez', 'Zoë Marlow', 'Tomar Ek']);
    expect(await suggest(' ZOE m')).toEqual(['Zoë Marlow']);
    expect(await suggest('mar', 'U2')).toEqual(['Marlene Other']);
    expect(await suggest('')).toHaveLength(4);
    expect(await suggest('mar', 'U3')).toEqual([]);
  });
});
