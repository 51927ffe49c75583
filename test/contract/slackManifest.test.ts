// The manifest: what Slack takes, made from the command table, with a why for every scope and event.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { events, manifestOf, scopes } from '../../adapters/slack/manifest.ts';
import { commands } from '../../src/commands.ts';
import { menu } from '../../src/house.ts';
import { createLog } from '../../src/log.ts';
import { slackManifest } from '../../src/operate/manifest.ts';

const oneSocket = { way: 'socket', many: false } as const;

const printed = async (env: Readonly<Record<string, string>>) => {
  const lines: string[] = [];
  await slackManifest({
    env,
    words: [],
    folder: '',
    hostZones: undefined,
    logAt: (level) => createLog(level, false),
    say: (line) => void lines.push(line),
  });
  return lines.join('\n');
};

interface Made {
  features: {
    slash_commands: { command: string; usage_hint: string; url?: string }[];
    shortcuts: { name: string; description: string }[];
  };
  oauth_config: { redirect_urls?: string[]; scopes: { bot: string[] } };
  settings: {
    socket_mode_enabled: boolean;
    event_subscriptions: { request_url?: string; bot_events: string[] };
    interactivity: { request_url?: string };
  };
  display_information: { name: string; description: string };
}

describe('the manifest', () => {
  test('is JSON alone, for the socket and without any address when no PUBLIC_URL is set', async () => {
    const made = JSON.parse(await printed({})) as Made;
    expect(made.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(made)).not.toMatch(/https?:/);
    expect(made.oauth_config.redirect_urls).toBeUndefined();
  });

  test('names every command of the table beside /rungs, and no other', async () => {
    const made = JSON.parse(await printed({})) as Made;
    const [slash, ...more] = made.features.slash_commands;
    expect(more).toEqual([]);
    expect(slash?.command).toBe('/rungs');
    const named = slash?.usage_hint.replace(/[[\]]/g, '').split(' · ');
    expect(named).toEqual(commands.filter((c) => c.summary !== '').map((c) => c.verb));
  });

  const many = {
    PUBLIC_URL: 'https://rungs.example/',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'secret',
    SLACK_STATE_SECRET: 'a state secret of mine',
  };

  test('over HTTP names its addresses, and where others install comes back to', async () => {
    const made = JSON.parse(await printed({ ...many, SLACK_SIGNING_SECRET: 'signing' })) as Made;
    const at = 'https://rungs.example/slack/events';
    expect(made.settings.socket_mode_enabled).toBe(false);
    expect(made.settings.event_subscriptions.request_url).toBe(at);
    expect(made.settings.interactivity.request_url).toBe(at);
    expect(made.features.slash_commands[0]?.url).toBe(at);
    expect(made.oauth_config.redirect_urls).toEqual(['https://rungs.example/slack/oauth_redirect']);
  });

  test('with an app token stays on the socket, for many workspaces too', async () => {
    const made = JSON.parse(await printed({ ...many, SLACK_APP_TOKEN: 'xapp-1' })) as Made;
    expect(made.settings.socket_mode_enabled).toBe(true);
    expect(made.settings.event_subscriptions.request_url).toBeUndefined();
    expect(made.oauth_config.redirect_urls).toHaveLength(1);
  });

  test('over HTTP needs PUBLIC_URL, and says so in one line', async () => {
    const { PUBLIC_URL: _, ...rest } = many;
    await expect(printed({ ...rest, SLACK_SIGNING_SECRET: 'signing' })).rejects.toThrow(/PUBLIC_URL/);
  });

  test('keeps the limits of Slack', () => {
    const made = manifestOf(menu(), oneSocket) as unknown as Made;
    expect(made.display_information.name.length).toBeLessThanOrEqual(35);
    expect(made.display_information.description.length).toBeLessThanOrEqual(140);
    for (const { name, description } of made.features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
    const long = manifestOf(
      Array.from({ length: 400 }, (_, i) => ({ verb: `verb${i}`, summary: '' })),
      oneSocket,
    ) as unknown as Made;
    expect(long.features.slash_commands[0]?.usage_hint.length).toBeLessThanOrEqual(1_000);
  });

  test('asks for the scopes and events whose why the docs tell, and for no other', () => {
    const docs = readFileSync(new URL('../../docs/slack.md', import.meta.url), 'utf8');
    const firstCells = docs.match(/^\| `[^|]*\|/gm) ?? [];
    const told = new Set(firstCells.join().match(/(?<=`)[\w:.]+(?=`)/g));
    expect([...told].sort()).toEqual([...scopes, ...events].sort());
    const made = manifestOf([], oneSocket) as unknown as Made;
    expect(made.oauth_config.scopes.bot).toEqual(scopes);
    expect(made.settings.event_subscriptions.bot_events).toEqual(events);
  });
});
