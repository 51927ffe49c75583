// Drawing the day's card: once a day, kept as drawn. The choice is the ladder's (rules/card.ts); here it meets the rows.

import type { Context } from '../command.ts';
import { draw, drawSmall, isRatingAsked } from '../ladder/rules/card.ts';
import { ground } from '../ladder/rules/ground.ts';
import { askAboutAnswer } from '../ladder/rules/silence.ts';
import type { LadderState, Step } from '../ladder/rules/state.ts';
import { firstWarmUp } from '../ladder/rules/warmUp.ts';
import { MEMORY_QUESTIONS } from '../voice/memory.ts';
import {
  addCard,
  addPick,
  type CardRow,
  cardOn,
  cardsOf,
  changePick,
  type NewPick,
  noteCard,
  notePick,
  type PickRow,
  picksOf,
  removeCard,
  ridingPicks,
} from './rows.ts';
import { loadState } from './state.ts';

/** The day's card: as kept, or drawn now. On a day off: the small one. */
export async function cardFor(ctx: Context, day: string): Promise<CardRow> {
  return (await cardAndState(ctx, day)).card;
}

/** The same, with the state that it was drawn from, when it was drawn now; `sentAt`: it goes out as the morning message. */
export async function cardAndState(
  ctx: Context,
  day: string,
  sentAt: number | null = null,
): Promise<{ readonly card: CardRow; readonly state?: LadderState }> {
  const kept = await cardOn(ctx, day);
  if (kept && !(await wantsDrawing(ctx, kept))) {
    if (sentAt !== null) await noteCard(ctx, kept.id, { sent_at: sentAt });
    return { card: sentAt === null ? kept : { ...kept, sentAt } };
  }
  if (kept) await removeCard(ctx, kept.id);
  const state = await loadState(ctx, day);
  const undone = await undoneFirst(ctx);
  const drawn = draw(state, day, undone && stepOf(undone, { owed: [] }));
  const card = drawn.kind === 'none' ? drawSmall(state, day) : drawn;
  const riding = card.kind === 'full' ? await stillRiding(ctx, state, day) : [];
  const taken = new Set(riding.map((pick) => pick.contact));
  const steps = card.picks
    .filter((step) => !taken.has(step.contact))
    .slice(0, Math.max(0, state.goal - riding.length));
  const warmUp = card.warmUp && !taken.has(card.warmUp.contact) ? [card.warmUp] : [];
  const rated = (activity: string) => !card.rateActivities.includes(activity);
  const picks: NewPick[] = [
    ...warmUp.map((step) => asPick(step, 0, 'warm-up', rated(step.activity))),
    ...riding.map((pick, i) => ({ ...pick, place: 1 + i, role: 'step' as const })),
    ...steps.map((step, i) => asPick(step, 1 + riding.length + i, 'step', rated(step.activity))),
  ];
  for (const pick of undone ? [...riding, undone] : riding)
    await notePick(ctx, pick.id, { state: 'carried' });
  const asked = askAboutAnswer(state, day);
  const row = await addCard(
    ctx,
    {
      day,
      kind: card.kind === 'full' ? 'full' : 'small',
      memory: card.askMemory ? await nextMemory(ctx) : null,
      askedTouch: asked?.id ?? null,
      sentAt,
    },
    picks,
  );
  return { card: row, state };
}

/** The first warm-up, at the end of sign-up. */
export async function startCard(ctx: Context): Promise<CardRow> {
  const kept = await cardOn(ctx, ctx.today, true);
  if (kept) return kept;
  const state = await loadState(ctx, ctx.today);
  const step = firstWarmUp(state, ctx.today);
  const picks = step
    ? [asPick(step, 0, 'warm-up', !isRatingAsked(ground(state, ctx.today), step.activity))]
    : [];
  return addCard(ctx, { day: ctx.today, kind: 'start', memory: null, askedTouch: null, sentAt: null }, picks);
}

/** Put another step in a pick's place. */
export async function replacePick(ctx: Context, state: LadderState, old: PickRow, step: Step): Promise<void> {
  await changePick(ctx, old.id, { state: 'swapped' });
  const rated = !isRatingAsked(ground(state, ctx.today), step.activity);
  await addPick(ctx, old.card, asPick(step, old.place, old.role, rated));
}

/** The step that a pick stands for. */
export function stepOf(pick: PickRow, state: Pick<LadderState, 'owed'>): Step {
  const { contact, activity, difficulty, why, followUp, about } = pick;
  return {
    contact,
    activity,
    difficulty,
    why,
    followUp,
    about,
    owed: state.owed.find((o) => o.id === pick.owed) ?? null,
  };
}

function asPick(step: Step, place: number, role: PickRow['role'], rated: boolean): NewPick {
  const { activity, contact, about, difficulty, why, followUp } = step;
  return {
    place,
    role,
    activity,
    contact,
    about,
    difficulty,
    why,
    followUp,
    owed: step.owed?.id ?? null,
    rated,
  };
}

/** A card without a person is drawn anew when people were added since, as long as nothing on it was done. */
async function wantsDrawing(ctx: Context, card: CardRow): Promise<boolean> {
  const picks = await picksOf(ctx, card.id);
  if (card.smallest || picks.some((pick) => pick.contact !== null || pick.state !== 'waiting')) return false;
  const newer = await ctx.db
    .selectFrom('contacts')
    .select('id')
    .where('member', '=', ctx.member)
    .where('created_at', '>', card.drawnAt)
    .executeTakeFirst();
  return newer !== undefined;
}

/** The first warm-up when it was left undone and no card has come since. */
async function undoneFirst(ctx: Context): Promise<PickRow | null> {
  const cards = await cardsOf(ctx);
  const start = cards.find((card) => card.kind === 'start');
  if (!start || cards.some((card) => card.kind !== 'start')) return null;
  const [pick] = await picksOf(ctx, start.id);
  return pick && (pick.state === 'waiting' || pick.state === 'carried') ? pick : null;
}

/** Steps put off to this day: still to be done with somebody who is there and was not touched since. */
async function stillRiding(ctx: Context, state: LadderState, day: string): Promise<readonly PickRow[]> {
  const known = new Map(state.contacts.map((contact) => [contact.id, contact]));
  const riding = await ridingPicks(ctx, day);
  return riding.filter((pick) => {
    if (pick.contact === null) return true;
    const contact = known.get(pick.contact);
    const touched = state.touches.some(
      (touch) => touch.contact === pick.contact && touch.day >= (pick.laterOn ?? ''),
    );
    return !!contact && !contact.paused && !touched;
  });
}

/** Memory questions go on where the last card that asked one left off. */
async function nextMemory(ctx: Context): Promise<number> {
  const last = (await cardsOf(ctx)).filter((card) => card.memory !== null).at(-1)?.memory;
  return last == null ? 0 : (last + 1) % MEMORY_QUESTIONS.length;
}
