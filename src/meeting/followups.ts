// `followups`: what is owed, the longest due first, with words and Done · Later · Drop; and the lines of it that ride
// in the card. What is owed by a meeting is made in keep.ts; how a line reads is owed.ts.

import type { Command, Context, Route, Values } from '../command.ts';
import { type TouchRow, touchBy } from '../ladder/rows.ts';
import { contactOf } from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import { act } from '../reply/action.ts';
import type { Answer, Block, Control, Message } from '../reply/reply.ts';
import { type Rich, t } from '../reply/rich.ts';
import { aside, button, controls, heading, list, message, rating, text } from '../reply/say.ts';
import { praise, surprise } from '../voice/praise.ts';
import { feltOf, keepFelt } from './feeling.ts';
import { laterRoutes } from './later.ts';
import {
  type Desk,
  deskOf,
  factsOf,
  happenedBlocks,
  lineOf,
  meetingLine,
  promptBlocks,
  unanswered,
  wayOf,
} from './owed.ts';
import {
  changeFollowUp,
  type FollowUp,
  followUpBy,
  followUpsOf,
  openFollowUps,
  owe,
  settlePicks,
} from './rows.ts';
import { reachDue } from './rules.ts';
import { kindOfActivity, logTouch } from './touch.ts';
import { capital, owedDoing } from './words.ts';

/** Items with words and buttons at a time: two threes and More are seven of eight. */
const shown = 2;
/** Lines of a list before "and N more" (ours: one screen). */
const linesShown = 10;
/** Owed follow-ups on a card, at most. */
const onCard = 3;

export const followups: Command = {
  verb: 'followups',
  summary: 'What you owe people: thanks, promises, a line to someone named',
  examples: ['followups'],
  run: (ctx) => show(ctx, 0),
  routes: {
    show: (ctx) => show(ctx, 0),
    more: (ctx, args) => show(ctx, Math.max(0, Number.parseInt(args.n ?? '0', 10) || 0)),
    done: about(async (ctx, owed) => done(ctx, owed)),
    drop: about(async (ctx, owed) => {
      await changeFollowUp(ctx, owed.id, { state: 'dropped', promptAt: null });
      await settlePicks(ctx, owed.id, null);
      const who = (await contactOf(ctx, owed.contact))?.label ?? 'them';
      const undo = ctx.note(`dropping what was due to ${who}`);
      const said = message(
        'Dropped',
        'Dropped. Not everything has to be done, and choosing is fine.',
        controls(button('Undo', 'undo.it', { c: undo })),
      );
      return [{ ...said, settles: owed.id }];
    }),
    felt: async (ctx, args, fields) => {
      const { touch, owed } = await felt(ctx, args);
      const heavy = await keepFelt(ctx, [touch.id], feltOf(fields));
      const now = await touchBy(ctx, touch.id);
      return [
        { ...(await doneMessage(ctx, owed, now, null, false)), replaces: true },
        ...(heavy ? await ctx.hand('peace.enter') : []),
      ];
    },
    unfelt: async (ctx, args) => {
      const { touch, owed } = await felt(ctx, args);
      return [{ ...(await doneMessage(ctx, owed, touch, null, false)), replaces: true }];
    },
    second: async (ctx, args) => {
      const owed = await mine(ctx, args);
      const what = args.w === 'card' ? 'card' : 'connect';
      const there = (await followUpsOf(ctx)).some(
        (one) => one.contact === owed.contact && one.what === what && one.state === 'open',
      );
      if (there) return [message('On your list', 'That is on your list already.')];
      await owe(ctx, {
        contact: owed.contact,
        what,
        due: reachDue(ctx.today),
        optional: true,
        meeting: owed.meeting,
      });
      const undo = ctx.note(what === 'card' ? 'a card by hand' : 'connecting online');
      return [
        message(
          'On your list',
          'It is on your list, with words, for the next three working days.',
          controls(button('Undo', 'undo.it', { c: undo })),
        ),
      ];
    },
    ...laterRoutes,
  },
};

async function show(ctx: Context, from: number): Promise<Answer> {
  const desk = await deskOf(ctx);
  const meetings = unanswered(desk);
  const open = await openFollowUps(ctx);
  const items = [
    ...meetings.map((one) => ({ line: questionLine(desk, one), blocks: () => happenedBlocks(desk, one) })),
    ...open.map((one) => ({ line: lineOf(desk, one), blocks: () => promptBlocks(desk, one) })),
  ];
  if (items.length === 0)
    return [
      message(
        'Nothing is owed',
        heading('Nothing is owed.'),
        'You are square with everybody. After a talk, a thank-you stands here, and what you promised.',
      ),
    ];
  const now = items.slice(from, from + shown);
  if (now.length === 0) return show(ctx, 0);
  const rest = items.length - from - shown;
  const lines = items.slice(0, linesShown).map((one) => one.line);
  const more = items.length > linesShown ? [...lines, t`and ${items.length - linesShown} more`] : lines;
  const next = rest > 0 ? controls(button('More', 'followups.more', { n: String(from + shown) })) : null;
  return [
    message(
      'Your follow-ups',
      heading('What is open'),
      // A single one stands in full just below.
      ...(from === 0 && items.length > 1 ? [list(more)] : []),
      ...now.flatMap((one) => one.blocks()),
      next,
    ),
  ];
}

const questionLine = (desk: Desk, one: Parameters<typeof meetingLine>[1]): Rich => {
  const [first, ...rest] = meetingLine(desk, one);
  return t`${[{ ...first, text: capital(first?.text ?? '') }, ...rest]}: did it happen?`;
};

/** Done: the touch that it is, and what it settles; then how it felt, and after a thank-you the quiet seconds. */
async function done(ctx: Context, owed: FollowUp): Promise<Answer> {
  const desk = await deskOf(ctx);
  const activity = wayOf(desk, owed);
  const person = desk.person(owed.contact);
  let touch: string | null = null;
  if (activity !== null && person) {
    const asks = activity !== 'thanks' && activity !== 'card';
    touch = await logTouch(ctx, {
      day: ctx.today,
      contact: owed.contact,
      activity,
      kind: kindOfActivity(activity),
      outcome: asks ? 'waiting' : null,
      wasReply: owed.what === 'reply',
    });
  }
  // After the touch, which settles it with all that hangs on it (who named them is told).
  await changeFollowUp(ctx, owed.id, { state: 'done', promptAt: null });
  await settlePicks(ctx, owed.id, touch);
  const undo = ctx.note(
    owed.what === 'thanks'
      ? `thanking ${desk.label(owed.contact)}`
      : `what was due to ${desk.label(owed.contact)}`,
  );
  const now = touch === null ? null : await touchBy(ctx, touch);
  return [{ ...(await doneMessage(ctx, owed, now, undo, true)), settles: owed.id }];
}

async function doneMessage(
  ctx: Context,
  owed: FollowUp,
  touch: TouchRow | null,
  undo: string | null,
  asks: boolean,
): Promise<Message> {
  const desk = await deskOf(ctx);
  const facts = factsOf(desk, owed);
  if (!touch)
    return message(
      'Done',
      text(t`✓ Done. A promise kept, and ${facts.who} will know it.`),
      controls(undo !== null && button('Undo', 'undo.it', { c: undo })),
    );
  const said = praise({
    activity: touch.activity,
    name: facts.who,
    seed: touch.id,
    ...(touch.felt !== null && { felt: touch.felt }),
  });
  const compared = touch.felt === null ? '' : ` ${surprise(touch.foreseen, touch.felt, false, touch.id)}`;
  const of = { t: touch.id, f: owed.id };
  return message(
    'Done',
    text(t`✓ ${said}${compared}`),
    controls(undo !== null && button('Undo', 'undo.it', { c: undo })),
    asks &&
      rating(
        `How did it feel to ${owedDoing(facts)}? 0 is easy, 10 is dread.`,
        act('followups.felt', of),
        act('followups.unfelt', of),
      ),
    ...seconds(desk, owed),
  );
}

/** After a thank-you, if one likes: a card by hand, a connection online. Made only when tapped. */
function seconds(desk: Desk, owed: FollowUp): Block[] {
  if (owed.what !== 'thanks') return [];
  const all: Control[] = [
    button('A card by hand', 'followups.second', { f: owed.id, w: 'card' }),
    button('Connect online', 'followups.second', { f: owed.id, w: 'connect' }),
  ];
  const row = controls(...(desk.person(owed.contact)?.known === 'friend' ? all.slice(0, 1) : all));
  return row ? [aside('If you like, one more for another day:'), row] : [];
}

/** What is owed and due, for the card: at most three lines, without what stands on it already (ids of meetings, follow-ups or contacts). */
export async function owedLines(
  ctx: Context,
  except: readonly (string | null)[],
): Promise<{ readonly lines: readonly Rich[]; readonly more: number }> {
  const desk = await deskOf(ctx);
  const without = new Set(except);
  const due = (await openFollowUps(ctx)).filter(
    (one) => one.due <= ctx.today && !without.has(one.id) && !without.has(one.contact),
  );
  const lines = [
    ...unanswered(desk)
      .filter((one) => !without.has(one.id))
      .map((one) => questionLine(desk, one)),
    ...due.map((one) => lineOf(desk, one)),
  ];
  return { lines: lines.slice(0, onCard), more: Math.max(0, lines.length - onCard) };
}

/** What rides in today's card with its buttons, one thing at most: Did it happen?, else a thank-you that is due. */
export async function ridingPrompt(ctx: Context): Promise<Riding | null> {
  const desk = await deskOf(ctx);
  const [meeting] = unanswered(desk);
  if (meeting) return { id: meeting.id, blocks: happenedBlocks(desk, meeting) };
  const owed = (await openFollowUps(ctx)).find((one) => one.what === 'thanks' && one.due <= ctx.today);
  return owed ? { id: owed.id, blocks: promptBlocks(desk, owed) } : null;
}

/** A prompt in the card: the id of its meeting or follow-up, and what is shown. */
export interface Riding {
  readonly id: string;
  readonly blocks: readonly Block[];
}

/** What was promised, in the member's own words; null when the follow-up of that id is no open promise, or has none. */
export async function promiseOf(ctx: Context, id: string): Promise<string | null> {
  const owed = (await openFollowUps(ctx)).find((one) => one.id === id);
  return owed?.what === 'promise' ? owed.text : null;
}

/** A route about something open: the second press of two says that it is settled. */
function about(run: (ctx: Context, owed: FollowUp) => Promise<Answer>): Route {
  return async (ctx, args) => {
    const owed = await mine(ctx, args);
    if (owed.state !== 'open')
      return [
        message(
          'Settled already',
          owed.state === 'done' ? 'That is done already.' : 'That was dropped already.',
        ),
      ];
    return run(ctx, owed);
  };
}

async function felt(ctx: Context, args: Values): Promise<{ touch: TouchRow; owed: FollowUp }> {
  const touch = await touchBy(ctx, args.t ?? '');
  if (!touch) throw new Refusal('That is no longer in your log. Nothing changed.');
  return { touch, owed: await mine(ctx, args) };
}

async function mine(ctx: Context, args: Values): Promise<FollowUp> {
  const owed = await followUpBy(ctx, args.f ?? '');
  if (!owed) throw new Refusal('That is not on your list any more. “followups” shows what is.');
  return owed;
}
