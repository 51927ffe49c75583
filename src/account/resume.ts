// `resume`: cards again after a pause or a stop.

import type { Command, Context } from '../command.ts';
import { changeMember } from '../member/rows.ts';
import type { Answer } from '../reply/reply.ts';
import { button, controls, message, text } from '../reply/say.ts';
import { nextLine } from './next.ts';
import { endPauses } from './rows.ts';

export const resume: Command = {
  verb: 'resume',
  summary: 'Cards again after a pause or a stop',
  run: goOn,
  routes: { now: goOn },
};

async function goOn(ctx: Context): Promise<Answer> {
  const stopped = ctx.me.state === 'stopped' || ctx.me.state === 'peace';
  const paused = await endPauses(ctx, ctx.today);
  if (stopped) await changeMember(ctx, { state: 'active' });
  const next = text(await nextLine(ctx));
  if (!stopped && !paused) return [message('Nothing was paused', 'Nothing is paused.', next)];
  const id = ctx.note('bringing the cards back');
  return [
    message(
      'Welcome back',
      'Good to have you back.',
      next,
      controls(button('Today', 'today.show'), button('Undo', 'undo.it', { c: id })),
    ),
  ];
}
