// Which contacts a search or a filter shows, and in which order. Pure: what is known of each is handed in.

/** What `contacts` can be narrowed to. */
export const filters = ['owed', 'quiet', 'resting', 'never'] as const;
export type Filter = (typeof filters)[number];

/** A person as far as finding goes; texts come folded (no case, no accents). */
export interface Findable {
  readonly id: string;
  readonly name: string;
  /** Name, label, organisation, e-mail in one. */
  readonly said: string;
  readonly is: ReadonlySet<Filter>;
}

/** Words that stand between a name and a place: "maria at acme". */
const between: ReadonlySet<string> = new Set(['at', 'from', 'of', 'in']);

/** Folded words as typed → a filter, if they begin with one, and the words to look for. */
export function readSearch(words: string): {
  readonly filter: Filter | null;
  readonly words: readonly string[];
} {
  const all = words.split(/\s+/).filter(Boolean);
  const filter = filters.find((one) => one === all[0]) ?? null;
  const rest = filter ? all.slice(1) : all;
  return { filter, words: rest.length > 1 ? rest.filter((word) => !between.has(word)) : rest };
}

/** Everyone who fits the filter and every word, by name; those whose name begins so come first. */
export function find<P extends Findable>(people: readonly P[], words: string): readonly P[] {
  const search = readSearch(words);
  const fit = people.filter(
    (person) =>
      (search.filter === null || person.is.has(search.filter)) &&
      search.words.every((word) => person.said.includes(word)),
  );
  const start = search.words[0] ?? '';
  const rank = (person: P) => (person.name.startsWith(start) ? 0 : 1);
  return [...fit].sort(
    (a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1),
  );
}
