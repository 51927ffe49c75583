// What the bot may call with its token: itself, its commands, direct channels, messages. A route that is not here is a
// violation: Rungs calls nothing else.

import { createAnswers } from './answers.ts';
import { checkMessage, V2 } from './checks.ts';
import { checkCommands } from './commands.ts';
import { Refused } from './refused.ts';
import type { Call, Reply } from './server.ts';
import {
  botJson,
  type Channel,
  channelJson,
  type Json,
  type Message,
  messageJson,
  type World,
} from './world.ts';

/** How long Discord knows a nonce again; unpublished ("the past few minutes"). */
const NONCE_MS = 5 * 60_000;

/** What a route needs of the rest. */
export interface Ways {
  readonly world: World;
  /** This server's address. */
  readonly base: () => string;
  /** Tell the bot. */
  readonly tell: (event: string, data: Json, channel: Channel) => void;
}

/** New messages and edits, whoever they come by. */
export function createPost({ world, base, tell }: Ways) {
  const show = (message: Message) => messageJson(world, base(), message);

  function files(call: Call, kept: readonly Message['files'][number][] = []) {
    for (const file of call.files.values()) world.attachments.set(file.id, file);
    return [...kept, ...call.files.values()];
  }
  /** Who would hear a sound: as Discord reads text and allowed_mentions. */
  function ping(message: Message, body: Json, byInteraction: boolean): void {
    const text = [message.content, ...texts(message.components)].join('\n');
    const asked = body.allowed_mentions as { parse?: string[]; users?: string[] } | undefined;
    const parse = asked ? (asked.parse ?? []) : byInteraction ? ['users'] : ['users', 'roles', 'everyone'];
    for (const [whole, id] of text.matchAll(/<@!?(\d+)>/g))
      if (parse.includes('users') || asked?.users?.includes(id ?? '')) world.pings.push(`${whole}: ${text}`);
    if (parse.includes('roles') && /<@&\d+>/.test(text)) world.pings.push(`role: ${text}`);
    if (parse.includes('everyone') && /@(?:everyone|here)\b/.test(text))
      world.pings.push(`everyone: ${text}`);
  }
  function checked(
    call: Call,
    by: 'bot' | 'interaction',
    edit: Message | null,
  ): readonly Message['files'][number][] {
    const listed = call.body.attachments as readonly Json[] | undefined;
    const kept =
      edit && listed ? edit.files.filter((file) => listed.some((one) => one.id === file.id)) : edit?.files;
    const names = [...(kept ?? []), ...call.files.values()].map((file) => file.name);
    const look = checkMessage(call.body, { by, edit: edit !== null, flags: edit?.flags ?? 0, files: names });
    if (look.faults.length) throw new Refused(400, 50035, look.faults);
    if (look.empty) throw new Refused(400, 50006);
    return kept ?? [];
  }

  return {
    show,
    /** A message of the bot; `only` one user sees it. */
    make(call: Call, channel: Channel, by: 'bot' | 'interaction', only?: Message['only']): Message {
      checked(call, by, null);
      const { body } = call;
      const message: Message = {
        id: world.id(),
        channel,
        author: null,
        at: world.now(),
        ...(only && { only }),
        ...(body.nonce !== undefined && { nonce: String(body.nonce) }),
        content: String(body.content ?? ''),
        components: (body.components ?? []) as Json[],
        embeds: (body.embeds ?? []) as Json[],
        flags: Number(body.flags ?? 0),
        files: files(call),
        edited: 0,
        deleted: false,
      };
      channel.messages.push(message);
      ping(message, body, by === 'interaction');
      if (!only) tell('MESSAGE_CREATE', show(message), channel);
      return message;
    },
    /** Change a message of the bot. */
    change(call: Call, message: Message, by: 'bot' | 'interaction', keepFlags = ~0): void {
      const kept = checked(call, by, message);
      const { body } = call;
      const becomes = Number(body.flags ?? 0) & V2;
      if (
        becomes &&
        !(message.flags & V2) &&
        ((message.content && body.content !== null) || message.embeds.length)
      )
        throw new Refused(400, 50035, [['flags', 'content and embeds must go when version 2 comes']]);
      if (body.content !== undefined) message.content = String(body.content ?? '');
      if (body.components !== undefined) message.components = (body.components ?? []) as Json[];
      if (body.embeds !== undefined) message.embeds = (body.embeds ?? []) as Json[];
      message.files = files(call, kept);
      message.flags = (message.flags & keepFlags) | becomes;
      message.edited = world.now();
      ping(message, body, by === 'interaction');
      if (!message.only) tell('MESSAGE_UPDATE', show(message), message.channel);
    },
  };
}

/** Every text of components, in order. */
function texts(parts: unknown): readonly string[] {
  if (Array.isArray(parts)) return parts.flatMap(texts);
  if (typeof parts !== 'object' || parts === null) return [];
  const part = parts as Json;
  const own = part.type === 10 && typeof part.content === 'string' ? [part.content] : [];
  return [...own, ...texts(part.components)];
}

/** All routes as one function of a call. */
export function createRoutes(ways: Ways): (call: Call) => Reply {
  const { world, base } = ways;
  const post = createPost(ways);
  const answers = createAnswers(ways, post);
  const opened: number[] = [];

  /** The channel, if the bot can reach it. */
  function reach(id: string | undefined): Channel {
    const channel = world.channels.get(id ?? '');
    if (!channel) throw new Refused(404, 10003);
    if (channel.guild && !channel.guild.hasBot) throw new Refused(403, 50001);
    return channel;
  }
  /** One of its messages that a token can see. */
  function message(call: Call): Message {
    const channel = reach(call.ids[0]);
    const found = channel.messages.find((one) => one.id === call.ids[1] && !one.deleted && !one.only);
    if (!found) throw new Refused(404, 10008);
    return found;
  }
  function own(call: Call): Message {
    const found = message(call);
    if (found.author) throw new Refused(403, 50005);
    return found;
  }
  const app = () => ({
    id: world.appId,
    name: 'Rungs',
    description: '',
    icon: null,
    bot_public: true,
    bot_require_code_grant: false,
    flags: world.rules.privileged ? 1 << 18 : 0,
    verify_key: '0'.repeat(64),
    interactions_endpoint_url: null,
    integration_types_config: { 0: {}, 1: {} },
    approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.hasBot).length,
    bot: botJson(world),
  });

  const routes: Readonly<Record<string, (call: Call) => Reply>> = {
    'GET /gateway/bot': () =>
      ok({
        url: `${base().replace('http', 'ws')}/gateway`,
        shards: world.rules.shards,
        session_start_limit: { total: 1000, remaining: 900, reset_after: 14_400_000, max_concurrency: 1 },
      }),
    'GET /users/@me': () => ok(botJson(world)),
    'GET /applications/@me': () => ok(app()),
    'GET /oauth2/applications/@me': () => ok(app()),
    'GET /applications/:id/commands': () => ok(world.commands),
    'PUT /applications/:id/commands': (call) => {
      world.registrations += 1;
      const faults = checkCommands(call.body);
      if (faults.length) throw new Refused(400, 50035, faults);
      const before = world.commands;
      world.commands = (call.body as unknown as Json[]).map((one) => ({
        ...one,
        type: one.type ?? 1,
        id: before.find((old) => old.name === one.name)?.id ?? world.id(),
        application_id: world.appId,
        version: world.id(),
      }));
      return ok(world.commands);
    },
    'POST /users/@me/channels': (call) => {
      const user = world.users.get(String(call.body.recipient_id));
      if (!user) throw new Refused(400, 50033);
      const there = world.dmOf(user);
      if (!there) {
        const now = performance.now();
        if (opened.filter((at) => at > now - 60_000).length >= world.rules.newDms)
          throw new Refused(403, 40003);
        opened.push(now);
      }
      return ok(channelJson(there ?? world.openDm(user)));
    },
    'GET /channels/:id': (call) => ok(channelJson(reach(call.ids[0]))),
    'GET /channels/:id/messages': (call) => {
      const { query } = call;
      const limit = Number(query.get('limit') ?? 50);
      if (!(limit >= 1 && limit <= 100)) throw new Refused(400, 50035, [['limit', 'from 1 to 100']]);
      const after = query.get('after');
      const before = query.get('before');
      const seen = reach(call.ids[0]).messages.filter(
        (one) =>
          !one.deleted &&
          !one.only &&
          (!after || BigInt(one.id) > BigInt(after)) &&
          (!before || BigInt(one.id) < BigInt(before)),
      );
      // With `after` Discord gives those nearest to it; always the newest first.
      const page = after && !before ? seen.slice(0, limit) : seen.slice(-limit);
      return ok(page.map(post.show).reverse());
    },
    'POST /channels/:id/messages': (call) => {
      const channel = reach(call.ids[0]);
      const { user } = channel;
      if (user && !user.dms) throw new Refused(403, 50007);
      if (user && !world.meet(user) && !(user.installed && user.engaged)) throw new Refused(403, 50278);
      const known = call.body.enforce_nonce ? nonces.get(String(call.body.nonce)) : undefined;
      if (known && known.at > world.now() - NONCE_MS) {
        if (known.deleted) throw new Refused(404, 10008);
        if (known.channel !== channel) world.violation('one nonce in two channels');
        return ok(post.show(known));
      }
      const made = post.make(call, channel, 'bot');
      if (made.nonce !== undefined) nonces.set(made.nonce, made);
      return ok(post.show(made));
    },
    'GET /channels/:id/messages/:id': (call) => ok(post.show(message(call))),
    'PATCH /channels/:id/messages/:id': (call) => {
      const found = own(call);
      post.change(call, found, 'bot');
      return ok(post.show(found));
    },
    'DELETE /channels/:id/messages/:id': (call) => {
      own(call).deleted = true;
      return { status: 204 };
    },
    ...answers,
  };
  const nonces = new Map<string, Message>();

  return (call) => {
    const route = routes[`${call.method} ${call.route}`];
    if (route) return route(call);
    world.violation(`no such route: ${call.method} ${call.route}`);
    throw new Refused(404, 0);
  };
}

/** 200 with a body. */
const ok = (body: unknown): Reply => ({ status: 200, body });
