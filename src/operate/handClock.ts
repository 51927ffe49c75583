// The demo's clock: it begins at an instant and runs like any other, and a hand can move it on.

import type { ProgramClock } from '../time/clock.ts';

export interface HandClock extends ProgramClock {
  /** Now is that instant (epoch ms), and time runs on from there. Backwards is no way: it stays. */
  moveTo(instant: number): void;
}

/** A clock that says `instant` now; `running` is the real time, epoch ms. */
export function handClock(instant: number, running: () => number): HandClock {
  let base = instant;
  let since = running();
  let moved = false;
  const now = () => Math.floor(base + running() - since);
  return {
    now,
    changed() {
      const was = moved;
      moved = false;
      return was;
    },
    trouble: () => null,
    moveTo(to) {
      if (to <= now()) return;
      base = to;
      since = running();
      moved = true;
    },
  };
}
