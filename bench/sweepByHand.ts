// The sweep as somebody in a hurry for speed would write it for SQLite: prepared statements, 500 members a transaction, the
// same pure functions, opens, seals and rows, and the same promise for a crash (what is in flight is written down first).

import { randomBytes } from 'node:crypto';
import type { Database as SqliteFile } from 'better-sqlite3';
import { drawCard, ratingAskedOn, type View } from '../src/day/drawCard.ts';
import { namesFrom } from '../src/day/names.ts';
import type { CardRow, PickRow } from '../src/day/rows.ts';
import { draw } from '../src/ladder/rules/card.ts';
import { planned } from '../src/ladder/rules/planned.ts';
import { askAboutAnswer } from '../src/ladder/rules/silence.ts';
import type { LadderState, Step } from '../src/ladder/rules/state.ts';
import type { Weekday } from '../src/member/rules.ts';
import { atOnce } from '../src/outbox/pace.ts';
import { leaseMs } from '../src/outbox/states.ts';
import type { Contact } from '../src/people/rows.ts';
import { labels } from '../src/people/rules/labels.ts';
import type { Message } from '../src/reply/reply.ts';
import { cardWindow, nextCardDue } from '../src/schedule/due.ts';
import { newId } from '../src/store/own.ts';
import type * as Schema from '../src/store/schema.ts';
import type { MemberKey, Vault } from '../src/store/seal.ts';
import { dataVersion, instantToLocal } from '../src/time/zones.ts';
import { inserting } from './crowd.ts';

const membersATransaction = 500;

/** What a sweep came to. */
export interface Swept {
  readonly composed: number;
  readonly sent: number;
  /** ms. */
  readonly composing: number;
  readonly sending: number;
  /** Longest transaction, ms: nothing else runs meanwhile. */
  readonly longest: number;
}

/** Sweep the file: everyone due at `now` gets a card into the outbox, then all that is in it is sent to nowhere. */
export function sweepByHand(file: SqliteFile, vault: Vault, now: number): Swept {
  const began = performance.now();
  let longest = 0;
  let composed = 0;
  const due = file.prepare('select * from members where next_due_at <= ? order by next_due_at limit ?');
  const compose = composing(file, vault, now);
  const batch = file.transaction(() => {
    const rows = due.all(now, membersATransaction) as Schema.MembersTable[];
    for (const row of rows) compose(row);
    return rows.length;
  });
  const timed = <T>(work: () => T): T => {
    const from = performance.now();
    const made = work();
    longest = Math.max(longest, performance.now() - from);
    return made;
  };
  for (let done = 1; done > 0; composed += done) done = timed(() => batch.immediate());
  const half = performance.now();
  const sent = sendAll(file, vault, now, timed);
  return { composed, sent, composing: half - began, sending: performance.now() - half, longest };
}

/** One member's card: read, drawn, written, the schedule moved on. */
function composing(file: SqliteFile, vault: Vault, now: number): (me: Schema.MembersTable) => void {
  const insert = inserting(file);
  const all = <T>(table: string, order: string) => {
    const statement = file.prepare(`select * from ${table} where member = ? order by ${order}`);
    return (member: string) => statement.all(member) as T[];
  };
  const addressesOf = all<Schema.AddressesTable>('addresses', 'created_at');
  const daysOffOf = all<Schema.DaysOffTable>('days_off', 'first');
  const activitiesOf = all<Schema.ActivitiesTable>('activities', 'id');
  const contactsOf = all<Schema.ContactsTable>('contacts', 'created_at, id');
  const ratingsOf = all<Schema.RatingsTable>('ratings', 'seq');
  const touchesOf = all<Schema.TouchesTable>('touches', 'day, seq');
  const marksOf = all<Schema.MarksTable>('marks', 'seq');
  const holdsOf = all<Schema.HoldsTable>('holds', 'seq');
  const cardsOf = all<Schema.CardsTable>('cards', 'day');
  const picksOf = all<Schema.PicksTable>('picks', 'place');
  const meetingsOf = all<Schema.MeetingsTable>('meetings', 'day, seq');
  const followUpsOf = all<Schema.FollowUpsTable>('follow_ups', 'seq');
  const move = file.prepare(
    'update members set last_card_at = ?, last_card_on = ?, next_due_at = ?, next_due_zones = ? where id = ?',
  );

  return (me) => {
    const key = vault.openMemberKey(me.id, me.key_sealed);
    const zone = me.zone ?? 'UTC';
    const dueAt = me.next_due_at ?? now;
    const day = instantToLocal(zone, new Date(dueAt)).date;
    const days = me.days.split(',') as Weekday[];
    const daysOff = daysOffOf(me.id).map((off) => ({ from: off.first, to: off.last }));
    const plan = {
      zone,
      morning: me.morning,
      days,
      daysOff: [],
      pausedUntil: me.paused_until,
      lastCardDay: me.last_card_on,
      lastCardAt: me.last_card_at,
    };
    const { until } = cardWindow(dueAt, zone, {
      quietFrom: me.quiet_from,
      quietTo: me.quiet_until,
      morning: me.morning,
    });
    if (nextCardDue({ ...plan, after: dueAt - 1 }) !== dueAt || now >= until) throw new Error('not due');
    const cards = cardsOf(me.id);
    const before = planned({ weekdays: days, daysOff }).before(day);
    if (!cards.some((card) => card.day === before && card.sent_at !== null))
      throw new Error('no card before');
    const picks = picksOf(me.id);
    const touches = touchesOf(me.id);
    const dayOf = new Map(cards.map((card) => [card.id, card.day]));
    const cardsDone = new Set(picks.filter((pick) => pick.state === 'done').map((pick) => pick.card));
    const activities = activitiesOf(me.id).map((row) => ({
      ...row,
      name:
        row.name_sealed === null ? null : key.open(at('activities', 'name_sealed', row.id), row.name_sealed),
    }));
    const people = contactsOf(me.id);
    const state: LadderState = {
      plan: { weekdays: days, daysOff },
      goal: me.goal,
      startEdge: me.start_edge,
      seed: me.seed,
      joined: me.joined_on ?? '',
      activities: activities.map((row) => ({
        id: row.activity,
        rating: null,
        hidden: row.hidden === 1,
        askedOn: JSON.parse(row.asked_on ?? '[]') as string[],
        own: null,
      })),
      contacts: people.map((row) => ({
        id: row.id,
        known: row.known,
        rating: null,
        paused: row.paused === 1,
        restingUntil: row.resting_until,
        keepInTouchOn: row.keep_in_touch_on,
      })),
      owed: followUpsOf(me.id).flatMap((row) =>
        row.state === 'open' && row.what === 'thanks' ? [{ ...row, what: row.what }] : [],
      ),
      touches: touches.map((row) => ({
        ...row,
        outcomeOn: row.outcome_on,
        wasReply: row.was_reply === 1,
        wasFollowUp: row.was_follow_up === 1,
        answerAskedOn: cards.filter((card) => card.asked_touch === row.id).map((card) => card.day),
      })),
      marks: marksOf(me.id),
      holds: holdsOf(me.id).map((row) => ({ day: row.day, seq: row.seq, on: row.held === 1 })),
      ratings: ratingsOf(me.id).map((row) => ({ ...row, of: row.target_kind, id: row.target })),
      passed: picks
        .filter(
          (p) =>
            p.state === 'swapped' || (p.role === 'step' && p.state === 'waiting' && cardsDone.has(p.card)),
        )
        .map((p) => ({ contact: p.contact, activity: p.activity, day: dayOf.get(p.card) ?? '' })),
    };
    meetingsOf(me.id);
    const drawn = draw(state, day);
    if (drawn.kind === 'none') throw new Error('no card');
    const card: CardRow = {
      id: newId(),
      day,
      kind: drawn.kind,
      memory: drawn.askMemory ? 0 : null,
      askedTouch: askAboutAnswer(state, day)?.id ?? null,
      askedAnswer: null,
      feeling: null,
      smallest: false,
      sentAt: now,
      drawnAt: now,
    };
    const rated = (activity: string) => !drawn.rateActivities.includes(activity);
    const shown = [
      ...(drawn.warmUp ? [pickOf(drawn.warmUp, 0, 'warm-up', card.id, rated)] : []),
      ...drawn.picks.map((step, i) => pickOf(step, 1 + i, 'step', card.id, rated)),
    ];
    const view: View = {
      me: { edge: me.edge, goal: me.goal, seed: me.seed },
      today: day,
      card,
      picks: shown,
      state,
      names: namesFrom(opened(key, people), activities),
      as: 'm',
      late: null,
      riding: [],
      promised: null,
      owed: { lines: [], more: 0 },
      offers: false,
      peopleIn: { open: null, done: null },
    };
    insert('cards', {
      id: card.id,
      member: me.id,
      day,
      kind: card.kind,
      memory: card.memory,
      asked_touch: card.askedTouch,
      asked_answer: null,
      feeling: null,
      smallest: 0,
      sent_at: now,
      drawn_at: now,
    });
    for (const pick of shown)
      insert('picks', {
        id: pick.id,
        member: me.id,
        card: card.id,
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
    const asked = ratingAskedOn(view)?.activity;
    if (asked)
      insert('activities', {
        id: newId(),
        member: me.id,
        activity: asked,
        name_sealed: null,
        fits: null,
        rating: null,
        hidden: 0,
        asked_on: JSON.stringify([day]),
      });
    const address = addressesOf(me.id).at(-1)!;
    insert('outbox', letter(key, me.id, address, day, now, until, drawCard(view)));
    const next = nextCardDue({ ...plan, lastCardDay: day, lastCardAt: now, after: now });
    move.run(now, day, next, dataVersion(), me.id);
  };
}

const at = (table: string, column: string, row: string) => ({ table, column, row });

function opened(key: MemberKey, rows: readonly Schema.ContactsTable[]): readonly Contact[] {
  const named = rows.map((row) => ({
    id: row.id,
    name: key.open(at('contacts', 'name_sealed', row.id), row.name_sealed),
  }));
  const short = labels(named);
  return rows.map((row, i) => ({
    id: row.id,
    name: named[i]!.name,
    label: short.get(row.id) ?? '',
    chosenLabel: null,
    organization: null,
    email: null,
    url: null,
    notes: null,
    known: row.known,
    rating: row.rating,
    paused: row.paused === 1,
    restingUntil: row.resting_until,
    keepInTouchOn: row.keep_in_touch_on,
    referredBy: row.referred_by,
    createdOn: row.created_on,
  }));
}

function pickOf(
  step: Step,
  place: number,
  role: PickRow['role'],
  card: string,
  rated: (activity: string) => boolean,
): PickRow {
  const { activity, contact, about, difficulty, why, followUp } = step;
  return {
    id: newId(),
    card,
    place,
    role,
    activity,
    contact,
    about,
    difficulty,
    why,
    followUp,
    owed: step.owed?.id ?? null,
    state: 'waiting',
    opener: 0,
    words: false,
    rated: rated(activity),
    touch: null,
    laterOn: null,
    laterAt: null,
  };
}

function letter(
  key: MemberKey,
  member: string,
  address: Schema.AddressesTable,
  day: string,
  now: number,
  until: number,
  reply: Message,
): Schema.OutboxTable {
  const id = newId();
  return {
    id,
    member,
    door: address.door,
    tenant: address.tenant,
    user: address.user,
    kind: 'card',
    budget: 'card',
    turn: 1,
    edits: 0,
    day,
    dedupe_key: `card:${member}:${day}`,
    wire_key: randomBytes(16).toString('base64url'),
    payload_sealed: key.seal(at('outbox', 'payload_sealed', id), JSON.stringify({ reply })),
    state: 'pending',
    attempt: 0,
    not_before: now,
    expires_at: until,
    lease_owner: null,
    lease_epoch: 0,
    lease_until: null,
    first_sending_at: null,
    sending_at: null,
    sent_at: null,
    provider_id: null,
    reason: null,
    absent: 0,
    created_at: now,
  };
}

/**
 * Everything pending, in its order, as many at once as the program allows itself (so that after a crash no more must be
 * looked for): what went and what goes next in one transaction.
 */
function sendAll(file: SqliteFile, vault: Vault, now: number, timed: <T>(work: () => T) => T): number {
  const next = file.prepare(
    `select outbox.*, members.key_sealed from outbox join members on members.id = outbox.member
     where outbox.state = 'pending' and outbox.not_before <= ? and outbox.expires_at > ?
     order by outbox.turn, outbox.door, outbox.tenant, outbox.not_before limit ?`,
  );
  const begin = file.prepare(
    `update outbox set state = 'sending', lease_owner = 'hand', lease_epoch = lease_epoch + 1, lease_until = ?,
     first_sending_at = coalesce(first_sending_at, ?), sending_at = ? where id = ? and state = 'pending'`,
  );
  const settle = file.prepare(
    `update outbox set state = 'sent', sent_at = ?, provider_id = ?, lease_owner = null, lease_until = null
     where id = ? and state = 'sending'`,
  );
  type Going = Schema.OutboxTable & { readonly key_sealed: string };
  let going: Going[] = [];
  let sent = 0;
  const turn = file.transaction(() => {
    const wall = Date.now();
    for (const row of going) settle.run(wall, row.id, row.id);
    const rows = next.all(now, now, atOnce.process) as Going[];
    for (const row of rows) begin.run(wall + leaseMs, wall, wall, row.id);
    return rows;
  });
  do {
    going = timed(() => turn.immediate());
    for (const row of going) {
      const key = vault.openMemberKey(row.member, row.key_sealed);
      JSON.parse(key.open(at('outbox', 'payload_sealed', row.id), row.payload_sealed));
      sent += 1;
    }
  } while (going.length > 0);
  return sent;
}
