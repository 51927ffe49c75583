// Answers travel as letters too; where somebody, or a whole workspace, can be reached.

import type { Kysely } from 'kysely';

export const name = '0002_delivery';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Every letter up to here was a message that nobody asked for: turn 1.
  await db.schema
    .alterTable('outbox')
    .addColumn('turn', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable('outbox')
    .addColumn('edits', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  for (const column of ['unreachable_at', 'untold_since'] as const)
    await db.schema.alterTable('addresses').addColumn(column, 'bigint').execute();
  await db.schema.alterTable('addresses').addColumn('unreachable_why', 'text').execute();
  await db.schema
    .createTable('tenants')
    .addColumn('door', 'text', (c) => c.notNull())
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('hold_until', 'bigint', (c) => c.notNull())
    .addColumn('answers_until', 'bigint', (c) => c.notNull())
    .addColumn('broken', 'integer', (c) => c.notNull())
    .addColumn('refused_at', 'bigint')
    .addColumn('refused_why', 'text')
    .addColumn('left_at', 'bigint')
    .addPrimaryKeyConstraint('tenants_pk', ['door', 'tenant'])
    .execute();
  await db.schema.dropIndex('outbox_by_state_not_before').execute();
  await db.schema
    .createIndex('outbox_by_queue')
    .on('outbox')
    .columns(['state', 'turn', 'door', 'tenant', 'not_before'])
    .execute();
  await db.schema.createIndex('outbox_by_provider_id').on('outbox').columns(['provider_id']).execute();
  await db.schema
    .createIndex('outbox_by_member_created_at')
    .on('outbox')
    .columns(['member', 'created_at'])
    .execute();
}
