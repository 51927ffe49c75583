// Contacts and activities as stored; names, organisations, addresses and notes are opened and sealed here.

import { change, insert, newId, type Own, remove, type Within } from '../store/own.ts';
import { note, put } from '../store/quick.ts';
import type { ActivitiesTable, ContactsTable } from '../store/schema.ts';
import { onceFor, rowsOf } from '../store/shelf.ts';
import { breathe } from '../time/breath.ts';
import type { Known } from './rules/activities.ts';
import { labels, type Named } from './rules/labels.ts';

export interface Contact {
  readonly id: string;
  readonly name: string;
  /** Short name as shown on cards: chosen, else made from the name. */
  readonly label: string;
  readonly chosenLabel: string | null;
  readonly organization: string | null;
  readonly email: string | null;
  readonly url: string | null;
  readonly notes: string | null;
  readonly known: Known | null;
  /** 0–100; null: not rated, the typical value of the kind holds. */
  readonly rating: number | null;
  readonly paused: boolean;
  readonly restingUntil: string | null;
  readonly keepInTouchOn: string | null;
  readonly referredBy: string | null;
  readonly createdOn: string;
}

/** What may be written of a contact; left out: unchanged. */
export interface ContactFields {
  readonly name?: string;
  readonly label?: string | null;
  readonly organization?: string | null;
  readonly email?: string | null;
  readonly url?: string | null;
  readonly notes?: string | null;
  readonly known?: Known | null;
  readonly paused?: boolean;
  readonly restingUntil?: string | null;
  readonly keepInTouchOn?: string | null;
  readonly referredBy?: string | null;
}

/** All contacts of the member, opened, oldest first. */
export async function contactsOf(own: Own): Promise<readonly Contact[]> {
  const rows = await rowsOf(own, 'contacts');
  if (own.apart && manyUnopened(rows)) await own.apart('people', openApart);
  return openAll(own, rows);
}

/** Contacts opened between two breaths: ten thousand at once would hold up everybody for a third of a second. */
const openedAtOnce = 500;
/** So many names are opened in a unit of work; more hold up others longer than it takes to begin anew. */
const openedWithin = 2_000;

/** What was opened of each row, for as long as it stands: whoever adds one person does not open the others again. */
const names = new WeakMap<ContactsTable, Named>();
const opened = new WeakMap<readonly ContactsTable[], readonly Contact[]>();

const manyUnopened = (rows: readonly ContactsTable[]): boolean =>
  rows.length > openedWithin &&
  !opened.has(rows) &&
  rows.filter((row) => !names.has(row)).length > openedWithin;

/** Read in one unit of work, opened after it; the next one finds the same rows (lasting.ts). */
async function openApart(within: Within): Promise<void> {
  const { own, rows } = await within(async (one) => ({ own: one, rows: await rowsOf(one, 'contacts') }));
  await openAll(own, rows);
}

/** Contacts of rows that were read before; nothing is read for it. */
export async function openAll(
  own: Pick<Own, 'key'>,
  rows: readonly ContactsTable[],
): Promise<readonly Contact[]> {
  const known = opened.get(rows);
  if (known) return known;
  let fresh = 0;
  for (const row of rows) {
    if (names.has(row)) continue;
    names.set(row, namesIn(own, row));
    fresh += 1;
    if (fresh % openedAtOnce === 0) await breathe();
  }
  const told = rows.map((row) => names.get(row)!);
  await breathe();
  const short = labels(told);
  await breathe();
  const all = rows.map((row, i) => new Opened(own, row, told[i]!, short.get(row.id)));
  opened.set(rows, all);
  return all;
}

/** The full names of all contacts, and nothing else of them: cheap enough to be asked at every letter typed. */
export async function namesOf(own: Own): Promise<readonly string[]> {
  const rows = await own.db
    .selectFrom('contacts')
    .select(['id', 'name_sealed'])
    .where('member', '=', own.member)
    .execute();
  return rows.map((row) =>
    own.key.open({ table: 'contacts', column: 'name_sealed', row: row.id }, row.name_sealed),
  );
}

/** One contact of the member by id, or null: also when the id is someone else's. */
export async function contactOf(own: Own, id: string): Promise<Contact | null> {
  return (await contactsOf(own)).find((c) => c.id === id) ?? null;
}

/** The same without opening anybody else: the label is the whole name. */
export async function personOf(own: Own, id: string): Promise<Contact | null> {
  const row = await own.db
    .selectFrom('contacts')
    .selectAll()
    .where('member', '=', own.member)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return new Opened(own, row, namesIn(own, row));
}

/** As many contacts a member may have. */
export const mostContacts = 10_000;

/** How many contacts the member has. */
export async function countContacts(own: Own): Promise<number> {
  const row = await own.db
    .selectFrom('contacts')
    .select((e) => e.fn.countAll().as('n'))
    .where('member', '=', own.member)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The contact of exactly this name (folded), if any, without opening others. */
export async function sameName(own: Own, name: string): Promise<string | null> {
  const row = await own.db
    .selectFrom('contacts')
    .select('id')
    .where('member', '=', own.member)
    .where('name_hash', '=', own.key.hash('name', fold(name)))
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Keep a new contact; gives its id. */
export async function addContact(
  own: Own,
  today: string,
  fields: ContactFields & { readonly name: string },
): Promise<string> {
  // People added together keep the order in which they were named.
  const before = own.journal.filter((c) => c.table === 'contacts' && c.op === 'insert').length;
  return insert(own, 'contacts', newRow(own, today, fields, before));
}

/** The row of a new contact; `place` keeps the order of those added together. */
export function newRow(
  own: Pick<Own, 'key' | 'now'>,
  today: string,
  fields: ContactFields & { readonly name: string },
  place: number,
  id = newId(),
) {
  return {
    id,
    name_sealed: '',
    name_hash: '',
    label_sealed: null,
    org_sealed: null,
    email_sealed: null,
    url_sealed: null,
    notes_sealed: null,
    known: null,
    rating: null,
    paused: 0 as const,
    resting_until: null,
    keep_in_touch_on: null,
    referred_by: null,
    created_at: own.now + place,
    created_on: today,
    asked_on: null,
    ...columns(own, id, fields),
  };
}

/** Change a contact; false when it is not the member's. */
export async function changeContact(own: Own, id: string, fields: ContactFields): Promise<boolean> {
  return change(own, 'contacts', id, columns(own, id, fields));
}

/** Take a contact's row away (merge, forget). */
export async function removeContact(own: Own, id: string): Promise<boolean> {
  return remove(own, 'contacts', id);
}

/** Names compare without case, accents, or doubled blanks. */
export const fold = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** An activity as the member has it: rated, hidden, own. Built-in ones without a row are as the catalogue says. */
export interface ActivityRow {
  readonly id: string;
  readonly activity: string;
  /** Own activities only. */
  readonly name: string | null;
  readonly fits: readonly Known[] | null;
  readonly rating: number | null;
  readonly hidden: boolean;
  readonly askedOn: readonly string[];
}

/** Rows of the member's activities. */
export async function activityRows(own: Own): Promise<readonly ActivityRow[]> {
  const rows = await rowsOf(own, 'activities');
  return openActivities(rows, own);
}

const openActivities = onceFor((rows: readonly ActivitiesTable[], own: Own): readonly ActivityRow[] =>
  rows.map((row) => ({
    id: row.id,
    activity: row.activity,
    name:
      row.name_sealed === null
        ? null
        : own.key.open(place('activities', 'name_sealed', row.id), row.name_sealed),
    fits: row.fits === null ? null : (JSON.parse(row.fits) as Known[]),
    rating: row.rating,
    hidden: row.hidden === 1,
    askedOn: row.asked_on === null ? [] : (JSON.parse(row.asked_on) as string[]),
  })),
);

/** Hide, show, or note when its rating was asked; makes the row when there is none. */
export async function changeActivity(
  own: Own,
  activity: string,
  patch: Partial<Pick<ActivitiesTable, 'hidden' | 'asked_on'>>,
): Promise<void> {
  const row = (await activityRows(own)).find((a) => a.activity === activity);
  if (row) await change(own, 'activities', row.id, patch);
  else await insert(own, 'activities', { ...emptyActivity(own, activity), ...patch });
}

/** Note the days on which an activity's rating was asked (JSON), past undo; `row`: null makes one. */
export async function noteAsked(
  own: Own,
  activity: string,
  row: string | null,
  asked_on: string,
): Promise<void> {
  if (row) await note(own, 'activities', row, { asked_on });
  else await put(own, 'activities', { ...emptyActivity(own, activity), asked_on });
}

/** Add an activity of the member's own; gives its activity id. */
export async function addActivity(own: Own, name: string): Promise<string> {
  const row = emptyActivity(own, `own-${newId()}`);
  const name_sealed = own.key.seal(place('activities', 'name_sealed', row.id), name);
  await insert(own, 'activities', { ...row, name_sealed });
  return row.activity;
}

/** A row for a built-in activity that has none yet. */
export function emptyActivity(own: Own, activity: string): ActivitiesTable {
  return {
    id: newId(),
    member: own.member,
    activity,
    name_sealed: null,
    fits: null,
    rating: null,
    hidden: 0,
    asked_on: null,
  };
}

/** The columns of what may be written of a contact. */
export function columns(own: Pick<Own, 'key'>, id: string, fields: ContactFields): Partial<ContactsTable> {
  const sealed = (column: string, value: string | null | undefined) =>
    value === undefined
      ? {}
      : { [column]: value === null ? null : own.key.seal(place('contacts', column, id), value) };
  return {
    ...sealed('name_sealed', fields.name),
    ...(fields.name !== undefined && { name_hash: own.key.hash('name', fold(fields.name)) }),
    ...sealed('label_sealed', fields.label),
    ...sealed('org_sealed', fields.organization),
    ...sealed('email_sealed', fields.email),
    ...sealed('url_sealed', fields.url),
    ...sealed('notes_sealed', fields.notes),
    ...(fields.known !== undefined && { known: fields.known }),
    ...(fields.paused !== undefined && { paused: fields.paused ? 1 : 0 }),
    ...(fields.restingUntil !== undefined && { resting_until: fields.restingUntil }),
    ...(fields.keepInTouchOn !== undefined && { keep_in_touch_on: fields.keepInTouchOn }),
    ...(fields.referredBy !== undefined && { referred_by: fields.referredBy }),
  };
}

const openText = (own: Pick<Own, 'key'>, row: ContactsTable, column: keyof ContactsTable) => {
  const sealed = row[column] as string | null;
  return sealed === null ? null : own.key.open(place('contacts', column, row.id), sealed);
};

const namesIn = (own: Pick<Own, 'key'>, row: ContactsTable): Named => ({
  id: row.id,
  name: openText(own, row, 'name_sealed') ?? '',
  label: openText(own, row, 'label_sealed'),
});

/**
 * Every name is opened for the labels; what else is sealed, only when it is looked at: of ten thousand people few are. A class, since
 * getters of each one's own take ten times the room, and a tenth of such a card's time. A copy by `...` is without them.
 */
class Opened implements Contact {
  readonly #own: Pick<Own, 'key'>;
  readonly #row: ContactsTable;
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly chosenLabel: string | null;
  readonly known: Known | null;
  readonly rating: number | null;
  readonly paused: boolean;
  readonly restingUntil: string | null;
  readonly keepInTouchOn: string | null;
  readonly referredBy: string | null;
  readonly createdOn: string;

  constructor(own: Pick<Own, 'key'>, row: ContactsTable, { name, label: chosen }: Named, label = name) {
    this.#own = own;
    this.#row = row;
    this.id = row.id;
    this.name = name;
    this.label = label;
    this.chosenLabel = chosen ?? null;
    this.known = row.known;
    this.rating = row.rating;
    this.paused = row.paused === 1;
    this.restingUntil = row.resting_until;
    this.keepInTouchOn = row.keep_in_touch_on;
    this.referredBy = row.referred_by;
    this.createdOn = row.created_on;
  }

  get organization() {
    return openText(this.#own, this.#row, 'org_sealed');
  }
  get email() {
    return openText(this.#own, this.#row, 'email_sealed');
  }
  get url() {
    return openText(this.#own, this.#row, 'url_sealed');
  }
  get notes() {
    return openText(this.#own, this.#row, 'notes_sealed');
  }
}

const place = (table: string, column: string, row: string) => ({ table, column, row });
