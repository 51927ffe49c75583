// What calendars were last given of each entry, so that a change raises its number and what is taken off is said.

import type { Kysely } from 'kysely';

export const name = '0008_calendar_entries';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calendar_entries')
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('entry', 'text', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('modified_at', 'bigint', (c) => c.notNull())
    .addColumn('starts', 'text', (c) => c.notNull())
    .addColumn('over_at', 'bigint', (c) => c.notNull())
    .addColumn('gone', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('calendar_entries_key', ['member', 'entry'])
    .execute();
}
