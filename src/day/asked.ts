// An activity's own rating is asked when it first stands open on a card; that it was asked is noted here.

import type { Context } from '../command.ts';
import { activityRows, noteAsked } from '../people/rows.ts';

/** Note that the rating of an activity was asked on a day; twice on a day is once. The program's own note, not undone. */
export async function askedRating(ctx: Context, activity: string, day: string): Promise<void> {
  const row = (await activityRows(ctx)).find((a) => a.activity === activity);
  if (row?.askedOn.includes(day)) return;
  const asked_on = JSON.stringify([...(row?.askedOn ?? []), day]);
  await noteAsked(ctx, activity, row?.id ?? null, asked_on);
}
