// Rows of a list → people: LinkedIn, Google old and new, Outlook, Thunderbird, our own, and any other by its columns.

import { Refusal } from '../../refusal.ts';
import { type Column, type Columns, columnsOf, type Source, sourceOf } from './columns.ts';
import { readDate } from './dates.ts';
import { addressIn, type Catch, emptyCatch, keep } from './found.ts';
import { evenLines, type Head, headOf, rowsOf } from './table.ts';

/** Columns as the member named them: things by column number, as text. */
export type Named = Readonly<Partial<Record<Column, number>>>;

/** People of a list, or its heads and first rows where the member must say which column is what. */
export type CsvRead =
  | { readonly is: 'people'; readonly source: Source; readonly caught: Catch }
  | { readonly is: 'ask'; readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Rows looked at to guess columns. */
const SAMPLE = 20;

/** Read a delimited text. `named`: the columns as the member said. Throws Refusal for a list that has no people. */
export async function readCsv(typed: string, named?: Named, ask = false): Promise<CsvRead> {
  const text = evenLines(typed);
  const head = headOf(text);
  if (!head) throw new Refusal('There is nothing in that file. Nothing was changed.');
  const source = sourceOf(head.heads);
  if (source === 'jobs') throw new Refusal('That is a list of jobs, not of people. Nothing was changed.');
  const columns = named ? asColumns(named) : columnsOf(head.heads);
  const naming = columns.name ?? columns.first ?? columns.last;
  if (ask || !naming || !(named || head.known))
    return { is: 'ask', heads: head.heads, rows: await sample(text, head) };
  const caught = emptyCatch();
  // A list whose first line is a person already has no head to lose.
  const from = named && !head.known && !looksLikeHead(head.heads) ? 0 : head.from;
  for await (const { rows, broken } of rowsOf(text, { ...head, from })) {
    caught.left.broken += broken;
    for (const row of rows) keepRow(caught, row, columns, source);
  }
  return { is: 'people', source, caught };
}

/** A line of heads has no address and no figure in it. */
const looksLikeHead = (cells: readonly string[]): boolean => !cells.some((cell) => /@|\d/u.test(cell));

async function sample(text: string, head: Head): Promise<readonly (readonly string[])[]> {
  for await (const { rows } of rowsOf(text, head))
    return rows.filter((row) => row.some(Boolean)).slice(0, SAMPLE);
  return [];
}

const asColumns = (named: Named): Columns =>
  Object.fromEntries(Object.entries(named).map(([column, at]) => [column, [at]]));

/** Of several values in one cell (Google) the first. */
const firstOf = (cell: string): string => cell.split(' ::: ')[0]?.trim() ?? '';

/** Cells that a spreadsheet was kept from reading as a formula lose the mark that kept it (account/csv.ts sets it). */
const unguarded = (cell: string): string => cell.replace(/^'(?=\s*[=+\-@＝＋－＠]|[\t\r\n])/u, '');

function keepRow(caught: Catch, row: readonly string[], columns: Columns, source: Source): void {
  const all = (column: Column): readonly string[] =>
    (columns[column] ?? []).map((at) => unguarded(row[at] ?? '').trim()).filter(Boolean);
  const one = (column: Column): string => firstOf(all(column)[0] ?? '');
  if (!row.some((cell) => cell.trim())) return;
  const parts = [one('first'), one('middle'), one('last')].filter(Boolean).join(' ');
  const own = source === 'Rungs' ? unguarded(row[3] ?? '') : '';
  const name = own || one('name') || parts;
  if (source === 'LinkedIn' && !name) {
    caught.left.closed += 1;
    return;
  }
  const email = all('email')
    .map((cell) => addressIn(firstOf(cell)))
    .find(Boolean);
  keep(caught, {
    name: name || one('nickname') || one('organization') || (email ?? ''),
    label: source === 'Rungs' ? one('nickname') : undefined,
    organization: name || one('nickname') ? one('organization') : undefined,
    email,
    url: all('url').map(firstOf).find(Boolean),
    notes: all('notes')[0] ?? (one('position') || undefined),
    known: source === 'Rungs' ? one('labels') : undefined,
    connectedOn: readDate(one('connected')),
  });
}
