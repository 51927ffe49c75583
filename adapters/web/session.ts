// The key in the link, the session it opens, the token that writes carry, and the page for those who have none.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { harden } from './guard.ts';

/** Where sessions are kept: `open` makes one and gives its token (a secret), `knows` tells whether it stands. */
export interface Sessions {
  open(): Promise<string>;
  knows(token: string): Promise<boolean>;
}

const hash = (text: string) => createHash('sha256').update(text).digest();

/** Equality that takes the same time wherever the difference is. */
export const same = (a: string, b: string): boolean => timingSafeEqual(hash(a), hash(b));

/** The token that goes in the `x-rungs` header of writes: made from the session, so it outlives restarts as that does. */
export const tokenOf = (session: string): string => hash(`x-rungs ${session}`).toString('base64url');

/** Cookies are shared by all ports of localhost: the port keeps two installs apart. */
const cookieName = (port: number): string => `rungs_${port}`;

const YEAR = 365 * 24 * 60 * 60;

/** Set the session cookie. `secure` behind https. */
export function remember(c: Context, port: number, session: string, secure: boolean): void {
  setCookie(c, cookieName(port), session, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    maxAge: YEAR,
    secure,
  });
}

/** Let only a known session through, and only with its token where something is written. */
export const seated =
  (port: () => number, sessions: Sessions): MiddlewareHandler =>
  async (c, next) => {
    const session = getCookie(c, cookieName(port()));
    if (!session || !(await sessions.knows(session))) return turnAway(c);
    c.set('session', session);
    const writes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
    if (writes && !same(c.req.header('x-rungs') ?? '', tokenOf(session)))
      return c.json({ problem: 'This page is out of date. Reload it, please.' }, 403);
    await next();
  };

const style =
  'body{margin:0;min-height:100vh;display:grid;place-items:center;background:#faf5ee;color:#2c2520;' +
  'font:1.0625rem/1.6 system-ui,sans-serif}main{max-width:32rem;padding:2rem}h1{font-size:1.5rem;line-height:1.25}' +
  'code{background:#efe6da;padding:.1em .35em;border-radius:.3em;overflow-wrap:anywhere}a{color:#9a4419}' +
  '@media(prefers-color-scheme:dark){body{background:#191512;color:#f2eae1}code{background:#332b25}a{color:#f2a97a}}';

const closedPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Rungs</title><style>${style}</style></head>
<body><main><h1>This page is for one person</h1>
<p>To come in, open the link that Rungs printed in the terminal where it runs. It looks like
<code>http://localhost:3000/?key=…</code>.</p>
<p>Opened it here before? <a href="/">Try again</a>.</p></main></body></html>
`;

/** 403, in plain and kind words: a page for people, JSON for the page's own calls. */
export function turnAway(c: Context): Response {
  const problem = 'This page has lost its key. Open the link from the terminal again.';
  if (c.req.path.startsWith('/api/')) return c.json({ problem }, 403);
  const styleHash = createHash('sha256').update(style).digest('base64');
  harden(c, `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`);
  return c.html(closedPage, 403);
}
