/** D of a step, and how a felt touch corrects the two ratings. Who fits whom is fits.ts. */
import { LEARN_HIGHER, LEARN_LOWER, RATING_MAX, RATING_MIN } from './constants.ts';

/** D 0–100 of an activity with a person (the mean, .5 stays), or of the activity alone. */
export function difficulty(activity: number, contact: number | null): number {
  return contact === null ? activity : (activity + contact) / 2;
}

/** ⌊x + 0.5⌋, kept in 0–100. */
function roundRating(x: number): number {
  return Math.min(RATING_MAX, Math.max(RATING_MIN, Math.floor(x + 0.5)));
}

/** Both ratings after a touch that felt so: the higher takes half of the surprise, the lower a quarter. */
export function learn(
  activity: number,
  contact: number | null,
  felt: number,
): { readonly activity: number; readonly contact: number | null } {
  const d = felt - difficulty(activity, contact);
  if (contact === null) return { activity: roundRating(activity + d * LEARN_HIGHER), contact: null };
  const [forActivity, forContact] =
    activity > contact ? [LEARN_HIGHER, LEARN_LOWER] : [LEARN_LOWER, LEARN_HIGHER];
  return {
    activity: roundRating(activity + d * forActivity),
    contact: roundRating(contact + d * forContact),
  };
}
