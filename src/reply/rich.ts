// Text as a list of runs. What a member typed is only ever a run: no markup is built from it, each door escapes at the leaf.

/** One run of text; `style` is drawn by the door. */
export interface Run {
  readonly text: string;
  readonly style?: 'bold' | 'italic' | 'code';
}

export type Rich = readonly Run[];

type Part = string | number | Run | Rich;

/** Shown in bold. */
export const bold = (text: string): Run => ({ text, style: 'bold' });
/** Shown in italics. */
export const italic = (text: string): Run => ({ text, style: 'italic' });
/** Shown as something to type. */
export const code = (text: string): Run => ({ text, style: 'code' });

/** Template for rich text: t`Well done, ${bold(name)}`. Plain values become plain runs. */
export function t(strings: TemplateStringsArray, ...parts: readonly Part[]): Rich {
  const runs: Run[] = [];
  strings.forEach((text, i) => {
    if (text) runs.push({ text });
    const part = parts[i];
    if (part !== undefined) runs.push(...toRuns(part));
  });
  return runs;
}

/** A string or rich text as rich text. */
export const rich = (text: string | Rich): Rich => (typeof text === 'string' ? [{ text }] : text);

/** The bare characters, for notifications, logs of our own words and tests. */
export const bare = (text: Rich): string => text.map((run) => run.text).join('');

function toRuns(part: Part): Rich {
  if (typeof part === 'string') return [{ text: part }];
  if (typeof part === 'number') return [{ text: String(part) }];
  return 'text' in part ? [part] : part;
}
