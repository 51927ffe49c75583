// Two members made one, and parted again: people, steps, meetings, what is owed and the talk go over; the settings of the
// one who made the code hold. Only what is asked and said stands in link.ts.

import type { Who } from '../ask.ts';
import { refold } from '../day/state.ts';
import { moveMember, readMember } from '../member/rows.ts';
import type { Member } from '../member/rules.ts';
import type { Own } from '../store/own.ts';
import {
  addressesOf,
  giveAddresses,
  keepLink,
  type Link,
  type Moved,
  moveRows,
  type Which,
} from './linkRows.ts';

/** Everything of `from` goes to `to`, who keeps their own settings; what both have is the keeper's. Gives what moved. */
export async function join(from: Own, to: Own): Promise<Moved> {
  const [was, me] = [await readMember(from), await readMember(to)];
  const moved = await moveRows(from, to, await going(from, to));
  const addresses: readonly Who[] = (await addressesOf(from)).map(({ door, tenant, user }) => ({
    door,
    tenant,
    user,
  }));
  await giveAddresses(from, to, addresses);
  await keepLink(to, { joined: from.member, was: was.state, moved, addresses });
  await moveMember(from, { state: 'linked', next_due_at: null });
  const last = lastCardOf(me, was);
  if (last) await moveMember(to, last);
  await settle(to);
  return moved;
}

/** The other one is a member of their own again, with everything that they brought and that still stands. */
export async function part(to: Own, back: Own, link: Link): Promise<void> {
  const ids = Object.entries(link.moved).map(([table, moved]) => [table, new Set(moved)] as const);
  await moveRows(to, back, Object.fromEntries(ids), true);
  await giveAddresses(to, back, link.addresses);
  await moveMember(back, { state: link.was as Member['state'] });
  await settle(back);
  await settle(to);
}

/** What stays behind: ratings of ways that the keeper has rated, and cards of days on which the keeper had one. */
async function going(from: Own, to: Own): Promise<Readonly<Record<string, Which>>> {
  const ways = await to.db
    .selectFrom('activities')
    .select('activity')
    .where('member', '=', to.member)
    .execute();
  const rated = await to.db
    .selectFrom('ratings')
    .select('target')
    .where('member', '=', to.member)
    .where('target_kind', '=', 'activity')
    .execute();
  const held = new Set([...ways.map((row) => row.activity), ...rated.map((row) => row.target)]);
  const cards = await to.db
    .selectFrom('cards')
    .select(['day', 'kind'])
    .where('member', '=', to.member)
    .execute();
  const days = new Set(cards.map((card) => card.day));
  const theirs = await from.db
    .selectFrom('cards')
    .select(['id', 'day'])
    .where('member', '=', from.member)
    .execute();
  const free = new Set(theirs.filter((card) => !days.has(card.day)).map((card) => card.id));
  return {
    activities: (row) => !held.has(String(row.activity)),
    ratings: (row) => row.target_kind !== 'activity' || !held.has(String(row.target)),
    cards: free,
    picks: (row) => free.has(String(row.card)),
  };
}

/** One card a day, wherever the last one was shown. */
function lastCardOf(me: Member, other: Member) {
  const [mine, theirs] = [me.lastCardAt ?? 0, other.lastCardAt ?? 0];
  return theirs > mine ? { last_card_at: theirs, last_card_on: other.lastCardOn } : null;
}

async function settle(own: Own): Promise<void> {
  await refold(own);
}
