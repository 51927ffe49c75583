// contacts.csv: columns as Google Contacts has them, so that the file goes straight back in. Pure.

import type { Contact } from '../people/rows.ts';

const columns = [
  'First Name',
  'Last Name',
  'Nickname',
  'File As',
  'Organization Name',
  'Notes',
  'Labels',
  'E-mail 1 - Value',
  'Website 1 - Value',
] as const;

/** People as CSV: UTF-8 with BOM, CRLF, cells that a spreadsheet would take for a formula begin with an apostrophe. */
export function contactsCsv(contacts: readonly Contact[]): string {
  const lines = [columns, ...contacts.map(cellsOf)];
  return `\uFEFF${lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

/** One cell: guarded (= + - @, also full-width, tab and line ends, also behind blanks) and quoted where it must be. */
export function cell(text: string): string {
  const guarded = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function cellsOf(contact: Contact): readonly string[] {
  const words = contact.name.trim().split(/\s+/);
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [
    words.slice(0, words.length > 1 ? -1 : 1).join(' '),
    last,
    contact.chosenLabel ?? '',
    contact.name,
    contact.organization ?? '',
    contact.notes ?? '',
    contact.known ?? '',
    contact.email ?? '',
    contact.url ?? '',
  ];
}
