// Chance that can be had again: tests that need it take it from a seed, and name the seed when something is wrong.

/** Numbers in [0, 1) from a seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let n = Math.imul(state ^ (state >>> 15), 1 | state);
    n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n;
    return ((n ^ (n >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A hand that chooses by such dice. */
export interface Roll {
  /** A whole number from 0 up to, not including, `n`. */
  upTo(n: number): number;
  /** One of these; throws for none. */
  of<T>(all: readonly T[]): T;
}

/** Choosing by dice of that seed. */
export function rolling(seed: number): Roll {
  const next = dice(seed);
  const upTo = (n: number) => Math.floor(next() * n);
  return {
    upTo,
    of: <T>(all: readonly T[]) => {
      if (all.length === 0) throw new Error('nothing to choose from');
      return all[upTo(all.length)] as T;
    },
  };
}
