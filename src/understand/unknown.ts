/** A name in a log line that is no contact yet, so that it can be offered to be added. */
import type { TypedPerson } from './people.ts';
import { blank, type Span } from './text.ts';

/** A person named but not known, and where the name stands. */
export type Unknown = TypedPerson & { readonly span: Span };

/** Stands for the way's own words, so that a name is looked for right behind them. */
const HERE = '\u0001';
const PIECE = "(?:\\p{Lu}|\\p{Lo})[\\p{L}\\p{M}'’-]{0,60}\\.?";
const NAME = `${PIECE}(?: (?:(?:de|da|del|di|van|von|der|den|la|le|el|al|bin|ibn) ){0,2}${PIECE}){0,3}`;
const ORG =
  '(?: {1,2}(?:from {1,2}|at {1,2}(?=\\p{Lu})|\\()([^,.;()·\\u0001]{1,80}?)(?=\\)| {2}|[,.;·]|$| (?:today|on|for|about|and|felt)(?!\\p{L})))?';
const NAMED = new RegExp(
  `(?:${HERE}|(?<!\\p{L})(?:with|to|met|and|from|Dr\\.?)) {1,3}(?:my (?:old )?(?:friend|colleague|boss) )?(${NAME})${ORG}`,
  'gu',
);
const PLAIN = new RegExp(
  `(?:${HERE}|(?<!\\p{L})with) {1,3}(?:with |to )?(\\p{Ll}[\\p{L}\\p{M}'’-]{1,40})(?![\\p{L}\\p{N}])`,
  'gu',
);

/** What follows a way in lower case without being anybody's name. */
const NOBODY = new Set(
  'her him them they it me us you my our his their the a an this that these those about for at on in to with and or from of back up someone somebody anyone everyone nobody people two three some several one friends friend colleague colleagues recruiter recruiters boss manager team no not was went felt is had again today tomorrow yesterday now later soon over by after before because so but very well fine great good bad okay ok nice went chat call coffee note message email e-mail'.split(
    ' ',
  ),
);
const NOT_A_NAME =
  /^(?:I|I['’]m|A|An|The|My|Her|Him|Them|LinkedIn|Zoom|Slack|Teams|WhatsApp|Today|Yesterday|Tomorrow|Felt)$/u;

/**
 * Names behind a way's words or behind 'with', 'to': capitalised ones; one in small letters only when nobody else is
 * named. `text` has dates, feelings and known names blanked out with '·' or blanks; `known` is where those names stand.
 */
export function findUnknown(text: string, way: Span | undefined, known: readonly Span[]): readonly Unknown[] {
  // 'Ana from Acme', and Ana is known: Acme is where she comes from.
  const isOrigin = (at: number) =>
    text.startsWith('from', at) && known.some(([, end]) => /^,? $/u.test(text.slice(end, at)));
  const marked = way ? blank(text, [way], HERE) : text;
  const found: Unknown[] = [];
  for (const match of marked.matchAll(NAMED)) {
    const name = (match[1] ?? '').replace(/(?:['’]s|\.)$/u, '');
    if (name === '' || NOT_A_NAME.test(name) || isOrigin(match.index)) continue;
    const from = match.index + match[0].indexOf(match[1] ?? '');
    const org = match[2]?.trim();
    const end = match.index + match[0].length;
    found.push({ name, ...(org ? { org } : {}), span: [from, org ? end : from + name.length] });
  }
  if (found.length > 0 || known.length > 0) return found.slice(0, 20);
  for (const match of marked.matchAll(PLAIN)) {
    const name = match[1] ?? '';
    if (NOBODY.has(name.toLowerCase())) continue;
    const from = match.index + match[0].lastIndexOf(name);
    return [{ name, span: [from, from + name.length] }];
  }
  return [];
}
