// How a workspace installs Rungs by itself: off to Slack's own page, and back with a code that becomes a token. Two
// routes and their plain pages; where tokens are kept is handed in.

import { createHash } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { scopes } from './scopes.ts';
import { createStates, stateMs } from './state.ts';

/** One workspace's leave to act in it. `token` is a secret. */
export interface Installation {
  readonly tenant: string;
  readonly token: string;
  readonly botId: string;
  readonly botUser: string;
  readonly scopes: readonly string[];
}

export interface InstallOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** SLACK_API_URL: the Web API's base; the page that asks for leave is on the same origin. */
  readonly api: string;
  /** Where this program is reached, without a slash at its end: https://rungs.example.org. */
  readonly base: () => string;
  /** Real time, epoch ms. */
  readonly wall: () => number;
  /** The installation is to be kept, and its workspace is there (again). */
  readonly installed: (installation: Installation) => Promise<void>;
  /** Never a token, never what somebody typed. */
  readonly log: { note(what: string, facts: Readonly<Record<string, unknown>>): void };
}

const cookie = 'rungs_slack_install';

/** `/slack/install` and `/slack/oauth_redirect`. */
export function installRoutes(options: InstallOptions): Hono {
  const { clientId, clientSecret, api, base, wall, installed, log } = options;
  const states = createStates(options.stateSecret, wall);
  const client = new WebClient(undefined, {
    slackApiUrl: api,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    allowAbsoluteUrls: false,
  });
  const redirect = () => `${base()}/slack/oauth_redirect`;
  const routes = new Hono();

  routes.get('/slack/install', (c) => {
    const state = states.make();
    setCookie(c, cookie, state, {
      httpOnly: true,
      sameSite: 'Lax',
      secure: base().startsWith('https:'),
      path: '/slack/',
      maxAge: stateMs / 1000,
    });
    const ask = new URL('/oauth/v2/authorize', api);
    ask.search = new URLSearchParams({
      client_id: clientId,
      scope: Object.keys(scopes).join(','),
      redirect_uri: redirect(),
      state,
    }).toString();
    c.header('Cache-Control', 'no-store');
    c.header('Referrer-Policy', 'no-referrer');
    return c.redirect(ask.href);
  });

  routes.get('/slack/oauth_redirect', async (c) => {
    const fits = states.take(c.req.query('state'), getCookie(c, cookie));
    deleteCookie(c, cookie, { path: '/slack/' });
    if (!fits) return page(c, 400, 'This link is used up or too old', again);
    const code = c.req.query('code');
    if (!code) return page(c, 200, 'Nothing was installed', `You said no, and that is fine. ${again}`);
    try {
      const installation = await exchange(code);
      if (installation === null)
        return page(c, 400, 'One workspace at a time, please', `Rungs lives in one workspace. ${again}`);
      await installed(installation);
      return page(
        c,
        200,
        'Rungs is in your workspace',
        'In Slack, type <code>/rungs</code> anywhere. Only you see what comes. ' +
          'Or invite it to a channel with <code>/invite @Rungs</code>: it says once how to begin.',
      );
    } catch (error) {
      log.note('an install came to nothing', { error });
      return page(c, 502, 'That did not work just now', `Nothing was kept. ${again}`);
    }
  });

  /** Code → installation; null for a whole organisation. Throws what Slack says. */
  async function exchange(code: string): Promise<Installation | null> {
    const given = await client.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      code,
      redirect_uri: redirect(),
    });
    if (given.is_enterprise_install) return null;
    const token = given.access_token ?? '';
    const tenant = given.team?.id ?? '';
    const who = await client.auth.test({ token });
    if (!token || !tenant || who.team_id !== tenant)
      throw new Error('Slack gave no token of that workspace.');
    return {
      tenant,
      token,
      botId: who.bot_id ?? '',
      botUser: given.bot_user_id ?? who.user_id ?? '',
      scopes: given.scope?.split(',') ?? [],
    };
  }

  return routes;
}

const again = 'To try, <a href="/slack/install">begin again</a>.';

const style =
  'body{margin:0;min-height:100vh;display:grid;place-items:center;background:#faf5ee;color:#2c2520;' +
  'font:1.0625rem/1.6 system-ui,sans-serif}main{max-width:32rem;padding:2rem}h1{font-size:1.5rem;line-height:1.25}' +
  'code{background:#efe6da;padding:.1em .35em;border-radius:.3em}a{color:#9a4419}' +
  '@media(prefers-color-scheme:dark){body{background:#191512;color:#f2eae1}code{background:#332b25}a{color:#f2a97a}}';
const styleHash = createHash('sha256').update(style).digest('base64');

/** A plain page of ours; nothing in it comes from outside. */
function page(c: Context, status: 200 | 400 | 502, title: string, body: string): Response {
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`,
  );
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cache-Control', 'no-store');
  return c.html(
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
      `<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${body}</p></main></body></html>\n`,
    status,
  );
}
