// `npm run demo`: the page over a throwaway database in a folder of its own, with invented people who have lived some
// weeks, and the clock in the user's hand. The folder goes when it ends.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { isZone, localToInstant } from '../time/zones.ts';
import { begins, live, pageOf, people } from './demoPeople.ts';
import { moveFor } from './hand.ts';
import { handClock } from './handClock.ts';
import { type Ground, type Running, start } from './start.ts';

/** What the demo needs besides: the zone its people live in, so that their mornings are the user's, too. */
export interface DemoGround extends Ground {
  readonly zone: string;
}

/** Start the demo; of the settings only PORT, LOG_LEVEL and HELP_LINE count. Throws as `start` does. */
export async function demo(config: Config, ground: DemoGround): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-demo-'));
  const tidy = () => rmSync(folder, { recursive: true, force: true });
  // However it ends, short of being killed.
  process.once('exit', tidy);
  try {
    return await open(config, ground, folder, tidy);
  } catch (error) {
    tidy();
    throw error;
  }
}

async function open(config: Config, ground: DemoGround, folder: string, tidy: () => void): Promise<Running> {
  const zone = isZone(ground.zone) ? ground.zone : 'UTC';
  const instant = (at: { readonly day: string; readonly time: string }) =>
    localToInstant(zone, at.day, at.time)?.getTime() ?? Date.parse(`${at.day}T${at.time}:00Z`);
  // Real time stands still while the people live, so that every demo begins at the same minute.
  let opened: number | null = null;
  const clock = handClock(instant(begins), () => (opened === null ? 0 : performance.now() - opened));
  let line = '';
  const stage = {
    people: people.map(({ user, name, note }) => ({ user, name: `${name}, ${note}` })),
    first: 'ines',
    zone,
    move: (user: string, move: 'skip' | 'day') => {
      const name = people.find((one) => one.user === user)?.name ?? user;
      return moveFor({ clock, running }, pageOf(user), name, move);
    },
  };
  const running = await start(
    {
      ...config,
      databaseUrl: `file:${join(folder, 'rungs.db')}`,
      key: randomBytes(32).toString('base64'),
      keyFile: undefined,
      host: '127.0.0.1',
      publicUrl: undefined,
      web: true,
      clock: undefined,
    },
    {
      ...ground,
      ready: (url) => {
        line = url;
      },
      demo: { clock, stage },
    },
  );
  try {
    await live({ clock, running }, zone);
  } catch (error) {
    await running.stop();
    throw error;
  }
  opened = performance.now();
  ground.ready(line);
  return {
    ...running,
    async stop() {
      await running.stop();
      tidy();
    },
  };
}
