// The courier: takes letters that are due to their doors, and finds out what became of those that got lost on the
// way before any of them goes again. Rows and rules: rows.ts, claim.ts, states.ts, pace.ts.

import { randomBytes } from 'node:crypto';
import type { Door } from '../ask.ts';
import { breathing } from '../store/breath.ts';
import { nameOf } from '../store/faults.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Unit } from '../store/transaction.ts';
import { type Begun, type CourierSettings, handsOf, type Learning, type Life } from './carry.ts';
import { type Ahead, type Caps, claim, type Minded, mindedTenants, type Queue, queuesDue } from './claim.ts';
import { deadline } from './deadline.ts';
import { aheadMs, beat, open, type Rate } from './pace.ts';
import { expire, firstAfter, firstLook, type Holder, inDoubt, leftLying, tell } from './rows.ts';

export type { Begun, Carrier, CourierSettings } from './carry.ts';

/** One request to a platform takes no longer than this, ms. */
const timeoutMs = 10_000;
/** Stopping waits so long for what is under way, ms; then it counts as lost, and 10 s hold with its settling. */
const patienceMs = 8_000;
const looksAtOnce = 10;
/** A long run is broken off for a look at what got lost, ms; and so old the list of who has something due may be. */
const roundMs = 15_000;
const listMs = 1_000;
/** What is due later than this waits for a tick, ms. */
const soonMs = 20_000;
/** What hangs on an answer lets whoever asks next be heard first, ms: that it went, and redrawing what is older, can wait. */
const meanwhileMs = 100;
/** Where one asks after the other it waits no longer than so, ms: who sees it would not call it late. */
const longestMs = 1_000;

/** Letters taken to be sent: all of them; those that wait for their beat; those that are begun. */
interface Taken {
  readonly rows: readonly OutboxTable[];
  readonly paced: readonly OutboxTable[];
  readonly begun: readonly Begun[];
}

const nothingTaken: Taken = { rows: [], paced: [], begun: [] };

export interface Courier {
  /**
   * Look for lost letters, then send what is due, as fast as the doors' paces allow; what they put off goes by itself
   * when its time is there. How many turned out sent; throws, at its end, what went wrong with the store or with `sent`.
   */
  deliver(): Promise<number>;
  /** Who holds letters that are begun with the change that decides them. */
  holder(): Holder;
  /** Bring such letters at once, in their order, outside all caps and paces; when all went, that is kept a moment later. Never throws. */
  bring(begun: readonly Begun[]): Promise<void>;
  /** Keep what became of letters so far: whoever looks at what stands with a member, after this. Never throws. */
  settle(): Promise<void>;
  /** Deliver in a moment, without waiting for it; what goes wrong is logged, the next tick tries again. */
  soon(): void;
  /** Before the first round: what a program that died left behind. */
  recover(): Promise<void>;
  /** Start nothing more; nothing is under way when it resolves (within 10 s). */
  stop(): Promise<void>;
}

/** The courier over these doors. */
export function createCourier(settings: CourierSettings): Courier {
  const { store, adapters, now, wall, log } = settings;
  const after = settings.after ?? byTimer;
  const owner = randomBytes(9).toString('base64url');
  const doors = [...adapters.keys()];
  const caps = new Map<string, Caps>([...adapters].map(([door, carrier]) => [door, carrier.atOnce ?? {}]));
  const beats = beat();
  const wire = deadline(settings.timeoutMs ?? timeoutMs);
  const life: Life = { owner, wire, stopping: false, closed: false };
  const hands = handsOf(settings, life);
  const { carryBegun, look, lost, rest } = hands;
  let rounds: Promise<number> | undefined;
  let again = false;
  let notYet: (() => void) | undefined;
  let inAMoment: (() => void) | undefined;
  /** Since when something waits for that moment, real instant. */
  let waiting: number | undefined;
  let settling: (() => void) | undefined;
  /** What is being kept just now: whoever settles waits for it too. */
  let keeping: Promise<unknown> = Promise.resolve();

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

  /** The rates that hold for a queue: its door's and its tenant's. Answers have none: somebody waits for them. */
  function rates({ turn, door, tenant }: Queue): readonly Rate[] {
    const pace = turn === 1 ? adapters.get(door as Door)?.pacePerSecond : undefined;
    return [
      [door, pace?.door],
      [`${door} ${tenant}`, pace?.tenant],
    ];
  }

  /** What has to keep a beat is begun when its beat is there. */
  const isPaced = (queue: Queue) => rates(queue).some(([, perSecond]) => perSecond);

  /** How many letters of a queue have their beat within the time that is claimed ahead. */
  function ready(queue: Queue): number {
    const names = rates(queue);
    const rate = Math.min(...names.map(([, perSecond]) => perSecond ?? Number.POSITIVE_INFINITY));
    const left = wall() + aheadMs - beats.next(names, wall());
    if (left < 0) return 0;
    return rate === Number.POSITIVE_INFINITY ? 100 : Math.floor((left * rate) / 1000) + 1;
  }

  /** When a queue that has something due may go on, real instant. */
  function opens(queue: Queue, minded: Minded): number {
    const tenant = minded(queue);
    if (open(tenant, queue.turn, Number.POSITIVE_INFINITY, 1) === 0) return Number.POSITIVE_INFINITY;
    const held = queue.turn === 0 ? tenant.answers_until : tenant.hold_until;
    return Math.max(held, beats.next(rates(queue), wall()) - aheadMs / 2);
  }

  /** Claims just ahead of sending, until nothing can go now. */
  async function sendDue(faults: unknown[]): Promise<number> {
    const began = wall();
    const { breathe } = breathing();
    const running = new Set<Promise<void>>();
    const ahead: Ahead = new Map();
    let line: Queue[] = [];
    let listedAt = Number.NEGATIVE_INFINITY;
    let out = 0;

    const isListOld = () => line.length === 0 || wall() - listedAt >= listMs;
    const isOver = () => life.stopping || wall() - began >= roundMs;
    const list = async (unit: Unit) => {
      line = await queuesDue(unit, doors, now());
      ahead.clear();
      listedAt = wall();
    };
    const claimed = (unit: Unit) => {
      const from = line
        .map((queue) => ({ queue, most: ready(queue), atOnce: !isPaced(queue) }))
        .filter(({ most }) => most > 0);
      return claim(unit, { owner, due: now(), wall: wall(), doors: caps, from, ahead });
    };
    const take = async (unit: Unit): Promise<Taken> => {
      const fresh = isListOld();
      if (fresh) await list(unit);
      let rows = await claimed(unit);
      // Before it is said that nothing is left, the list is made anew.
      if (rows.length === 0 && running.size === 0 && !fresh) {
        await list(unit);
        rows = await claimed(unit);
      }
      const going = rows.filter((row) => !isPaced(row));
      return { rows, paced: rows.filter(isPaced), begun: await hands.begin(unit, going) };
    };
    const send = async (row: OutboxTable): Promise<void> => {
      const wait = beats.take(rates(row), wall()) - wall();
      if (wait > 0) await new Promise<void>((due) => after(wait, due));
      const [begun] = await store.work((unit) => hands.begin(unit, [row]));
      if (begun) out += await hands.carry(begun);
    };
    const run = (work: Promise<void>) => {
      const one = work.catch((fault: unknown) => void faults.push(fault)).finally(() => running.delete(one));
      running.add(one);
    };
    const carry = async (begun: Begun): Promise<void> => {
      const sent = await hands.carry(begun);
      out += sent;
    };
    try {
      for (;;) {
        if (isOver()) again = true;
        const worthAsking =
          !isOver() && (isListOld() || running.size === 0 || line.some((queue) => ready(queue) > 0));
        const { rows, paced, begun } = await turn(worthAsking ? take : null);
        for (const row of paced) run(send(row));
        for (const one of begun) run(carry(one));
        // Whoever was served stands at the end of the line.
        const served = new Set(rows.map((row) => `${row.turn} ${row.door} ${row.tenant}`));
        const isServed = (queue: Queue) => served.has(`${queue.turn} ${queue.door} ${queue.tenant}`);
        line = [...line.filter((queue) => !isServed(queue)), ...line.filter(isServed)];
        if (running.size === 0) break;
        await Promise.race([...running, hands.learning()]);
        // Where a door answers at once, a run would be one stall.
        await breathe();
      }
    } finally {
      while (running.size > 0) {
        await Promise.race([...running, hands.learning()]);
        await turn(null);
      }
    }
    return out;
  }

  /** What was learned since the last turn is kept, and more is taken, in one transaction. */
  async function turn(take: ((unit: Unit) => Promise<Taken>) | null): Promise<Taken> {
    const all = hands.learned();
    if (all.length === 0) return take ? store.work(take) : nothingTaken;
    const kept = keepAll(all, take);
    keeping = Promise.all([keeping, kept]);
    return kept;
  }

  /** Never throws. */
  async function keepAll(
    all: readonly Learning[],
    take: ((unit: Unit) => Promise<Taken>) | null,
  ): Promise<Taken> {
    try {
      const done = await store.work(async (unit) => {
        const told = await hands.keep(unit, all);
        return { told, taken: take ? await take(unit) : nothingTaken };
      });
      for (const [i, one] of all.entries()) one.done(done.told[i] ?? null);
      return done.taken;
    } catch {
      // Something is wrong with one of them, or with taking more: each by itself, and nothing more for now.
      await hands.keepEach(all);
      return nothingTaken;
    }
  }

  async function putDown(ranOutBy?: number): Promise<void> {
    await store.work(async (unit) => {
      for (const row of await leftLying(unit, ranOutBy)) await tell(unit, row.id, lost(row));
    });
  }

  async function oneRound(): Promise<number> {
    if (life.stopping) return 0;
    again = false;
    await putDown(wall());
    // What goes wrong with one letter holds up no other; the first fault is told when all are through.
    const faults: unknown[] = [];
    const there = await lookAround(faults);
    while (!life.stopping && (await store.work((unit) => expire(unit, doors))) > 0);
    const out = await sendDue(faults);
    if (faults.length > 0) throw faults[0];
    return there + out;
  }

  async function allRounds(): Promise<number> {
    let out = 0;
    // Asked again while it went, also in its last moment: what was put in meanwhile goes too.
    do {
      out += await oneRound();
      if (!again && !life.stopping) await comeBackInTime();
    } while (again && !life.stopping);
    return out;
  }

  /** What waits for its beat, a platform, another try or a look goes when it may, not at the next tick. */
  async function comeBackInTime(): Promise<void> {
    notYet?.();
    const wait = await store.work(async (unit) => {
      const minded = await mindedTenants(unit);
      const due = await queuesDue(unit, doors, now());
      const opening = due.map((queue) => opens(queue, minded)).filter((at) => at > wall());
      const first = await firstAfter(unit, now());
      const look = await firstLook(unit, doors);
      return Math.min(
        ...opening.map((at) => at - wall()),
        ...(first === null ? [] : [first - now()]),
        ...(look === null ? [] : [look - wall()]),
      );
    });
    notYet = wait <= soonMs ? after(Math.max(1, wait), go) : undefined;
  }

  function go(): void {
    inAMoment?.();
    inAMoment = undefined;
    waiting = undefined;
    if (!life.stopping)
      self.deliver().catch((error: unknown) => log.warn(`A round broke off: ${nameOf(error)}.`));
  }

  const self: Courier = {
    deliver() {
      if (rounds) again = true;
      rounds ??= allRounds().finally(() => {
        rounds = undefined;
      });
      return rounds;
    },
    holder: () => ({ owner, wall: wall() }),
    async bring(begun) {
      if (begun.length === 0) return;
      const went = await carryBegun(begun);
      if (went && !life.stopping) settling ??= after(meanwhileMs, () => void self.settle());
      else await self.settle();
      if (!went) self.soon();
    },
    async settle() {
      settling?.();
      settling = undefined;
      await turn(null);
      await keeping;
    },
    soon() {
      if (life.stopping) return;
      waiting ??= wall();
      inAMoment?.();
      inAMoment = after(Math.max(1, Math.min(meanwhileMs, waiting + longestMs - wall())), go);
    },
    recover: () => putDown(),
    async stop() {
      life.stopping = true;
      notYet?.();
      inAMoment?.();
      const patience = setTimeout(() => life.wire.callOff(), settings.patienceMs ?? patienceMs);
      // Whoever called deliver hears of its faults.
      await rounds?.catch(() => undefined);
      clearTimeout(patience);
      notYet?.();
      await self.settle();
      life.closed = true;
      await rest();
    },
  };
  return self;
}

function byTimer(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
