// The morning card: once a local date, at the member's time, worth sending for three hours; after three silent days one
// question in its place.

import type { Context, Nudge, Occasion } from '../command.ts';
import { planned } from '../ladder/rules/planned.ts';
import { daysOffOf, moveMember, readMember } from '../member/rows.ts';
import type { Message } from '../reply/reply.ts';
import { button, controls, message } from '../reply/say.ts';
import { cardWindow, lateBy, SAY_WHY_MINUTES } from '../schedule/due.ts';
import { dataVersion, instantToLocal } from '../time/zones.ts';
import { cardAndState } from './card.ts';
import { nextDue } from './nextDue.ts';
import { cardOn } from './rows.ts';
import { cardMessage } from './show.ts';

/** Method 10: planned days running with a card and no press, word or touch. */
const silentDays = 3;

export const nudgeCard: Nudge = {
  kind: 'card',
  due: async (unit, limit) => {
    const rows = await unit.db
      .selectFrom('members')
      .select('id')
      .where('next_due_at', '<=', unit.now)
      .orderBy('next_due_at')
      .limit(limit)
      .execute();
    return rows.map((row) => row.id);
  },
  compose: async (ctx) => {
    // After downtime several may have fallen due: those past their three hours are passed over, the last may still go.
    let me = ctx.me;
    while (me.nextDueAt !== null && me.nextDueAt <= ctx.now && me.zone !== null) {
      const occasion = await dueOne({ ...ctx, me }, me.nextDueAt, me.zone);
      if (occasion) return occasion;
      me = await readMember(ctx);
    }
    return null;
  },
};

/** The card of one due instant, if it is one and still worth sending; the schedule moves on past it. */
async function dueOne(ctx: Context, dueAt: number, zone: string): Promise<Occasion | null> {
  const day = instantToLocal(zone, new Date(dueAt)).date;
  const until = cardWindow(dueAt, zone, {
    quietFrom: ctx.me.quietFrom,
    quietTo: ctx.me.quietUntil,
    morning: ctx.me.morning,
  }).until;
  const isOff = (await nextDue(ctx, ctx.me, dueAt - 1)) !== dueAt;
  const occasion = isOff || ctx.now >= until ? null : await compose(ctx, day, until, lateLine(ctx, dueAt));
  await moveOn(ctx, day, dueAt, isOff ? null : occasion !== null);
  return occasion;
}

async function compose(
  ctx: Context,
  day: string,
  expiresAt: number,
  late: string | null,
): Promise<Occasion | null> {
  const dedupeKey = `card:${ctx.member}:${day}`;
  if (await isSilent(ctx, day)) {
    await moveMember(ctx, { pace: 'asked', pace_since: day });
    return { dedupeKey, message: stayMessage(), expiresAt, budget: 'card' };
  }
  const that = { ...ctx, today: day };
  const { card, state } = await cardAndState(that, day, ctx.now);
  return {
    dedupeKey,
    message: await cardMessage(that, card, 'm', { late, state }),
    expiresAt,
    budget: 'card',
  };
}

/** The next card; and of this one whether it went, or that we missed it (never the member). Null: it was none. */
async function moveOn(ctx: Context, day: string, dueAt: number, went: boolean | null): Promise<void> {
  const was = await readMember(ctx);
  const me =
    went === true
      ? { ...was, lastCardAt: ctx.now, lastCardOn: day }
      : went === false
        ? { ...was, missedOn: day, missedWhy: 'late' }
        : was;
  const next = await nextDue(ctx, me, went ? ctx.now : dueAt);
  await moveMember(ctx, {
    last_card_at: me.lastCardAt,
    last_card_on: me.lastCardOn,
    missed_on: me.missedOn,
    missed_why: me.missedWhy,
    next_due_at: next,
    next_due_zones: dataVersion(),
    ...(next === null && me.pace !== 'daily' ? { pace: 'silent' as const } : {}),
  });
}

function lateLine(ctx: Context, dueAt: number): string | null {
  if (lateBy(dueAt, ctx.now) <= SAY_WHY_MINUTES || ctx.me.zone === null) return null;
  const due = instantToLocal(ctx.me.zone, new Date(dueAt)).time;
  return `I'm late today: I was not running at ${due}, and it is ${ctx.time} now. My doing, not yours.`;
}

/** The last three planned days each had a card, and nothing was heard on any day since the first of them. */
async function isSilent(ctx: Context, day: string): Promise<boolean> {
  if (ctx.me.pace !== 'daily') return false;
  const days = planned({ weekdays: ctx.me.days, daysOff: await daysOffOf(ctx) });
  let at: string | null = day;
  for (let n = 0; n < silentDays; n += 1) {
    at = days.before(at);
    const card = at === null ? null : await cardOn(ctx, at);
    if (!at || !card?.sentAt) return false;
  }
  const seen = instantToLocal(ctx.me.zone ?? 'UTC', new Date(ctx.me.seenAt ?? 0)).date;
  return at !== null && seen < at && !(await touchedSince(ctx, at));
}

async function touchedSince(ctx: Context, day: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('touches')
    .select('id')
    .where('member', '=', ctx.member)
    .where('day', '>=', day)
    .executeTakeFirst();
  return row !== undefined;
}

const stayMessage = (): Message =>
  message(
    'How shall we go on?',
    'It has been quiet for a few days, and that is all right. How shall we go on?',
    'Without a word from you I come once a week.',
    controls(button('Stay', 'pace.stay'), button('Weekly', 'pace.weekly'), button('Pause', 'pace.pause')),
  );
