// Pauses as rows: days off and the member's own row beside them. Both can be undone.

import { changeMember, daysOffOf, readMember } from '../member/rows.ts';
import { backOn } from '../member/rules.ts';
import { change, insert, type Own, remove } from '../store/own.ts';
import { addDays } from '../time/days.ts';

/** No cards from today up to the day before `until` (the first day with cards again; forGood: no end). */
export async function pauseUntil(
  own: Own,
  today: string,
  until: string,
  why: 'pause' | 'ill',
): Promise<void> {
  const to = addDays(until, -1);
  const running = (await daysOffOf(own)).find(
    (off) => off.why === why && off.from <= today && off.to >= today,
  );
  if (running) await change(own, 'days_off', running.id, { last: to });
  else await insert(own, 'days_off', { first: today, last: to, why });
  await changeMember(own, { paused_until: until });
}

/** Cards again from today on: days off end yesterday. False when none was running or to come. */
export async function endPauses(own: Own, today: string): Promise<boolean> {
  const left = (await daysOffOf(own)).filter((off) => off.to >= today);
  for (const off of left) {
    if (off.from >= today) await remove(own, 'days_off', off.id);
    else await change(own, 'days_off', off.id, { last: addDays(today, -1) });
  }
  const isPaused = backOn(await readMember(own), today) !== null;
  if (isPaused) await changeMember(own, { paused_until: null });
  return isPaused || left.length > 0;
}
