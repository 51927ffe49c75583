// Later: a step put off for an hour or to the afternoon comes back as a message of its own.

import type { Nudge } from '../command.ts';
import { askedToday } from '../meeting/rows.ts';
import { askedADay } from '../meeting/rules.ts';
import { mayCome } from '../member/rules.ts';
import { addDays } from '../time/days.ts';
import { localToInstant } from '../time/zones.ts';
import { cardBy } from './rows.ts';
import { cardMessage } from './show.ts';

export const nudgeLater: Nudge = {
  kind: 'later',
  due: async (unit, limit) => {
    const rows = await unit.db
      .selectFrom('picks')
      .innerJoin('members', 'members.id', 'picks.member')
      .select('picks.member')
      .distinct()
      .where('picks.later_at', '<=', unit.now)
      .where('picks.state', '=', 'later')
      .limit(limit)
      .execute();
    return rows.map((row) => row.member);
  },
  compose: async (ctx) => {
    const row = await ctx.db
      .selectFrom('picks')
      .select(['id', 'card', 'later_at'])
      .where('member', '=', ctx.member)
      .where('state', '=', 'later')
      .where('later_at', '<=', ctx.now)
      .executeTakeFirst();
    const card = row && (await cardBy(ctx, row.card));
    if (!row || !card) return null;
    const room = (await askedToday(ctx, ctx.today)) < askedADay;
    const open = room && card.day === ctx.today && mayCome(ctx.me, ctx.today);
    // A step put off past midnight, in peace, or over the day's three, rides in the next card.
    const patch = open
      ? // It keeps its place before the steps that opened since: what was to come back is what stands open.
        { state: 'waiting' as const, later_at: null }
      : { later_at: null, later_on: ctx.today };
    await ctx.db
      .updateTable('picks')
      .set(patch)
      .where('member', '=', ctx.member)
      .where('id', '=', row.id)
      .execute();
    if (!open) return null;
    const midnight =
      localToInstant(ctx.me.zone ?? 'UTC', addDays(ctx.today, 1), '00:00')?.getTime() ?? ctx.now + 3_600_000;
    return {
      dedupeKey: `later:${row.id}:${row.later_at}`,
      message: await cardMessage(ctx, card, 't'),
      expiresAt: midnight,
      budget: 'asked',
    };
  },
};
