/** The filling of a full card, numbers 1 to 6 of section 3. What stands around the picks is card.ts. */
import { addDays, mondayOf } from '../../time/days.ts';
import { BAND, REACH, TALK_FROM } from './constants.ts';
import type { Ground } from './ground.ts';
import { heardOn } from './ground.ts';
import type { Compare } from './order.ts';
import { by, byTier, first, highest, lowest, lowestTypical, softLast, theOrder } from './order.ts';
import { preparationHasRun, preparations } from './preparation.ts';
import type { Step, Why } from './state.ts';
import type { Option, Person } from './steps.ts';
import { asStep } from './steps.ts';

/** Fills up to `goal` picks. `standing` picks (when swapping) count as there already; the result is only what was added. */
export function fill(
  ground: Ground,
  people: readonly Person[],
  goal: number,
  standing: readonly Step[] = [],
): readonly Step[] {
  const { edge } = ground;
  const order = theOrder(ground);
  const picks: Step[] = [...standing];
  const softOf = (step: Step) => ground.activity(step.activity)?.soft ?? false;

  const take = (pool: Pool, allowed: (option: Option) => boolean, compare: Compare, why: Why): boolean => {
    if (picks.length >= goal) return false;
    const taken = new Set(picks.map((pick) => pick.contact));
    const used = new Set(picks.map((pick) => pick.activity));
    const hasSoft = picks.some(softOf);
    // Another activity and no second soft one, where this pool has a choice: so they only come first.
    const varied = by(
      first((option) => !used.has(option.activity.id)),
      first((option) => !(hasSoft && option.activity.soft)),
      compare,
    );
    const best = lowestOf(pool, (option) => allowed(option) && !taken.has(option.contact.id), varied);
    if (best) picks.push(asStep(best, why));
    return best !== null;
  };

  const between = (from: number, to: number) => (option: Option) =>
    option.difficulty > from && option.difficulty <= to;
  const [under, band, above] = [
    between(Number.NEGATIVE_INFINITY, edge),
    between(edge, edge + BAND),
    between(edge + BAND, edge + BAND + REACH),
  ];

  // 1 owed
  if (!picks.some((pick) => pick.owed || pick.followUp)) {
    const isNear = (option: Option) => isDue(option) && option.difficulty <= edge + BAND;
    take(people, isNear, owedOrder(ground, order), 'owed');
  }
  // 2 talk
  if (!picks.some((pick) => ground.activity(pick.activity)?.talk) && isTalkWanted(ground)) {
    const notFollowed = people.filter((person) => person.standing.followUp === null);
    const answered = first((option) => ground.history(option.contact.id)?.answered ?? false);
    const isTalk = (option: Option) => option.activity.talk && option.difficulty <= edge + BAND;
    take(notFollowed, isTalk, by(answered, lowest, order), 'talk');
  }
  // 3 to 5 take nobody owed or due a follow-up
  const others = openPeople(people);
  while (take(others, band, order, 'band'));
  while (take(others, under, underOrder(order), 'under'));
  while (take(others, above, by(lowest, order), 'above'));
  // 6 still none
  if (picks.length === 0 && preparationHasRun(ground)) {
    take(others, () => true, by(lowest, lowestTypical, order), 'gentlest');
  }
  if (picks.length === 0) picks.push(...preparations(ground).slice(0, 1));
  return picks.slice(standing.length);
}

/** Serves something due, or is a follow-up. */
export function isDue(option: Option): boolean {
  return option.owed !== null || option.followUp;
}

/** The people who are owed nothing and due no follow-up. */
export function openPeople(people: readonly Person[]): readonly Person[] {
  return people.filter(({ standing }) => standing.owedDue.length === 0 && standing.followUp === null);
}

/** Number 1: owed before follow-ups, over the edge before the rest, then the order. */
export function owedOrder(ground: Ground, order: Compare): Compare {
  return by(
    first((option) => option.owed !== null),
    first((option) => option.difficulty > ground.edge),
    order,
  );
}

/** Number 4: by tier, soft last, highest D, then the order. */
export function underOrder(order: Compare): Compare {
  return by(byTier, softLast, highest, order);
}

/** From the week's 2nd planned day, while the Mon–Sun week has no talk step done and no talked or booked outcome made or heard. */
function isTalkWanted(ground: Ground): boolean {
  const monday = mondayOf(ground.today);
  if (ground.days.countIn(addDays(monday, -1), ground.today) < TALK_FROM) return false;
  return !ground.touches.some((touch) => {
    const talked = touch.outcome === 'talked' || touch.outcome === 'booked';
    if (talked && heardOn(touch) >= monday) return true;
    return touch.day >= monday && ((ground.activity(touch.activity)?.talk ?? false) || talked);
  });
}

/** Where options are looked for: person by person, so that no list of tens of thousands is built. */
export type Pool = readonly { readonly options: readonly Option[] }[];

/** The first by `compare` among those allowed, or null. One walk, no sorting. */
export function lowestOf(pool: Pool, allowed: (option: Option) => boolean, compare: Compare): Option | null {
  let best: Option | null = null;
  for (const { options } of pool) {
    for (const option of options) {
      if (allowed(option) && (best === null || compare(option, best) < 0)) best = option;
    }
  }
  return best;
}
