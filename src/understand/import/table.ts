// A delimited text as rows: where its head stands (preambles cut off), what parts its cells, and its rows in pieces, so
// that a long file holds nobody up. Quoting is papaparse's; what a row means is csv.ts's.

import Papa from 'papaparse';
import { breathe } from '../../time/breath.ts';
import { knownHeads } from './columns.ts';

/** Lines at the top among which the head is looked for: LinkedIn's notes have up to five. */
const TOP = 20;
/** Characters read at a time: about 2 ms. */
const PIECE = 64 * 1024;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Where a table begins. `known`: its head was told by its words; else its first line is taken for one. */
export interface Head {
  readonly heads: readonly string[];
  readonly delimiter: string;
  /** Where the rows begin. */
  readonly from: number;
  readonly known: boolean;
}

/** The head of a table; null when there is no line at all. */
export function headOf(text: string): Head | null {
  const lines = topLines(text);
  const candidates = lines.flatMap((line) =>
    DELIMITERS.map((delimiter) => {
      const heads = cellsOf(line.text, delimiter);
      return { heads, delimiter, from: line.end, score: knownHeads(heads) };
    }),
  );
  const best = candidates.reduce<(typeof candidates)[number] | null>(
    (a, b) => (a && a.score >= b.score ? a : b),
    null,
  );
  const first = lines.find((line) => line.text.trim() !== '');
  if (!best || !first) return null;
  const alone = best.score === 1 && best.from === first.end && best.heads.length <= 3;
  if (best.score >= 2 || alone) return { ...best, known: true };
  const delimiter = DELIMITERS.reduce<string>(
    (a, b) => (cellsOf(first.text, b).length > cellsOf(first.text, a).length ? b : a),
    ',',
  );
  return { heads: cellsOf(first.text, delimiter), delimiter, from: first.end, known: false };
}

/** The rows behind a head, a piece at a time; `broken` counts the lines swallowed by a quote that is never closed. */
export async function* rowsOf(
  text: string,
  head: Pick<Head, 'delimiter' | 'from'>,
): AsyncGenerator<{ readonly rows: readonly (readonly string[])[]; readonly broken: number }> {
  let piece = PIECE;
  for (let at = head.from; at < text.length; ) {
    const last = at + piece >= text.length;
    const part = text.slice(at, at + piece);
    const read = new Papa.Parser({ delimiter: head.delimiter, newline: '\n' }).parse(part, 0, !last);
    const open = last && read.errors.some((error: { code: string }) => error.code === 'MissingQuotes');
    const rows = read.data as string[][];
    const swallowed = open ? (rows.pop() ?? []).join('\n').trimEnd().split('\n').length : 0;
    yield { rows, broken: swallowed };
    if (last) return;
    // A row longer than the piece: take more of it.
    piece = read.meta.cursor > 0 ? PIECE : piece * 2;
    at += read.meta.cursor;
    await breathe();
  }
}

/** One kind of line end, so that a file that was put together from two is no riddle. */
export const evenLines = (text: string): string =>
  text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text;

function cellsOf(line: string, delimiter: string): readonly string[] {
  const [cells = []] = Papa.parse<string[]>(line, { delimiter, newline: '\n' }).data;
  return cells.map((cell) => cell.replace(/^\ufeff/u, '').trim());
}

/** The first lines, each with where it ends (its line end included). */
function topLines(text: string): readonly { readonly text: string; readonly end: number }[] {
  const lines: { text: string; end: number }[] = [];
  let at = 0;
  while (lines.length < TOP && at < text.length) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    lines.push({ text: text.slice(at, end < 0 ? text.length : end), end: next });
    at = next;
  }
  return lines;
}
