// Slack over HTTP: only what Slack signed, lately, reaches Bolt; an installation is this browser's, once.

import { createHmac } from 'node:crypto';
import { App, type ReceiverEvent } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createHttp } from '../../adapters/slack/http.ts';
import { installRoutes } from '../../adapters/slack/install.ts';
import { silent } from '../../adapters/slack/silent.ts';

const secret = 'the signing secret';
const log = { info: () => undefined, note: () => undefined };

/** A real Bolt behind the route, and what came through to it. */
async function opened(work: (event: ReceiverEvent) => Promise<void> = (event) => event.ack()) {
  const http = createHttp({ signingSecret: secret, log });
  const came: unknown[] = [];
  const bolt = new App({ receiver: http, logger: silent, authorize: async () => ({ botToken: 'xoxb-1' }) });
  bolt.processEvent = async (event) => {
    came.push(event.body);
    await work(event);
  };
  await bolt.start();
  return { http, came };
}

const body = JSON.stringify({ type: 'event_callback', team_id: 'T1', event: { type: 'x' } });
const sign = (text: string, stamp: string, by = secret) =>
  `v0=${createHmac('sha256', by).update(`v0:${stamp}:${text}`).digest('hex')}`;
const now = () => Math.floor(Date.now() / 1000);

async function knocks(stamp: string, signature: string | undefined, text = body) {
  const { http, came } = await opened();
  const answer = await http.routes.request('/slack/events', {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': stamp,
      ...(signature && { 'x-slack-signature': signature }),
    },
  });
  return { status: answer.status, text: await answer.text(), came: came.length };
}

describe('A delivery over HTTP', () => {
  it('is taken when Slack signed it now', async () => {
    const stamp = String(now());
    expect(await knocks(stamp, sign(body, stamp))).toMatchObject({ status: 200, came: 1 });
  });

  it.each([
    ['stale', -301],
    ['from the future', 301],
  ])('has no effect when its time is %s', async (_how, shift) => {
    const stamp = String(now() + shift);
    expect(await knocks(stamp, sign(body, stamp))).toMatchObject({ status: 401, came: 0 });
  });

  it('has no effect unsigned, signed with another secret, changed, or with a time that is none', async () => {
    const stamp = String(now());
    const right = sign(body, stamp);
    expect(await knocks(stamp, undefined)).toMatchObject({ status: 401, came: 0 });
    expect(await knocks(stamp, sign(body, stamp, 'another'))).toMatchObject({ status: 401, came: 0 });
    expect(await knocks(stamp, right, `${body} `)).toMatchObject({ status: 401, came: 0 });
    expect(await knocks('soon', sign(body, 'soon'))).toMatchObject({ status: 401, came: 0 });
    expect(await knocks('', right)).toMatchObject({ status: 401, came: 0 });
  });

  it('is answered with its challenge when Slack checks the address', async () => {
    const stamp = String(now());
    const text = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect(await knocks(stamp, sign(text, stamp), text)).toMatchObject({
      text: '{"challenge":"abc"}',
      came: 0,
    });
  });

  it('is refused when it could not be kept, so that Slack brings it again', async () => {
    const { http } = await opened(() => Promise.reject(new Error('down')));
    const stamp = String(now());
    const headers = {
      'content-type': 'application/json',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': sign(body, stamp),
    };
    const answer = await http.routes.request('/slack/events', { method: 'POST', body, headers });
    expect(answer.status).toBe(503);
  });
});

describe('An installation', () => {
  const installed: string[] = [];
  const routes = installRoutes({
    // Nobody listens there: a state that is good gets as far as asking Slack.
    api: 'http://127.0.0.1:9/api/',
    clientId: '1.2',
    clientSecret: 'secret',
    stateSecret: 'a state of some length',
    publicUrl: 'https://rungs.example.org',
    installed: async ({ team }) => void installed.push(team),
    log,
  });

  async function begin() {
    const answer = await routes.request('https://rungs.example.org/slack/install');
    const to = new URL(answer.headers.get('location') ?? '');
    const cookie = answer.headers.get('set-cookie') ?? '';
    return { to, cookie, state: to.searchParams.get('state') ?? '' };
  }
  const comeBack = async (state: string, cookie: string | undefined) =>
    (
      await routes.request(`/slack/oauth_redirect?code=c&state=${encodeURIComponent(state)}`, {
        headers: cookie ? { cookie: cookie.split(';')[0] ?? '' } : {},
      })
    ).status;

  it('goes to the authorize page beside the API, with a cookie for Slack’s way back alone', async () => {
    const { to, cookie } = await begin();
    expect(to.origin + to.pathname).toBe('http://127.0.0.1:9/oauth/v2/authorize');
    expect(to.searchParams.get('redirect_uri')).toBe('https://rungs.example.org/slack/oauth_redirect');
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/Secure/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Max-Age=600/);
  });

  it('goes on with the state of this very browser, once', async () => {
    const mine = await begin();
    const other = await begin();
    expect(await comeBack(mine.state, undefined)).toBe(400);
    expect(await comeBack(mine.state, other.cookie)).toBe(400);
    expect(await comeBack(`${mine.state}x`, mine.cookie)).toBe(400);
    // Good: Slack is asked for the token, and is not there.
    expect(await comeBack(mine.state, mine.cookie)).toBe(502);
    expect(await comeBack(mine.state, mine.cookie)).toBe(400);
    expect(installed).toEqual([]);
  });
});
