// A press on a card: the pick and card that it belongs to, both the member's own, and the card redrawn after it.

import type { Context, Values } from '../command.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from '../reply/reply.ts';
import type { Showing } from './drawCard.ts';
import { type CardRow, cardBy, type PickRow, pickBy } from './rows.ts';
import { cardMessage } from './show.ts';

/** The card's own message, redrawn in place when it was pressed there, else shown anew. */
export async function redrawn(ctx: Context, card: CardRow, args: Values): Promise<Answer> {
  const shown = await cardMessage(
    ctx,
    card.id === '' ? card : ((await cardBy(ctx, card.id)) ?? card),
    showing(args),
  );
  return [{ ...shown, replaces: args.g !== undefined }];
}

const showing = (args: Values): Showing => (args.g === 'm' ? 'm' : 't');

/** The card that a button belongs to. Throws Refusal. */
export async function carded(ctx: Context, args: Values): Promise<CardRow> {
  const card = await cardBy(ctx, args.c ?? '');
  if (!card) throw stale();
  return card;
}

/** The pick that a button belongs to, with its card; both the member's own. */
export async function picked(ctx: Context, args: Values): Promise<{ pick: PickRow; card: CardRow }> {
  const pick = await pickBy(ctx, args.p ?? '');
  const card = pick && (await cardBy(ctx, pick.card));
  if (!pick || !card) throw stale();
  return { pick, card };
}

/** A button of something that is no longer there. */
export const stale = () => new Refusal('That button is from an older card. “today” shows where you are.');
