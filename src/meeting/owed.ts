// What is owed, as the member sees it: a line, words to use, Done · Later · Drop. Read only; presses are followups.ts.

import type { Context } from '../command.ts';
import { type TouchRow, touchesOf } from '../ladder/rows.ts';
import { type Contact, contactsOf } from '../people/rows.ts';
import type { Block, Control } from '../reply/reply.ts';
import { bold, type Rich, t } from '../reply/rich.ts';
import { button, controls, text, words } from '../reply/say.ts';
import { addDays } from '../time/days.ts';
import { dayAndDate } from '../time/spoken.ts';
import type { Facts, Opener } from '../voice/facts.ts';
import { opener } from '../voice/openers.ts';
import { type FollowUp, type Meeting, meetingsOf } from './rows.ts';
import { backDays, meetingKind } from './rules.ts';
import { clockOf } from './when.ts';
import { capital, dueWord, meetingNamed, meetingWith, type OwedFacts, owedLine } from './words.ts';

/** People, meetings and touches by id, opened once for one answer. */
export interface Desk {
  readonly ctx: Context;
  person(id: string | null): Contact | null;
  /** Short label; "them" for someone who is gone. */
  label(id: string | null): string;
  meeting(id: string | null): Meeting | null;
  touch(id: string | null): TouchRow | null;
  readonly meetings: readonly Meeting[];
}

/** Open what answers about meetings are made from. */
export async function deskOf(ctx: Context): Promise<Desk> {
  const people = new Map((await contactsOf(ctx)).map((one) => [one.id, one]));
  const all = await meetingsOf(ctx);
  const meetings = new Map(all.map((one) => [one.id, one]));
  const touches = new Map((await touchesOf(ctx)).map((one) => [one.id, one]));
  const by =
    <T>(map: ReadonlyMap<string, T>) =>
    (id: string | null) =>
      id === null ? null : (map.get(id) ?? null);
  const person = by(people);
  return {
    ctx,
    person,
    label: (id) => person(id)?.label ?? 'them',
    meeting: by(meetings),
    touch: by(touches),
    meetings: all,
  };
}

/** Labels of the people in a meeting who are still there. */
export const labelsOf = (desk: Desk, meeting: Pick<Meeting, 'contacts'>): readonly string[] =>
  meeting.contacts.flatMap((id) => desk.person(id)?.label ?? []);

/** "the coffee with Maria", for undo. */
export const namedMeeting = (desk: Desk, meeting: Pick<Meeting, 'contacts' | 'kind'>): string =>
  meetingNamed(meetingKind(meeting.kind), labelsOf(desk, meeting));

/** "coffee with Maria, Tuesday 24 November, 10:00–11:00". */
export function meetingLine(desk: Desk, meeting: Meeting): Rich {
  const { ctx } = desk;
  const time =
    meeting.start === null
      ? ''
      : `, ${clockOf(ctx, meeting.start)}${meeting.end === null ? '' : `–${clockOf(ctx, meeting.end)}`}`;
  return t`${meetingWith(meetingKind(meeting.kind), labelsOf(desk, meeting))}, ${bold(dayAndDate(meeting.day, ctx.today))}${time}`;
}

/** The same as a line of its own: with a capital. */
export function meetingLineAlone(desk: Desk, meeting: Meeting): Rich {
  const [first, ...rest] = meetingLine(desk, meeting);
  return first ? [{ ...first, text: capital(first.text) }, ...rest] : [];
}

/** What a line of it is made from. */
export function factsOf(desk: Desk, owed: FollowUp): OwedFacts {
  const told =
    owed.what === 'tell'
      ? (desk.touch(owed.touch)?.contact ?? null)
      : owed.what === 'referral'
        ? (desk.person(owed.contact)?.referredBy ?? null)
        : null;
  return {
    what: owed.what,
    who: desk.label(owed.contact),
    text: owed.text,
    other: desk.person(told)?.label ?? null,
  };
}

/** "Thank Maria · due today". */
export const lineOf = (desk: Desk, owed: FollowUp): Rich =>
  t`${owedLine(factsOf(desk, owed))} · ${dueWord(owed.due, desk.ctx.today)}`;

/** The way that Done on it counts as: the activity's id; null for a promise, which is only kept. */
export function wayOf(desk: Desk, owed: FollowUp): string | null {
  switch (owed.what) {
    case 'thanks':
    case 'card':
    case 'connect':
      return owed.what;
    case 'promise':
      return null;
    case 'referral':
      return desk.person(owed.contact)?.known === 'referred' ? 'referral' : 'message';
    default:
      return 'message';
  }
}

/** Words to use for it. */
function wordsFor(desk: Desk, owed: FollowUp): Opener {
  const { ctx } = desk;
  const person = desk.person(owed.contact);
  const kind = desk.meeting(owed.meeting)?.kind;
  const turn = turnOf(desk, owed);
  const facts: Facts = {
    activity: wayOf(desk, owed) ?? 'message',
    known: person?.known ?? 'unsure',
    name: person?.label ?? '',
    organization: person?.organization ?? undefined,
    toldBy: desk.person(person?.referredBy ?? null)?.name,
    named: owed.what === 'tell' ? (factsOf(desk, owed).other ?? undefined) : undefined,
    followUp: false,
    reply: owed.what === 'reply',
    answered: owed.what !== 'referral' && owed.what !== 'connect',
    thanksFor: kind === undefined ? undefined : meetingKind(kind),
    owedPromise: owed.what === 'promise' ? 'promise' : undefined,
    // Thanks for talks of one kind go through their words in turn; all else has an order of its own each time.
    seed: turn === null ? `${ctx.me.seed} ${owed.id}` : `${ctx.me.seed} thanks`,
  };
  return opener(facts, turn ?? 0);
}

/** The how many-eth thanks for a talk of its kind this is, from 0; null when it is no thanks for a talk. */
function turnOf(desk: Desk, owed: FollowUp): number | null {
  const held = owed.what === 'thanks' ? desk.meeting(owed.meeting) : null;
  if (!held) return null;
  const alike = desk.meetings.filter((one) => one.kind === held.kind);
  const before = alike.slice(0, alike.indexOf(held)).reduce((n, one) => n + one.contacts.length, 0);
  return before + Math.max(0, held.contacts.indexOf(owed.contact));
}

/** The prompt for one: its line, words to use, Done · Later · Drop. */
export function promptBlocks(desk: Desk, owed: FollowUp): Block[] {
  const of = { f: owed.id };
  const kind = desk.meeting(owed.meeting)?.kind;
  const forWhat =
    owed.what === 'thanks' && kind
      ? ` for the ${meetingWith(meetingKind(kind), [])
          .map((run) => run.text)
          .join('')}`
      : '';
  return [
    text(t`${bold(`${owedLine(factsOf(desk, owed))}${forWhat}`)} · ${dueWord(owed.due, desk.ctx.today)}`),
    words(wordsFor(desk, owed)),
    ...row([
      button('Done', 'followups.done', of, 'primary'),
      button('Later', 'followups.later', of),
      button('Drop', 'followups.drop', of),
    ]),
  ];
}

/** Did it happen?, with its buttons. */
export function happenedBlocks(desk: Desk, meeting: Meeting, own = false): Block[] {
  const of = { m: meeting.id, ...(own && { o: '1' }) };
  return [
    text(t`${meetingLineAlone(desk, meeting)}. Did it happen?`),
    ...row([
      button('It happened', 'meeting.happened', of, 'primary'),
      button('Moved', 'meeting.moved', of),
      button('Not happening', 'meeting.off', of),
    ]),
  ];
}

/** Planned meetings whose time is over and that nobody has told of: they ride in the card and stand in the list. */
export function unanswered(desk: Desk): readonly Meeting[] {
  const { ctx } = desk;
  return desk.meetings.filter(
    (one) =>
      one.state === 'planned' &&
      (one.promptAt === null || one.promptAt <= ctx.now) &&
      one.day >= addDays(ctx.today, -backDays) &&
      (one.end === null ? one.day < ctx.today : one.end <= ctx.now),
  );
}

function row(all: readonly Control[]): Block[] {
  const made = controls(...all);
  return made ? [made] : [];
}
