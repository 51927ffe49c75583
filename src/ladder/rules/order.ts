/** "The order" of section 3, and the comparisons that each number of the filling puts before it. */
import type { Known } from '../../people/rules/activities.ts';
import { typicalOf } from '../../people/rules/activities.ts';
import { WORKS_SHARE, WORKS_TRIES } from './constants.ts';
import { difficulty } from './difficulty.ts';
import type { Ground } from './ground.ts';
import { kindOf } from './ground.ts';
import { hashAfter } from './hash.ts';
import type { Option } from './steps.ts';

/** Negative when a comes first. */
export type Compare = (a: Option, b: Option) => number;

const TIER: Readonly<Record<Known, number>> = { old: 0, referred: 0, friend: 1, met: 1, stranger: 2 };

/** First that differs decides. */
export function by(...keys: readonly Compare[]): Compare {
  return (a, b) => {
    for (const key of keys) {
      const order = key(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Those for which it is true come first. */
export function first(test: (option: Option) => boolean): Compare {
  return (a, b) => Number(test(b)) - Number(test(a));
}

/** Old and referred, then friend and met, then strangers. */
export const byTier: Compare = (a, b) => TIER[kindOf(a.contact)] - TIER[kindOf(b.contact)];
/** Comment, useful and connect after the others. */
export const softLast: Compare = (a, b) => Number(a.activity.soft) - Number(b.activity.soft);
/** Gentlest first. */
export const lowest: Compare = (a, b) => a.difficulty - b.difficulty;
/** Hardest first. */
export const highest: Compare = (a, b) => b.difficulty - a.difficulty;
/** Gentlest first by the typical ratings of way and kind. */
export const lowestTypical: Compare = (a, b) => typical(a) - typical(b);

function typical({ activity, contact }: Option): number {
  return difficulty(activity.typical, typicalOf(contact.known));
}

/** Ties fall by the hash of (seed, day, contact, activity), then by id so that no two options are equal. */
export function byHash(ground: Ground): Compare {
  const hashOf = hashAfter([ground.state.seed, ground.today]);
  const of = ({ contact, activity }: Option) => hashOf(contact.id, activity.id);
  const ofBest = remembering(of);
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return (a, b) =>
    of(a) - ofBest(b) || text(a.contact.id, b.contact.id) || text(a.activity.id, b.activity.id);
}

/** People longest untouched first, never = longest. */
export function longestUntouched(ground: Ground): Compare {
  const last = (option: Option) => ground.history(option.contact.id)?.last.day ?? '';
  const lastOfBest = remembering(last);
  return (a, b) => earlier(last(a), lastOfBest(b));
}

/** The key of the option asked about last is kept: in a walk for the first one, b is the best so far. */
function remembering<T>(keyOf: (option: Option) => T): (option: Option) => T {
  let last: Option | null = null;
  let key: T;
  return (option) => {
    if (option !== last) [last, key] = [option, keyOf(option)];
    return key;
  };
}

/** Owed or follow-up · tier · soft last · ways that work · people longest untouched · the way longest unused · hash. */
export function theOrder(ground: Ground): Compare {
  const used = (option: Option) => ground.way(option.activity.id)?.lastUsed ?? '';
  const works = new Set(
    ground.shown.filter((activity) => {
      const way = ground.way(activity.id);
      return way !== undefined && way.tries >= WORKS_TRIES && way.answered >= way.tries * WORKS_SHARE;
    }),
  );
  return by(
    first((option) => option.owed !== null || option.followUp),
    byTier,
    softLast,
    first((option) => works.has(option.activity)),
    longestUntouched(ground),
    (a, b) => earlier(used(a), used(b)),
    byHash(ground),
  );
}

function earlier(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
