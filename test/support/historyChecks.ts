// What must hold whatever a member did: said within every platform's limits, the stored ladder as the fold has it, no
// row about somebody who is gone, one card a day.

import { expect } from 'vitest';
import type { Answered, Said } from '../../src/app.ts';
import { loadState } from '../../src/day/state.ts';
import { foldState } from '../../src/ladder/rules/fold.ts';
import { memberAt } from '../../src/member/rows.ts';
import { encodeAction } from '../../src/reply/action.ts';
import { limits } from '../../src/reply/limits.ts';
import type { Block, Form, Message } from '../../src/reply/reply.ts';
import { bare } from '../../src/reply/rich.ts';
import { ownOf } from '../../src/store/members.ts';
import type { Own } from '../../src/store/own.ts';
import { instantToLocal } from '../../src/time/zones.ts';
import type { Life } from './history.ts';
import { words } from './houseDoor.ts';

/** Everything said and every form in an answer is within the limits. */
export function checkAnswer(done: Answered): void {
  for (const said of done.said) if (said.message) checkMessage(said.message);
  if (done.form) checkForm(done.form);
}

/** A message within the limits of every platform. Throws with what is over. */
function checkMessage(message: Message): void {
  let buttons = 0;
  let ratings = 0;
  for (const block of message.blocks) {
    if (block.kind === 'rating') {
      ratings += 1;
      encodeAction(block.action);
      if (block.skip) encodeAction(block.skip);
    }
    if (block.kind === 'heading') atMost(bare(block.text).length, limits.heading, 'heading', message);
    if (block.kind === 'picture') atMost(block.alt.length, limits.alt, 'picture', message);
    if (block.kind !== 'controls') continue;
    for (const control of block.controls) {
      buttons += 1;
      if (control.kind === 'file') continue;
      encodeAction(control.action);
      if (control.kind === 'button') atMost(control.label.length, limits.buttonLabel, 'label', message);
      if (control.kind !== 'select') continue;
      atMost(control.options.length, limits.options, 'options', message);
      for (const option of control.options)
        atMost(option.label.length, limits.optionLabel, 'option', message);
    }
  }
  atMost(buttons, limits.buttons, 'buttons', message);
  atMost(ratings, 1, 'ratings', message);
  atMost(lengthOf(message.blocks), limits.text, 'characters', message);
  expect(message.notice).not.toBe('');
}

function checkForm(form: Form): void {
  encodeAction(form.action);
  expect(form.title.length).toBeLessThanOrEqual(limits.formTitle);
  expect(form.fields.length).toBeLessThanOrEqual(limits.formFields);
  for (const field of form.fields) expect(field.label.length).toBeLessThanOrEqual(limits.fieldLabel);
}

function atMost(found: number, most: number, what: string, message: Message): void {
  if (found > most) throw new Error(`${found} ${what} in:\n${words({ message } as unknown as Said)}`);
}

const lengthOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => {
    if (block.kind === 'heading' || block.kind === 'text') return sum + bare(block.text).length;
    if (block.kind === 'list') return sum + block.items.reduce((n, item) => n + bare(item).length + 3, 0);
    if (block.kind === 'facts')
      return sum + block.facts.reduce((n, [a, b]) => n + a.length + bare(b).length + 3, 0);
    if (block.kind === 'words') return sum + block.text.length + (block.subject?.length ?? 0);
    return block.kind === 'rating' ? sum + bare(block.prompt).length : sum;
  }, 0);

/** All that must hold between two steps. */
export async function checkLife(life: Life, sent: Map<string, string>): Promise<void> {
  await withOwn(life, async (own) => {
    await checkFold(own);
    await checkNobodyGone(own);
  });
  const talk = await life.door.said();
  for (const said of talk) if (said.message) checkMessage(said.message);
  const open = talk.filter((said) => said.message?.blocks.some((block) => block.kind === 'rating'));
  expect(open.map(words), 'ratings open at once').toHaveLength(Math.min(1, open.length));
  noteCards(talk, sent);
  await life.door.house.home({ door: 'web', tenant: 'local', user: life.user });
}

/** The morning messages of a talk, by local day: one each. */
function noteCards(talk: readonly Said[], sent: Map<string, string>): void {
  for (const said of talk) {
    if (!/^Good morning/.test(words(said))) continue;
    // The zones of these histories are an hour apart: their mornings fall on one date.
    const day = instantToLocal('Europe/Berlin', new Date(said.at)).date;
    const there = sent.get(day);
    if (there !== undefined && there !== said.id) throw new Error(`two cards on ${day}`);
    sent.set(day, said.id);
  }
}

/** Do something with the member's own rows. */
export function withOwn<T>(life: Pick<Life, 'store' | 'user'>, run: (own: Own) => Promise<T>): Promise<T> {
  return life.store.work(async (unit) => {
    const member = await memberAt(unit, { door: 'web', tenant: 'local', user: life.user });
    const own = member && (await ownOf(unit, life.store.vault, member));
    if (!own) throw new Error('the member is gone');
    return run(own);
  });
}

/** Cache = fold: edge, hold, ratings and what was foreseen, as stored, are what the log folds to. */
export async function checkFold(own: Own): Promise<void> {
  const fold = foldState(await loadState(own, ''));
  const mine = <T extends 'contacts' | 'activities' | 'touches'>(table: T) =>
    own.db
      .selectFrom(table as 'touches')
      .selectAll()
      .where('member', '=', own.member)
      .execute();
  const me = await own.db
    .selectFrom('members')
    .selectAll()
    .where('id', '=', own.member)
    .executeTakeFirstOrThrow();
  const contacts = (await mine('contacts')) as unknown as readonly { id: string; rating: number | null }[];
  const ways = (await mine('activities')) as unknown as readonly {
    activity: string;
    rating: number | null;
  }[];
  const touches = await mine('touches');
  expect({ edge: me.edge, hold: me.hold === 1 }).toEqual({ edge: fold.edge, hold: fold.hold });
  const of = (all: ReadonlyMap<string, number>, ids: readonly string[]) =>
    Object.fromEntries(ids.map((id) => [id, all.get(id) ?? null]));
  expect(Object.fromEntries(contacts.map((c) => [c.id, c.rating]))).toEqual(
    of(
      fold.contactRatings,
      contacts.map((c) => c.id),
    ),
  );
  expect(Object.fromEntries(ways.map((a) => [a.activity, a.rating]))).toEqual(
    of(
      fold.activityRatings,
      ways.map((a) => a.activity),
    ),
  );
  expect(Object.fromEntries(touches.map((t) => [t.id, t.foreseen]))).toEqual(
    Object.fromEntries(fold.foreseen),
  );
  // What the fold knows of has its row, too.
  expect(ways.map((a) => a.activity)).toEqual(expect.arrayContaining([...fold.activityRatings.keys()]));
}

/** No row names a person, touch, meeting or follow-up that is not there. */
async function checkNobodyGone(own: Own): Promise<void> {
  const { db, member } = own;
  const rows = async (table: 'touches') =>
    (await db.selectFrom(table).selectAll().where('member', '=', member).execute()) as unknown as Record<
      string,
      string | null
    >[];
  const all = async (table: string) => rows(table as 'touches');
  const [contacts, touches, followUps, picks, meetings, cards, ratings, ways] = await Promise.all(
    ['contacts', 'touches', 'follow_ups', 'picks', 'meetings', 'cards', 'ratings', 'activities'].map(all),
  );
  const ids = (list: typeof contacts) => new Set((list ?? []).map((row) => row.id));
  const there = { contact: ids(contacts), touch: ids(touches), meeting: ids(meetings), owed: ids(followUps) };
  const gone: string[] = [];
  const look = (
    list: typeof contacts,
    table: string,
    column: string,
    where: Set<string | null | undefined>,
  ) => {
    for (const row of list ?? [])
      if (row[column] !== null && row[column] !== undefined && !where.has(row[column]))
        gone.push(`${table}.${column} (${JSON.stringify(row)})`);
  };
  look(contacts, 'contacts', 'referred_by', there.contact);
  look(touches, 'touches', 'contact', there.contact);
  look(touches, 'touches', 'meeting', there.meeting);
  look(followUps, 'follow_ups', 'contact', there.contact);
  look(followUps, 'follow_ups', 'touch', there.touch);
  look(followUps, 'follow_ups', 'meeting', there.meeting);
  look(picks, 'picks', 'contact', there.contact);
  look(picks, 'picks', 'about', there.contact);
  look(picks, 'picks', 'touch', there.touch);
  look(picks, 'picks', 'owed', there.owed);
  look(cards, 'cards', 'asked_touch', there.touch);
  look(cards, 'cards', 'feeling', there.touch);
  look(
    (ratings ?? []).filter((r) => r.target_kind === 'contact'),
    'ratings',
    'target',
    there.contact,
  );
  for (const meeting of meetings ?? [])
    for (const id of JSON.parse(meeting.contacts ?? '[]') as string[])
      if (!there.contact.has(id)) gone.push(`meetings.contacts (${JSON.stringify(meeting)})`);
  const own_ = new Set((ways ?? []).map((way) => way.activity));
  for (const row of [...(picks ?? []), ...(touches ?? [])])
    if (row.activity?.startsWith('own-') && !own_.has(row.activity)) gone.push(`activity ${row.activity}`);
  expect(gone).toEqual([]);
}
