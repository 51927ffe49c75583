// The card as the member sees it: greeting, one open step with its words, what may be pressed. It changes nothing but
// the note that an activity's rating was asked.

import type { Context } from '../command.ts';
import { type TouchRow, touchBy } from '../ladder/rows.ts';
import { offersBraver } from '../ladder/rules/adjust.ts';
import { offerGoal } from '../ladder/rules/goalStep.ts';
import type { LadderState } from '../ladder/rules/state.ts';
import { owedLines, ridingPrompts } from '../meeting/followups.ts';
import { contactsOf } from '../people/rows.ts';
import { act } from '../reply/action.ts';
import { limits } from '../reply/limits.ts';
import type { Block, Control, Message } from '../reply/reply.ts';
import { bold, t } from '../reply/rich.ts';
import {
  aside,
  button,
  controls,
  count,
  heading,
  list,
  listed,
  message,
  rating,
  text,
  words,
} from '../reply/say.ts';
import { businessDaysIn } from '../time/days.ts';
import { longDay, weekdayName } from '../time/spoken.ts';
import { memoryQuestion } from '../voice/memory.ts';
import { act as didIt, HARD, praise, silenceLine, surprise } from '../voice/praise.ts';
import { askedRating } from './asked.ts';
import { type Names, namesOf, openersFor } from './names.ts';
import { mayOffer } from './outcome.ts';
import { peopleIn } from './peopleIn.ts';
import { type CardRow, type PickRow, picksOf } from './rows.ts';
import { loadState } from './state.ts';
import { doingIt, stepLine } from './words.ts';

/** How the card is shown: as the morning message, or as the answer to `today`. */
export type Showing = 'm' | 't';

/** Topic of the sign-up's card: any later card takes its place (talk/earlier.ts). */
const firstCard = 'card';

/** Rooms for buttons beside the open pick's five and Not today (contract: at most 8). */
const roomBeside = 2;

interface View {
  readonly ctx: Context;
  readonly card: CardRow;
  readonly picks: readonly PickRow[];
  readonly open: PickRow | undefined;
  readonly state: LadderState;
  readonly names: Names;
  readonly as: Showing;
}

/** The card as a message; `late` is its second line when it comes late. */
export async function cardMessage(
  ctx: Context,
  card: CardRow,
  as: Showing,
  late: string | null = null,
): Promise<Message> {
  const picks = await picksOf(ctx, card.id);
  const contacts = await contactsOf(ctx);
  const open = picks.find((pick) => pick.state === 'waiting');
  const view: View = {
    ctx,
    card,
    picks,
    open,
    state: await loadState(ctx, ctx.today),
    names: await namesOf(ctx, contacts),
    as,
  };
  const marked = view.state.marks.some((m) => m.day === card.day);
  const blocks =
    marked && card.kind !== 'start'
      ? restBlocks(view)
      : [...(await stepBlocks(view)), ...(await beside(view))];
  const [hello, ...more] = greeting(view, marked);
  const shown = message(notice(view), hello, late && text(late), ...more, ...blocks);
  return { ...shown, topic: card.kind === 'start' ? firstCard : `card:${card.id}` };
}

const notice = ({ card, as }: View) =>
  card.kind === 'start' ? 'Your first warm-up' : as === 'm' ? 'Your card for today' : 'Your day';

function greeting({ card, as, picks, open, ctx }: View, marked: boolean): Block[] {
  if (card.kind === 'start' && picks.some((pick) => pick.state === 'carried'))
    return [heading('Your first warm-up'), text('It stands on your card now.')];
  if (card.kind === 'start') return [heading(open ? 'Your first warm-up' : 'Your first warm-up is done')];
  const old = card.day !== ctx.today;
  const day = weekdayName(card.day);
  const steps = picks.filter((pick) => pick.state !== 'later').length;
  const now = as === 'm' ? `Good morning. It’s ${day}.` : `Here is your ${day}.`;
  const then = `${as === 'm' ? 'Good morning. ' : ''}This was your card for ${longDay(card.day)}.`;
  const hello = heading(old ? then : now);
  if (marked) return [hello];
  if (!open)
    return [hello, text(old ? 'Its steps are done.' : 'Today’s steps are done. That is enough for one day.')];
  const what =
    card.kind === 'small'
      ? `Just one small thing${old ? '' : ' today'}.`
      : steps === 1
        ? 'Just one step.'
        : `${count(steps, 'step')}, one at a time.`;
  return [hello, text(what)];
}

/** Steps: done ones as a line, the open one with its words, the rest as a number. */
async function stepBlocks(view: View): Promise<Block[]> {
  const { ctx, picks, open, card } = view;
  const feeling = card.feeling ? await touchBy(ctx, card.feeling) : null;
  const blocks: Block[] = await silence(view);
  for (const pick of picks) {
    if (pick.state === 'done') blocks.push(...(await doneBlocks(view, pick, feeling)));
    else if (pick === open) blocks.push(...(await openBlocks(view, pick, feeling !== null)));
  }
  const after = picks.filter((pick) => pick.state === 'waiting' && pick !== open);
  const later = picks.filter((pick) => pick.state === 'later').length;
  if (card.smallest) blocks.push(text('✓ The smallest thing: done, and it counts.'));
  if (after.length) blocks.push(aside(await upcoming(view, after)));
  if (later)
    blocks.push(
      aside(later === 1 ? 'One step is put off, as you asked.' : `${later} steps are put off, as you asked.`),
    );
  return blocks;
}

/** What comes after the open step: a number, but what is owed by its name, so that no thank-you hides behind a warm-up. */
async function upcoming({ names }: View, after: readonly PickRow[]): Promise<string> {
  const owed = after
    .filter((pick) => pick.owed !== null)
    .map((pick) => doingIt(pick.activity, names.label(pick.contact), names.own(pick.activity)));
  const rest = after.length - owed.length;
  const parts = [...owed, ...(rest ? [count(rest, owed.length ? 'other step' : 'more step')] : [])];
  return owed.length ? `After this one: ${listed(parts)}.` : `${parts[0]} after this one.`;
}

async function doneBlocks(view: View, pick: PickRow, feeling: TouchRow | null): Promise<Block[]> {
  const { ctx, names, card, as } = view;
  const touch = pick.touch ? await touchBy(ctx, pick.touch) : null;
  const who = names.label(pick.contact);
  const felt = touch?.felt ?? undefined;
  const done = {
    activity: pick.activity,
    name: who ?? undefined,
    ownActivityName: names.own(pick.activity) ?? undefined,
    seed: pick.id,
  };
  const said = praise(felt === undefined ? done : { ...done, felt });
  // Praise is for what was just done; the steps before it stay as the bare act, so that nothing is said twice.
  if (pick !== newest(view)) return [text(t`✓ ${didIt(done)}`)];
  const seed = touch?.felt != null && touch.felt >= HARD ? null : pick.id;
  const compared =
    touch && touch.felt !== null && pick.contact !== null
      ? ` ${surprise(touch.foreseen, touch.felt, false, seed)}`
      : '';
  const blocks: Block[] = [text(t`✓ ${said}${compared}`)];
  if (!feeling || feeling.id !== pick.touch) return blocks;
  const args = { c: card.id, t: feeling.id, g: as };
  const prompt = t`How did it feel to ${doingIt(pick.activity, who, names.own(pick.activity))}? 0 is easy, 10 is dread.`;
  return [...blocks, rating(prompt, act('today.felt', args), act('today.unfelt', args))];
}

/** Of the done picks the one logged last. */
function newest({ picks, state }: View): PickRow | undefined {
  const seq = (pick: PickRow) => state.touches.find((one) => one.id === pick.touch)?.seq ?? -1;
  return picks.filter((pick) => pick.state === 'done').sort((a, b) => seq(b) - seq(a))[0];
}

async function openBlocks(view: View, pick: PickRow, feelingAsked: boolean): Promise<Block[]> {
  const { ctx, names, card, as } = view;
  const who = names.label(pick.contact);
  const role =
    pick.role === 'warm-up'
      ? 'Warm-up'
      : pick.why === 'preparation'
        ? 'A quiet one'
        : pick.followUp
          ? 'One kind line more'
          : pick.owed
            ? 'Your turn'
            : 'A stretch';
  const lead =
    pick.role === 'step' &&
    pick.contact !== null &&
    pick.difficulty <= ctx.me.edge &&
    !pick.owed &&
    !pick.followUp
      ? 'An easy one'
      : role;
  const said = openersFor(view.state, names, pick, ctx.me.seed);
  const shown = [0, 1, 2].slice(0, pick.words ? 3 : 1).map((i) => said[(pick.opener + i) % said.length]!);
  const blocks: Block[] = [
    text(t`${bold(`${lead}: ${stepLine(pick.activity, who, names.own(pick.activity))}`)}`),
  ];
  const source = names.told(pick.contact);
  if (source) blocks.push(aside(`${source} told you about ${who}.`));
  if (pick.activity === 'aloud' && pick.about !== null)
    blocks.push(aside('Read it out to the room, once. It is practice for your ears only: nothing is sent.'));
  for (const opener of shown) blocks.push(names.isWords(pick) ? words(opener) : text(opener.text));
  if (!pick.rated && !feelingAsked) {
    await askedRating(ctx, pick.activity, card.day);
    const args = { p: pick.id, g: as };
    const prompt = t`How uneasy does “${names.activity(pick.activity)}” make you? 0 is fine, 10 is dread.`;
    blocks.push(rating(prompt, act('today.rate', args), act('today.unrate', args)));
  }
  const of = { p: pick.id, g: as };
  const row = controls(
    button('Did it', 'today.did', of, 'primary'),
    button('Words', 'today.words', of),
    button('Easier', 'today.easier', of),
    button('Swap', 'today.swap', of),
    button('Later', 'today.later', of),
  );
  return row ? [...blocks, row] : blocks;
}

/** "Has Ravi answered?", before anything is called silence. */
async function silence({ ctx, card, names, as, state, open }: View): Promise<Block[]> {
  const touch = card.askedTouch ? state.touches.find((one) => one.id === card.askedTouch) : undefined;
  const who = touch && names.label(touch.contact);
  if (!touch || !who) return [];
  if (card.askedAnswer === null && !hasRoomToAsk(card, open)) return [];
  if (card.askedAnswer === 'yes')
    return [text(t`✓ ${who} answered. Your next step with them comes on the next card.`)];
  if (card.askedAnswer === 'not-yet') {
    const waited = businessDaysIn(touch.day, ctx.today);
    const stage = touch.wasFollowUp ? 'rest' : waited >= 7 ? 'follow-up' : 'early';
    return [
      aside(
        silenceLine(
          stage,
          who,
          waited >= 3 ? (names.organization(touch.contact) ?? undefined) : undefined,
          touch.id,
        ),
      ),
    ];
  }
  const of = { c: card.id, g: as };
  const row = controls(
    button('Yes', 'today.answered', { ...of, yes: '1' }),
    button('Not yet', 'today.answered', { ...of, yes: '0' }),
  );
  return [text(t`Has ${bold(who)} answered?`), ...(row ? [row] : [])];
}

/** Beside a small card's step and The smallest thing there is no room for two buttons more: then it is asked after the step. */
const hasRoomToAsk = (card: CardRow, open: PickRow | undefined): boolean =>
  !open || card.kind !== 'small' || card.smallest;

/** Not today, and the first of what else applies and fits; what found no room comes after the last step. */
async function beside(view: View): Promise<Block[]> {
  const { ctx, card, open, as, state } = view;
  if (card.kind === 'start') return [];
  const riding = open ? [] : await ridingPrompts(ctx);
  let room = open ? roomBeside : limits.buttons - buttonsIn(riding);
  const of = { c: card.id, g: as };
  const row: Control[] = [];
  const blocks: Block[] = [];
  if (card.askedTouch && card.askedAnswer === null && hasRoomToAsk(card, open)) room -= 2;
  if (open && card.kind === 'small' && !card.smallest) {
    row.push(button('The smallest thing', 'today.smallest', of));
    room -= 1;
  }
  if (open) row.push(button('Not today', 'today.not', of));
  if (open && open.contact !== null && room >= 1 && offersBraver(state, ctx.today)) {
    row.push(button('Braver', 'today.braver', { p: open.id, g: as }));
    room -= 1;
  }
  const owed = await owedLines(
    ctx,
    view.picks.map((pick) => pick.owed),
  );
  if (owed.lines.length) {
    blocks.push(
      aside('You also have in hand:'),
      list(owed.more ? [...owed.lines, t`and ${owed.more} more`] : owed.lines),
    );
    if (room >= 1) {
      row.push(button('Follow-ups', 'followups.show'));
      room -= 1;
    }
  }
  if (card.memory !== null && room >= 2) {
    blocks.push(text(t`People come to mind one at a time: ${memoryQuestion(ctx.me.seed, card.memory)}`));
    row.push(button('That reminds me of…', 'today.reminds', of), button('Next', 'today.memory', of));
    room -= 2;
  }
  const offer = open || !(await mayOffer(ctx)) ? null : offerGoal(state, ctx.today);
  if (offer !== null && offer !== ctx.me.goal && room >= 2) {
    const kind =
      offer > ctx.me.goal
        ? `You have had good days. ${offer} steps a day from now on?`
        : 'One step a day is a whole habit. Shall we make it one for a while?';
    blocks.push(text(kind));
    row.push(
      button(offer > ctx.me.goal ? `Make it ${offer}` : 'Make it one', 'today.goal', { n: String(offer) }),
      button('Keep it as it is', 'today.keep'),
    );
    room -= 2;
  }
  const people = card.day === ctx.today ? await peopleIn(ctx, !open && room >= 1) : null;
  if (people) {
    blocks.push(people.line);
    if (people.button) row.push(people.button);
  }
  const last = controls(...row);
  return [...riding, ...blocks, ...(last ? [last] : [])];
}

const buttonsIn = (blocks: readonly Block[]): number =>
  blocks.reduce((n, block) => n + (block.kind === 'controls' ? block.controls.length : 0), 0);

/** After Not today: no question but the optional why. */
function restBlocks({ ctx, card, state, as }: View): Block[] {
  const mark = state.marks.find((m) => m.day === card.day);
  const said = text('Not today, then. Nothing is lost, and nothing is counted against you.');
  if (mark?.why || card.day !== ctx.today) return [said];
  const of = { c: card.id, g: as };
  const row = controls(
    button('No time', 'today.why', { ...of, w: 'no-time' }),
    button('Too much', 'today.why', { ...of, w: 'too-much' }),
    button('I’m ill', 'today.why', { ...of, w: 'ill' }),
  );
  return [said, aside('If you like, tell me why, so that I choose better next time.'), ...(row ? [row] : [])];
}
