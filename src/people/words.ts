// How ratings and kinds of acquaintance are written for members. Copy only; questions stand with the command that asks them.

import { type Known, typicalOf } from './rules/activities.ts';

/** 25 → "2.5": a rating 0–100 as members give it. */
export const tenths = (rating: number): string => String(Math.round(rating) / 10);

/** "4 of 10"; "about 4 of 10" where nothing was said or learned yet. */
export const ratingWords = (rating: number | null, known: Known | null): string =>
  rating === null ? `about ${tenths(typicalOf(known))} of 10` : `${tenths(rating)} of 10`;

/** The words for how someone is known, in the order of the buttons; not sure is kept as not known, which the ladder takes as met. */
export const knownWords: readonly (readonly [value: string, label: string, known: Known | null])[] = [
  ['friend', 'Friend', 'friend'],
  ['old', 'Old colleague', 'old'],
  ['met', 'Met', 'met'],
  ['referred', 'Told of them', 'referred'],
  ['stranger', 'Stranger', 'stranger'],
  ['unsure', 'Not sure', null],
];

/** The word for a kind, as on its button. */
export const knownWord = (known: Known | null): string =>
  knownWords.find(([, , kind]) => kind === known)?.[1] ?? 'Not sure';
