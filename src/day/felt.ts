// How it felt, said on a card or after a log: kept with the touch, and what follows from it.

import type { Context, Values } from '../command.ts';
import type { TouchRow } from '../ladder/rows.ts';
import { hasBeenALot } from '../meeting/feeling.ts';
import { changeTouch } from '../meeting/touch.ts';
import { contactOf } from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from '../reply/reply.ts';
import { button, controls, message } from '../reply/say.ts';

/** Ways that are a talk, once they happen: one more row is asked. */
const talks = new Set(['phone', 'cold-call', 'coffee', 'fifteen']);

/** The 0–10 of a rating as 0–100; throws a Refusal for anything else. */
export function feltOf(fields: Values): number {
  const value = fields.value ?? '';
  if (!/^(?:\d|10)$/.test(value)) throw new Refusal('Please choose a number from 0 to 10.', 'value');
  return Number(value) * 10;
}

/** Keep a feeling (null: skipped). What is said besides: the talk's one more row, or words when it is a lot to carry. */
export async function recordFelt(ctx: Context, touch: TouchRow, felt: number | null): Promise<Answer> {
  if (felt !== null) {
    await changeTouch(ctx, touch.id, { felt });
    ctx.note('how it felt');
    if (await hasBeenALot(ctx, felt)) return ctx.hand('peace.enter');
  }
  if (touch.contact === null || touch.meeting !== null || !talks.has(touch.activity)) return [];
  return [await howItWent(ctx, touch)];
}

async function howItWent(ctx: Context, touch: TouchRow) {
  const who = (await contactOf(ctx, touch.contact ?? ''))?.label ?? 'them';
  const of = { t: touch.id };
  return message(
    'How did the talk go?',
    `And if you spoke with ${who}: how did it go?`,
    controls(
      button('Went fine', 'today.talked', { ...of, o: 'fine' }),
      button('They named someone', 'today.talked', { ...of, o: 'named' }),
      button('I promised something', 'today.talked', { ...of, o: 'promised' }),
      button('Said no', 'today.talked', { ...of, o: 'no' }),
    ),
  );
}
