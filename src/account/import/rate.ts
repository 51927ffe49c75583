// People out of a file, to be rated: ten a day, when the member likes.

import type { Context } from '../../command.ts';
import { countToRate, takeToRate } from '../../people/broughtRows.ts';
import type { Answer } from '../../reply/reply.ts';
import { button, controls, message } from '../../reply/say.ts';
import { knowData } from '../contacts/know.ts';

/** Ask about the next of them. */
export async function rate(ctx: Context): Promise<Answer> {
  const ids = await takeToRate(ctx, ctx.today);
  if (ids.length === 0)
    return [message('No more today', 'That is enough for today: ten people a day. The rest can wait.')];
  return ctx.begin('know', knowData(ids));
}

/** Ten a day: the first of them right away, when the member likes. */
export async function offerToRate(ctx: Context): Promise<Answer> {
  const n = await countToRate(ctx, ctx.today);
  if (n === 0) return [];
  return [
    message(
      'People to rate',
      n === 1
        ? 'Until you say more, I take a typical guess at how uneasy they make you. Will you tell me?'
        : `Until you say more, I take a typical guess at how uneasy each of them makes you. Ten a day are enough. Shall we do ${n} now?`,
      controls(button(n === 1 ? 'Rate them' : `Rate ${n} now`, 'import.rate')),
    ),
  ];
}
