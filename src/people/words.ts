// How the people room writes days, ratings and kinds. Copy only; questions stand with the command that asks them.

import type { Rich } from '../reply/rich.ts';
import { bold, t } from '../reply/rich.ts';
import { cut } from '../reply/say.ts';
import { weekdayOf } from '../time/days.ts';
import { MONTHS, partsOf } from '../understand/calendar.ts';
import { knownWord } from './know.ts';
import type { Contact } from './rows.ts';
import { type Known, typicalOf } from './rules/activities.ts';

/** Longest name and organisation in one line of a list, so that ten of them fit every platform. */
const nameInList = 120;
const orgInList = 60;

/** 2026-11-24 → "Tue 24 Nov"; with the year when it is another than today's. */
export function shortDay(day: string, today: string): string {
  const [year, month, date] = partsOf(day);
  const weekday = weekdayOf(day);
  const said = `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${date} ${MONTHS[month - 1]?.slice(0, 3)}`;
  return day.slice(0, 4) === today.slice(0, 4) ? said : `${said} ${year}`;
}

/** 25 → "2.5": a rating 0–100 as members give it. */
export const tenths = (rating: number): string => String(Math.round(rating) / 10);

/** "4 of 10"; "about 4 of 10" where nothing was said or learned yet. */
export const ratingWords = (rating: number | null, known: Known | null): string =>
  rating === null ? `about ${tenths(typicalOf(known))} of 10` : `${tenths(rating)} of 10`;

/** "Maria Quiroga (Acme)": the full name, as `contacts` answers with it. */
export const fullName = (person: Pick<Contact, 'name' | 'organization'>): string =>
  person.organization ? `${person.name} (${person.organization})` : person.name;

/** One line of the list: full name, organisation, how known, 0–10, last day in touch (null: none yet). */
export function personLine(person: Contact, last: string | null, today: string): Rich {
  const org = person.organization ? ` · ${cut(person.organization, orgInList)}` : '';
  const since = last === null ? 'not reached yet' : `last ${shortDay(last, today)}`;
  const rests = isResting(person, today) ? ' · resting' : '';
  const rated = ratingWords(person.rating, person.known);
  return t`${bold(cut(person.name, nameInList))}${org} · ${knownWord(person.known)} · ${rated} · ${since}${rests}`;
}

/** Paused, or resting until a later day. */
export const isResting = (person: Pick<Contact, 'paused' | 'restingUntil'>, today: string): boolean =>
  person.paused || (person.restingUntil !== null && person.restingUntil > today);
