// The workspaces we are in, each with its own token and its own two clients: one for what somebody waits for, one for the
// courier, so that a rate limit of the one holds up nobody at the other.

import type { WebClient } from '@slack/web-api';
import { clientOf } from './wire.ts';

/** We are in a workspace. The token is sealed at rest. */
export interface Installation {
  readonly team: string;
  readonly token: string;
  readonly botId: string;
  readonly botUser: string;
}

/** Where installations are kept: our own store, or the one that the settings name. */
export interface Installations {
  read(team: string): Promise<Installation | null>;
  write(installation: Installation): Promise<void>;
  remove(team: string): Promise<void>;
  count(): Promise<number>;
}

export interface Workspace extends Installation {
  /** For what somebody waits for. */
  readonly hand: WebClient;
  /** For what nobody asked for. */
  readonly post: WebClient;
}

export interface Workspaces {
  of(team: string): Promise<Workspace | null>;
  /** Installed, or installed anew. */
  put(installation: Installation): Promise<void>;
  remove(team: string): Promise<void>;
}

/** Workspaces whose clients are kept in memory. */
const remembered = 1_000;

/** Workspaces over what is kept. */
export function createWorkspaces(kept: Installations, api: string): Workspaces {
  const known = new Map<string, Workspace>();
  const opened = new Map<string, Promise<Workspace | null>>();

  async function open(team: string): Promise<Workspace | null> {
    const installation = await kept.read(team);
    if (!installation) return null;
    const { token } = installation;
    const workspace = { ...installation, hand: clientOf(token, api), post: clientOf(token, api) };
    known.set(team, workspace);
    for (const oldest of known.keys()) {
      if (known.size <= remembered) break;
      known.delete(oldest);
    }
    return workspace;
  }

  return {
    of(team) {
      const there = known.get(team);
      if (there) return Promise.resolve(there);
      const under = opened.get(team) ?? open(team).finally(() => opened.delete(team));
      opened.set(team, under);
      return under;
    },
    async put(installation) {
      await kept.write(installation);
      known.delete(installation.team);
    },
    async remove(team) {
      await kept.remove(team);
      known.delete(team);
    },
  };
}

/**
 * The one workspace of the settings: nothing is kept but what Slack said of the token. After it was left, whatever comes from
 * there asks by `again` whether the token is good once more.
 */
export function onlyOne(again: () => Promise<Installation | null>): Installations {
  let only: Installation | null = null;
  let left: string | undefined;
  return {
    async read(team) {
      if (left === team) {
        only = await again();
        if (only) left = undefined;
      }
      return only?.team === team ? only : null;
    },
    write: async (installation) => {
      only = installation;
    },
    remove: async (team) => {
      if (only?.team !== team) return;
      only = null;
      left = team;
    },
    count: async () => (only ? 1 : 0),
  };
}
