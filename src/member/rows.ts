// The member's own row: settings, pause, pace, and the address they come from.

import type { Door, Who } from '../ask.ts';
import { createMember, ownOf } from '../store/members.ts';
import { change, newId, type Own, type Unit } from '../store/own.ts';
import { ask, note } from '../store/quick.ts';
import type { MembersTable } from '../store/schema.ts';
import type { Vault } from '../store/seal.ts';
import { onceFor, rowsOf } from '../store/shelf.ts';
import { defaults, type Member, type Weekday } from './rules.ts';

/** The member, or throws: an Own is only ever made for one that exists. */
export async function readMember(own: Own): Promise<Member> {
  const me = memberIn(await rowsOf(own, 'members'), own);
  if (!me) throw new Error('No such member');
  return me;
}

const memberIn = onceFor((rows: readonly MembersTable[]) => rows[0] && memberOf(rows[0]));

/** Change settings; can be undone. */
export async function changeMember(own: Own, patch: Partial<MembersTable>): Promise<void> {
  await change(own, 'members', own.member, patch);
}

/** Move what the program itself keeps (next card, pace, last seen); not part of undo. */
export async function moveMember(own: Own, patch: Partial<MembersTable>): Promise<void> {
  await note(own, 'members', own.member, patch);
}

const ownerOf = 'select member from addresses where door = ? and tenant = ? and "user" = ?';

/** Whose address this is, or null for a stranger. */
export async function memberAt(unit: Unit, who: Who): Promise<string | null> {
  const [row] = await ask<{ member: string }>(unit, ownerOf, [who.door, who.tenant, who.user]);
  return row?.member ?? null;
}

/** Whether something can be brought by that door: it may be switched off. */
export type IsOpen = (door: Door) => boolean;

/** Where the member is reached: of the addresses where something can arrive, the one that they came by last. */
export async function addressOf(own: Own, isOpen: IsOpen): Promise<Who> {
  const [only, other] = await rowsOf(own, 'addresses');
  if (only && !other) return whoOf(only);
  const all = await byRank(own);
  return whoOf(all.find((one) => isReached(one, isOpen)) ?? all[0]!);
}

/** The same, null when nothing can arrive anywhere just now. */
export async function openAddressOf(own: Own, isOpen: IsOpen): Promise<Who | null> {
  const first = (await byRank(own)).find((one) => isReached(one, isOpen));
  return first ? whoOf(first) : null;
}

const isReached = ({ door, away }: { readonly door: Door; readonly away: number }, isOpen: IsOpen) =>
  away === 0 && isOpen(door);

const whoOf = ({ door, tenant, user }: Who): Who => ({ door, tenant, user });

/** The member's addresses, the best first; `away` is 0 where something can arrive. */
function byRank(own: Own) {
  return own.db
    .selectFrom('addresses')
    .leftJoin('tenants', (join) =>
      join.onRef('tenants.door', '=', 'addresses.door').onRef('tenants.tenant', '=', 'addresses.tenant'),
    )
    .select((eb) => [
      'addresses.door',
      'addresses.tenant',
      'addresses.user',
      eb
        .case()
        .when(
          eb.and([
            eb('addresses.unreachable_at', 'is', null),
            eb('tenants.left_at', 'is', null),
            eb('tenants.refused_at', 'is', null),
          ]),
        )
        .then(0)
        .else(1)
        .end()
        .as('away'),
    ])
    .where('addresses.member', '=', own.member)
    .orderBy('away')
    .orderBy((eb) => eb.fn.coalesce('addresses.chosen_at', eb.lit(0)), 'desc')
    .orderBy('addresses.created_at', 'desc')
    .execute();
}

/** Remember that this address is this member's. */
export async function addAddress(own: Own, who: Who): Promise<void> {
  await own.db
    .insertInto('addresses')
    .values({
      ...who,
      member: own.member,
      channel: null,
      chosen_at: null,
      unreachable_at: null,
      unreachable_why: null,
      untold_since: null,
      created_at: own.now,
    })
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
  const rows = await rowsOf(own, 'days_off');
  return rows.map((row) => ({ id: row.id, from: row.first, to: row.last, why: row.why }));
}

/** The member of that address; a stranger gets a row of their own, so that even the first words are sealed. */
export async function memberFor(unit: Unit, vault: Vault, who: Who): Promise<Own> {
  const member = await memberAt(unit, who);
  const known = member && (await ownOf(unit, vault, member));
  if (known) return known;
  const own = await createMember(unit, vault, {
    state: 'invited',
    morning: defaults.morning,
    days: defaults.days,
    quiet_from: defaults.quietFrom,
    quiet_until: defaults.quietUntil,
    goal: defaults.goal,
    talk_goal: defaults.talkGoal,
    start_edge: defaults.edge,
    edge: defaults.edge,
    hold: 0,
    seed: newId(),
    pace: 'daily',
  });
  await addAddress(own, { door: who.door, tenant: who.tenant, user: who.user });
  return own;
}

/** Any word or press: seen, and days and peace come back (method 10). Gives the member as they are then. */
export async function wake(own: Own, me: Member): Promise<Member> {
  const back = me.pace === 'daily' ? {} : { pace: 'daily' as const, pace_since: null };
  const peace = me.state === 'peace' ? { state: 'active' as const } : {};
  await moveMember(own, { seen_at: own.now, ...back, ...peace });
  return readMember(own);
}
