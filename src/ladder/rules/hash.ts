/** The small pure hash that settles ties, so that the same state and day give the same card. Not for secrets. */

/** FNV-1a over the parts' UTF-16 units with murmur3's finisher: an unsigned 32-bit number. */
export function hash(parts: readonly string[]): number {
  let h = 0x811c9dc5;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 1) h = Math.imul(h ^ part.charCodeAt(i), 0x01000193);
    // A unit that no text of ours holds, so that ['ab','c'] and ['a','bc'] differ.
    h = Math.imul(h ^ 0xffff, 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
