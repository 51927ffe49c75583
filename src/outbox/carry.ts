// One letter's way: begun, handed to its door, settled. The look for one that got lost is look.ts's; when and how many,
// the courier decides (courier.ts).

import type { Adapter, Delivery, Letter } from '../../adapters/adapter.ts';
import type { Door } from '../ask.ts';
import { type Log, nameOf } from '../store/faults.ts';
import type { Store } from '../store/open.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Unit } from '../store/transaction.ts';
import { type Minded, mindedTenants } from './claim.ts';
import { type Deadline, late } from './deadline.ts';
import { lookOf } from './look.ts';
import { open, type Sign } from './pace.ts';
import { closeAddress, type Doorstep, doorstepsOf, keepChannel, markTenant } from './reach.ts';
import { openParcel, type Parcel, type Told, tell, write } from './rows.ts';
import { type Event, lookAfterMs } from './states.ts';

/** A door as the courier needs it. */
export type Carrier = Pick<Adapter, 'deliver' | 'find' | 'lookAfterMs' | 'atOnce' | 'pacePerSecond'>;

/** A letter that is being sent: its row, and what the door is handed. */
export interface Begun {
  readonly row: OutboxTable;
  readonly letter: Letter;
}

/** What one attempt or look taught: of the letter, of its tenant, of its address. */
export interface Learned {
  readonly event: Event;
  readonly sign?: Sign;
  readonly channel?: string | undefined;
  /** Why the platform brings this member nothing. */
  readonly closed?: string;
}

export interface CourierSettings {
  readonly store: Pick<Store, 'work' | 'vault'>;
  readonly adapters: ReadonlyMap<Door, Carrier>;
  /** The program's now, and the real one, epoch ms. */
  readonly now: () => number;
  readonly wall: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** Do it after so many real ms; the answer calls it off. Not said: by the machine's timers. */
  readonly after?: (ms: number, act: () => void) => () => void;
  /** A letter is out: called once a letter, in the unit of work that says so. */
  readonly sent?: (unit: Unit, row: OutboxTable) => Promise<void>;
  /** Nothing arrives any more where this letter was to go: called in the unit of work that says so. */
  readonly closed?: (unit: Unit, told: Told) => Promise<void>;
  /** Shortened in tests, ms. */
  readonly timeoutMs?: number;
  readonly patienceMs?: number;
}

/** What the courier lends its hands: its name, the wire's time-out, and whether it is stopping or has stopped. */
export interface Life {
  readonly owner: string;
  readonly wire: Deadline;
  stopping: boolean;
  closed: boolean;
}

/** What was learned of a letter and waits to be kept, together with the others of its time. */
export interface Learning {
  readonly row: OutboxTable;
  readonly what: Learned;
  readonly done: (told: Told | null) => void;
  readonly failed: (error: unknown) => void;
}

/** What can be done with one letter. */
export interface Hands {
  /**
   * Claimed letters are begun, unless they are already, within a unit of work: `sending`, kept before the first byte leaves.
   * Those that cannot be are left out.
   */
  begin(unit: Unit, claimed: readonly OutboxTable[]): Promise<readonly Begun[]>;
  /** A begun letter to its end in this round. 1 when it turned out sent; throws when the store is down. */
  carry(begun: Begun): Promise<number>;
  /** What was learned of letters and is not kept yet; whoever takes it keeps it, and tells each what came of it. */
  learned(): readonly Learning[];
  /** Keep what was learned, within a unit of work. */
  keep(unit: Unit, all: readonly Learning[]): Promise<readonly (Told | null)[]>;
  /** One by one, each in a unit of its own: what goes wrong with one is told to that one. */
  keepEach(all: readonly Learning[]): Promise<void>;
  /** Resolves when something was learned. */
  learning(): Promise<void>;
  /** Letters begun with the change that decided them, in their order. False: not all went. What was learned of them is still to be kept. */
  carryBegun(begun: readonly Begun[]): Promise<boolean>;
  /** A look for an unknown letter. 1 when it is there; throws when the store is down. */
  look(row: OutboxTable): Promise<number>;
  /** The event for a letter of which nothing more is heard. */
  lost(row: OutboxTable): Event;
  /** Resolves when every late answer that came is kept. */
  rest(): Promise<void>;
}

/** The hands of one courier. */
export function handsOf(settings: CourierSettings, life: Life): Hands {
  const { store, adapters, now, wall, random, log } = settings;
  const { wire } = life;
  const lateOnes = new Set<Promise<unknown>>();

  function doorOf(row: OutboxTable): Carrier | undefined {
    return adapters.get(row.door as Door);
  }

  function lookAt(row: OutboxTable): number {
    const after = doorOf(row)?.lookAfterMs ?? (row.door === 'web' ? 0 : lookAfterMs);
    return (row.sending_at ?? wall()) + after;
  }

  function lost(row: OutboxTable): Event {
    return { kind: 'lost', epoch: row.lease_epoch, lookAt: lookAt(row), now: now(), random: random() };
  }

  /** What was learned of a letter, with what hangs on it, in one unit of work. */
  function settle(row: OutboxTable, learned: Learned): Promise<Told | null> {
    return store.work((unit) => note(unit, row, learned));
  }

  async function note(unit: Unit, row: OutboxTable, learned: Learned): Promise<Told | null> {
    const told = await tell(unit, row.id, learned.event);
    if (learned.sign) await markTenant(unit, row, learned.sign);
    return noteRest(unit, row, learned, told);
  }

  /** What hangs on what became of it. */
  async function noteRest(
    unit: Unit,
    row: OutboxTable,
    learned: Learned,
    told: Told | null,
  ): Promise<Told | null> {
    const { event } = learned;
    if (told === null) return null;
    if (learned.channel) await keepChannel(unit, row, learned.channel);
    if (learned.closed) {
      await closeAddress(unit, row, learned.closed, row.created_at);
      await settings.closed?.(unit, told);
    }
    if (told.outcome.to?.state === 'sent') await settings.sent?.(unit, told.row);
    if (told.outcome.refused === 'sent twice') log.error(`A letter went out twice (${row.door}, ${row.id}).`);
    if (told.row.state === 'unknown' && (event.kind === 'absent' || event.kind === 'cannotTell'))
      return (await tell(unit, row.id, { kind: 'expire', now: unit.now })) ?? told;
    return told;
  }

  /** The letter as first put in: every attempt sends the same. Null when its words do not open. */
  async function letterOf(unit: Unit, row: OutboxTable): Promise<Letter | null> {
    return letterTo(row, (await doorstepsOf(unit, [row])).get(row.id));
  }

  function letterTo(row: OutboxTable, to: Doorstep | undefined): Letter | null {
    const parcel = opened(row, to?.wrapped ?? '');
    return parcel && letterFrom(row, parcel, to?.channel ?? null, wall());
  }

  function opened(row: OutboxTable, wrapped: string): Parcel | null {
    try {
      return openParcel(store.vault.openMemberKey(row.member, wrapped), row);
    } catch {
      log.error(`A letter's words do not open (${row.id}).`);
      return null;
    }
  }

  async function begin(unit: Unit, claimed: readonly OutboxTable[]): Promise<readonly Begun[]> {
    const begun: Begun[] = [];
    const minded = await mindedTenants(unit);
    const doorsteps = await doorstepsOf(unit, claimed);
    for (const one of claimed) {
      const row = one.state === 'sending' ? one : await beginOne(unit, one, minded);
      const letter = row && letterTo(row, doorsteps.get(row.id));
      if (letter) begun.push({ row, letter });
      else if (row) await write(unit, row, { kind: 'never', epoch: row.lease_epoch, reason: 'unreadable' });
    }
    return begun;
  }

  async function beginOne(unit: Unit, one: OutboxTable, minded: Minded): Promise<OutboxTable | null> {
    // Its tenant may not be asked just now: back it goes, not begun.
    const mayGo = open(minded(one), one.turn, wall(), 1) > 0;
    const event: Event = mayGo ? { kind: 'begin', epoch: one.lease_epoch, wall: wall() } : lost(one);
    const { row, outcome } = await write(unit, one, event);
    return mayGo && outcome.to ? row : null;
  }

  async function attempt({ row, letter }: Begun, door: Carrier): Promise<Learned> {
    const { lease_epoch: epoch } = row;
    // A commit that took too long: the lease would not outlast the request. Nothing has left.
    if (wall() + wire.ms >= (row.lease_until ?? 0)) return { event: putBack(row, 1) };
    const delivery = await wire.within<Delivery>(
      () => door.deliver(letter),
      (after) => {
        if (after.state === 'sent') keepLate(row, after);
      },
    );
    const broke: Sign = { kind: 'broke', wall: wall() };
    // Called off by our own stop: it says nothing about the platform.
    if (delivery === late) return { event: lost(row), ...(!life.stopping && { sign: broke }) };
    if (delivery instanceof Error) {
      log.warn(`A request to ${row.door} broke off: ${nameOf(delivery)}.`);
      return { event: lost(row), sign: broke };
    }
    switch (delivery.state) {
      case 'sent':
        return {
          event: { kind: 'ok', id: delivery.id, wall: wall() },
          sign: { kind: 'went' },
          channel: delivery.channel,
        };
      case 'notSent': {
        const wait = delivery.retryAt - wall();
        const told: Sign = { kind: 'wait', until: delivery.retryAt, turn: row.turn };
        return { event: putBack(row, wait), sign: wait > 0 ? told : broke };
      }
      case 'never': {
        const { reason: why, holds } = delivery;
        if (holds === 'tenant')
          return { event: putBack(row, 1), sign: { kind: 'refused', why, wall: wall() } };
        return { event: { kind: 'never', epoch, reason: why }, ...(holds === 'member' && { closed: why }) };
      }
      case 'unknown':
        return { event: lost(row), sign: broke };
    }
  }

  /** Not sent: it waits so long, ms, as the platform asks; 0 or less: as long as seems right. */
  function putBack(row: OutboxTable, wait: number): Event {
    return { kind: 'notDone', epoch: row.lease_epoch, now: now(), wall: wall(), wait, random: random() };
  }

  /** An answer that came after its time: proof all the same. */
  function keepLate(row: OutboxTable, sent: Extract<Delivery, { state: 'sent' }>): void {
    if (life.closed) return;
    const { id, channel } = sent;
    const keeping = settle(row, { event: { kind: 'ok', id, wall: wall() }, channel })
      .catch((error: unknown) => log.warn(`A late answer could not be kept: ${nameOf(error)}.`))
      .finally(() => lateOnes.delete(keeping));
    lateOnes.add(keeping);
  }

  let queue: Learning[] = [];
  let ring: () => void = () => undefined;
  let rung: Promise<void> | undefined;

  /** What was learned is kept with the courier's next turn. */
  function learn(row: OutboxTable, what: Learned): Promise<Told | null> {
    return new Promise((done, failed) => {
      queue.push({ row, what, done, failed });
      ring();
    });
  }

  function learning(): Promise<void> {
    if (queue.length > 0) return Promise.resolve();
    rung ??= new Promise((resolve) => {
      ring = () => {
        rung = undefined;
        resolve();
      };
    });
    return rung;
  }

  function learned(): readonly Learning[] {
    const all = queue;
    queue = [];
    return all;
  }

  async function keep(unit: Unit, all: readonly Learning[]): Promise<readonly (Told | null)[]> {
    if (all.length === 0) return [];
    const minded = await mindedTenants(unit);
    const told: (Told | null)[] = [];
    const tenants = new Set<string>();
    for (const { row, what } of all) {
      const one = await settleOne(unit, row, what.event);
      const tenant = `${row.door} ${row.tenant}`;
      // That all goes well is nothing new of a tenant where all went well.
      if (what.sign && (what.sign.kind !== 'went' || minded(row).broken > 0 || tenants.has(tenant))) {
        await markTenant(unit, row, what.sign);
        tenants.add(tenant);
      }
      told.push(await noteRest(unit, row, what, one));
    }
    return told;
  }

  /** That it went is written without another look: it was in our hands alone. Whatever that does not fit is looked at. */
  async function settleOne(unit: Unit, row: OutboxTable, event: Event): Promise<Told | null> {
    const told = event.kind === 'ok' ? await write(unit, row, event) : null;
    return told?.outcome.to ? told : tell(unit, row.id, event);
  }

  async function keepEach(all: readonly Learning[]): Promise<void> {
    for (const { row, what, done, failed } of all) await settle(row, what).then(done, failed);
  }

  async function carry(begun: Begun): Promise<number> {
    const { row } = begun;
    const door = doorOf(row);
    const what = life.stopping || !door ? { event: putBack(row, 1) } : await attempt(begun, door);
    const told = await learn(row, what);
    if (told?.row.state === 'unknown' && (told.row.lease_until ?? 0) <= wall()) return look(told.row);
    return told?.outcome.to?.state === 'sent' ? 1 : 0;
  }

  /** One answer's letters. While the courier stops they still go: who asked is waiting, and the doors stop after it. */
  async function carryBegun(begun: readonly Begun[]): Promise<boolean> {
    let all = true;
    let going = true;
    for (const { row, letter } of begun) {
      const door = doorOf(row);
      const seen: Learned = going && door ? await attempt({ row, letter }, door) : { event: putBack(row, 1) };
      all &&= seen.event.kind === 'ok';
      going = seen.event.kind === 'ok' || seen.event.kind === 'never';
      // It is out, and who asked has it; that it is, will be found when the lease has run out.
      learn(row, seen).catch((error: unknown) =>
        log.warn(`What became of an answer could not be kept: ${nameOf(error)}.`),
      );
    }
    return all;
  }

  const look = lookOf(settings, life, { doorOf, letterOf, attempt, settle, note });

  return {
    begin,
    carry,
    learned,
    keep,
    keepEach,
    learning,
    carryBegun,
    look,
    lost,
    async rest() {
      await Promise.all(lateOnes);
    },
  };
}

/** What a door is handed. `wall` is the real instant, for a letter that was never begun. */
export function letterFrom(row: OutboxTable, parcel: Parcel, channel: string | null, wall: number): Letter {
  const { reply, to, target } = parcel;
  return {
    kind: target === undefined ? 'message' : 'edit',
    address: { door: row.door as Door, tenant: row.tenant, user: row.user },
    ...(channel !== null && { channel }),
    wireKey: row.wire_key,
    firstSendingAt: row.first_sending_at ?? wall,
    reply,
    ...(to && { to }),
    ...(target !== undefined && { target }),
  };
}
