// Touches, ratings, marks and holds as stored; and the fold's last result, kept beside them as a cache.

import { activityRows, emptyActivity } from '../people/rows.ts';
import { change, insert, newId, nextSeq, type Own, remove } from '../store/own.ts';
import { note, noteEach } from '../store/quick.ts';
import type { ContactsTable, TouchesTable } from '../store/schema.ts';
import { onceFor, rowsOf } from '../store/shelf.ts';
import type { Hold, KeptContact, Mark, Outcome, Rated } from './rules/state.ts';

/** A touch as stored, its note opened. */
export interface TouchRow {
  readonly id: string;
  readonly seq: number;
  readonly day: string;
  readonly contact: string | null;
  readonly activity: string;
  readonly kind: string;
  readonly foreseen: number;
  readonly felt: number | null;
  readonly outcome: Outcome | null;
  readonly outcomeOn: string | null;
  readonly wasReply: boolean;
  readonly wasFollowUp: boolean;
  readonly note: string | null;
  readonly meeting: string | null;
  readonly pick: string | null;
  readonly at: number;
}

/** What is told of a new touch. */
export interface NewTouch {
  readonly day: string;
  readonly contact: string | null;
  readonly activity: string;
  readonly kind: string;
  readonly felt?: number | null;
  readonly outcome?: Outcome | null;
  readonly outcomeOn?: string | null;
  readonly wasReply?: boolean;
  readonly wasFollowUp?: boolean;
  readonly note?: string | null;
  readonly meeting?: string | null;
  readonly pick?: string | null;
}

/** What may be changed of one. */
export type TouchPatch = Partial<Omit<NewTouch, 'pick' | 'meeting'>>;

/** All touches of the member by day, then by order of logging. */
export async function touchesOf(own: Own): Promise<readonly TouchRow[]> {
  return openTouches(await rowsOf(own, 'touches'), own);
}

const openTouches = onceFor((rows: readonly TouchesTable[], own: Own): readonly TouchRow[] =>
  rows.map((row) => touchOf(own, row)),
);

/** What the ladder keeps of each person; no name is opened for it. */
export async function keptContacts(own: Own): Promise<readonly KeptContact[]> {
  return kept(await rowsOf(own, 'contacts'), own);
}

const kept = onceFor((rows: readonly ContactsTable[]): readonly KeptContact[] =>
  rows.map((row) => ({
    id: row.id,
    known: row.known,
    rating: null,
    paused: row.paused === 1,
    restingUntil: row.resting_until,
    keepInTouchOn: row.keep_in_touch_on,
  })),
);

/** One touch of the member, or null. */
export async function touchBy(own: Own, id: string): Promise<TouchRow | null> {
  const row = await own.db
    .selectFrom('touches')
    .selectAll()
    .where('member', '=', own.member)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? touchOf(own, row) : null;
}

/** Keep a touch; gives its id. The fold is the caller's next step. */
export async function addTouch(own: Own, touch: NewTouch): Promise<string> {
  const id = newId();
  await insert(own, 'touches', {
    id,
    seq: await nextSeq(own),
    contact: touch.contact,
    activity: touch.activity,
    foreseen: 0,
    felt: null,
    outcome: null,
    outcome_on: null,
    was_reply: 0,
    was_follow_up: 0,
    note_sealed: null,
    meeting: touch.meeting ?? null,
    pick: touch.pick ?? null,
    created_at: own.now,
    day: touch.day,
    kind: touch.kind,
    ...columns(own, id, touch),
  });
  return id;
}

/** Change a touch; false when it is not the member's. */
export async function changeTouchRow(own: Own, id: string, patch: TouchPatch): Promise<boolean> {
  return change(own, 'touches', id, columns(own, id, patch));
}

/** Keep a rating as tapped, 0–100; null takes it back to the typical value. */
export async function addRating(
  own: Own,
  day: string,
  of: 'activity' | 'contact',
  target: string,
  value: number | null,
): Promise<void> {
  const seq = await nextSeq(own);
  await insert(own, 'ratings', { seq, day, target_kind: of, target, value });
}

/** Every rating as tapped. */
export async function ratingsOf(own: Own): Promise<readonly Rated[]> {
  const rows = await rowsOf(own, 'ratings');
  return rows.map((row) => ({
    day: row.day,
    seq: row.seq,
    of: row.target_kind,
    id: row.target,
    value: row.value,
  }));
}

/** Two contacts become one: what was said of the kept one holds; of the other's, only where nothing was said. */
export async function moveRatings(own: Own, from: string, to: string): Promise<void> {
  const ratings = await own.db
    .selectFrom('ratings')
    .select(['id', 'target'])
    .where('member', '=', own.member)
    .where('target_kind', '=', 'contact')
    .where('target', 'in', [from, to])
    .execute();
  const said = ratings.some((rating) => rating.target === to);
  for (const { id, target } of ratings) {
    if (target !== from) continue;
    if (said) await remove(own, 'ratings', id);
    else await change(own, 'ratings', id, { target: to });
  }
}

/** Not today, and why: one a day; said again, the why is what was said last. */
export async function mark(own: Own, day: string, why: Mark['why']): Promise<void> {
  const row = await own.db
    .selectFrom('marks')
    .select('id')
    .where('member', '=', own.member)
    .where('day', '=', day)
    .executeTakeFirst();
  if (row) await change(own, 'marks', row.id, { why });
  else await insert(own, 'marks', { seq: await nextSeq(own), day, why });
}

/** Every Not today. */
export async function marksOf(own: Own): Promise<readonly Mark[]> {
  const rows = await rowsOf(own, 'marks');
  return rows.map((row) => ({ day: row.day, seq: row.seq, why: row.why }));
}

/** Stay here a while, on or off. */
export async function hold(own: Own, day: string, on: boolean): Promise<void> {
  await insert(own, 'holds', { seq: await nextSeq(own), day, held: on ? 1 : 0 });
  await change(own, 'members', own.member, { hold: on ? 1 : 0 });
}

/** Every turn of Stay here a while. */
export async function holdsOf(own: Own): Promise<readonly Hold[]> {
  const rows = await rowsOf(own, 'holds');
  return rows.map((row) => ({ day: row.day, seq: row.seq, on: row.held === 1 }));
}

/** The fold's result, by id. */
export interface Folded {
  readonly edge: number;
  readonly contacts: ReadonlyMap<string, number | null>;
  readonly activities: ReadonlyMap<string, number | null>;
  readonly foreseen: ReadonlyMap<string, number>;
}

/** Keep the fold's last result: only what differs is written, and none of it is part of undo. */
export async function keepFold(own: Own, folded: Folded): Promise<void> {
  if ((await rowsOf(own, 'members'))[0]?.edge !== folded.edge)
    await note(own, 'members', own.member, { edge: folded.edge });
  const rated = new Map<string, { readonly rating: number | null }>();
  for (const row of await rowsOf(own, 'contacts')) {
    const rating = folded.contacts.get(row.id) ?? null;
    if (rating !== row.rating) rated.set(row.id, { rating });
  }
  await noteEach(own, 'contacts', rated);
  await keepActivityRatings(own, folded.activities);
  const foreseen = new Map<string, { readonly foreseen: number }>();
  for (const row of await rowsOf(own, 'touches')) {
    const value = folded.foreseen.get(row.id);
    if (value !== undefined && value !== row.foreseen) foreseen.set(row.id, { foreseen: value });
  }
  await noteEach(own, 'touches', foreseen);
}

async function keepActivityRatings(own: Own, ratings: ReadonlyMap<string, number | null>): Promise<void> {
  const rows = new Map((await activityRows(own)).map((a) => [a.activity, a]));
  for (const row of rows.values()) {
    const rating = ratings.get(row.activity) ?? null;
    if (rating !== row.rating) await note(own, 'activities', row.id, { rating });
  }
  for (const [activity, rating] of ratings) {
    if (rating === null || rows.has(activity)) continue;
    await own.db
      .insertInto('activities')
      .values({ ...emptyActivity(own, activity), rating })
      .execute();
  }
}

function columns(own: Own, id: string, touch: TouchPatch): Partial<TouchesTable> {
  const note = touch.note;
  return {
    ...(touch.day !== undefined && { day: touch.day }),
    ...(touch.contact !== undefined && { contact: touch.contact }),
    ...(touch.activity !== undefined && { activity: touch.activity }),
    ...(touch.kind !== undefined && { kind: touch.kind }),
    ...(touch.felt !== undefined && { felt: touch.felt }),
    ...(touch.outcome !== undefined && { outcome: touch.outcome }),
    ...(touch.outcomeOn !== undefined && { outcome_on: touch.outcomeOn }),
    ...(touch.wasReply !== undefined && { was_reply: touch.wasReply ? 1 : 0 }),
    ...(touch.wasFollowUp !== undefined && { was_follow_up: touch.wasFollowUp ? 1 : 0 }),
    ...(note !== undefined && { note_sealed: note === null ? null : own.key.seal(place(id), note) }),
  };
}

function touchOf(own: Own, row: TouchesTable): TouchRow {
  return {
    id: row.id,
    seq: row.seq,
    day: row.day,
    contact: row.contact,
    activity: row.activity,
    kind: row.kind,
    foreseen: row.foreseen,
    felt: row.felt,
    outcome: row.outcome,
    outcomeOn: row.outcome_on,
    wasReply: row.was_reply === 1,
    wasFollowUp: row.was_follow_up === 1,
    get note() {
      return row.note_sealed === null ? null : own.key.open(place(row.id), row.note_sealed);
    },
    meeting: row.meeting,
    pick: row.pick,
    at: row.created_at,
  };
}

const place = (row: string) => ({ table: 'touches', column: 'note_sealed', row });
