// rungs.json as it comes back: every value looked at, whatever is not as the export writes it left out and counted. Pure.

import { Refusal } from '../../refusal.ts';
import { isRealDay } from '../../time/days.ts';
import { isWithin } from '../text.ts';

type Json = Readonly<Record<string, unknown>>;

/** What stands in rungs.json (account/archive.ts writes it), as far as it could be read. */
export interface Archive {
  readonly member: {
    readonly zone: string | null;
    readonly morning: string | null;
    readonly days: readonly string[];
    readonly quiet: readonly [from: string, until: string] | null;
    readonly goal: number | null;
    readonly talkGoal: number | null;
    readonly startEdge: number | null;
    readonly hold: boolean;
    readonly seed: string | null;
    readonly joined: string | null;
    readonly pausedUntil: string | null;
  };
  readonly activities: readonly Row<'activity'>[];
  readonly contacts: readonly Row<'contact'>[];
  readonly touches: readonly Row<'touch'>[];
  readonly meetings: readonly Row<'meeting'>[];
  readonly followUps: readonly Row<'followUp'>[];
  /** Null in a file that has no such list: then what people and ways are rated stands for it. */
  readonly ratings: readonly Row<'rating'>[] | null;
  readonly marks: readonly Row<'mark'>[];
  readonly holds: readonly Row<'hold'>[];
  readonly daysOff: readonly Row<'dayOff'>[];
  /** Local day of the export. */
  readonly exportedOn: string;
  /** Entries that could not be read. */
  readonly broken: number;
}

/** Reads one value of an entry, or says that it is none of its kind (undefined). */
type Reads<T> = (value: unknown) => T | undefined;

const text =
  (most: number): Reads<string> =>
  (value) =>
    typeof value === 'string' && isWithin(value, most)
      ? value.replace(/\0/gu, '').replace(/\p{Surrogate}/gu, '\ufffd')
      : undefined;
const filled =
  (most: number): Reads<string> =>
  (value) =>
    text(most)(value)?.trim() ? text(most)(value) : undefined;
const id: Reads<string> = (value) =>
  typeof value === 'string' && /^[\w-]{1,40}$/u.test(value) ? value : undefined;
/** The last day there is: a pause without an end lasts until then. */
const lastDay = '9999-12-31';
/** A day that can be reckoned with: weeks before it, and a day after it. */
const day: Reads<string> = (value) =>
  typeof value === 'string' && isRealDay(value) && value >= '1900-01-01' && value < lastDay
    ? value
    : undefined;
const instant: Reads<number> = (value) => {
  const [on, time] = typeof value === 'string' ? value.split('T') : [];
  const at = time !== undefined && day(on) !== undefined ? Date.parse(`${on}T${time}`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
};
const rating: Reads<number> = whole(0, 100);
const flag: Reads<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);
const among =
  <T extends string>(...all: readonly T[]): Reads<T> =>
  (value) =>
    all.find((one) => one === value);
const ids: Reads<readonly string[]> = (value) =>
  Array.isArray(value) && value.every((one) => id(one) !== undefined) ? (value as string[]) : undefined;

function whole(least: number, most: number): Reads<number> {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : undefined;
}

/** It may be null or missing. */
const or =
  <T>(reads: Reads<T>): Reads<T | null> =>
  (value) =>
    value === null || value === undefined ? null : reads(value);
/** It may be missing: then it is this. */
const else_ =
  <T>(reads: Reads<T>, otherwise: T): Reads<T> =>
  (value) =>
    value === undefined ? otherwise : reads(value);

const outcome = among('waiting', 'replied', 'talked', 'booked', 'no');
const order = whole(0, 1_000_000_000);

/** How each kind of entry is read. */
const kinds = {
  activity: {
    id,
    name: or(text(500)),
    fits: or((value: unknown) =>
      Array.isArray(value) && value.every((one) => typeof one === 'string' && /^[a-z]{1,20}$/u.test(one))
        ? (value as string[])
        : undefined,
    ),
    rating: or(rating),
    hidden: else_(flag, false),
  },
  contact: {
    id,
    name: filled(500),
    /** Made of a name, it may be a little longer: namesakes have a number behind. */
    label: or(text(600)),
    /** Null: none was chosen; false: the file does not say. */
    chosenLabel: else_<string | null | false>(or(text(500)), false),
    organization: or(text(500)),
    known: or(among('friend', 'old', 'met', 'referred', 'stranger')),
    rating: or(rating),
    email: or(text(500)),
    url: or(text(500)),
    notes: or(text(4_000)),
    referredBy: or(id),
    restingUntil: or(day),
    keepInTouchOn: or(day),
    paused: else_(flag, false),
    added: or(day),
  },
  touch: {
    id,
    contact: or(id),
    activity: id,
    kind: filled(40),
    date: day,
    felt: or(rating),
    outcome: or(outcome),
    note: or(text(4_000)),
    outcomeDate: or(day),
    wasReply: else_(flag, false),
    wasFollowUp: else_(flag, false),
    meeting: or(id),
    order: or(order),
  },
  meeting: {
    id,
    contacts: ids,
    kind: filled(40),
    start: or(instant),
    end: or(instant),
    state: among('planned', 'held', 'moved', 'dropped'),
    date: or(day),
    felt: or(rating),
    learned: or(text(4_000)),
    gave: or(text(4_000)),
    got: or(text(4_000)),
    note: or(text(4_000)),
  },
  followUp: {
    id,
    contact: id,
    what: among('thanks', 'promise', 'reply', 'referral', 'tell', 'connect', 'card', 'keep'),
    due: day,
    state: among('open', 'done', 'dropped'),
    from: or(id),
    text: or(text(4_000)),
    optional: else_(flag, false),
  },
  rating: { of: among('activity', 'contact'), id, value: or(rating), date: day, order: or(order) },
  mark: { date: day, why: or(among('no-time', 'too-much', 'ill')), order: or(order) },
  hold: { date: day, on: flag, order: or(order) },
  dayOff: { from: day, to: day, why: among('pause', 'ill') },
} as const;

type Kinds = typeof kinds;
/** One entry of a kind, read. */
export type Row<K extends keyof Kinds> = {
  readonly [Field in keyof Kinds[K]]: Kinds[K][Field] extends Reads<infer T> ? T : never;
};

/** A text that begins as JSON does → our archive. Throws Refusal for any other. */
export function readArchive(json: string): Archive {
  const all = parsed(json);
  const member = all && isObject(all.member) ? all.member : null;
  if (!all || !member)
    throw new Refusal('That JSON is not an export of mine: I can read rungs.json, CSV and vCard.');
  if (all.format !== 1)
    throw new Refusal(
      'That rungs.json is of a newer kind than I know. Bring me up to date first, then try it again.',
    );
  let broken = 0;
  const rows = <K extends keyof Kinds>(list: unknown, kind: K): Row<K>[] => {
    const seen = new Set<unknown>();
    return (Array.isArray(list) ? list : []).flatMap((entry: unknown) => {
      const read = isObject(entry) ? entryOf(entry, kinds[kind]) : null;
      // A rating has the id of what it rates; of all else the first of an id holds.
      const again = kind !== 'rating' && read?.id !== undefined && seen.has(read.id);
      if (!read || again) broken += 1;
      seen.add(read?.id);
      return read && !again ? [read as Row<K>] : [];
    });
  };
  const quiet = /^(\d\d:\d\d)-(\d\d:\d\d)$/u.exec(String(member.quiet));
  const goals = isObject(member.goals) ? member.goals : {};
  const own = (reads: Reads<string>, value: unknown) => reads(value) ?? null;
  return {
    member: {
      zone: own(text(64), member.zone),
      morning: own(text(5), member.morning),
      days: Array.isArray(member.days)
        ? member.days.filter((one): one is string => typeof one === 'string')
        : [],
      quiet: quiet ? [quiet[1] ?? '', quiet[2] ?? ''] : null,
      goal: whole(1, 5)(goals.contacts) ?? null,
      talkGoal: whole(0, 7)(goals.conversations) ?? null,
      startEdge: rating(member.startEdge) ?? rating(member.edge) ?? null,
      hold: member.hold === true,
      seed: own(id, member.seed),
      joined: own(day, member.joined),
      pausedUntil: member.pausedUntil === lastDay ? lastDay : own(day, member.pausedUntil),
    },
    activities: rows(all.activities, 'activity'),
    contacts: rows(all.contacts, 'contact'),
    touches: rows(all.touches, 'touch'),
    meetings: rows(all.meetings, 'meeting'),
    followUps: rows(all.followUps, 'followUp'),
    ratings: Array.isArray(all.ratings) ? rows(all.ratings, 'rating') : null,
    marks: rows(all.marks, 'mark'),
    holds: rows(all.holds, 'hold'),
    daysOff: rows(all.daysOff, 'dayOff'),
    exportedOn: day(String(all.exportedAt).slice(0, 10)) ?? '1970-01-01',
    broken,
  };
}

function entryOf(entry: Json, fields: Readonly<Record<string, Reads<unknown>>>): Json | null {
  const read: Record<string, unknown> = {};
  for (const [name, reads] of Object.entries(fields)) {
    const value = reads(entry[name]);
    if (value === undefined) return null;
    read[name] = value;
  }
  return read;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(json: string): Json | null {
  try {
    const all: unknown = JSON.parse(json);
    return isObject(all) ? all : null;
  } catch {
    throw new Refusal(
      'That file begins like rungs.json and breaks off. Export it once more, then send it again.',
    );
  }
}
