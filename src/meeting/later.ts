// Later on a follow-up: an hour and this afternoon come as a message, tomorrow and next week move the due day and ride
// in the next card. On a pause, or after stop, only those are offered.

import type { Context, Route, Values } from '../command.ts';
import { mayCome } from '../member/rules.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, Message } from '../reply/reply.ts';
import { button, controls, message } from '../reply/say.ts';
import { addDays, nextWeekday } from '../time/days.ts';
import { dayAndDate } from '../time/spoken.ts';
import { changeFollowUp, type FollowUpFields, followUpBy, settlePicks } from './rows.ts';
import { askedFor } from './rules.ts';
import { instantOf } from './when.ts';

const hour = 3_600_000;
/** This afternoon is 14:00, and not shown from 13:00. */
export const afternoon = '14:00';
const afternoonUntil = '13:00';

/** When would suit better, of a follow-up or a step: `to` makes the button for hour, afternoon, tomorrow or week. */
export function askWhen(
  ctx: Context,
  to: (label: string, when: string) => ReturnType<typeof button>,
): Message {
  const soon = mayCome(ctx.me, ctx.today);
  return message(
    'When?',
    'When would suit you better?',
    controls(
      soon && to('1 hour', 'hour'),
      soon && ctx.time < afternoonUntil && to('This afternoon', 'afternoon'),
      to('Tomorrow', 'tomorrow'),
      to('Next week', 'week'),
    ),
  );
}

export const laterRoutes: Readonly<Record<string, Route>> = {
  later: async (ctx, args) => {
    const owed = await open(ctx, args);
    if (!owed) return settled();
    return [askWhen(ctx, (label, when) => button(label, `followups.${when}`, { f: owed.id }))];
  },
  hour: (ctx, args) =>
    mayCome(ctx.me, ctx.today)
      ? put(ctx, args, { promptAt: ctx.now + hour }, "I'll bring it back in an hour.")
      : onDay(ctx, args, addDays(ctx.today, 1)),
  afternoon: (ctx, args) => {
    if (!mayCome(ctx.me, ctx.today)) return onDay(ctx, args, addDays(ctx.today, 1));
    const at = instantOf(ctx, ctx.today, afternoon);
    // Pressed when the afternoon is there already: an hour is the nearest to it.
    if (at === null || at <= ctx.now)
      return put(
        ctx,
        args,
        { promptAt: ctx.now + hour },
        "It is past 14:00 already: I'll bring it back in an hour.",
      );
    return put(ctx, args, { promptAt: at }, "I'll bring it back at 14:00.");
  },
  tomorrow: (ctx, args) => onDay(ctx, args, addDays(ctx.today, 1)),
  week: (ctx, args) => onDay(ctx, args, nextWeekday(ctx.today, 'mon')),
};

const onDay = (ctx: Context, args: Values, due: string): Promise<Answer> =>
  put(
    ctx,
    args,
    { due, promptAt: null },
    `It comes with your next card, from ${dayAndDate(due, ctx.today)} on.`,
  );

async function put(ctx: Context, args: Values, to: FollowUpFields, said: string): Promise<Answer> {
  const owed = await open(ctx, args);
  if (!owed) return settled();
  await changeFollowUp(ctx, owed.id, { ...to, prompts: Math.max(owed.prompts, askedFor) });
  if (to.due !== undefined) await settlePicks(ctx, owed.id, null);
  const undo = ctx.note('putting that off');
  return [{ ...message('Put off', said, controls(button('Undo', 'undo.it', { c: undo }))), replaces: true }];
}

async function open(ctx: Context, args: Values) {
  const owed = await followUpBy(ctx, args.f ?? '');
  if (!owed) throw new Refusal('That is not on your list any more. “followups” shows what is.');
  return owed.state === 'open' ? owed : null;
}

const settled = (): Answer => [message('Settled already', 'That is settled already. Nothing changed.')];
