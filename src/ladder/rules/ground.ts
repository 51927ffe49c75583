/**
 * The ground that a card is drawn on: a state folded and indexed once for one day.
 * Touches by person and by way are walked here and nowhere else.
 */
import type { Activity, Known } from '../../people/rules/activities.ts';
import { ACTIVITIES, builtIn, knownOrMet, ownActivity, typicalOf } from '../../people/rules/activities.ts';
import type { Day } from '../../time/days.ts';
import type { Fold } from './fold.ts';
import { foldState } from './fold.ts';
import type { Planned } from './planned.ts';
import { planned } from './planned.ts';
import type { KeptContact, LadderState, Owed, Touch } from './state.ts';

/** What happened with one person, in short. */
export interface History {
  readonly last: Touch;
  readonly lastComment: Touch | null;
  /** Ever replied, talked or booked. */
  readonly answered: boolean;
  /** Ways ever used with them. */
  readonly ways: ReadonlySet<string>;
  /** Only thank-yous and cards so far. */
  readonly onlyThanks: boolean;
  /** The touch that tells how things stand: the last asking one, or a later answer or no to an earlier one. */
  readonly telling: Touch | null;
  /** Unanswered follow-ups since the last answer. */
  readonly followUps: number;
}

/** How a way has gone with people so far. */
export interface WayRecord {
  readonly lastUsed: Day;
  readonly tries: number;
  readonly answered: number;
}

/** A state, folded and indexed for one day. */
export interface Ground {
  readonly state: LadderState;
  readonly today: Day;
  readonly days: Planned;
  readonly fold: Fold;
  readonly edge: number;
  /** Every activity, built in and own, that is not hidden. */
  readonly shown: readonly Activity[];
  readonly activity: (id: string) => Activity | undefined;
  readonly contact: (id: string) => KeptContact | undefined;
  /** Current rating 0–100, typical where nothing else is known. */
  readonly activityRating: (activity: Activity) => number;
  readonly contactRating: (contact: KeptContact) => number;
  readonly history: (contact: string) => History | undefined;
  /** What is owed to a person, earliest due first. */
  readonly owed: (contact: string) => readonly Owed[];
  /** Also for preparation. */
  readonly way: (activity: string) => WayRecord | undefined;
  /** All touches by day, then order of logging. */
  readonly touches: readonly Touch[];
  readonly touchesOn: (day: Day) => readonly Touch[];
}

const ANSWERS = new Set<Touch['outcome']>(['replied', 'talked', 'booked']);
const NOT_ASKING = new Set(['comment', 'thanks', 'card']);

/** True when the touch was answered: replied, talked or booked. */
export function isAnswered(touch: Touch): boolean {
  return ANSWERS.has(touch.outcome);
}

/** True for a way that asks something: all but comment, thanks, card. */
export function isAskingWay(activity: string): boolean {
  return !NOT_ASKING.has(activity);
}

/** The day on which the outcome became known. */
export function heardOn(touch: Touch): Day {
  return touch.outcomeOn !== null && touch.outcomeOn > touch.day ? touch.outcomeOn : touch.day;
}

/** A touch with nobody, by a preparation (or by something no catalogue knows, such as the smallest thing). */
export function isPreparation(ground: Ground, touch: Touch): boolean {
  return touch.contact === null && (ground.activity(touch.activity)?.preparation ?? true);
}

/** The kind of acquaintance, unknown = met. */
export function kindOf(contact: KeptContact): Known {
  return knownOrMet(contact.known);
}

/** Folds and indexes a state for a day; linear in contacts and touches. */
export function ground(state: LadderState, today: Day): Ground {
  const fold = foldState(state);
  const own = new Map(
    state.activities.flatMap(({ id, own }) =>
      own ? [[id, ownActivity(id, own.name, own.fits)] as const] : [],
    ),
  );
  const hidden = new Set(state.activities.filter((kept) => kept.hidden).map((kept) => kept.id));
  const contacts = new Map(state.contacts.map((contact) => [contact.id, contact]));
  const touches = [...state.touches].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.seq - b.seq));
  const owed = groupBy(
    [...state.owed].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1)),
    (item) => item.contact,
  );
  const histories = new Map<string, History>();
  for (const [contact, theirs] of groupBy(touches, (touch) => touch.contact)) {
    if (contact !== null) histories.set(contact, historyOf(theirs));
  }
  const ways = new Map<string, WayRecord>();
  for (const touch of touches) {
    const record = ways.get(touch.activity);
    const tried = touch.contact === null ? 0 : 1;
    ways.set(touch.activity, {
      lastUsed: touch.day,
      tries: (record?.tries ?? 0) + tried,
      answered: (record?.answered ?? 0) + (tried === 1 && isAnswered(touch) ? 1 : 0),
    });
  }
  const nothing: readonly Owed[] = [];
  return {
    state,
    today,
    days: planned(state.plan),
    fold,
    edge: fold.edge,
    shown: [...ACTIVITIES, ...own.values()].filter((activity) => !hidden.has(activity.id)),
    activity: (id) => builtIn(id) ?? own.get(id),
    contact: (id) => contacts.get(id),
    activityRating: (activity) => fold.activityRatings.get(activity.id) ?? activity.typical,
    contactRating: (contact) => fold.contactRatings.get(contact.id) ?? typicalOf(contact.known),
    history: (contact) => histories.get(contact),
    owed: (contact) => owed.get(contact) ?? nothing,
    way: (activity) => ways.get(activity),
    touches,
    touchesOn: (day) => touches.filter((touch) => touch.day === day),
  };
}

/** Touches of one person, in order, at least one. */
function historyOf(touches: readonly Touch[]): History {
  let lastComment: Touch | null = null;
  let asked = -1;
  let told = -1;
  let answeredUpTo = '';
  touches.forEach((touch, i) => {
    if (touch.activity === 'comment') lastComment = touch;
    if (isAskingWay(touch.activity)) asked = i;
    if (isAnswered(touch) && heardOn(touch) > answeredUpTo) answeredUpTo = heardOn(touch);
    const before = touches[told];
    const tells = isAnswered(touch) || touch.outcome === 'no';
    if (tells && (before === undefined || heardOn(touch) >= heardOn(before))) told = i;
  });
  const lastAsked = touches[asked] ?? null;
  const lastTold = touches[told] ?? null;
  // An answer to an earlier touch counts for a later asking one too, when it was heard after that.
  const toldLater = lastAsked && lastTold && (told >= asked || heardOn(lastTold) > lastAsked.day);
  return {
    last: touches.at(-1) as Touch,
    lastComment,
    answered: touches.some(isAnswered),
    ways: new Set(touches.map((touch) => touch.activity)),
    onlyThanks: touches.every((touch) => touch.activity === 'thanks' || touch.activity === 'card'),
    telling: lastAsked && !toldLater ? lastAsked : lastTold,
    // One that was answered the same day (a call) is the last answer, not a silence after it.
    followUps: touches.filter((touch) => touch.wasFollowUp && !isAnswered(touch) && touch.day >= answeredUpTo)
      .length,
  };
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
