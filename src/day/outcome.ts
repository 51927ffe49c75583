// After a no: when they may come up again. And a goal that was offered, taken or left.

import type { Context, Route } from '../command.ts';
import { closeFlow, keepFlow, openFlows } from '../flows/rows.ts';
import { changeContact, contactOf } from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import { button, controls, message, redraw } from '../reply/say.ts';
import { noLine } from '../voice/praise.ts';

/** A no said by somebody: three months' rest is kept already; Never pauses them. */
export const noMessage = (who: string, contact: string, seed: string) =>
  message(
    'A no',
    noLine(who, seed),
    `When may ${who} come up again?`,
    controls(
      button('Three months', 'today.rest', { c: contact, w: 'months' }),
      button('Never', 'today.rest', { c: contact, w: 'never' }),
    ),
  );

/** A goal left as it is is not offered again for two weeks (ours: an offer is no reminder). */
const offerRests = 14 * 24 * 60 * 60 * 1000;

/** Whether another goal may be offered now. */
export async function mayOffer(ctx: Context): Promise<boolean> {
  const kept = (await openFlows(ctx)).find((flow) => flow.name === 'goal-offer');
  return !kept || ctx.now - kept.at >= offerRests;
}

export const outcomeRoutes: Readonly<Record<string, Route>> = {
  rest: async (ctx, args) => {
    const person = await contactOf(ctx, args.c ?? '');
    if (!person) throw new Refusal('That person is not on your list any more. Nothing changed.');
    if (args.w !== 'never') return [redraw('Three months', `${person.label} rests for three months.`)];
    await changeContact(ctx, person.id, { paused: true });
    ctx.note(`never for ${person.label}`);
    return [redraw('Never', `${person.label} stays on your list, and I won't bring them up again.`)];
  },
  goal: async (ctx, args) => {
    await closeFlow(ctx, 'goal-offer');
    return ctx.hand('goal.contacts', { n: args.n ?? '' });
  },
  keep: async (ctx) => {
    await keepFlow(ctx, 'goal-offer', 'kept', {});
    return [message('As it is', 'As it is, then.')];
  },
};
