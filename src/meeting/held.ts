// Keeping a meeting that was held, and what follows at once: one touch a person, the thank-yous, the first prompt.

import type { Context } from '../command.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, Block } from '../reply/reply.ts';
import { bold, type Rich, t } from '../reply/rich.ts';
import { aside, button, controls, list, listed, message, text } from '../reply/say.ts';
import { addDays } from '../time/days.ts';
import { dayAndDate } from '../time/spoken.ts';
import { hasBeenALot } from './feeling.ts';
import { atTime, instantsOf, isSame, type Told, union } from './keep.ts';
import { type Desk, deskOf, labelsOf, lineOf, meetingLine, namedMeeting, promptBlocks } from './owed.ts';
import {
  addMeeting,
  changeFollowUp,
  changeMeeting,
  type FollowUp,
  followUpBy,
  type Meeting,
  meetingBy,
  meetingsOf,
  openFollowUps,
  owe,
} from './rows.ts';
import {
  backDays,
  heldWay,
  isPromptedNow,
  meetingKind,
  promiseDue,
  promptAgainAt,
  promptAt,
  thanksDue,
} from './rules.ts';
import { logTouch } from './touch.ts';
import { wakingOf, zoneOf } from './when.ts';

/** Thank-yous with buttons in one message: two threes, and room for Undo and a debrief (at most 8). */
const prompted = 2;

/** Keep a meeting that was held; one that was planned for that day is the same one. */
export async function keepHeld(ctx: Context, told: Told): Promise<Answer> {
  if (told.day > ctx.today)
    throw new Refusal(
      `${dayAndDate(told.day, ctx.today)} is still to come. Which day was it? Nothing was kept.`,
      'date',
    );
  if (told.day < addDays(ctx.today, -backDays))
    throw new Refusal(
      `${dayAndDate(told.day, ctx.today)} is more than ${backDays} days ago; I can keep the last ${backDays} days.`,
      'date',
    );
  const { start, end } = instantsOf(ctx, told);
  const same = (await meetingsOf(ctx)).find((one) => isSame(one, told));
  const fields = {
    kind: told.kind,
    day: told.day,
    state: 'held' as const,
    promptAt: null,
    ...(start !== null && { start, end }),
    ...(told.note && { note: told.note }),
  };
  const id = same ? same.id : await addMeeting(ctx, { ...fields, contacts: told.people });
  if (same) await changeMeeting(ctx, same.id, { ...fields, contacts: union(same.contacts, told.people) });
  const meeting = await meetingBy(ctx, id);
  if (!meeting) throw new Error('a meeting just kept is not there');
  const owed = await follow(ctx, meeting, told);
  const [first] = owed;
  const no = told.no && first?.touch ? await ctx.hand('today.talked', { t: first.touch, o: 'no' }) : [];
  const said = await heldMessage(ctx, meeting, owed, 'Logged', told);
  // A feeling said in the line weighs as much as one that was tapped.
  const heavy = told.felt !== undefined && (await hasBeenALot(ctx, told.felt * 10));
  return [said, ...no, ...(heavy ? await ctx.hand('peace.enter') : [])];
}

/** A planned meeting happened: the touches and the follow-ups; the answer is the first thank-you prompt. */
export async function happened(ctx: Context, meeting: Meeting): Promise<Answer> {
  if (meeting.day > ctx.today)
    throw new Refusal(
      `That is planned for ${dayAndDate(meeting.day, ctx.today)}, which is still to come. If it was earlier, press Moved.`,
    );
  await changeMeeting(ctx, meeting.id, { state: 'held', promptAt: null, prompted: true });
  const owed = await follow(ctx, { ...meeting, end: null }, {}, meeting.end);
  return [await heldMessage(ctx, meeting, owed, 'It happened', {})];
}

/**
 * One touch a person, and a thank-you owed to each. `end` decides when the thank-you is prompted (null: now, by the
 * answer itself); `realEnd` is the end that the second prompt counts from, when the first is now for another reason.
 */
async function follow(
  ctx: Context,
  meeting: Meeting,
  told: Partial<Told>,
  realEnd = meeting.end,
): Promise<readonly FollowUp[]> {
  const kind = meetingKind(meeting.kind);
  const felt = told.felt === undefined ? null : told.felt * 10;
  if (felt !== null) await changeMeeting(ctx, meeting.id, { felt });
  const waking = wakingOf(ctx.me, zoneOf(ctx));
  const now = isPromptedNow(meeting.end, ctx.now);
  const at = now ? promptAgainAt(realEnd, ctx.now, waking) : promptAt(meeting.end ?? ctx.now, waking);
  const base = { day: meeting.day, kind: meeting.kind, felt, meeting: meeting.id };
  if (meeting.contacts.length === 0)
    await logTouch(ctx, { ...base, contact: null, activity: heldWay(kind, false) });
  const owed: FollowUp[] = [];
  for (const contact of meeting.contacts) {
    const touch = await logTouch(ctx, { ...base, contact, activity: heldWay(kind, true), outcome: 'talked' });
    const thanks = {
      due: thanksDue(meeting.day, ctx.today),
      touch,
      meeting: meeting.id,
      promptAt: at,
      prompts: now ? 1 : 0,
    };
    // One thank-you is enough for two meetings with the same person.
    const open = (await openFollowUps(ctx)).find((one) => one.contact === contact && one.what === 'thanks');
    if (open) await changeFollowUp(ctx, open.id, thanks);
    const kept = await followUpBy(
      ctx,
      open ? open.id : await owe(ctx, { contact, what: 'thanks', ...thanks }),
    );
    if (kept) owed.push(kept);
  }
  const [first] = meeting.contacts;
  if (told.promised && first)
    await promise(ctx, first, told.promised.words, told.promised.due ?? null, meeting.id);
  return owed;
}

/** Keep a promise: with its words, on its date. */
export async function promise(
  ctx: Context,
  contact: string,
  words: string,
  due: string | null,
  meeting: string | null,
): Promise<FollowUp> {
  const id = await owe(ctx, {
    contact,
    what: 'promise',
    text: words,
    due: promiseDue(due, ctx.today),
    meeting,
  });
  const kept = await followUpBy(ctx, id);
  if (!kept) throw new Error('a promise just kept is not there');
  return kept;
}

async function heldMessage(
  ctx: Context,
  meeting: Meeting,
  owed: readonly FollowUp[],
  said: string,
  told: Partial<Told>,
) {
  const desk = await deskOf(ctx);
  const undo = ctx.note(`logging ${namedMeeting(desk, meeting)}`);
  const now = owed.some((one) => one.prompts > 0);
  const offers = [
    button('A few words about it', 'meeting.debrief', { m: meeting.id }),
    button('Undo', 'undo.it', { c: undo }),
  ];
  const felt = told.felt === undefined ? '' : ` It felt ${told.felt} of 10.`;
  const line = text(t`${said}: ${meetingLine(desk, desk.meeting(meeting.id) ?? meeting)}.${felt}`);
  const due = dayAndDate(promiseDue(told.promised?.due ?? null, ctx.today), ctx.today);
  const promised = told.promised ? aside(t`I'll remind you of your promise on ${due}.`) : null;
  const later = owed[0]?.promptAt ?? null;
  if (!now)
    return message(
      'Logged',
      line,
      promised,
      later !== null && aside(laterLine(ctx, desk, meeting, later)),
      controls(...offers),
    );
  return message(
    'Logged, and a thank-you is due',
    line,
    promised,
    ...thanksBlocks(desk, owed),
    controls(...offers),
  );
}

const laterLine = (ctx: Context, desk: Desk, meeting: Meeting, at: number): Rich =>
  t`I'll bring words to thank ${bold(listed(labelsOf(desk, meeting)))} ${atTime(ctx, at)}.`;

/** Thank-yous: the first two with words and buttons, the rest as lines. */
export function thanksBlocks(desk: Desk, owed: readonly FollowUp[]): Block[] {
  const blocks = owed.slice(0, prompted).flatMap((one) => promptBlocks(desk, one));
  const rest = owed.slice(prompted);
  return rest.length
    ? [...blocks, aside('Then, in your follow-ups:'), list(rest.map((one) => lineOf(desk, one)))]
    : blocks;
}
