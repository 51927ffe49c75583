// What Slack delivers → who, where, and what is wanted. Shape only, and from outside: what it means is for the house.

import { createHash } from 'node:crypto';
import type { Ask, Who } from '../../src/ask.ts';
import type { Action } from '../../src/reply/action.ts';
import { decodeAction } from '../../src/reply/action.ts';
import { type Behind, fieldsOf, readBehind } from './form.ts';
import { readId } from './ids.ts';
import { mentionedIn, typed } from './text.ts';

/** How it came, which says how it may be answered. */
export type Kind = 'command' | 'control' | 'form' | 'shortcut' | 'message' | 'mention';

/** A delivery, as much of it as we use. */
export interface Heard {
  readonly kind: Kind;
  readonly team: string;
  readonly user: string;
  /** The same for each delivery of one and the same event. */
  readonly key: string;
  /** Others can read along: what is answered there is for the asker's eyes. */
  readonly hidden: boolean;
  /** The channel of others where it was asked. */
  readonly channel?: string;
  /** The direct channel with us, when it was used there. */
  readonly direct?: string;
  /** The message whose control was used, where it may be redrawn. */
  readonly source?: string;
  readonly responseUrl?: string;
  /** Opens a form, once, within three seconds. */
  readonly trigger?: string;
}

/** Words. `mentions`: members whose ids stand in it where their names belong. */
export interface Said {
  readonly kind: 'say';
  readonly text: string;
  readonly offered?: string;
  readonly mentions?: readonly string[];
}

/** What it asks for. */
export type Wanted =
  | Said
  | { readonly kind: 'do'; readonly action: Action; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'form'; readonly kept: string; readonly again?: Action }
  | { readonly kind: 'send' }
  | { readonly kind: 'given'; readonly files: readonly Given[]; readonly text: string }
  | { readonly kind: 'unknown' };

/** A file that a member sent. */
export interface Given {
  readonly name: string;
  readonly url: string;
  readonly size: number;
}

/** What asks for nothing of a member's: something about a workspace, a channel or a profile. */
export type News =
  | { readonly kind: 'home'; readonly team: string; readonly user: string; readonly tab: string }
  | { readonly kind: 'gone'; readonly team: string }
  | {
      readonly kind: 'joined';
      readonly team: string;
      readonly channel: string;
      readonly key: string;
      readonly user: string;
    }
  | { readonly kind: 'profile'; readonly team: string; readonly user: string; readonly zone?: string };

export type Read =
  | { readonly what: 'ask'; readonly heard: Heard; readonly wanted: Wanted }
  | { readonly what: 'news'; readonly news: News };

type Json = Readonly<Record<string, unknown>>;
const isText = (value: unknown): value is string => typeof value === 'string';
const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(objectOf) : []);
const isId = (value: unknown): value is string => isText(value) && /^[A-Z][A-Z0-9_-]{0,40}$/i.test(value);
const isDirect = (channel: unknown): channel is string => isId(channel) && channel.startsWith('D');

/** The callback ids of the two shortcuts. */
export const shortcuts = { log: 'log_what_happened', message: 'log_this' } as const;

/** Any delivery, verified; null for what we do not answer. */
export function read(body: unknown): Read | null {
  const raw = objectOf(body);
  if (raw.type === 'event_callback') return readEvent(raw);
  if (isText(raw.command)) return readCommand(raw);
  switch (raw.type) {
    case 'block_actions':
      return readPress(raw);
    case 'view_submission':
      return readForm(raw);
    case 'shortcut':
    case 'message_action':
      return readShortcut(raw);
    default:
      return null;
  }
}

const hashed = (team: string, what: string): string =>
  `slack:${createHash('sha256').update(`${team} ${what}`).digest('base64url').slice(0, 32)}`;

/** The workspace where we are installed, and who it was. */
function whoOf(raw: Json, user: unknown): { readonly team: string; readonly user: string } | null {
  const team = objectOf(raw.team).id ?? raw.team_id ?? objectOf(raw.user).team_id;
  return isId(team) && isId(user) ? { team, user } : null;
}

function readCommand(raw: Json): Read | null {
  const who = whoOf(raw, raw.user_id);
  if (!who || !isText(raw.trigger_id)) return null;
  const heard: Heard = {
    ...who,
    kind: 'command',
    key: hashed(who.team, `${who.user} ${raw.trigger_id}`),
    hidden: !isDirect(raw.channel_id),
    trigger: raw.trigger_id,
    ...(isText(raw.response_url) && { responseUrl: raw.response_url }),
    ...(isId(raw.channel_id) && !isDirect(raw.channel_id) && { channel: raw.channel_id }),
  };
  return { what: 'ask', heard, wanted: saidIn(isText(raw.text) ? raw.text : '') };
}

/** Typed words; without any it is the day that is asked for. */
function saidIn(raw: string): Said {
  const mentions = mentionedIn(raw);
  return { kind: 'say', text: typed(raw).trim() || 'today', ...(mentions.length > 0 && { mentions }) };
}

function readPress(raw: Json): Read | null {
  const who = whoOf(raw, objectOf(raw.user).id);
  const [action] = listOf(raw.actions);
  if (!who || !action || !isText(action.action_id)) return null;
  const container = objectOf(raw.container);
  const channel = objectOf(raw.channel).id ?? container.channel_id;
  const hidden = container.is_ephemeral === true;
  const source = container.message_ts;
  // Any two presses differ in their trigger; one that comes twice does not.
  const mark = isText(raw.trigger_id) ? raw.trigger_id : String(action.action_ts);
  const heard: Heard = {
    ...who,
    kind: 'control',
    key: hashed(who.team, `${who.user} ${mark}`),
    hidden,
    ...(isText(raw.trigger_id) && { trigger: raw.trigger_id }),
    ...(isText(raw.response_url) && { responseUrl: raw.response_url }),
    ...(isId(channel) && !isDirect(channel) && { channel }),
    ...(isDirect(channel) && { direct: channel }),
    // A message that others see too is nobody's to redraw.
    ...(isText(source) && (hidden || isDirect(channel)) && { source }),
  };
  return { what: 'ask', heard, wanted: wantedOf(action) };
}

function wantedOf(action: Json): Wanted {
  const id = readId(String(action.action_id));
  if (!id) return { kind: 'unknown' };
  if (id.kind !== 'route') return id;
  const chosen =
    objectOf(action.selected_option).value ?? action.selected_date ?? action.selected_time ?? undefined;
  return { kind: 'do', action: id.action, fields: isText(chosen) ? { value: chosen } : {} };
}

function readForm(raw: Json): Read | null {
  const who = whoOf(raw, objectOf(raw.user).id);
  const view = objectOf(raw.view);
  const action = isText(view.callback_id) ? decodeAction(view.callback_id) : null;
  if (!who || !isText(raw.trigger_id)) return null;
  const behind: Behind = readBehind(view.private_metadata);
  const heard: Heard = {
    ...who,
    kind: 'form',
    key: hashed(who.team, `${who.user} ${raw.trigger_id}`),
    trigger: raw.trigger_id,
    hidden: behind.hidden === true,
    ...(behind.source !== undefined && { source: behind.source }),
    ...(behind.channel !== undefined && { channel: behind.channel }),
    ...(behind.responseUrl !== undefined && { responseUrl: behind.responseUrl }),
  };
  const fields = fieldsOf(objectOf(view.state).values);
  return { what: 'ask', heard, wanted: action ? { kind: 'do', action, fields } : { kind: 'unknown' } };
}

function readShortcut(raw: Json): Read | null {
  const who = whoOf(raw, objectOf(raw.user).id);
  if (!who || !isText(raw.trigger_id)) return null;
  const heard: Heard = {
    ...who,
    kind: 'shortcut',
    key: hashed(who.team, `${who.user} ${raw.trigger_id}`),
    trigger: raw.trigger_id,
    hidden: false,
  };
  const text = objectOf(raw.message).text;
  const offered = raw.callback_id === shortcuts.message && isText(text) ? typed(nameless(text)) : undefined;
  const known = raw.callback_id === shortcuts.log || raw.callback_id === shortcuts.message;
  return {
    what: 'ask',
    heard,
    wanted: known
      ? { kind: 'say', text: 'log', ...(offered !== undefined && { offered }) }
      : { kind: 'unknown' },
  };
}

/** Whoever is mentioned in a message of others is nobody's person yet: an id says nothing to a reader. */
const nameless = (text: string): string => text.replace(/<(?:@|!subteam\^)[A-Z0-9]+>/g, '@someone');

function readEvent(raw: Json): Read | null {
  const event = objectOf(raw.event);
  const team = raw.team_id;
  if (!isId(team)) return null;
  const key = isText(raw.event_id) ? hashed(team, raw.event_id) : undefined;
  const news = (one: News): Read => ({ what: 'news', news: one });
  switch (event.type) {
    case 'app_uninstalled':
      return news({ kind: 'gone', team });
    case 'tokens_revoked':
      return listOf(objectOf(event.tokens).bot).length ? news({ kind: 'gone', team }) : null;
    case 'user_change': {
      const { id, tz } = objectOf(event.user);
      return isId(id) ? news({ kind: 'profile', team, user: id, ...(isText(tz) && { zone: tz }) }) : null;
    }
    case 'app_home_opened':
      return isId(event.user) ? news({ kind: 'home', team, user: event.user, tab: String(event.tab) }) : null;
    case 'member_joined_channel':
      return isId(event.channel) && isId(event.user) && key
        ? news({ kind: 'joined', team, channel: event.channel, user: event.user, key })
        : null;
    case 'app_mention':
    case 'message':
      return key ? readMessage(event, team, key) : null;
    default:
      return null;
  }
}

/** A message in a direct channel, from a person, or a mention elsewhere. */
function readMessage(event: Json, team: string, key: string): Read | null {
  const { user, channel } = event;
  const direct = event.type === 'message';
  const spoken = event.subtype === undefined || event.subtype === 'file_share';
  if (!isId(user) || !isId(channel) || !spoken || event.bot_id !== undefined) return null;
  if (event.hidden === true || (direct && event.channel_type !== 'im')) return null;
  const raw = isText(event.text) ? event.text : '';
  const words = direct ? raw : raw.replace(/<@[^>]+>/, ' ');
  const text = typed(words).trim();
  const heard: Heard = {
    team,
    user,
    key,
    kind: direct ? 'message' : 'mention',
    hidden: !direct,
    ...(direct ? { direct: channel } : { channel }),
  };
  const files = listOf(event.files).flatMap(({ name, url_private_download, url_private, size }): Given[] => {
    const url = isText(url_private_download) ? url_private_download : url_private;
    return isText(url) ? [{ name: isText(name) ? name : 'file', url, size: Number(size) || 0 }] : [];
  });
  if (files.length > 0) return { what: 'ask', heard, wanted: { kind: 'given', files, text } };
  if (text === '' && direct) return null;
  return { what: 'ask', heard, wanted: saidIn(words) };
}

/** Who somebody in a workspace is to the house. */
export const whoIs = ({ team, user }: { readonly team: string; readonly user: string }): Who => ({
  door: 'slack',
  tenant: team,
  user,
});

/** What an answer in a channel goes by; the house keeps it, sealed, and reads nothing of it. */
export interface Handle {
  readonly channel?: string;
  readonly responseUrl?: string;
}

export function readHandle(handle: string | undefined): Handle {
  try {
    return objectOf(JSON.parse(handle ?? '{}')) as Handle;
  } catch {
    return {};
  }
}

/** The ask. */
export function askOf(
  heard: Heard,
  wanted: Extract<Wanted, { kind: 'say' | 'do' }>,
  at: number,
  zone?: string,
): Ask {
  const { hidden, key, direct, source, channel, responseUrl } = heard;
  const handle: Handle = { ...(channel && { channel }), ...(responseUrl && { responseUrl }) };
  const how = {
    ...whoIs(heard),
    place: hidden ? 'channel' : 'private',
    at,
    eventKey: key,
    ...(hidden && { handle: JSON.stringify(handle) }),
    ...(direct && { channel: direct }),
    ...(source && { message: source }),
    ...(zone && { zone }),
  } as const;
  if (wanted.kind === 'say') return { ...how, kind: 'say', text: wanted.text };
  return { ...how, kind: 'do', ...wanted.action, fields: wanted.fields };
}
