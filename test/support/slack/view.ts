// What a person sees of blocks: their text, what can be pressed, and what Slack made of it (mentions, links).

import { partsOf } from './limits.ts';
import type { Json } from './world.ts';

export interface Button {
  readonly label: string;
  readonly blockId: string;
  readonly part: Json;
}

/** Blocks as a client shows them. */
export interface Seen {
  /** One line a part. */
  readonly text: string;
  /** Mentions, links and styles that mrkdwn or rich text made. */
  readonly marks: readonly string[];
  readonly buttons: readonly Button[];
  readonly selects: readonly Button[];
}

/** mrkdwn as Slack reads it: the text shown, and what it made of angle brackets. */
function shown(mrkdwn: string): { readonly text: string; readonly marks: readonly string[] } {
  const marks: string[] = [];
  const text = mrkdwn
    .replace(/<([^<>\n]+)>/g, (_all, inner: string) => {
      marks.push(inner);
      return inner.split('|')[1] ?? inner;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return { text, marks };
}

const objectText = (value: unknown): { text: string; marks: readonly string[] } => {
  const { type, text } = (value ?? {}) as { type?: string; text?: string };
  return type === 'mrkdwn' ? shown(text ?? '') : { text: text ?? '', marks: [] };
};

function richText(part: Json): { text: string; marks: string[] } {
  const inner = (part.elements ?? []) as Json[];
  if (part.type === 'rich_text_list' || part.type === 'rich_text') {
    const parts = inner.map(richText);
    return { text: parts.map((one) => one.text).join('\n'), marks: parts.flatMap((one) => one.marks) };
  }
  const marks: string[] = [];
  const text = inner
    .map((one) => {
      if (one.type === 'text') return String(one.text);
      marks.push(`${String(one.type)}:${String(one.url ?? one.user_id ?? one.range ?? one.name ?? '')}`);
      return String(one.text ?? one.url ?? '');
    })
    .join('');
  return { text, marks };
}

/** Read blocks; `text` is what stands in their place when there are none. */
export function seen(blocks: readonly Json[], text = ''): Seen {
  const lines: string[] = [];
  const marks: string[] = [];
  const add = ({ text: line, marks: more }: { text: string; marks: readonly string[] }) => {
    if (line) lines.push(line);
    marks.push(...more);
  };
  if (blocks.length === 0) add(shown(text));
  for (const block of blocks) {
    if (block.type === 'rich_text') add(richText(block));
    if (block.type === 'header' || block.type === 'section') {
      if (block.text) add(objectText(block.text));
      for (const field of (block.fields ?? []) as Json[]) add(objectText(field));
    }
    if (block.type === 'context') for (const one of block.elements as Json[]) add(objectText(one));
    if (block.type === 'image') add({ text: String(block.alt_text), marks: [] });
    if (block.type === 'input') {
      add(objectText(block.label));
      if (block.hint) add(objectText(block.hint));
    }
  }
  const parts = blocks.flatMap((block) =>
    partsOf(block).map((part) => ({ part, blockId: String(block.block_id ?? '') })),
  );
  const labelled = (type: (part: Json) => boolean, label: (part: Json) => string) =>
    parts.filter(({ part }) => type(part)).map((one) => ({ ...one, label: label(one.part) }));
  return {
    text: lines.join('\n'),
    marks,
    buttons: labelled(
      (part) => part.type === 'button',
      (part) => objectText(part.text).text,
    ),
    selects: labelled(
      (part) => part.type === 'static_select' || part.type === 'radio_buttons',
      (part) => objectText(part.placeholder).text,
    ),
  };
}
