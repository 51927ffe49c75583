// Builders of replies. They hold the house limits, so that no door ever meets a part that it cannot draw.

import { type Action, act, encodeAction } from './action.ts';
import { limits } from './limits.ts';
import type {
  Block,
  Button,
  Control,
  Controls,
  FileLink,
  Form,
  Message,
  Option,
  Rating,
  Select,
  Text,
  Upload,
  Words,
} from './reply.ts';
import { type Rich, rich } from './rich.ts';

/** What a message is made of; nothing stands for a part that does not apply. */
type Nothing = null | undefined | false | '';
type Part = string | Rich | Block | Nothing;

/** A message; strings become paragraphs. `notice` is what a notification shows, so it never holds a name. */
export function message(notice: string, ...blocks: readonly Part[]): Message {
  return {
    kind: 'message',
    notice,
    blocks: blocks.filter((b): b is Exclude<Part, Nothing> => !!b).map(block),
  };
}

/** The same, redrawn in place of the message whose control was used. */
export const redraw = (notice: string, ...blocks: readonly Part[]): Message => ({
  ...message(notice, ...blocks),
  replaces: true,
});

/** A paragraph. */
export const text = (words: string | Rich): Text => ({ kind: 'text', text: rich(words) });
/** A smaller aside. */
export const aside = (words: string | Rich): Text => ({ kind: 'text', text: rich(words), tone: 'quiet' });
/** A line of emphasis. */
export const heading = (words: string | Rich): Block => ({ kind: 'heading', text: rich(words) });
/** Short lines. */
export const list = (items: readonly (string | Rich)[]): Block => ({ kind: 'list', items: items.map(rich) });
/** Words to use, to be copied. */
export const words = (said: { readonly subject?: string; readonly text: string }): Words => ({
  kind: 'words',
  ...said,
});

/** A row of controls; none at all makes nothing. Throws RangeError over eight buttons. */
export function controls(...all: readonly (Control | null | undefined | false)[]): Controls | null {
  const kept = all.filter((c): c is Control => !!c);
  if (kept.length > limits.buttons) throw new RangeError(`${kept.length} controls in a row`);
  return kept.length ? { kind: 'controls', controls: kept } : null;
}

/** A button; the label is cut to what every platform shows, the action is checked. */
export function button(
  label: string,
  route: string,
  args: Readonly<Record<string, string>> = {},
  tone?: Button['tone'],
): Button {
  const action = checked(act(route, args));
  return { kind: 'button', label: cut(label, limits.buttonLabel), action, ...(tone && { tone }) };
}

/** A choice; more than 25 options is a fault of ours. */
export function select(label: string, action: Action, options: readonly Option[], chosen?: string): Select {
  if (options.length > limits.options) throw new RangeError(`${options.length} options`);
  const shown = options.map((o) => ({ ...o, label: cut(o.label, limits.optionLabel) }));
  return {
    kind: 'select',
    label,
    action: checked(action),
    options: shown,
    ...(chosen !== undefined && { chosen }),
  };
}

/** A file to fetch, named by its file name. */
export const file = (name: string): FileLink => ({ kind: 'file', name });

/** A file to choose and send. */
export const upload = (label: string, action: Action): Upload => ({
  kind: 'upload',
  label,
  action: checked(action),
  accept: ['.csv', '.zip', '.vcf', '.json', '.txt', '.tsv'],
});

/** Eleven values, 0 … 10; the value comes as the field `value`. */
export function rating(prompt: string | Rich, action: Action, skip?: Action): Rating {
  return {
    kind: 'rating',
    prompt: rich(prompt),
    action: checked(action),
    ...(skip && { skip: checked(skip) }),
  };
}

/** A form. Throws RangeError where a platform could not show it. */
export function form(parts: Omit<Form, 'kind'>): Form {
  if (parts.fields.length > limits.formFields) throw new RangeError('too many fields');
  if (parts.title.length > limits.formTitle) throw new RangeError(`form title: ${parts.title}`);
  for (const field of parts.fields)
    if (field.label.length > limits.fieldLabel) throw new RangeError(`label: ${field.label}`);
  return { kind: 'form', ...parts, action: checked(parts.action) };
}

/** The first `length` characters, an ellipsis for the rest; never half a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** "Ana, Ben and Cy". */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** "1 step", "2 steps". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

const block = (part: Exclude<Part, Nothing>): Block =>
  typeof part === 'string' || !('kind' in part) ? text(part) : part;

function checked(action: Action): Action {
  encodeAction(action);
  return action;
}
