// Bytes → text, in every encoding that people's files really come in: BOM, UTF-16 by its zero bytes, strict UTF-8, the
// one that the member named, Windows-1252.

/** Encodings that a member can name when the letters look odd, in the order shown. */
export const encodings = [
  ['utf-8', 'UTF-8'],
  ['windows-1252', 'Western (Windows-1252)'],
  ['windows-1250', 'Central European'],
  ['windows-1251', 'Cyrillic'],
  ['koi8-r', 'Cyrillic (KOI8-R)'],
  ['windows-1253', 'Greek'],
  ['windows-1254', 'Turkish'],
  ['windows-1255', 'Hebrew'],
  ['windows-1256', 'Arabic'],
  ['windows-1257', 'Baltic'],
  ['shift_jis', 'Japanese (Shift JIS)'],
  ['euc-jp', 'Japanese (EUC)'],
  ['gb18030', 'Chinese, simplified'],
  ['big5', 'Chinese, traditional'],
  ['euc-kr', 'Korean'],
  ['macintosh', 'Old Macintosh'],
  ['utf-16le', 'UTF-16'],
  ['utf-16be', 'UTF-16, the other way round'],
] as const;

/** Bytes looked at to tell UTF-16 from the rest. */
const LOOK = 4_096;

/** The text, and the encoding that it was read by. `named` is what the member chose: it holds, whatever the bytes say. */
export function decode(
  bytes: Uint8Array,
  named?: string,
): { readonly text: string; readonly encoding: string } {
  const encoding = named ?? marked(bytes) ?? zeros(bytes);
  if (encoding) return { text: new TextDecoder(encoding).decode(bytes), encoding };
  const text = strictly(bytes, 'utf-8');
  if (text !== null) return { text, encoding: 'utf-8' };
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
}

/** The text when every byte of it fits that encoding, else null; null as well for an encoding that nobody knows. */
export function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** By its byte order mark. */
function marked(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

/** UTF-16 without a mark: in Western text every other byte is zero. */
export function zeros(bytes: Uint8Array): string | null {
  const looked = Math.min(bytes.length, LOOK) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < looked; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  const pairs = looked / 2;
  if (pairs === 0) return null;
  if (odd > pairs * 0.3 && even < pairs * 0.1) return 'utf-16le';
  return even > pairs * 0.3 && odd < pairs * 0.1 ? 'utf-16be' : null;
}
