// Keeping a meeting that is still to come: planned, moved, dropped. One that was held is held.ts.

import type { Context } from '../command.ts';
import { touchesOf } from '../ladder/rows.ts';
import { isAskingWay } from '../ladder/rules/ground.ts';
import { Refusal } from '../refusal.ts';
import type { Answer } from '../reply/reply.ts';
import { t } from '../reply/rich.ts';
import { aside, button, controls, listed, message, text } from '../reply/say.ts';
import { addDays } from '../time/days.ts';
import { dayAndDate } from '../time/spoken.ts';
import { deskOf, labelsOf, meetingLine, namedMeeting } from './owed.ts';
import {
  addMeeting,
  changeFollowUp,
  changeMeeting,
  type Meeting,
  meetingsOf,
  openFollowUps,
} from './rows.ts';
import { aheadDays, endOf, type MeetingKind, meetingKind, planningWay, promptAt } from './rules.ts';
import { changeTouch, kindOfActivity, logTouch } from './touch.ts';
import { clockOf, dayAt, instantOf, wakingOf, zoneOf } from './when.ts';
import { capital } from './words.ts';

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
  /** It came to a no. */
  readonly no?: boolean;
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
      ? "I'll ask how it went on the next card after it."
      : `I'll ask how it went ${atTime(ctx, meeting.promptAt)}.`;
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
export function atTime(ctx: Context, at: number): string {
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

/** Whether it is a planned meeting of that day with one of these people. */
export const isSame = (one: Meeting, told: Told): boolean =>
  one.state === 'planned' &&
  one.day === told.day &&
  (one.contacts.some((id) => told.people.includes(id)) ||
    (one.contacts.length === 0 && told.people.length === 0 && one.kind === told.kind));

/** Ids of both, each once. */
export const union = (a: readonly string[], b: readonly string[]): readonly string[] => [
  ...new Set([...a, ...b]),
];
