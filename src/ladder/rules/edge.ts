/** The edge's own rules: what is good, the three lifts with their caps, and "too much". Driven by fold.ts. */
import type { Day } from '../../time/days.ts';
import {
  BAND,
  EDGE_MAX,
  EDGE_MIN,
  FAST_FEELINGS,
  FAST_FELT,
  FAST_PER_DAY,
  GOOD_FELT,
  GOOD_SHARE,
  LEAP_BELOW,
  LIFT_PER_DAY,
  LIFT_PER_WINDOW,
  LIFT_WINDOW,
  REACH,
  START_EDGE,
  START_RATED,
  START_UNTAPPED,
  TOO_MUCH_DOWN,
  TWO_GOOD_WITHIN,
} from './constants.ts';
import type { Planned } from './planned.ts';

/** What moved the edge: a leap past the band, the fast start, two good dates, or "too much" twice. */
export type EdgeRule = 'leap' | 'fast' | 'two-dates' | 'too-much';

/** One move of the edge on a day; `by` is negative for 'too-much'. */
export interface Lift {
  readonly day: Day;
  readonly by: number;
  readonly rule: EdgeRule;
}

/** The boldest way tapped at sign-up. */
export type BoldestWay = keyof typeof START_EDGE;

/** The edge at sign-up: by the way tapped, else the highest activity rated ≤ 30, else 20. */
export function startEdge(tapped: BoldestWay | null, activityRatings: readonly number[]): number {
  const rated = activityRatings.filter((rating) => rating <= START_RATED);
  const start = tapped ? START_EDGE[tapped] : rated.length > 0 ? Math.max(...rated) : START_UNTAPPED;
  return keepEdge(start);
}

/** Kept in 10–100. */
export function keepEdge(edge: number): number {
  return Math.min(EDGE_MAX, Math.max(EDGE_MIN, edge));
}

/** Good = felt ≤ 40, or at most half of what was foreseen. The caller sees that there was a person. */
export function isGood(felt: number, foreseen: number): boolean {
  return felt <= GOOD_FELT || felt <= foreseen * GOOD_SHARE;
}

/** A good touch with a person, as the edge remembers it. */
export interface GoodTouch {
  readonly day: Day;
  readonly difficulty: number;
}

/** What a good touch of D > edge lifts; null when no rule applies or its cap is reached. `good` = earlier good touches, oldest first. */
export function liftBy(
  touch: GoodTouch & { readonly felt: number },
  edge: number,
  feelings: number,
  good: readonly GoodTouch[],
  lifts: readonly Lift[],
  days: Planned,
): Lift | null {
  const { day, difficulty: d } = touch;
  const ups = lifts.filter((lift) => lift.by > 0);
  const today = sum(ups.filter((lift) => lift.day === day));
  const lift = (to: number, allowed: number, rule: EdgeRule): Lift | null => {
    const by = Math.min(keepEdge(to) - edge, allowed);
    return by > 0 ? { day, by, rule } : null;
  };
  if (d > edge + BAND + REACH) return lift(Math.floor(d) - LEAP_BELOW, FAST_PER_DAY - today, 'leap');
  if (feelings <= FAST_FEELINGS && touch.felt <= FAST_FELT) {
    return lift(Math.floor(d), FAST_PER_DAY - today, 'fast');
  }
  let highest = 0;
  for (let i = good.length - 1; i >= 0; i -= 1) {
    const other = good[i] as GoodTouch;
    if (!days.within(TWO_GOOD_WITHIN, other.day, day)) break;
    if (other.day !== day && other.difficulty > edge) highest = Math.max(highest, other.difficulty);
  }
  if (highest === 0) return null;
  const inWindow = ups.filter((up) => up.rule === 'two-dates' && days.within(LIFT_WINDOW, up.day, day));
  const allowed = Math.min(LIFT_PER_DAY - today, LIFT_PER_WINDOW - sum(inWindow));
  return lift(Math.floor(Math.min(d, highest)), allowed, 'two-dates');
}

/** What a second "too much" takes off: 5, never under 10. */
export function fallBy(edge: number): number {
  return keepEdge(edge - TOO_MUCH_DOWN) - edge;
}

function sum(lifts: readonly Lift[]): number {
  return lifts.reduce((total, lift) => total + lift.by, 0);
}
