// Rungs on Slack while something happens to its sockets, and somebody asks for things all the time: each has its effect once. The
// real program; what becomes of one connection is in test/contract/slackSocket.test.ts.

import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { program } from '../support/program.ts';
import { TEST_KEY } from '../support/settings.ts';
import { openSlack, type Slack, until } from '../support/slack/index.ts';
import { joins, timesAdded } from '../support/slackDoor.ts';
import { openSlackHouse, type SlackHouse } from '../support/slackHouse.ts';

const opening = 'apps.connections.open';
/** Slack hangs up so long after it said so, ms. */
const noticeMs = 3_000;
const long = process.env.RUNGS_LONG === '1';

interface Trouble {
  readonly what: string;
  readonly begin: (slack: Slack) => unknown;
  /** No delivery goes without its acknowledgement. */
  readonly seamless?: true;
  /** Much like another, or long: by RUNGS_LONG=1 alone. */
  readonly slow?: true;
  /** Something to be found in the log. */
  readonly log?: RegExp;
}

const troubles: readonly Trouble[] = [
  {
    what: 'Slack asks for a refresh, and hangs up',
    begin: ({ delivery }) => delivery.hangUp('refresh_requested', noticeMs),
    seamless: true,
  },
  {
    what: 'Slack warns, and hangs up',
    begin: ({ delivery }) => delivery.hangUp('warning', noticeMs),
    seamless: true,
    slow: true,
  },
  { what: 'one is cut', begin: ({ delivery }) => delivery.cut('oldest'), seamless: true },
  { what: 'all are cut', begin: ({ delivery }) => delivery.cut() },
  { what: 'one stands open and dead', begin: ({ delivery }) => delivery.freeze(8_000) },
  {
    what: 'all are cut, and new ones refused',
    begin({ delivery }) {
      delivery.state.refuse = 4;
      delivery.cut();
    },
  },
  {
    what: `all are cut, and ${opening} hangs`,
    begin({ delivery, server }) {
      server.plant({ on: opening, before: 'hang', times: 2 });
      delivery.cut();
    },
    slow: true,
  },
  {
    what: `all are cut, and ${opening} is in trouble, then tells to wait`,
    begin({ delivery, server }) {
      server.plant({ on: opening, before: '500', times: 2 });
      server.plant({ on: opening, before: 1, times: 2 });
      delivery.cut();
    },
  },
  {
    what: 'Slack holds events back',
    begin: ({ delivery, world }) =>
      delivery.once('events_api', {
        type: 'app_rate_limited',
        token: 'verification',
        team_id: [...world.teams.keys()][0],
        minute_rate_limited: 1,
        api_app_id: world.appId,
      }),
    seamless: true,
    log: /Slack holds events back/,
  },
];

const names = ['Zora', 'Zita', 'Zoe', 'Zuri', 'Zelda', 'Zenobia', 'Zack', 'Zane'];

async function during(house: SlackHouse, { begin, seamless, log }: Trouble): Promise<void> {
  const { delivery, world } = house.slack;
  const { hand } = house.person();
  await joins(hand);
  await house.slack.ready(2);
  const before = delivery.acks.length;
  const began = Promise.resolve(begin(house.slack));
  const commanded: [name: string, acked: boolean][] = [];
  for (const [n, name] of names.entries()) {
    if (n % 2 === 0) void hand.types(`add ${name}`);
    else void hand.command(`add ${name}`).then((ack) => commanded.push([name, ack.ms !== null]));
    await wait(300);
  }
  await began;
  await until(() => commanded.length === names.length / 2, 'a command was neither heard nor given up');
  // A command that Slack could not bring is told its sender by Slack itself, who says it again.
  const lost = new Set(commanded.filter(([, acked]) => !acked).map(([name]) => name));
  const due = names.filter((name) => !lost.has(name));
  const added = () => due.map((name) => timesAdded(hand, name));
  await expect.poll(added, { timeout: 40_000 }).toEqual(due.map(() => 1));
  await expect.poll(delivery.online, { timeout: 20_000 }).toBe(2);
  expect((await hand.command('add Zebedee')).ms).not.toBeNull();
  await expect.poll(() => timesAdded(hand, 'Zebedee')).toBe(1);
  // What was brought twice was answered by then, too.
  expect(added()).toEqual(due.map(() => 1));
  for (const name of lost) expect(timesAdded(hand, name)).toBeLessThanOrEqual(1);
  if (seamless) expect(delivery.acks.slice(before).filter(({ ms }) => ms === null)).toEqual([]);
  if (log) expect(house.log.join('\n')).toMatch(log);
  expect(house.closed).toEqual([]);
  expect(world.violations).toEqual([]);
}

describe('whatever is asked has its effect once, and two sockets are there again, while', () => {
  it.each(troubles.filter((one) => long || !one.slow))(
    '$what',
    async (trouble) => {
      const house = await openSlackHouse(mondayEarly, { rules: { again: [500, 3_000, 12_000] } });
      try {
        await during(house, trouble);
      } finally {
        await house.close();
      }
    },
    90_000,
  );
});

it('a token that is of no use any more ends the program with one line that says what to do', async () => {
  const slack = await openSlack();
  const team = slack.workspace();
  const rungs = program(mondayEarly, {
    SLACK_BOT_TOKEN: team.token,
    SLACK_APP_TOKEN: slack.world.appToken,
    SLACK_API_URL: slack.url,
    RUNGS_KEY: TEST_KEY,
  });
  const line =
    'Slack does not take SLACK_APP_TOKEN (invalid_auth): put a current one with the scope connections:write, from Basic Information.';
  try {
    await rungs.start();
    await slack.ready();
    Object.assign(slack.world, { appToken: 'xapp-renewed' });
    slack.delivery.cut();
    await expect.poll(() => rungs.log(), { timeout: 15_000 }).toContain(line);
    // Ended by itself: a stop from outside would give 0.
    expect(await rungs.stop()).toBe(1);
    expect(rungs.log().trimEnd().split('\n').at(-1)).toBe(line);
  } finally {
    await rungs.kill();
    await slack.close();
  }
}, 60_000);
