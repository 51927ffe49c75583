// Workspaces that installed Rungs by themselves: the token sealed with the operator's key, bound to its row.

import type { Store } from './open.ts';

/** A workspace with what its bot is called there, and the bot's token. */
export interface Installed {
  readonly team: string;
  readonly token: string;
  readonly botId: string;
  readonly botUser: string;
}

/** What is kept of a door's installations. */
export interface KeptInstallations {
  read(team: string): Promise<Installed | null>;
  /** Installed, or installed anew: the newest token holds. */
  write(installation: Installed): Promise<void>;
  remove(team: string): Promise<void>;
  count(): Promise<number>;
}

const placeOf = (door: string, team: string) => ({
  table: 'installations',
  column: 'token_sealed',
  row: `${door} ${team}`,
});

/** Installations of a door, kept in the store. */
export function installationsOf(store: Store, door: 'slack', now: () => number): KeptInstallations {
  return {
    async read(team) {
      const row = await store.work(({ db }) =>
        db
          .selectFrom('installations')
          .selectAll()
          .where('door', '=', door)
          .where('tenant', '=', team)
          .executeTakeFirst(),
      );
      if (!row) return null;
      const token = store.vault.openSystem(placeOf(door, team), row.token_sealed);
      return { team, token, botId: row.bot_id, botUser: row.bot_user };
    },
    async write({ team, token, botId, botUser }) {
      const row = {
        token_sealed: store.vault.sealSystem(placeOf(door, team), token),
        bot_id: botId,
        bot_user: botUser,
        installed_at: now(),
      };
      await store.work(({ db }) =>
        db
          .insertInto('installations')
          .values({ door, tenant: team, ...row })
          .onConflict((c) => c.columns(['door', 'tenant']).doUpdateSet(row))
          .execute(),
      );
    },
    async remove(team) {
      await store.work(({ db }) =>
        db.deleteFrom('installations').where('door', '=', door).where('tenant', '=', team).execute(),
      );
    },
    async count() {
      const rows = await store.work(({ db }) =>
        db.selectFrom('installations').select('tenant').where('door', '=', door).execute(),
      );
      return rows.length;
    },
  };
}
