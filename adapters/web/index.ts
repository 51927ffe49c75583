// The page's door: one member (in the demo several), one listener, live to every open tab.

import { Hono } from 'hono';
import type { App } from '../../src/app.ts';
import type { Adapter, Delivery } from '../adapter.ts';
import { drawSaid } from './draw.ts';
import { createEvents } from './events.ts';
import { originsOf } from './guard.ts';
import { type Listener, listen } from './listen.ts';
import { pageRoutes } from './routes.ts';
import type { Sessions } from './session.ts';
import type { Stage } from './stage.ts';

export interface WebOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The https address behind a proxy. */
  readonly publicUrl?: string;
  /** What the link carries. */
  readonly key: string;
  readonly sessions: Sessions;
  /** The demo's people and clock. */
  readonly stage?: Stage | undefined;
  /** For faults that the member sees only as a kind line. Never gets what a member typed. */
  readonly log: { error(fields: object, text: string): void };
  /** Called once open, with the link to come in by. */
  ready(url: string): void;
}

export interface Web extends Adapter {
  /** Put other routes on the same listener (health, Slack over HTTP); before `start`. They guard themselves. */
  mount(routes: Hono): void;
}

/** The page as an adapter. `start` throws an Error with one clear line when the port cannot be had. */
export function createWeb(options: WebOptions): Web {
  const { host, port, publicUrl, key, sessions, log } = options;
  const outer = new Hono();
  outer.notFound((c) => c.text('There is nothing here.\n', 404));
  const events = createEvents();
  const underWay = new Set<Promise<unknown>>();
  let listener: Listener | undefined;
  let app: App | undefined;
  let stopping = false;

  function work<Out>(doing: () => Promise<Out>): Promise<Out> | null {
    if (stopping) return null;
    const done = doing();
    const forget = () => void underWay.delete(done);
    underWay.add(done);
    done.then(forget, forget);
    return done;
  }

  const realPort = () => listener?.port ?? port;
  const base = () => (publicUrl ? new URL(publicUrl).origin : `http://localhost:${realPort()}`);

  return {
    door: 'web',
    mount: (routes) => void outer.route('/', routes),

    page: () => (listener ? base() : undefined),

    async start(house) {
      app = house;
      const ground = {
        app: house,
        key,
        sessions,
        events,
        stage: options.stage,
        secure: publicUrl?.startsWith('https:') ?? false,
        port: realPort,
        origins: () => originsOf(realPort(), publicUrl),
        work,
        fault: (cause: unknown) =>
          log.error({ err: cause, door: 'web' }, 'a request of the page met a fault'),
      };
      outer.route('/', pageRoutes(ground));
      listener = await listen(outer, host, port);
      options.ready(`${base()}/?key=${encodeURIComponent(key)}`);
    },

    async stop() {
      stopping = true;
      await Promise.allSettled(underWay);
      events.close();
      await listener?.close();
    },

    async deliver(letter): Promise<Delivery> {
      // The wire's clock is the real one.
      if (!app || stopping) return { state: 'notSent', retryAt: Date.now() + 1000 };
      try {
        const said = await app.post(letter.address, letter.wireKey, letter.reply);
        events.publish(letter.address.user, 'said', { said: said.map(drawSaid) });
        return { state: 'sent', id: said.at(-1)?.id ?? letter.wireKey };
      } catch (cause) {
        log.error({ err: cause, door: 'web' }, 'a letter may or may not stand in the talk');
        return { state: 'unknown' };
      }
    },

    async find(letter) {
      if (!app) return { state: 'cannotTell' };
      try {
        const stands = await app.posted(letter.address, letter.wireKey);
        return stands ? { state: 'found', id: letter.wireKey } : { state: 'absent' };
      } catch {
        return { state: 'cannotTell' };
      }
    },

    async check() {
      return [];
    },
  };
}
