// The courier: takes letters that are due to their doors, and finds out what became of those that got lost on the
// way before any of them goes again. Rows and rules: rows.ts, states.ts.

import { randomBytes } from 'node:crypto';
import { type CourierSettings, handsOf, type Life } from './carry.ts';
import { deadline } from './deadline.ts';
import { claim, expire, inDoubt, leftLying, tell } from './rows.ts';

export type { Carrier, CourierSettings } from './carry.ts';

/** One request to a platform takes no longer than this, ms. */
const timeoutMs = 10_000;
/** Stopping waits so long for what is under way, ms; then it counts as lost, and 10 s hold with its settling. */
const patienceMs = 8_000;
const looksAtOnce = 10;

export interface Courier {
  /** One round: look for lost letters, then send what is due. How many turned out sent; throws, at its end, what went wrong with the store or with `sent`. */
  deliver(): Promise<number>;
  /** Before the first round: what a program that died left behind. */
  recover(): Promise<void>;
  /** Start nothing more; nothing is under way when it resolves (within 10 s). */
  stop(): Promise<void>;
}

/** The courier over these doors. */
export function createCourier(settings: CourierSettings): Courier {
  const { store, adapters, now, wall } = settings;
  const owner = randomBytes(9).toString('base64url');
  const doors = [...adapters.keys()];
  const life: Life = { wire: deadline(settings.timeoutMs ?? timeoutMs), stopping: false, closed: false };
  const { carry, look, lost, rest } = handsOf(settings, life);
  let round: Promise<number> | undefined;

  async function lookAround(faults: unknown[]): Promise<number> {
    const rows = await store.work((unit) => inDoubt(unit, { doors, wall: wall() }));
    let there = 0;
    for (let at = 0; at < rows.length; at += looksAtOnce) {
      for (const seen of await Promise.allSettled(rows.slice(at, at + looksAtOnce).map(look))) {
        if (seen.status === 'fulfilled') there += seen.value;
        else faults.push(seen.reason);
      }
    }
    return there;
  }

  /** Claims just ahead of sending, until nothing is due that was due at the beginning. */
  async function sendDue(faults: unknown[]): Promise<number> {
    // What is put back while this runs is due later than `due`: no letter is tried twice in a round.
    const due = now();
    const running = new Set<Promise<void>>();
    let out = 0;
    try {
      for (;;) {
        const rows = life.stopping
          ? []
          : await store.work((unit) => claim(unit, { owner, doors, due, wall: wall() }));
        for (const row of rows) {
          const one = carry(row)
            .then(
              (sent) => {
                out += sent;
              },
              (fault: unknown) => {
                faults.push(fault);
              },
            )
            .finally(() => running.delete(one));
          running.add(one);
        }
        if (running.size === 0) break;
        await Promise.race(running);
      }
    } finally {
      await Promise.all(running);
    }
    return out;
  }

  async function putDown(ranOutBy?: number): Promise<void> {
    await store.work(async (unit) => {
      for (const row of await leftLying(unit, ranOutBy)) await tell(unit, row.id, lost(row));
    });
  }

  async function oneRound(): Promise<number> {
    if (life.stopping) return 0;
    await putDown(wall());
    // What goes wrong with one letter holds up no other; the first fault is told when all are through.
    const faults: unknown[] = [];
    const there = await lookAround(faults);
    while (!life.stopping && (await store.work((unit) => expire(unit, doors))) > 0);
    const out = await sendDue(faults);
    if (faults.length > 0) throw faults[0];
    return there + out;
  }

  return {
    deliver() {
      round ??= oneRound().finally(() => {
        round = undefined;
      });
      return round;
    },
    recover: () => putDown(),
    async stop() {
      life.stopping = true;
      const patience = setTimeout(() => life.wire.callOff(), settings.patienceMs ?? patienceMs);
      // Whoever called deliver hears of its faults.
      await round?.catch(() => undefined);
      clearTimeout(patience);
      life.closed = true;
      await rest();
    },
  };
}
