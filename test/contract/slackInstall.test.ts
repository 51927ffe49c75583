// Installing over the real wire: Slack's side of it is a small server here, which gives a token for a code once.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { installRoutes } from '../../adapters/slack/install.ts';
import { scopes } from '../../adapters/slack/manifest.ts';
import type { Installation } from '../../adapters/slack/workspaces.ts';

interface Slack {
  readonly url: string;
  readonly asked: { path: string; form: URLSearchParams; bearer: string }[];
  answers: Record<string, object>;
  close(): Promise<void>;
}

async function slackSide(): Promise<Slack> {
  const asked: Slack['asked'] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (part) => {
      body += part;
    });
    req.on('end', () => {
      const path = req.url ?? '';
      asked.push({ path, form: new URLSearchParams(body), bearer: req.headers.authorization ?? '' });
      res.setHeader('Content-Type', 'application/json');
      res.end(JSON.stringify(slack.answers[path] ?? { ok: false, error: 'unknown_method' }));
    });
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const slack: Slack = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    asked,
    answers: {
      '/api/oauth.v2.access': {
        ok: true,
        access_token: 'xoxb-new',
        bot_user_id: 'U9',
        scope: 'commands,chat:write',
        team: { id: 'T1' },
        enterprise: null,
        is_enterprise_install: false,
      },
      '/api/auth.test': { ok: true, team_id: 'T1', user_id: 'U9', bot_id: 'B9' },
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
  return slack;
}

describe('a workspace that installs Rungs', () => {
  let slack: Slack;
  const kept: Installation[] = [];
  const notes: string[] = [];
  const routesNow = () =>
    installRoutes({
      clientId: '1.2',
      clientSecret: 'client-secret',
      stateSecret: 'state-secret',
      api: slack.url,
      publicUrl: 'https://rungs.example',
      installed: async (one) => void kept.push(one),
      log: { info: () => undefined, note: (what, facts) => notes.push(`${what} ${JSON.stringify(facts)}`) },
    });
  let routes = {} as ReturnType<typeof installRoutes>;

  beforeEach(async () => {
    slack = await slackSide();
    kept.length = notes.length = 0;
    routes = routesNow();
  });
  afterEach(() => slack.close());

  /** Off to Slack: where to, and the browser's cookie. */
  async function begin() {
    const off = await routes.request('/slack/install');
    const to = new URL(off.headers.get('location') ?? '');
    const set = off.headers.get('set-cookie') ?? '';
    return { to, set, cookie: set.split(';')[0] ?? '', state: to.searchParams.get('state') ?? '' };
  }
  const back = (state: string, cookie: string, more = 'code=c1') =>
    routes.request(`/slack/oauth_redirect?${more}&state=${encodeURIComponent(state)}`, {
      headers: cookie ? { cookie } : {},
    });

  test('is asked on the API’s own origin for the least scopes, and comes back with a token that is kept', async () => {
    const { to, set, cookie, state } = await begin();
    expect(`${to.origin}${to.pathname}`).toBe(`${new URL(slack.url).origin}/oauth/v2/authorize`);
    expect(to.searchParams.get('scope')).toBe(scopes.join(','));
    expect(to.searchParams.get('redirect_uri')).toBe('https://rungs.example/slack/oauth_redirect');
    expect(set).toMatch(/HttpOnly/i);
    expect(set).toMatch(/Secure/i);
    expect(set).toMatch(/SameSite=Lax/i);
    expect(set).toMatch(/Max-Age=600/i);
    const answer = await back(state, cookie);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/in your workspace/);
    expect(kept).toEqual([{ team: 'T1', token: 'xoxb-new', botId: 'B9', botUser: 'U9' }]);
    const [access, tested] = slack.asked;
    expect(access?.form.get('redirect_uri')).toBe('https://rungs.example/slack/oauth_redirect');
    expect(tested?.bearer).toBe('Bearer xoxb-new');
  });

  test('cannot come back twice with one state', async () => {
    const { cookie, state } = await begin();
    expect((await back(state, cookie)).status).toBe(200);
    expect((await back(state, cookie)).status).toBe(400);
    expect(kept).toHaveLength(1);
  });

  test.each([
    ['another browser', (state: string) => back(state, '')],
    ['another browser’s cookie', async (state: string) => back(state, (await begin()).cookie)],
    ['a changed state', (state: string, cookie: string) => back(`${state}x`, cookie)],
    [
      'a state of its own making',
      () => back('1800000000000.aaaa.bbbb', 'rungs_slack_state=1800000000000.aaaa.bbbb'),
    ],
  ])('is turned away with %s, and Slack is not even asked', async (_what, go) => {
    const { cookie, state } = await begin();
    expect((await go(state, cookie)).status).toBe(400);
    expect(kept).toEqual([]);
    expect(slack.asked).toEqual([]);
  });

  test('has ten minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const first = await begin();
      vi.setSystemTime(Date.now() + 600_000);
      expect((await back(first.state, first.cookie)).status).toBe(200);
      const second = await begin();
      vi.setSystemTime(Date.now() + 600_001);
      expect((await back(second.state, second.cookie)).status).toBe(400);
    } finally {
      vi.useRealTimers();
    }
  });

  test('begins again after a restart, for nobody remembers what was used', async () => {
    const { cookie, state } = await begin();
    routes = routesNow();
    expect((await back(state, cookie)).status).toBe(400);
  });

  test('may say no', async () => {
    const { cookie, state } = await begin();
    const answer = await back(state, cookie, 'error=access_denied');
    expect(await answer.text()).toMatch(/nothing was installed/);
    expect(kept).toEqual([]);
  });

  test.each([
    ['a refused code', '/api/oauth.v2.access', { ok: false, error: 'invalid_code' }],
    [
      'a token of another workspace',
      '/api/auth.test',
      { ok: true, team_id: 'T2', user_id: 'U9', bot_id: 'B9' },
    ],
  ])('keeps nothing on %s, and says so without a secret in the log', async (_what, path, says) => {
    slack.answers[path] = says;
    const { cookie, state } = await begin();
    expect((await back(state, cookie)).status).toBe(502);
    expect(kept).toEqual([]);
    expect(notes.join()).not.toMatch(/xoxb|client-secret|state-secret/);
  });

  test('is refused kindly when it is a whole organisation', async () => {
    slack.answers['/api/oauth.v2.access'] = {
      ok: true,
      access_token: 'xoxb-org',
      is_enterprise_install: true,
      team: null,
    };
    const { cookie, state } = await begin();
    const answer = await back(state, cookie);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/choose one workspace/);
    expect(kept).toEqual([]);
  });

  test('shows no page that another site could frame or put script into', async () => {
    const answer = await back('<script>', '', 'error=%3Cscript%3E');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(await answer.text()).not.toMatch(/<script/);
  });
});
