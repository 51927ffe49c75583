// Discord's markdown as a client shows it: the text that a person reads, and what it was made into on the way (marks).
// Text that somebody typed must make no mark.

/** What a client shows. */
export interface Shown {
  readonly text: string;
  /** Kinds of what was made, in order: bold, link, mention, heading, … */
  readonly marks: readonly string[];
}

type Rule = readonly [
  mark: string | null,
  pattern: RegExp,
  shows: (found: RegExpExecArray, inner: Inner) => string,
];
type Inner = (text: string) => string;

const whole: Rule[2] = (found) => found[0];
const first: Rule[2] = (found, inner) => inner(found[1] ?? '');

/** Rules at the beginning of a line. */
const lines: readonly Rule[] = [
  ['code', /^```(?:[a-z0-9_+\-.]*\n)?\n*([\s\S]*?)\n*```/i, (found) => found[1] ?? ''],
  ['heading', /^#{1,3} +([^\n]+)/, first],
  ['small', /^-# +([^\n]+)/, first],
  ['quote', /^>>> ([\s\S]*)/, first],
  ['quote', /^> ([^\n]*)/, first],
  ['list', /^ *[-*] +(?=\S)/, () => '• '],
  ['list', /^ *\d+\. +(?=\S)/, whole],
];

/** Rules anywhere. */
const inline: readonly Rule[] = [
  [null, /^\\([^0-9A-Za-z\s])/, (found) => found[1] ?? ''],
  ['code', /^```(?:[a-z0-9_+\-.]*\n)?\n*([\s\S]+?)\n*```/i, (found) => found[1] ?? ''],
  ['code', /^(`+)([\s\S]*?[^`])\1(?!`)/, (found) => found[2] ?? ''],
  ['mention', /^<(?:@[!&]?|#)\d+>/, whole],
  ['mention', /^@(?:everyone|here)\b/, whole],
  ['mention', /^<\/[-_\p{L}\p{N} ]+:\d+>/u, whole],
  ['mention', /^<id:\w+>/, whole],
  ['time', /^<t:-?\d+(?::[tTdDfFRsS])?>/, whole],
  ['emoji', /^<a?:\w+:\d+>/, whole],
  // A name between colons, of a bot as well; numbers alone are a time.
  ['emoji', /^:(?:[\w+-]*[a-z+][\w+-]*|100|1234):/i, () => '□'],
  ['link', /^<(?:https?|mailto|tel|sms|discord):[^ >]+>/i, whole],
  ['link', /^\[((?:\\.|[^\]\\])+)\]\((?:<?[a-z]+:\/\/[^)\s]+>?)(?: "[^"]*")?\)/i, first],
  ['link', /^(?:https?|discord|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/i, whole],
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, first],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, first],
  ['italic', /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/, first],
  ['italic', /^_((?:__|\\[\s\S]|[^\\_])+?)_\b/, first],
  ['strike', /^~~((?:\\[\s\S]|[^\\])+?)~~/, first],
  ['spoiler', /^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/, first],
];

/** Invisible marks of direction that keep a run to itself; what a reader does not see. */
const isolates = /[\u2066-\u2069]/g;

/** Reads a text display. */
export function shown(source: string): Shown {
  const marks: string[] = [];
  const read = (text: string, top: boolean): string => {
    let rest = text;
    let out = '';
    let begins = top;
    while (rest) {
      const rule = [...(begins ? lines : []), ...inline].find(([, pattern]) => pattern.test(rest));
      const found = rule?.[1].exec(rest);
      if (rule && found?.[0]) {
        if (rule[0]) marks.push(rule[0]);
        out += rule[2](found, (inner) => read(inner, false));
        rest = rest.slice(found[0].length);
        begins = false;
        continue;
      }
      // Plain text up to where something may begin.
      const plain = /^[\s\S][^\\`<@[\]*_~|:hHdDsS\n]*/.exec(rest)?.[0] ?? rest;
      out += plain;
      begins = top && plain.endsWith('\n');
      const line = plain.lastIndexOf('\n');
      if (top && line >= 0 && line < plain.length - 1 && plain.length > 1) {
        // A line began inside of it: look again from there.
        out = out.slice(0, out.length - (plain.length - line - 1));
        rest = rest.slice(line + 1);
        begins = true;
      } else rest = rest.slice(plain.length);
    }
    return out;
  };
  return { text: read(source, true).replace(isolates, ''), marks };
}

/** Whether directions opened in a text are closed in it, so that nothing after it is turned round. */
export function directionsClosed(source: string): boolean {
  let embeds = 0;
  let isolated = 0;
  for (const sign of source) {
    if (/[\u202A\u202B\u202D\u202E]/.test(sign) && isolated === 0) embeds += 1;
    else if (sign === '\u202C' && isolated === 0) embeds = Math.max(0, embeds - 1);
    else if (/[\u2066-\u2068]/.test(sign)) isolated += 1;
    else if (sign === '\u2069') isolated = Math.max(0, isolated - 1);
    else if (sign === '\n') embeds = 0;
  }
  return embeds === 0 && isolated === 0;
}
