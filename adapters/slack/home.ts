// The Home tab: the page's Home, drawn anew when something of the member's changed and they have it open somewhere.
// Several changes at once are one drawing.

import type { App } from '../../src/app.ts';
import { drawHome, within } from './draw.ts';
import type { createPictures } from './files.ts';
import { whoIs } from './receive.ts';
import { ask, nameOf } from './wire.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** Members who have opened Home since the start, remembered. */
const remembered = 20_000;
/** Changes are gathered for so long, ms. */
const gatherMs = 400;

export interface HomeParts {
  readonly app: App;
  readonly workspaces: Workspaces;
  readonly withPictures: ReturnType<typeof createPictures>;
  readonly log: { note(what: string, facts: Readonly<Record<string, unknown>>): void };
}

export interface Homes {
  /** Somebody opened it. */
  opened(team: string, user: string): void;
  /** Something may have changed for them. */
  changed(team: string, user: string): void;
  /** Draw no more; resolves when what is under way is done. */
  stop(): Promise<void>;
}

export function createHomes({ app, workspaces, withPictures, log }: HomeParts): Homes {
  /** By member: whether they look at it, and what is to come. */
  const known = new Map<string, { timer?: NodeJS.Timeout; running?: Promise<void>; again?: boolean }>();
  let stopping = false;

  async function publish(team: string, user: string): Promise<void> {
    const workspace = await workspaces.of(team);
    if (!workspace) return;
    const home = await app.home(whoIs({ team, user }));
    const blocks = within(await withPictures(workspace.hand, team, drawHome(home)), 'home');
    const done = await send(workspace, user, blocks);
    if (done) log.note('a Home could not be drawn', { why: done });
  }

  async function send({ hand }: Workspace, user: string, blocks: readonly object[]): Promise<string | null> {
    const view = (all: readonly object[]) => ({ type: 'home' as const, blocks: all as never[] });
    const done = await ask(() => hand.views.publish({ user_id: user, view: view(blocks) }));
    if (done.ok) return null;
    const plainer = blocks.filter((block) => !('slack_file' in block));
    if (done.fault.kind !== 'refused' || plainer.length === blocks.length) return nameOf(done.fault);
    const again = await ask(() => hand.views.publish({ user_id: user, view: view(plainer) }));
    return again.ok ? null : nameOf(again.fault);
  }

  function soon(key: string, team: string, user: string, ms: number): void {
    const one = known.get(key);
    if (!one || stopping || one.timer) return;
    if (one.running) {
      one.again = true;
      return;
    }
    one.timer = setTimeout(() => {
      delete one.timer;
      one.again = false;
      one.running = publish(team, user)
        .catch((error: unknown) => log.note('a Home could not be made', { error }))
        .finally(() => {
          delete one.running;
          if (one.again) soon(key, team, user, gatherMs);
        });
    }, ms);
  }

  return {
    opened(team, user) {
      const key = `${team} ${user}`;
      const one = known.get(key) ?? {};
      known.delete(key);
      known.set(key, one);
      for (const [oldest, { timer, running }] of known) {
        if (known.size <= remembered || timer || running) break;
        known.delete(oldest);
      }
      soon(key, team, user, 0);
    },
    changed: (team, user) => soon(`${team} ${user}`, team, user, gatherMs),
    async stop() {
      stopping = true;
      for (const one of known.values()) clearTimeout(one.timer);
      await Promise.allSettled([...known.values()].flatMap(({ running }) => (running ? [running] : [])));
    },
  };
}
