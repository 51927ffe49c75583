// A Slack that tells nine calls of ten to wait, for ten minutes: nothing is lost or doubled, nothing asked before its time, and
// it is over nearly as soon as it can be. The courier through Slack's own door; all clocks are moved by hand.

import { afterEach, expect, it, vi } from 'vitest';
import { atOnce, pace } from '../../adapters/slack/index.ts';
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

/** Asked for is 1.2. By this clock, which stands while something is done, it was 1.00. */
const near = 1.02;

let slack: Slack | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await slack?.close();
});

const folder = folders();

it('drains all that is due as soon as it can be, and asks for nothing before its time', async () => {
  const clock = clocks();
  const store = await openStore(settingsFor(`file:${folder()}/rungs.db`, { now: () => clock.now() }));
  // Slack's answers name a time from now: the door's now is the machine's.
  vi.useFakeTimers({ toFake: ['Date'], now: clock.wall() });
  const hand = handTimers(clock, () => vi.setSystemTime(clock.wall()));
  const calls: { readonly token: string; readonly at: number; readonly told: number }[] = [];
  const here = await openSlack({
    toldToWait(token) {
      const team = teams.find((one) => one.team.token === token);
      const told = clock.passed < bad ? (team?.luck() ?? 0) : 0;
      calls.push({ token, at: clock.passed, told });
      return told;
    },
  });
  slack = here;
  const teams = [
    { seed: 1, letters: 80, luck: lucks(1) },
    { seed: 2, letters: 80, luck: lucks(2) },
    { seed: 0, letters: 40, luck: () => 0 },
  ].map((one) => {
    const team = here.workspace();
    return { ...one, team, people: Array.from({ length: one.letters }, () => here.person(team)) };
  });
  const me = (await store.work((unit) => aMember(unit, store))).member;
  const letters = teams.flatMap(({ team, people }) =>
    people.map(({ user }) => aLetter(user.id, { who: { door: 'slack', tenant: team.id, user: user.id } })),
  );
  await put(store, me, letters);
  const door = slackCarrier(here);
  const courier = aCourier(
    hand.counted(store),
    clock,
    new Map([
      [
        'slack',
        {
          pacePerSecond: pace,
          atOnce,
          deliver: (letter) => hand.during(() => door.deliver(letter)),
          find: (letter) => hand.during(() => door.find(letter)),
        },
      ],
    ]),
    { after: hand.after, timeoutMs: 10_000 },
  );
  const tick = () => {
    courier.soon();
    hand.after(tickMs, tick);
  };
  tick();
  const isOut = () =>
    teams.every(({ people }) => people.every((one) => one.direct().messages.length > 0)) ||
    clock.passed > 2 * bad;
  await hand.run(isOut);
  await courier.stop();
  const states = await rows(store);
  await store.close();
  expect(states.filter((row) => row.state !== 'sent')).toEqual([]);
  for (const { seed, letters: all, team, people } of teams) {
    expect(people.map((one) => one.direct().messages.length)).toEqual(people.map(() => 1));
    const mine = calls.filter((one) => one.token === team.token);
    const early = mine.filter(({ at, told }, n) =>
      mine.slice(n + 1).some((next) => next.at < at + told * 1_000),
    );
    expect(early).toEqual([]);
    const best = ideal(seed === 0 ? () => 0 : lucks(seed), all);
    expect(mine.at(-1)?.at).toBeLessThanOrEqual(near * best.out);
    const meanwhile = mine.filter(({ at }) => at < bad);
    expect(meanwhile.length).toBeGreaterThanOrEqual(best.inTime / near);
    if (seed > 0)
      expect(meanwhile.filter((one) => one.told > 0).length / meanwhile.length).toBeGreaterThan(0.8);
  }
  expect(here.world.violations).toEqual([]);
}, 60_000);
