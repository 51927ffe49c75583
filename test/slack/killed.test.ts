// Rungs killed over and over amid a morning on Slack, while some ask for things, and started again each time: each has the card
// once, and each ask its effect once. The real program as a child, on both databases; each point on the way of a letter is in
// stops.test.ts. RUNGS_LONG=1: four mornings of 200 people with 50 kills each.

import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { dice } from '../support/dice.ts';
import { type Program, program } from '../support/program.ts';
import { TEST_KEY } from '../support/settings.ts';
import { type Hand, openSlack, type Slack } from '../support/slack/index.ts';
import { seen } from '../support/slack/view.ts';
import { joins, timesAdded } from '../support/slackDoor.ts';
import { servers } from '../support/stores.ts';

const long = process.env.RUNGS_LONG === '1';
const mornings = long
  ? [1, 2, 3, 4].map((seed) => ({ seed, people: 200, kills: 50 }))
  : [{ seed: 1, people: 20, kills: 5 }];

/** A life in which nothing is posted for so long is ended all the same, ms: looks for what got lost take 15 s. */
const idleMs = 30_000;

/** Where a kill meets a post: held before it is applied and applied after, or never; after it was; some ms after it came in. */
const ways = ['before', 'lost', 'after', 'moment'] as const;

/** Kill the program at the nth post from now, or when none comes. True, once it is gone, when it was at that post. */
function killed(slack: Slack, rungs: Program, way: (typeof ways)[number], nth: number, ms: number) {
  return new Promise<boolean>((resolve) => {
    let posts = 0;
    let done: (after: 'cut' | undefined) => void = () => undefined;
    const held = new Promise<'cut' | undefined>((over) => {
      done = over;
    });
    const kill = (amid: boolean) => {
      clearTimeout(idle);
      posts = Number.POSITIVE_INFINITY;
      void rungs.kill().then(() => {
        slack.server.calm();
        done(way === 'lost' ? 'cut' : undefined);
        resolve(amid);
      });
    };
    const idle = setTimeout(kill, idleMs, false);
    slack.server.plant({
      on: 'chat.postMessage',
      [way === 'after' ? 'after' : 'before']: held,
      when() {
        posts += 1;
        if (posts !== nth) return false;
        if (way === 'moment') setTimeout(kill, ms, true);
        else kill(true);
        return way !== 'moment';
      },
    });
  });
}

const cardsOf = (hand: Hand) =>
  hand.direct().messages.filter((one) => seen(one.blocks, one.text).text.startsWith('Good morning')).length;

/** Letters of the outbox that are neither sent nor given up. */
async function left(url: string): Promise<number> {
  const count = `select count(*) as n from outbox where state in ('pending', 'claimed', 'sending', 'unknown')`;
  if (url.startsWith('file:')) {
    const file = new Sqlite(url.slice('file:'.length), { readonly: true });
    const { n } = file.prepare(count).get() as { n: number };
    file.close();
    return n;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>(count);
  await client.end();
  return Number(rows[0]?.n);
}

async function morning({ seed, people, kills }: (typeof mornings)[number], url?: string): Promise<void> {
  const random = dice(seed);
  // What is not taken is brought again until it is: lives are short here, and Slack itself gives up after the third time.
  const slack = await openSlack({ again: [1_000, ...Array.from({ length: 100 }, () => 10_000)] });
  const team = slack.workspace();
  const hands = Array.from({ length: people }, () => slack.person(team));
  const rungs = program(mondayEarly, {
    SLACK_BOT_TOKEN: team.token,
    SLACK_APP_TOKEN: slack.world.appToken,
    SLACK_API_URL: slack.url,
    RUNGS_KEY: TEST_KEY,
    ...(url && { DATABASE_URL: url }),
  });
  const start = async () => {
    await rungs.start();
    await slack.ready();
  };
  const asked: (readonly [hand: Hand, name: string])[] = [];
  let amid = 0;
  try {
    await start();
    for (const hand of hands) await joins(hand);
    rungs.at('2026-11-23T08:00:05Z');
    for (let n = 0; n < kills; n += 1) {
      const way = ways[Math.floor(random() * ways.length)] ?? 'moment';
      const gone = killed(slack, rungs, way, 1 + Math.floor(random() * 3), random() * 200);
      const hand = hands[n % people]!;
      const name = `Zelda${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + Math.floor(n / 26))}`;
      asked.push([hand, name]);
      void hand.types(`add ${name}`);
      if (await gone) amid += 1;
      await start();
    }
    const state = () => ({
      cards: hands.map(cardsOf),
      asks: asked.map(([hand, name]) => timesAdded(hand, name)),
      violations: slack.world.violations,
    });
    const whole = { cards: hands.map(() => 1), asks: asked.map(() => 1), violations: [] };
    const patient = { timeout: 300_000, interval: 500 };
    await expect.poll(state, { ...patient, message: `seed ${seed}` }).toEqual(whole);
    // What was under way is looked for a while after the start: a card that comes twice would come then.
    await expect.poll(() => left(rungs.env.DATABASE_URL ?? ''), patient).toBe(0);
    expect(state(), `seed ${seed}`).toEqual(whole);
    // Kills that meet nothing show nothing.
    expect(amid).toBeGreaterThan(kills / 2);
  } finally {
    await rungs.kill();
    await slack.close();
  }
}

describe('killed amid a morning on Slack, nobody lacks a card or an answer and nobody has two', () => {
  const fresh = servers();
  it.each(mornings)(
    'from seed $seed: $people people, $kills kills on each database',
    async (one) => {
      // Both at once: each of them mostly waits.
      await Promise.all([morning(one), morning(one, await fresh())]);
    },
    long ? 3_600_000 : 400_000,
  );
});
