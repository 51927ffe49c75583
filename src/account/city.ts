// The first question of sign-up where the door does not know the zone (Discord): by city. Until it is answered nothing
// unasked is sent.

import type { Context, Step, Values } from '../command.ts';
import { taken, tap } from '../flows/engine.ts';
import { changeMember } from '../member/rows.ts';
import { Refusal } from '../refusal.ts';
import { code, t } from '../reply/rich.ts';
import { controls, message, select } from '../reply/say.ts';
import { findZone, instantToLocal, isZone } from '../time/zones.ts';
import { quoted } from './words.ts';

/** Cities to pick from, west to east: one for most clocks that many people live by. */
const cities: readonly (readonly [zone: string, label: string])[] = [
  ['Pacific/Honolulu', 'Honolulu'],
  ['America/Los_Angeles', 'Los Angeles'],
  ['America/Denver', 'Denver'],
  ['America/Chicago', 'Chicago'],
  ['America/New_York', 'New York'],
  ['America/Toronto', 'Toronto'],
  ['America/Bogota', 'Bogotá'],
  ['America/Sao_Paulo', 'São Paulo'],
  ['Europe/London', 'London'],
  ['Europe/Lisbon', 'Lisbon'],
  ['Africa/Lagos', 'Lagos'],
  ['Europe/Berlin', 'Berlin'],
  ['Europe/Paris', 'Paris'],
  ['Europe/Athens', 'Athens'],
  ['Africa/Johannesburg', 'Johannesburg'],
  ['Europe/Istanbul', 'Istanbul'],
  ['Africa/Nairobi', 'Nairobi'],
  ['Asia/Dubai', 'Dubai'],
  ['Asia/Karachi', 'Karachi'],
  ['Asia/Kolkata', 'Mumbai'],
  ['Asia/Jakarta', 'Jakarta'],
  ['Asia/Singapore', 'Singapore'],
  ['Asia/Tokyo', 'Tokyo'],
  ['Australia/Sydney', 'Sydney'],
  ['Pacific/Auckland', 'Auckland'],
];

/** More words than a city has are something else, such as what was done yesterday. */
const cityWords = 4;

/** Whether the city must be asked for. */
export const asksCity = (ctx: Context): boolean => ctx.me.zone === null && ctx.doorZone === undefined;

/** The step; `next` follows it. */
export function cityStep(name: string, next: string): Step {
  return {
    typed: 'Your city',
    ask: async (_ctx, data) => [data.zones ? whichOne(data.zones.split(',')) : question()],
    take: async (ctx, said, data) => {
      const words = said.trim();
      const offered = (data.zones ?? '').split(',').filter(Boolean);
      const found = isZone(words) ? ({ kind: 'zone', zone: words } as const) : findZone(words);
      if (found?.kind === 'zone') return { data: { zones: '', ...(await keepZone(ctx, found.zone)) }, next };
      if (found) return { data: { zones: found.zones.join() }, next: name };
      if (words.split(/\s+/).length > cityWords || /\d/.test(words)) return null;
      throw new Refusal(
        offered.length > 0
          ? `I know no clock by the name of ${quoted(words)}. Pick one above, or type a bigger city near you.`
          : `I know no clock by the name of ${quoted(words)}. A bigger city near you works just as well.`,
      );
    },
    skip: async () => ({
      data: { zones: '' },
      next,
      said: [
        message(
          'Your time zone',
          t`All right. Until I know it no card comes by itself: ${code('settings zone Berlin')} tells me any day.`,
        ),
      ],
    }),
  };
}

const question = () =>
  message(
    'Your city',
    "Which city's clock do you live by? Your card comes by its time. Pick one, or type yours.",
    controls(
      select(
        'A city with your time',
        taken,
        cities.map(([value, label]) => ({ value, label })),
      ),
    ),
  );

const whichOne = (zones: readonly string[]) =>
  message(
    'Which of these?',
    'Which of these clocks is yours?',
    controls(...zones.map((zone) => tap(zone.replaceAll('_', ' '), zone))),
  );

async function keepZone(ctx: Context, zone: string): Promise<Values> {
  // Who joined just now joined on the day that it is there.
  const joinedNow = ctx.me.joinedOn === ctx.today;
  const joined_on = instantToLocal(zone, new Date(ctx.now)).date;
  await changeMember(ctx, { zone, ...(joinedNow && { joined_on }) });
  ctx.note('your city');
  return { zone };
}
