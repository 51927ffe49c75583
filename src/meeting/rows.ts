// Meetings and what is owed, as stored. Promises' words, lessons and notes are sealed here.

import { change, insert, newId, nextSeq, type Own } from '../store/own.ts';
import type { FollowUpsTable, MeetingsTable } from '../store/schema.ts';
import { onceFor, rowsOf } from '../store/shelf.ts';
import type { Unit } from '../store/transaction.ts';

export interface Meeting {
  readonly id: string;
  readonly kind: string;
  /** Ids of the people in it. */
  readonly contacts: readonly string[];
  readonly day: string;
  /** Instants, epoch ms; null when no time was given. */
  readonly start: number | null;
  readonly end: number | null;
  readonly state: MeetingsTable['state'];
  /** When to ask or prompt, epoch ms; null: rides in the next card, or done. */
  readonly promptAt: number | null;
  readonly prompted: boolean;
  readonly felt: number | null;
  readonly learned: string | null;
  readonly gave: string | null;
  readonly got: string | null;
  readonly note: string | null;
}

/** What may be written of a meeting. */
export type MeetingFields = Partial<Omit<Meeting, 'id'>>;

const sealedOfMeeting = {
  learned: 'learned_sealed',
  gave: 'gave_sealed',
  got: 'got_sealed',
  note: 'note_sealed',
} as const;

/** All meetings of the member, by day, then by order of logging. */
export async function meetingsOf(own: Own): Promise<readonly Meeting[]> {
  return openMeetings(await rowsOf(own, 'meetings'), own);
}

const openMeetings = onceFor((rows: readonly MeetingsTable[], own: Own): readonly Meeting[] =>
  rows.map((row) => meetingOf(own, row)),
);

/** One meeting of the member, or null. */
export async function meetingBy(own: Own, id: string): Promise<Meeting | null> {
  const row = await own.db
    .selectFrom('meetings')
    .selectAll()
    .where('member', '=', own.member)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? meetingOf(own, row) : null;
}

/** Keep a new meeting; gives its id. */
export async function addMeeting(
  own: Own,
  fields: MeetingFields & Pick<Meeting, 'kind' | 'contacts' | 'day' | 'state'>,
): Promise<string> {
  const id = newId();
  const { kind, contacts, day, state } = fields;
  await insert(own, 'meetings', {
    id,
    seq: await nextSeq(own),
    start_at: null,
    end_at: null,
    prompt_at: null,
    prompted: 0,
    felt: null,
    created_at: own.now,
    ...meetingColumns(own, id, fields),
    kind,
    contacts: JSON.stringify(contacts),
    day,
    state,
  });
  return id;
}

/** Change a meeting; false when it is not the member's. */
export async function changeMeeting(own: Own, id: string, fields: MeetingFields): Promise<boolean> {
  return change(own, 'meetings', id, meetingColumns(own, id, fields));
}

export interface FollowUp {
  readonly id: string;
  readonly contact: string;
  readonly what: FollowUpsTable['what'];
  readonly due: string;
  readonly state: FollowUpsTable['state'];
  readonly optional: boolean;
  /** What was promised, or other words of the member's. */
  readonly text: string | null;
  readonly touch: string | null;
  readonly meeting: string | null;
  readonly promptAt: number | null;
  /** How often it was prompted for. */
  readonly prompts: number;
}

/** What may be written of one. */
export type FollowUpFields = Partial<Omit<FollowUp, 'id'>>;

/** Open follow-ups, the longest due first. */
export async function openFollowUps(own: Own): Promise<readonly FollowUp[]> {
  const all = await followUpsOf(own);
  return all.filter((f) => f.state === 'open').sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** Every follow-up, in order of making. */
export async function followUpsOf(own: Own): Promise<readonly FollowUp[]> {
  return readFollowUps(await rowsOf(own, 'follow_ups'), own);
}

const readFollowUps = onceFor((rows: readonly FollowUpsTable[], own: Own): readonly FollowUp[] =>
  rows.map((row) => followUpOf(own, row)),
);

/** One follow-up of the member, or null. */
export async function followUpBy(own: Own, id: string): Promise<FollowUp | null> {
  const row = await own.db
    .selectFrom('follow_ups')
    .selectAll()
    .where('member', '=', own.member)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? followUpOf(own, row) : null;
}

/** Keep something owed; gives its id. */
export async function owe(
  own: Own,
  owed: FollowUpFields & Pick<FollowUp, 'contact' | 'what' | 'due'>,
): Promise<string> {
  const id = newId();
  const { contact, what, due } = owed;
  await insert(own, 'follow_ups', {
    id,
    seq: await nextSeq(own),
    state: 'open',
    optional: 0,
    prompts: 0,
    created_at: own.now,
    touch: null,
    meeting: null,
    prompt_at: null,
    ...followUpColumns(own, id, owed),
    contact,
    what,
    due,
  });
  return id;
}

/** Change a follow-up; false when it is not the member's. */
export async function changeFollowUp(own: Own, id: string, fields: FollowUpFields): Promise<boolean> {
  return change(own, 'follow_ups', id, followUpColumns(own, id, fields));
}

/** Steps of a card that stood for something owed: done with a touch, or off the card (dropped, moved to another day). */
export async function settlePicks(own: Own, followUp: string, touch: string | null): Promise<void> {
  const rows = await own.db
    .selectFrom('picks')
    .select('id')
    .where('member', '=', own.member)
    .where('owed', '=', followUp)
    .where('state', 'in', ['waiting', 'later'])
    .execute();
  for (const row of rows)
    await change(own, 'picks', row.id, touch ? { state: 'done', touch } : { state: 'swapped' });
}

/** Members with a meeting to ask about now. */
export async function membersToAsk(unit: Unit, limit: number): Promise<readonly string[]> {
  const rows = await unit.db
    .selectFrom('meetings')
    .innerJoin('members', 'members.id', 'meetings.member')
    .select('meetings.member')
    .distinct()
    .where('meetings.prompt_at', '<=', unit.now)
    .where('meetings.state', '=', 'planned')
    .where('members.state', '=', 'active')
    .where('members.zone', 'is not', null)
    .limit(limit)
    .execute();
  return rows.map((row) => row.member);
}

/** Members with a follow-up to be prompted for now. */
export async function membersToPrompt(unit: Unit, limit: number): Promise<readonly string[]> {
  const rows = await unit.db
    .selectFrom('follow_ups')
    .innerJoin('members', 'members.id', 'follow_ups.member')
    .select('follow_ups.member')
    .distinct()
    .where('follow_ups.prompt_at', '<=', unit.now)
    .where('follow_ups.state', '=', 'open')
    .where('members.state', '=', 'active')
    .where('members.zone', 'is not', null)
    .limit(limit)
    .execute();
  return rows.map((row) => row.member);
}

/** Asked-for messages of the member's local day: sent, or on their way. */
export async function askedToday(own: Own, day: string): Promise<number> {
  const row = await own.db
    .selectFrom('outbox')
    .select((e) => e.fn.countAll().as('n'))
    .where('member', '=', own.member)
    .where('day', '=', day)
    .where('budget', '=', 'asked')
    .where('state', 'not in', ['dead', 'expired'])
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

function meetingColumns(own: Own, id: string, fields: MeetingFields): Partial<MeetingsTable> {
  const sealed = Object.entries(sealedOfMeeting).flatMap(([field, column]) => {
    const value = fields[field as keyof typeof sealedOfMeeting];
    if (value === undefined) return [];
    return [[column, value === null ? null : own.key.seal({ table: 'meetings', column, row: id }, value)]];
  });
  return {
    ...(fields.kind !== undefined && { kind: fields.kind }),
    ...(fields.contacts !== undefined && { contacts: JSON.stringify(fields.contacts) }),
    ...(fields.day !== undefined && { day: fields.day }),
    ...(fields.start !== undefined && { start_at: fields.start }),
    ...(fields.end !== undefined && { end_at: fields.end }),
    ...(fields.state !== undefined && { state: fields.state }),
    ...(fields.promptAt !== undefined && { prompt_at: fields.promptAt }),
    ...(fields.prompted !== undefined && { prompted: fields.prompted ? 1 : 0 }),
    ...(fields.felt !== undefined && { felt: fields.felt }),
    ...Object.fromEntries(sealed),
  };
}

function meetingOf(own: Own, row: MeetingsTable): Meeting {
  const open = (column: keyof MeetingsTable) => {
    const value = row[column] as string | null;
    return value === null ? null : own.key.open({ table: 'meetings', column, row: row.id }, value);
  };
  return {
    id: row.id,
    kind: row.kind,
    contacts: JSON.parse(row.contacts) as string[],
    day: row.day,
    start: row.start_at,
    end: row.end_at,
    state: row.state,
    promptAt: row.prompt_at,
    prompted: row.prompted === 1,
    felt: row.felt,
    get learned() {
      return open('learned_sealed');
    },
    get gave() {
      return open('gave_sealed');
    },
    get got() {
      return open('got_sealed');
    },
    get note() {
      return open('note_sealed');
    },
  };
}

function followUpColumns(own: Own, id: string, fields: FollowUpFields): Partial<FollowUpsTable> {
  const text = fields.text;
  return {
    ...(fields.contact !== undefined && { contact: fields.contact }),
    ...(fields.what !== undefined && { what: fields.what }),
    ...(fields.due !== undefined && { due: fields.due }),
    ...(fields.state !== undefined && { state: fields.state }),
    ...(fields.optional !== undefined && { optional: fields.optional ? 1 : 0 }),
    ...(text !== undefined && { text_sealed: text === null ? null : own.key.seal(textOf(id), text) }),
    ...(fields.touch !== undefined && { touch: fields.touch }),
    ...(fields.meeting !== undefined && { meeting: fields.meeting }),
    ...(fields.promptAt !== undefined && { prompt_at: fields.promptAt }),
    ...(fields.prompts !== undefined && { prompts: fields.prompts }),
  };
}

function followUpOf(own: Own, row: FollowUpsTable): FollowUp {
  return {
    id: row.id,
    contact: row.contact,
    what: row.what,
    due: row.due,
    state: row.state,
    optional: row.optional === 1,
    get text() {
      return row.text_sealed === null ? null : own.key.open(textOf(row.id), row.text_sealed);
    },
    touch: row.touch,
    meeting: row.meeting,
    promptAt: row.prompt_at,
    prompts: row.prompts,
  };
}

const textOf = (row: string) => ({ table: 'follow_ups', column: 'text_sealed', row });
