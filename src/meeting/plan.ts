// The member's planned days, for due dates: weekdays less days off.

import type { Context } from '../command.ts';
import { type Planned, planned } from '../ladder/rules/planned.ts';
import { daysOffOf } from '../member/rows.ts';
import { addDays } from '../time/days.ts';

/** The member's planned days as they stand. */
export async function plannedDays(ctx: Context): Promise<Planned> {
  const daysOff = await daysOffOf(ctx);
  return planned({ weekdays: ctx.me.days, daysOff });
}

/** The first planned day after today; tomorrow when none is planned. */
export async function nextPlannedDay(ctx: Context): Promise<string> {
  return (await plannedDays(ctx)).after(ctx.today) ?? addDays(ctx.today, 1);
}
