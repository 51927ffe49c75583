// The card as the member sees it, drawn: greeting, one open step with its words, what may be pressed. Pure; what it is made
// of is gathered by show.ts.

import { offersBraver } from '../ladder/rules/adjust.ts';
import { offerGoal } from '../ladder/rules/goalStep.ts';
import type { LadderState } from '../ladder/rules/state.ts';
import type { Member } from '../member/rules.ts';
import { act } from '../reply/action.ts';
import { limits } from '../reply/limits.ts';
import type { Block, Control, Message } from '../reply/reply.ts';
import { bold, type Rich, t } from '../reply/rich.ts';
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
import { type Names, openersFor } from './names.ts';
import type { PeopleIn } from './peopleIn.ts';
import type { CardRow, PickRow } from './rows.ts';
import { doingIt, stepLine } from './words.ts';

/** How the card is shown: as the morning message, or as the answer to `today`. */
export type Showing = 'm' | 't';

/** Topic of the sign-up's card: any later card takes its place (talk/earlier.ts). */
const firstCard = 'card';

/** Rooms for buttons beside the open pick's five and Not today (at most 8). */
const roomBeside = 2;

/** All that a card is drawn from. */
export interface View {
  readonly me: Pick<Member, 'edge' | 'goal' | 'seed'>;
  readonly today: string;
  readonly card: CardRow;
  /** In the order shown. */
  readonly picks: readonly PickRow[];
  readonly state: LadderState;
  readonly names: Names;
  readonly as: Showing;
  /** Its second line when it comes late. */
  readonly late: string | null;
  /** What rides in it once its steps are done. */
  readonly riding: readonly Block[];
  /** What the open step keeps, when it was promised. */
  readonly promised: string | null;
  /** What is in hand besides. */
  readonly owed: { readonly lines: readonly Rich[]; readonly more: number };
  /** Another goal may be offered. */
  readonly offers: boolean;
  /** What is said of people to bring in or rate: while a step is open (or there is no room), and after the last one. */
  readonly peopleIn: { readonly open: PeopleIn | null; readonly done: PeopleIn | null };
}

/** The card drawn: pure. */
export function drawCard(view: View): Message {
  const { card, late } = view;
  const marked = isMarked(view);
  const blocks = marked ? restBlocks(view) : [...stepBlocks(view), ...beside(view)];
  const [hello, ...more] = greeting(
    view,
    view.state.marks.some((m) => m.day === card.day),
  );
  const shown = message(notice(view), hello, late && text(late), ...more, ...blocks);
  return { ...shown, topic: topicOf(card) };
}

/** What a card's message is about. */
export const topicOf = (card: CardRow): string => (card.kind === 'start' ? firstCard : `card:${card.id}`);

/** The step whose way's own rating is asked under it, if it is. */
export function ratingAskedOn(view: View): PickRow | undefined {
  const open = openOf(view.picks);
  // Sign-up has just asked three ratings: its warm-up waits with one until it stands on a card.
  const asks = view.card.kind !== 'start' && !feelingOf(view) && !isMarked(view);
  return open && !open.rated && asks ? open : undefined;
}

/** The step that is open. */
export const openOf = (picks: readonly PickRow[]) => picks.find((pick) => pick.state === 'waiting');

/** Not today was said of it. */
const isMarked = ({ state, card }: View) =>
  card.kind !== 'start' && state.marks.some((mark) => mark.day === card.day);

const touchOf = ({ state }: View, id: string | null) =>
  id === null ? undefined : state.touches.find((one) => one.id === id);

/** The touch whose feeling is asked. */
const feelingOf = (view: View) => touchOf(view, view.card.feeling);

const notice = ({ card, as }: View) =>
  card.kind === 'start' ? 'Your first warm-up' : as === 'm' ? 'Your card for today' : 'Your day';

function greeting({ card, as, picks, today }: View, marked: boolean): Block[] {
  const open = openOf(picks);
  if (card.kind === 'start' && picks.some((pick) => pick.state === 'carried'))
    return [heading('Your first warm-up'), text('It stands on your card now.')];
  if (card.kind === 'start') return [heading(open ? 'Your first warm-up' : 'Your first warm-up is done')];
  const old = card.day !== today;
  const day = weekdayName(card.day);
  const steps = picks.filter((pick) => pick.state !== 'later').length;
  const now = as === 'm' ? `Good morning. It's ${day}.` : `Here is your ${day}.`;
  const then = `${as === 'm' ? 'Good morning. ' : ''}This was your card for ${longDay(card.day)}.`;
  const hello = heading(old ? then : now);
  if (marked) return [hello];
  if (!open && !picks.some((pick) => pick.state === 'done'))
    return [hello, text('Nothing is open just now.')];
  if (!open)
    return [hello, text(old ? 'Its steps are done.' : "Today's steps are done. That is enough for one day.")];
  const what =
    card.kind === 'small'
      ? `Just one small thing${old ? '' : ' today'}.`
      : steps === 1
        ? 'Just one step.'
        : `${count(steps, 'step')}, one at a time.`;
  return [hello, text(what)];
}

/** Steps: done ones as a line, the open one with its words, the rest as a number. */
function stepBlocks(view: View): Block[] {
  const { picks, card } = view;
  const open = openOf(picks);
  const blocks: Block[] = silence(view);
  for (const pick of picks) {
    if (pick.state === 'done') blocks.push(...doneBlocks(view, pick));
    else if (pick === open) blocks.push(...openBlocks(view, pick));
  }
  const after = picks.filter((pick) => pick.state === 'waiting' && pick !== open);
  const later = picks.filter((pick) => pick.state === 'later').length;
  if (card.smallest) blocks.push(text('✓ The smallest thing: done, and it counts.'));
  if (after.length) blocks.push(aside(upcoming(view, after)));
  if (later)
    blocks.push(
      aside(later === 1 ? 'One step is put off, as you asked.' : `${later} steps are put off, as you asked.`),
    );
  return blocks;
}

/** What comes after the open step: a number, but what is owed by its name, so that no thank-you hides behind a warm-up. */
function upcoming({ names }: View, after: readonly PickRow[]): string {
  const owed = after
    .filter((pick) => pick.owed !== null)
    .map((pick) => doingIt(pick.activity, names.label(pick.contact), names.own(pick.activity)));
  const rest = after.length - owed.length;
  if (!owed.length) return `${rest === 1 ? 'One more step' : `${rest} more steps`} after this one.`;
  const others = rest === 1 ? ['one other step'] : rest ? [`${rest} other steps`] : [];
  return `After this one: ${listed([...owed, ...others])}.`;
}

function doneBlocks(view: View, pick: PickRow): Block[] {
  const { names, card, as } = view;
  const touch = touchOf(view, pick.touch);
  const feeling = feelingOf(view);
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
      ? ` ${surprise(touch.foreseen ?? 0, touch.felt, false, seed)}`
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

function openBlocks(view: View, pick: PickRow): Block[] {
  const { me, names, as } = view;
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
    pick.difficulty <= me.edge &&
    !pick.owed &&
    !pick.followUp
      ? 'An easy one'
      : role;
  const said = openersFor(view.state, names, pick, me.seed);
  const shown = [0, 1, 2].slice(0, pick.words ? 3 : 1).map((i) => said[(pick.opener + i) % said.length]!);
  const blocks: Block[] = [
    text(t`${bold(`${lead}: ${stepLine(pick.activity, who, names.own(pick.activity))}`)}`),
  ];
  const source = names.told(pick.contact);
  if (source) blocks.push(aside(`${source} told you about ${who}.`));
  if (view.promised !== null) blocks.push(aside(t`You promised: ${view.promised}`));
  if (pick.activity === 'aloud' && pick.about !== null)
    blocks.push(aside('Read it out to the room, once. It is practice for your ears only: nothing is sent.'));
  for (const opener of shown) blocks.push(names.isWords(pick) ? words(opener) : text(opener.text));
  const of = { p: pick.id, g: as };
  const row = controls(
    button('Did it', 'today.did', of, 'primary'),
    button('Words', 'today.words', of),
    button('Easier', 'today.easier', of),
    button('Swap', 'today.swap', of),
    button('Later', 'today.later', of),
  );
  if (row) blocks.push(row);
  // Under the step's own buttons: what may be skipped pushes Did it out of nobody's sight.
  if (pick === ratingAskedOn(view)) {
    const prompt = t`How uneasy does “${names.activity(pick.activity)}” make you? 0 is fine, 10 is dread.`;
    blocks.push(rating(prompt, act('today.rate', of), act('today.unrate', of)));
  }
  return blocks;
}

/** "Has Ravi answered?", before anything is called silence. */
function silence({ today, card, names, as, state, picks }: View): Block[] {
  const touch = card.askedTouch ? state.touches.find((one) => one.id === card.askedTouch) : undefined;
  const who = touch && names.label(touch.contact);
  if (!touch || !who) return [];
  if (card.askedAnswer === null && !hasRoomToAsk(card, openOf(picks))) return [];
  if (card.askedAnswer === 'yes')
    return [text(t`✓ ${who} answered. Your next step with them comes on the next card.`)];
  if (card.askedAnswer === 'not-yet') {
    const waited = businessDaysIn(touch.day, today);
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
function beside(view: View): Block[] {
  const { me, today, card, picks, as, state, riding, owed } = view;
  const open = openOf(picks);
  if (card.kind === 'start') return [];
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
  if (open && open.contact !== null && room >= 1 && offersBraver(state, today)) {
    row.push(button('Braver', 'today.braver', { p: open.id, g: as }));
    room -= 1;
  }
  if (owed.lines.length) {
    blocks.push(
      aside('Also open, in your own time:'),
      list(owed.more ? [...owed.lines, t`and ${owed.more} more`] : owed.lines),
    );
    if (room >= 1) {
      row.push(button('Follow-ups', 'followups.show'));
      room -= 1;
    }
  }
  if (card.memory !== null && room >= 2) {
    blocks.push(text(t`For your list, if you like: ${memoryQuestion(me.seed, card.memory)}`));
    row.push(button('That reminds me of…', 'today.reminds', of), button('Next', 'today.memory', of));
    room -= 2;
  }
  const offer = view.offers ? offerGoal(state, today) : null;
  if (offer !== null && offer !== me.goal && room >= 2) {
    const kind =
      offer > me.goal
        ? `You have had good days. ${offer} steps a day from now on?`
        : 'One step a day is a whole habit. Shall we make it one for a while?';
    blocks.push(text(kind));
    row.push(
      button(offer > me.goal ? `Make it ${offer}` : 'Make it one', 'today.goal', { n: String(offer) }),
      button('Keep it as it is', 'today.keep'),
    );
    room -= 2;
  }
  const people = !open && room >= 1 ? view.peopleIn.done : view.peopleIn.open;
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
function restBlocks({ today, card, state, as }: View): Block[] {
  const mark = state.marks.find((m) => m.day === card.day);
  const said = text('Not today, then. Nothing is lost, and nothing is counted against you.');
  if (mark?.why || card.day !== today) return [said];
  const of = { c: card.id, g: as };
  const row = controls(
    button('No time', 'today.why', { ...of, w: 'no-time' }),
    button('Too much', 'today.why', { ...of, w: 'too-much' }),
    button("I'm ill", 'today.why', { ...of, w: 'ill' }),
  );
  return [said, aside('If you like, tell me why, so that I choose better next time.'), ...(row ? [row] : [])];
}
