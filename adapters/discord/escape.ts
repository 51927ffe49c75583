// Text → Discord's markdown, escaped at the leaf: what a member typed is shown as typed and is never a mention, a link,
// a heading or a list. A backslash before a mark that is no letter shows the mark alone.

import type { Rich, Run } from '../../src/reply/rich.ts';

/** Marks that mean something anywhere, and those that do so only where a line begins. */
const anywhere = /[\\*_~`|<>[\]@]/g;
/** A client makes an emoji of a name between colons. The other colon may stand in the next leaf. */
const emojiName = /:(?=[\w+-]*(?::|$))/g;
const atLineStart = /(^|\n)([^\S\n]*)([#+.)-]|(\d+)([.)]))/g;
/** Controls that turn the direction of what follows: unseen themselves, and they outlive the name that they stand in. */
const turners = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** What Discord takes of it, all else as it is: half surrogates and NULs, which it refuses, are replaced. */
export const sound = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\u0000', '');

/** Plain characters, as they shall be seen. */
export function plain(text: string): string {
  const kept = sound(text).replace(turners, '');
  // Set apart, so that the marks around a name keep their side.
  return rightToLeft.test(kept) ? `\u2068${kept}\u2069` : kept;
}

/** One leaf of text, escaped. */
export function escaped(text: string): string {
  return plain(text)
    .replace(anywhere, '\\$&')
    .replace(/:\/\//g, '\\://')
    .replace(emojiName, '\\:')
    .replace(
      atLineStart,
      (_all, start: string, blank: string, mark: string, digits?: string, dot?: string) =>
        digits === undefined ? `${start}${blank}\\${mark}` : `${start}${blank}${digits}\\${dot}`,
    );
}

/** Text in a block of code: to be copied. Three backticks in a row would end it. */
export const codeBlock = (text: string): string =>
  `\`\`\`\n${plain(text).replace(/`(?=`)/g, '`\u200b') || ' '}\n\`\`\``;

const marks = { bold: '**', italic: '*' } as const;

function runOf({ text, style }: Run): string {
  if (style === undefined) return escaped(text);
  // Marks hold only round something that neither begins nor ends with a blank.
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  if (plain(inner) === '') return plain(text);
  if (style === 'code')
    return `${before}${/[`\n]/.test(inner) ? escaped(inner) : `\`${plain(inner)}\``}${after}`;
  return `${before}${marks[style]}${escaped(inner)}${marks[style]}${after}`;
}

/** Runs as markdown. Two marked runs side by side are kept apart by a space of no width. */
export function markdown(text: Rich): string {
  return text
    .map((run, i) => (run.style && text[i - 1]?.style ? `\u200b${runOf(run)}` : runOf(run)))
    .join('');
}

/** Runs as markdown on one line, for headings and items. */
export const oneLine = (text: Rich): string => markdown(text).replace(/\s*\n\s*/g, ' ');
