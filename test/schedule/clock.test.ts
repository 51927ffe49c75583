import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startClock } from '../../src/schedule/clock.ts';

const START = Date.parse('2026-11-23T08:59:07.300Z');
let stop: (() => Promise<void>) | undefined;
beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(async () => {
  await stop?.();
  vi.useRealTimers();
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const noError = (error: unknown): never => {
  throw error;
};
/** A tick that lasts until it is let go. */
function gate() {
  let open: () => void = () => {};
  const ticks: number[] = [];
  return {
    ticks,
    tick: () => {
      ticks.push(Date.now());
      return new Promise<void>((resolve) => {
        open = resolve;
      });
    },
    letGo: async () => {
      open();
      await pass(0);
    },
  };
}

test('the first tick runs at the start, the others every 20 s, on the machine’s whole minute too', async () => {
  const ticks: number[] = [];
  stop = startClock({ tick: () => void ticks.push(Date.now()), onError: noError });
  await pass(0);
  expect(ticks).toEqual([START]);
  await pass(5 * 60_000);
  const seconds = ticks.slice(1).map((at) => Math.floor(at / 1000) % 60);
  expect(ticks.length).toBe(16);
  expect(seconds.slice(0, 4)).toEqual([20, 40, 0, 20]);
  for (const [i, at] of ticks.entries()) if (i > 0) expect(at - ticks[i - 1]!).toBeLessThanOrEqual(21_000);
});

test('a tick never runs beside another, and a slow one is followed by the next period', async () => {
  const slow = gate();
  stop = startClock({ tick: slow.tick, onError: noError });
  await pass(65_000);
  expect(slow.ticks.length).toBe(1);
  await slow.letGo();
  expect(slow.ticks.length).toBe(1);
  await pass(20_000);
  expect(slow.ticks.length).toBe(2);
  await slow.letGo();
});

test('an error is handed on and the next tick comes all the same', async () => {
  const errors: unknown[] = [];
  let count = 0;
  stop = startClock({
    tick: async () => {
      count++;
      throw new Error(`tick ${count}`);
    },
    onError: (error) => errors.push((error as Error).message),
  });
  await pass(41_000);
  expect(errors).toEqual(['tick 1', 'tick 2', 'tick 3']);
});

test('a moved clock is followed by a tick within a second', async () => {
  const ticks: number[] = [];
  let moved = false;
  stop = startClock({
    tick: () => void ticks.push(Date.now()),
    onError: noError,
    watch: () => {
      const was = moved;
      moved = false;
      return was;
    },
  });
  await pass(1_100);
  expect(ticks.length).toBe(1);
  moved = true;
  await pass(999);
  expect(ticks.length).toBe(2);
});

test('a clock moved while a tick runs is followed by one more tick right after it', async () => {
  const slow = gate();
  let moved = true;
  stop = startClock({
    tick: slow.tick,
    onError: noError,
    watch: () => {
      const was = moved;
      moved = false;
      return was;
    },
  });
  await pass(600);
  expect(slow.ticks.length).toBe(1);
  await slow.letGo();
  expect(slow.ticks.length).toBe(2);
  await slow.letGo();
  await pass(3_000);
  expect(slow.ticks.length).toBe(2);
});

test('after a sleep of hours the tick comes at the first look, and the period goes on from there', async () => {
  const ticks: number[] = [];
  stop = startClock({ tick: () => void ticks.push(Date.now()), onError: noError });
  await pass(1_000);
  vi.setSystemTime(START + 9 * 3_600_000);
  await pass(4_100);
  expect(ticks.length).toBe(2);
  await pass(60_000);
  expect(ticks.length).toBe(5);
});

test('a clock set back by an hour stops nothing', async () => {
  const ticks: number[] = [];
  stop = startClock({ tick: () => void ticks.push(Date.now()), onError: noError });
  await pass(1_000);
  vi.setSystemTime(START - 3_600_000);
  await pass(65_000);
  expect(ticks.length).toBeGreaterThanOrEqual(4);
});

test('a clock set forward by half a century does not stall the program', async () => {
  let count = 0;
  stop = startClock({ tick: () => void count++, onError: noError });
  await pass(1_000);
  vi.setSystemTime(START + 50 * 365 * 86_400_000);
  await pass(25_000);
  expect(count).toBeGreaterThanOrEqual(3);
}, 2_000);

test('stopping waits for the running tick, and nothing ticks afterwards', async () => {
  const slow = gate();
  const halt = startClock({ tick: slow.tick, onError: noError, watch: () => true });
  await pass(700);
  let done = false;
  const stopping = halt().then(() => {
    done = true;
  });
  await pass(10);
  expect(done).toBe(false);
  await slow.letGo();
  await stopping;
  await halt();
  await pass(60_000);
  expect(slow.ticks.length).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('nothing is written to the console, even when ticks are missed', async () => {
  const written = ['log', 'warn', 'error', 'info'].map((name) =>
    vi.spyOn(console, name as 'log').mockImplementation(() => {}),
  );
  stop = startClock({ tick: () => {}, onError: noError });
  await pass(1_000);
  vi.setSystemTime(START + 110_000);
  await pass(60_000);
  for (const spy of written) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
