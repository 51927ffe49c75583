// A ladder's numbers as one short string for an address, and back. Whatever does not look like one is refused.

import type { LadderPicture } from '../reply/reply.ts';

/** How many people one picture shows at most: the list beside it holds all. */
const PEOPLE = 200;
const WAYS = 60;

const isRating = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 100;

const isWay = (value: unknown): value is [string, number] =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === 'string' &&
  value[0].length <= 60 &&
  isRating(value[1]);

/** Picture → base64url. */
export function packLadder({ edge, activities, people }: LadderPicture): string {
  const ways = activities.slice(0, WAYS).map(({ label, rating }) => [label.slice(0, 60), rating]);
  return Buffer.from(JSON.stringify([edge, ways, people.slice(0, PEOPLE)])).toString('base64url');
}

/** base64url → picture, or null when it is none. */
export function unpackLadder(packed: string): LadderPicture | null {
  try {
    const [edge, ways, people] = JSON.parse(Buffer.from(packed, 'base64url').toString('utf8'));
    if (!isRating(edge) || !Array.isArray(ways) || ways.length > WAYS || !ways.every(isWay)) return null;
    if (!Array.isArray(people) || people.length > PEOPLE || !people.every(isRating)) return null;
    return { name: 'ladder', edge, activities: ways.map(([label, rating]) => ({ label, rating })), people };
  } catch {
    return null;
  }
}
