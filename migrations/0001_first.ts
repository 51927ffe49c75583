// The first schema. Never edited once released: a change is a new migration.

import type { Kysely } from 'kysely';

export const name = '0001_first';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('keys')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('check_sealed', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('members')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('key_sealed', 'text', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('joined_at', 'bigint')
    .addColumn('joined_on', 'text')
    .addColumn('zone', 'text')
    .addColumn('morning', 'text', (c) => c.notNull())
    .addColumn('days', 'text', (c) => c.notNull())
    .addColumn('quiet_from', 'text', (c) => c.notNull())
    .addColumn('quiet_until', 'text', (c) => c.notNull())
    .addColumn('goal', 'integer', (c) => c.notNull())
    .addColumn('talk_goal', 'integer', (c) => c.notNull())
    .addColumn('start_edge', 'integer', (c) => c.notNull())
    .addColumn('edge', 'integer', (c) => c.notNull())
    .addColumn('hold', 'integer', (c) => c.notNull())
    .addColumn('seed', 'text', (c) => c.notNull())
    .addColumn('paused_until', 'text')
    .addColumn('pace', 'text', (c) => c.notNull())
    .addColumn('pace_since', 'text')
    .addColumn('next_seq', 'integer', (c) => c.notNull())
    .addColumn('next_due_at', 'bigint')
    .addColumn('next_due_zones', 'text')
    .addColumn('last_card_at', 'bigint')
    .addColumn('last_card_on', 'text')
    .addColumn('missed_on', 'text')
    .addColumn('missed_why', 'text')
    .addColumn('seen_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('addresses')
    .addColumn('door', 'text', (c) => c.notNull())
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('user', 'text', (c) => c.notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('channel', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('addresses_pk', ['door', 'tenant', 'user'])
    .execute();
  await db.schema
    .createTable('days_off')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('first', 'text', (c) => c.notNull())
    .addColumn('last', 'text', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('activities')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('activity', 'text', (c) => c.notNull())
    .addColumn('name_sealed', 'text')
    .addColumn('fits', 'text')
    .addColumn('rating', 'integer')
    .addColumn('hidden', 'integer', (c) => c.notNull())
    .addColumn('asked_on', 'text')
    .addUniqueConstraint('activities_one', ['member', 'activity'])
    .execute();
  await db.schema
    .createTable('contacts')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('name_sealed', 'text', (c) => c.notNull())
    .addColumn('name_hash', 'text', (c) => c.notNull())
    .addColumn('label_sealed', 'text')
    .addColumn('org_sealed', 'text')
    .addColumn('email_sealed', 'text')
    .addColumn('url_sealed', 'text')
    .addColumn('notes_sealed', 'text')
    .addColumn('known', 'text')
    .addColumn('rating', 'integer')
    .addColumn('paused', 'integer', (c) => c.notNull())
    .addColumn('resting_until', 'text')
    .addColumn('keep_in_touch_on', 'text')
    .addColumn('referred_by', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_on', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('ratings')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('target_kind', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('value', 'integer')
    .execute();
  await db.schema
    .createTable('touches')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('contact', 'text')
    .addColumn('activity', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('foreseen', 'double precision', (c) => c.notNull())
    .addColumn('felt', 'integer')
    .addColumn('outcome', 'text')
    .addColumn('outcome_on', 'text')
    .addColumn('was_reply', 'integer', (c) => c.notNull())
    .addColumn('was_follow_up', 'integer', (c) => c.notNull())
    .addColumn('note_sealed', 'text')
    .addColumn('meeting', 'text')
    .addColumn('pick', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('marks')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('why', 'text')
    .execute();
  await db.schema
    .createTable('holds')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('held', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('cards')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('memory', 'integer')
    .addColumn('asked_touch', 'text')
    .addColumn('asked_answer', 'text')
    .addColumn('feeling', 'text')
    .addColumn('smallest', 'integer', (c) => c.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('drawn_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('cards_day', ['member', 'day', 'kind'])
    .execute();
  await db.schema
    .createTable('picks')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('card', 'text', (c) => c.notNull())
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('activity', 'text', (c) => c.notNull())
    .addColumn('contact', 'text')
    .addColumn('about', 'text')
    .addColumn('difficulty', 'double precision', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('follow_up', 'integer', (c) => c.notNull())
    .addColumn('owed', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('opener', 'integer', (c) => c.notNull())
    .addColumn('words', 'integer', (c) => c.notNull())
    .addColumn('rated', 'integer', (c) => c.notNull())
    .addColumn('touch', 'text')
    .addColumn('later_at', 'bigint')
    .addColumn('later_on', 'text')
    .execute();
  await db.schema
    .createTable('meetings')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('contacts', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('start_at', 'bigint')
    .addColumn('end_at', 'bigint')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('prompt_at', 'bigint')
    .addColumn('prompted', 'integer', (c) => c.notNull())
    .addColumn('felt', 'integer')
    .addColumn('learned_sealed', 'text')
    .addColumn('gave_sealed', 'text')
    .addColumn('got_sealed', 'text')
    .addColumn('note_sealed', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('follow_ups')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('contact', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('due', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('optional', 'integer', (c) => c.notNull())
    .addColumn('text_sealed', 'text')
    .addColumn('touch', 'text')
    .addColumn('meeting', 'text')
    .addColumn('prompt_at', 'bigint')
    .addColumn('prompts', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('flows')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('data_sealed', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('flows_one', ['member', 'name'])
    .execute();
  await db.schema
    .createTable('talk')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('body_sealed', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('changes')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('what_sealed', 'text', (c) => c.notNull())
    .addColumn('before', 'text', (c) => c.notNull())
    .addColumn('undone', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('inbox')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('event_key', 'text', (c) => c.notNull().unique())
    .addColumn('door', 'text', (c) => c.notNull())
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('user', 'text', (c) => c.notNull())
    .addColumn('member', 'text')
    .addColumn('ask_sealed', 'text', (c) => c.notNull())
    .addColumn('answer_sealed', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('door', 'text', (c) => c.notNull())
    .addColumn('tenant', 'text', (c) => c.notNull())
    .addColumn('user', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('budget', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('dedupe_key', 'text', (c) => c.notNull().unique())
    .addColumn('wire_key', 'text', (c) => c.notNull().unique())
    .addColumn('payload_sealed', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempt', 'integer', (c) => c.notNull())
    .addColumn('not_before', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_epoch', 'integer', (c) => c.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('first_sending_at', 'bigint')
    .addColumn('sending_at', 'bigint')
    .addColumn('sent_at', 'bigint')
    .addColumn('provider_id', 'text')
    .addColumn('reason', 'text')
    .addColumn('absent', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('seat')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('members_by_next_due_at').on('members').columns(['next_due_at']).execute();
  await db.schema.createIndex('addresses_by_member').on('addresses').columns(['member']).execute();
  await db.schema.createIndex('days_off_by_member').on('days_off').columns(['member']).execute();
  await db.schema
    .createIndex('contacts_by_member_name_hash')
    .on('contacts')
    .columns(['member', 'name_hash'])
    .execute();
  await db.schema.createIndex('ratings_by_member_seq').on('ratings').columns(['member', 'seq']).execute();
  await db.schema.createIndex('touches_by_member_day').on('touches').columns(['member', 'day']).execute();
  await db.schema.createIndex('marks_by_member_day').on('marks').columns(['member', 'day']).execute();
  await db.schema.createIndex('holds_by_member_seq').on('holds').columns(['member', 'seq']).execute();
  await db.schema.createIndex('picks_by_member_card').on('picks').columns(['member', 'card']).execute();
  await db.schema.createIndex('meetings_by_member_day').on('meetings').columns(['member', 'day']).execute();
  await db.schema.createIndex('meetings_by_prompt_at').on('meetings').columns(['prompt_at']).execute();
  await db.schema
    .createIndex('follow_ups_by_member_state')
    .on('follow_ups')
    .columns(['member', 'state'])
    .execute();
  await db.schema.createIndex('follow_ups_by_prompt_at').on('follow_ups').columns(['prompt_at']).execute();
  await db.schema.createIndex('picks_by_later_at').on('picks').columns(['later_at']).execute();
  await db.schema.createIndex('talk_by_member_seq').on('talk').columns(['member', 'seq']).execute();
  await db.schema.createIndex('changes_by_member_seq').on('changes').columns(['member', 'seq']).execute();
  await db.schema.createIndex('inbox_by_member_at').on('inbox').columns(['member', 'at']).execute();
  await db.schema.createIndex('inbox_by_state').on('inbox').columns(['state']).execute();
  await db.schema.createIndex('outbox_by_member_day').on('outbox').columns(['member', 'day']).execute();
  await db.schema
    .createIndex('outbox_by_state_not_before')
    .on('outbox')
    .columns(['state', 'not_before'])
    .execute();
}
