// The heartbeat of the program and the only importer of node-cron: calls one tick, never two at once. What is due
// is for the tick to ask of stored state; a tick that is late, slow or lost loses nothing but seconds.
import { schedule } from 'node-cron';

/**
 * Seconds between ticks. A card must be shown within 60 s after its minute, and the minute of a clock moved by hand
 * does not begin with the machine's: so worst is one period, and one lost tick still leaves 20 s to send.
 */
const PERIOD_S = 20;
/** A moved clock must be followed by a tick within 1 s; half of it leaves room for a busy loop. */
const WATCH_MS = 500;
/** Without a file to watch, a look now and then for a sleep or a set clock. */
const LOOK_MS = 5_000;
/** A wall clock that leaps by more between two looks: the machine slept, or its clock was set. */
const LEAP_MS = 120_000;

/** What the heartbeat needs. */
export interface Heartbeat {
  /** All that is due now. Its errors go to `onError`; the next tick comes all the same. */
  readonly tick: () => Promise<void> | void;
  readonly onError: (error: unknown) => void;
  /** Asked every half second: true = the program's clock was moved, tick at once. */
  readonly watch?: (() => boolean) | undefined;
  /** The machine's clock, epoch ms. */
  readonly wallNow?: () => number;
}

const silent = { info() {}, warn() {}, error() {}, debug() {} };

/**
 * Ticks now, then every 20 s, and at once when `watch` says so, when the machine wakes from sleep or its clock is set.
 * A tick asked for while one runs: by the period, skipped; for a cause, run right after. The answer stops it all
 * and waits for the running tick; calling it again is harmless.
 */
export function startClock(heartbeat: Heartbeat): () => Promise<void> {
  const { tick, onError, watch, wallNow = Date.now } = heartbeat;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  const work = async (): Promise<void> => {
    try {
      do {
        again = false;
        await Promise.resolve().then(tick).catch(onError);
      } while (again && !stopped);
    } finally {
      running = null;
    }
  };
  const tickUnlessRunning = (): void => {
    if (!stopped) running ??= work();
  };
  const tickAtOnce = (): void => {
    if (running) again = true;
    else tickUnlessRunning();
  };

  const beginPeriod = () =>
    schedule(`*/${PERIOD_S} * * * * *`, tickUnlessRunning, {
      logger: silent,
      suppressMissedWarning: true,
      // By default a run that comes a second late is dropped. node-cron still drops one that is a whole period late.
      missedExecutionTolerance: PERIOD_S * 1000,
    });
  let period = beginPeriod();

  let lastLook = wallNow();
  const look = (): void => {
    const now = wallNow();
    const leap = now - lastLook;
    lastLook = now;
    if (leap > LEAP_MS || leap < -1_000) {
      // node-cron would count through every slot of the time leapt over, or wait until a clock set back catches up.
      void period.destroy();
      period = beginPeriod();
      tickAtOnce();
    }
    try {
      if (watch?.()) tickAtOnce();
    } catch (error) {
      onError(error);
    }
  };
  const looking = setInterval(look, watch ? WATCH_MS : LOOK_MS);

  tickUnlessRunning();
  return async () => {
    stopped = true;
    clearInterval(looking);
    void period.destroy();
    await running;
  };
}
