// How fast direct channels are opened: Discord quarantines bots that open many in a burst, and its limits are
// unpublished. A handful at once, then one every few seconds; after a 40003 none for ten minutes.

/** Opened at once after a quiet time; then one in so many ms (25 a minute: reports begin at 29–40 in a burst). */
const burst = 5;
const everyMs = 3_000;
const stopMs = 600_000;
/** Beyond this nobody waits: the letter comes again later, ms. */
const patienceMs = 5_000;

export interface Opening {
  /** Wait for a turn: false when none comes soon. */
  turn(): Promise<boolean>;
  /** Discord said 40003. */
  tooFast(): void;
}

/** `now` is monotonic, ms; `wait` resolves after so many. */
export function paceOpening(
  now: () => number,
  wait: (ms: number) => Promise<unknown> = (ms) => new Promise((go) => setTimeout(go, ms)),
): Opening {
  /** When the next one is due if all that were granted are counted. */
  let next = now() - burst * everyMs;
  let shutUntil = Number.NEGATIVE_INFINITY;
  return {
    async turn() {
      const at = now();
      if (at < shutUntil) return false;
      const from = Math.max(next, at - burst * everyMs);
      const due = from + everyMs - at;
      if (due > patienceMs) return false;
      next = from + everyMs;
      if (due > 0) await wait(due);
      return now() >= shutUntil;
    },
    tooFast() {
      shutUntil = now() + stopMs;
    },
  };
}
