// Through which servers a member of Discord came in: their tenant is all of Discord, so a server left is no tenant left.

import type { Kysely } from 'kysely';

export const name = '0004_ways';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ways')
    .addColumn('door', 'text', (c) => c.notNull())
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('user', 'text', (c) => c.notNull())
    .addColumn('way', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('ways_pk', ['door', 'tenant', 'user', 'way'])
    .addForeignKeyConstraint(
      'ways_address',
      ['door', 'tenant', 'user'],
      'addresses',
      ['door', 'tenant', 'user'],
      (c) => c.onDelete('cascade'),
    )
    .execute();
  await db.schema.createIndex('ways_by_way').on('ways').columns(['door', 'way']).execute();
}
