/** Who fits: which activities are a step with which person at all, and which of those may be offered today. */
import type { Activity } from '../../people/rules/activities.ts';
import { DEAD_GAP, DEAD_TRIES, PASSED_GAP } from './constants.ts';
import { difficulty } from './difficulty.ts';
import type { Ground } from './ground.ts';
import { isAskingWay, kindOf } from './ground.ts';
import type { KeptContact, Owed } from './state.ts';

/** True when the pair is a step (hidden ones are left out of ground.shown before). */
export function fits(ground: Ground, activity: Activity, contact: KeptContact): boolean {
  if (activity.preparation || activity.byOwnCard) return false;
  const owed = ground.owed(contact.id);
  if (activity.owedOnly) return owed.some((item) => item.what === activity.owedOnly);
  if (activity.keepsPromise && owed.some((item) => item.what === 'promise')) return true;
  const history = ground.history(contact.id);
  const answered = history?.answered ?? false;
  if (activity.notOnceAnswered && answered) return false;
  if (activity.once && history?.ways.has(activity.id)) return false;
  return activity.fits.includes(kindOf(contact)) || (answered && activity.fits.includes('answered'));
}

/** True when the activity keeps or settles the owed thing: thanks by thank-you or card, a promise by its ways, the others by any. */
export function serves(activity: Activity, owed: Owed): boolean {
  if (owed.what === 'thanks') return activity.owedOnly === 'thanks';
  if (owed.what === 'promise') return activity.keepsPromise;
  return activity.owedOnly === null;
}

/** Which ways and steps are out today although they fit: ways that lead nowhere, steps passed lately, comments running. */
export function offers(ground: Ground): (activity: Activity, contact: KeptContact) => boolean {
  const passed = passedLately(ground);
  const dead = new Set(ground.shown.filter((activity) => isDead(ground, activity)).map((way) => way.id));
  return (activity, contact) =>
    fits(ground, activity, contact) &&
    !dead.has(activity.id) &&
    !(activity.light && ground.history(contact.id)?.last.activity === activity.id) &&
    !(passed.size > 0 && passed.has(passKey(activity.id, contact.id)));
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
