// When the next card comes, from the member's row as it stands: what settings, pause and resume say after a change.

import { daysOffOf, readMember } from '../member/rows.ts';
import type { Member } from '../member/rules.ts';
import type { Rich } from '../reply/rich.ts';
import { nextCardDue } from '../schedule/due.ts';
import type { Own } from '../store/own.ts';
import { addDays } from '../time/days.ts';
import { nextCardLine } from './words.ts';

/** How far ahead days off matter: as far as a next card is looked for. */
const yearAhead = 371;

/** Instant of the next card, epoch ms; null: none is planned. */
export async function nextCardAt(own: Own, me: Member): Promise<number | null> {
  if (me.zone === null || me.state !== 'active') return null;
  const daysOff = (await daysOffOf(own)).flatMap((off) => daysWithin(off.from, off.to, own.now));
  const shown = [me.lastCardOn, me.missedOn].filter((day) => day !== null).sort();
  return nextCardDue({
    zone: me.zone,
    morning: me.morning,
    days: me.days,
    daysOff,
    pausedUntil: me.pausedUntil,
    lastCardDay: shown.at(-1) ?? null,
    lastCardAt: me.lastCardAt,
    after: own.now,
  });
}

/** "Next card …" after what this ask has changed so far. */
export async function nextLine(own: Own): Promise<Rich> {
  const me = await readMember(own);
  return nextCardLine(me, await nextCardAt(own, me));
}

/** Days of a stretch (both ends included) that lie near enough to `now` to matter. */
function daysWithin(from: string, to: string, now: number): string[] {
  const near = new Date(now).toISOString().slice(0, 10);
  const first = from > addDays(near, -2) ? from : addDays(near, -2);
  const last = to < addDays(near, yearAhead) ? to : addDays(near, yearAhead);
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
