// A place closes while something is on its way there: what nobody asked for goes on to the next place that the member has.

import { type IsOpen, openAddressOf } from '../member/rows.ts';
import { passOn, type Told, takeBack } from '../outbox/rows.ts';
import { ownOf } from '../store/members.ts';
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
  const own = await ownOf(unit, vault, row.member);
  const who = own && (await openAddressOf(own, isOpen));
  if (!who) return;
  const refused = outcome.to?.state === 'dead' && row.turn === 1 && row.edits === 0 ? [row] : [];
  for (const letter of [...refused, ...(await takeBack(own, row))]) await passOn(own, letter, who);
}
