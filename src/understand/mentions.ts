/** Which of a member's contacts a text names: by full name, label or first word, with one slip of the finger. */
import { standsAsDate } from './dates.ts';
import { fold, oneSlipAway, readable, type Span, type Word, wordsOf } from './text.ts';

/** A contact as far as finding them in a text needs. */
export type Known = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly org?: string;
};

/** One contact named without doubt. */
export type Mention = { readonly id: string; readonly words: string; readonly span: Span };

/** Words that fit several contacts, or (typo) one or more contacts but for a slip: to be asked about. */
export type Unclear = {
  readonly words: string;
  readonly span: Span;
  readonly candidates: readonly string[];
  readonly typo: boolean;
};

type Entry = { readonly id: string; readonly words: readonly string[]; readonly org: readonly string[] };

/** Contacts prepared for finding; made once for many texts. */
export type PeopleIndex = {
  readonly byFirst: ReadonlyMap<string, readonly Entry[]>;
  /** Names with no letters to part into words (emoji) or in scripts without blanks: looked for as they are. */
  readonly whole: readonly { readonly id: string; readonly name: string }[];
};

/** Words that begin many a name but name nobody alone. */
const NOT_ALONE = new Set(
  'the a an my our your i to for with at on in of and or mr mrs ms miss dr prof sir madam de van von la le el al no not old new'.split(
    ' ',
  ),
);
/** First names that are everyday words: only taken when they stand like a name. */
const ALSO_WORDS = new Set(
  'will may mark bill grant hope grace joy rose art drew rich frank pat rob sue chase dawn summer august april june jack faith earnest wade josh penny sunny wren sky star miles guy gene ray don nick jean herb ash ivy lane dale glen cliff forest rusty sandy olive ginger pepper basil violet iris daisy lily ruby pearl crystal jade amber max angel major deal call email coffee event meeting today monday friday sunday saturday march'.split(
    ' ',
  ),
);
const INTRODUCES = new Set(
  'with to met and thanked called emailed mailed messaged texted pinged rang phoned saw asked told dm dmed wrote from for introduced invited contacted thank call email message text ping ring phone meet see ask invite'.split(
    ' ',
  ),
);

/** Prepares contacts for findPeople; in linear time, so that 10,000 of them are no wait. */
export function indexPeople(contacts: readonly Known[]): PeopleIndex {
  const byFirst = new Map<string, Entry[]>();
  const whole: { id: string; name: string }[] = [];
  for (const contact of contacts) {
    const org = contact.org ? wordsOf(contact.org).map((word) => word.folded) : [];
    for (const name of new Set([contact.name, contact.label])) {
      const words = wordsOf(name).map((word) => word.folded);
      const first = words[0];
      if (first === undefined || /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(name)) {
        if (name.trim() !== '') whole.push({ id: contact.id, name: name.trim() });
        continue;
      }
      const list = byFirst.get(first);
      if (list) list.push({ id: contact.id, words, org });
      else byFirst.set(first, [{ id: contact.id, words, org }]);
      // 'Dr. Ana Ruiz' is also found as 'Ana Ruiz'.
      const second = words[1];
      if (NOT_ALONE.has(first) && second !== undefined) {
        const rest = { id: contact.id, words: words.slice(1), org };
        const others = byFirst.get(second);
        if (others) others.push(rest);
        else byFirst.set(second, [rest]);
      }
    }
  }
  return { byFirst, whole };
}

const same = (typed: string, meant: string): boolean =>
  typed === meant || (meant.length >= 5 && oneSlipAway(typed, meant));

/** How many words from `at` on name this entry: all of it, its first word with a start of the last, or the first. */
function reach(words: readonly Word[], at: number, entry: Entry): number {
  let length = 1;
  while (length < entry.words.length && same(words[at + length]?.folded ?? '', entry.words[length] ?? ''))
    length += 1;
  if (length === entry.words.length || length > 1) return length;
  const next = words[at + 1];
  const last = entry.words.at(-1) ?? '';
  // 'Ben. It was fine' is no 'Ben It…': the initial stands one blank behind the first name.
  const close = next && next.span[0] - (words[at]?.span[1] ?? 0) === 1;
  const initial = next && close && /^\p{Lu}/u.test(next.text) && last.startsWith(next.folded);
  return initial ? 2 : 1;
}

function standsAsName(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word) return false;
  if (
    /^(?:april|may|june|march|august|monday|friday|saturday|sunday)$/u.test(word.folded) &&
    standsAsDate(text, word.span)
  )
    return false;
  const before = words[at - 1]?.folded ?? '';
  return INTRODUCES.has(before) || (at > 0 && /^\p{Lu}/u.test(word.text));
}

/** Narrows several who fit to those whose organisation is named right behind ('Maria from Acme'). */
function narrow(entries: readonly Entry[], words: readonly Word[], after: number): readonly Entry[] {
  if (entries.length < 2) return entries;
  const skip = ['at', 'from', 'of'].includes(words[after]?.folded ?? '') ? 1 : 0;
  const next = words[after + skip]?.folded;
  const fitting = next ? entries.filter((entry) => entry.org[0] === next) : [];
  return fitting.length > 0 ? fitting : entries;
}

/**
 * Finds the contacts that a text names: the longest match wins; a first word that fits several, and a first word
 * of five letters or more that is one slip off, are handed back as unclear.
 */
export function findPeople(
  text: string,
  contacts: readonly Known[] | PeopleIndex,
): { readonly found: Mention[]; readonly unclear: Unclear[] } {
  const index = 'byFirst' in contacts ? contacts : indexPeople(contacts);
  const plain = readable(text);
  const words = wordsOf(plain);
  const found: Mention[] = [];
  const unclear: Unclear[] = [];
  const settle = (ids: readonly string[], span: Span, typo: boolean) => {
    const unique = [...new Set(ids)];
    const typed = plain.slice(span[0], span[1]);
    const [only] = unique;
    if (only !== undefined && unique.length === 1 && !typo) {
      if (!found.some((one) => one.id === only)) found.push({ id: only, words: typed, span });
    } else if (unique.length > 0 && !unclear.some((one) => fold(one.words) === fold(typed))) {
      unclear.push({ words: typed, span, candidates: unique, typo });
    }
  };
  let slipsLeft = 20;
  const seen = new Map<string, number>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (!word) continue;
    // A text that says one name hundreds of times says it no clearer than five times.
    const times = (seen.get(word.folded) ?? 0) + 1;
    seen.set(word.folded, times);
    if (times > 5) continue;
    let entries = index.byFirst.get(word.folded) ?? [];
    let typo = false;
    if (entries.length === 0 && word.folded.length >= 4 && slipsLeft > 0 && standsAsName(plain, words, at)) {
      slipsLeft -= 1;
      typo = true;
      entries = [...index.byFirst]
        .filter(([first]) => first.length >= 5 && oneSlipAway(word.folded, first))
        .flatMap(([, list]) => list);
    }
    if (entries.length === 0) continue;
    const reached = entries.map((entry) => [entry, reach(words, at, entry)] as const);
    const best = Math.max(...reached.map(([, length]) => length));
    const wary = best === 1 && (NOT_ALONE.has(word.folded) || ALSO_WORDS.has(word.folded));
    if (wary && (NOT_ALONE.has(word.folded) || !standsAsName(plain, words, at))) continue;
    const fitting = reached.filter(([, length]) => length === best).map(([entry]) => entry);
    // Who is called just so, and no more, comes first among those to ask about.
    const ordered = [...fitting].sort(
      (a, b) => Number(a.words.length !== best) - Number(b.words.length !== best),
    );
    const last = words[at + best - 1] ?? word;
    settle(
      narrow(ordered, words, at + best).map((entry) => entry.id),
      [word.span[0], last.span[1]],
      typo,
    );
    at += best - 1;
  }
  for (const { id, name } of index.whole) {
    const from = plain.indexOf(name);
    if (from >= 0) settle([id], [from, from + name.length], false);
  }
  return { found: found.sort((a, b) => a.span[0] - b.span[0]), unclear };
}
