// Both ladders as they stand: ways and people from easiest to hardest, as rungs, as a picture, in words.
// Ratings are the fold's last result; what none was said or learned of has its typical value.

import { activityRows, contactsOf } from '../people/rows.ts';
import { ACTIVITIES, OWN_TYPICAL, typicalOf } from '../people/rules/activities.ts';
import { tenths } from '../people/words.ts';
import { limits } from '../reply/limits.ts';
import type { Block } from '../reply/reply.ts';
import { cut } from '../reply/say.ts';
import type { Own } from '../store/own.ts';
import { BAND } from './rules/constants.ts';

/** One way of reaching someone. */
export interface WayRung {
  readonly id: string;
  /** As members read it; one of the member's own is called as they called it. */
  readonly name: string;
  /** Name in the picture: built in, or "Own way 1". */
  readonly drawn: string;
  /** 0–100. */
  readonly rating: number;
  readonly hidden: boolean;
}

/** One person; `name` is the label. */
export interface PersonRung {
  readonly id: string;
  readonly name: string;
  /** 0–100. */
  readonly rating: number;
}

/** Both ladders, each from easiest to hardest. Hidden ways stand in `ways`, too. */
export interface Ladders {
  readonly ways: readonly WayRung[];
  readonly people: readonly PersonRung[];
}

/** Read both ladders. */
export async function laddersOf(own: Own): Promise<Ladders> {
  const rows = await activityRows(own);
  const kept = new Map(rows.map((row) => [row.activity, row]));
  const builtIns = ACTIVITIES.filter((way) => !way.byOwnCard).map(({ id, name, typical }) => ({
    id,
    name,
    drawn: name,
    rating: kept.get(id)?.rating ?? typical,
    hidden: kept.get(id)?.hidden ?? false,
  }));
  const owns = rows
    .filter((row) => row.name !== null)
    .map(({ activity, name, rating, hidden }, i) => ({
      id: activity,
      name: name ?? '',
      drawn: `Own way ${i + 1}`,
      rating: rating ?? OWN_TYPICAL,
      hidden,
    }));
  const people = (await contactsOf(own)).map(({ id, label, rating, known }) => ({
    id,
    name: label,
    rating: rating ?? typicalOf(known),
  }));
  return { ways: [...builtIns, ...owns].sort(easierFirst), people: people.sort(easierFirst) };
}

/** Where a rung stands: at or under the edge, just past it, further up. */
export type Part = 'within' | 'next' | 'up';

/** The part of the ladder in which a rating (0–100) stands. */
export const partOf = (rating: number, edge: number): Part =>
  rating <= edge ? 'within' : rating <= edge + BAND ? 'next' : 'up';

/** The picture and the same in words, nobody named: people are numbers, in the order handed in. */
export function ladderPicture(edge: number, ways: readonly WayRung[], people: readonly PersonRung[]): Block {
  const shown = ways.filter((way) => !way.hidden);
  const said = [
    `Two ladders. Your edge is at ${tenths(edge)} of 10.`,
    `Ways from easiest to hardest: ${shown.map((way) => `${way.drawn} ${tenths(way.rating)}`).join(', ')}.`,
    people.length > 0 && `People: ${people.map((one, i) => `#${i + 1} ${tenths(one.rating)}`).join(', ')}.`,
  ];
  return {
    kind: 'picture',
    alt: cut(said.filter(Boolean).join(' '), limits.alt),
    picture: {
      name: 'ladder',
      edge,
      activities: shown.map((way) => ({ label: way.drawn, rating: way.rating })),
      people: people.map((one) => one.rating),
    },
  };
}

/** "Your edge is at 2.5 of 10": where it stands, and what that means. */
export const edgeLine = (edge: number): string =>
  `Your edge is at ${tenths(edge)} of 10: up to there you go comfortably, and your next steps lie just past it.`;

function easierFirst(a: { rating: number; name: string; id: string }, b: typeof a): number {
  return a.rating - b.rating || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1);
}
