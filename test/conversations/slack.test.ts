// The conversations on Slack, by each way in: the real program as a child, against a Slack of one's own.

import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Program, program } from '../support/program.ts';
import { openSlack, type Slack } from '../support/slack/index.ts';
import type { Team } from '../support/slack/world.ts';
import { slackDoor } from '../support/slackDoor.ts';
import { dailyLoop } from './dailyLoop.ts';
import { mondayEarly, signUp } from './signUp.ts';

const open: { slack: Slack; rungs: Program }[] = [];
afterEach(async () => {
  for (const { slack, rungs } of open.splice(0)) {
    await rungs.stop();
    await slack.close();
  }
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Way {
  /** Settings for the program. */
  readonly env: (slack: Slack, team: Team, port: number) => Readonly<Record<string, string>>;
  /** What Slack needs to be told, and what a person does, until it works. */
  readonly begin: (slack: Slack, team: Team, port: number) => Promise<void>;
}

const byHttp = async (slack: Slack, _team: Team, port: number) => {
  slack.delivery.state.target = { url: `http://127.0.0.1:${port}/slack/events` };
};
const bySocket = (slack: Slack) => slack.ready();

/** Somebody presses Add to Slack and Allow, in a browser that keeps its cookie. */
async function allow(_slack: Slack, team: Team, port: number): Promise<void> {
  team.installed = false;
  const first = await fetch(`http://127.0.0.1:${port}/slack/install`, { redirect: 'manual' });
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const page = first.headers.get('location') ?? /href="([^"]+)"/.exec(await first.text())?.[1] ?? '';
  const allowed = await fetch(page.replaceAll('&amp;', '&'), { redirect: 'manual' });
  const back = new URL(allowed.headers.get('location') ?? '');
  const done = await fetch(`http://127.0.0.1:${port}${back.pathname}${back.search}`, {
    headers: { cookie },
    redirect: 'manual',
  });
  expect(done.status).toBeLessThan(400);
}

const ways: Readonly<Record<string, Way>> = {
  'Socket Mode, one workspace': {
    env: (slack, team) => ({ SLACK_BOT_TOKEN: team.token, SLACK_APP_TOKEN: slack.world.appToken }),
    begin: bySocket,
  },
  'HTTP, one workspace': {
    env: (slack, team) => ({
      SLACK_BOT_TOKEN: team.token,
      SLACK_SIGNING_SECRET: slack.world.signingSecret,
    }),
    begin: byHttp,
  },
  'OAuth over HTTP, many workspaces': {
    env: (slack, _team, port) => ({
      SLACK_CLIENT_ID: slack.world.clientId,
      SLACK_CLIENT_SECRET: slack.world.clientSecret,
      SLACK_STATE_SECRET: 'a-state-secret-of-the-test',
      SLACK_SIGNING_SECRET: slack.world.signingSecret,
      PUBLIC_URL: `http://localhost:${port}`,
    }),
    begin: async (slack, team, port) => {
      await byHttp(slack, team, port);
      await allow(slack, team, port);
    },
  },
};

describe('on Slack', () => {
  it.each(Object.keys(ways))(
    'a day goes from the first word to the thank-you: %s',
    async (name) => {
      const way = ways[name]!;
      const slack = await openSlack();
      const team = slack.workspace();
      const hand = slack.person(team);
      const port = await freePort();
      const rungs = program(mondayEarly, {
        ...way.env(slack, team, port),
        SLACK_API_URL: slack.url,
        PORT: String(port),
      });
      open.push({ slack, rungs });
      await rungs.start();
      await way.begin(slack, team, port);
      const member = slackDoor(slack, hand);
      await member.says('hello');
      await signUp(member);
      for (const stage of dailyLoop) {
        if (stage.at) rungs.at(stage.at);
        await stage.run(member);
      }
      expect((await member.heard()).filter((text) => text.startsWith('Good morning'))).toHaveLength(1);
      expect(slack.world.violations).toEqual([]);
      expect(slack.delivery.acks.filter((ack) => ack.ms === null)).toEqual([]);
    },
    60_000,
  );
});
