// Content lines as vCard (RFC 2426) and iCalendar (RFC 5545) share them: escaped text, folded at 75 octets, CRLF. Pure.

/** Octets of a line without its end (both RFCs). */
const most = 75;

/** A name with its value as one folded line; the value is escaped already. */
export function line(name: string, value: string): string {
  const folded: string[] = [];
  let row = '';
  let octets = 0;
  for (const sign of `${name}:${value}`) {
    const size = Buffer.byteLength(sign);
    if (octets + size > most) {
      folded.push(row);
      row = ' ';
      octets = 1;
    }
    row += sign;
    octets += size;
  }
  return `${[...folded, row].join('\r\n')}\r\n`;
}

/** Text as a value: what has a meaning there is escaped. */
export const escaped = (text: string): string =>
  sound(text)
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** Line ends as one sign; control signs and half pairs gone. */
export const sound = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they may stand in no content line.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');

/** A name with text. */
export const textLine = (name: string, text: string): string => line(name, escaped(text));

/** Instant (epoch ms) → 20261123T090000Z. */
export const utc = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');

/** Local day 2026-11-23 → 20261123. */
export const plainDay = (day: string): string => day.replaceAll('-', '');
