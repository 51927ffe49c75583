// What a reader of files hands back: people as the file has them, and a count for whatever was left out. Pure.

import { isBlank, isWithin } from '../text.ts';

/** How a person is known, where a file says so (our own contacts.csv). */
type Known = 'friend' | 'old' | 'met' | 'referred' | 'stranger';

/** A person as found in a file. Texts are cleaned and within the house's limits. */
export interface Found {
  readonly name: string;
  readonly label?: string;
  readonly organization?: string;
  readonly email?: string;
  readonly url?: string;
  readonly notes?: string;
  readonly known?: Known;
  /** YYYY-MM-DD; LinkedIn alone says so. */
  readonly connectedOn?: string;
}

/** Why something of a file did not become a person, or not as it stood. */
export type Why = 'closed' | 'nameless' | 'long' | 'broken' | 'shortened';

/** What is found while a file is read. */
export interface Catch {
  readonly people: Found[];
  readonly left: Record<Why, number>;
}

/** Nothing found yet. */
export const emptyCatch = (): Catch => ({
  people: [],
  left: { closed: 0, nameless: 0, long: 0, broken: 0, shortened: 0 },
});

/** Characters a field, and a note. */
const FIELD = 500;
const NOTE = 4_000;

/** The e-mail address in a value: "Ana <ana@example.org>" has one; a display name has none, nor what is too long for both. */
export const addressIn = (value: string): string | undefined =>
  value.length <= 4 * FIELD ? /[^\s<>,;:"'()]+@[^\s<>,;:"'()]+/u.exec(value)?.[0] : undefined;

/** What a row says of one person, before limits. */
export interface Said {
  readonly name: string;
  readonly label?: string | undefined;
  readonly organization?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  readonly notes?: string | undefined;
  readonly known?: string | undefined;
  readonly connectedOn?: string | undefined;
}

const KNOWN: ReadonlySet<string> = new Set(['friend', 'old', 'met', 'referred', 'stranger']);

/** Keep one person, or count why not. What is over a limit is cut (an address: left out), and counted. */
export function keep(into: Catch, said: Said): void {
  const name = tidy(said.name).replace(/\s+/gu, ' ');
  if (isBlank(name)) into.left.nameless += 1;
  else if (!isWithin(name, FIELD)) into.left.long += 1;
  else {
    let short = false;
    const within = (text: string | undefined, most: number, whole: boolean): string | undefined => {
      const clean = tidy(text ?? '');
      if (isWithin(clean, most)) return isBlank(clean) ? undefined : clean;
      short = true;
      return whole ? undefined : `${clean.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
    };
    const found = {
      name,
      label: within(said.label, FIELD, false),
      organization: within(said.organization, FIELD, false),
      email: within(said.email, FIELD, true),
      url: within(said.url, FIELD, true),
      notes: within(said.notes, NOTE, false),
      known: said.known !== undefined && KNOWN.has(said.known) ? said.known : undefined,
      connectedOn: said.connectedOn,
    };
    if (short) into.left.shortened += 1;
    into.people.push(
      Object.fromEntries(Object.entries(found).filter(([, value]) => value)) as unknown as Found,
    );
  }
}

/** No NULs, lone surrogates or marks that turn the direction of what follows; ends trimmed. */
const tidy = (text: string): string =>
  text
    .replace(/[\0\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
