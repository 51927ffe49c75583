// `undo`: takes back the last thing that the member changed and says what; again: the one before.

import type { Command, Context } from '../command.ts';
import { dropLoose } from '../day/loose.ts';
import { refold } from '../day/state.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from '../reply/reply.ts';
import { code, t } from '../reply/rich.ts';
import { aside, message, text } from '../reply/say.ts';
import { revert } from '../store/own.ts';
import { changeBy, type KeptChange, lastChange, markUndone } from './changes.ts';
import { part } from './linking.ts';
import { linkBy } from './linkRows.ts';

export const undo: Command = {
  verb: 'undo',
  summary: 'Take back the last thing you changed',
  run: async (ctx) => {
    const last = await lastChange(ctx);
    return last
      ? takeBack(ctx, last)
      : [
          message(
            'Nothing to take back',
            'There is nothing from the last 24 hours to take back. All stands as it was.',
          ),
        ];
  },
  routes: {
    /** The Undo button under a change; `c` is the change's id. */
    it: async (ctx, args) => {
      const asked = await changeBy(ctx, args.c ?? '');
      if (!asked)
        throw new Refusal(
          'That is more than a day ago, so it stays as it is. It can still be changed by hand.',
        );
      if (asked.undone) throw new Refusal('That has been taken back already. Nothing changed.');
      const last = await lastChange(ctx);
      if (last?.id !== asked.id)
        throw new Refusal(
          'Something newer came after that. Say undo: it takes back the newest first, then the one before.',
        );
      return takeBack(ctx, asked);
    },
  },
};

async function takeBack(ctx: Context, change: KeptChange): Promise<Answer> {
  await partLinked(ctx, change);
  await revert(ctx, change.journal);
  await markUndone(ctx, change.id);
  await dropLoose(ctx);
  // What was put back may change what the ladders are made of; the journal says nothing of it.
  await refold(ctx);
  const before = await lastChange(ctx);
  return [
    message(
      'Taken back',
      text(t`Taken back: ${change.what}.`),
      before && aside(t`${code('undo')} again takes back the one before: ${before.what}.`),
    ),
  ];
}

/** A link is no matter of columns: the two members part. */
async function partLinked(ctx: Context, change: KeptChange): Promise<void> {
  for (const { table, id } of change.journal) {
    const link = table === 'links' ? await linkBy(ctx, id) : null;
    const back = link && (await ctx.as(link.joined));
    if (link && back) await part(ctx, back, link);
  }
}
