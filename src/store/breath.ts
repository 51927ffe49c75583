// Long work lets others go first: SQLite answers at once, so that without a pause a whole sweep would be one stall.

/** Working on without a pause, ms: short enough that nobody notices, long enough that the pauses cost nothing. */
const inOneGo = 5;

/** Call `breathe` between pieces of work: it lets waiting requests and timers through when it is time. `spent` is the ms since it was made. */
export function breathing(): { breathe(): Promise<void> | undefined; spent(): number } {
  const began = performance.now();
  let last = began;
  return {
    breathe() {
      if (performance.now() - last < inOneGo) return undefined;
      return new Promise((resolve) =>
        setImmediate(() => {
          last = performance.now();
          resolve();
        }),
      );
    },
    spent: () => performance.now() - began,
  };
}
