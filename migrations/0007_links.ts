// One member on several doors: codes to link by, wrong tries, what was linked, and where unasked messages go.

import type { Kysely } from 'kysely';

export const name = '0007_links';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('link_codes')
    .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().unique().references('members.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('link_tries')
    .addColumn('member', 'text', (c) => c.primaryKey().notNull().references('members.id').onDelete('cascade'))
    .addColumn('wrong', 'integer', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('links')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('joined', 'text', (c) => c.notNull())
    .addColumn('was', 'text', (c) => c.notNull())
    .addColumn('moved', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.alterTable('addresses').addColumn('chosen_at', 'bigint').execute();
  await db.schema.createIndex('links_by_member').on('links').columns(['member']).execute();
}
