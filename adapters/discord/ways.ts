// By which servers members come in, and what it means when the bot is taken out of one: who has no other way in, and is
// not heard for 30 days, is erased. An outage is no removal; who has the app for themselves keeps their way.

import type { App } from '../../src/app.ts';
import { type Heard, whoIs } from './receive.ts';

/** What is kept of it; main hands it in. */
export interface KeptWays {
  came(who: { readonly tenant: string; readonly user: string }, way: string): Promise<void>;
  known(): Promise<{ readonly there: readonly string[]; readonly lost: readonly string[] }>;
}

/** The way of who has installed the app for themselves. Discord never tells when they take it off. */
const self = 'self';
/** Ways written down by this process already. */
const remembered = 10_000;

/** Keeps the ways over `kept`. */
export function createWays(kept: KeptWays, app: App) {
  const noted = new Set<string>();
  const lost = new Set<string>();
  return {
    /** Somebody was heard, and is known now. */
    async came({ user, guild, own }: Heard): Promise<void> {
      for (const way of [guild, own ? self : undefined]) {
        if (way === undefined || noted.has(`${user} ${way}`)) continue;
        if (noted.size >= remembered) noted.clear();
        noted.add(`${user} ${way}`);
        await kept.came(whoIs(user), way);
      }
    },
    /** Taken out of a server. */
    async removed(guild: string): Promise<void> {
      lost.add(guild);
      await app.left('discord', guild);
    },
    /** In a server, or in it again. */
    async present(guild: string): Promise<void> {
      if (lost.delete(guild)) await app.back('discord', guild);
    },
    /** A line is open: of those that are its own, `guilds` are all there are. What happened meanwhile is made good. */
    async settle(guilds: readonly string[], isMine: (guild: string) => boolean): Promise<void> {
      const known = await kept.known();
      const now = new Set(guilds);
      for (const guild of known.lost) lost.add(guild);
      for (const guild of guilds) await this.present(guild);
      for (const guild of known.there)
        if (guild !== self && isMine(guild) && !now.has(guild)) await this.removed(guild);
    },
  };
}
