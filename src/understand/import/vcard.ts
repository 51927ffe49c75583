// vCard 2.1, 3.0 and 4.0, as many makers really write it: folded and quoted-printable lines, charsets by property or
// none at all, nested cards, cards cut short. Nothing that a card links to is fetched.

import { breathe } from '../../time/breath.ts';
import { decode, strictly, zeros } from './decode.ts';
import { addressIn, type Catch, emptyCatch, keep } from './found.ts';

/** Cards between two breaths. */
const BATCH = 200;

/** One property, its value still as bytes (a character each). */
interface Property {
  readonly name: string;
  readonly params: readonly string[];
  readonly value: string;
}

/** Whether bytes are an address book. */
export const isVCard = (text: string): boolean =>
  /^\s*(?:#[^\n]*\s+)*BEGIN:VCARD\b/iu.test(text.slice(0, 4_096).replace(/^\ufeff/u, ''));

/** People of an address book. `named` is the encoding that the member chose. */
export async function readVCards(bytes: Uint8Array, named?: string): Promise<Catch> {
  const lines = logicalLines(binary(bytes, named));
  const fallback = named ?? charsetNamed(lines);
  const caught = emptyCatch();
  let card: Property[] | null = null;
  let depth = 0;
  let n = 0;
  for (const line of lines) {
    const edge = /^\s*(begin|end)\s*:\s*vcard\s*$/iu.exec(line)?.[1]?.toLowerCase();
    if (edge === 'begin') {
      // A second card begins where the first never ended: unless it stands inside an AGENT, the first was cut short.
      if (card && depth === 1 && !openAgent(card)) {
        caught.left.broken += 1;
        depth = 0;
      }
      depth += 1;
      if (depth === 1) card = [];
    } else if (edge === 'end') {
      if (depth === 1 && card) {
        keepCard(caught, card, fallback);
        card = null;
        n += 1;
        if (n % BATCH === 0) await breathe();
      }
      depth = Math.max(0, depth - 1);
    } else if (depth === 1 && card) {
      const property = propertyOf(line);
      if (property) card.push(property);
    }
  }
  if (card) caught.left.broken += 1;
  return caught;
}

const openAgent = (card: readonly Property[]): boolean => {
  const last = card.at(-1);
  return last?.name === 'agent' && last.value.trim() === '';
};

/** Bytes as characters, one each; UTF-16 goes to UTF-8 first. */
function binary(bytes: Uint8Array, named?: string): string {
  const wide = named?.startsWith('utf-16')
    ? named
    : bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : zeros(bytes);
  const narrow = wide ? new TextEncoder().encode(decode(bytes, wide).text) : bytes;
  return Buffer.from(narrow.buffer, narrow.byteOffset, narrow.length).toString('latin1');
}

/** Lines with soft breaks joined (quoted-printable before folding: the two look alike). */
function logicalLines(text: string): readonly string[] {
  // In pieces until the end: a picture has thousands, and looked at whole after each it would take minutes.
  const lines: string[][] = [];
  let quoted: boolean | undefined;
  let soft = false;
  for (const line of text.replace(/^\xef\xbb\xbf/u, '').split(/\r\r\n|\r\n|\n|\r/u)) {
    const now = lines.at(-1);
    const piece = !soft && now && /^[ \t]/u.test(line) ? line.slice(1) : line;
    if (soft) now?.push((now.pop() ?? '').slice(0, -1), piece);
    else if (piece !== line) now?.push(piece);
    else {
      lines.push([piece]);
      quoted = undefined;
    }
    soft = false;
    if (!piece.endsWith('=')) continue;
    quoted ??= /^[^:]*quoted-printable/iu.test(lines.at(-1)?.join('') ?? '');
    soft = quoted;
  }
  return lines.map((pieces) => pieces.join(''));
}

function propertyOf(line: string): Property | null {
  const colon = colonOf(line);
  if (colon < 0) return null;
  const [head = '', ...params] = line.slice(0, colon).split(';');
  const name = head
    .trim()
    .toLowerCase()
    .replace(/^[\w-]+\./u, '');
  return { name, params: params.map((one) => one.trim()), value: line.slice(colon + 1) };
}

/** The colon that ends the name: one in quotes does not. */
function colonOf(line: string): number {
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    if (line[i] === '"') quoted = !quoted;
    else if (line[i] === ':' && !quoted) return i;
  }
  return line.indexOf(':');
}

/** A charset that some property of the file names, and that can be read. */
function charsetNamed(lines: readonly string[]): string | undefined {
  for (const line of lines) {
    const name = /^[^:]*;charset="?([\w-]+)/iu.exec(line)?.[1];
    if (name && !/^utf-?8$/iu.test(name) && strictly(new Uint8Array(), name) !== null) return name;
  }
  return undefined;
}

function textOf({ params, value }: Property, fallback: string | undefined): string {
  const quoted = params.some((one) => /^(?:encoding=)?quoted-printable$/iu.test(one));
  const raw = quoted
    ? value.replace(/=([0-9a-f]{2})/giu, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : value;
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0) & 0xff);
  const charset = params.map((one) => /^charset="?([^"]+)"?$/iu.exec(one)?.[1]).find(Boolean);
  return (
    ((charset && strictly(bytes, charset)) ??
      strictly(bytes, 'utf-8') ??
      (fallback && strictly(bytes, fallback)) ??
      new TextDecoder('windows-1252').decode(bytes)) ||
    ''
  );
}

const unescaped = (text: string): string =>
  text.replace(/\\([\\,;:nN])/gu, (_all, mark: string) => (mark === 'n' || mark === 'N' ? '\n' : mark));

/** Parts of a value with several, parted by semicolons that are not escaped. */
const partsOf = (text: string): readonly string[] =>
  text.split(/(?<!\\);/u).map((part) => unescaped(part).trim());

function keepCard(caught: Catch, card: readonly Property[], fallback: string | undefined): void {
  const all = (name: string): readonly string[] =>
    card
      .filter((one) => one.name === name && !one.params.some((p) => /^(?:encoding=)?(?:b|base64)$/iu.test(p)))
      .map((one) => textOf(one, fallback))
      .filter((text) => text.trim());
  const one = (name: string): string => unescaped(all(name)[0] ?? '').trim();
  const [family = '', given = '', additional = ''] = partsOf(all('n')[0] ?? '');
  const organization = partsOf(all('org')[0] ?? '')[0] ?? '';
  const email = all('email')
    .map((text) => addressIn(unescaped(text)))
    .find(Boolean);
  const person = one('fn') || [given, additional, family].filter(Boolean).join(' ') || one('nickname');
  const company = /company/iu.test(one('x-abshowas')) && organization;
  const name = company || person || organization || email || one('tel');
  keep(caught, {
    name,
    organization: name === organization ? undefined : organization,
    email,
    url: all('url')
      .map((text) => unescaped(text).trim())
      .find((text) => /^(?:https?:)?\/\/|^[\w-]+(?:\.[\w-]+)+/iu.test(text)),
    notes: one('note') || one('title') || undefined,
  });
}
