// The card shown: what it is made of is gathered, and drawn by drawCard.ts. It changes nothing but the note that an
// activity's rating was asked.

import type { Context } from '../command.ts';
import type { LadderState } from '../ladder/rules/state.ts';
import { owedLines, promiseOf, ridingPrompt } from '../meeting/followups.ts';
import { contactsOf } from '../people/rows.ts';
import type { Message } from '../reply/reply.ts';
import { askedRating } from './asked.ts';
import { drawCard, openOf, ratingAskedOn, type Showing, type View } from './drawCard.ts';
import { namesOf } from './names.ts';
import { mayOffer } from './outcome.ts';
import { peopleIn } from './peopleIn.ts';
import { type CardRow, picksOf } from './rows.ts';
import { loadState } from './state.ts';

/** The card as a message. `late` is its second line when it comes late; `state`, when it is at hand, is not gathered again. */
export async function cardMessage(
  ctx: Context,
  card: CardRow,
  as: Showing,
  { late = null, state }: { readonly late?: string | null; readonly state?: LadderState | undefined } = {},
): Promise<Message> {
  const picks = await picksOf(ctx, card.id);
  const open = openOf(picks);
  const isStart = card.kind === 'start';
  const riding = open || isStart ? null : await ridingPrompt(ctx);
  const view: View = {
    me: ctx.me,
    today: ctx.today,
    card,
    picks,
    state: state ?? (await loadState(ctx, ctx.today)),
    names: await namesOf(ctx, await contactsOf(ctx)),
    as,
    late,
    riding: riding?.blocks ?? [],
    promised: open?.owed ? await promiseOf(ctx, open.owed) : null,
    owed: isStart
      ? { lines: [], more: 0 }
      : await owedLines(ctx, [...picks.map((pick) => pick.owed), riding?.id ?? null]),
    offers: !open && !isStart && (await mayOffer(ctx)),
    peopleIn:
      isStart || card.day !== ctx.today
        ? { open: null, done: null }
        : { open: await peopleIn(ctx, false), done: open ? null : await peopleIn(ctx, true) },
  };
  const asked = ratingAskedOn(view);
  if (asked) await askedRating(ctx, asked.activity, card.day);
  return drawCard(view);
}
