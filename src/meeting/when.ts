// The member's hours as instants: the bridge from zone and settings to the pure rules.

import type { Context } from '../command.ts';
import type { Member } from '../member/rules.ts';
import { backOn, forGood } from '../member/rules.ts';
import { quietAt } from '../schedule/due.ts';
import { addDays } from '../time/days.ts';
import { instantToLocal, localToInstant } from '../time/zones.ts';
import { askedToday } from './rows.ts';
import { type Chance, chance, type Waking } from './rules.ts';

const hour = 3_600_000;
/** Mornings looked at for the next one: a date can be skipped by the zone, but not a week of them. */
const lookAhead = 8;

/** The zone that instants are read in: the member's, else what the door says, else UTC. */
export const zoneOf = (ctx: Context): string => ctx.me.zone ?? ctx.doorZone ?? 'UTC';

/** Quiet hours and mornings of the member. */
export function wakingOf(me: Member, zone: string): Waking {
  const quiet = { quietFrom: me.quietFrom, quietTo: me.quietUntil, morning: me.morning, zone };
  return {
    isQuiet: (at) => quietAt(quiet, at),
    morningFrom: (at) => {
      const first = instantToLocal(zone, new Date(at)).date;
      for (let n = 0; n < lookAhead; n += 1) {
        const morning = localToInstant(zone, addDays(first, n), me.morning)?.getTime();
        if (morning !== undefined && morning >= at) return morning;
      }
      throw new Error(`no morning in ${zone}`);
    },
  };
}

/** Instant of a local day and time; null for a date that the zone never had. */
export const instantOf = (ctx: Context, day: string, time: string): number | null =>
  localToInstant(zoneOf(ctx), day, time)?.getTime() ?? null;

/** "14:30" of an instant, local. */
export const clockOf = (ctx: Context, at: number): string => instantToLocal(zoneOf(ctx), new Date(at)).time;

/** The local day of an instant. */
export const dayAt = (ctx: Context, at: number): string => instantToLocal(zoneOf(ctx), new Date(at)).date;

/** Last instant at which a prompt of now is worth sending: the end of this waking day. */
export function wakingUntil(ctx: Context): number {
  if (wakingOf(ctx.me, zoneOf(ctx)).isQuiet(ctx.now)) return ctx.now + hour;
  const ends = [instantOf(ctx, ctx.today, ctx.me.quietFrom), instantOf(ctx, addDays(ctx.today, 1), '00:00')];
  const later = ends.filter((at): at is number => at !== null && at > ctx.now);
  return later.length ? Math.min(...later) : ctx.now + hour;
}

/** What becomes of a prompt that is due now. */
export async function chanceOf(ctx: Context, promptAt: number, prompts: number): Promise<Chance> {
  const { me } = ctx;
  const away = backOn(me, ctx.today);
  const cardDay = me.nextDueAt === null ? null : dayAt(ctx, me.nextDueAt);
  return chance({
    now: ctx.now,
    promptAt,
    prompts,
    cardToday: me.lastCardOn === ctx.today || cardDay === ctx.today,
    asked: await askedToday(ctx, ctx.today),
    back: away === null ? undefined : away === forGood ? null : instantOf(ctx, away, me.morning),
    waking: wakingOf(me, zoneOf(ctx)),
  });
}
