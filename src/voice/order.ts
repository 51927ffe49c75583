// Seeded order without randomness: the same seed, the same order, on every machine.

/** A 32-bit number from any text: FNV-1a, then murmur3's last mix so that near texts fall far apart. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The same things in an order of the seed's own; `key` tells them apart and must be stable. */
export function shuffle<T>(things: readonly T[], seed: string, key: (thing: T) => string): T[] {
  return things
    .map((thing, place) => ({ thing, place, rank: hash(`${seed}\n${key(thing)}`) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ thing }) => thing);
}

/** One of the things, by the seed; throws when there are none. */
export function choose<T>(things: readonly T[], seed: string): T {
  const thing = things[hash(seed) % things.length];
  if (thing === undefined) throw new Error('choose: nothing to choose from');
  return thing;
}
