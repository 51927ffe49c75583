// An activity's own rating is asked when it first stands open on a card; that it was asked is noted here.

import type { Context } from '../command.ts';
import { activityRows, emptyActivity } from '../people/rows.ts';

/** Note that the rating of an activity was asked on a day; twice on a day is once. The program's own note, not undone. */
export async function askedRating(ctx: Context, activity: string, day: string): Promise<void> {
  const row = (await activityRows(ctx)).find((a) => a.activity === activity);
  if (row?.askedOn.includes(day)) return;
  const asked_on = JSON.stringify([...(row?.askedOn ?? []), day]);
  if (row)
    await ctx.db
      .updateTable('activities')
      .set({ asked_on })
      .where('member', '=', ctx.member)
      .where('id', '=', row.id)
      .execute();
  else
    await ctx.db
      .insertInto('activities')
      .values({ ...emptyActivity(ctx, activity), asked_on })
      .execute();
}
