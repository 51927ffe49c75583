// What we know of people beside their words: the direct channel, and the time zone of their profile. In memory and
// bounded; asked for again when it is not there.

import { ask, type Outcome } from './wire.ts';
import type { Workspace } from './workspaces.ts';

/** People remembered in this process. */
const remembered = 20_000;
/** A zone is believed for so long, ms; Slack tells of changes in between. */
const zoneMs = 24 * 3_600_000;
/** So many people mentioned at once are asked for. */
const mostNames = 10;
/** Somebody waits: no longer than this for a zone or a name, ms. */
const zonePatienceMs = 400;

export interface People {
  /** The direct channel: as known, else opened with this client. */
  channelOf(workspace: Workspace, user: string, by: 'hand' | 'post'): Promise<Outcome<string>>;
  learn(team: string, user: string, channel: string): void;
  forget(team: string, user: string): void;
  /** The zone of the profile; undefined when Slack does not say soon. */
  zoneOf(workspace: Workspace, user: string): Promise<string | undefined>;
  /** How those are called, as far as Slack says soon; asked for each time, and not remembered. */
  namesOf(workspace: Workspace, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The profile changed. Only of people that we know. */
  changed(team: string, user: string, zone: string | undefined): void;
}

/** The memory of this process. */
export function createPeople(): People {
  const channels = kept<string>();
  const zones = kept<{ readonly zone: string | undefined; readonly at: number }>();
  const opening = new Map<string, Promise<Outcome<string>>>();
  const asking = new Map<string, Promise<string | undefined>>();
  const keyOf = (team: string, user: string) => `${team} ${user}`;

  async function open(workspace: Workspace, user: string, by: 'hand' | 'post'): Promise<Outcome<string>> {
    const made = await ask(() => workspace[by].conversations.open({ users: user }));
    const channel = made.ok?.channel?.id;
    if (!made.ok) return { fault: made.fault };
    if (!channel) return { fault: { kind: 'refused', code: 'no_channel' } };
    channels.put(keyOf(workspace.team, user), channel);
    return { ok: channel };
  }

  async function look(workspace: Workspace, user: string): Promise<string | undefined> {
    const seen = await ask(() => workspace.hand.users.info({ user }));
    if (!seen.ok) return undefined;
    const zone = seen.ok.user?.tz || undefined;
    zones.put(keyOf(workspace.team, user), { zone, at: Date.now() });
    return zone;
  }

  return {
    channelOf(workspace, user, by) {
      const key = keyOf(workspace.team, user);
      const there = channels.get(key);
      if (there !== undefined) return Promise.resolve({ ok: there });
      const under =
        opening.get(`${by} ${key}`) ??
        open(workspace, user, by).finally(() => opening.delete(`${by} ${key}`));
      opening.set(`${by} ${key}`, under);
      return under;
    },
    learn: (team, user, channel) => channels.put(keyOf(team, user), channel),
    forget: (team, user) => channels.drop(keyOf(team, user)),
    zoneOf(workspace, user) {
      const key = keyOf(workspace.team, user);
      const there = zones.get(key);
      if (there && Date.now() - there.at < zoneMs) return Promise.resolve(there.zone);
      const under = asking.get(key) ?? look(workspace, user).finally(() => asking.delete(key));
      asking.set(key, under);
      return soon(under, zonePatienceMs);
    },
    async namesOf(workspace, ids) {
      const asked = [...new Set(ids)].slice(0, mostNames).map(async (id) => {
        const { real_name, name } = (await ask(() => workspace.hand.users.info({ user: id }))).ok?.user ?? {};
        return [id, real_name || name || ''] as const;
      });
      const known = (await soon(Promise.all(asked), zonePatienceMs)) ?? [];
      return new Map(known.filter(([, name]) => name !== ''));
    },
    changed(team, user, zone) {
      const key = keyOf(team, user);
      if (zones.get(key)) zones.put(key, { zone, at: Date.now() });
    },
  };
}

/** What it gives, or undefined when that takes longer. */
function soon<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<undefined>((done) => {
    timer = setTimeout(done, ms, undefined);
  });
  return Promise.race([work, enough]).finally(() => clearTimeout(timer));
}

function kept<T>() {
  const all = new Map<string, T>();
  return {
    get: (key: string) => all.get(key),
    drop: (key: string) => void all.delete(key),
    put(key: string, value: T) {
      all.delete(key);
      all.set(key, value);
      for (const oldest of all.keys()) {
        if (all.size <= remembered) break;
        all.delete(oldest);
      }
    },
  };
}
