// Forms → modals, and back. A modal can neither follow a deferred answer nor answer another modal: then a form waits
// behind a button, and what was typed waits with it, in this process and bounded.

import { randomBytes } from 'node:crypto';
import {
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { type Action, encodeAction } from '../../src/reply/action.ts';
import type { Field, Form } from '../../src/reply/reply.ts';
import { cut } from '../../src/reply/say.ts';
import { markdown, plain, sound } from './escape.ts';
import { sendId } from './ids.ts';

/** Forms kept for who may come back to them; the oldest go first. */
const keptForms = 1_000;
/** Discord's: parts of a modal, a description, a title, what a text input takes, options of a choice. */
const most = { parts: 5, description: 100, title: 45, value: 4_000, options: 25 };

/** A form waiting: whose, and the route that makes it anew. */
export interface Waiting {
  readonly user: string;
  readonly form: Form;
  readonly again?: Action;
}

export interface Forms {
  /** Keep a form, under a number for its button. */
  keep(waiting: Waiting): string;
  /** The form of that number, for its owner alone. */
  kept(number: string, user: string): Waiting | undefined;
  /** The form that this user last opened with that id. */
  shown(user: string, id: string): Waiting | undefined;
  /** It is opened: as its modal. */
  open(waiting: Waiting): APIModalInteractionResponseCallbackData;
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
  const shownKey = (user: string, id: string) => `${user} ${id}`;
  return {
    keep(waiting) {
      const number = randomBytes(6).toString('base64url');
      put(number, waiting);
      return number;
    },
    kept(number, user) {
      const waiting = all.get(number);
      return waiting?.user === user ? waiting : undefined;
    },
    shown: (user, id) => all.get(shownKey(user, id)),
    open(waiting) {
      const modal = drawForm(waiting.form);
      put(shownKey(waiting.user, modal.custom_id), waiting);
      return modal;
    },
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

/** A form as a modal. */
export function drawForm(form: Form): APIModalInteractionResponseCallbackData {
  // Where some must be filled in, the client does not say that the others need not.
  const optional = form.fields.some(({ required }) => required) ? ' (optional)' : '';
  const note = form.note && form.fields.length < most.parts ? markdown(form.note) : '';
  return {
    custom_id: encodeAction(form.action),
    title: cut(plain(form.title), most.title),
    components: [
      ...(note.trim() ? [{ type: ComponentType.TextDisplay, content: cut(note, most.value) } as const] : []),
      ...form.fields.map((field) => {
        const description = descriptionOf(field, form.errors?.[field.name]);
        return {
          type: ComponentType.Label,
          label: `${plain(field.label)}${field.required ? '' : optional}`,
          ...(description && { description }),
          component: inputOf(field),
        } as const;
      }),
    ],
  };
}

/** The modal in which a file is chosen. */
export const fileModal = (action: Action): APIModalInteractionResponseCallbackData => ({
  custom_id: sendId(action),
  title: 'A file',
  components: [
    {
      type: ComponentType.Label,
      label: 'Which file?',
      component: {
        type: ComponentType.FileUpload,
        custom_id: 'file',
        min_values: 1,
        max_values: 1,
        required: true,
      },
    },
  ],
});

/** What is wrong stands before what would help. */
function descriptionOf({ hint, type }: Field, error: string | undefined): string {
  const shape = type === 'date' ? 'tomorrow, or 24 Nov' : type === 'time' ? '08:30' : undefined;
  return cut(
    plain([error, hint ?? (shape && `Such as ${shape}`)].filter(Boolean).join(' · ')),
    most.description,
  );
}

function inputOf({ name, type, value = '', required = false, options = [] }: Field) {
  if (type === 'choice' && options.length > 0)
    return {
      type: ComponentType.StringSelect,
      custom_id: name,
      required,
      ...(!required && { min_values: 0 }),
      options: options.slice(0, most.options).map(
        (option): APISelectMenuOption => ({
          label: cut(plain(option.label).trim() || '…', 100),
          value: option.value,
          ...(option.value === value && { default: true }),
        }),
      ),
    } as const;
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: type === 'paragraph' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required,
    max_length: most.value,
    ...(value !== '' && { value: cut(sound(value), most.value) }),
  } as const;
}

/** Fields of a sent modal, by name; a choice gives the chosen value or nothing. Whatever has another shape is left out. */
export function fieldsOf(components: unknown): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { custom_id, value, values, component, components: inner } = part as Record<string, unknown>;
    if (typeof custom_id === 'string') {
      if (typeof value === 'string') fields[custom_id] = value;
      else if (Array.isArray(values)) fields[custom_id] = typeof values[0] === 'string' ? values[0] : '';
    }
    look(component);
    if (Array.isArray(inner)) inner.forEach(look);
  };
  if (Array.isArray(components)) components.forEach(look);
  return fields;
}
