/**
 * Easier, Swap and Braver: another step in place of one on the card, or null when there is none
 * (the bot says so). None of them moves the edge; the caller records the step left by Easier or Swap as passed.
 */
import { RICHNESS } from '../../people/rules/activities.ts';
import type { Day } from '../../time/days.ts';
import { BRAVER_FELT, EASIER_BY } from './constants.ts';
import type { Pool } from './fill.ts';
import { fill, lowestOf, openPeople } from './fill.ts';
import { difficultyOf } from './fits.ts';
import type { Ground } from './ground.ts';
import { ground as groundOf } from './ground.ts';
import { by, highest, lowest, theOrder } from './order.ts';
import { preparations } from './preparation.ts';
import type { Card, LadderState, Step } from './state.ts';
import { asStep, freePeople, waysWith } from './steps.ts';
import { nextWarmUp } from './warmUp.ts';

/** What of a card these three look at: `picks` as they stand now, done ones too. */
export type Standing = Pick<Card, 'warmUp' | 'picks'>;

/** The same person by another fitting way with the highest D at least 5 lower; none: another free person so; none: a preparation. D is as rated now, not as drawn: a rating given under the step counts at once. */
export function easier(state: LadderState, today: Day, card: Standing, step: Step): Step | null {
  const ground = groundOf(state, today);
  const most = difficultyNow(ground, step) - EASIER_BY;
  const mostBelow = (pool: Pool) =>
    lowestOf(pool, (option) => option.difficulty <= most, by(highest, theOrder(ground)));
  const contact = step.contact === null ? undefined : ground.contact(step.contact);
  if (contact) {
    const options = waysWith(ground, contact).filter((option) => option.activity.id !== step.activity);
    const same = mostBelow([{ options }]);
    if (same) return asStep(same, 'easier');
    const people = freePeople(ground).filter((person) => !isOn(card, person.contact.id));
    // At most one owed step a card: while another stands there, nobody owed or due a follow-up comes beside it.
    const hasOwed = besides(card, step).some((pick) => pick.owed || pick.followUp);
    const other = mostBelow(hasOwed ? openPeople(people) : people);
    if (other) return asStep(other, 'easier');
  }
  const preparation = preparations(ground).find(
    (next) => !isActivityOn(card, next.activity) && (step.contact !== null || next.difficulty <= most),
  );
  return preparation ?? null;
}

/** The next step of the same filling with another person; for a warm-up the next warm-up, for a preparation the next preparation. */
export function swap(state: LadderState, today: Day, card: Standing, step: Step): Step | null {
  const ground = groundOf(state, today);
  if (step.contact === null) {
    return preparations(ground).find((next) => !isActivityOn(card, next.activity)) ?? null;
  }
  // People swapped away today do not come back by another way.
  const swapped = state.passed.filter((pass) => pass.day === today).map((pass) => pass.contact);
  if (isStep(card.warmUp, step)) {
    const on = card.picks.map((pick) => pick.contact);
    const next = nextWarmUp(ground, card.picks, new Set([step.contact, ...on, ...swapped]));
    // Saying it aloud may stand on the card already, as its preparation.
    return next?.contact === null && isActivityOn(card, next.activity) ? null : next;
  }
  const others = besides(card, step);
  const people = freePeople(ground).filter(
    ({ contact }) => contact.id !== step.contact && !isOn(card, contact.id) && !swapped.includes(contact.id),
  );
  return fill(ground, people, others.length + 1, others)[0] ?? null;
}

/** The same person by the next richer fitting way, write → voice → call → meet, at any D; of several the gentlest. */
export function braver(state: LadderState, today: Day, step: Step): Step | null {
  const ground = groundOf(state, today);
  const contact = step.contact === null ? undefined : ground.contact(step.contact);
  const from = ground.activity(step.activity)?.richness;
  if (!contact || !from) return null;
  const options = waysWith(ground, contact);
  for (const richness of RICHNESS.slice(RICHNESS.indexOf(from) + 1)) {
    const next = lowestOf(
      [{ options }],
      (option) => option.activity.richness === richness && !option.activity.owedOnly,
      by(lowest, theOrder(ground)),
    );
    if (next) return asStep(next, 'braver');
  }
  return null;
}

/** True when Braver is shown beside an open pick: the day's last done step felt ≤ 30. */
export function offersBraver(state: LadderState, today: Day): boolean {
  const done = state.touches.filter((touch) => touch.day === today);
  const last = done.sort((a, b) => a.seq - b.seq).at(-1);
  return last !== undefined && last.felt !== null && last.felt <= BRAVER_FELT;
}

/** D as rated now. */
function difficultyNow(ground: Ground, step: Step): number {
  const activity = ground.activity(step.activity);
  const contact = step.contact === null ? null : ground.contact(step.contact);
  return activity && contact !== undefined ? difficultyOf(ground, activity, contact) : step.difficulty;
}

function isStep(one: Step | null, step: Step): boolean {
  return one !== null && one.contact === step.contact && one.activity === step.activity;
}

/** The other picks. */
function besides(card: Standing, step: Step): readonly Step[] {
  return card.picks.filter((pick) => !isStep(pick, step));
}

function isOn(card: Standing, contact: string): boolean {
  return card.warmUp?.contact === contact || card.picks.some((pick) => pick.contact === contact);
}

function isActivityOn(card: Standing, activity: string): boolean {
  return card.warmUp?.activity === activity || card.picks.some((pick) => pick.activity === activity);
}
