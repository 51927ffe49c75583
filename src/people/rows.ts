// Contacts and activities as stored; names, organisations, addresses and notes are opened and sealed here.

import { change, insert, newId, type Own, remove } from '../store/own.ts';
import type { ActivitiesTable, ContactsTable } from '../store/schema.ts';
import type { Known } from './rules/activities.ts';
import { labels } from './rules/labels.ts';

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

/** Contacts once opened in a unit of work, until one is written: an ask looks at them many times. */
const opened = new WeakMap<
  Own['journal'],
  { readonly written: number; readonly contacts: readonly Contact[] }
>();

const written = (own: Own) => own.journal.filter((change) => change.table === 'contacts').length;

/** What was written past the journal (the fold's ratings, an undo) is read anew. */
export const readAnew = (own: Own): void => void opened.delete(own.journal);

/** All contacts of the member, opened, oldest first. */
export async function contactsOf(own: Own): Promise<readonly Contact[]> {
  const known = opened.get(own.journal);
  if (known?.written === written(own)) return known.contacts;
  const contacts = await openAll(own);
  opened.set(own.journal, { written: written(own), contacts });
  return contacts;
}

async function openAll(own: Own): Promise<readonly Contact[]> {
  const rows = await own.db
    .selectFrom('contacts')
    .selectAll()
    .where('member', '=', own.member)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const all = rows.map((row) => opener(own, row));
  const short = labels(all.map((c) => ({ id: c.id, name: c.name, label: c.chosenLabel })));
  return all.map((c) => ({ ...c, label: short.get(c.id) ?? c.name }));
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
  const id = newId();
  await insert(own, 'contacts', {
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
    paused: 0,
    resting_until: null,
    keep_in_touch_on: null,
    referred_by: null,
    // People added together keep the order in which they were named.
    created_at: own.now + own.journal.filter((c) => c.table === 'contacts' && c.op === 'insert').length,
    created_on: today,
    ...columns(own, id, fields),
  });
  return id;
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
  const rows = await own.db
    .selectFrom('activities')
    .selectAll()
    .where('member', '=', own.member)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
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
  }));
}

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

function columns(own: Own, id: string, fields: ContactFields): Partial<ContactsTable> {
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

function opener(own: Own, row: ContactsTable): Omit<Contact, 'label'> {
  const open = (column: string, value: string | null) =>
    value === null ? null : own.key.open(place('contacts', column, row.id), value);
  return {
    id: row.id,
    name: open('name_sealed', row.name_sealed) ?? '',
    chosenLabel: open('label_sealed', row.label_sealed),
    organization: open('org_sealed', row.org_sealed),
    email: open('email_sealed', row.email_sealed),
    url: open('url_sealed', row.url_sealed),
    notes: open('notes_sealed', row.notes_sealed),
    known: row.known,
    rating: row.rating,
    paused: row.paused === 1,
    restingUntil: row.resting_until,
    keepInTouchOn: row.keep_in_touch_on,
    referredBy: row.referred_by,
    createdOn: row.created_on,
  };
}

const place = (table: string, column: string, row: string) => ({ table, column, row });
