// A feeling said after a meeting or a follow-up: 0–10 in, kept as 0–100 with its touches.

import type { Context, Values } from '../command.ts';
import { touchesOf } from '../ladder/rows.ts';
import { TOO_MUCH_FELT } from '../ladder/rules/constants.ts';
import { Refusal } from '../refusal.ts';
import { addDays } from '../time/days.ts';
import { changeTouch } from './touch.ts';

/** Method 10: felt ≥ 90 this often within these days is a lot to carry. */
const heavy = { times: 3, days: 7 };

/** A rating's value as 0–100; throws a Refusal for anything but 0–10. */
export function feltOf(fields: Values): number {
  const value = (fields.value ?? '').trim();
  if (!/^(?:\d|10)$/.test(value)) throw new Refusal('Please choose a number from 0 to 10.', 'value');
  return Number(value) * 10;
}

/** Keep how it felt, 0–100, with these touches. True: it has been a lot lately, and peace should follow. */
export async function keepFelt(ctx: Context, touches: readonly string[], felt: number): Promise<boolean> {
  for (const touch of touches) await changeTouch(ctx, touch, { felt });
  ctx.note('how it felt');
  return hasBeenALot(ctx, felt);
}

/** Whether this feeling (0–100, kept already) is one too many of the heavy ones lately. */
export async function hasBeenALot(ctx: Context, felt: number): Promise<boolean> {
  if (felt < TOO_MUCH_FELT) return false;
  const since = addDays(ctx.today, -heavy.days);
  const hard = (await touchesOf(ctx)).filter(
    (one) => one.day > since && one.felt !== null && one.felt >= TOO_MUCH_FELT,
  );
  // One meeting with several people is one hard thing, not several.
  return new Set(hard.map((one) => one.meeting ?? one.id)).size >= heavy.times;
}
