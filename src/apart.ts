// What takes long and writes nothing (a file read, ten thousand people compared and sealed) is made between two tries of an ask's
// unit of work, so that it holds up nobody: the first try is given up, and the next one is handed what was made.

import type { Context } from './command.ts';
import { Refusal } from './refusal.ts';
import type { Own, Within } from './store/own.ts';

/** What a try hands to the contexts in it. */
export type Apart = (own: Own) => Context['apart'];

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
export const atOnce: Apart = (own) => (_what, make) => make((work) => work(own));

/** Do one thing after the other: what is made for one ask can take as much memory as ten files have. */
export function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

/** Try, and again after each thing that had to be made first. Throws what a try throws, and what making throws. */
export async function withApart<T>(
  tries: (apart: Apart) => Promise<T>,
  within: (member: string) => Within,
  inTurn: ReturnType<typeof oneByOne>,
): Promise<T> {
  const made = new Map<string, unknown>();
  const apart: Apart =
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
      await inTurn(error.make);
    }
  }
}
