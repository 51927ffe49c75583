// doctor at Slack and at Discord: what is well in one line, each fault in one plain line that says what to do.

import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { doctor } from '../../src/operate/doctor.ts';
import { openDiscord } from '../support/discord/index.ts';
import { TEST_KEY } from '../support/settings.ts';
import { openSlack } from '../support/slack/index.ts';
import { folders } from '../support/stores.ts';

const folder = folders();
const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** The lines of doctor about a platform, as an operator sees them. */
async function looked(
  of: 'slack' | 'discord',
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const here = folder();
  await doctor({
    env: { DATABASE_URL: `file:${here}/rungs.db`, RUNGS_KEY: TEST_KEY, PORT: '0', ...env },
    words: [],
    folder: here,
    hostZones: undefined,
    logAt: (level) => createLog(level, false),
    say: (line) => void lines.push(line),
  }).catch((error: Error) => {
    if (!/^\d+ faults? found\.$/.test(error.message)) throw error;
  });
  return lines.filter((line) => new RegExp(`^\\w+ +${of}[ :]`).test(line));
}

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9/api/';

describe('doctor at Slack', () => {
  const wellLine = 'ok     slack: in the workspace workspace1; Socket Mode is open to it';
  const badBot = (code: string) =>
    `fault  slack: Slack does not take SLACK_BOT_TOKEN (${code}): put the current one, from OAuth & Permissions.`;
  const badApp =
    'fault  slack: Slack does not take SLACK_APP_TOKEN (invalid_auth): put a current one with the scope connections:write, from Basic Information.';
  const away = 'fault  slack: Slack does not answer: is SLACK_API_URL right, and Slack within reach?';
  const pause = 'fault  slack: Slack asks for a pause: try again in a minute.';

  async function scene() {
    const slack = await openSlack();
    endings.push(() => slack.close());
    const team = slack.workspace();
    const env = {
      SLACK_API_URL: slack.url,
      SLACK_BOT_TOKEN: team.token,
      SLACK_APP_TOKEN: slack.world.appToken,
    };
    return { slack, team, env };
  }

  it('finds good tokens well, and looks only', async () => {
    const { slack, env } = await scene();
    expect(await looked('slack', env)).toEqual([wellLine]);
    expect(slack.calls.map((one) => one.method)).toEqual(['auth.test', 'apps.connections.open']);
    expect(slack.delivery.online()).toBe(0);
  });

  it('names the token that is not taken, and where the current one stands', async () => {
    const { team, env } = await scene();
    expect(await looked('slack', { ...env, SLACK_BOT_TOKEN: 'xoxb-another' })).toEqual([
      badBot('invalid_auth'),
    ]);
    expect(await looked('slack', { ...env, SLACK_APP_TOKEN: 'xapp-another' })).toEqual([badApp]);
    team.installed = false;
    expect(await looked('slack', { ...env, SLACK_APP_TOKEN: 'xapp-another' })).toEqual([
      badBot('account_inactive'),
      badApp,
    ]);
  });

  it('names the scopes that the app lacks', async () => {
    const { team, env } = await scene();
    team.scopes.delete('im:history');
    team.scopes.delete('files:write');
    expect(await looked('slack', env)).toEqual([
      'fault  slack: the app lacks the scopes files:write, im:history: paste the manifest again (npm run --silent slack:manifest) and reinstall it.',
    ]);
  });

  it('says once that Slack is out of reach or in trouble, and blames no token for it', async () => {
    const { slack, env } = await scene();
    expect(await looked('slack', { ...env, SLACK_API_URL: nowhere })).toEqual([away]);
    slack.server.plant({ on: '', before: '500', times: 2 });
    expect(await looked('slack', env)).toEqual([away]);
    slack.server.plant({ on: '', before: 'cut', times: 2 });
    expect(await looked('slack', env)).toEqual([away]);
    slack.server.plant({ on: '', before: 30, times: 2 });
    expect(await looked('slack', env)).toEqual([pause]);
  });

  it('says what is wrong in the settings before it asks anybody', async () => {
    const { slack, env } = await scene();
    expect(await looked('slack', { ...env, SLACK_APP_TOKEN: '' })).toEqual([]);
    expect(await looked('slack', { ...env, SLACK_BOT_TOKEN: slack.world.appToken })).toEqual([]);
    expect(slack.calls).toEqual([]);
  });

  it('over HTTP and for many workspaces says where Slack brings what is said', async () => {
    const { slack, team } = await scene();
    const signing = { SLACK_API_URL: slack.url, SLACK_SIGNING_SECRET: 'a signing secret' };
    expect(await looked('slack', { ...signing, SLACK_BOT_TOKEN: team.token })).toEqual([
      'ok     slack: in the workspace workspace1; over HTTP at /slack/events',
    ]);
    const many = {
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'a secret',
      SLACK_STATE_SECRET: 'a secret of sixteen',
      PUBLIC_URL: 'https://rungs.example.org',
    };
    expect(await looked('slack', { ...signing, ...many })).toEqual([
      'ok     slack: for many workspaces, each by /slack/install; over HTTP at /slack/events',
    ]);
  });
});

describe('doctor at Discord', () => {
  async function scene() {
    const discord = await openDiscord({ rates: false });
    endings.push(() => discord.close());
    return { discord, env: { DISCORD_API_URL: discord.url, DISCORD_TOKEN: discord.token } };
  }

  it('finds a good token well, with the links to take the app in, and registers nothing', async () => {
    const { discord, env } = await scene();
    const [first, ...links] = await looked('discord', env);
    expect(first).toBe('ok     discord: Rungs, its commands are registered at the next start');
    expect(links).toEqual([
      expect.stringMatching(
        /^ok {5}discord for a server: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&/,
      ),
      expect.stringMatching(
        /^ok {5}discord for oneself: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&/,
      ),
    ]);
    expect(discord.world.registrations).toBe(0);
  });

  it('names a token that is not taken, and where the current one stands', async () => {
    const { env } = await scene();
    expect(await looked('discord', { ...env, DISCORD_TOKEN: `${env.DISCORD_TOKEN}x` })).toEqual([
      'fault  discord: the token is not taken: put a current one into DISCORD_TOKEN (Developer Portal, Bot, Reset Token).',
    ]);
  });

  it('says once that Discord is out of reach or in trouble, and blames no token for it', async () => {
    const { discord, env } = await scene();
    const away = expect.stringMatching(
      /^fault {2}discord: nobody answers at http:\S+ \(\w+\): is DISCORD_API_URL right, and Discord within reach\?$/,
    );
    expect(await looked('discord', { ...env, DISCORD_API_URL: 'http://127.0.0.1:9/api' })).toEqual([away]);
    for (const before of ['502', 'cut'] as const) {
      discord.plant({ on: '/applications/@me', before, times: 9 });
      expect(await looked('discord', env)).toEqual([away]);
    }
  });
});
