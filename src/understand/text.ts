/**
 * What every reader of free text here leans on: cutting, cleaning, folding, words with their places, slips of
 * the finger, number words. Nothing here knows what a text means.
 */

/** How many characters of a text are read at all (a note's limit); what stands behind it is not looked at. */
const MAX_READ = 4_000;

/** A stretch of a text: from (counted in) to (not counted in), in UTF-16 units of the text handed in. */
export type Span = readonly [from: number, to: number];

/** One word of a text: as typed, folded for comparing, and where it stands. */
export type Word = { readonly text: string; readonly folded: string; readonly span: Span };

/** The first MAX_READ characters with every kind of white space as one plain blank, same length. */
export function readable(text: string): string {
  return text.slice(0, MAX_READ).replace(/[\s\u00a0\u202f]/gu, ' ');
}

/** Text that both databases can keep: NULs go, lone surrogates become U+FFFD, all else stays as it is. */
export function cleanText(text: string): string {
  return text.replace(/\0/gu, '').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Whether nothing of a text would be seen: blanks, controls, fillers of no shape. */
export function isBlank(text: string): boolean {
  return /^(?:[\s\p{Cc}\p{Cf}\p{Z}\u115f\u1160\u2800\u3164\uffa0]|\u034f|[\ufe00-\ufe0f])*$/u.test(text);
}

/** Whether a text has at most so many characters, as people count them. */
export function isWithin(text: string, most: number): boolean {
  return text.length <= most || (text.length <= 2 * most && [...text].length <= most);
}

const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
};

/** Case, accents and ligatures taken away, for comparing only ('Zoë' and 'zoe' are the same). */
export function fold(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is what is asked for
  if (/^[\x00-\x7f]*$/u.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøłđðæœþı]/gu, (letter) => SPECIAL[letter] ?? letter);
}

/** The words of a text in order: runs of letters and digits; apostrophes and hyphens part them. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((match) => ({
    text: match[0],
    folded: fold(match[0]),
    span: [match.index, match.index + match[0].length],
  }));
}

/** The text with the stretches blanked out by `filler`, same length. */
export function blank(text: string, spans: readonly Span[], filler = ' '): string {
  return spans.reduce(
    (rest, [from, to]) => rest.slice(0, from) + filler.repeat(Math.max(0, to - from)) + rest.slice(to),
    text,
  );
}

/** A pattern that stands as whole words, in any script, in any case; read with matchAll. */
export function wholeWords(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');
}

/** True when one slip parts the two: a letter missing, added or wrong, or two neighbours swapped. */
export function oneSlipAway(typed: string, meant: string): boolean {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false;
  let from = 0;
  while (from < typed.length && typed[from] === meant[from]) from += 1;
  const left = typed.slice(from);
  const right = meant.slice(from);
  if (left.length > right.length) return left.slice(1) === right;
  if (left.length < right.length) return right.slice(1) === left;
  if (left.slice(1) === right.slice(1)) return true;
  return left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
}

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A pattern for a small count: digits or a word up to twelve, or 'a', 'a few', 'a couple of'. */
export const COUNT = `\\d{1,3}|a couple of|a couple|couple of|a few|an?|${NUMBERS.join('|')}`;

/** The count behind what COUNT matched; 'vague' for 'a few'. */
export function readCount(words: string): { readonly count: number; readonly vague: boolean } {
  const folded = words.toLowerCase();
  if (/^\d+$/u.test(folded)) return { count: Number(folded), vague: false };
  if (folded.includes('couple')) return { count: 2, vague: false };
  if (folded.includes('few')) return { count: 3, vague: true };
  const index = NUMBERS.indexOf(folded);
  return { count: index < 0 ? 1 : index, vague: false };
}
