// Lengths, prompts and due days of meetings and what follows them, as rules: pure, with the member's hours handed in.
// Rows, zones and copy are not here.

import { addBusinessDays, addDays } from '../time/days.ts';

/** What a meeting can be (the export's kinds that are met, not written). */
export type MeetingKind = 'coffee' | 'call' | 'info-interview' | 'interview' | 'event' | 'other';

export const meetingKinds: readonly MeetingKind[] = [
  'coffee',
  'call',
  'info-interview',
  'interview',
  'event',
  'other',
];

/** Any kind as typed or stored → one of a meeting's; what is none is `other`. */
export const meetingKind = (kind: string): MeetingKind => meetingKinds.find((one) => one === kind) ?? 'other';

const minute = 60_000;
const hour = 60 * minute;

/** Minutes that a meeting lasts when no end was said (method 5). */
const lengths: Readonly<Record<MeetingKind, number>> = {
  coffee: 60,
  call: 30,
  'info-interview': 30,
  interview: 60,
  event: 120,
  other: 60,
};

/** Method 5: asked an hour after the end, when one is home again and still remembers. */
const promptAfter = hour;
/** Method 5: once more at + 20 h, while the thank-you's 24 hours last. */
const againAfter = 20 * hour;
/** Ours: two prompts for one thank-you stand at least this far apart. */
const apart = 12 * hour;
/** Method 10: Later is a cue, and a cue is worth an hour. */
const cueWorth = hour;
/** Method 4: back-dated up to 30 days; a question older than that is let go. */
export const backDays = 30;
/** How far ahead a meeting can be planned or a promise kept: two years (ours; a year mistyped is caught). */
export const aheadDays = 730;
/** Method 10: asked-for messages a local day. */
export const askedADay = 3;
/** Method 5: named people are reached, and those who named them told, within 3 business days. */
const reachWithin = 3;
/** A promise without a date: a week (ours). */
const promiseDays = 7;

/** The member's hours, as functions of an instant (epoch ms). */
export interface Waking {
  isQuiet(at: number): boolean;
  /** The first morning time at or after the instant. */
  morningFrom(at: number): number;
}

/** End of a meeting, epoch ms: as said, else by its kind. */
export const endOf = (kind: MeetingKind, start: number, end: number | null): number =>
  end ?? start + lengths[kind] * minute;

/** When to ask Did it happen? or to prompt the thank-you: end + 1 h, or the morning after when that is quiet. */
export function promptAt(end: number, waking: Waking): number {
  return awake(end + promptAfter, waking);
}

/** Whether the answer to the log is itself the prompt: no time given, or end + 1 h already past. */
export const isPromptedNow = (end: number | null, now: number): boolean =>
  end === null || end + promptAfter <= now;

/** The second prompt of a thank-you first shown at `shown`: end + 20 h, or shown + 20 h when that would be too soon after. */
export function promptAgainAt(end: number | null, shown: number, waking: Waking): number {
  const byEnd = end === null ? shown : end + againAfter;
  return awake(byEnd - shown >= apart ? byEnd : shown + againAfter, waking);
}

const awake = (at: number, waking: Waking): number => (waking.isQuiet(at) ? waking.morningFrom(at) : at);

/** `prompts` of a follow-up once Later was pressed: its next prompt was asked for, and is not the automatic second. */
export const askedFor = 2;

/** What a due prompt is decided by. */
export interface Due {
  readonly now: number;
  /** When it was to come, epoch ms. */
  readonly promptAt: number;
  /** How often it came before; from `askedFor` on, Later was pressed. */
  readonly prompts: number;
  /** A card comes or came on this local day. */
  readonly cardToday: boolean;
  /** Asked-for messages of this local day so far. */
  readonly asked: number;
  /** The morning of the first day back, epoch ms; null: paused without an end; undefined: not paused. */
  readonly back: number | null | undefined;
  readonly waking: Waking;
}

/** Say it now, leave it to the card, or wait until an instant (epoch ms). */
export type Chance = 'send' | 'ride' | number;

/** What becomes of a prompt that is due: pause, quiet hours, the day's card and the day's three decide, in this order. */
export function chance(due: Due): Chance {
  const { now, promptAt, prompts, cardToday, asked, back, waking } = due;
  if (back !== undefined) return back ?? 'ride';
  const cue = prompts >= askedFor && now - promptAt < cueWorth;
  if (!cue && waking.isQuiet(now)) return waking.morningFrom(now);
  const moved = prompts === 0 && waking.morningFrom(promptAt) === promptAt;
  if (cardToday && (moved || prompts === 1)) return 'ride';
  return asked >= askedADay ? 'ride' : 'send';
}

/** Due day of a thank-you for a meeting of that day: within 24 h, and never in the past. */
export function thanksDue(day: string, today: string): string {
  const next = addDays(day, 1);
  return next < today ? today : next;
}

/** Due day of someone named, and of telling who named them. */
export const reachDue = (today: string): string => addBusinessDays(today, reachWithin);

/** Due day of a promise: as said (not in the past, and no further ahead than is planned), else in a week. */
export function promiseDue(said: string | null, today: string): string {
  if (said === null || said < today) return addDays(today, promiseDays);
  const last = addDays(today, aheadDays);
  return said < last ? said : last;
}

const plannedBy: Readonly<Record<MeetingKind, string>> = {
  coffee: 'coffee',
  call: 'phone',
  'info-interview': 'fifteen',
  interview: 'fifteen',
  event: 'message',
  other: 'message',
};

/** The way that planning a meeting counts as, when nobody was asked before: the activity's id. */
export const planningWay = (kind: MeetingKind): string => plannedBy[kind];

/** The way that a meeting held counts as, with somebody or with nobody in particular. */
export function heldWay(kind: MeetingKind, withSomebody: boolean): string {
  if (kind === 'event') return withSomebody ? 'event-alone' : 'event-observe';
  return kind === 'other' ? 'coffee' : plannedBy[kind];
}
