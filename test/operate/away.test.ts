// Platforms that are away, in trouble or asking for patience at the very moment of the start: the program starts, the page works
// meanwhile, and each platform answers by itself once it can. The real program at both simulated ones. RUNGS_LONG=1: every way in.

import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { mondayEarly, signUp } from '../conversations/signUp.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { program } from '../support/program.ts';
import { TEST_KEY } from '../support/settings.ts';
import { openSlack, type Slack, until } from '../support/slack/index.ts';
import { openSlackHouse } from '../support/slackHouse.ts';
import { visitor } from '../support/visitor.ts';

const long = process.env.RUNGS_LONG === '1';
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  const { port } = server.address() as AddressInfo;
  await new Promise((go) => server.close(go));
  return port;
}

/** A way to a platform that leads nowhere until it is opened. */
async function wayTo(target: string) {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  const port = await freePort();
  const open = () =>
    new Promise<void>((go) => {
      server = createServer((from) => {
        const on = dial(Number(to.port), to.hostname);
        for (const socket of [from, on]) {
          sockets.add(socket);
          socket.on('error', () => [from, on].map((one) => one.destroy()));
        }
        from.pipe(on).pipe(from);
      }).listen(port, '127.0.0.1', go);
    });
  endings.push(() => {
    for (const socket of sockets) socket.destroy();
    server?.close();
  });
  return { url: `http://127.0.0.1:${port}${to.pathname}`, open };
}

/** How Slack is reached. */
const ways = ['sockets', 'HTTP', 'OAuth'] as const;
type Way = (typeof ways)[number];

const settingsOf = (way: Way, slack: Slack, token: string, port = 0): Readonly<Record<string, string>> =>
  ({
    sockets: { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: slack.world.appToken },
    HTTP: { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: slack.world.signingSecret },
    OAuth: {
      SLACK_APP_TOKEN: slack.world.appToken,
      SLACK_CLIENT_ID: slack.world.clientId,
      SLACK_CLIENT_SECRET: slack.world.clientSecret,
      SLACK_STATE_SECRET: 'a secret of sixteen',
      PUBLIC_URL: `http://localhost:${port}`,
      PORT: String(port),
    },
  })[way];

/** The calls with which a start begins. */
const slackCalls = ['auth.test', 'apps.connections.open'];
const discordCalls = ['GET /gateway/bot', 'PUT /applications'];
/** So many seconds a 429 asks to wait. */
const patience = 4;

type Trouble = 'down' | 'in trouble' | 'asking to wait' | 'hanging';

/** It comes over both. Gives what mends it. */
async function strike(trouble: Trouble, slack: Slack, discord: Discord): Promise<void> {
  if (trouble === 'down') return;
  const each = trouble === 'in trouble' ? 3 : 1;
  const [onSlack, onDiscord] = (
    {
      'in trouble': ['500', '502'],
      'asking to wait': [patience, patience],
      hanging: ['hang', 'hang'],
    } as const
  )[trouble];
  for (const on of slackCalls) slack.server.plant({ on, before: onSlack, times: each });
  for (const on of discordCalls) discord.plant({ on, before: onDiscord, times: each });
}

/** Every day two of them; the others take long. */
const shortly: readonly (readonly [Trouble, Way])[] = [
  ['down', 'sockets'],
  ['asking to wait', 'HTTP'],
];
const troubles: readonly Trouble[] = ['down', 'in trouble', 'asking to wait', 'hanging'];
const cases = long ? troubles.flatMap((trouble) => ways.map((way) => [trouble, way] as const)) : shortly;

describe('Slack and Discord at the start', () => {
  it.each(cases)(
    'are %s (Slack by %s): the page works meanwhile, and both answer by themselves afterwards',
    async (trouble, way) => {
      const [slack, discord] = [await openSlack(), await openDiscord({ rates: false })];
      endings.push(
        () => slack.close(),
        () => discord.close(),
      );
      const team = slack.workspace();
      const [toSlack, toDiscord] = [await wayTo(slack.url), await wayTo(discord.url)];
      if (trouble !== 'down') await Promise.all([toSlack.open(), toDiscord.open()]);
      await strike(trouble, slack, discord);
      const rungs = program(mondayEarly, {
        RUNGS_KEY: TEST_KEY,
        RUNGS_WEB: 'on',
        SLACK_API_URL: toSlack.url,
        DISCORD_API_URL: toDiscord.url,
        DISCORD_TOKEN: discord.token,
        ...settingsOf(way, slack, team.token, await freePort()),
      });
      await rungs.start();
      endings.push(() => rungs.kill());
      const base = new URL(rungs.url()).origin;
      if (way === 'HTTP') slack.delivery.state.target = { url: `${base}/slack/events` };
      const page = await visitor(rungs.url());
      expect((await page.says('hello')).status).toBe(200);
      const health = async () => await (await fetch(`${base}/health`)).text();
      if (trouble === 'down') {
        await expect.poll(health, { timeout: 30_000 }).toBe('{"status":"down","down":["discord","slack"]}');
        await Promise.all([toSlack.open(), toDiscord.open()]);
      }
      const hand = discord.person();
      discord.server([hand]);
      await discord.ready();
      hand.types('hello');
      await discord.world.until(
        () => hand.sees().length > 1,
        () => 'nothing came on Discord',
      );
      await expect.poll(() => discord.world.registrations, { timeout: 30_000 }).toBe(1);
      await expect.poll(async () => (await fetch(`${base}/health`)).status, { timeout: 60_000 }).toBe(200);
      if (way !== 'OAuth') {
        const person = slack.person(team);
        await person.types('hello');
        await until(() => person.sees().some((one) => one.message.bot), 'nothing came on Slack');
      }
      if (trouble === 'asking to wait' && way !== 'OAuth') {
        const asked = (method: string) =>
          slack.calls.filter((one) => one.method === method).map(({ at }) => at);
        const [first = 0, second = 0] = asked('auth.test');
        expect(second - first).toBeGreaterThanOrEqual(patience * 1_000 - 50);
      }
      expect(rungs.log()).not.toMatch(/"level":[56]0/);
      expect(await rungs.stop()).toBe(0);
      expect([slack.world.violations, discord.world.violations]).toEqual([[], []]);
    },
    120_000,
  );

  it('brings a card that fell due while Slack did not answer the start, once it does', async () => {
    const house = await openSlackHouse(mondayEarly);
    endings.push(() => house.close());
    const member = house.person();
    await member.says('hello');
    await signUp(member);
    house.slack.server.plant({ on: 'auth.test', before: '500', times: 3 });
    await house.restart();
    await house.at('2026-11-23T08:00:05Z');
    const cards = async () => (await member.heard()).filter((text) => text.startsWith('Good morning')).length;
    expect(await cards()).toBe(0);
    const { db } = house.running().store;
    expect(await db.selectFrom('tenants').select('refused_at').execute()).toEqual([{ refused_at: null }]);
    await expect.poll(cards, { timeout: 30_000 }).toBe(1);
    expect(house.slack.world.violations).toEqual([]);
  }, 60_000);

  it('ends with one line when an outage is over and Slack does not take the token', async () => {
    const slack = await openSlack();
    slack.server.plant({ on: 'auth.test', before: '500', times: 2 });
    const house = await openSlackHouse(mondayEarly, {
      slack,
      way(_slack, team) {
        team.installed = false;
        return settingsOf('sockets', slack, team.token);
      },
    });
    endings.push(() => house.close());
    expect(house.closed).toEqual([]);
    await expect
      .poll(() => house.closed, { timeout: 20_000 })
      .toEqual([
        'Slack does not take SLACK_BOT_TOKEN (account_inactive): put the current one, from OAuth & Permissions.',
      ]);
    expect(house.log.filter((line) => /cannot be reached/.test(line))).toEqual([
      'Slack cannot be reached (lost). I go on trying.',
    ]);
  });
});
