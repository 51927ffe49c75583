// One letter's way: begun, handed to its door, settled; and the look for one that got lost. When and how many, the
// courier decides (courier.ts).

import type { Adapter, Delivery, Found, Letter } from '../../adapters/adapter.ts';
import type { Door } from '../ask.ts';
import type { Message } from '../reply/reply.ts';
import { codeOf, type Log } from '../store/faults.ts';
import type { Store } from '../store/open.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Unit } from '../store/transaction.ts';
import { type Deadline, late } from './deadline.ts';
import { payloadOf, type Told, tell } from './rows.ts';
import { type Event, lookAfterMs } from './states.ts';

/** A door as the courier needs it. */
export type Carrier = Pick<Adapter, 'deliver' | 'find'> & {
  /** From sending to the first look, ms. Not said: at once for the page, 45 s elsewhere. */
  readonly lookAfterMs?: number;
};

export interface CourierSettings {
  readonly store: Pick<Store, 'work' | 'vault'>;
  readonly adapters: ReadonlyMap<Door, Carrier>;
  /** The program's now, and the real one, epoch ms. */
  readonly now: () => number;
  readonly wall: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** A letter is out: called once a letter, in the unit of work that says so. */
  readonly sent?: (unit: Unit, row: OutboxTable) => Promise<void>;
  /** Shortened in tests, ms. */
  readonly timeoutMs?: number;
  readonly patienceMs?: number;
}

/** What the courier lends its hands: the wire's time-out, and whether it is stopping or has stopped. */
export interface Life {
  readonly wire: Deadline;
  stopping: boolean;
  closed: boolean;
}

/** What can be done with one letter. */
export interface Hands {
  /** A claimed letter as far as it comes now. 1 when it turned out sent; throws when the store is down. */
  carry(claimed: OutboxTable): Promise<number>;
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
    return { kind: 'lost', epoch: row.lease_epoch, lookAt: lookAt(row) };
  }

  /** What was learned of a letter, with what hangs on its being sent, in one unit of work. */
  function settle(row: OutboxTable, event: Event): Promise<Told | null> {
    return store.work(async (unit) => {
      const told = await tell(unit, row.id, event);
      if (told?.outcome.to?.state === 'sent') await settings.sent?.(unit, told.row);
      if (told?.outcome.refused === 'sent twice')
        log.error(`A letter went out twice (${row.door}, ${row.id}).`);
      if (told?.row.state === 'unknown' && (event.kind === 'absent' || event.kind === 'cannotTell'))
        return (await tell(unit, row.id, { kind: 'expire', now: unit.now })) ?? told;
      return told;
    });
  }

  /** The letter as first put in: every attempt sends the same. Null when its words do not open. */
  async function letterOf(unit: Unit, row: OutboxTable): Promise<Letter | null> {
    const member = await unit.db
      .selectFrom('members')
      .select('key_sealed')
      .where('id', '=', row.member)
      .executeTakeFirst();
    const reply = opened(row, member?.key_sealed ?? '');
    return (
      reply && {
        kind: 'message',
        address: { door: row.door as Door, tenant: row.tenant, user: row.user },
        wireKey: row.wire_key,
        firstSendingAt: row.first_sending_at ?? wall(),
        reply,
      }
    );
  }

  function opened(row: OutboxTable, wrapped: string): Message | null {
    try {
      const key = store.vault.openMemberKey(row.member, wrapped);
      return JSON.parse(key.open(payloadOf(row.id), row.payload_sealed)) as Message;
    } catch {
      log.error(`A letter's words do not open (${row.id}).`);
      return null;
    }
  }

  /** `sending`, kept before the first byte leaves; null when the lease is gone or nothing can be sent. */
  function begin(claimed: OutboxTable): Promise<{ row: OutboxTable; letter: Letter } | null> {
    return store.work(async (unit) => {
      const told = await tell(unit, claimed.id, { kind: 'begin', epoch: claimed.lease_epoch, wall: wall() });
      if (!told?.outcome.to) return null;
      const letter = await letterOf(unit, told.row);
      if (letter !== null) return { row: told.row, letter };
      await tell(unit, claimed.id, { kind: 'never', epoch: told.row.lease_epoch, reason: 'unreadable' });
      return null;
    });
  }

  async function attempt(row: OutboxTable, letter: Letter, door: Carrier): Promise<Event> {
    const { lease_epoch: epoch } = row;
    const notDone = (wait: number): Event => ({ kind: 'notDone', epoch, now: now(), wait, random: random() });
    // A commit that took too long: the lease would not outlast the request. Nothing has left.
    if (life.stopping || wall() + wire.ms >= (row.lease_until ?? 0)) return notDone(1);
    const delivery = await wire.within<Delivery>(
      () => door.deliver(letter),
      (after) => {
        if (after.state === 'sent') keepLate(row, after.id);
      },
    );
    if (delivery === late) return lost(row);
    if (delivery instanceof Error) {
      log.warn(`A request to ${row.door} broke off: ${said(delivery)}.`);
      return lost(row);
    }
    switch (delivery.state) {
      case 'sent':
        return { kind: 'ok', id: delivery.id, wall: wall() };
      case 'notSent':
        return notDone(delivery.retryAt - wall());
      case 'never':
        return { kind: 'never', epoch, reason: delivery.reason };
      case 'unknown':
        return lost(row);
    }
  }

  /** An answer that came after its time: proof all the same. */
  function keepLate(row: OutboxTable, id: string): void {
    if (life.closed) return;
    const keeping = settle(row, { kind: 'ok', id, wall: wall() })
      .catch((error: unknown) => log.warn(`A late answer could not be kept: ${said(error)}.`))
      .finally(() => lateOnes.delete(keeping));
    lateOnes.add(keeping);
  }

  /** One claimed letter to its end in this round. 1 when it is sent. */
  async function carry(claimed: OutboxTable): Promise<number> {
    const door = doorOf(claimed);
    if (life.stopping || door === undefined) {
      await settle(claimed, lost(claimed));
      return 0;
    }
    const begun = await begin(claimed);
    if (begun === null) return 0;
    const told = await settle(begun.row, await attempt(begun.row, begun.letter, door));
    if (told?.row.state === 'unknown' && (told.row.lease_until ?? 0) <= wall()) return look(told.row);
    return told?.outcome.to?.state === 'sent' ? 1 : 0;
  }

  /** Ask the door for one lost letter. 1 when it is there. */
  async function look(row: OutboxTable): Promise<number> {
    const door = doorOf(row);
    if (life.stopping || door === undefined) return 0;
    const letter = await store.work((unit) => letterOf(unit, row));
    const found = letter === null ? late : await wire.within<Found>(() => door.find(letter));
    if (found instanceof Error) log.warn(`A look for a letter broke off (${row.door}): ${said(found)}.`);
    const silent = found === late || found instanceof Error;
    const told = await settle(row, seen(row, silent ? { state: 'cannotTell' } : found));
    return told?.outcome.to?.state === 'sent' ? 1 : 0;
  }

  function seen(row: OutboxTable, found: Found): Event {
    const { lease_epoch: epoch } = row;
    switch (found.state) {
      case 'found':
        return { kind: 'found', id: found.id, wall: wall() };
      case 'absent':
        return { kind: 'absent', epoch, now: now(), wall: wall(), random: random() };
      case 'cannotTell':
        return { kind: 'cannotTell', epoch, wall: wall() };
    }
  }

  return {
    carry,
    look,
    lost,
    async rest() {
      await Promise.all(lateOnes);
    },
  };
}

function said(error: unknown): string {
  // Name and code alone: a message could carry member text.
  return [error instanceof Error ? error.name : 'Error', codeOf(error)].filter(Boolean).join(' ');
}
