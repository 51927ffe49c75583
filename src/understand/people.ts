/** A list of people as typed (`NAME at ORG`, one a line, with commas) → names and organisations, word for word. */
import { cleanText, fold, isBlank, isWithin } from './text.ts';

/** The limit of a name or an organisation, in characters. */
const MAX_FIELD = 500;

/** The longest run of names without a comma or a new line, in characters: reading takes its square. */
const MAX_RUN = 16_000;

/** How much of a pasted list is read: what one request may bring (256 kB). */
const MAX_LIST = 262_144;

/** A person as typed; `org` only when one was said. */
export type TypedPerson = { readonly name: string; readonly org?: string };

/** The people of a list; `tooLong` are entries with a field over MAX_FIELD characters, as typed. */
export type PeopleReading = { readonly people: readonly TypedPerson[]; readonly tooLong: readonly string[] };

/** What belongs to the name or firm before the comma, never a person of its own. */
const TAILS = new Set(
  'jr sr ii iii iv phd md mba esq inc ltd llc llp gmbh ag plc corp co sa srl bv'.split(' '),
);
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '<': '>', '"': '"', '{': '}' };

/** Cuts at commas and semicolons that stand outside of brackets and quotes that are closed again. */
function cutAtCommas(line: string): string[] {
  const parts: string[] = [];
  const unclosed = new Set<string>();
  let from = 0;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    const closer = CLOSERS[letter];
    const end = closer && !unclosed.has(closer) ? line.indexOf(closer, at + 1) : -1;
    if (closer && end < 0) unclosed.add(closer);
    if (end > at) at = end;
    else if (letter === ',' || letter === ';' || letter === '،' || letter === '、' || letter === '，') {
      parts.push(line.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(line.slice(from));
  return parts;
}

const AT = / (?:at|from) | @ /iu;
/** How a firm's name ends, and hardly anybody's: 'Maria, Bosch Lab' is Maria, of there. */
const FIRM =
  / (?:labs?|inc|ltd|llc|gmbh|plc|corp|company|university|institute|college|hospital|foundation|agency)\.?$/iu;

function joinTails(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const said = part.trim();
    const before = joined.at(-1);
    const isTail = TAILS.has(fold(said).replace(/[\s.]/gu, ''));
    const isFirm = FIRM.test(said) && !AT.test(said) && !AT.test(before ?? '') && !before?.includes('(');
    if (before?.trim() && (isTail || isFirm))
      joined[joined.length - 1] = `${before}${isTail ? ',' : ' at'} ${said}`;
    else joined.push(part);
  }
  return joined;
}

/** 'Ana and Ben at Acme' is two people; 'Ana at Marks and Spencer' is one. */
function cutAtAnd(entry: string): string[] {
  const pieces = entry.replace(/^and /iu, '').split(/ and /iu);
  const people: string[] = [];
  for (const piece of pieces) {
    const before = people.at(-1);
    const inOrg = before !== undefined && AT.test(before) && !AT.test(piece);
    const inBrackets = before?.includes('(') && !before.includes(')');
    if (before === undefined || !(inOrg || inBrackets)) people.push(piece);
    else people[people.length - 1] = `${before} and ${piece}`;
  }
  return people;
}

function person(entry: string): TypedPerson | null {
  const text = entry.trim();
  if (isBlank(text)) return null;
  const open = text.endsWith(')') ? text.lastIndexOf('(') : -1;
  if (open > 0 && /\s/u.test(text[open - 1] ?? '')) {
    const org = text.slice(open + 1, -1).trim();
    const name = text.slice(0, open).trim();
    if (!isBlank(name)) return isBlank(org) ? { name } : { name, org };
  }
  const at = AT.exec(text);
  const name = at ? text.slice(0, at.index).trim() : text;
  const org = at ? text.slice(at.index + at[0].length).trim() : '';
  return isBlank(name) || isBlank(org) ? { name: text } : { name, org };
}

/**
 * Reads people from a list: `NAME`, `NAME at ORG`, `NAME from ORG`, `NAME (ORG)`, parted by commas, 'and' or new
 * lines; list marks ('- ', '2. ') are dropped, all else is kept as typed but for NULs and lone surrogates.
 */
export function readPeople(text: string): PeopleReading {
  const people: TypedPerson[] = [];
  const tooLong: string[] = [];
  for (const line of cleanText(text.slice(0, MAX_LIST)).split(/[\n\r\u2028\u2029\v\f]+/u)) {
    const entry = line.replace(/\t/gu, ' ').replace(/^ {0,20}(?:[-*•–] |\d{1,3}[.)] )/u, '');
    const runs = joinTails(cutAtCommas(entry)).map((run) => run.trim());
    for (const part of runs.flatMap((run) => (run.length > MAX_RUN ? [run] : cutAtAnd(run)))) {
      const found = person(part);
      if (!found) continue;
      if (!isWithin(found.name, MAX_FIELD) || !isWithin(found.org ?? '', MAX_FIELD))
        tooLong.push(part.trim());
      else people.push(found);
    }
  }
  return { people, tooLong };
}
