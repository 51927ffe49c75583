/** Which preparation comes next, and when preparation has run long enough. */
import type { Activity } from '../../people/rules/activities.ts';
import { PREPARATION_RUN } from './constants.ts';
import { passedLately, passKey } from './fits.ts';
import type { Ground } from './ground.ts';
import { isPreparation } from './ground.ts';
import { hash } from './hash.ts';
import type { Step } from './state.ts';

/** Preparations that may be offered, next first: not done since the last planned day, lowest rating, longest undone, hash. Those passed lately come after all others. */
export function preparations(ground: Ground): readonly Step[] {
  const { state, today, days } = ground;
  const since = days.before(today) ?? '';
  const passed = passedLately(ground);
  const done = (activity: Activity) => ground.way(activity.id)?.lastUsed ?? '';
  const keys = (activity: Activity): readonly (number | string)[] => [
    Number(passed.has(passKey(activity.id, null))),
    Number(done(activity) !== '' && done(activity) >= since),
    ground.activityRating(activity),
    done(activity),
    hash([state.seed, today, '', activity.id]),
  ];
  return ground.shown
    .filter((activity) => activity.preparation && !activity.byOwnCard)
    .map((activity) => ({ activity, keys: keys(activity) }))
    .sort((a, b) => byKeys(a.keys, b.keys))
    .map(({ activity }) => preparationStep(ground, activity));
}

/** A preparation as a step: the rating alone is its D. */
export function preparationStep(ground: Ground, activity: Activity): Step {
  return {
    contact: null,
    activity: activity.id,
    difficulty: ground.activityRating(activity),
    why: 'preparation',
    followUp: false,
    owed: null,
    about: null,
  };
}

/** True after 2 planned days running on which preparation and nothing else was done. */
export function preparationHasRun(ground: Ground): boolean {
  let day = ground.days.before(ground.today);
  for (let run = 0; run < PREPARATION_RUN; run += 1) {
    if (day === null) return false;
    const touches = ground.touchesOn(day);
    if (touches.length === 0 || !touches.every((touch) => isPreparation(ground, touch))) return false;
    day = ground.days.before(day);
  }
  return true;
}

function byKeys(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [i, x] of a.entries()) {
    const y = b[i] as number | string;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
