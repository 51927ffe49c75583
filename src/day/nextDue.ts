// When the member's next card is due: a cache of zone, morning, days, pauses and pace, kept in the member's row.

import { daysOffOf } from '../member/rows.ts';
import { forGood, type Member } from '../member/rules.ts';
import { nextCardDue } from '../schedule/due.ts';
import type { Own } from '../store/own.ts';
import { addDays, daysBetween, weekdayOf } from '../time/days.ts';

/** Cards in the weekly pace before silence (method 10). */
const weeklyCards = 4;
/** Days off looked at one by one for the next card. */
const lookAhead = 370;

/** Instant of the next card after `after`, or null: not joined, stopped, in peace, no zone, paused for good, silent. */
export async function nextDue(own: Own, me: Member, after: number): Promise<number | null> {
  if (me.state !== 'active' || me.zone === null || me.pace === 'silent' || me.joinedOn === null) return null;
  if (me.pausedUntil === forGood) return null;
  const weekly = me.pace === 'asked' || me.pace === 'weekly';
  const days = weekly && me.paceSince ? [weekdayOf(me.paceSince)] : me.days;
  const lastCardDay = me.missedOn && me.missedOn > (me.lastCardOn ?? '') ? me.missedOn : me.lastCardOn;
  const due = nextCardDue({
    zone: me.zone,
    morning: me.morning,
    days,
    daysOff: await singleDays(own),
    pausedUntil: me.pausedUntil,
    lastCardDay,
    lastCardAt: me.lastCardAt,
    after,
  });
  const last = weekly && me.paceSince ? addDays(me.paceSince, 7 * weeklyCards + 1) : null;
  return due !== null && last !== null && daysBetween(new Date(due).toISOString().slice(0, 10), last) < 0
    ? null
    : due;
}

async function singleDays(own: Own): Promise<readonly string[]> {
  const days: string[] = [];
  for (const off of await daysOffOf(own))
    for (let day = off.from, n = 0; day <= off.to && n < lookAhead; day = addDays(day, 1), n += 1)
      days.push(day);
  return days;
}
