// Names into sentences. Names are text of the member's, put in as they are; what does not fit in a
// greeting (too long, only a title, "the man at the gym") becomes a marked blank, never a broken line.

import { TITLES } from '../people/rules/labels.ts';

/** A greeting has room for so many characters of a name (ours: the longest common names stay whole). */
const NAME_ROOM = 30;
/** An organisation of more words or characters than this would fill the opener; it is left out (ours). */
const ORG_WORDS = 5;
const ORG_ROOM = 50;

/** What stands where a name cannot. */
const NO_NAME = '[their name]';

const NOT_NAMES = /^(the|a|an|my|our|his|her|their|that|this|some|someone|somebody|guy|man|woman|lady)$/i;

function wordsOf(text: string): string[] {
  return text
    .split(/\s+/u)
    .map((word) => word.replace(/[,;:]+$/u, ''))
    .filter((word) => word !== '');
}

/** How a person is spoken to: "Maria Quist" → "Maria", "Dr. Ann Patel" → "Dr. Patel"; else the blank. */
export function called(name: string): string {
  const words = wordsOf(name);
  const first = words[0];
  if (first === undefined || NOT_NAMES.test(first)) return NO_NAME;
  const last = words.at(-1);
  const whole = TITLES.test(first) ? (words.length > 1 ? `${first} ${last}` : NO_NAME) : first;
  return [...whole].length > NAME_ROOM ? NO_NAME : whole;
}

/** How a person is spoken of: up to three words as given, else as spoken to; undefined when neither fits. */
export function mentioned(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const words = wordsOf(name);
  const whole = words.join(' ');
  if (words.length > 0 && words.length <= 3 && [...whole].length <= NAME_ROOM && called(whole) !== NO_NAME)
    return whole;
  const short = called(name);
  return short === NO_NAME ? undefined : short;
}

/** An organisation that fits into a sentence, else undefined. */
export function placed(organization: string | undefined): string | undefined {
  const words = organization === undefined ? [] : organization.split(/\s+/u).filter((word) => word !== '');
  const whole = words.join(' ');
  return words.length === 0 || words.length > ORG_WORDS || [...whole].length > ORG_ROOM ? undefined : whole;
}

/** What the tokens of a template stand for. */
export type Fillings = Readonly<Record<'name' | 'org' | 'by' | 'named', string | undefined>>;

const TOKEN = /\{(name|org|by|named)\}(\.?)/gu;

/** The text with every token filled, in one pass, so that a name holding "{org}" stays itself; undefined
 * when a fact is missing. "Acme Inc." at the end of a sentence keeps one full stop. */
export function fill(text: string, fillings: Fillings): string | undefined {
  let missing = false;
  const filled = text.replace(TOKEN, (_, token: keyof Fillings, stop: string) => {
    const value = fillings[token];
    if (value === undefined) missing = true;
    return value?.endsWith('.') ? value : `${value ?? ''}${stop}`;
  });
  return missing ? undefined : filled;
}
