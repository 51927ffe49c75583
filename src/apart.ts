// What takes long and writes nothing (a file read, ten thousand people compared and sealed) is made between two tries of an ask's
// unit of work, so that it holds up nobody: the first try is given up, and the next one is handed what was made.

import { Refusal } from './refusal.ts';
import type { Apart, Own, Within } from './store/own.ts';

/** What a try hands to the contexts in it. */
export type ApartFor = (own: Own) => Apart;

/** Thrown out of a try, of which nothing is kept: this is to be made first. */
class First extends Error {
  readonly make: () => Promise<void>;
  constructor(make: () => Promise<void>) {
    super('something is to be made first');
    this.make = make;
  }
}

/** So often one thing is made anew because what it was made of has changed. */
const most = 5;

/** Where nobody is held up, or nothing long is done: made at once. */
export const atOnce: ApartFor = (own) => (_what, make) => make((work) => work(own));

/** Try, and again after each thing that had to be made first. Throws what a try throws, and what making throws. */
export async function withApart<T>(
  tries: (apart: ApartFor) => Promise<T>,
  within: (member: string) => Within,
): Promise<T> {
  const made = new Map<string, unknown>();
  const apart: ApartFor =
    (own) =>
    async <M>(what: string, make: (within: Within) => Promise<M>, stands?: (made: M) => Promise<boolean>) => {
      const key = `${own.member} ${what}`;
      if (made.has(key)) {
        const known = made.get(key) as M;
        if (!stands || (await stands(known))) return known;
      }
      throw new First(async () => void made.set(key, await make(within(own.member))));
    };
  for (let times = 0; ; times += 1) {
    try {
      return await tries(apart);
    } catch (error) {
      if (!(error instanceof First)) throw error;
      if (times === most)
        throw new Refusal(
          'Too much changed while I was reading. Nothing of it is kept; try again in a moment.',
        );
      await error.make();
    }
  }
}
