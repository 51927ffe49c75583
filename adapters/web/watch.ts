// What watches Rungs: /health for anybody, since it says no more than well or not; /metrics on this machine or with a
// key. Mounted on the listener beside the page, and standing alone when the page is off. Guards itself.

import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { originsOf, stranger } from './guard.ts';
import { type Listener, listen } from './listen.ts';
import { same } from './session.ts';

/** What is told; the program hands it in. */
export interface Watched {
  /** Names that do not answer (`database`, `web`, …); none when all is well. */
  ailing(): Promise<readonly string[]>;
  /** Prometheus text. */
  metrics(): Promise<string>;
  /** Bearer for metrics from elsewhere. */
  readonly key: string | undefined;
}

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Asked on this machine itself: from loopback, for loopback, by no proxy and no page of another site. */
function isHere(c: Context<{ Bindings: HttpBindings }>): boolean {
  const { remoteAddress = '', localPort = 0 } = c.env.incoming.socket;
  const header = (name: string) => c.req.header(name);
  return (
    loopback.test(remoteAddress) &&
    stranger(c.req.method, header, originsOf(localPort)) === null &&
    !forwarded.some((name) => header(name) !== undefined)
  );
}

/** `/health` and `/metrics`. */
export function watchRoutes(watched: Watched): Hono {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.use('/health', plain);
  routes.use('/metrics', plain);
  routes.get('/health', async (c) => {
    const ailing = await watched.ailing();
    return ailing.length === 0 ? c.json({ status: 'ok' }) : c.json({ status: 'down', down: ailing }, 503);
  });
  routes.get('/metrics', async (c) => {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const keyed = watched.key !== undefined && bearer !== undefined && same(bearer, watched.key);
    if (!keyed && !isHere(c)) return c.text('Forbidden\n', 403);
    return c.body(await watched.metrics(), 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    });
  });
  return routes as unknown as Hono;
}

async function plain(c: Context, next: () => Promise<void>): Promise<void> {
  c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Cross-Origin-Resource-Policy', 'same-origin');
  await next();
}

/** A listener for these routes alone, when the page is off. Throws as `listen` does. */
export function listenAlone(routes: readonly Hono[], host: string, port: number): Promise<Listener> {
  const outer = new Hono();
  for (const some of routes) outer.route('/', some);
  outer.notFound((c) => c.text('There is nothing here.\n', 404));
  return listen(outer, host, port);
}
