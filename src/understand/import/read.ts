// A file or pasted lines → people, whatever it is called: told by content, decoded, read by the reader of its kind.

import { Refusal } from '../../refusal.ts';
import { readPeople } from '../people.ts';
import { type Archive, readArchive } from './archive.ts';
import type { Source } from './columns.ts';
import { type Named, readCsv } from './csv.ts';
import { decode } from './decode.ts';
import { type Catch, emptyCatch, keep } from './found.ts';
import { refuseBytes, refuseText } from './refuse.ts';
import { isVCard, readVCards } from './vcard.ts';
import { connectionsOf, isZip } from './zip.ts';

/** What the member said of a file after a look at it. */
export interface How {
  readonly encoding?: string;
  readonly columns?: Named;
  /** Hand back the columns, whatever is known of them. */
  readonly ask?: boolean;
}

/** What a file is. */
export type Reading =
  | { readonly is: 'people'; readonly source: Source | 'vCard' | 'lines'; readonly caught: Catch }
  | { readonly is: 'ask'; readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly is: 'archive'; readonly archive: Archive };

/** Read a file. `pasted`: lines typed or pasted by the member. Throws Refusal for what is no list of people. */
export async function readFile(bytes: Uint8Array, pasted: boolean, how: How = {}): Promise<Reading> {
  refuseBytes(bytes);
  const file = isZip(bytes) ? await connectionsOf(bytes) : bytes;
  refuseBytes(file);
  const { text } = decode(file, how.encoding);
  refuseText(text);
  if (isVCard(text)) return { is: 'people', source: 'vCard', caught: await readVCards(file, how.encoding) };
  if (/^\ufeff?\s*[{[]/u.test(text.slice(0, 200)))
    return { is: 'archive', archive: readArchive(text.replace(/^\ufeff/u, '')) };
  if (pasted && !how.columns && !how.ask && !isTable(text))
    return { is: 'people', source: 'lines', caught: readLines(text) };
  return readCsv(text, how.columns, how.ask);
}

/** Pasted from a spreadsheet or out of a CSV: its first line tells at least two columns by name. */
function isTable(text: string): boolean {
  const [first = ''] = text.trimStart().split(/\r|\n/u);
  return (
    /[,;\t]/u.test(first) &&
    /name\b/iu.test(first) &&
    /mail|company|organi[sz]ation|url|position|name.*name/iu.test(first)
  );
}

/** Characters of a line in which an address is looked for: one person's lines are no longer. */
const LINE = 4_000;

/** `Anna Schmidt, anna@example.org, Acme, Designer` is one person: a name, then their address, then where they are. */
function rowOf(line: string, email: RegExpExecArray) {
  const name = line.slice(0, email.index).replace(/[,;\t\s]+$/u, '');
  const [, organization = ''] =
    /^\s*[,;\t]\s*([^,;\t]+)/u.exec(line.slice(email.index + email[0].length)) ?? [];
  const isRow = name !== '' && !/[,;\t]/u.test(name) && organization.trim() !== '';
  return isRow ? { name: name.trim(), organization: organization.trim(), email: email[1] } : null;
}

/** Lines with a name each, "at" an organisation, and perhaps an address: `Ana Ruiz <ana@example.org>`. */
function readLines(text: string): Catch {
  const caught = emptyCatch();
  for (const line of text.split(/\r\n|\r|\n/u)) {
    const email =
      line.length <= LINE ? /<?\s*([^\s<>,;:"'()]+@[^\s<>,;:"'()]+\.[^\s<>,;:"'()]+)\s*>?/u.exec(line) : null;
    const row = email && rowOf(line, email);
    if (row) {
      keep(caught, row);
      continue;
    }
    const rest = email
      ? `${line.slice(0, email.index)} ${line.slice(email.index + email[0].length)}`.replace(
          /["<>]|[,;:\s]+$/gu,
          ' ',
        )
      : line;
    const { people, tooLong } = readPeople(rest.trim());
    caught.left.long += tooLong.length;
    if (people.length === 0 && email) keep(caught, { name: email[1] ?? '', email: email[1] });
    for (const [i, { name, org }] of people.entries())
      keep(caught, {
        name,
        organization: org,
        email: i === 0 && people.length === 1 ? email?.[1] : undefined,
      });
  }
  if (caught.people.length === 0)
    throw new Refusal('I found no name in that. One a line is best: “Maria Ruiz at Acme”.');
  return caught;
}
