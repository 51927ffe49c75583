/**
 * The fold: what happened, by date and then by order of logging, becomes ratings, edge and lifts.
 * Pure, so that edit, undo and merge just fold again. The numbers of each rule are in edge.ts and difficulty.ts.
 */
import { builtIn, OWN_TYPICAL, typicalOf } from '../../people/rules/activities.ts';
import type { Day } from '../../time/days.ts';
import { TOO_MUCH_FELT } from './constants.ts';
import { difficulty, learn } from './difficulty.ts';
import type { GoodTouch, Lift } from './edge.ts';
import { fallBy, isGood, keepEdge, liftBy } from './edge.ts';
import type { Planned } from './planned.ts';
import { planned } from './planned.ts';
import type { Hold, KeptActivity, KeptContact, LadderState, Mark, Plan, Rated, Touch } from './state.ts';

/** Where the fold begins. */
export interface FoldStart {
  readonly edge: number;
  readonly plan: Plan;
  readonly activities: readonly KeptActivity[];
  readonly contacts: readonly KeptContact[];
}

/** One thing that happened; `day` and `seq` order them. */
export type LadderEvent =
  | { readonly kind: 'rated'; readonly at: Rated }
  | { readonly kind: 'touched'; readonly at: Touch }
  | { readonly kind: 'marked'; readonly at: Mark }
  | { readonly kind: 'held'; readonly at: Hold };

/** What the fold comes to. */
export interface Fold {
  readonly edge: number;
  /** "Stay here a while" is on. */
  readonly hold: boolean;
  /** In order; 'too-much' ones are negative. */
  readonly lifts: readonly Lift[];
  /** Ratings said or learned, by id; an id that is missing has its typical value. */
  readonly activityRatings: ReadonlyMap<string, number>;
  readonly contactRatings: ReadonlyMap<string, number>;
  /** Activities whose rating the member said themselves (not only learned). */
  readonly ratedActivities: ReadonlySet<string>;
  /** D of each touch as rated just before it, by touch id. */
  readonly foreseen: ReadonlyMap<string, number>;
  /** The edge before each touch, by touch id. */
  readonly edgeBefore: ReadonlyMap<string, number>;
}

/** Folds all that a state holds. */
export function foldState(state: LadderState): Fold {
  const events: LadderEvent[] = [];
  for (const at of state.ratings) events.push({ kind: 'rated', at });
  for (const at of state.touches) events.push({ kind: 'touched', at });
  for (const at of state.marks) events.push({ kind: 'marked', at });
  for (const at of state.holds) events.push({ kind: 'held', at });
  return fold({ ...state, edge: state.startEdge }, events);
}

/** Folds events in the order of (day, seq), whatever order they are handed in. */
export function fold(start: FoldStart, events: readonly LadderEvent[]): Fold {
  const known = new Map(start.contacts.map((contact) => [contact.id, contact.known]));
  const activityRatings = baseRatings(start.activities);
  const contactRatings = baseRatings(start.contacts);
  const ratedActivities = new Set(activityRatings.keys());
  const foreseen = new Map<string, number>();
  const edgeBefore = new Map<string, number>();
  const edge = movingEdge(start.edge, planned(start.plan));

  for (const event of [...events].sort(byDayThenSeq)) {
    if (event.kind === 'held') edge.holds(event.at.on);
    else if (event.kind === 'marked') {
      if (event.at.why === 'too-much') edge.tooMuch(event.at.day);
    } else if (event.kind === 'rated') {
      const { of, id, value } = event.at;
      set(of === 'contact' ? contactRatings : activityRatings, id, value);
      if (of === 'activity') {
        if (value === null) ratedActivities.delete(id);
        else ratedActivities.add(id);
      }
    } else {
      const touch = event.at;
      const activity = activityRatings.get(touch.activity) ?? builtIn(touch.activity)?.typical ?? OWN_TYPICAL;
      const person = touch.contact;
      const contact =
        person === null ? null : (contactRatings.get(person) ?? typicalOf(known.get(person) ?? null));
      const d = difficulty(activity, contact);
      foreseen.set(touch.id, d);
      edgeBefore.set(touch.id, edge.now());
      if (touch.felt === null) continue;
      const learned = learn(activity, contact, touch.felt);
      activityRatings.set(touch.activity, learned.activity);
      if (person !== null && learned.contact !== null) contactRatings.set(person, learned.contact);
      if (person !== null) edge.feltWithPerson(touch.day, d, touch.felt);
      if (touch.felt >= TOO_MUCH_FELT) edge.tooMuch(touch.day);
    }
  }
  return {
    edge: edge.now(),
    hold: edge.isHeld(),
    lifts: edge.lifts,
    activityRatings,
    contactRatings,
    ratedActivities,
    foreseen,
    edgeBefore,
  };
}

function movingEdge(start: number, days: Planned) {
  let edge = keepEdge(start);
  let held = false;
  let feelings = 0;
  let firstTooMuch: Day | null = null;
  const good: GoodTouch[] = [];
  const lifts: Lift[] = [];
  return {
    lifts: lifts as readonly Lift[],
    now: () => edge,
    isHeld: () => held,
    holds(on: boolean) {
      held = on;
    },
    feltWithPerson(day: Day, d: number, felt: number) {
      feelings += 1;
      if (!isGood(felt, d)) return;
      const lift =
        !held && d > edge ? liftBy({ day, difficulty: d, felt }, edge, feelings, good, lifts, days) : null;
      if (lift) {
        lifts.push(lift);
        edge += lift.by;
      }
      good.push({ day, difficulty: d });
    },
    tooMuch(day: Day) {
      if (firstTooMuch === day) return;
      const lastGood = good.at(-1)?.day ?? null;
      // A good touch on or after the first one's date makes this the first of a new count.
      if (firstTooMuch === null || (lastGood !== null && lastGood >= firstTooMuch)) {
        firstTooMuch = day;
        return;
      }
      firstTooMuch = null;
      const by = fallBy(edge);
      if (by < 0) lifts.push({ day, by, rule: 'too-much' });
      edge += by;
    },
  };
}

function baseRatings(kept: readonly { readonly id: string; readonly rating: number | null }[]) {
  const ratings = new Map<string, number>();
  for (const { id, rating } of kept) if (rating !== null) ratings.set(id, rating);
  return ratings;
}

function set(ratings: Map<string, number>, id: string, value: number | null) {
  if (value === null) ratings.delete(id);
  else ratings.set(id, value);
}

function byDayThenSeq(a: LadderEvent, b: LadderEvent): number {
  return a.at.day < b.at.day ? -1 : a.at.day > b.at.day ? 1 : a.at.seq - b.at.seq;
}
