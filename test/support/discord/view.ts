// What one member sees: messages of their direct channel and of servers' channels, the hidden ones of theirs alone;
// with what can be pressed on them.

import { LOADING } from './checks.ts';
import { shown } from './markdown.ts';
import type { Json, Message, User, World } from './world.ts';

export interface Button {
  readonly label: string;
  readonly customId: string;
  readonly disabled: boolean;
}

export interface Select {
  readonly customId: string;
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** A message as a client shows it. */
export interface Seen {
  readonly message: Message;
  /** Text, headings, what pictures say in words; one line a part. */
  readonly text: string;
  /** What markdown made of it. */
  readonly marks: readonly string[];
  /** The text displays as they were sent. */
  readonly sources: readonly string[];
  readonly buttons: readonly Button[];
  readonly selects: readonly Select[];
  readonly files: readonly string[];
}

const inner = (part: Json): readonly Json[] => [
  ...((part.components ?? []) as Json[]),
  ...(part.accessory ? [part.accessory as Json] : []),
];
const flat = (parts: readonly Json[]): readonly Json[] =>
  parts.flatMap((part) => [part, ...flat(inner(part))]);

/** Reads a message. */
export function seen(message: Message): Seen {
  const parts = flat(message.components);
  const sources = [
    ...(message.content ? [message.content] : []),
    ...parts.filter((part) => part.type === 10).map((part) => String(part.content)),
  ];
  const read = sources.map(shown);
  const alts = parts
    .filter((part) => part.type === 12)
    .flatMap((part) => (part.items as Json[]).map((item) => String(item.description ?? '')));
  return {
    message,
    text: [...read.map((one) => one.text), ...alts].join('\n'),
    marks: read.flatMap((one) => one.marks),
    sources,
    buttons: parts
      .filter((part) => part.type === 2 && part.style !== 5)
      .map((part) => ({
        label: String(part.label ?? ''),
        customId: String(part.custom_id),
        disabled: part.disabled === true,
      })),
    selects: parts
      .filter((part) => part.type === 3)
      .map((part) => ({
        customId: String(part.custom_id),
        placeholder: String(part.placeholder ?? ''),
        disabled: part.disabled === true,
        options: part.options as Select['options'],
      })),
    files: message.files.map((file) => file.name),
  };
}

/** Everything that a user sees, oldest first; an answer that is still loading is not there yet. */
export function seenBy(world: World, user: User): readonly Seen[] {
  return [...world.channels.values()]
    .filter((channel) => channel.user === user || channel.guild?.members.has(user.id))
    .flatMap((channel) => channel.messages)
    .filter((one) => !one.deleted && !(one.flags & LOADING) && (!one.only || one.only === user))
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .map(seen);
}
