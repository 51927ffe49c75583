// Cards and their picks, as stored. Drawing a card is the program's own doing and never part of undo; what a member
// does with a pick is.

import type { Passed, Step } from '../ladder/rules/state.ts';
import { change, insert, newId, type Own } from '../store/own.ts';
import { note, put, putAll } from '../store/quick.ts';
import type { CardsTable, PicksTable } from '../store/schema.ts';
import { onceFor, rowsOf } from '../store/shelf.ts';

export interface CardRow {
  readonly id: string;
  readonly day: string;
  readonly kind: CardsTable['kind'];
  /** Number of the memory question, or null. */
  readonly memory: number | null;
  /** The touch whose answer is asked about, and what was said. */
  readonly askedTouch: string | null;
  readonly askedAnswer: CardsTable['asked_answer'];
  /** The touch whose feeling is asked just now. */
  readonly feeling: string | null;
  /** The smallest thing was done. */
  readonly smallest: boolean;
  readonly sentAt: number | null;
  readonly drawnAt: number;
}

export interface PickRow {
  readonly id: string;
  readonly card: string;
  readonly place: number;
  readonly role: PicksTable['role'];
  readonly activity: string;
  readonly contact: string | null;
  /** Say it aloud: whose opener. */
  readonly about: string | null;
  readonly difficulty: number;
  readonly why: Step['why'];
  readonly followUp: boolean;
  /** Id of the owed thing that it serves. */
  readonly owed: string | null;
  readonly state: PicksTable['state'];
  /** Which opener stands with it, counted from 0. */
  readonly opener: number;
  /** Two others are shown. */
  readonly words: boolean;
  /** The activity's own rating is not, or no longer, asked. */
  readonly rated: boolean;
  readonly touch: string | null;
  readonly laterOn: string | null;
  readonly laterAt: number | null;
}

/** A pick before it is stored. */
export type NewPick = Pick<
  PickRow,
  'place' | 'role' | 'activity' | 'contact' | 'about' | 'difficulty' | 'why' | 'followUp' | 'owed' | 'rated'
>;

/** All cards of the member, oldest first. */
export async function cardsOf(own: Own): Promise<readonly CardRow[]> {
  return readCards(await rowsOf(own, 'cards'), own);
}

const readCards = onceFor((rows: readonly CardsTable[]): readonly CardRow[] => rows.map(cardOf));

/** The first day after `day` with a card of its own (the sign-up's is none), or null. */
export async function firstCardAfter(own: Own, day: string): Promise<string | null> {
  return (await cardsOf(own)).find((card) => card.kind !== 'start' && card.day > day)?.day ?? null;
}

/** The card of a day: the full or small one, or the sign-up's. */
export async function cardOn(own: Own, day: string, start = false): Promise<CardRow | null> {
  return (await cardsOf(own)).find((card) => card.day === day && (card.kind === 'start') === start) ?? null;
}

/** A card by id, or null when it is not the member's. */
export async function cardBy(own: Own, id: string): Promise<CardRow | null> {
  const row = await own.db
    .selectFrom('cards')
    .selectAll()
    .where('member', '=', own.member)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? cardOf(row) : null;
}

/** Keep a card as drawn. */
export async function addCard(
  own: Own,
  card: Pick<CardRow, 'day' | 'kind' | 'memory' | 'askedTouch' | 'sentAt'>,
  picks: readonly NewPick[],
): Promise<CardRow> {
  const id = newId();
  const row: CardsTable = {
    id,
    member: own.member,
    day: card.day,
    kind: card.kind,
    memory: card.memory,
    asked_touch: card.askedTouch,
    asked_answer: null,
    feeling: null,
    smallest: 0,
    sent_at: card.sentAt,
    drawn_at: own.now,
  };
  await put(own, 'cards', row);
  await putAll(
    own,
    'picks',
    picks.map((pick) => pickRow(own, id, pick)),
  );
  return cardOf(row);
}

/** Take a card away, to be drawn anew. */
export async function removeCard(own: Own, id: string): Promise<void> {
  await own.db.deleteFrom('picks').where('member', '=', own.member).where('card', '=', id).execute();
  await own.db.deleteFrom('cards').where('member', '=', own.member).where('id', '=', id).execute();
}

/** Put one more pick on a card, for the member who swapped another away; can be undone. */
export async function addPick(own: Own, card: string, pick: NewPick): Promise<void> {
  await insert(own, 'picks', pickRow(own, card, pick));
}

const pickRow = (own: Own, card: string, pick: NewPick): PicksTable => ({
  id: newId(),
  member: own.member,
  card,
  place: pick.place,
  role: pick.role,
  activity: pick.activity,
  contact: pick.contact,
  about: pick.about,
  difficulty: pick.difficulty,
  why: pick.why,
  follow_up: pick.followUp ? 1 : 0,
  owed: pick.owed,
  state: 'waiting',
  opener: 0,
  words: 0,
  rated: pick.rated ? 1 : 0,
  touch: null,
  later_at: null,
  later_on: null,
});

/** A card's picks in the order shown, those swapped away left out. */
export async function picksOf(own: Own, card: string): Promise<readonly PickRow[]> {
  return (await rowsOf(own, 'picks'))
    .filter((row) => row.card === card && row.state !== 'swapped')
    .map(pickOf);
}

/** A pick by id, or null when it is not the member's. */
export async function pickBy(own: Own, id: string): Promise<PickRow | null> {
  const row = await own.db
    .selectFrom('picks')
    .selectAll()
    .where('member', '=', own.member)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? pickOf(row) : null;
}

/** Picks put off to a later day that has come by `day`. */
export async function ridingPicks(own: Own, day: string): Promise<readonly PickRow[]> {
  return (await rowsOf(own, 'picks'))
    .filter((row) => row.state === 'later' && row.later_on !== null && row.later_on <= day)
    .map(pickOf)
    .sort((a, b) => ((a.laterOn ?? '') < (b.laterOn ?? '') ? -1 : a.laterOn === b.laterOn ? 0 : 1));
}

/** What a member does with a pick; can be undone. */
export async function changePick(own: Own, id: string, patch: Partial<PicksTable>): Promise<void> {
  await change(own, 'picks', id, patch);
}

/** What the program itself notes on a pick. */
export async function notePick(own: Own, id: string, patch: Partial<PicksTable>): Promise<void> {
  await note(own, 'picks', id, patch);
}

/** What a member says on a card; can be undone. */
export async function changeCard(own: Own, id: string, patch: Partial<CardsTable>): Promise<void> {
  await change(own, 'cards', id, patch);
}

/** What the program itself notes on a card. */
export async function noteCard(own: Own, id: string, patch: Partial<CardsTable>): Promise<void> {
  await note(own, 'cards', id, patch);
}

/** Steps swapped away, or left undone beside a done one on a day before `today`. */
export async function passedSteps(own: Own, today: string): Promise<readonly Passed[]> {
  const dayOf = new Map((await cardsOf(own)).map((card) => [card.id, card.day]));
  const rows = (await rowsOf(own, 'picks')).map((row) => ({ ...row, day: dayOf.get(row.card) ?? '' }));
  const done = new Set(rows.filter((r) => r.state === 'done').map((r) => r.card));
  return rows
    .filter(
      (r) =>
        r.state === 'swapped' ||
        (r.role === 'step' && r.state === 'waiting' && r.day < today && done.has(r.card)),
    )
    .map(({ contact, activity, day }) => ({ contact, activity, day }));
}

const cardOf = (row: CardsTable): CardRow => ({
  id: row.id,
  day: row.day,
  kind: row.kind,
  memory: row.memory,
  askedTouch: row.asked_touch,
  askedAnswer: row.asked_answer,
  feeling: row.feeling,
  smallest: row.smallest === 1,
  sentAt: row.sent_at,
  drawnAt: row.drawn_at,
});

const pickOf = (row: PicksTable): PickRow => ({
  id: row.id,
  card: row.card,
  place: row.place,
  role: row.role,
  activity: row.activity,
  contact: row.contact,
  about: row.about,
  difficulty: row.difficulty,
  why: row.why as Step['why'],
  followUp: row.follow_up === 1,
  owed: row.owed,
  state: row.state,
  opener: row.opener,
  words: row.words === 1,
  rated: row.rated === 1,
  touch: row.touch,
  laterOn: row.later_on,
  laterAt: row.later_at,
});
