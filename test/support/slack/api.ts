// The Web API as far as Rungs calls it: a call in, an answer or Slack's error code out. What would be refused for its shape
// is a violation too: a test ends with none.

import { randomBytes } from 'node:crypto';
import { wrongBlocks, wrongView } from './limits.ts';
import {
  type Channel,
  directChannel,
  type Json,
  type Message,
  put,
  type Team,
  type User,
  type View,
  type World,
} from './world.ts';

export interface Call {
  readonly method: string;
  readonly token: string;
  readonly args: Json;
}

/** Slack's refusal, by its code. */
class Refused extends Error {
  readonly details: readonly string[];
  constructor(code: string, details: readonly string[] = []) {
    super(code);
    this.details = details;
  }
}

type Method = (at: { world: World; team: Team; args: Json; base: string }) => Json;

/** Scope that each method needs; none: any good token will do. */
const scopes: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'conversations.open': 'im:write',
  'users.info': 'users:read',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
};

const jsonOf = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new Refused('invalid_arguments');
  }
};
const text = (args: Json, name: string): string => {
  const value = args[name];
  if (typeof value !== 'string' || value === '') throw new Refused('invalid_arguments', [`missing ${name}`]);
  return value;
};

function channelOf(world: World, team: Team, id: string): Channel {
  const user = team.users.get(id);
  if (user) {
    if (user.deleted) throw new Refused('user_disabled');
    return directChannel(world, team, user);
  }
  const channel = team.channels.get(id);
  if (!channel) throw new Refused('channel_not_found');
  if (channel.user && team.users.get(channel.user)?.deleted) throw new Refused('user_disabled');
  if (!channel.members.has(team.botUser)) throw new Refused('not_in_channel');
  return channel;
}

/** Text and blocks of a post; what Slack would refuse is refused, and noted. */
function content(world: World, args: Json, team: Team): Pick<Message, 'text' | 'blocks'> {
  const said = typeof args.text === 'string' ? args.text : '';
  const blocks = args.blocks === undefined ? [] : (jsonOf(args.blocks) as Json[]);
  if (!said && blocks.length === 0) throw new Refused('no_text');
  if (said.length > 4000) world.violation(`a text of ${said.length} characters`);
  const wrong = [...wrongBlocks(blocks, 'message'), ...wrongFiles(world, blocks, team)];
  if (wrong.length) throw new Refused('invalid_blocks', wrong);
  for (const name of ['link_names', 'parse', 'mrkdwn'])
    if (args[name] === 'true' || args[name] === true || args[name] === 'full')
      world.violation(`${name} makes mentions of text`);
  return { text: said, blocks };
}

const wrongFiles = (world: World, blocks: readonly Json[], team: Team): readonly string[] =>
  blocks.flatMap((block) => {
    const file = block.type === 'image' ? (block.slack_file as Json | undefined) : undefined;
    const found = file && world.uploads.get(String(file.id));
    if (!file || (found?.done && found.team === team)) return [];
    return ['an image of a file that is not there'];
  });

function metadataOf(args: Json): Json | undefined {
  if (args.metadata === undefined) return undefined;
  const { event_type, event_payload, ...rest } = jsonOf(args.metadata) as Json;
  if (typeof event_type !== 'string' || typeof event_payload !== 'object' || Object.keys(rest).length)
    throw new Refused('invalid_metadata_format');
  return { event_type, event_payload };
}

function viewOf(world: World, args: Json, surface: 'home' | 'modal', team: Team): View {
  const json = jsonOf(args.view) as Json;
  const wrong = [...wrongView(json, surface), ...wrongFiles(world, (json.blocks ?? []) as Json[], team)];
  if (wrong.length) throw new Refused('invalid_arguments', wrong);
  return { id: world.id('V'), hash: randomBytes(6).toString('hex'), json, errors: {} };
}

function triggered(world: World, args: Json, team: Team): User {
  const trigger = world.triggers.get(text(args, 'trigger_id'));
  if (!trigger || trigger.team !== team) throw new Refused('invalid_trigger_id');
  if (trigger.used) throw new Refused('exchanged_trigger_id');
  if (world.now() - trigger.at > world.rules.triggerMs) throw new Refused('expired_trigger_id');
  trigger.used = true;
  return trigger.user;
}

const viewJson = (team: Team, view: View): Json => ({
  id: view.id,
  team_id: team.id,
  hash: view.hash,
  state: { values: {} },
  app_id: 'A0RUNGS',
  bot_id: team.botId,
  ...view.json,
});

const messageJson = (team: Team, message: Message, withMetadata: boolean): Json => ({
  type: 'message',
  user: message.user,
  ts: message.ts,
  text: message.text,
  blocks: message.blocks,
  ...(message.bot && { bot_id: team.botId, app_id: 'A0RUNGS' }),
  ...(withMetadata && message.metadata && { metadata: message.metadata }),
});

function mine(channel: Channel, team: Team, ts: string): Message {
  const message = channel.messages.find((one) => one.ts === ts && !one.deleted && !one.onlyFor);
  if (!message) throw new Refused('message_not_found');
  if (message.user !== team.botUser) throw new Refused('cant_update_message');
  return message;
}

const methods: Readonly<Record<string, Method>> = {
  'auth.test': ({ team }) => ({
    url: `https://${team.name}.slack.com/`,
    team: team.name,
    team_id: team.id,
    user: 'rungs',
    user_id: team.botUser,
    bot_id: team.botId,
    is_enterprise_install: false,
  }),
  'auth.revoke': ({ team }) => {
    team.installed = false;
    return { revoked: true };
  },
  'chat.postMessage': ({ world, team, args }) => {
    const channel = channelOf(world, team, text(args, 'channel'));
    const made = put(world, channel, {
      ...content(world, args, team),
      user: team.botUser,
      bot: true,
      metadata: metadataOf(args),
    });
    return { channel: channel.id, ts: made.ts, message: messageJson(team, made, true) };
  },
  'chat.postEphemeral': ({ world, team, args }) => {
    const channel = channelOf(world, team, text(args, 'channel'));
    const user = text(args, 'user');
    if (!channel.members.has(user)) throw new Refused('user_not_in_channel');
    const made = put(world, channel, {
      ...content(world, args, team),
      user: team.botUser,
      bot: true,
      onlyFor: user,
    });
    return { message_ts: made.ts };
  },
  'chat.update': ({ world, team, args }) => {
    const id = text(args, 'channel');
    if (!team.channels.has(id)) throw new Refused('channel_not_found');
    const channel = channelOf(world, team, id);
    const message = mine(channel, team, text(args, 'ts'));
    const now = content(world, args, team);
    if (now.text.length > 4000) throw new Refused('msg_too_long');
    message.text = now.text;
    message.blocks = now.blocks;
    message.edited += 1;
    return { channel: channel.id, ts: message.ts, text: message.text };
  },
  'chat.delete': ({ world, team, args }) => {
    const channel = channelOf(world, team, text(args, 'channel'));
    mine(channel, team, text(args, 'ts')).deleted = true;
    return { channel: channel.id, ts: args.ts };
  },
  'conversations.open': ({ world, team, args }) => {
    const user = team.users.get(text(args, 'users'));
    if (!user) throw new Refused('user_not_found');
    if (user.deleted) throw new Refused('user_disabled');
    return { channel: { id: directChannel(world, team, user).id } };
  },
  'conversations.info': ({ world, team, args }) => {
    const channel = channelOf(world, team, text(args, 'channel'));
    return { channel: { id: channel.id, name: channel.name, is_im: channel.user !== undefined } };
  },
  'conversations.history': ({ world, team, args }) => {
    const channel = channelOf(world, team, text(args, 'channel'));
    if (!team.scopes.has(channel.user ? 'im:history' : 'channels:history'))
      throw new Refused('missing_scope');
    const oldest = Number(args.oldest ?? 0);
    const limit = Math.min(Number(args.limit ?? 100), 999);
    const withMetadata = args.include_all_metadata === 'true' || args.include_all_metadata === true;
    const shown = channel.messages
      .filter((one) => !one.deleted && !one.onlyFor && Number(one.ts) >= oldest)
      .filter((one) => Date.now() - one.at >= world.rules.historyLagMs)
      .reverse();
    return {
      messages: shown.slice(0, limit).map((one) => messageJson(team, one, withMetadata)),
      has_more: shown.length > limit,
    };
  },
  'users.info': ({ team, args }) => {
    const user = team.users.get(text(args, 'user'));
    if (!user) throw new Refused('user_not_found');
    return {
      user: {
        id: user.id,
        team_id: team.id,
        name: user.name,
        real_name: user.name,
        deleted: user.deleted,
        tz: user.tz,
        is_bot: false,
      },
    };
  },
  'views.open': ({ world, team, args }) => {
    const user = triggered(world, args, team);
    const view = viewOf(world, args, 'modal', team);
    user.modal = [view];
    return { view: viewJson(team, view) };
  },
  'views.push': ({ world, team, args }) => {
    const user = triggered(world, args, team);
    if (user.modal.length >= 3) throw new Refused('push_limit_reached');
    const view = viewOf(world, args, 'modal', team);
    user.modal.push(view);
    return { view: viewJson(team, view) };
  },
  'views.update': ({ world, team, args }) => {
    const id = text(args, 'view_id');
    const user = [...team.users.values()].find((one) => one.modal.some((view) => view.id === id));
    const at = user?.modal.findIndex((view) => view.id === id) ?? -1;
    const old = user?.modal[at];
    if (!user || !old) throw new Refused('not_found');
    if (args.hash !== undefined && args.hash !== old.hash) throw new Refused('hash_conflict');
    const view = { ...viewOf(world, args, 'modal', team), id };
    user.modal[at] = view;
    return { view: viewJson(team, view) };
  },
  'views.publish': ({ world, team, args }) => {
    const user = team.users.get(text(args, 'user_id'));
    if (!user) throw new Refused('user_not_found');
    user.home = viewOf(world, args, 'home', team);
    return { view: viewJson(team, user.home) };
  },
  'files.getUploadURLExternal': ({ world, team, args, base }) => {
    const id = world.id('F');
    const name = text(args, 'filename');
    const length = Number(args.length);
    if (!(length > 0)) throw new Refused('invalid_arguments', ['length']);
    const alt = String(args.alt_txt ?? args.alt_text ?? '');
    world.uploads.set(id, { id, team, name, length, alt, bytes: undefined, done: false });
    return { upload_url: `${base}/upload/${id}`, file_id: id };
  },
  'files.completeUploadExternal': ({ world, team, args }) => {
    const files = jsonOf(args.files) as Json[];
    const made = files.map((one) => {
      const upload = world.uploads.get(String(one.id));
      if (!upload?.bytes || upload.team !== team) throw new Refused('file_not_found');
      upload.done = true;
      return { id: upload.id, name: upload.name, title: String(one.title ?? upload.name), alt: upload.alt };
    });
    const where = args.channel_id ?? args.channels;
    if (typeof where === 'string' && where) {
      if (team.users.has(where)) throw new Refused('channel_not_found');
      const channel = channelOf(world, team, where);
      const said = typeof args.initial_comment === 'string' ? args.initial_comment : '';
      put(world, channel, { user: team.botUser, bot: true, text: said, blocks: [], files: made });
    }
    return { files: made.map(({ id, title }) => ({ id, title })) };
  },
};

/** The answer to a call: `ok` and more, or the error. `base` is where this Slack stands. */
export function answerTo(world: World, { method, token, args }: Call, base: string): Json {
  if (method === 'apps.connections.open')
    return token === world.appToken
      ? { ok: true, url: `${base.replace(/^http/, 'ws')}/link?ticket=${world.id('T')}` }
      : { ok: false, error: 'invalid_auth' };
  if (method === 'oauth.v2.access') return installed(world, args);
  const team = [...world.teams.values()].find((one) => one.token === token);
  if (!team) return { ok: false, error: token ? 'invalid_auth' : 'not_authed' };
  if (!team.installed) return { ok: false, error: 'account_inactive' };
  const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!run) {
    world.violation(`no method ${method}`);
    return { ok: false, error: 'unknown_method' };
  }
  const scope = scopes[method];
  if (scope && !team.scopes.has(scope)) {
    world.violation(`${method} without ${scope}`);
    return { ok: false, error: 'missing_scope', needed: scope };
  }
  try {
    return { ok: true, ...run({ world, team, args, base }) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (
      /^(?:invalid_|no_text|msg_too_long|missing_scope)/.test(error.message) &&
      error.message !== 'invalid_trigger_id'
    )
      world.violation(`${method}: ${error.message} ${error.details.join('; ')}`);
    return { ok: false, error: error.message, response_metadata: { messages: error.details } };
  }
}

function installed(world: World, args: Json): Json {
  const code = world.codes.get(String(args.code));
  if (args.client_id !== world.clientId || args.client_secret !== world.clientSecret)
    return { ok: false, error: 'bad_client_secret' };
  if (!code) return { ok: false, error: 'invalid_code' };
  world.codes.delete(String(args.code));
  if (args.redirect_uri !== undefined && args.redirect_uri !== code.redirect)
    return { ok: false, error: 'bad_redirect_uri' };
  const { team, user } = code;
  team.installed = true;
  return {
    ok: true,
    app_id: world.appId,
    authed_user: { id: user.id },
    scope: [...team.scopes].join(','),
    token_type: 'bot',
    access_token: team.token,
    bot_user_id: team.botUser,
    team: { id: team.id, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}
