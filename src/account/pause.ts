// `pause`, `pause today`, `pause until DATE`: no cards until then; always works, always can be undone.

import type { Command, Context } from '../command.ts';
import { forGood } from '../member/rules.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from '../reply/reply.ts';
import { code, t } from '../reply/rich.ts';
import { button, controls, message, text } from '../reply/say.ts';
import { addDays } from '../time/days.ts';
import { fullDay } from '../time/spoken.ts';
import { readUntil } from '../understand/until.ts';
import { nextLine } from './next.ts';
import { pauseUntil } from './rows.ts';
import { quoted } from './words.ts';

export const pause: Command = {
  verb: 'pause',
  summary: 'No cards for a day, until a date, or until you resume',
  examples: ['pause', 'pause today', 'pause until 12 January'],
  words: true,
  run: async (ctx, words) => {
    const { back, ill } = readPause(words, ctx);
    // "Sick" on a pause of weeks must not shorten it.
    if (back === addDays(ctx.today, 1) && ctx.me.pausedUntil !== null && ctx.me.pausedUntil > back)
      return already(ctx.me.pausedUntil);
    return rest(ctx, back ?? forGood, ill ? 'ill' : 'pause');
  },
  routes: {
    /** Only today, also in place of a longer pause. */
    today: async (ctx) => rest(ctx, addDays(ctx.today, 1), 'pause'),
    /** A week from today. */
    week: async (ctx) => rest(ctx, addDays(ctx.today, 7), 'pause'),
  },
};

/** The words after `pause`: the first day with cards again, null for an open end. Throws Refusal. */
export function readPause(
  words: string,
  here: { readonly today: string; readonly time: string },
): { readonly back: string | null; readonly ill: boolean } {
  const [, ill, left] = /^(?:i(?:'|’)?m |i am )?(sick|ill|unwell)?\b[\s,]*(.*)$/isu.exec(words.trim()) ?? [];
  const read = readUntil(ill && left?.trim() === '' ? 'today' : (left ?? words), here);
  if ('back' in read) return { back: read.back, ill: ill !== undefined };
  if ('impossible' in read)
    throw new Refusal(
      `${quoted(read.impossible)} is on no calendar I know. Try pause until 12 January. Nothing changed.`,
    );
  if ('past' in read)
    throw new Refusal(
      `${fullDay(read.past)} is not ahead of us. Try pause today, or a later day. Nothing changed.`,
    );
  throw new Refusal(
    `I found no day in ${quoted(read.unread)}. Try pause today, or pause until 12 January. Nothing changed.`,
  );
}

async function rest(ctx: Context, until: string, why: 'pause' | 'ill'): Promise<Answer> {
  if (ctx.me.state === 'stopped')
    return [
      message(
        'No cards are coming',
        text(t`No cards are coming anyway: you stopped them. ${code('resume')} brings them back.`),
      ),
    ];
  if (ctx.me.pausedUntil === until) return already(until);
  await pauseUntil(ctx, ctx.today, until, why);
  const oneDay = until === addDays(ctx.today, 1);
  const undo = button('Undo', 'undo.it', { c: ctx.note(pausedWords(until, oneDay)) });
  if (until === forGood)
    return [
      message(
        'Paused',
        text(t`Paused. No cards until you say ${code('resume')}; everything is kept.`),
        controls(
          button('Only today', 'pause.today'),
          button('One week', 'pause.week'),
          button('Resume', 'resume.now'),
          undo,
        ),
      ),
    ];
  const said = !oneDay
    ? `Paused until ${fullDay(until)}. That is the first day with cards again.`
    : why === 'ill'
      ? 'Get well soon. Today is off, and nothing is lost.'
      : 'Today is off, and nothing is lost. Take care of yourself.';
  return [message('Paused', said, text(await nextLine(ctx)), controls(button('Resume', 'resume.now'), undo))];
}

const pausedWords = (until: string, oneDay: boolean): string =>
  oneDay
    ? 'taking today off'
    : until === forGood
      ? 'pausing the cards'
      : `pausing the cards until ${fullDay(until)}`;

function already(until: string): Answer {
  const words =
    until === forGood ? 'You are on pause already.' : `You are on pause already, until ${fullDay(until)}.`;
  return [message('On pause already', words, controls(button('Resume', 'resume.now')))];
}
