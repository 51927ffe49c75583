/** The first words of a line → a verb and what follows it, an everyday word, or the one verb that is a slip away. */
import type { Alias } from './everyday.ts';
import { EVERYDAY, FILLERS, PLEAS, POLITE, SHOW } from './everyday.ts';
import { cleanText, oneSlipAway } from './text.ts';

/** The verbs there are ('today', perhaps 'event plan'), the group each may stand behind, and the everyday words. */
export type VerbOptions = {
  readonly verbs: readonly string[];
  /** Group → the verbs that may be typed behind it: {me: ['link', 'export', …]}. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly aliases?: readonly Alias[];
};

/** A verb and the words behind it; or only a guess, to be offered as a button. */
export type VerbReading =
  | { readonly verb: string; readonly rest: string; readonly alias?: string }
  | { readonly nearest: string; readonly rest: string };

/** Verbs of fewer letters are never guessed at: too much else is one slip away from 'add'. */
const GUESS_FROM = 4;

/** Verbs that also begin ordinary sentences ('today I rang Ben'; 'stop by' is one more): taken only when next to nothing follows. */
const BEGINS_SENTENCES: ReadonlySet<string> = new Set(['today']);

const bare = (word: string): string =>
  word
    .toLowerCase()
    .replace(/’/gu, "'")
    .replace(/^[("'*_]+|[.,!?:;…)"'*_]+$/gu, '');

/** Cuts the first word off: [word, rest], the rest as typed. */
function cut(text: string): readonly [string, string] {
  const end = text.search(/\s/u);
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end).trim()];
}

const ONLY_FILLERS = new Set(FILLERS);

/** Whether the line is these words with nothing but fillers and marks round them. */
function isJust(line: string, words: string): boolean {
  if (line.length > 120) return false;
  const typed = line.toLowerCase().replace(/’/gu, "'").trim();
  if (typed === words) return true;
  const tokens = typed.split(/[\s,.!…:;()]+/u).filter((token) => /[\p{L}\p{N}?]/u.test(token));
  const wanted = words.split(' ');
  for (let at = 0; at + wanted.length <= tokens.length; at += 1) {
    if (!wanted.every((word, i) => bare(tokens[at + i] ?? '') === bare(word) && bare(word) !== '')) continue;
    const others = [...tokens.slice(0, at), ...tokens.slice(at + wanted.length)];
    if (others.every((token) => ONLY_FILLERS.has(bare(token).replace("'", '')))) return true;
  }
  return false;
}

function readAlias(line: string, first: string, rest: string, aliases: readonly Alias[]): VerbReading | null {
  for (const alias of aliases) {
    for (const words of alias.words) {
      if (alias.kind === 'exact') {
        if (isJust(line, words)) return { verb: alias.verb, rest: alias.rest ?? '', alias: words };
      } else if (bare(first) === words) {
        if (alias.atMost !== undefined && rest.split(/\s+/u).length > alias.atMost) continue;
        return { verb: alias.verb, rest: alias.keep ? line : rest, alias: words };
      }
    }
  }
  return null;
}

/** 'please stop', 'stop it', 'ok pause': read before all else, and as if it stood alone. */
function readPlea(line: string, verbs: readonly string[]): VerbReading | null {
  if (line.length > 120) return null;
  const typed = line.toLowerCase().replace(/’/gu, "'").replace(/\s+/gu, ' ');
  const found = PLEAS.find(([verb, plea]) => verbs.includes(verb) && plea.test(typed));
  return found ? { verb: found[0], rest: '', alias: found[0] } : null;
}

/** 'show Tom' → contacts Tom; 'show ladder' → the ladder. */
function readShow(line: string, options: VerbOptions): VerbReading | null {
  const [, what = ''] = SHOW.exec(line.replace(/’/gu, "'").replace(/[?.!\s]+$/u, '')) ?? [];
  if (what === '' || !options.verbs.includes('contacts')) return null;
  const read = readVerb(what, options);
  return read && 'verb' in read && read.rest === ''
    ? { ...read, alias: 'show' }
    : { verb: 'contacts', rest: what, alias: 'show' };
}

/**
 * Reads the verb of a line: an optional leading '/rungs' or 'rungs', an optional group name, case and trailing marks do not
 * matter; bare '/rungs' is 'today'. Null when the line begins with no verb and none is near.
 */
export function readVerb(text: string, options: VerbOptions): VerbReading | null {
  const { verbs, groups = {}, aliases = EVERYDAY } = options;
  const whole = cleanText(text).trim();
  const [lead, behind] = cut(whole);
  const called = /^\/?rungs$/iu.test(lead);
  const line = called ? behind : whole.replace(/^\/(?=\p{L})/u, '');
  if (line === '') return called ? { verb: 'today', rest: '' } : null;
  const plea = readPlea(line, verbs);
  if (plea) return plea;
  const [first, rest] = cut(line);
  const word = bare(first);
  const [second, after] = cut(rest);
  const pair = `${word} ${bare(second)}`;
  if (verbs.includes(pair)) return { verb: pair, rest: after };
  const grouped = Object.hasOwn(groups, word) && groups[word]?.includes(bare(second)) ? bare(second) : null;
  if (grouped && verbs.includes(grouped)) return { verb: grouped, rest: after };
  const sentence =
    (BEGINS_SENTENCES.has(word) && rest !== '' && !isJust(line, word)) || /^stop by\s/iu.test(line);
  if (verbs.includes(word) && !sentence) return { verb: word, rest };
  const everyday = readAlias(line, first, rest, aliases);
  if (everyday) return everyday;
  const shown = readShow(line, options);
  if (shown) return shown;
  if (POLITE.test(line)) {
    const read = readVerb(line.replace(POLITE, ''), options);
    if (read && 'verb' in read) return read;
  }
  if (word.length < GUESS_FROM || sentence) return null;
  const nearest = verbs.find((verb) => verb.length >= GUESS_FROM && oneSlipAway(word, verb));
  return nearest ? { nearest, rest } : null;
}
