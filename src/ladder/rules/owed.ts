/** What a reply makes owed, and what a touch settles. Thank-yous and promises of meetings are made in the meeting room. */
import type { Day } from '../../time/days.ts';
import { planned } from './planned.ts';
import type { Owed, Plan, Touch } from './state.ts';

/** Replied (not talked, not booked) owes one next step, due the next planned day after it was heard; null when the step answered was itself such a reply, or nothing is planned any more. */
export function replyDue(plan: Plan, answered: Pick<Touch, 'outcome' | 'wasReply'>, heard: Day): Day | null {
  return answered.outcome === 'replied' && !answered.wasReply ? planned(plan).after(heard) : null;
}

/** What a touch settles of the owed list: replies and named people by any touch, thanks by a thank-you or card; promises only by Done. */
export function settledBy(
  touch: Pick<Touch, 'contact' | 'activity'>,
  owed: readonly Owed[],
): readonly Owed[] {
  const thanked = touch.activity === 'thanks' || touch.activity === 'card';
  return owed.filter(
    ({ contact, what }) =>
      contact === touch.contact &&
      (what === 'reply' || what === 'referral' || (what === 'thanks' && thanked)),
  );
}
