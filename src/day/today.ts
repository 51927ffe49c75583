// The day's card at once, and everything pressed on it. What a card holds is card.ts, how it looks show.ts.

import type { Command, Context, Values } from '../command.ts';
import { addRating, mark, touchBy } from '../ladder/rows.ts';
import { braver, easier, swap } from '../ladder/rules/adjust.ts';
import { changeFollowUp } from '../meeting/rows.ts';
import { changeTouch, kindOfActivity, logTouch } from '../meeting/touch.ts';
import { backOn, forGood } from '../member/rules.ts';
import { contactOf, contactsOf } from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from '../reply/reply.ts';
import { code, t } from '../reply/rich.ts';
import { aside, button, controls, message, text } from '../reply/say.ts';
import { addDays, weekdayOf } from '../time/days.ts';
import { fullDay, longDay, weekdayName } from '../time/spoken.ts';
import { smallest } from '../voice/smallest.ts';
import { cardAndState, cardFor, replacePick, startCard, stepOf } from './card.ts';
import { feltOf, recordFelt } from './felt.ts';
import { laterRoutes } from './later.ts';
import { memoryRoutes } from './memory.ts';
import { noMessage, outcomeRoutes } from './outcome.ts';
import { carded, picked, redrawn, stale } from './pressed.ts';
import { type CardRow, cardOn, changeCard, changePick, type PickRow, picksOf } from './rows.ts';
import { cardMessage } from './show.ts';
import { loadState } from './state.ts';

export const today: Command = {
  verb: 'today',
  summary: 'Your card for today: a warm-up and small steps, with the words to use',
  examples: ['today'],
  run: show,
  routes: {
    show,
    start: async (ctx) => [await cardMessage(ctx, await startCard(ctx), 't')],
    did: async (ctx, args) => {
      const { pick, card } = await picked(ctx, args);
      if (pick.state !== 'waiting') return redrawn(ctx, card, args);
      if (card.kind !== 'start' && card.day !== ctx.today) return late(ctx, card, pick);
      return [...(await done(ctx, card, pick, ctx.today, args)), ...(await afterwards(ctx, pick))];
    },
    anyway: async (ctx, args) => {
      const { pick, card } = await picked(ctx, args);
      if (card.day < addDays(ctx.today, -1)) return late(ctx, card, pick);
      const day = args.d === 'then' ? card.day : ctx.today;
      if (pick.state === 'waiting') await keepDone(ctx, pick, day);
      return [message('Logged', t`Logged for ${longDay(day)}.`)];
    },
    leave: async () => [message('Left as it is', 'Left as it is.')],
    words: (ctx, args) =>
      adjustPick(ctx, args, async (pick) =>
        changePick(ctx, pick.id, pick.words ? { opener: pick.opener + 2 } : { words: 1 }),
      ),
    easier: (ctx, args) =>
      other(
        ctx,
        args,
        easier,
        'There is nothing gentler for this one today. Swap shows somebody else; Not today is fine, too.',
      ),
    swap: (ctx, args) =>
      other(
        ctx,
        args,
        swap,
        'There is nobody else for this step today. A new name would help: say “add” and the name.',
      ),
    braver: (ctx, args) =>
      other(
        ctx,
        args,
        (state, day, _card, step) => braver(state, day, step),
        'There is no braver way with this person just now. This one is brave enough.',
      ),
    rate: async (ctx, args, fields) => {
      const { pick, card } = await picked(ctx, args);
      await addRating(ctx, ctx.today, 'activity', pick.activity, feltOf(fields));
      ctx.note('the rating of that way');
      await rated(ctx, card, pick);
      return redrawn(ctx, card, args);
    },
    unrate: async (ctx, args) => {
      const { pick, card } = await picked(ctx, args);
      await rated(ctx, card, pick);
      return redrawn(ctx, card, args);
    },
    felt: async (ctx, args, fields) => {
      const card = await carded(ctx, args);
      const touch = await touchBy(ctx, args.t ?? '');
      if (!touch) throw stale();
      await changeCard(ctx, card.id, { feeling: null });
      const more = await recordFelt(ctx, touch, feltOf(fields));
      return [...(await redrawn(ctx, card, args)), ...more];
    },
    unfelt: async (ctx, args) => {
      const card = await carded(ctx, args);
      const touch = await touchBy(ctx, args.t ?? '');
      await changeCard(ctx, card.id, { feeling: null });
      return [...(await redrawn(ctx, card, args)), ...(touch ? await recordFelt(ctx, touch, null) : [])];
    },
    /** The day's card again when it still asks how something felt; else nothing. */
    feeling: async (ctx) => {
      const cards = [await cardOn(ctx, ctx.today), await cardOn(ctx, ctx.today, true)];
      const card = cards.find((one) => one?.feeling);
      return card ? [await cardMessage(ctx, card, 't')] : [];
    },
    not: async (ctx, args) => {
      const card = args.c ? await carded(ctx, args) : await cardFor(ctx, ctx.today);
      if (card.day !== ctx.today) return over();
      await mark(ctx, card.day, null);
      ctx.note('Not today');
      return redrawn(ctx, card, args);
    },
    why: async (ctx, args) => {
      const card = await carded(ctx, args);
      const why = args.w;
      if (why !== 'no-time' && why !== 'too-much' && why !== 'ill') throw stale();
      if (card.day !== ctx.today) return over();
      await mark(ctx, card.day, why);
      ctx.note('the reason for Not today');
      if (why === 'ill') return [...(await redrawn(ctx, card, args)), ...(await ctx.hand('pause.today'))];
      const said =
        why === 'too-much'
          ? 'Thank you for saying so. If it is too much again soon, your steps get a little smaller. Rest well.'
          : 'That happens. The steps will keep.';
      return [...(await redrawn(ctx, card, args)), message('Noted', said)];
    },
    smallest: async (ctx, args) => {
      const card = await carded(ctx, args);
      if (!card.smallest && card.day === ctx.today) {
        await logTouch(ctx, { day: ctx.today, contact: null, activity: 'smallest', kind: 'other' });
        await changeCard(ctx, card.id, { smallest: 1 });
        ctx.note('the smallest thing');
      }
      const said = smallest(`${ctx.me.seed}${card.day}`);
      return [
        ...(await redrawn(ctx, card, args)),
        message('The smallest thing', text(said), aside('No need to tell me how it went. It counts.')),
      ];
    },
    answered: async (ctx, args) => {
      const card = args.c ? await carded(ctx, args) : await cardOn(ctx, ctx.today);
      if (!card?.askedTouch || card.askedAnswer !== null)
        return args.c && card ? redrawn(ctx, card, args) : [];
      const yes = args.yes === '1';
      await changeCard(ctx, card.id, { asked_answer: yes ? 'yes' : 'not-yet' });
      if (yes) await changeTouch(ctx, card.askedTouch, { outcome: 'replied', outcomeOn: ctx.today });
      ctx.note(yes ? 'that they answered' : 'that there is no answer yet');
      return redrawn(ctx, card, args);
    },
    talked: async (ctx, args) => {
      const touch = await touchBy(ctx, args.t ?? '');
      if (!touch?.contact) throw stale();
      const person = await contactOf(ctx, touch.contact);
      if (!person) throw stale();
      const no = args.o === 'no';
      await changeTouch(ctx, touch.id, { outcome: no ? 'no' : 'talked', outcomeOn: ctx.today });
      ctx.note(`how it went with ${person.label}`);
      return no
        ? [noMessage(person.label, person.id, touch.id)]
        : ctx.hand('meeting.outcome', { t: touch.id, o: args.o ?? '' });
    },
    ...outcomeRoutes,
    ...laterRoutes,
    ...memoryRoutes,
  },
};

async function show(ctx: Context): Promise<Answer> {
  // First: of ten thousand they are opened apart, and what was drawn before that would be drawn again.
  await contactsOf(ctx);
  const { card, state } = await cardAndState(ctx, ctx.today);
  return [...whyNone(ctx, card), await cardMessage(ctx, card, 't', { state })];
}

/** Why no card comes by itself just now, for whoever asks for one all the same. */
function whyNone({ me, today }: Context, card: CardRow): Answer {
  const back = backOn(me, today);
  if (me.state === 'active' && back !== null) {
    const until =
      back === forGood
        ? 'You are on pause. This one is here because you asked.'
        : `You are on pause until ${fullDay(back)}. This one is here because you asked.`;
    return [message('On pause', until, controls(button('Resume', 'resume.now')))];
  }
  if (card.kind === 'small' && !me.days.includes(weekdayOf(today)))
    return [
      message('A day off', 'Today is a day off. If you feel like it all the same, here is one small thing.'),
    ];
  return [];
}

async function adjustPick(
  ctx: Context,
  args: Values,
  write: (pick: PickRow) => Promise<void>,
): Promise<Answer> {
  const { pick, card } = await picked(ctx, args);
  if (pick.state === 'waiting') await write(pick);
  return redrawn(ctx, card, args);
}

type Adjust = typeof easier;

/** Easier, Swap, Braver: another step in the open one's place, or a line when there is none. */
async function other(ctx: Context, args: Values, adjust: Adjust, none: string): Promise<Answer> {
  const { pick, card } = await picked(ctx, args);
  if (pick.state !== 'waiting' || card.day !== ctx.today) return redrawn(ctx, card, args);
  const state = await loadState(ctx, ctx.today);
  const picks = await picksOf(ctx, card.id);
  const warmUp = picks.find((one) => one.role === 'warm-up');
  const standing = {
    warmUp: warmUp ? stepOf(warmUp, state) : null,
    picks: picks.filter((one) => one.role === 'step').map((one) => stepOf(one, state)),
  };
  const step = adjust(state, ctx.today, standing, stepOf(pick, state));
  if (!step) return [...(await redrawn(ctx, card, args)), message('No other step', none)];
  await replacePick(ctx, state, pick, step);
  ctx.note('that step');
  return redrawn(ctx, card, args);
}

/** Once said or skipped, an activity's rating is asked no more on this card. */
async function rated(ctx: Context, card: CardRow, pick: PickRow): Promise<void> {
  for (const one of await picksOf(ctx, card.id))
    if (one.activity === pick.activity) await changePick(ctx, one.id, { rated: 1 });
}

async function done(ctx: Context, card: CardRow, pick: PickRow, day: string, args: Values): Promise<Answer> {
  const touch = await keepDone(ctx, pick, day);
  await changeCard(ctx, card.id, { feeling: touch });
  return redrawn(ctx, card, args);
}

/** Did it: the touch, and the pick done. */
async function keepDone(ctx: Context, pick: PickRow, day: string): Promise<string> {
  const state = await loadState(ctx, ctx.today);
  const owed = state.owed.find((one) => one.id === pick.owed);
  const person = pick.contact === null ? null : await contactOf(ctx, pick.contact);
  if (pick.contact !== null && !person)
    throw new Refusal('That person is no longer on your list. Nothing was logged.');
  const touch = await logTouch(ctx, {
    day,
    contact: pick.contact,
    activity: pick.activity,
    kind: kindOfActivity(pick.activity),
    outcome: pick.contact === null || silent.has(pick.activity) ? null : 'waiting',
    wasReply: owed?.what === 'reply',
    wasFollowUp: pick.followUp,
    pick: pick.id,
  });
  await changePick(ctx, pick.id, { state: 'done', touch });
  // A step whose words hand over what was promised is its Done; an introduction may be another thing than the one promised.
  if (owed?.what === 'promise' && pick.activity !== 'introduce')
    await changeFollowUp(ctx, owed.id, { state: 'done', promptAt: null });
  ctx.note(person ? `the step with ${person.label}` : 'that step');
  return touch;
}

/** Not today, or its why, pressed on a card of another day. */
const over = (): Answer => [message('That day is over', 'That day is over, and it was fine as it was.')];

/** Ways that wait for no answer. */
const silent = new Set(['comment', 'thanks', 'card']);

/** Preparations that want to keep something: two sentences, names. */
async function afterwards(ctx: Context, pick: PickRow): Promise<Answer> {
  if (pick.activity === 'script') return ctx.begin('script', { pick: pick.id });
  if (pick.activity === 'list') return ctx.hand('add.ask');
  return [];
}

/** A button of yesterday's card still works, when asked; an older one does no harm. */
function late(ctx: Context, card: CardRow, pick: PickRow): Answer {
  if (card.day !== addDays(ctx.today, -1))
    return [
      message(
        'An older card',
        t`That card is from ${longDay(card.day)}, so I left it as it was. If you did the step, tell me with ${code('log')}, such as ${code('log emailed Maria monday')}: the last 30 days all count.`,
      ),
    ];
  const of = { p: pick.id };
  return [
    message(
      'Log it anyway?',
      `That step is from ${weekdayName(card.day)}'s card. Log it anyway?`,
      controls(
        button(`Yes, ${weekdayName(card.day)}`, 'today.anyway', { ...of, d: 'then' }),
        button('Yes, today', 'today.anyway', { ...of, d: 'now' }),
        button('No', 'today.leave'),
      ),
    ),
  ];
}
