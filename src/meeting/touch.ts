// A touch and what follows from it: what it settles, what it makes owed. The app folds the ladder again afterwards.

import type { Context } from '../command.ts';
import { addTouch, changeTouchRow, type NewTouch, type TouchPatch, touchBy } from '../ladder/rows.ts';
import { NO_REST } from '../ladder/rules/constants.ts';
import type { Outcome } from '../ladder/rules/state.ts';
import { changeContact, contactOf } from '../people/rows.ts';
import { addDays } from '../time/days.ts';
import { nextPlannedDay } from './plan.ts';
import { changeFollowUp, openFollowUps, owe } from './rows.ts';
import { reachDue } from './rules.ts';

/** The kinds of the export, by activity; an activity of the member's own is `other`. */
const kinds: Readonly<Record<string, string>> = {
  comment: 'message',
  useful: 'message',
  message: 'message',
  email: 'email',
  voice: 'message',
  connect: 'message',
  introduction: 'message',
  referral: 'message',
  coffee: 'message',
  phone: 'call',
  fifteen: 'message',
  'stranger-email': 'email',
  'cold-call': 'call',
  thanks: 'message',
  card: 'card',
  introduce: 'message',
  'event-observe': 'event',
  'event-friend': 'event',
  'event-alone': 'event',
};

/** Kind of a step of that activity, as the export names it. */
export const kindOfActivity = (activity: string): string => kinds[activity] ?? 'other';

/** Log what happened: the touch, what it settles, and what its outcome makes owed. Gives the touch's id. */
export async function logTouch(ctx: Context, touch: NewTouch): Promise<string> {
  const id = await addTouch(ctx, touch);
  if (touch.contact !== null) {
    await changeContact(ctx, touch.contact, { keepInTouchOn: null });
    await settle(ctx, id, touch.contact, touch.activity);
  }
  if (touch.outcome) await follow(ctx, id, touch.outcome);
  return id;
}

/** Change a touch, later knowledge of its outcome included. False when it is not the member's. */
export async function changeTouch(ctx: Context, id: string, patch: TouchPatch): Promise<boolean> {
  const before = await touchBy(ctx, id);
  if (!before) return false;
  await changeTouchRow(ctx, id, patch);
  if (patch.outcome && patch.outcome !== before.outcome) await follow(ctx, id, patch.outcome);
  return true;
}

/**
 * A touch settles the next step owed and the person told of; a thank-you settles a thank-you; a promise only Done
 * settles. Once a named person is reached, who named them is owed a word of how it went.
 */
async function settle(ctx: Context, touch: string, contact: string, activity: string): Promise<void> {
  const thanks = activity === 'thanks' || activity === 'card';
  for (const owed of await openFollowUps(ctx)) {
    if (owed.contact !== contact) continue;
    if (
      owed.what === 'reply' ||
      owed.what === 'referral' ||
      owed.what === 'keep' ||
      (thanks && owed.what === 'thanks')
    )
      await changeFollowUp(ctx, owed.id, { state: 'done', promptAt: null });
    const namedBy = owed.what === 'referral' ? (await contactOf(ctx, contact))?.referredBy : null;
    if (namedBy) await owe(ctx, { contact: namedBy, what: 'tell', due: reachDue(ctx.today), touch });
  }
}

/** What an outcome asks for: replied owes one next step, a no gives the person rest. */
async function follow(ctx: Context, id: string, outcome: Outcome): Promise<void> {
  const touch = await touchBy(ctx, id);
  if (!touch?.contact) return;
  if (outcome === 'no')
    await changeContact(ctx, touch.contact, { restingUntil: addDays(ctx.today, NO_REST) });
  if (outcome === 'replied' && !touch.wasReply)
    await owe(ctx, { contact: touch.contact, what: 'reply', due: await nextPlannedDay(ctx), touch: id });
}
