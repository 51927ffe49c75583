// The place that a member chose closes on the very morning: today's card is at the next place that they have, once, wherever
// the program dies meanwhile. At both simulated platforms, on both databases; STOPS=all: every point, else every fifth.

import { expect, it } from 'vitest';
import { drawMessage } from '../../adapters/discord/draw.ts';
import { paceOpening } from '../../adapters/discord/pace.ts';
import { createPost } from '../../adapters/discord/post.ts';
import { createWire } from '../../adapters/discord/wire.ts';
import type { Door, Who } from '../../src/ask.ts';
import { createApp } from '../../src/house.ts';
import { askedToday } from '../../src/meeting/rows.ts';
import { addAddress } from '../../src/member/rows.ts';
import type { Carrier } from '../../src/outbox/courier.ts';
import { sendOnward } from '../../src/schedule/onward.ts';
import { ownOf } from '../../src/store/members.ts';
import type { Store } from '../../src/store/open.ts';
import { openDiscord } from '../support/discord/index.ts';
import { aCourier, aLetter, type Clocks, clocks, minute, put, rows } from '../support/letters.ts';
import { lifeline, live, mortal } from '../support/lifeline.ts';
import { type Fault, recordingDoor } from '../support/recordingDoor.ts';
import { openSlack } from '../support/slack/index.ts';
import { slackCarrier } from '../support/slackCarrier.ts';
import { aMember, eachStore, NOW } from '../support/stores.ts';

const stride = process.env.STOPS === 'all' ? 1 : 5;

/** A member with these places, the one of their choice first. */
async function memberAt(store: Store, places: readonly Who[]): Promise<string> {
  const { member } = await store.work(async (unit) => {
    const own = await aMember(unit, store);
    for (const who of places) await addAddress(own, who);
    return own;
  });
  for (const [n, { door, user }] of places.entries())
    await store.db
      .updateTable('addresses')
      .set({ chosen_at: NOW - n })
      .where('door', '=', door)
      .where('user', '=', user)
      .execute();
  return member;
}

const onwardIn = (store: Store) =>
  ({ closed: (unit, told) => sendOnward(unit, store.vault, () => true, told) }) satisfies Parameters<
    typeof aCourier
  >[3];

const page: Who = { door: 'web', tenant: 'local', user: 'me' };
const onDiscord: Who = { door: 'discord', tenant: 'discord', user: '7' };
const onSlack: Who = { door: 'slack', tenant: 'T1', user: 'U7' };

/** A courier over doors that go as planned. */
function carriedBy(store: Store, clock: Clocks, plans: Partial<Record<Door, Fault>>) {
  const doors = Object.entries(plans).map(
    ([door, fault]) =>
      [
        door as Door,
        recordingDoor(
          () => clock.wall(),
          () => fault,
        ),
      ] as const,
  );
  return { doors: new Map(doors), courier: aCourier(store, clock, new Map(doors), onwardIn(store)) };
}

const standingOf = async (store: Store) =>
  (await rows(store)).map(({ dedupe_key, door, state, day, budget, expires_at }) => ({
    ...{ key: dedupe_key, door, state, day, budget },
    worth: expires_at - NOW,
  }));

eachStore((open) => {
  it('brings what waited for the closed place along, past a second one that is closed too, and counts each once', async () => {
    const store = await open();
    const clock = clocks();
    const member = await memberAt(store, [onDiscord, onSlack, page]);
    const asked = { who: onDiscord, kind: 'thanks', budget: 'asked', expiresAt: NOW + 60 * minute } as const;
    await put(store, member, [
      aLetter('a', { who: onDiscord }),
      aLetter('b', { ...asked, notBefore: NOW + minute }),
    ]);
    const { doors, courier } = carriedBy(store, clock, { discord: 'closed', slack: 'closed', web: 'ok' });
    await courier.deliver();
    await courier.deliver();
    expect(doors.get('web')?.posted.map(({ letter }) => letter.reply.notice)).toHaveLength(2);
    expect(doors.get('discord')?.attempts).toHaveLength(1);
    const card = { day: '2026-11-23', budget: 'card', worth: 180 * minute };
    const thanks = { ...card, budget: 'asked', worth: 60 * minute };
    expect(await standingOf(store)).toEqual(
      expect.arrayContaining([
        { key: 'a', door: 'discord', state: 'dead', ...card },
        { key: 'onward:a', door: 'slack', state: 'dead', ...card },
        { key: 'onward:onward:a', door: 'web', state: 'sent', ...card },
      ]),
    );
    const sent = (await standingOf(store)).filter(({ state }) => state === 'sent');
    expect(sent).toEqual([
      { key: expect.stringMatching(/^onward:.*a$/), door: 'web', state: 'sent', ...card },
      { key: expect.stringMatching(/^onward:.*b$/), door: 'web', state: 'sent', ...thanks },
    ]);
    const counted = await store.work(async (unit) =>
      askedToday((await ownOf(unit, store.vault, member))!, '2026-11-23'),
    );
    expect(counted).toBe(1);
    // Told of the first refusal a second time.
    const first = (await rows(store)).find(({ dedupe_key }) => dedupe_key === 'a')!;
    await store.work((unit) =>
      sendOnward(unit, store.vault, () => true, { row: first, outcome: { to: first } }),
    );
    await courier.deliver();
    expect(doors.get('web')?.posted).toHaveLength(2);
  });

  it('leaves it where there is no other place, where it was called off, and where its time is over', async () => {
    const store = await open();
    const clock = clocks();
    const alone = await memberAt(store, [onDiscord]);
    const stopped = await memberAt(store, [{ ...onDiscord, user: '8' }, onSlack]);
    await put(store, alone, [aLetter('alone', { who: onDiscord })]);
    await put(store, stopped, [aLetter('stopped', { who: { ...onDiscord, user: '8' } })]);
    const { doors, courier } = carriedBy(store, clock, { discord: 'closed', slack: 'ok' });
    const deliver = doors.get('discord')!.deliver;
    // They say stop while it is on its way.
    doors.get('discord')!.deliver = async (letter) => {
      await store.db
        .updateTable('outbox')
        .set({ expires_at: NOW })
        .where('dedupe_key', '=', 'stopped')
        .execute();
      return deliver(letter);
    };
    await courier.deliver();
    await courier.deliver();
    expect((await standingOf(store)).map(({ key, state }) => `${key} ${state}`)).toEqual([
      'alone dead',
      'stopped dead',
    ]);
    expect(doors.get('slack')?.posted).toEqual([]);
  });

  it('goes on when a whole workspace has left, of everybody who has another place', async () => {
    const store = await open();
    const clock = clocks();
    const [both, alone] = [await memberAt(store, [onSlack, page]), { ...onSlack, user: 'U8' }];
    await put(store, both, [
      aLetter('a', { who: onSlack }),
      aLetter('b', { who: onSlack, notBefore: NOW + minute }),
      aLetter('held', { who: onSlack }),
      aLetter('elsewhere', { who: { ...onSlack, tenant: 'T2' } }),
    ]);
    await put(store, await memberAt(store, [alone]), [aLetter('alone', { who: alone })]);
    await store.db
      .updateTable('outbox')
      .set({ state: 'claimed', lease_owner: 'another', lease_epoch: 1, lease_until: clock.wall() + minute })
      .where('dedupe_key', '=', 'held')
      .execute();
    const house = createApp({
      store,
      now: clock.now,
      helpLine: undefined,
      page: () => undefined,
      talkKept: new Set(),
      log: () => undefined,
    });
    await house.left('slack', 'T1');
    await house.left('slack', 'T1');
    expect((await standingOf(store)).map(({ key, door, state }) => `${key} ${door} ${state}`)).toEqual([
      'a slack dead',
      'alone slack dead',
      'b slack dead',
      'elsewhere slack pending',
      'held slack dead',
      'onward:a web pending',
      'onward:b web pending',
      'onward:held web pending',
    ]);
  });

  it('has every card at the next place, and none twice, wherever the program dies', async () => {
    const store = await open();
    const [discord, slack] = [await openDiscord({ rates: false }), await openSlack()];
    try {
      const team = slack.workspace();
      const known = async (nth: number, chosen: 'discord' | 'slack') => {
        const [there, here] = [discord.person({ dms: chosen === 'slack' }), slack.person(team)];
        here.user.deleted = chosen === 'slack';
        const places: readonly Who[] = [
          { door: 'discord', tenant: 'discord', user: there.user.id },
          { door: 'slack', tenant: team.id, user: here.user.id },
        ];
        const inOrder = chosen === 'discord' ? places : [...places].reverse();
        return { there, here, first: inOrder[0]!, member: await memberAt(store, inOrder), nth };
      };
      const people = [
        await known(0, 'discord'),
        await known(1, 'slack'),
        await known(2, 'discord'),
        await known(3, 'slack'),
      ];
      discord.server(people.map(({ there }) => there));
      for (const { there } of people) discord.world.openDm(there.user);
      const toSlack = slackCarrier(slack);
      let lived = 0;

      /** One life that dies there, and one to the end. How much it did. */
      async function lifeAndAfter(dieAt: number, after: boolean): Promise<number> {
        await store.db.deleteFrom('outbox').execute();
        await store.db.deleteFrom('tenants').execute();
        await store.db.updateTable('addresses').set({ unreachable_at: null, channel: null }).execute();
        const clock: Clocks = {
          passed: 0,
          now: () => NOW + clock.passed,
          wall: () => Date.now() + lived + clock.passed,
        };
        const post = createPost(
          createWire(discord.token, discord.url),
          paceOpening(() => performance.now()),
          () => discord.world.botId,
          clock.wall,
        );
        for (const { there } of people) post.learn(there.user.id, discord.world.dmOf(there.user)!.id);
        const toDiscord: Carrier = {
          deliver: (letter) => post.send(letter, drawMessage(letter.reply, letter.wireKey)),
          find: post.find,
          lookAfterMs: 5_000,
        };
        const shown = () =>
          people.map(({ there, here }) => [
            discord.world.dmOf(there.user)?.messages.length ?? 0,
            here.direct().messages.length,
          ]);
        const before = shown();
        for (const { member, first, nth } of people)
          await put(store, member, [aLetter(`${nth}`, { who: first })]);
        let moved = 0;
        const along = () => {
          discord.world.pass(clock.passed - moved);
          moved = clock.passed;
          slack.world.rules.aheadMs = lived + clock.passed;
        };
        const unsettled = async () =>
          (await rows(store)).filter(({ state }) =>
            ['pending', 'claimed', 'sending', 'unknown'].includes(state),
          ).length;
        const { life, through } = lifeline(dieAt, after);
        const [d, s] = [mortal(store, toDiscord, through), mortal(store, toSlack, through)];
        const doors = (one: Carrier, other: Carrier) =>
          new Map<Door, Carrier>([
            ['discord', one],
            ['slack', other],
          ]);
        const died = await live(
          d.works,
          doors(d.carrier, s.carrier),
          clock,
          unsettled,
          along,
          onwardIn(store),
        ).then(
          () => false,
          () => true,
        );
        expect(died).toBe(life.dead);
        await live(store, doors(toDiscord, toSlack), clock, unsettled, along, onwardIn(store));
        lived += clock.passed;
        const came = shown().map((now, n) => now.map((count, at) => count - before[n]![at]!));
        expect(came, `${after ? 'after' : 'before'} ${dieAt}`).toEqual([
          [0, 1],
          [1, 0],
          [0, 1],
          [1, 0],
        ]);
        return life.done;
      }

      const things = await lifeAndAfter(Number.POSITIVE_INFINITY, false);
      // Each letter's two requests, and the commits around them.
      expect(things).toBeGreaterThan(2 * people.length);
      for (let n = 0; n < things; n += stride)
        for (const after of [false, true]) await lifeAndAfter(n, after);
      expect([discord.world.violations, slack.world.violations]).toEqual([[], []]);
    } finally {
      await discord.close();
      await slack.close();
    }
  }, 300_000);
});
