// Letters are taken by when they are due and then by their key: with the key in the index, a queue of ten thousand that are
// due at one minute is walked, not sorted anew for every few letters.

import type { Kysely } from 'kysely';

export const name = '0009_queue_order';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('outbox_by_queue').execute();
  await db.schema
    .createIndex('outbox_by_turn')
    .on('outbox')
    .columns(['state', 'turn', 'door', 'tenant', 'not_before', 'dedupe_key'])
    .execute();
}
