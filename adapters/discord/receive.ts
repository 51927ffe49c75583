// What comes over the gateway → an Ask, or what the door answers by itself. Shape only: what it means is for the house.

import type { Ask, Who } from '../../src/ask.ts';
import type { Action } from '../../src/reply/action.ts';
import type { Sent } from './fetched.ts';
import { fieldsOf } from './form.ts';
import { readId } from './ids.ts';
import { named, namesBy } from './mentions.ts';
import { offersNames, settingNames } from './menu.ts';

/**
 * One tenant for all of Discord: a user there is the same person in every server and in direct messages, and a direct
 * message belongs to no server. By server, one person would be several members with several cards.
 */
const tenant = 'discord';

/** How an interaction may be answered. */
export type Kind = 'command' | 'control' | 'form';

/** An interaction, as much of it as we use. */
export interface Heard {
  readonly id: string;
  readonly token: string;
  readonly kind: Kind;
  readonly user: string;
  /** Others can read along: answers are for the asker's eyes. */
  readonly hidden: boolean;
  /** The direct channel with the bot, when it was used there. */
  readonly channel?: string;
  /** The message whose control was used, or behind whose modal it stood. */
  readonly source?: string;
  /** The server where the bot itself is; none in direct messages and where only the user has brought it. */
  readonly guild?: string;
  /** The app is installed for the asker themselves. */
  readonly own?: boolean;
}

/** What it asks for. */
export type Wanted =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'do'; readonly action: Action; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'send'; readonly action: Action }
  | { readonly kind: 'sent'; readonly action: Action; readonly file: Sent }
  | { readonly kind: 'form'; readonly kept: string; readonly again?: Action }
  | { readonly kind: 'names'; readonly typed: string; readonly short: boolean }
  | { readonly kind: 'unknown' };

type Json = Readonly<Record<string, unknown>>;
const isText = (value: unknown): value is string => typeof value === 'string';
const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(objectOf) : []);
const isId = (value: unknown): value is string => isText(value) && /^\d{1,20}$/.test(value);

const kinds: Readonly<Record<number, Kind>> = { 2: 'command', 3: 'control', 4: 'command', 5: 'form' };
/** In a server, with the bot alone, in a talk of others. */
const context = { guild: 0, botDm: 1 };

/** Who is mentioned in its words. */
function resolvedNames({ resolved }: Json): ReadonlyMap<string, string> {
  const { users, members } = objectOf(resolved);
  return namesBy(
    Object.entries(objectOf(users)).map(([id, user]) => [
      id,
      objectOf(user),
      objectOf(objectOf(members)[id]),
    ]),
  );
}

/** An INTERACTION_CREATE as it stands; null when it is none that we answer (a ping, no user). */
export function readInteraction(event: unknown): { readonly heard: Heard; readonly wanted: Wanted } | null {
  const raw = objectOf(event);
  const user = objectOf(objectOf(raw.member).user ?? raw.user).id;
  const kind = kinds[Number(raw.type)];
  if (!kind || !isId(raw.id) || !isText(raw.token) || !isId(user)) return null;
  const inGuild = raw.guild_id !== undefined && raw.guild_id !== null;
  const alone = raw.context === undefined ? !inGuild : raw.context === context.botDm;
  const source = objectOf(raw.message).id;
  const owners = objectOf(raw.authorizing_integration_owners);
  const heard: Heard = {
    id: raw.id,
    token: raw.token,
    kind,
    user,
    hidden: !alone,
    ...(alone && isId(raw.channel_id) && { channel: raw.channel_id }),
    ...(isId(source) && { source }),
    ...(inGuild && isId(raw.guild_id) && isText(owners['0']) && { guild: raw.guild_id }),
    ...(isText(owners['1']) && { own: true }),
  };
  return { heard, wanted: wantedOf(Number(raw.type), objectOf(raw.data)) };
}

function wantedOf(type: number, data: Json): Wanted {
  if (type === 2 || type === 4) {
    const typed = commandOf(data);
    if (typed === null) return { kind: 'unknown' };
    return type === 4 ? namesOf(typed) : said(typed, resolvedNames(data));
  }
  const id = isText(data.custom_id) ? readId(data.custom_id) : null;
  if (id === null) return { kind: 'unknown' };
  if (type === 5) {
    if (id.kind === 'route') return { kind: 'do', action: id.action, fields: fieldsOf(data.components) };
    const [file] = Object.values(objectOf(objectOf(data.resolved).attachments)).flatMap(fileOf);
    return id.kind === 'send' && file ? { kind: 'sent', action: id.action, file } : { kind: 'unknown' };
  }
  if (id.kind !== 'route') return id;
  const [chosen] = Array.isArray(data.values) ? data.values : [id.value];
  return { kind: 'do', action: id.action, fields: isText(chosen) ? { value: chosen } : {} };
}

/** A command with its options. */
interface Typed {
  readonly verb: string;
  readonly options: readonly { readonly name: string; readonly value: string; readonly focused: boolean }[];
}

function commandOf({ name, options }: Json): Typed | null {
  if (name === 'today') return { verb: 'today', options: [] };
  if (name !== 'rungs') return null;
  const [first] = listOf(options);
  const sub = first?.type === 2 ? listOf(first.options)[0] : first;
  if (!sub || !isText(sub.name)) return null;
  const given = listOf(sub.options).map((option) => ({
    name: String(option.name),
    value: isText(option.value) || typeof option.value === 'number' ? String(option.value) : '',
    focused: option.focused === true,
  }));
  return { verb: sub.name, options: given };
}

/** As it would be typed; a person with options goes in as a form, so that nothing of it is read as something else. */
function said({ verb, options }: Typed, names: ReadonlyMap<string, string>): Wanted {
  const given = Object.fromEntries(options.map(({ name, value }) => [name, named(value, names)]));
  if (verb === 'add' && given.name !== undefined)
    return { kind: 'do', action: { route: 'add.one', args: {} }, fields: given };
  const words =
    verb === 'settings'
      ? settingNames.filter((name) => given[name]?.trim()).map((name) => `${name} ${given[name]}`)
      : [given.words ?? ''];
  return { kind: 'say', text: [verb, ...words].join(' ').trim() };
}

function namesOf({ verb, options }: Typed): Wanted {
  const typing = options.find(({ focused }) => focused);
  if (!typing || !offersNames(verb, typing.name)) return { kind: 'unknown' };
  // Where a whole sentence is typed, a name alone at its very beginning says nothing yet.
  return { kind: 'names', typed: typing.value, short: verb === 'contacts' || verb === 'forget' };
}

/** What a DM brings. */
export interface Written {
  readonly id: string;
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly files: readonly Sent[];
}

const fileOf = (value: unknown): readonly Sent[] => {
  const { url, size } = objectOf(value);
  return isText(url) ? [{ url, size: Number(size) || 0 }] : [];
};

const mentionedNames = ({ mentions }: Json): ReadonlyMap<string, string> =>
  namesBy(listOf(mentions).map((user) => [user.id, user, objectOf(user.member)]));

/** A MESSAGE_CREATE in a direct channel, from a person, or null. The channel need not be known, nor its kind named. */
export function readMessage(event: unknown): Written | null {
  const raw = objectOf(event);
  const author = objectOf(raw.author);
  const direct = raw.guild_id === undefined && (raw.channel_type === undefined || raw.channel_type === 1);
  // 0 a message, 19 a reply; all else is Discord speaking.
  const spoken = raw.type === undefined || raw.type === 0 || raw.type === 19;
  if (!direct || !spoken || author.bot === true || raw.webhook_id !== undefined) return null;
  if (!isId(raw.id) || !isId(author.id) || !isId(raw.channel_id)) return null;
  return {
    id: raw.id,
    user: author.id,
    channel: raw.channel_id,
    text: isText(raw.content) ? named(raw.content, mentionedNames(raw)) : '',
    files: listOf(raw.attachments).flatMap(fileOf),
  };
}

/** Who a user of Discord is to the house. */
export const whoIs = (user: string): Who => ({ door: 'discord', tenant, user });

/** An ask of an interaction; `handle` is what it is answered by. */
export function askOf(
  { id, user, hidden, channel, source }: Heard,
  wanted: Extract<Wanted, { kind: 'say' | 'do' }>,
  at: number,
  handle: string,
): Ask {
  const how = {
    ...whoIs(user),
    place: hidden ? 'channel' : 'private',
    at,
    eventKey: `discord:${id}`,
    handle,
    ...(channel && { channel }),
    ...(source && { message: source }),
  } as const;
  if (wanted.kind === 'say') return { ...how, kind: 'say', text: wanted.text };
  return { ...how, kind: 'do', ...wanted.action, fields: wanted.fields };
}
