// Text to Slack and back. What a member typed goes out as plain text or as a run of rich text, so that nothing in it is
// ever markup; what comes in is taken out of Slack's escapes.

import type { Run } from '../../src/reply/rich.ts';
import { cut } from '../../src/reply/say.ts';

/** Controls that turn the direction of what follows: unseen themselves, and they outlive the name that they stand in. */
const turners = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
/** Slack's, of one run of rich text and of a section. */
export const mostText = 3000;

/** What Slack takes of it, all else as it is: no half surrogates, no NULs. */
export const sound = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\u0000', '');

/** Plain characters as they shall be seen: nothing that turns the line. */
export const plain = (text: string): string => sound(text).replace(turners, '');

export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

/** A plain text of at most `most` characters; never empty, which Slack refuses. */
export const plainText = (text: string, most: number): PlainText => ({
  type: 'plain_text',
  text: cut(plain(text).trim() || '…', most),
  emoji: false,
});

export interface TextRun {
  readonly type: 'text';
  readonly text: string;
  readonly style?: { readonly bold?: true; readonly italic?: true; readonly code?: true };
}

/** Runs as Slack's; long ones in several, never through a pair of surrogates. Empty ones are left out. */
export const runs = (text: readonly Run[]): TextRun[] =>
  text.flatMap(({ text: words, style }) =>
    pieces(plain(words), mostText).map((piece) => ({
      type: 'text' as const,
      text: piece,
      ...(style && { style: { [style]: true } as TextRun['style'] & object }),
    })),
  );

/** A text in pieces of at most `most` characters. */
export function pieces(text: string, most: number): string[] {
  const all: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const piece = rest.length <= most ? rest : rest.slice(0, most).replace(/[\ud800-\udbff]$/, '');
    all.push(piece);
    rest = rest.slice(piece.length);
  }
  return all;
}

/** For the one line that Slack reads as markup: the text of a notification. */
export const escaped = (text: string): string =>
  plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Members mentioned without their names beside them, by id. */
export const mentionedIn = (text: string): readonly string[] =>
  [...text.matchAll(/<@([A-Z0-9]+)>/g)].flatMap(([, id]) => id ?? []);

/** The same text with their names in it, as far as they are known. */
export const named = (text: string, ids: readonly string[], names: ReadonlyMap<string, string>): string =>
  ids.reduce((all, id) => all.replace(`@${id}`, names.get(id) ?? 'someone'), text);

/** What a member typed, out of Slack's escapes: links by what they showed, people by their names. */
export const typed = (text: string): string =>
  text
    .replace(/<([^<>\n]+)>/g, (_all, inner: string) => shownOf(inner))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

function shownOf(inner: string): string {
  const [what = '', label] = inner.split('|');
  const mark = /^[@#!]/.exec(what)?.[0];
  if (mark === '!') return label ?? `@${what.slice(1)}`;
  if (mark === '@' && label) return label;
  if (mark) return `${mark}${label ?? what.slice(1)}`;
  return label ?? what.replace(/^mailto:/, '');
}
