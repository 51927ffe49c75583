/** The warm-up before a stretch, and the first one at the end of sign-up. */

import type { Day } from '../../time/days.ts';
import { WARM_UP_EASY, WARM_UP_GAP } from './constants.ts';
import { lowestOf } from './fill.ts';
import type { WaysOf } from './fits.ts';
import { offers } from './fits.ts';
import { standing } from './free.ts';
import type { Ground } from './ground.ts';
import { ground as groundOf, kindOf } from './ground.ts';
import { hash } from './hash.ts';
import { by, byHash, longestUntouched, lowest, softLast } from './order.ts';
import { preparationStep } from './preparation.ts';
import type { KeptContact, LadderState, Step } from './state.ts';
import { asStep, waysWith } from './steps.ts';

/** Someone easy, untouched for 10 planned days, not on the card, by a warm way with D ≤ edge; else null. */
function personWarmUp(ground: Ground, onCard: ReadonlySet<string | null>): Step | null {
  const offered = offers(ground);
  const warmOf: WaysOf = (contact) => offered(contact).filter((activity) => activity.warm);
  const options = ground.state.contacts
    .filter((contact) => !onCard.has(contact.id) && isEasy(ground, contact) && isRested(ground, contact))
    .flatMap((contact) => waysWith(ground, contact, warmOf))
    .filter((option) => option.difficulty <= ground.edge);
  // Of two ways equally easy the one that is not soft: only then the hash.
  const order = by(longestUntouched(ground), lowest, softLast, byHash(ground));
  const best = lowestOf([{ options }], () => true, order);
  return best ? asStep(best, 'warm-up') : null;
}

/** Say the opener for that person aloud once; null when saying aloud is hidden. */
function aloudWarmUp(ground: Ground, about: string | null): Step | null {
  const aloud = ground.shown.find((activity) => activity.id === 'aloud');
  return aloud ? { ...preparationStep(ground, aloud), why: 'warm-up', about } : null;
}

/** The warm-up at the end of sign-up, with nobody on a card yet: someone easy, else aloud for the person rated lowest. */
export function firstWarmUp(state: LadderState, today: Day): Step | null {
  return nextWarmUp(groundOf(state, today), [], new Set());
}

/** Someone easy who is not among `without`, else aloud: about the first stretch of the picks, without one about the person rated lowest. */
export function nextWarmUp(
  ground: Ground,
  picks: readonly Step[],
  without: ReadonlySet<string | null>,
): Step | null {
  const aloud = () => aloudWarmUp(ground, firstStretch(ground, picks)?.contact ?? ratedLowest(ground));
  return personWarmUp(ground, without) ?? aloud();
}

/** The first pick shown that is with a person and over the edge, or undefined. */
export function firstStretch(ground: Ground, picks: readonly Step[]): Step | undefined {
  return picks.find((pick) => pick.contact !== null && pick.difficulty > ground.edge);
}

/** A friend, or someone old, met or answered whose rating is ≤ 25. */
function isEasy(ground: Ground, contact: KeptContact): boolean {
  const kind = kindOf(contact);
  if (kind === 'friend') return true;
  const near = kind === 'old' || kind === 'met' || (ground.history(contact.id)?.answered ?? false);
  return near && ground.contactRating(contact) <= WARM_UP_EASY;
}

/** Not paused, not resting, untouched for 10 planned days. Waiting for an answer or a keep-in-touch date is no hindrance. */
function isRested(ground: Ground, contact: KeptContact): boolean {
  if (standing(ground, contact).resting) return false;
  const last = ground.history(contact.id)?.last.day;
  return last === undefined || !ground.days.within(WARM_UP_GAP, last, ground.today);
}

function ratedLowest(ground: Ground): string | null {
  const { seed, contacts } = ground.state;
  const open = contacts
    .filter((contact) => !standing(ground, contact).resting)
    .map((contact) => ({
      id: contact.id,
      rating: ground.contactRating(contact),
      tie: hash([seed, ground.today, contact.id, 'aloud']),
    }));
  open.sort((a, b) => a.rating - b.rating || a.tie - b.tie || (a.id < b.id ? -1 : 1));
  return open[0]?.id ?? null;
}
