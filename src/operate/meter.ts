// What is counted while the program runs: asks, ticks. Numbers alone; how they are told is metrics.ts's.

import type { House } from '../house.ts';

/** Counts since the start. Times in ms; instants by the machine's clock. */
export interface Meter {
  readonly asks: { answered: number; lost: number };
  readonly ticks: { done: number; lost: number; totalMs: number; lastMs: number; lastAt: number | null };
  /** The same house, its asks counted. */
  counting(house: House): House;
  /** A tick, timed. */
  timed(tick: () => Promise<void>): Promise<void>;
}

/** A meter at zero. */
export function createMeter(): Meter {
  const asks = { answered: 0, lost: 0 };
  const ticks: Meter['ticks'] = { done: 0, lost: 0, totalMs: 0, lastMs: 0, lastAt: null };
  return {
    asks,
    ticks,
    counting: (house) => ({
      ...house,
      async hear(ask) {
        try {
          return await house.hear(ask);
        } catch (error) {
          asks.lost += 1;
          throw error;
        }
      },
      async answer(row) {
        try {
          const answered = await house.answer(row);
          asks.answered += 1;
          return answered;
        } catch (error) {
          asks.lost += 1;
          throw error;
        }
      },
    }),
    async timed(tick) {
      const began = performance.now();
      let well = false;
      try {
        await tick();
        well = true;
      } finally {
        ticks[well ? 'done' : 'lost'] += 1;
        ticks.lastMs = performance.now() - began;
        ticks.totalMs += ticks.lastMs;
        if (well) ticks.lastAt = Date.now();
      }
    },
  };
}
