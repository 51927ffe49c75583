// Later: an hour, this afternoon, tomorrow, next week. The first two come as a message of their own, the last two ride
// in the next card from that day on. On a pause, or after stop, only those are offered.

import type { Context, Route, Values } from '../command.ts';
import { afternoon, askWhen } from '../meeting/later.ts';
import { mayCome } from '../member/rules.ts';
import type { Answer, Reply } from '../reply/reply.ts';
import { code, t } from '../reply/rich.ts';
import { button, message, text } from '../reply/say.ts';
import { addDays, nextWeekday } from '../time/days.ts';
import { localToInstant } from '../time/zones.ts';
import { topicOf } from './drawCard.ts';
import { picked, redrawn } from './pressed.ts';
import { changePick } from './rows.ts';

const hour = 3_600_000;

export const laterRoutes: Readonly<Record<string, Route>> = {
  later: async (ctx, args) => {
    const { pick, card } = await picked(ctx, args);
    if (pick.state !== 'waiting') return redrawn(ctx, card, args);
    const asked = askWhen(ctx, (label, w) => button(label, 'today.put', { p: pick.id, g: args.g ?? 't', w }));
    return [{ ...asked, topic: `${topicOf(card)}/later` }];
  },
  put: async (ctx, args) => {
    const { pick } = await picked(ctx, args);
    if (pick.state !== 'waiting')
      return [
        message('Already moved', t`That step is no longer open. ${code('today')} shows where you are.`),
      ];
    const { at, on, said } = when(ctx, args);
    await changePick(ctx, pick.id, { state: 'later', later_at: at, later_on: on });
    ctx.note('putting that step off');
    const next: Answer = await ctx.hand('today.show');
    const isCard = (reply: Reply) => reply.kind === 'message' && reply.topic?.startsWith('card') === true;
    if (!next.some(isCard)) return [{ ...message('Put off', said), replaces: true }, ...next];
    // The card goes on where it was asked when.
    return next.map((reply) =>
      reply.kind === 'message' && isCard(reply)
        ? { ...reply, blocks: [text(said), ...reply.blocks], replaces: true }
        : reply,
    );
  },
};

function when(ctx: Context, args: Values): { at: number | null; on: string | null; said: string } {
  if (args.w === 'tomorrow' || (args.w !== 'week' && !mayCome(ctx.me, ctx.today)))
    return {
      at: null,
      on: addDays(ctx.today, 1),
      said: 'All right. It comes with your next card, from tomorrow on.',
    };
  if (args.w === 'week')
    return {
      at: null,
      on: nextWeekday(ctx.today, 'mon'),
      said: 'All right. It comes with your next card, from Monday on.',
    };
  const two =
    args.w === 'afternoon'
      ? localToInstant(ctx.me.zone ?? 'UTC', ctx.today, afternoon)?.getTime()
      : undefined;
  if (two !== undefined && two > ctx.now) return { at: two, on: null, said: "I'll bring it back at 14:00." };
  return { at: ctx.now + hour, on: null, said: "I'll bring it back in an hour." };
}
