// What comes next of itself, for a clock in somebody's hand: only the demo moves time from one such instant to another.

import type { Store } from '../store/open.ts';
import type { Unit } from '../store/transaction.ts';

/**
 * The first instant after `after` (epoch ms) at which something may fall due for anybody, or for the page's `user`;
 * null when nothing is planned.
 */
export async function nextAhead(store: Store, after: number, user?: string): Promise<number | null> {
  return store.work(async (unit) => {
    const member = user === undefined ? undefined : await memberOf(unit, user);
    if (user !== undefined && member === undefined) return null;
    const found = [await nextCard(unit, after, member)];
    for (const [table, column, state] of prompts)
      found.push(await nextPrompt(unit, table, column, state, after, member));
    const instants = found.flatMap((at) => (at === null ? [] : [at]));
    return instants.length ? Math.min(...instants) : null;
  });
}

/** Where prompts of a member stand: table, its column with the instant, the state in which it counts. */
const prompts = [
  ['meetings', 'prompt_at', 'planned'],
  ['follow_ups', 'prompt_at', 'open'],
  ['picks', 'later_at', 'later'],
] as const;

async function memberOf({ db }: Unit, user: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('addresses')
    .select('member')
    .where('door', '=', 'web')
    .where('user', '=', user)
    .executeTakeFirst();
  return row?.member;
}

async function nextCard({ db }: Unit, after: number, member: string | undefined): Promise<number | null> {
  const all = db
    .selectFrom('members')
    .select((e) => e.fn.min('next_due_at').as('at'))
    .where('state', '=', 'active')
    .where('next_due_at', '>', after);
  const row = await (member === undefined ? all : all.where('id', '=', member)).executeTakeFirst();
  return row?.at == null ? null : Number(row.at);
}

async function nextPrompt(
  { db }: Unit,
  table: (typeof prompts)[number][0],
  column: (typeof prompts)[number][1],
  state: (typeof prompts)[number][2],
  after: number,
  member: string | undefined,
): Promise<number | null> {
  const { ref } = db.dynamic;
  const all = db
    .selectFrom(table)
    .select((e) => e.fn.min<number | null>(ref(column)).as('at'))
    .where(ref('state'), '=', state)
    .where(ref(column), '>', after);
  const row = await (member === undefined ? all : all.where(ref('member'), '=', member)).executeTakeFirst();
  return row?.at == null ? null : Number(row.at);
}
