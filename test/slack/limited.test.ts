// A Slack that tells nine calls of ten to wait, for ten minutes: nothing is lost or doubled, nothing asked before its time, and
// it is over nearly as soon as it can be. The courier through Slack's own door; all clocks are moved by hand.

import { afterEach, expect, it, vi } from 'vitest';
import { atOnce, pace } from '../../adapters/slack/index.ts';
import type { Carrier } from '../../src/outbox/courier.ts';
import { openStore } from '../../src/store/open.ts';
import { dice } from '../support/dice.ts';
import { handTimers } from '../support/handTimers.ts';
import { aCourier, aLetter, clocks, minute, put, rows } from '../support/letters.ts';
import { openSlack, type Slack } from '../support/slack/index.ts';
import { slackCarrier } from '../support/slackCarrier.ts';
import { aMember, folders, settingsFor } from '../support/stores.ts';

const bad = 10 * minute;
/** A tick of the program comes at least so often, ms. */
const tickMs = 20_000;
/** What Slack says, s. */
const waits = [1, 2, 5, 10, 30] as const;

/** Luck of a workspace's next call: the seconds that it is told to wait, mostly. */
function lucks(seed: number): () => number {
  const random = dice(seed);
  return () => (random() < 0.9 ? (waits[Math.floor(random() * waits.length)] ?? 1) : 0);
}

/** With the same luck, each call made at the very moment when it may: when the last letter is out, ms; and the calls till then. */
function ideal(luck: () => number, letters: number) {
  let at = 0;
  let out = 0;
  let inTime = 0;
  // Each letter takes two calls: its channel is opened, and it is posted.
  for (let went = 0; went < 2 * letters; ) {
    if (at < bad) inTime += 1;
    const told = at < bad ? luck() : 0;
    if (told > 0) at += told * 1_000;
    else {
      went += 1;
      if (went % 2 === 0) {
        out = at;
        at += 1_000 / pace.tenant;
      }
    }
  }
  return { out, inTime };
}

/** With RUNGS_LONG=1 the ten thousand of a large workspace. */
const many = process.env.RUNGS_LONG === '1' ? 10_000 : 200;
/** Calls in any second that are not too many: two a letter, and a letter at both ends of it. */
const callsASecond = 2 * (pace.tenant + 1);
/** Nothing takes longer than this, ms. */
const longest = 2 * bad + (many * 1_000) / pace.tenant;

/** Asked for is 1.2. By this clock, which stands while something is done, it was 1.00. */
const near = 1.02;

let slack: Slack | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await slack?.close();
});

const folder = folders();

interface Due {
  readonly letters: number;
  /** The seconds that its next call is told to wait, `at` ms after the beginning. */
  readonly told: (at: number) => number;
}

/** Everything that is due in each workspace is sent, by clocks moved by hand; what each was asked, ms after the beginning. */
async function drained(due: readonly Due[]) {
  const clock = clocks();
  const store = await openStore(settingsFor(`file:${folder()}/rungs.db`, { now: () => clock.now() }));
  // Slack's answers name a time from now: the door's now is the machine's.
  vi.useFakeTimers({ toFake: ['Date'], now: clock.wall() });
  const hand = handTimers(clock, () => vi.setSystemTime(clock.wall()));
  const here = await openSlack({
    toldToWait(token) {
      const one = towns.find(({ team }) => team.token === token);
      const told = one?.told(clock.passed) ?? 0;
      one?.calls.push({ at: clock.passed, told });
      return told;
    },
  });
  slack = here;
  const towns = due.map((one) => {
    const team = here.workspace();
    const people = Array.from({ length: one.letters }, () => here.person(team));
    const calls: { readonly at: number; readonly told: number }[] = [];
    return { ...one, team, people, calls };
  });
  const me = (await store.work((unit) => aMember(unit, store))).member;
  const letters = towns.flatMap(({ team, people }) =>
    people.map(({ user }) => aLetter(user.id, { who: { door: 'slack', tenant: team.id, user: user.id } })),
  );
  await put(store, me, letters);
  const door = slackCarrier(here);
  const carrier: Carrier = {
    pacePerSecond: pace,
    atOnce,
    deliver: (letter) => hand.during(() => door.deliver(letter)),
    find: (letter) => hand.during(() => door.find(letter)),
  };
  const courier = aCourier(hand.counted(store), clock, new Map([['slack', carrier]]), {
    after: hand.after,
    timeoutMs: 10_000,
  });
  const tick = () => {
    courier.soon();
    hand.after(tickMs, tick);
  };
  tick();
  const waiting = new Set(towns.flatMap(({ people }) => people));
  const isOut = () => {
    for (const one of waiting) {
      if (one.direct().messages.length === 0) return clock.passed > longest;
      waiting.delete(one);
    }
    return true;
  };
  await hand.run(isOut);
  await courier.stop();
  const states = await rows(store);
  await store.close();
  expect(states.filter((row) => row.state !== 'sent')).toEqual([]);
  for (const { people } of towns)
    expect(people.map((one) => one.direct().messages.length)).toEqual(people.map(() => 1));
  expect(here.world.violations).toEqual([]);
  return towns.map(({ calls }) => calls);
}

it('drains all that is due as soon as it can be, and asks for nothing before its time', async () => {
  const seeds = [
    { seed: 1, letters: 80 },
    { seed: 2, letters: 80 },
    { seed: 0, letters: 40 },
  ];
  const all = await drained(
    seeds.map(({ seed, letters }) => {
      const luck = seed === 0 ? () => 0 : lucks(seed);
      return { letters, told: (at) => (at < bad ? luck() : 0) };
    }),
  );
  for (const [n, { seed, letters }] of seeds.entries()) {
    const mine = all[n]!;
    const early = mine.filter(({ at, told }, nth) =>
      mine.slice(nth + 1).some((next) => next.at < at + told * 1_000),
    );
    expect(early).toEqual([]);
    const best = ideal(seed === 0 ? () => 0 : lucks(seed), letters);
    expect(mine.at(-1)?.at).toBeLessThanOrEqual(near * best.out);
    const meanwhile = mine.filter(({ at }) => at < bad);
    expect(meanwhile.length).toBeGreaterThanOrEqual(best.inTime / near);
    if (seed > 0)
      expect(meanwhile.filter((one) => one.told > 0).length / meanwhile.length).toBeGreaterThan(0.8);
  }
}, 60_000);

it(`${many} letters of one workspace keep to its rate, and never go over it`, async () => {
  let last: number[] = [];
  const [calls = []] = await drained([
    {
      letters: many,
      told(at) {
        last = last.filter((one) => at - one < 1_000);
        if (last.length >= callsASecond) return 1;
        last.push(at);
        return 0;
      },
    },
  ]);
  expect(calls.filter(({ told }) => told > 0)).toEqual([]);
  expect(calls.at(-1)?.at).toBeLessThanOrEqual((near * (many - 1) * 1_000) / pace.tenant);
}, 1_200_000);
