// One person in a line of a list, by full name. Read only.

import type { Contact } from '../../people/rows.ts';
import { knownWord, ratingWords } from '../../people/words.ts';
import { bold, type Rich, t } from '../../reply/rich.ts';
import { cut } from '../../reply/say.ts';
import { dayAndDate } from '../../time/spoken.ts';

/** Longest name and organisation in one line of a list, so that ten of them fit every platform. */
const nameInList = 120;
const orgInList = 60;

/** "Maria Quiroga (Acme)": the full name, as `contacts` answers with it. */
export const fullName = (person: Pick<Contact, 'name' | 'organization'>): string =>
  person.organization ? `${person.name} (${person.organization})` : person.name;

/** Full name, organisation, how known, 0–10, last day in touch (null: none yet). */
export function personLine(person: Contact, last: string | null, today: string): Rich {
  const org = person.organization ? ` · ${cut(person.organization, orgInList)}` : '';
  const since = last === null ? 'not reached yet' : `reached ${dayAndDate(last, today)}`;
  const rests = isResting(person, today) ? ' · resting' : '';
  const rated = ratingWords(person.rating, person.known);
  return t`${bold(cut(person.name, nameInList))}${org} · ${knownWord(person.known)} · ${rated} · ${since}${rests}`;
}

/** Paused, or resting until a later day. */
export const isResting = (person: Pick<Contact, 'paused' | 'restingUntil'>, today: string): boolean =>
  person.paused || (person.restingUntil !== null && person.restingUntil > today);
