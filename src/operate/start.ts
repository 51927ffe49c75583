// `npm start`: store → app → adapters → clock, and a graceful end. The one place besides main that knows everyone.

import type { Adapter } from '../../adapters/adapter.ts';
import type { Stage } from '../../adapters/web/stage.ts';
import { listenAlone, watchRoutes } from '../../adapters/web/watch.ts';
import { migrations } from '../../migrations/index.ts';
import type { Door } from '../ask.ts';
import type { Config } from '../config.ts';
import { createApp, type House } from '../house.ts';
import type { NotingLog } from '../log.ts';
import { nudges } from '../nudges.ts';
import { createCourier } from '../outbox/courier.ts';
import { startClock } from '../schedule/clock.ts';
import { sendOnward } from '../schedule/onward.ts';
import { everyHour, tick } from '../schedule/tick.ts';
import { goodCopies } from '../store/copies.ts';
import { openStore, type Store } from '../store/open.ts';
import { tellingOutages } from '../store/outage.ts';
import { type ProgramClock, programClock } from '../time/clock.ts';
import { staleAgainstHost } from '../time/zones.ts';
import { dailyCopies } from './daily.ts';
import { doorsOf } from './doors.ts';
import { healthOf } from './health.ts';
import { createMeter } from './meter.ts';
import { metricsText } from './metrics.ts';
import { checkClock } from './movedClock.ts';
import { placeOf } from './place.ts';

/** A running Rungs. */
export interface Running {
  readonly app: House;
  readonly store: Store;
  /** Do all that is due now, and send it; one tick at a time. */
  tick(): Promise<void>;
  /** Takes no new work, finishes what is being sent. */
  stop(): Promise<void>;
}

/** What running needs besides the settings. */
export interface Ground {
  readonly log: NotingLog;
  /** The folder of package.json, where the key file stands by default. */
  readonly folder: string;
  readonly hostZones: string | undefined;
  /** The last line on stdout: where to go. */
  readonly ready: (line: string) => void;
  /** The database was taken over by another program: end. */
  readonly lost: () => void;
  /** A platform is closed to us for good, for the reason in this line: end. */
  readonly closed: (line: string) => void;
  /** The demo's: a clock in the user's hand, and what it adds to the page. */
  readonly demo?: { readonly clock: ProgramClock; readonly stage: Stage };
}

/** Start everything; throws with one clear line when something is in the way. */
export async function start(config: Config, ground: Ground): Promise<Running> {
  const { log } = ground;
  const stale = staleAgainstHost(ground.hostZones);
  if (stale) log.warn(stale);
  const clock = ground.demo?.clock ?? programClock({ file: config.clock });
  const opened = await openStore({
    url: config.databaseUrl,
    migrations,
    key: { value: config.key, file: config.keyFile, defaultFile: `${ground.folder}/rungs.key` },
    now: clock.now,
    log,
    onLost: ground.lost,
  });
  const store = tellingOutages(opened, log);
  const ending: (() => Promise<void>)[] = [() => store.close()];
  const stop = async () => {
    for (const end of ending) await end();
  };
  try {
    await checkClock(store, config.clock !== undefined || ground.demo !== undefined);
    if (config.clock)
      log.warn(`RUNGS_CLOCK: the time is ${new Date(clock.now()).toISOString()}, moved by ${config.clock}.`);
    const meter = createMeter();
    const place = placeOf(config.databaseUrl);
    const adapters: Adapter[] = [];
    const watched = watchRoutes({
      ailing: healthOf(store, adapters, Date.now),
      metrics: () => metricsText({ store, meter, copies: () => (place ? goodCopies(place.backups) : []) }),
      key: config.metricsKey,
    });
    const doors = await doorsOf({ config, ground, store, now: clock.now, routes: [watched] });
    adapters.push(...doors.adapters);
    const talkKept = new Set(
      adapters.filter((adapter) => adapter.door === 'web').map((adapter) => adapter.door),
    );
    const isOpen = (door: Door) => adapters.some((adapter) => adapter.door === door);
    const courier = createCourier({
      store,
      adapters: new Map(adapters.map((adapter) => [adapter.door, adapter])),
      now: clock.now,
      wall: Date.now,
      random: Math.random,
      log,
      sent: (unit, row) => app.sent(unit, row),
      closed: (unit, told) => sendOnward(unit, store.vault, isOpen, told),
    });
    const app = createApp({
      store,
      now: clock.now,
      helpLine: config.helpLine,
      page: () => adapters.find((adapter) => adapter.page)?.page?.(),
      isOpen,
      talkKept,
      courier,
      log: log.note,
    });
    await courier.recover();
    await app.catchUp();
    // Nothing of the demo stays, so nothing of it is copied.
    const daily = place && !ground.demo ? dailyCopies(store, place, clock.now, log) : undefined;
    if (daily) ending.unshift(() => daily.stop());
    for (const adapter of adapters) {
      await adapter.start(meter.counting(app));
      ending.unshift(() => adapter.stop());
    }
    if (!config.web && config.listens) {
      const listener = await listenAlone(doors.routes, config.host, config.port);
      ending.unshift(() => listener.close());
      ground.ready(`Listening on http://${config.host}:${listener.port}`);
    }
    const hourly = everyHour(clock.now);
    const tickOnce = oneByOne(() =>
      meter.timed(async () => {
        const patient = { deliver: () => noLongerThan(runMs, courier.deliver(), log) };
        await tick({ store, nudges, contextOf: app.contextOf, courier: patient, hourly, log: log.note });
        await daily?.look();
      }),
    );
    const stopClock = startClock({
      tick: tickOnce,
      watch: clock.changed,
      onError: (error) => {
        log.note('a tick came to nothing; the next one tries again', { error });
      },
    });
    ending.unshift(stopClock, () => courier.stop());
    if (!config.web) ground.ready('Ready');
    return { app, store, tick: tickOnce, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A tick waits so long for the letters that it made, ms; a long morning run goes on beside the next ticks. */
const runMs = 5_000;

/** What a promise gives, or 0 when that takes longer than `ms`; a fault after that is logged. */
async function noLongerThan(ms: number, work: Promise<number>, log: NotingLog): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const enough = new Promise<number>((done) => {
    timer = setTimeout(done, ms, 0);
  });
  work.catch((error: unknown) => {
    if (over) log.note('a run of letters broke off; the next tick tries again', { error });
  });
  try {
    return await Promise.race([work, enough]);
  } finally {
    over = true;
    clearTimeout(timer);
  }
}

/** The same work, never twice at once: a call waits for the one before it. */
function oneByOne(work: () => Promise<void>): () => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  return () => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
}
