// A meeting half told: who is unclear or new, which day, planned or held is asked back by buttons, one thing at a
// time, and the rest is kept meanwhile (sealed). Reading is understand/, keeping is keep.ts.

import type { Context, Route, Values } from '../command.ts';
import { closeFlow, keepFlow, openFlows } from '../flows/rows.ts';
import {
  activityRows,
  addContact,
  type Contact,
  contactsOf,
  countContacts,
  mostContacts,
} from '../people/rows.ts';
import { ACTIVITIES } from '../people/rules/activities.ts';
import { Refusal } from '../refusal.ts';
import { limits } from '../reply/limits.ts';
import type { Answer } from '../reply/reply.ts';
import { bold, t } from '../reply/rich.ts';
import { button, controls, cut, message, text } from '../reply/say.ts';
import { newId } from '../store/own.ts';
import { dayAndDate } from '../time/spoken.ts';
import { type LogReading, readLog } from '../understand/log.ts';
import { findPeople, indexPeople } from '../understand/mentions.ts';
import { readPeople, type TypedPerson } from '../understand/people.ts';
import { keepHeld } from './held.ts';
import { keepPlanned, type Told } from './keep.ts';
import { type MeetingKind, meetingKind } from './rules.ts';

const kept = 'pending-meeting';

/** What is told so far, and what is still to be asked. */
export interface Draft extends Omit<Told, 'kind'> {
  readonly kind: MeetingKind | null;
  readonly unclear: readonly { readonly words: string; readonly candidates: readonly string[] }[];
  readonly unknown: readonly TypedPerson[];
  /** null: has to be asked. */
  readonly planned: boolean | null;
  readonly dayGiven: boolean;
  /** The other day that the words may mean. */
  readonly otherDay: string | null;
}

/** Read a line against the member's people; behind `meeting`, words that name no way are a meeting all the same. */
export async function readLine(ctx: Context, said: string, verb: 'log' | 'meeting'): Promise<LogReading> {
  const own = (await activityRows(ctx)).flatMap((a) =>
    a.name === null ? [] : [{ id: a.activity, name: a.name }],
  );
  const activities = [...ACTIVITIES.map(({ id, name }) => ({ id, name })), ...own];
  const contacts = await peopleOf(ctx);
  const options = { today: ctx.today, time: ctx.time, contacts, activities, verb };
  const read = readLog(said, options);
  return verb === 'meeting' && read.kind === undefined ? readLog(`meeting ${said}`, options) : read;
}

async function peopleOf(ctx: Context) {
  return (await contactsOf(ctx)).map(({ id, name, label, organization }) => ({
    id,
    name,
    label,
    ...(organization && { org: organization }),
  }));
}

/** A reading as a draft. */
export function draftOf(reading: LogReading): Draft {
  const asksTense = reading.doubts.includes('planned') || reading.doubts.includes('tense');
  return {
    people: reading.people.map((one) => one.id),
    unclear: reading.unclear.map(({ words, candidates }) => ({ words, candidates })),
    unknown: reading.unknown,
    kind: reading.meeting ? meetingKind(reading.meeting.kind) : null,
    planned: asksTense ? null : reading.planned,
    day: reading.day,
    dayGiven: reading.dayGiven || reading.meeting?.start !== undefined,
    otherDay: reading.otherDay ?? null,
    start: reading.meeting?.start ?? null,
    end: reading.meeting?.end ?? null,
    felt: reading.felt,
    note: reading.note,
    no: reading.outcome === 'no',
    promised: reading.promised,
  };
}

/** Names typed into a form → people, unclear and new ones. */
export async function whoOf(
  ctx: Context,
  typed: string,
): Promise<Pick<Draft, 'people' | 'unclear' | 'unknown'>> {
  if (typed.length > limits.note)
    throw new Refusal(
      `Names can be ${limits.note.toLocaleString('en')} characters long at most, all together.`,
      'who',
    );
  const contacts = indexPeople(await peopleOf(ctx));
  const { people, tooLong } = readPeople(typed);
  if (tooLong.length) throw new Refusal(`A name can be ${limits.field} characters long at most.`, 'who');
  const named = people.map((person) => {
    const { found, unclear } = findPeople(
      person.org ? `${person.name} from ${person.org}` : person.name,
      contacts,
    );
    const [first] = found;
    // "Maria Nova" is not the Maria Quist of the list without being asked.
    const sure = first !== undefined && first.words.trim() === person.name.trim();
    const near = [...found.map((one) => one.id), ...unclear.flatMap((one) => one.candidates)];
    return { person, sure: sure ? first.id : null, near };
  });
  return {
    people: [...new Set(named.flatMap((one) => one.sure ?? []))],
    unclear: named
      .filter((one) => one.sure === null && one.near.length)
      .map((one) => ({ words: one.person.name, candidates: one.near })),
    unknown: named.filter((one) => one.sure === null && !one.near.length).map((one) => one.person),
  };
}

/** Ask the next thing that is not clear, else keep the meeting. */
export async function settle(ctx: Context, draft: Draft): Promise<Answer> {
  const [unclear] = draft.unclear;
  const [unknown] = draft.unknown;
  if (unclear) return askWhich(ctx, draft, unclear);
  if (unknown) return askAdd(ctx, draft, unknown);
  if (draft.planned === null) return askHeld(ctx, draft);
  if (draft.otherDay !== null) return askDay(ctx, draft, draft.otherDay);
  await closeFlow(ctx, kept);
  const told = { ...draft, kind: draft.kind ?? 'other' };
  return draft.planned ? keepPlanned(ctx, told) : keepHeld(ctx, told);
}

/** Put a draft aside; gives the mark that its buttons carry, so that those of an older question are known for stale. */
async function aside(ctx: Context, draft: Draft): Promise<string> {
  const n = newId().slice(0, 8);
  await keepFlow(ctx, kept, 'kept', { n, draft: JSON.stringify(draft) });
  return n;
}

async function askWhich(ctx: Context, draft: Draft, unclear: Draft['unclear'][number]): Promise<Answer> {
  const n = await aside(ctx, draft);
  const people = (await contactsOf(ctx))
    .filter((one) => unclear.candidates.includes(one.id))
    .slice(0, limits.buttons - 1);
  const question =
    people.length === 1
      ? t`Do you mean ${bold(people[0]?.name ?? '')}?`
      : t`Which ${bold(cut(unclear.words, 60))} do you mean?`;
  const choices = people.map((one: Contact) => button(inFull(one), 'meeting.which', { n, c: one.id }));
  return [
    message(
      'Who do you mean?',
      text(question),
      controls(...choices, button('Someone else', 'meeting.else', { n })),
    ),
  ];
}

async function askAdd(ctx: Context, draft: Draft, unknown: TypedPerson): Promise<Answer> {
  const n = await aside(ctx, draft);
  const name = cut(unknown.name, 40);
  const others = draft.people.length + draft.unknown.length > 1 || draft.kind === 'event';
  return [
    message(
      'Someone new',
      text(t`I don't know ${bold(name)} yet. Shall I add them, and keep the meeting?`),
      controls(
        button(`Add ${name}`, 'meeting.add', { n }),
        others ? button('Leave them out', 'meeting.without', { n }) : button('No', 'meeting.leave'),
      ),
    ),
  ];
}

async function askHeld(ctx: Context, draft: Draft): Promise<Answer> {
  const n = await aside(ctx, draft);
  return [
    message(
      'Has it happened?',
      text(t`${bold(dayAndDate(draft.day, ctx.today))}: has it happened already?`),
      controls(
        button('It happened', 'meeting.held', { n, h: '1' }),
        button('Still to come', 'meeting.held', { n, h: '0' }),
      ),
    ),
  ];
}

async function askDay(ctx: Context, draft: Draft, other: string): Promise<Answer> {
  const n = await aside(ctx, draft);
  const days = [draft.day, other].map((day) =>
    button(dayAndDate(day, ctx.today), 'meeting.on', { n, d: day }),
  );
  return [message('Which day?', 'Which day do you mean?', controls(...days))];
}

/** The draft that a button belongs to. */
async function asked(ctx: Context, args: Values): Promise<Draft> {
  const open = (await openFlows(ctx)).find((flow) => flow.name === kept);
  if (!open || open.data.n !== args.n) throw new Refusal('That has been settled already. Nothing changed.');
  return JSON.parse(open.data.draft ?? '{}') as Draft;
}

/** The buttons of all that is asked back. */
export const draftRoutes: Readonly<Record<string, Route>> = {
  which: async (ctx, args) => {
    const draft = await asked(ctx, args);
    const [first, ...unclear] = draft.unclear;
    const id = args.c ?? '';
    const there = first?.candidates.includes(id) && (await contactsOf(ctx)).some((one) => one.id === id);
    if (!there) throw new Refusal('That person is not on your list any more. Nothing was kept.');
    return settle(ctx, { ...draft, unclear, people: [...new Set([...draft.people, id])] });
  },
  else: async (ctx, args) => {
    const draft = await asked(ctx, args);
    const [first, ...unclear] = draft.unclear;
    return settle(ctx, {
      ...draft,
      unclear,
      unknown: first ? [{ name: first.words }, ...draft.unknown] : draft.unknown,
    });
  },
  add: async (ctx, args) => {
    const draft = await asked(ctx, args);
    const [first, ...unknown] = draft.unknown;
    if (!first) return settle(ctx, draft);
    if ((await countContacts(ctx)) >= mostContacts)
      throw new Refusal(
        `You have ${mostContacts.toLocaleString('en')} people already, which is all that I can keep.`,
      );
    const id = await addContact(ctx, ctx.today, {
      name: first.name,
      ...(first.org && { organization: first.org }),
    });
    ctx.note(`adding ${cut(first.name, 40)}`);
    return settle(ctx, { ...draft, unknown, people: [...draft.people, id] });
  },
  without: async (ctx, args) => {
    const draft = await asked(ctx, args);
    return settle(ctx, { ...draft, unknown: draft.unknown.slice(1) });
  },
  leave: async (ctx) => {
    await closeFlow(ctx, kept);
    return [message('Left as it is', 'Left as it is: nothing was kept.')];
  },
  held: async (ctx, args) => settle(ctx, { ...(await asked(ctx, args)), planned: args.h !== '1' }),
  on: async (ctx, args) => {
    const draft = await asked(ctx, args);
    const day = args.d ?? '';
    if (day !== draft.day && day !== draft.otherDay)
      throw new Refusal('That has been settled already. Nothing changed.');
    return settle(ctx, { ...draft, day, otherDay: null });
  },
};

/** Somebody's name in full, with where they work, to tell two apart. */
const inFull = (person: Contact): string =>
  person.organization ? `${person.name} (${person.organization})` : person.name;
