/** Who fits: which activities are a step with which person at all, and which of those may be offered today. */
import type { Activity, Known } from '../../people/rules/activities.ts';
import { DEAD_GAP, DEAD_TRIES, PASSED_GAP } from './constants.ts';
import { difficulty } from './difficulty.ts';
import type { Ground } from './ground.ts';
import { isAskingWay, kindOf } from './ground.ts';
import type { KeptContact, Owed } from './state.ts';

/** True when the pair is a step (hidden ones are left out of ground.shown before). */
export function fits(ground: Ground, activity: Activity, contact: KeptContact): boolean {
  if (activity.preparation || activity.byOwnCard) return false;
  const isOwed = (what: Owed['what']) => ground.owed(contact.id).some((item) => item.what === what);
  if (activity.owedOnly) return isOwed(activity.owedOnly);
  if (activity.keepsPromise && isOwed('promise')) return true;
  const byKind = activity.fits.includes(kindOf(contact));
  if (!byKind && !activity.fits.includes('answered')) return false;
  const history = ground.history(contact.id);
  if (history === undefined) return byKind;
  if (activity.notOnceAnswered && history.answered) return false;
  if (activity.once && history.ways.has(activity.id)) return false;
  return byKind || history.answered;
}

/** True when the activity keeps or settles the owed thing: thanks by thank-you or card, a promise by its ways, the others by any. */
export function serves(activity: Activity, owed: Owed): boolean {
  if (owed.what === 'thanks') return activity.owedOnly === 'thanks';
  if (owed.what === 'promise') return activity.keepsPromise;
  return activity.owedOnly === null;
}

/** A person's ways today: those that fit, less ways that lead nowhere, steps passed lately, comments running. */
export type WaysOf = (contact: KeptContact) => readonly Activity[];

/** Reads the ground once and answers WaysOf for many people. */
export function offers(ground: Ground): WaysOf {
  const passed = passedLately(ground);
  const passedPeople = new Set(ground.state.passed.map((pass) => pass.contact));
  const alive = ground.shown.filter(
    (activity) => !activity.preparation && !activity.byOwnCard && !isDead(ground, activity),
  );
  // Most of ten thousand people were never touched and are owed nothing: theirs hang on the kind alone.
  const fresh = new Map<Known, readonly Activity[]>();
  const freshOf = (kind: Known) => {
    const ways = fresh.get(kind) ?? alive.filter((way) => !way.owedOnly && way.fits.includes(kind));
    fresh.set(kind, ways);
    return ways;
  };
  return (contact) => {
    const last = ground.history(contact.id)?.last;
    const isFresh = last === undefined && ground.owed(contact.id).length === 0;
    const ways = isFresh
      ? freshOf(kindOf(contact))
      : alive.filter((way) => fits(ground, way, contact) && !(way.light && last?.activity === way.id));
    return passedPeople.has(contact.id)
      ? ways.filter((way) => !passed.has(passKey(way.id, contact.id)))
      : ways;
  };
}

/** Keys of the steps swapped away or left undone within 5 planned days. */
export function passedLately(ground: Ground): ReadonlySet<string> {
  const lately = ground.state.passed.filter((pass) => ground.days.within(PASSED_GAP, pass.day, ground.today));
  return new Set(lately.map((pass) => passKey(pass.activity, pass.contact)));
}

/** A key of a step for sets. */
export function passKey(activity: string, contact: string | null): string {
  return `${activity}\n${contact ?? ''}`;
}

/** 8 tries and no answer, and used within 20 planned days. Only ways that ask: a comment cannot go unanswered. */
function isDead(ground: Ground, activity: Activity): boolean {
  const way = ground.way(activity.id);
  return (
    isAskingWay(activity.id) &&
    way !== undefined &&
    way.tries >= DEAD_TRIES &&
    way.answered === 0 &&
    ground.days.within(DEAD_GAP, way.lastUsed, ground.today)
  );
}

/** D of a pair as rated today. */
export function difficultyOf(ground: Ground, activity: Activity, contact: KeptContact | null): number {
  return difficulty(ground.activityRating(activity), contact === null ? null : ground.contactRating(contact));
}
