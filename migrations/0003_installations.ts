// Workspaces that installed Rungs by themselves: one row each, its token sealed.

import type { Kysely } from 'kysely';

export const name = '0003_installations';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('installations')
    .addColumn('door', 'text', (c) => c.notNull())
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('facts_sealed', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('installations_by_tenant', ['door', 'tenant'])
    .execute();
}
