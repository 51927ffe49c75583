// Many workspaces: /slack/install sends to Slack, /slack/oauth_redirect comes back with a code. The state is bound to a
// cookie, good for ten minutes and once, and only in the program that made it.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { scopes } from './manifest.ts';
import { ask, clientOf, nameOf } from './wire.ts';
import type { Installation } from './workspaces.ts';

export interface InstallOptions {
  readonly api: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** The https address behind a proxy; without it the one that was asked. */
  readonly publicUrl: string | undefined;
  /** It is ours: keep it, and go on there. */
  readonly installed: (installation: Installation) => Promise<void>;
  readonly log: {
    info(text: string): void;
    note(what: string, facts: Readonly<Record<string, unknown>>): void;
  };
}

const cookie = 'rungs_slack_state';
const goodMs = 10 * 60_000;
const path = '/slack';

/** The two routes. */
export function installRoutes(options: InstallOptions): Hono {
  const { api, clientId, clientSecret, publicUrl, installed, log } = options;
  const key = createHmac('sha256', options.stateSecret).update(randomBytes(32)).digest();
  const used = new Map<string, number>();
  const routes = new Hono();

  const mark = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  const origin = (c: Context) => new URL(publicUrl ?? c.req.url).origin;
  const redirectOf = (c: Context) => `${origin(c)}/slack/oauth_redirect`;

  routes.use('/slack/*', async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Content-Type-Options', 'nosniff');
  });

  routes.get('/slack/install', (c) => {
    const body = `${randomBytes(18).toString('base64url')}.${Date.now() + goodMs}`;
    const state = `${body}.${mark(body)}`;
    const secure = origin(c).startsWith('https:');
    setCookie(c, cookie, mark(state), {
      httpOnly: true,
      sameSite: 'Lax',
      secure,
      path,
      maxAge: goodMs / 1000,
    });
    const url = new URL('/oauth/v2/authorize', api);
    url.search = new URLSearchParams({
      client_id: clientId,
      scope: scopes.join(','),
      state,
      redirect_uri: redirectOf(c),
    }).toString();
    return c.redirect(url.href);
  });

  routes.get('/slack/oauth_redirect', async (c) => {
    const state = c.req.query('state') ?? '';
    const bound = getCookie(c, cookie);
    deleteCookie(c, cookie, { path });
    if (!isOurs(state, bound))
      return page(c, 400, 'That link has run out. Please begin again from the start.');
    if (c.req.query('error') !== undefined)
      return page(c, 200, 'All right, nothing was installed. You can come back any day.');
    const code = c.req.query('code');
    if (!code) return page(c, 400, 'Slack sent no code along. Please begin again from the start.');
    const access = await ask(() =>
      clientOf(undefined, api).oauth.v2.access({
        client_id: clientId,
        client_secret: clientSecret,
        code,
        redirect_uri: redirectOf(c),
      }),
    );
    if (!access.ok) {
      log.note('an installation did not go through', { why: nameOf(access.fault) });
      return page(c, 502, 'Slack did not go along with that just now. Please begin again from the start.');
    }
    const { access_token: token, team, is_enterprise_install: org, bot_user_id: botUser } = access.ok;
    if (org || !team?.id)
      return page(
        c,
        400,
        'That would be for a whole organization. Please choose one workspace: Rungs is installed in each by itself.',
      );
    const bot = token ? await ask(() => clientOf(token, api).auth.test()) : undefined;
    const botId = bot?.ok?.bot_id;
    if (!token || !botUser || !botId || bot.ok?.team_id !== team.id)
      return page(c, 502, 'Slack did not go along with that just now. Please begin again from the start.');
    await installed({ team: team.id, token, botId, botUser });
    log.info('Rungs was installed in a workspace.');
    return page(c, 200, 'Rungs is in your workspace. Say /rungs in Slack, and it begins.');
  });

  /** Made here, not too old, this browser's, and for the first time. */
  function isOurs(state: string, bound: string | undefined): boolean {
    const now = Date.now();
    for (const [old, until] of used) if (until < now) used.delete(old);
    const [nonce, until, signature] = state.split('.');
    const good =
      nonce !== undefined &&
      until !== undefined &&
      same(signature, mark(`${nonce}.${until}`)) &&
      Number(until) >= now &&
      same(bound, mark(state)) &&
      !used.has(nonce);
    if (good) used.set(nonce, Number(until));
    return good;
  }

  return routes;
}

function same(given: string | undefined, right: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

const page = (c: Context, status: 200 | 400 | 502, line: string) => {
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
  return c.html(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Rungs</title><style>body{font:18px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}</style><main><h1>Rungs</h1><p>${line}</p></main></html>`,
    status,
  );
};
