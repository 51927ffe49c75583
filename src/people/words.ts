// How ratings are written for members. Copy only; questions stand with the command that asks them.

import { type Known, typicalOf } from './rules/activities.ts';

/** 25 → "2.5": a rating 0–100 as members give it. */
export const tenths = (rating: number): string => String(Math.round(rating) / 10);

/** "4 of 10"; "about 4 of 10" where nothing was said or learned yet. */
export const ratingWords = (rating: number | null, known: Known | null): string =>
  rating === null ? `about ${tenths(typicalOf(known))} of 10` : `${tenths(rating)} of 10`;
