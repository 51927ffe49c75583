// Timers for tests whose time goes on by itself, from timer to timer, once everybody waits: an hour takes as long as its work.

import type { CourierSettings } from '../../src/outbox/courier.ts';
import type { Store } from '../../src/store/open.ts';
import type { Clocks } from './letters.ts';

export interface HandTimers {
  /** For the courier: as by the machine's timers. */
  readonly after: NonNullable<CourierSettings['after']>;
  /** The same store; while one of its units of work runs, no time passes. */
  counted(store: Store): Pick<Store, 'work' | 'vault'>;
  /** What `act` gives; no time passes while it is under way. */
  during<T>(act: () => Promise<T>): Promise<T>;
  /** Let time go on from timer to timer until it holds. */
  run(until: () => boolean): Promise<void>;
}

/** Timers that move this clock; `moved` is told each time. */
export function handTimers(clock: Clocks, moved: () => void = () => undefined): HandTimers {
  const timers: { at: number; act: () => void }[] = [];
  let busy = 0;
  let rested: () => void = () => undefined;
  async function during<T>(act: () => Promise<T>): Promise<T> {
    busy += 1;
    try {
      return await act();
    } finally {
      busy -= 1;
      if (busy === 0) rested();
    }
  }
  const rest = () =>
    new Promise<void>((resolve) => {
      rested = resolve;
    });
  return {
    during,
    after(ms, act) {
      const timer = { at: clock.passed + ms, act };
      timers.push(timer);
      return () => void timers.splice(0, timers.length, ...timers.filter((one) => one !== timer));
    },
    counted: (store) => ({ vault: store.vault, work: (fn) => during(() => store.work(fn)) }),
    async run(until) {
      while (!until()) {
        for (let calm = 0; calm < 10; calm = busy === 0 ? calm + 1 : 0)
          await (busy > 0 ? rest() : new Promise((next) => setImmediate(next)));
        timers.sort((a, b) => a.at - b.at);
        const next = timers.shift();
        if (!next) continue;
        clock.passed = Math.max(clock.passed, next.at);
        moved();
        next.act();
      }
    },
  };
}
