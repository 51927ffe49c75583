// Names for the card: short labels of people, names of activities, and the openers that fit a pick.

import type { Context } from '../command.ts';
import type { LadderState } from '../ladder/rules/state.ts';
import { type ActivityRow, activityRows, type Contact } from '../people/rows.ts';
import { builtIn } from '../people/rules/activities.ts';
import type { Opener } from '../voice/facts.ts';
import { openers } from '../voice/openers.ts';
import type { PickRow } from './rows.ts';

/** Look-ups by id; an id of nobody is null. */
export interface Names {
  label(contact: string | null): string | null;
  person(contact: string | null): Contact | null;
  organization(contact: string | null): string | null;
  /** Label of who told of them. */
  told(contact: string | null): string | null;
  activity(id: string): string;
  /** Name of an activity of the member's own, else null. */
  own(activity: string): string | null;
  /** Whether the pick carries words to use, rather than what to do. */
  isWords(pick: Pick<PickRow, 'activity' | 'about'>): boolean;
}

/** Build the look-ups over opened contacts. */
export async function namesOf(ctx: Context, contacts: readonly Contact[]): Promise<Names> {
  return namesFrom(contacts, await activityRows(ctx));
}

/** The look-ups over opened contacts and the member's activities: pure. */
export function namesFrom(
  contacts: readonly Contact[],
  activities: readonly Pick<ActivityRow, 'activity' | 'name'>[],
): Names {
  const people = new Map(contacts.map((contact) => [contact.id, contact]));
  const own = new Map(activities.map((a) => [a.activity, a.name]));
  const person = (id: string | null) => (id === null ? null : (people.get(id) ?? null));
  return {
    person,
    label: (id) => person(id)?.label ?? null,
    organization: (id) => person(id)?.organization ?? null,
    told: (id) => person(person(id)?.referredBy ?? null)?.label ?? null,
    activity: (id) => own.get(id) ?? builtIn(id)?.name ?? id,
    own: (id) => own.get(id) ?? null,
    isWords: (pick) => pick.about !== null || !builtIn(pick.activity)?.preparation,
  };
}

const answers = new Set(['replied', 'talked', 'booked']);

/** Words for a pick, the best first; for a preparation what to do, for say-it-aloud the opener to be said. */
export function openersFor(state: LadderState, names: Names, pick: PickRow, seed: string): readonly Opener[] {
  const person = names.person(pick.about ?? pick.contact);
  const owed = state.owed.find((one) => one.id === pick.owed);
  const touches = state.touches.filter((touch) => person !== null && touch.contact === person.id);
  const activity = pick.about !== null ? wayFor(person) : pick.activity;
  return openers({
    activity,
    known: person?.known ?? 'unsure',
    name: person?.label ?? '',
    organization: person?.organization ?? undefined,
    toldBy: names.person(person?.referredBy ?? null)?.name,
    followUp: pick.followUp && !touches.some((touch) => touch.activity === 'connect'),
    reply: owed?.what === 'reply',
    answered: touches.some((touch) => touch.outcome !== null && answers.has(touch.outcome)),
    owedPromise: owed?.what === 'promise' ? 'promise' : undefined,
    ownActivityName: names.own(pick.activity) ?? undefined,
    seed: `${seed} ${pick.id}`,
  });
}

/** Said aloud, it is what one would write to them first. */
const wayFor = (person: Contact | null): string =>
  person?.known === 'stranger' ? 'stranger-email' : person?.known === 'referred' ? 'referral' : 'message';
