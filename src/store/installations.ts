// Workspaces that installed Rungs by themselves, each with its own token. Sealed with the operator's key, and bound to
// the workspace: one's token never opens as another's.

import type { Store } from './open.ts';

/** One workspace's leave to act in it. `token` is a secret. */
export interface Installation {
  readonly tenant: string;
  readonly token: string;
  readonly botId: string;
  readonly botUser: string;
  readonly scopes: readonly string[];
}

/** Where a door keeps its workspaces. */
export interface Installations {
  /** Keep one; an earlier one of the same workspace is replaced. */
  keep(installation: Installation): Promise<void>;
  /** Null when the workspace has none. Throws when it does not open. */
  find(tenant: string): Promise<Installation | null>;
  /** Workspaces, the oldest first. */
  tenants(): Promise<readonly string[]>;
  /** The token is gone with it. */
  remove(tenant: string): Promise<void>;
}

/** A door's installations in the store. */
export function installationsOf(store: Pick<Store, 'work' | 'vault'>, door: 'slack'): Installations {
  const placeOf = (tenant: string) => ({
    table: 'installations',
    column: 'facts_sealed',
    row: `${door} ${tenant}`,
  });
  return {
    async keep({ tenant, ...facts }) {
      const facts_sealed = store.vault.sealSystem(placeOf(tenant), JSON.stringify(facts));
      await store.work((unit) =>
        unit.db
          .insertInto('installations')
          .values({ door, tenant, facts_sealed, created_at: unit.now })
          .onConflict((c) => c.columns(['door', 'tenant']).doUpdateSet({ facts_sealed }))
          .execute(),
      );
    },
    async find(tenant) {
      const row = await store.work((unit) =>
        unit.db
          .selectFrom('installations')
          .select('facts_sealed')
          .where('door', '=', door)
          .where('tenant', '=', tenant)
          .executeTakeFirst(),
      );
      if (!row) return null;
      const facts = JSON.parse(store.vault.openSystem(placeOf(tenant), row.facts_sealed));
      return { ...(facts as Omit<Installation, 'tenant'>), tenant };
    },
    async tenants() {
      const rows = await store.work((unit) =>
        unit.db
          .selectFrom('installations')
          .select('tenant')
          .where('door', '=', door)
          .orderBy('created_at')
          .orderBy('tenant')
          .execute(),
      );
      return rows.map((row) => row.tenant);
    },
    async remove(tenant) {
      await store.work((unit) =>
        unit.db.deleteFrom('installations').where('door', '=', door).where('tenant', '=', tenant).execute(),
      );
    },
  };
}
