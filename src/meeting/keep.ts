// Keeping a meeting, planned or held, and what follows at once: the touch, the thank-yous, the first prompt.

import type { Context } from '../command.ts';
import { touchesOf } from '../ladder/rows.ts';
import { isAskingWay } from '../ladder/rules/ground.ts';
import type { Contact } from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, Block } from '../reply/reply.ts';
import { bold, type Rich, t } from '../reply/rich.ts';
import { aside, button, controls, list, listed, message, text } from '../reply/say.ts';
import { addDays } from '../time/days.ts';
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
  aheadDays,
  backDays,
  endOf,
  heldWay,
  isPromptedNow,
  type MeetingKind,
  meetingKind,
  planningWay,
  promiseDue,
  promptAgainAt,
  promptAt,
  thanksDue,
} from './rules.ts';
import { changeTouch, kindOfActivity, logTouch } from './touch.ts';
import { clockOf, dayAt, instantOf, wakingOf, zoneOf } from './when.ts';
import { capital, dayAndDate } from './words.ts';

/** Thank-yous with buttons in one message: two threes, and room for Undo and a debrief (contract: 8). */
const prompted = 2;

/** A meeting as told: every question about it is answered. */
export interface Told {
  /** Ids of contacts, each the member's. */
  readonly people: readonly string[];
  readonly kind: MeetingKind;
  readonly day: string;
  /** Local times of day; an end at or before the start is past midnight. */
  readonly start: string | null;
  readonly end: string | null;
  /** 0–10. */
  readonly felt?: number | undefined;
  readonly note?: string | undefined;
  readonly promised?: { readonly words: string; readonly due?: string | undefined } | undefined;
}

/** Start and end as instants, both null without a time. Throws Refusal for a time that there is not that day. */
export function instantsOf(
  ctx: Context,
  told: Pick<Told, 'kind' | 'day' | 'start' | 'end'>,
): { start: number | null; end: number | null } {
  if (told.start === null) return { start: null, end: null };
  const start = instantOf(ctx, told.day, told.start);
  const endDay = told.end !== null && told.end <= told.start ? addDays(told.day, 1) : told.day;
  const end = told.end === null ? null : instantOf(ctx, endDay, told.end);
  if (start === null)
    throw new Refusal(
      `${dayAndDate(told.day, ctx.today)} is a date that your time zone skipped. Which day do you mean?`,
      'date',
    );
  return { start, end: endOf(told.kind, start, end !== null && end > start ? end : null) };
}

/** Keep a meeting still to come; the answer confirms it with Undo. */
export async function keepPlanned(ctx: Context, told: Told): Promise<Answer> {
  if (told.day < ctx.today)
    throw new Refusal(
      `${dayAndDate(told.day, ctx.today)} is behind us. Which day do you mean? Nothing was kept.`,
      'date',
    );
  if (told.day > addDays(ctx.today, aheadDays))
    throw new Refusal(
      `${dayAndDate(told.day, ctx.today)} is further ahead than I plan. Which day do you mean? Nothing was kept.`,
      'date',
    );
  const { start, end } = instantsOf(ctx, told);
  const prompt = end === null ? null : promptAt(end, wakingOf(ctx.me, zoneOf(ctx)));
  const fields = {
    kind: told.kind,
    contacts: told.people,
    day: told.day,
    state: 'planned' as const,
    start,
    end,
    promptAt: prompt,
    note: told.note ?? null,
  };
  const same = (await meetingsOf(ctx)).find((one) => isSame(one, told) && one.kind === told.kind);
  const id = same ? same.id : await addMeeting(ctx, fields);
  if (same)
    await changeMeeting(ctx, same.id, {
      ...fields,
      contacts: union(same.contacts, told.people),
      prompted: false,
    });
  else for (const contact of told.people) await book(ctx, contact, told.kind);
  return planned(ctx, id);
}

async function planned(ctx: Context, id: string): Promise<Answer> {
  const desk = await deskOf(ctx);
  const meeting = desk.meeting(id);
  if (!meeting) throw new Error('a meeting just kept is not there');
  const undo = ctx.note(`planning ${namedMeeting(desk, meeting)}`);
  const after =
    meeting.promptAt === null
      ? 'I’ll ask how it went on the next card after it.'
      : `I’ll ask how it went ${atTime(ctx, meeting.promptAt)}.`;
  const of = { m: id };
  return [
    message(
      'Planned',
      text(t`Planned: ${meetingLine(desk, meeting)}.`),
      aside(after),
      controls(
        button('Undo', 'undo.it', { c: undo }),
        button('Moved', 'meeting.moved', of),
        button('Not happening', 'meeting.off', of),
      ),
    ),
  ];
}

/** "on Tuesday 24 November at 12:00"; today it is only the time. */
function atTime(ctx: Context, at: number): string {
  const day = dayAt(ctx, at);
  return day === ctx.today
    ? `at ${clockOf(ctx, at)}`
    : `on ${dayAndDate(day, ctx.today)} at ${clockOf(ctx, at)}`;
}

/** Planning makes the last asking touch booked; where there is none to answer, it is a touch of today itself. */
async function book(ctx: Context, contact: string, kind: MeetingKind): Promise<void> {
  const asked = (await touchesOf(ctx))
    .filter((one) => one.contact === contact && one.meeting === null && isAskingWay(one.activity))
    .at(-1);
  if (asked && (asked.outcome === null || asked.outcome === 'waiting' || asked.outcome === 'replied')) {
    await changeTouch(ctx, asked.id, { outcome: 'booked', outcomeOn: ctx.today });
    for (const owed of await openFollowUps(ctx))
      if (owed.contact === contact && owed.what === 'reply')
        await changeFollowUp(ctx, owed.id, { state: 'done', promptAt: null });
    return;
  }
  const activity = planningWay(kind);
  await logTouch(ctx, {
    day: ctx.today,
    contact,
    activity,
    kind: kindOfActivity(activity),
    outcome: 'booked',
  });
}

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
  return [await heldMessage(ctx, meeting, owed, 'Logged')];
}

/** A planned meeting happened: the touches and the follow-ups; the answer is the first thank-you prompt. */
export async function happened(ctx: Context, meeting: Meeting): Promise<Answer> {
  if (meeting.day > ctx.today)
    throw new Refusal(
      `That is planned for ${dayAndDate(meeting.day, ctx.today)}, which is still to come. If it was earlier, press Moved.`,
    );
  await changeMeeting(ctx, meeting.id, { state: 'held', promptAt: null, prompted: true });
  const owed = await follow(ctx, { ...meeting, end: null }, {}, meeting.end);
  return [await heldMessage(ctx, meeting, owed, 'It happened')];
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

async function heldMessage(ctx: Context, meeting: Meeting, owed: readonly FollowUp[], said: string) {
  const desk = await deskOf(ctx);
  const undo = ctx.note(`logging ${namedMeeting(desk, meeting)}`);
  const now = owed.some((one) => one.prompts > 0);
  const offers = [
    button('A few words about it', 'meeting.debrief', { m: meeting.id }),
    button('Undo', 'undo.it', { c: undo }),
  ];
  const line = text(t`${said}: ${meetingLine(desk, desk.meeting(meeting.id) ?? meeting)}.`);
  const later = owed[0]?.promptAt ?? null;
  if (!now)
    return message(
      'Logged',
      line,
      later !== null && aside(laterLine(ctx, desk, meeting, later)),
      controls(...offers),
    );
  return message('Logged, and a thank-you is due', line, ...thanksBlocks(desk, owed), controls(...offers));
}

const laterLine = (ctx: Context, desk: Desk, meeting: Meeting, at: number): Rich =>
  t`I’ll bring words to thank ${bold(listed(labelsOf(desk, meeting)))} ${atTime(ctx, at)}.`;

/** Thank-yous: the first two with words and buttons, the rest as lines. */
export function thanksBlocks(desk: Desk, owed: readonly FollowUp[]): Block[] {
  const blocks = owed.slice(0, prompted).flatMap((one) => promptBlocks(desk, one));
  const rest = owed.slice(prompted);
  return rest.length
    ? [...blocks, aside('Then, in your follow-ups:'), list(rest.map((one) => lineOf(desk, one)))]
    : blocks;
}

/** Move a planned meeting: the old one stays as moved, the new one stands in its place. */
export async function move(
  ctx: Context,
  meeting: Meeting,
  to: Pick<Told, 'day' | 'start' | 'end'>,
): Promise<Answer> {
  const told = { people: meeting.contacts, kind: meetingKind(meeting.kind), ...to };
  if (to.day < ctx.today) throw new Refusal('That day is behind us. Which day is it now?', 'date');
  const { start, end } = instantsOf(ctx, told);
  await changeMeeting(ctx, meeting.id, { state: 'moved', promptAt: null });
  const prompt = end === null ? null : promptAt(end, wakingOf(ctx.me, zoneOf(ctx)));
  const id = await addMeeting(ctx, {
    kind: told.kind,
    contacts: told.people,
    day: to.day,
    state: 'planned',
    start,
    end,
    promptAt: prompt,
    note: meeting.note,
  });
  const [first, ...rest] = await planned(ctx, id);
  const desk = await deskOf(ctx);
  ctx.note(`moving ${namedMeeting(desk, meeting)}`);
  return first ? [first, ...rest] : [];
}

/** A planned meeting that is not to be: no blame, and the person stays. */
export async function drop(ctx: Context, meeting: Meeting): Promise<Answer> {
  await changeMeeting(ctx, meeting.id, { state: 'dropped', promptAt: null });
  const desk = await deskOf(ctx);
  const undo = ctx.note(`dropping ${namedMeeting(desk, meeting)}`);
  const who = labelsOf(desk, meeting);
  const stays = who.length ? ` ${listed(who)} ${who.length === 1 ? 'stays' : 'stay'} on your list.` : '';
  return [
    message(
      'Not happening',
      text(
        t`${capital(namedMeeting(desk, meeting))} is off. That happens, and asking was your part.${stays}`,
      ),
      controls(button('Undo', 'undo.it', { c: undo })),
    ),
  ];
}

/** A planned meeting of that day with one of these people. */
const isSame = (one: Meeting, told: Told): boolean =>
  one.state === 'planned' &&
  one.day === told.day &&
  (one.contacts.some((id) => told.people.includes(id)) ||
    (one.contacts.length === 0 && told.people.length === 0 && one.kind === told.kind));

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];

/** Somebody's name in full, with where they work, to tell two apart. */
export const inFull = (person: Contact): string =>
  person.organization ? `${person.name} (${person.organization})` : person.name;
