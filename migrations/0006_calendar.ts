// The private calendar feed: one key a member, known by its hash, kept sealed so that it can be shown again.

import type { Kysely } from 'kysely';

export const name = '0006_calendar';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calendar_keys')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().unique().references('members.id').onDelete('cascade'))
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('key_sealed', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
}
