// Which doors the settings open, each with what it needs; one line a platform. Starting and stopping them is start.ts's. A
// platform's kit is large: a door is loaded only where the settings open it.

import { randomBytes } from 'node:crypto';
import type { Adapter } from '../../adapters/adapter.ts';
import type { Kept } from '../../adapters/discord/index.ts';
import type { Slack } from '../../adapters/slack/index.ts';
import type { Web } from '../../adapters/web/index.ts';
import type { Config } from '../config.ts';
import { installationsOf } from '../store/installations.ts';
import type { Store } from '../store/open.ts';
import { sessionsOf } from '../store/sessions.ts';
import { waysOf } from '../store/ways.ts';
import type { Ground } from './start.ts';

/** What doors are made from. */
export interface DoorParts {
  readonly config: Config;
  readonly ground: Ground;
  readonly store: Store;
  readonly now: () => number;
  /** Routes of other places that belong on the one listener: health, metrics, a platform over HTTP. */
  readonly routes: readonly Parameters<Web['mount']>[0][];
}

/** What the settings open. */
export interface Doors {
  /** In the order of starting: those that others hang on first. */
  readonly adapters: readonly Adapter[];
  /** For the one listener, page or not. */
  readonly routes: DoorParts['routes'];
}

/** The doors that these settings open. */
export async function doorsOf(parts: DoorParts): Promise<Doors> {
  const slack = await slackDoor(parts);
  const routes = slack?.routes ? [...parts.routes, slack.routes] : parts.routes;
  const all = [await webDoor({ ...parts, routes }), await discordDoor(parts), slack];
  return { adapters: all.filter((door) => door !== null), routes };
}

async function webDoor({ config, ground, store, now, routes }: DoorParts): Promise<Adapter | null> {
  if (!config.web) return null;
  const { createWeb } = await import('../../adapters/web/index.ts');
  const web = createWeb({
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl?.href,
    key: config.webKey ?? randomBytes(24).toString('base64url'),
    sessions: sessionsOf(store, now, config.webKey),
    stage: ground.demo?.stage,
    log: { error: (fields, text) => ground.log.note(text, fields as Record<string, unknown>) },
    ready: (url) => ground.ready(`Open ${url}`),
  });
  for (const more of routes) web.mount(more);
  return web;
}

async function discordDoor({ config, ground, store }: DoorParts): Promise<Adapter | null> {
  if (!config.discord) return null;
  const { createDiscord } = await import('../../adapters/discord/index.ts');
  return createDiscord({
    ...config.discord,
    kept: metaOf(store),
    ways: waysOf(store, 'discord'),
    log: ground.log,
    fatal: ground.closed,
  });
}

async function slackDoor({ config, ground, store, now }: DoorParts): Promise<Slack | null> {
  if (!config.slack) return null;
  const { createSlack } = await import('../../adapters/slack/index.ts');
  return createSlack({
    ...config.slack,
    publicUrl: config.publicUrl?.href,
    installations: installationsOf(store, 'slack', now),
    log: ground.log,
    fatal: ground.closed,
  });
}

/** A few lines of a door's own, kept from one start to the next. */
const metaOf = (store: Store): Kept => ({
  async read(name) {
    const find = store.db.selectFrom('meta').select('value').where('name', '=', name);
    return (await find.executeTakeFirst())?.value ?? null;
  },
  async write(name, value) {
    await store.work(({ db }) =>
      db
        .insertInto('meta')
        .values({ name, value })
        .onConflict((c) => c.column('name').doUpdateSet({ value }))
        .execute(),
    );
  },
});
