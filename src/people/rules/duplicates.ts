// Whether two names are likely one person. Pure, and careful: two Marias with different last names are two people.

/** As much of a contact as is compared. */
export interface Comparable {
  readonly id: string;
  readonly name: string;
}

/** Words before a name that tell nobody apart. */
const TITLES = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'miss', 'sir', 'madam']);
/** Letters from which on a first name (with the same last name) may be one slip away: Jan and Jon are two people. */
const FIRST_SLIP = 4;
/** Letters from which on a last name (with the same first name) may be one slip away. */
const LAST_SLIP = 5;
/** Letters of a short form: Ben, of Benjamin. */
const NICKNAME = 3;

/** Words of names already taken apart, so that many names against ten thousand people stay quick. */
const taken = new WeakMap<Comparable, readonly string[]>();

/**
 * Ids of the contacts who are likely the person of this name, the likeliest first: the same name but for case,
 * accents, dots, titles or order; then a shortened, lengthened or slightly mistyped one.
 */
export function likelyDuplicates(name: string, contacts: readonly Comparable[]): readonly string[] {
  const typed = nameWords(name);
  const same: string[] = [];
  const like: string[] = [];
  for (const contact of contacts) {
    let words = taken.get(contact);
    if (!words) {
      words = nameWords(contact.name);
      taken.set(contact, words);
    }
    if (sameWords(typed, words)) same.push(contact.id);
    else if (alike(typed, words)) like.push(contact.id);
  }
  return [...same, ...like];
}

/** A name's words, folded, without titles; a name of nothing but signs (emoji) is one word as it stands. */
function nameWords(name: string): readonly string[] {
  const folded = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.replace(/['’]/g, '').match(/[\p{L}\p{N}]+/gu) ?? [folded.trim()];
  const plain = words.filter((word) => !TITLES.has(word));
  return plain.length ? plain : words;
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  if (a.every((word, i) => word === b[i])) return true;
  const sorted = [...b].sort();
  return a.length > 1 && [...a].sort().every((word, i) => word === sorted[i]);
}

function alike(a: readonly string[], b: readonly string[]): boolean {
  const [firstA, firstB] = [a[0] as string, b[0] as string];
  if (a.length === 1 || b.length === 1) return alikeOfOne(a, b);
  const [lastA, lastB] = [a.at(-1) as string, b.at(-1) as string];
  if (lastA === lastB) {
    if (firstA === firstB) return middleFits(a.slice(1, -1), b.slice(1, -1));
    return shortOf(firstA, firstB) || slip(firstA, firstB, FIRST_SLIP);
  }
  return firstA === firstB && (initialOf(lastA, lastB) || slip(lastA, lastB, LAST_SLIP));
}

/** One of the two is a single word: the other's first name or a short form of it, or two of its letters swapped. */
function alikeOfOne(a: readonly string[], b: readonly string[]): boolean {
  const [firstA, firstB] = [a[0] as string, b[0] as string];
  if (a.length === 1 && b.length === 1) return firstA.length >= FIRST_SLIP && swapped(firstA, firstB);
  return firstA === firstB;
}

/** Maria Luisa Ruiz may be Maria Ruiz; John A. Smith is not John B. Smith. */
function middleFits(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.every((word, i) => word === b[i] || initialOf(word, b[i] ?? word));
}

/** M of Maria; Ben of Benjamin. */
function shortOf(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return initialOf(a, b) || (short.length >= NICKNAME && lettersOnly(long) && long.startsWith(short));
}

function initialOf(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length === 1 && lettersOnly(long) && long.startsWith(short);
}

/** One letter missing, added or wrong, or two neighbours swapped. Numbers are never a slip: Guest 12 is not Guest 13. */
function slip(a: string, b: string, least: number): boolean {
  if (!lettersOnly(a) || !lettersOnly(b) || Math.max(a.length, b.length) < least) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  if (long.length > short.length) return long.slice(from + 1) === short.slice(from);
  return long.slice(from + 1) === short.slice(from + 1) || swapped(a, b);
}

function swapped(a: string, b: string): boolean {
  if (a === b || a.length !== b.length || !lettersOnly(a)) return false;
  let from = 0;
  while (a[from] === b[from]) from += 1;
  return a[from] === b[from + 1] && a[from + 1] === b[from] && a.slice(from + 2) === b.slice(from + 2);
}

const lettersOnly = (word: string): boolean => !/\p{N}/u.test(word);
