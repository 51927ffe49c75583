// What Slack tells of a workspace, a channel or a profile: nobody asked for anything.

import type { App } from '../../src/app.ts';
import type { Homes } from './home.ts';
import type { People } from './people.ts';
import { postReady } from './ready.ts';
import type { News } from './receive.ts';
import type { Workspaces } from './workspaces.ts';

export interface NewsParts {
  readonly app: App;
  readonly workspaces: Workspaces;
  readonly people: People;
  readonly homes: Homes;
  readonly log: { note(what: string, facts: Readonly<Record<string, unknown>>): void };
}

/** Channels greeted in this process: Slack may tell of one joining several times. */
const greeted = new Set<string>();
const mostGreeted = 1_000;

/** Take it; acknowledged once it is kept, where there is something to keep. */
export async function news(parts: NewsParts, one: News, ack: () => Promise<unknown>): Promise<void> {
  const { app, workspaces, people, homes, log } = parts;
  if (one.kind === 'gone') {
    // Durable first: unacknowledged, Slack tells it again.
    await app.left('slack', one.team);
    await workspaces.remove(one.team);
    await ack();
    return;
  }
  await ack();
  switch (one.kind) {
    case 'profile':
      return people.changed(one.team, one.user, one.zone);
    case 'home':
      return one.tab === 'home' ? homes.opened(one.team, one.user) : undefined;
    case 'joined': {
      const workspace = await workspaces.of(one.team);
      if (!workspace || workspace.botUser !== one.user || greeted.has(one.key)) return;
      greeted.add(one.key);
      for (const oldest of greeted) {
        if (greeted.size <= mostGreeted) break;
        greeted.delete(oldest);
      }
      const fault = await postReady(workspace, one.channel);
      if (fault) log.note('the first word in a channel could not be said', { why: fault });
    }
  }
}
