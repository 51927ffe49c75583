// A place, or a whole workspace, closes while something is on its way there: what nobody asked for goes on to the next place that the member has.

import { type IsOpen, openAddressOf } from '../member/rows.ts';
import { awaitedAt, passOn, type Told, takeBack } from '../outbox/rows.ts';
import { ownOf } from '../store/members.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Vault } from '../store/seal.ts';
import type { Unit } from '../store/transaction.ts';

/**
 * Within the unit of work that closes a letter's address: it goes on, and so do those that wait for the same address. Where
 * there is no other place they stay, in case the member comes back.
 */
export async function sendOnward(
  unit: Unit,
  vault: Vault,
  isOpen: IsOpen,
  { row, outcome }: Told,
): Promise<void> {
  const refused = outcome.to?.state === 'dead' && row.turn === 1 && row.edits === 0 ? [row] : [];
  await moveOn(unit, vault, isOpen, row, refused);
}

/** Within the unit of work that leaves a whole tenant: what waits there goes on, of everybody who has another place. */
export async function sendAllOnward(
  unit: Unit,
  vault: Vault,
  isOpen: IsOpen,
  place: Pick<OutboxTable, 'door' | 'tenant'>,
): Promise<void> {
  for (const from of await awaitedAt(unit, place)) await moveOn(unit, vault, isOpen, from, []);
}

async function moveOn(
  unit: Unit,
  vault: Vault,
  isOpen: IsOpen,
  from: Pick<OutboxTable, 'member' | 'door' | 'tenant' | 'user'>,
  refused: readonly OutboxTable[],
): Promise<void> {
  const own = await ownOf(unit, vault, from.member);
  const who = own && (await openAddressOf(own, isOpen));
  if (!who) return;
  for (const letter of [...refused, ...(await takeBack(own, from))]) await passOn(own, letter, who);
}
