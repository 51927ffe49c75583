// Forms → modals, and back. A form that comes too late for its trigger waits behind a button, with what was typed, in this
// process and bounded.

import { randomBytes } from 'node:crypto';
import { type Action, encodeAction } from '../../src/reply/action.ts';
import type { Field, Form } from '../../src/reply/reply.ts';
import { cut } from '../../src/reply/say.ts';
import { type Drawn, option, say, within } from './draw.ts';
import { mostText, plainText, sound } from './text.ts';

/** Forms kept for who may come back to them; the oldest go first. */
const keptForms = 1_000;

/** Where a form began: it is answered there. Travels in the form itself, and is read as what comes from outside. */
export interface Behind {
  readonly source?: string;
  readonly hidden?: boolean;
  readonly channel?: string;
  readonly responseUrl?: string;
}

/** A form waiting: whose, where it began, and the route that makes it anew. */
export interface Waiting {
  readonly team: string;
  readonly user: string;
  readonly form: Form;
  readonly behind: Behind;
  readonly again?: Action;
}

export interface Forms {
  /** Keep a form, under a number for its button. */
  keep(waiting: Waiting): string;
  /** The form of that number, for its owner alone. */
  kept(number: string, team: string, user: string): Waiting | undefined;
  /** Remember what is shown, to fill it again. */
  show(waiting: Waiting): void;
  /** The form that this user last opened with that action. */
  shown(team: string, user: string, action: Action): Waiting | undefined;
}

/** The forms of this process. */
export function createForms(): Forms {
  const all = new Map<string, Waiting>();
  const put = (key: string, waiting: Waiting) => {
    all.delete(key);
    all.set(key, waiting);
    for (const oldest of all.keys()) {
      if (all.size <= keptForms) break;
      all.delete(oldest);
    }
  };
  const shownKey = (team: string, user: string, action: Action) => `${team} ${user} ${encodeAction(action)}`;
  return {
    keep(waiting) {
      const number = randomBytes(9).toString('base64url');
      put(number, waiting);
      return number;
    },
    kept(number, team, user) {
      const waiting = all.get(number);
      return waiting?.user === user && waiting.team === team ? waiting : undefined;
    },
    show: (waiting) => put(shownKey(waiting.team, waiting.user, waiting.form.action), waiting),
    shown: (team, user, action) => all.get(shownKey(team, user, action)),
  };
}

/** The same form with what was typed, and what is wrong with it. */
export const refilled = (
  form: Form,
  typed: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>> = {},
): Form => ({
  ...form,
  errors,
  fields: form.fields.map((field) => ({ ...field, value: typed[field.name] ?? field.value ?? '' })),
});

/** The same form with `text` in its first field for words that is still empty. */
export function offering(form: Form, text: string): Form {
  const first = form.fields.find(({ type, value }) => (type === 'paragraph' || type === 'line') && !value);
  return {
    ...form,
    fields: form.fields.map((field) => (field === first ? { ...field, value: text } : field)),
  };
}

/** A form as a modal. */
export function drawForm(form: Form, behind: Behind) {
  const wrong = Object.values(form.errors ?? {});
  const note = within([
    ...(form.note ? say(form.note) : []),
    // What was wrong with it before it was put away: Slack has no place at the field for that.
    ...wrong.flatMap((text) => say([{ text }])),
  ]);
  return {
    type: 'modal' as const,
    callback_id: encodeAction(form.action),
    title: plainText(form.title, 24),
    submit: plainText(form.submit, 24),
    close: plainText('Cancel', 24),
    private_metadata: JSON.stringify(behind),
    blocks: [...note, ...form.fields.map(inputOf)] as (Drawn | ReturnType<typeof inputOf>)[],
  };
}

function inputOf(field: Field) {
  return {
    type: 'input' as const,
    block_id: field.name,
    label: plainText(field.label, 2000),
    optional: field.required !== true,
    ...(field.hint && { hint: plainText(field.hint, 2000) }),
    element: elementOf(field),
  };
}

function elementOf({ type, value = '', options = [] }: Field) {
  if (type === 'choice' && options.length > 0) {
    const shown = options.map((one) => option(one.value, one.label));
    const initial = shown.find((one) => one.value === value);
    return {
      type: 'static_select',
      action_id: 'value',
      options: shown,
      ...(initial && { initial_option: initial }),
    };
  }
  if (type === 'date')
    return {
      type: 'datepicker',
      action_id: 'value',
      ...(/^\d{4}-\d\d-\d\d$/.test(value) && { initial_date: value }),
    };
  if (type === 'time')
    return {
      type: 'timepicker',
      action_id: 'value',
      ...(/^([01]\d|2[0-3]):[0-5]\d$/.test(value) && { initial_time: value }),
    };
  return {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: type === 'paragraph',
    ...(value !== '' && { initial_value: cut(sound(value), mostText) }),
  };
}

/** Fields of a sent form by name. Whatever has another shape is left out. */
export function fieldsOf(values: unknown): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  if (typeof values !== 'object' || values === null) return fields;
  for (const [name, block] of Object.entries(values)) {
    const [element] = Object.values((block ?? {}) as Record<string, Record<string, unknown> | null>);
    if (!element || typeof element !== 'object') continue;
    const option = (element.selected_option ?? {}) as { value?: unknown };
    const said = element.value ?? option.value ?? element.selected_date ?? element.selected_time ?? '';
    if (typeof said === 'string') fields[name] = said;
  }
  return fields;
}

/** Where a form began, as it came back. */
export function readBehind(metadata: unknown): Behind {
  try {
    const raw = JSON.parse(String(metadata)) as Record<string, unknown>;
    const text = (name: string) => (typeof raw[name] === 'string' ? { [name]: raw[name] } : {});
    return { ...text('source'), ...text('channel'), ...text('responseUrl'), hidden: raw.hidden === true };
  } catch {
    return {};
  }
}
