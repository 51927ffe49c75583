// Who may talk to the page: exact Host, exact Origin, same-origin fetches only; and the headers that every answer carries.
// The key and the session are next door, in session.ts.

import type { Context, MiddlewareHandler } from 'hono';

/** Allowed Host values, each with the one Origin that goes with it. */
export type Origins = ReadonlyMap<string, string>;

/** The addresses under which this page may be opened: loopback by its three names, and PUBLIC_URL. */
export function originsOf(port: number, publicUrl?: string): Origins {
  const origins = new Map<string, string>();
  for (const name of ['localhost', '127.0.0.1', '[::1]']) {
    origins.set(`${name}:${port}`, `http://${name}${port === 80 ? '' : `:${port}`}`);
    if (port === 80) origins.set(name, `http://${name}`);
  }
  if (publicUrl) {
    const url = new URL(publicUrl);
    origins.set(url.host, url.origin);
  }
  return origins;
}

/** Everything from 'self', nothing inline, no frame; script text never made of strings. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Put the safe headers on an answer; `csp` replaces the policy for a page that carries its own style. */
export function harden(c: Context, csp: string = policy): void {
  c.header('Content-Security-Policy', csp);
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
  c.header('Cross-Origin-Resource-Policy', 'same-origin');
  c.header('Cache-Control', 'no-store');
}

const isRead = (method: string) => method === 'GET' || method === 'HEAD';

/** Why a request is not ours, or null when it is. Pure: headers in, reason out. */
export function stranger(
  method: string,
  header: (name: string) => string | undefined,
  origins: Origins,
): string | null {
  const ours = origins.get((header('host') ?? '').toLowerCase());
  if (!ours) return 'host';
  const origin = header('origin');
  if (origin === undefined ? !isRead(method) : origin !== ours) return 'origin';
  const site = header('sec-fetch-site');
  // A link in a mail or a chat may open the page; nothing else may come from another site or another port.
  const isVisit = isRead(method) && header('sec-fetch-mode') === 'navigate';
  if (site && site !== 'same-origin' && site !== 'none' && !isVisit) return 'site';
  return null;
}

/** Refuse strangers with 403 before anything else looks at the request. */
export const guard =
  (origins: () => Origins): MiddlewareHandler =>
  async (c, next) => {
    harden(c);
    const why = stranger(c.req.method, (name) => c.req.header(name), origins());
    if (why) return c.text(`Forbidden (${why})\n`, 403);
    await next();
  };
