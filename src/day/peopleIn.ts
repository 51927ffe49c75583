// People must flow in: on the second day the offer to bring many in at once, and ten a day of those to rate. It comes
// after the last step, where a button has room; before, one quiet line.

import type { Context } from '../command.ts';
import { countToRate, hasBrought } from '../people/broughtRows.ts';
import type { Block, Button } from '../reply/reply.ts';
import { code, t } from '../reply/rich.ts';
import { aside, button, text } from '../reply/say.ts';
import { firstCardAfter } from './rows.ts';

/** A line, and the button that goes with it. */
export interface PeopleIn {
  readonly line: Block;
  readonly button?: Button;
}

/** What today's card says of it, if anything; the button when all steps are done (`done`) and one fits. */
export async function peopleIn(ctx: Context, done: boolean): Promise<PeopleIn | null> {
  const n = done ? await countToRate(ctx, ctx.today) : 0;
  if (n > 0)
    return {
      line: text(
        n === 1
          ? 'One of the people you brought in has no rating yet.'
          : `Of the people you brought in, ${n} wait to be rated today: a tap or two each, and Skip is fine.`,
      ),
      button: button(n === 1 ? 'Rate them' : `Rate ${n} now`, 'import.rate'),
    };
  const joined = ctx.me.joinedOn;
  if (joined === null || (await firstCardAfter(ctx, joined)) !== ctx.today || (await hasBrought(ctx)))
    return null;
  return done
    ? {
        line: text(
          'You know more people than come to mind. LinkedIn or your address book has them in a file.',
        ),
        button: button('Bring people in', 'import.show'),
      }
    : {
        line: aside(
          t`Later today, if you like: type ${code('import')}, and a file brings in the people you know.`,
        ),
      };
}
