// What one person's facts become when two entries are made one. Pure; who is kept was the member's choice.

import type { Known } from './activities.ts';

/** What is joined: a contact's facts but for the name. */
export interface Facts {
  readonly id: string;
  readonly chosenLabel: string | null;
  readonly organization: string | null;
  readonly email: string | null;
  readonly url: string | null;
  readonly notes: string | null;
  readonly known: Known | null;
  readonly paused: boolean;
  readonly restingUntil: string | null;
  readonly keepInTouchOn: string | null;
  readonly referredBy: string | null;
}

/** The fields to write: `label` is the chosen one. */
export type Joined = Omit<Facts, 'id' | 'chosenLabel'> & { readonly label: string | null };

/**
 * Fields of the kept one: its own stand, empty ones are filled from the other. Notes are put together, a pause of
 * either holds, the later rest holds; who named whom never comes to name themselves.
 */
export function joined(kept: Facts, other: Facts): Joined {
  const told = [kept.referredBy, other.referredBy].find(
    (id) => id !== null && id !== kept.id && id !== other.id,
  );
  return {
    label: kept.chosenLabel ?? other.chosenLabel,
    organization: kept.organization ?? other.organization,
    email: kept.email ?? other.email,
    url: kept.url ?? other.url,
    notes: together(kept.notes, other.notes),
    known: kept.known ?? other.known,
    paused: kept.paused || other.paused,
    restingUntil: later(kept.restingUntil, other.restingUntil),
    keepInTouchOn: kept.keepInTouchOn ?? other.keepInTouchOn,
    referredBy: told ?? null,
  };
}

function together(kept: string | null, other: string | null): string | null {
  if (kept === null || other === null) return kept ?? other;
  return kept.includes(other) ? kept : `${kept}\n\n${other}`;
}

const later = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b > a) ? b : a;
