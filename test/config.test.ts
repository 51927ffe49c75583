// Settings: what is not set, what is set wrongly, and what must not be open to a network.

import { describe, expect, it } from 'vitest';
import { readConfig, readEnvFile } from '../src/config.ts';

describe('settings', () => {
  it('need none', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: 'file:data/rungs.db',
      host: '127.0.0.1',
      port: 3000,
      web: true,
      logLevel: 'info',
    });
  });

  it('with a token open Discord, and the page only when asked for', () => {
    const discord = { token: 'abc.d-e_f', api: 'https://discord.com/api' };
    expect(readConfig({ DISCORD_TOKEN: discord.token })).toMatchObject({
      discord,
      web: false,
      listens: false,
    });
    expect(readConfig({ DISCORD_TOKEN: discord.token, RUNGS_WEB: 'on' })).toMatchObject({
      discord,
      web: true,
    });
    expect(readConfig({}).discord).toBeUndefined();
  });

  it('take a blank one for one not set', () => {
    expect(readConfig({ PORT: ' ', RUNGS_WEB_KEY: '' })).toMatchObject({ port: 3000, webKey: undefined });
  });

  it.each([
    [{ PORT: '70000' }, /PORT/],
    [{ PORT: 'many' }, /PORT/],
    [{ RUNGS_WEB: 'maybe' }, /RUNGS_WEB/],
    [{ PUBLIC_URL: 'rungs' }, /PUBLIC_URL/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
    [{ HOST: '0.0.0.0' }, /RUNGS_WEB_KEY and PUBLIC_URL/],
    [{ DISCORD_TOKEN: 'Bot abc.def' }, /DISCORD_TOKEN/],
    [{ DISCORD_TOKEN: 'abc', DISCORD_API_URL: 'discord' }, /DISCORD_API_URL/],
    [{ HOST: '0.0.0.0', RUNGS_WEB_KEY: 'short', PUBLIC_URL: 'https://rungs.example' }, /16 characters/],
  ])('refuse %j in a line that names it', (env, line) => {
    expect(() => readConfig(env)).toThrow(line);
  });

  it('tell every fault at once', () => {
    expect(() => readConfig({ PORT: '-1', LOG_LEVEL: 'loud' })).toThrow(/PORT[\s\S]*LOG_LEVEL/);
  });

  it('let the page off this machine only with a key and an address', () => {
    const open = { HOST: '0.0.0.0', RUNGS_WEB_KEY: 'k'.repeat(16), PUBLIC_URL: 'https://rungs.example' };
    expect(readConfig(open)).toMatchObject({ host: '0.0.0.0', web: true });
    expect(readConfig({ HOST: '0.0.0.0', RUNGS_WEB: 'off' })).toMatchObject({ web: false });
  });

  it('are read from a file, quotes and comments apart', () => {
    const file = '# a comment\nPORT=3100\nexport HELP_LINE="116 123"\nLOG_LEVEL = \'warn\'\nnot a line\n';
    expect(readEnvFile(file)).toEqual({ PORT: '3100', HELP_LINE: '116 123', LOG_LEVEL: 'warn' });
  });
});

describe('settings of Slack', () => {
  const bot = { SLACK_BOT_TOKEN: 'xoxb-1' };
  const many = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_STATE_SECRET: 'a state of some length',
  };

  it('open one workspace over sockets, without page or listener', () => {
    expect(readConfig({ ...bot, SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({
      web: false,
      listens: false,
      slack: { api: 'https://slack.com/api/', botToken: 'xoxb-1', appToken: 'xapp-1' },
    });
  });

  it('open the listener for what comes over HTTP, and for installations', () => {
    expect(readConfig({ ...bot, SLACK_SIGNING_SECRET: 's' })).toMatchObject({ web: false, listens: true });
    expect(readConfig({ ...many, SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({ web: false, listens: true });
  });

  it.each([
    [bot, /^Slack needs SLACK_APP_TOKEN .* or SLACK_SIGNING_SECRET .* as well\.$/],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /^Slack needs SLACK_BOT_TOKEN as well/],
    [{ ...bot, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' }, /not both\.$/],
    [{ ...bot, ...many, SLACK_APP_TOKEN: 'xapp-1' }, /not both\.$/],
    [{ SLACK_CLIENT_ID: '1', SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_CLIENT_SECRET[\s\S]*SLACK_STATE_SECRET/],
    [{ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'xapp-1' }, /begins with xoxb-/],
    [{ ...bot, SLACK_APP_TOKEN: 'xoxb-1' }, /begins with xapp-/],
    [{ ...bot, SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'slack' }, /SLACK_API_URL/],
  ])('refuse %j in a line that says what to do', (env, line) => {
    expect(() => readConfig(env)).toThrow(line);
  });
});
