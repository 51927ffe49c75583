// `/rungs today` with five hundred people, over a bare Bolt app that commits a row before it acknowledges, reads as many rows
// and posts as many blocks. Both over sockets, each with a simulated Slack of its own in this very process.

import { join } from 'node:path';
import { App, LogLevel } from '@slack/bolt';
import { type Hand, openSlack, type Slack } from '../test/support/slack/index.ts';
import { openSlackHouse } from '../test/support/slackHouse.ts';
import { type Bench, median, type Row } from './bench.ts';
import { folder, MONDAY, openBare } from './house.ts';
import { addMember } from './people.ts';

const people = 500;
/** Askers: each asks a few times a round, under what a member may in a minute. */
const askers = 16;
const times = 6;

/** Figures of a round, ms: acks, and the time that a command took until all were answered. */
interface Round {
  readonly p50: number;
  readonly p99: number;
  readonly each: number;
}

const rank = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

/** Ask and wait for the answer, over and over, that many at a time. */
async function round(hands: readonly Hand[], inFlight: number): Promise<Round> {
  const acks: number[] = [];
  const waiting = [...hands];
  const began = performance.now();
  const lane = async () => {
    for (let hand = waiting.pop(); hand; hand = waiting.pop()) {
      const { messages } = hand.direct();
      for (let n = 0; n < times; n += 1) {
        const before = messages.length;
        acks.push((await hand.command('today')).ms ?? Number.POSITIVE_INFINITY);
        while (messages.length === before) await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const each = (performance.now() - began) / acks.length;
  return { p50: rank(acks, 0.5), p99: rank(acks, 0.99), each };
}

/** Ours: the program with members that have people; between rounds its clock goes on by two minutes. */
async function ours() {
  let now = MONDAY + 3_600_000;
  const house = await openSlackHouse(new Date(now).toISOString());
  const hands = Array.from({ length: askers }, () => house.person().hand);
  for (const hand of hands)
    await addMember(
      house.running().store,
      { door: 'slack', tenant: house.team.id, user: hand.user.id },
      people,
    );
  await house.slack.ready();
  return {
    async run(inFlight: number) {
      now += 120_000;
      await house.at(new Date(now).toISOString());
      return round(hands, inFlight);
    },
    close: () => house.close(),
  };
}

/** By hand: Bolt, a file that is synced, as many rows, as many blocks. */
async function bare() {
  const slack: Slack = await openSlack();
  const team = slack.workspace();
  const hands = Array.from({ length: askers }, () => slack.person(team));
  const file = openBare(join(folder(), 'bare.db'));
  file.exec(
    'create table heard (id integer primary key, text text); create table contacts (who text, name text)',
  );
  const keep = file.prepare('insert into heard (text) values (?)');
  const put = file.prepare('insert into contacts values (?, ?)');
  const read = file.prepare('select name from contacts where who = ?');
  file.transaction(() => {
    for (const hand of hands) for (let n = 0; n < people; n += 1) put.run(hand.user.id, `Person ${n}`);
  })();
  const app = new App({
    token: team.token,
    appToken: slack.world.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.url },
    logLevel: LogLevel.ERROR,
  });
  app.command('/rungs', async ({ command, ack, client }) => {
    keep.run(command.text);
    await ack();
    const names = (read.all(command.user_id) as { name: string }[]).slice(0, 10);
    const blocks = names.map(({ name }) => ({
      type: 'section' as const,
      text: { type: 'plain_text' as const, text: name },
    }));
    await client.chat.postMessage({ channel: command.channel_id, text: 'Your card', blocks });
  });
  await app.start();
  await slack.ready();
  return {
    run: (inFlight: number) => round(hands, inFlight),
    async close() {
      await app.stop();
      await slack.close();
      file.close();
    },
  };
}

export const slack: Bench = {
  name: 'slack',
  what: `/rungs today with ${people} people, over a bare Bolt app that commits, acknowledges, reads and posts`,
  async run() {
    const sides = { ours: await ours(), bare: await bare() };
    const rows: Row[] = [];
    for (const inFlight of [1, 8]) {
      const figures = { ours: [] as Round[], bare: [] as Round[] };
      for (let n = 0; n <= 5; n += 1) {
        for (const side of n % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
          const figure = await sides[side].run(inFlight);
          if (n > 0) figures[side].push(figure);
        }
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
    }
    await sides.ours.close();
    await sides.bare.close();
    return rows;
  },
};
