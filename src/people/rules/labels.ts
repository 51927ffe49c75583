/** Short labels of contacts, as cards and prompts show them: Maria, Maria Q. The full name is the rows' matter. */

/** What a label is made of; `label` is the member's own choice. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly label?: string | null;
}

/** Words before a name by which nobody is called alone. */
export const TITLES =
  /^(dr|mr|mrs|ms|miss|mx|prof|professor|sir|rev|father|sister|brother|rabbi|imam|pastor|coach|captain|aunt|auntie|uncle|señora?|herr|frau|madame|monsieur)\.?$/i;

/** Words before somebody described, not named: my sister Anna, the woman from the meetup. */
const POINTERS = /^(my|our|the|a|an|that|this)$/i;
const CAPITAL = /^\p{Lu}/u;

/** What somebody described is called: by the first name in it, else by all of it. Null for a plain name, also My Linh. */
function described(words: readonly string[]): string | null {
  const [pointer = '', next] = words;
  if (next === undefined || !POINTERS.test(pointer) || (CAPITAL.test(pointer) && CAPITAL.test(next)))
    return null;
  return words.slice(1).find((word) => CAPITAL.test(word)) ?? words.join(' ');
}

interface Unlabelled {
  readonly id: string;
  readonly name: string;
  readonly first: string;
  readonly last: readonly string[];
}

/**
 * A label for each contact by id: the member's own, else the first word of the name with as few letters
 * of the last word as tell two apart (a cut last word ends in a dot). A title takes the last word along: Dr. Patel; of "my
 * sister Anna" it is Anna.
 * Same names get a number.
 */
export function labels(contacts: readonly Named[]): Map<string, string> {
  const result = new Map<string, string>();
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  const groups = new Map<string, Unlabelled[]>();
  for (const { id, name, label } of contacts) {
    if (label) {
      result.set(id, label);
      taken.add(lower(label));
      continue;
    }
    const words = name.normalize('NFC').trim().split(/\s+/);
    const titled = words.length > 1 && TITLES.test(words[0] as string);
    const told = described(words);
    const first = told ?? (titled ? `${words[0]} ${words.at(-1)}` : (words[0] as string));
    const person = {
      id,
      name: words.join(' '),
      first,
      last: words.length > 1 && !titled && told === null ? [...(words.at(-1) as string)] : [],
    };
    const group = groups.get(lower(first));
    if (group) group.push(person);
    else groups.set(lower(first), [person]);
  }
  for (const group of groups.values()) {
    for (const [person, letters] of lettersNeeded(group)) {
      result.set(person.id, claim(person, letters, taken, numbers));
    }
  }
  return result;
}

/** For each of a group with one first word, the letters of the last word that tell it from its neighbours in the alphabet. */
function lettersNeeded(group: readonly Unlabelled[]): readonly (readonly [Unlabelled, number])[] {
  if (group.length === 1) return group.map((person) => [person, 0] as const);
  const sorted = group.map((person) => {
    const letters = person.last.map(lower);
    return { person, letters, key: letters.join('\u0000') };
  });
  sorted.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  let before = 0;
  return sorted.map(({ person, letters }, i) => {
    const after = common(letters, sorted[i + 1]?.letters ?? []);
    const shared = Math.max(before, after);
    before = after;
    return [person, Math.min(person.last.length, shared + 1)] as const;
  });
}

/** The first label not yet taken: with more letters, then the whole name, then a number. */
function claim(
  person: Unlabelled,
  letters: number,
  taken: Set<string>,
  numbers: Map<string, number>,
): string {
  for (let n = letters; n <= person.last.length; n += 1) {
    if (take(cut(person, n), taken)) return cut(person, n);
  }
  if (take(person.name, taken)) return person.name;
  // Where the last one stopped, so that ten thousand namesakes stay quick.
  for (let n = numbers.get(lower(person.name)) ?? 2; ; n += 1) {
    const numbered = `${person.name} ${n}`;
    numbers.set(lower(person.name), n + 1);
    if (take(numbered, taken)) return numbered;
  }
}

function cut({ first, last }: Unlabelled, letters: number): string {
  if (letters === 0) return first;
  return `${first} ${last.slice(0, letters).join('')}${letters < last.length ? '.' : ''}`;
}

function take(label: string, taken: Set<string>): boolean {
  if (taken.has(lower(label))) return false;
  taken.add(lower(label));
  return true;
}

function common(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

function lower(text: string): string {
  return text.toLowerCase();
}
