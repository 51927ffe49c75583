// rungs.json back as rows, under its old ids where they are free: into a house in which nothing has happened yet as it
// was then, else beside what is there. Written through the journal, so that undo takes all of it back.

import { holdsOf, marksOf, ratingsOf } from '../ladder/rows.ts';
import { changeMember, daysOffOf, moveMember } from '../member/rows.ts';
import { weekdays } from '../member/rules.ts';
import type { Brought } from '../people/broughtRows.ts';
import { activityRows } from '../people/rows.ts';
import { labels } from '../people/rules/labels.ts';
import { bulkInsert, type NewRow, newId, type Own, type OwnTable, type Within } from '../store/own.ts';
import type { MembersTable } from '../store/schema.ts';
import { breathe } from '../time/breath.ts';
import { isZone } from '../time/zones.ts';
import type { Archive, Row } from '../understand/import/archive.ts';

/** Rows written between two breaths, and ids asked for in one statement. */
const batch = 1_000;

/** Old id → id here. */
type Ids = ReadonlyMap<string, string>;

/** Where the people of an archive go. */
export interface Placed {
  readonly ids: Ids;
}

/** How the rest of it is brought back. */
export interface Way {
  /** Nothing has happened here yet. */
  readonly fresh: boolean;
  /** When to ask how a planned meeting went that ends then, epoch ms. */
  readonly promptAt: (end: number) => number;
}

/** Write all but the people, who are there already. */
export async function restore(own: Own, archive: Archive, { ids: people }: Placed, way: Way): Promise<void> {
  const order = await orderOf(own, archive, way.fresh);
  if (way.fresh) await restoreMember(own, archive.member);
  const ways = await restoreWays(own, archive.activities);
  const meetings = await restoreMeetings(own, archive, people, order, way);
  const touches = await restoreTouches(own, archive, people, meetings, order);
  await restoreOwed(own, archive, people, meetings, touches, order);
  await restoreRatings(own, archive, people, ways, order);
  await restoreMarks(own, archive, order);
}

/** The order of logging: as it was, or counted on behind all that was logged here. `next` for what had no number. */
interface Order {
  readonly of: (was: number | null) => number;
}

async function orderOf(own: Own, archive: Archive, fresh: boolean): Promise<Order> {
  const lists = [archive.touches, archive.ratings ?? [], archive.marks, archive.holds];
  const said = [...new Set(lists.flatMap((list) => list.flatMap((one) => one.order ?? [])))];
  const numbers = said.sort((a, b) => a - b);
  const row = await own.db
    .selectFrom('members')
    .select('next_seq')
    .where('id', '=', own.member)
    .executeTakeFirstOrThrow();
  const from = fresh ? 0 : row.next_seq;
  // Numbers of theirs on top of those here would double with each export that is brought back, and run out.
  const places = new Map(numbers.map((was, i) => [was, fresh ? was : from + i + 1]));
  const most = fresh ? (numbers.at(-1) ?? 0) : numbers.length;
  const unnumbered =
    lists.reduce((n, list) => n + list.length, 0) + archive.meetings.length + archive.followUps.length;
  let next = from + most;
  await moveMember(own, { next_seq: Math.max(row.next_seq, from + most + unnumbered + 2) });
  return {
    of: (was) => {
      const place = was === null ? undefined : places.get(was);
      if (place !== undefined) return place;
      next += 1;
      return next;
    },
  };
}

async function restoreMember(own: Own, was: Archive['member']): Promise<void> {
  const isTime = (text: string | null | undefined): text is string =>
    /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text ?? '');
  const days = weekdays.filter((day) => was.days.includes(day));
  await changeMember(own, {
    ...(was.zone !== null && isZone(was.zone) && { zone: was.zone }),
    ...(isTime(was.morning) && { morning: was.morning }),
    ...(days.length > 0 && { days: days.join(',') }),
    ...(was.quiet &&
      isTime(was.quiet[0]) &&
      isTime(was.quiet[1]) && { quiet_from: was.quiet[0], quiet_until: was.quiet[1] }),
    ...(was.goal !== null && { goal: was.goal }),
    ...(was.talkGoal !== null && { talk_goal: was.talkGoal }),
    ...(was.startEdge !== null && { start_edge: was.startEdge }),
    ...(was.seed !== null && { seed: was.seed }),
    ...(was.joined !== null && { joined_on: was.joined }),
    hold: was.hold ? 1 : 0,
    paused_until: was.pausedUntil,
  } satisfies Partial<MembersTable>);
}

/** Where the people of an archive go; `known`: who here each is, or null for a new one. `coming` are the new ones. */
export async function placePeople(
  within: Within,
  { contacts }: Archive,
  known: readonly (string | null)[],
): Promise<Placed & { readonly coming: readonly Brought[] }> {
  const free = await within((own) =>
    freeIds(
      own,
      'contacts',
      contacts.map((one) => one.id),
    ),
  );
  const ids = new Map(contacts.map((one, i) => [one.id, known[i] ?? free(one.id)]));
  const chosen = chosenLabels(contacts);
  const coming = contacts
    .filter((_one, i) => known[i] === null)
    .map((one) => ({
      id: ids.get(one.id) as string,
      name: one.name,
      label: chosen.get(one.id) ?? null,
      organization: one.organization,
      email: one.email,
      url: one.url,
      notes: one.notes,
      known: one.known,
      paused: one.paused,
      restingUntil: one.restingUntil,
      keepInTouchOn: one.keepInTouchOn,
      referredBy: (one.referredBy && ids.get(one.referredBy)) ?? null,
      addedOn: one.added,
    }));
  return { ids, coming };
}

/** Whether nobody has any of these ids. */
export const isFree = async (own: Own, ids: readonly string[]): Promise<boolean> =>
  (await present(own, 'contacts', ids, false)).size === 0;

/** Short names that the member chose: said so, or, in a file that does not, other than the one made of the name. */
function chosenLabels(contacts: Archive['contacts']): ReadonlyMap<string, string> {
  const made = labels(contacts.map(({ id, name }) => ({ id, name })));
  return new Map(
    contacts.flatMap((one) => {
      const other = one.label !== made.get(one.id) ? one.label : null;
      const label = one.chosenLabel === false ? other : one.chosenLabel;
      return label ? [[one.id, label]] : [];
    }),
  );
}

/** Ways of the member's own, and those hidden; gives which ids there are. */
async function restoreWays(own: Own, activities: readonly Row<'activity'>[]): Promise<ReadonlySet<string>> {
  const here = new Set((await activityRows(own)).map((one) => one.activity));
  const rows = activities
    .filter((one) => !here.has(one.id) && (one.hidden || one.id.startsWith('own-')))
    .map((one) => {
      const id = newId();
      const name = one.id.startsWith('own-') ? (one.name ?? 'A way of my own') : null;
      return {
        id,
        activity: one.id,
        name_sealed:
          name === null ? null : own.key.seal({ table: 'activities', column: 'name_sealed', row: id }, name),
        fits: name === null || one.fits === null ? null : JSON.stringify(one.fits),
        rating: null,
        hidden: one.hidden ? (1 as const) : (0 as const),
        asked_on: null,
      };
    });
  await put(own, 'activities', rows);
  return new Set(activities.map((one) => one.id));
}

async function restoreMeetings(
  own: Own,
  { meetings }: Archive,
  people: Ids,
  order: Order,
  { promptAt }: Way,
): Promise<Ids> {
  const { ids, coming } = await placeRows(own, 'meetings', meetings);
  const rows = coming.map((one) => {
    const id = ids.get(one.id) as string;
    const seal = (column: string, text: string | null) =>
      text === null ? null : own.key.seal({ table: 'meetings', column, row: id }, text);
    const ahead = one.state === 'planned' && one.end !== null && promptAt(one.end) > own.now;
    return {
      id,
      seq: order.of(null),
      kind: one.kind,
      contacts: JSON.stringify(one.contacts.flatMap((contact) => people.get(contact) ?? [])),
      day: one.date ?? new Date(one.start ?? own.now).toISOString().slice(0, 10),
      start_at: one.start,
      end_at: one.end,
      state: one.state,
      prompt_at: ahead && one.end !== null ? promptAt(one.end) : null,
      prompted: one.state === 'planned' ? (0 as const) : (1 as const),
      felt: one.felt,
      learned_sealed: seal('learned_sealed', one.learned),
      gave_sealed: seal('gave_sealed', one.gave),
      got_sealed: seal('got_sealed', one.got),
      note_sealed: seal('note_sealed', one.note),
      created_at: own.now,
    };
  });
  await put(own, 'meetings', rows);
  return ids;
}

async function restoreTouches(
  own: Own,
  { touches }: Archive,
  people: Ids,
  meetings: Ids,
  order: Order,
): Promise<Ids> {
  const { ids, coming } = await placeRows(own, 'touches', touches);
  const rows = coming.map((one) => {
    const id = ids.get(one.id) as string;
    return {
      id,
      seq: order.of(one.order),
      day: one.date,
      contact: one.contact === null ? null : (people.get(one.contact) ?? null),
      activity: one.activity,
      kind: one.kind,
      foreseen: 0,
      felt: one.felt,
      outcome: one.outcome,
      outcome_on: one.outcomeDate,
      was_reply: one.wasReply ? (1 as const) : (0 as const),
      was_follow_up: one.wasFollowUp ? (1 as const) : (0 as const),
      note_sealed:
        one.note === null
          ? null
          : own.key.seal({ table: 'touches', column: 'note_sealed', row: id }, one.note),
      meeting: one.meeting === null ? null : (meetings.get(one.meeting) ?? null),
      pick: null,
      created_at: own.now,
    };
  });
  await put(own, 'touches', rows);
  return ids;
}

async function restoreOwed(
  own: Own,
  { followUps }: Archive,
  people: Ids,
  meetings: Ids,
  touches: Ids,
  order: Order,
): Promise<void> {
  const { ids, coming } = await placeRows(own, 'follow_ups', followUps);
  const rows = coming.flatMap((one) => {
    const id = ids.get(one.id) as string;
    const contact = people.get(one.contact);
    if (contact === undefined) return [];
    return [
      {
        id,
        seq: order.of(null),
        contact,
        what: one.what,
        due: one.due,
        state: one.state,
        optional: one.optional ? (1 as const) : (0 as const),
        text_sealed:
          one.text === null
            ? null
            : own.key.seal({ table: 'follow_ups', column: 'text_sealed', row: id }, one.text),
        touch: one.from === null ? null : (touches.get(one.from) ?? null),
        meeting: one.from === null ? null : (meetings.get(one.from) ?? null),
        prompt_at: null,
        prompts: 0,
        created_at: own.now,
      },
    ];
  });
  await put(own, 'follow_ups', rows);
}

async function restoreRatings(
  own: Own,
  archive: Archive,
  people: Ids,
  ways: ReadonlySet<string>,
  order: Order,
): Promise<void> {
  const here = new Set((await ratingsOf(own)).map((one) => `${one.of} ${one.id} ${one.day} ${one.value}`));
  const said =
    archive.ratings ??
    // A file that says only how things stand: so they were rated on its day.
    [
      ...archive.contacts.map((one) => ({ of: 'contact' as const, id: one.id, value: one.rating })),
      ...archive.activities.map((one) => ({ of: 'activity' as const, id: one.id, value: one.rating })),
    ]
      .filter((one) => one.value !== null)
      .map((one) => ({ ...one, date: archive.exportedOn, order: null }));
  const rows = said.flatMap((one) => {
    const target = one.of === 'contact' ? people.get(one.id) : ways.has(one.id) ? one.id : undefined;
    if (target === undefined || here.has(`${one.of} ${target} ${one.date} ${one.value}`)) return [];
    return [{ seq: order.of(one.order), day: one.date, target_kind: one.of, target, value: one.value }];
  });
  await put(own, 'ratings', rows);
}

async function restoreMarks(own: Own, { marks, holds, daysOff }: Archive, order: Order): Promise<void> {
  const marked = new Set((await marksOf(own)).map((one) => one.day));
  await put(
    own,
    'marks',
    marks
      .filter((one) => !marked.has(one.date))
      .map((one) => ({ seq: order.of(one.order), day: one.date, why: one.why })),
  );
  const held = new Set((await holdsOf(own)).map((one) => `${one.day} ${one.on}`));
  await put(
    own,
    'holds',
    holds
      .filter((one) => !held.has(`${one.date} ${one.on}`))
      .map((one) => ({
        seq: order.of(one.order),
        day: one.date,
        held: one.on ? (1 as const) : (0 as const),
      })),
  );
  const off = new Set((await daysOffOf(own)).map((one) => `${one.from} ${one.to} ${one.why}`));
  await put(
    own,
    'days_off',
    daysOff
      .filter((one) => !off.has(`${one.from} ${one.to} ${one.why}`))
      .map((one) => ({ first: one.from, last: one.to, why: one.why })),
  );
}

/** Ids for rows that come, and which of them are not here already. */
async function placeRows<R extends { readonly id: string }>(
  own: Own,
  table: 'meetings' | 'touches' | 'follow_ups',
  rows: readonly R[],
): Promise<{ readonly ids: Ids; readonly coming: readonly R[] }> {
  const all = rows.map((one) => one.id);
  const mine = await present(own, table, all, true);
  const free = await freeIds(own, table, all);
  return {
    ids: new Map(rows.map((one) => [one.id, mine.has(one.id) ? one.id : free(one.id)])),
    coming: rows.filter((one) => !mine.has(one.id)),
  };
}

/** An old id where nobody has it, else a new one. */
async function freeIds(
  own: Own,
  table: 'contacts' | 'meetings' | 'touches' | 'follow_ups',
  ids: readonly string[],
): Promise<(id: string) => string> {
  const taken = await present(own, table, ids, false);
  return (id) => (taken.has(id) ? newId() : id);
}

/** Which of these ids there are. Of others' rows only that the id is in use: it must be, for ids are unique for all. */
async function present(
  own: Own,
  table: 'contacts' | 'meetings' | 'touches' | 'follow_ups',
  ids: readonly string[],
  mine: boolean,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let at = 0; at < ids.length; at += batch) {
    const query = own.db
      .selectFrom(table)
      .select('id')
      .where('id', 'in', ids.slice(at, at + batch));
    for (const row of await (mine ? query.where('member', '=', own.member) : query).execute())
      found.add(row.id);
  }
  return found;
}

async function put<T extends OwnTable>(own: Own, table: T, rows: readonly NewRow<T>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += batch) {
    await bulkInsert(own, table, rows.slice(at, at + batch));
    await breathe();
  }
}
