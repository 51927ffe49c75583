// Waiting for a platform no longer than so long, by the monotonic clock. What to make of silence is the courier's.

/** Silence: no answer in time, or everything was called off. */
export const late = 'late';

export interface Deadline {
  readonly ms: number;
  /**
   * What `ask` gives, the Error that it broke off with, or `late`. An answer that comes after that goes to `after`.
   * Never rejects.
   */
  within<T>(ask: () => Promise<T>, after?: (answer: T) => void): Promise<T | Error | typeof late>;
  /** Every wait, now and from now on, is over. */
  callOff(): void;
}

/** Waits of at most `ms`. */
export function deadline(ms: number): Deadline {
  const waiting = new Set<() => void>();
  let off = false;
  return {
    ms,
    callOff() {
      off = true;
      for (const giveUp of waiting) giveUp();
    },
    within<T>(ask: () => Promise<T>, after: (answer: T) => void = () => undefined) {
      if (off) return Promise.resolve(late);
      return new Promise<T | Error | typeof late>((resolve) => {
        const giveUp = () => end(late);
        const timer = setTimeout(giveUp, ms);
        const end = (what: T | Error | typeof late) => {
          clearTimeout(timer);
          waiting.delete(giveUp);
          resolve(what);
        };
        waiting.add(giveUp);
        new Promise<T>((begun) => begun(ask())).then(
          (answer) => (waiting.has(giveUp) ? end(answer) : after(answer)),
          (cause: unknown) => end(cause instanceof Error ? cause : new Error('Broken off', { cause })),
        );
      });
    },
  };
}
