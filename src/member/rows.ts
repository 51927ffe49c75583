// The member's own row: settings, pause, pace, and the address they come from.

import type { Who } from '../ask.ts';
import { change, type Own, type Unit } from '../store/own.ts';
import type { MembersTable } from '../store/schema.ts';
import type { Member, Weekday } from './rules.ts';

/** The member, or throws: an Own is only ever made for one that exists. */
export async function readMember(own: Own): Promise<Member> {
  const row = await own.db
    .selectFrom('members')
    .selectAll()
    .where('id', '=', own.member)
    .executeTakeFirstOrThrow();
  return memberOf(row);
}

/** Change settings; can be undone. */
export async function changeMember(own: Own, patch: Partial<MembersTable>): Promise<void> {
  await change(own, 'members', own.member, patch);
}

/** Move what the program itself keeps (next card, pace, last seen); not part of undo. */
export async function moveMember(own: Own, patch: Partial<MembersTable>): Promise<void> {
  await own.db.updateTable('members').set(patch).where('id', '=', own.member).execute();
}

/** Whose address this is, or null for a stranger. */
export async function memberAt(unit: Unit, who: Who): Promise<string | null> {
  const row = await unit.db
    .selectFrom('addresses')
    .select('member')
    .where('door', '=', who.door)
    .where('tenant', '=', who.tenant)
    .where('user', '=', who.user)
    .executeTakeFirst();
  return row?.member ?? null;
}

/** Where the member is reached: the address that they came by last. */
export async function addressOf(own: Own): Promise<Who> {
  const row = await own.db
    .selectFrom('addresses')
    .select(['door', 'tenant', 'user'])
    .where('member', '=', own.member)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  return row;
}

/** Remember that this address is this member's. */
export async function addAddress(own: Own, who: Who): Promise<void> {
  await own.db
    .insertInto('addresses')
    .values({ ...who, member: own.member, channel: null, created_at: own.now })
    .onConflict((c) => c.columns(['door', 'tenant', 'user']).doNothing())
    .execute();
}

function memberOf(row: MembersTable): Member {
  return {
    id: row.id,
    state: row.state,
    joinedOn: row.joined_on,
    zone: row.zone,
    morning: row.morning,
    days: row.days.split(',') as Weekday[],
    quietFrom: row.quiet_from,
    quietUntil: row.quiet_until,
    goal: row.goal,
    talkGoal: row.talk_goal,
    startEdge: row.start_edge,
    edge: row.edge,
    hold: row.hold === 1,
    seed: row.seed,
    pausedUntil: row.paused_until,
    pace: row.pace,
    paceSince: row.pace_since,
    nextDueAt: row.next_due_at,
    lastCardAt: row.last_card_at,
    lastCardOn: row.last_card_on,
    missedOn: row.missed_on,
    missedWhy: row.missed_why,
    seenAt: row.seen_at,
  };
}

/** Days without cards, both ends included. */
export interface DaysOff {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly why: 'pause' | 'ill';
}

/** Every pause and illness of the member. */
export async function daysOffOf(own: Own): Promise<readonly DaysOff[]> {
  const rows = await own.db.selectFrom('days_off').selectAll().where('member', '=', own.member).execute();
  return rows.map((row) => ({ id: row.id, from: row.first, to: row.last, why: row.why }));
}
