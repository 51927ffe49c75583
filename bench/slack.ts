// Rungs on the simulated Slack beside a bare Bolt app, both as programs of their own: how soon `/rungs today` is acknowledged
// and answered; how a morning run keeps to a workspace's rate, and what somebody who asks meanwhile waits.

import { join } from 'node:path';
import { type Hand, openSlack, type Slack } from '../test/support/slack/index.ts';
import type { Team } from '../test/support/slack/world.ts';
import { type Bench, median, type Row } from './bench.ts';
import { folder, open } from './house.ts';
import { addMember } from './people.ts';
import { after, child, end, type Known, makeDue, rank, rungs } from './programs.ts';

const people = 500;
/** Who ask, each twice a round: in all under thirty a minute. */
const askers = 60;
const times = 2;
const rounds = 5;
/** Cards of the morning run: ten thousand take three quarters of an hour (RUNGS_LONG=1). */
const cards = process.env.RUNGS_LONG === '1' ? 10_000 : 400;
/** The rate that we set ourselves for a workspace, and the one at which the simulated one refuses: answers come on top. */
const rate = 4;
const refusedOver = 7;

/** Figures of a round, ms: acks, and the time that a command took until all were answered. */
interface Round {
  readonly p50: number;
  readonly p99: number;
  readonly each: number;
}

/** One command: ms until its ack, and until its answer stands there. */
async function asks(hand: Hand): Promise<{ readonly ack: number; readonly answer: number }> {
  const { messages } = hand.direct();
  const before = messages.length;
  const began = performance.now();
  // Slack says that it timed out, and the person asks once more.
  let { ms: ack } = await hand.command('today');
  while (ack === null && messages.length === before) ack = (await hand.command('today')).ms;
  while (messages.length === before) await after(1);
  return { ack: ack ?? Number.POSITIVE_INFINITY, answer: performance.now() - began };
}

/** Ask and wait for the answer, over and over, that many at a time. */
async function round(hands: readonly Hand[], inFlight: number): Promise<Round> {
  const acks: number[] = [];
  const waiting = [...hands];
  const began = performance.now();
  const lane = async () => {
    for (let hand = waiting.pop(); hand; hand = waiting.pop())
      for (let n = 0; n < times; n += 1) acks.push((await asks(hand)).ack);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const each = (performance.now() - began) / acks.length;
  return { p50: rank(acks, 0.5), p99: rank(acks, 0.99), each };
}

const program = (slack: Slack, team: Team, path: string) =>
  rungs(path, {
    SLACK_BOT_TOKEN: team.token,
    SLACK_APP_TOKEN: slack.world.appToken,
    SLACK_API_URL: slack.url,
  });

async function closed(slack: Slack): Promise<void> {
  const [wrong] = slack.world.violations;
  await slack.close();
  if (wrong) throw new Error(wrong);
}

async function side(name: 'ours' | 'bare') {
  const slack = await openSlack();
  const team = slack.workspace();
  const hands = Array.from({ length: askers }, () => slack.person(team));
  const users = hands.map((hand) => hand.user.id);
  const path = join(folder(), 'rungs.db');
  if (name === 'ours') {
    const store = await open(path, { now: Date.now() });
    for (const user of users) await addMember(store, { door: 'slack', tenant: team.id, user }, people);
    await store.close();
  }
  const running =
    name === 'ours'
      ? await program(slack, team, path)
      : await child([
          'bench/slackBare.ts',
          slack.url,
          team.token,
          slack.world.appToken,
          `${people}`,
          ...users,
        ]);
  await slack.ready();
  return {
    run: (inFlight: number) => round(hands, inFlight),
    async close() {
      await end(running);
      await closed(slack);
    },
  };
}

async function underLoad(): Promise<readonly Row[]> {
  const sides = { ours: await side('ours'), bare: await side('bare') };
  const rows: Row[] = [];
  for (const inFlight of [1, 8]) {
    const figures = { ours: [] as Round[], bare: [] as Round[] };
    for (let n = 0; n <= rounds; n += 1)
      for (const name of n % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
        const figure = await sides[name].run(inFlight);
        if (n > 0) figures[name].push(figure);
      }
    const both = (part: keyof Round) => ({
      ours: median(figures.ours.map((one) => one[part])),
      bare: median(figures.bare.map((one) => one[part])),
      unit: 'ms' as const,
    });
    rows.push(
      { what: `ack, ${inFlight} in flight, the middle one`, ...both('p50'), target: 3 },
      { what: `ack, ${inFlight} in flight, one of a hundred`, ...both('p99'), target: 3, orAtMost: 25 },
      { what: `a command until it is answered, ${inFlight} in flight`, ...both('each'), target: 5 },
    );
    // Thirty actions a minute are all that a member may.
    await after(30_000);
  }
  await sides.ours.close();
  await sides.bare.close();
  return rows;
}

async function morning(): Promise<readonly Row[]> {
  const slack = await openSlack({ postsPerSecond: refusedOver });
  const team = slack.workspace();
  const hands = Array.from({ length: cards }, () => slack.person(team));
  const others = Array.from({ length: 40 }, () => slack.person(team));
  const path = join(folder(), 'rungs.db');
  const now = Date.now();
  const store = await open(path, { now });
  const known: Known[] = [];
  for (const hand of [...hands, ...others]) {
    const user = hand.user.id;
    await addMember(store, { door: 'slack', tenant: team.id, user }, 4);
    known.push({ user, channel: hand.direct().id });
  }
  await makeDue(store, now, known, known.slice(cards));
  await store.close();
  const running = await program(slack, team, path);
  const sent = () => hands.reduce((sum, hand) => sum + hand.direct().messages.length, 0);
  const posts = () => slack.calls.filter((call) => call.method === 'chat.postMessage');
  for (const until = performance.now() + 60_000; sent() === 0 && performance.now() < until; ) await after(20);
  const began = performance.now();
  const first = sent();
  const waits: number[] = [];
  for (let n = 0; sent() < cards; n += 1) {
    const hand = others[n % others.length];
    if (hand) waits.push((await asks(hand)).answer);
    await after(1_500);
    if (performance.now() - began > (2 * cards * 1000) / rate) throw new Error(`${sent()} cards came`);
  }
  const last = hands.reduce((at, hand) => Math.max(at, hand.direct().messages.at(-1)?.at ?? 0), 0);
  const took = performance.timeOrigin + began;
  await end(running);
  const limited = posts().filter((call) => call.outcome === '429').length;
  await closed(slack);
  return [
    {
      what: `${cards - first} cards of a morning run, beside ${rate} a second`,
      ours: last - took,
      bare: ((cards - first) / rate) * 1000,
      unit: 'ms',
      target: 1.1,
    },
    { what: 'calls over the limit in it', ours: limited, bare: null, unit: 'requests', target: 0 },
    {
      what: '/rungs today meanwhile, answered, p50',
      ours: median(waits),
      bare: null,
      unit: 'ms',
      target: 300,
    },
  ];
}

export const slack: Bench = {
  name: 'slack',
  what: `Rungs on a simulated Slack with ${people} people, beside a bare Bolt app that commits, acknowledges, reads and posts`,
  run: async () => [...(await underLoad()), ...(await morning())],
};
