// The look for a letter that got lost: its door is asked whether it is there; where the door's word makes that safe it
// goes once more. How a letter goes, and what is kept of it, is carry.ts's.

import type { Found, Letter } from '../../adapters/adapter.ts';
import { nameOf } from '../store/faults.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Unit } from '../store/transaction.ts';
import type { Begun, Carrier, CourierSettings, Learned, Life } from './carry.ts';
import { mindedTenants } from './claim.ts';
import { late } from './deadline.ts';
import { open } from './pace.ts';
import { type Told, tell, write } from './rows.ts';
import type { Event } from './states.ts';

/** What is lent for it by whoever carries letters. */
interface Lent {
  doorOf(row: OutboxTable): Carrier | undefined;
  letterOf(unit: Unit, row: OutboxTable): Promise<Letter | null>;
  attempt(begun: Begun, door: Carrier): Promise<Learned>;
  /** What was learned is kept: in a unit of work of its own, or in this one. */
  settle(row: OutboxTable, learned: Learned): Promise<Told | null>;
  note(unit: Unit, row: OutboxTable, learned: Learned): Promise<Told | null>;
}

/** Asks the door for one lost letter: 1 when it is there; throws when the store is down. */
export function lookOf(
  settings: CourierSettings,
  life: Life,
  { doorOf, letterOf, attempt, settle, note }: Lent,
): (row: OutboxTable) => Promise<number> {
  const { store, now, wall, random, log } = settings;
  const { wire } = life;

  async function look(row: OutboxTable): Promise<number> {
    const door = doorOf(row);
    if (life.stopping || door === undefined) return 0;
    const letter = await store.work((unit) => letterOf(unit, row));
    const found = letter === null ? late : await wire.within<Found>(() => door.find(letter));
    if (found instanceof Error) log.warn(`A look for a letter broke off (${row.door}): ${nameOf(found)}.`);
    const silent = found === late || found instanceof Error;
    if (!silent && found.state === 'again') return sendAgain(row, door);
    const told = await settle(row, { event: seen(row, silent ? { state: 'cannotTell' } : found) });
    return told?.outcome.to?.state === 'sent' ? 1 : 0;
  }

  /** Once more, at once or not at all: that it shows once holds for now only. 1 when it went. */
  async function sendAgain(row: OutboxTable, door: Carrier): Promise<number> {
    const begun = await store.work((unit) => beginAgain(unit, row));
    if (!begun) return 0;
    const told = await settle(begun.row, await attempt(begun, door));
    return told?.outcome.to?.state === 'sent' ? 1 : 0;
  }

  async function beginAgain(unit: Unit, row: OutboxTable): Promise<Begun | null> {
    const { lease_epoch: epoch } = row;
    // Nobody may be asked just now: another look later.
    if (life.stopping || open((await mindedTenants(unit))(row), row.turn, wall(), 1) === 0) {
      await note(unit, row, { event: { kind: 'cannotTell', epoch, wall: wall() } });
      return null;
    }
    const told = await tell(unit, row.id, {
      kind: 'again',
      owner: life.owner,
      epoch,
      now: now(),
      wall: wall(),
    });
    if (!told?.outcome.to) {
      await tell(unit, row.id, { kind: 'expire', now: unit.now });
      return null;
    }
    const letter = await letterOf(unit, told.row);
    if (letter) return { row: told.row, letter };
    await write(unit, told.row, { kind: 'never', epoch: told.row.lease_epoch, reason: 'unreadable' });
    return null;
  }

  function seen(row: OutboxTable, found: Exclude<Found, { state: 'again' }>): Event {
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

  return look;
}
