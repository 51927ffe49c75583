/** The small pure hash that settles ties, so that the same state and day give the same card. Not for secrets. */

const START = 0x811c9dc5;

/** FNV-1a over the parts' UTF-16 units with murmur3's finisher: an unsigned 32-bit number. */
export function hash(parts: readonly string[]): number {
  return finish(parts.reduce(mix, START));
}

/** hash([...before, a, b]) for many a and b: what comes before is walked once. */
export function hashAfter(before: readonly string[]): (a: string, b: string) => number {
  const start = before.reduce(mix, START);
  return (a, b) => finish(mix(mix(start, a), b));
}

function mix(from: number, part: string): number {
  let h = from;
  for (let i = 0; i < part.length; i += 1) h = Math.imul(h ^ part.charCodeAt(i), 0x01000193);
  // A unit that no text of ours holds, so that ['ab','c'] and ['a','bc'] differ.
  return Math.imul(h ^ 0xffff, 0x01000193);
}

function finish(mixed: number): number {
  let h = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
