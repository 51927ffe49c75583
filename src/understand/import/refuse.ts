// Files that are no list of people, told by what is in them and never by their names: each with its reason and the way out.

import { Refusal } from '../../refusal.ts';

const begins = (bytes: Uint8Array, ...marks: readonly number[]) =>
  marks.every((mark, i) => bytes[i] === mark);
const says = (bytes: Uint8Array, at: number, word: string) =>
  [...word].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

const spreadsheet =
  "That is a spreadsheet of Excel's own kind, whatever its name says. In Excel: File, Save as, “CSV UTF-8”. Then send me that one.";

/** Throws Refusal when the bytes are something else than text or a ZIP. */
export function refuseBytes(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Refusal('That file is empty. Nothing was changed.');
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new Refusal(spreadsheet);
  if (
    begins(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    begins(bytes, 0xff, 0xd8, 0xff) ||
    says(bytes, 0, 'GIF8') ||
    (says(bytes, 0, 'RIFF') && says(bytes, 8, 'WEBP')) ||
    says(bytes, 4, 'ftyp') ||
    begins(bytes, 0x42, 0x4d, bytes[2] ?? 0, bytes[3] ?? 0, bytes[4] ?? 0, bytes[5] ?? 0, 0, 0, 0, 0)
  )
    throw new Refusal('That is a picture or a film. I can only read lists: CSV, vCard, or rungs.json.');
  if (says(bytes, 0, '%PDF'))
    throw new Refusal('That is a PDF. I can only read lists: CSV, vCard, or rungs.json.');
  if (begins(bytes, 0x1f, 0x8b) || says(bytes, 0, 'Rar!') || begins(bytes, 0x37, 0x7a, 0xbc, 0xaf))
    throw new Refusal(
      "That file is packed in a way that I can't open. Unpack it, then send me what is in it.",
    );
  if (says(bytes, 0, 'SQLite format 3'))
    throw new Refusal('That is a database. I can only read lists: CSV, vCard, or rungs.json.');
}

/** Throws Refusal for a ZIP that is an office document. */
export function refuseOffice(names: readonly string[]): void {
  if (
    names.some((name) => /^xl\/|^Index\/Tables/u.test(name)) ||
    (names.includes('mimetype') && names.includes('content.xml'))
  )
    throw new Refusal(spreadsheet);
  if (names.some((name) => /^(?:word|ppt)\//u.test(name)))
    throw new Refusal('That is a document. I can only read lists: CSV, vCard, or rungs.json.');
}

/** Share of control characters from which on a text is none. */
const GARBLED = 0.05;

/** Throws Refusal when the text is something else than people. */
export function refuseText(text: string): void {
  const start = text
    .slice(0, 4_096)
    .replace(/^\ufeff/u, '')
    .trimStart();
  if (start === '') throw new Refusal('There is nothing in that file. Nothing was changed.');
  if (
    /^<(?:!doctype\s+html|html|head|body|script)\b/iu.test(start) ||
    (/^<!--/u.test(start) && /<html/iu.test(start))
  )
    throw new Refusal(
      'That is a web page, often the one that asks you to sign in. Download the file once more, signed in, then send it.',
    );
  if (/^<\?xml|^<[a-z]+:?[a-z]*[\s>]/iu.test(start))
    throw new Refusal('That is an XML file. I can only read lists: CSV, vCard, or rungs.json.');
  if (/^##fileformat=VCF/iu.test(start) || /^#CHROM\t/mu.test(start))
    throw new Refusal('That .vcf holds genetics, not people. An address book is exported as a vCard.');
  if (/^BEGIN:VCALENDAR/iu.test(start))
    throw new Refusal('That is a calendar. I look for people: CSV, vCard, or rungs.json.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const odd = start.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f]/gu)?.length ?? 0;
  if (odd > start.length * GARBLED)
    throw new Refusal("I can't read that file. I read lists: CSV, vCard, or rungs.json.");
}
