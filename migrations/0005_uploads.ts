// Files on their way in: the bytes sealed in pieces; and which of the people brought in still wait to be rated.

import type { Kysely } from 'kysely';

export const name = '0005_uploads';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('uploads')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().unique().references('members.id').onDelete('cascade'))
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('pasted', 'integer', (c) => c.notNull())
    .addColumn('how', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('upload_parts')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('upload', 'text', (c) => c.notNull().references('uploads.id').onDelete('cascade'))
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('body_sealed', 'text', (c) => c.notNull())
    .execute();
  await db.schema.alterTable('contacts').addColumn('asked_on', 'text').execute();
  await db.schema
    .createIndex('upload_parts_by_upload_place')
    .on('upload_parts')
    .columns(['upload', 'place'])
    .execute();
  await db.schema.createIndex('upload_parts_by_member').on('upload_parts').columns(['member']).execute();
  await db.schema
    .createIndex('contacts_by_member_asked_on')
    .on('contacts')
    .columns(['member', 'asked_on'])
    .execute();
}
