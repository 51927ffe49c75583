// What there is in the simulated Discord: people, servers, channels, messages, interactions; and what Discord gives
// back about them. No rules here: who may do what is routes.ts and answers.ts.

/** A thing of Discord's JSON, as it goes over the wire. */
export type Json = Record<string, unknown>;

export interface User {
  readonly id: string;
  readonly name: string;
  /** The name in servers, where it is another. */
  readonly nick?: string;
  readonly locale: string;
  /** Direct messages from bots are let through. */
  dms: boolean;
  /** The app is installed for this user. */
  installed: boolean;
  /** The user has used the app, so that a user install may write to them. */
  engaged: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly members: Set<string>;
  /** The bot is in it. */
  hasBot: boolean;
  /** False while Discord itself has an outage of it. */
  available: boolean;
}

export interface Channel {
  readonly id: string;
  /** A direct channel's one user. */
  readonly user?: User;
  readonly guild?: Guild;
  readonly messages: Message[];
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly type: string;
  readonly description?: string;
}

export interface Message {
  readonly id: string;
  readonly channel: Channel;
  /** Nobody: the bot. */
  readonly author: User | null;
  readonly at: number;
  /** The one user who sees it. */
  readonly only?: User;
  readonly nonce?: string;
  content: string;
  components: Json[];
  embeds: Json[];
  flags: number;
  files: Attachment[];
  edited: number;
  deleted: boolean;
}

export interface Interaction {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  readonly user: User;
  readonly channel: Channel;
  readonly at: number;
  /** Whose component was used, or stood behind the modal. */
  readonly source?: Message;
  /** The bot is not where it was used. */
  readonly absent: boolean;
  /** Kind of the first answer, once there. */
  answered?: number;
  /** The first answer's message, or the one that it redraws. */
  original?: Message;
  choices?: readonly { readonly name: string; readonly value: string }[];
  modal?: Json;
  followUps: number;
  /** Never to be answered: three seconds are over. */
  dead: boolean;
}

/** What a test may switch. */
export interface Rules {
  /** Three real seconds, then the interaction dies. */
  threeSeconds: boolean;
  /** 50 a second in all, 5 in 5 s a channel, 5 in 2 s an interaction's webhook. */
  rates: boolean;
  /** MESSAGE_CREATE names the kind of its channel. */
  channelType: boolean;
  /** Every event of a member comes twice. */
  twice: boolean;
  /** Privileged intents are switched on for the app. */
  privileged: boolean;
  /** Milliseconds between two identifies; Discord's are 5,000. */
  identifyEvery: number;
  /** Milliseconds between heartbeats. */
  heartbeat: number;
  /** What Discord asks for at GET /gateway/bot. */
  shards: number;
  /** New direct channels in a minute, before 40003. Discord's own number is unpublished. */
  newDms: number;
}

export type World = ReturnType<typeof createWorld>;

/** A Discord with nobody in it. */
export function createWorld() {
  const rules: Rules = {
    threeSeconds: false,
    rates: true,
    channelType: true,
    twice: false,
    privileged: false,
    identifyEvery: 0,
    heartbeat: 41_250,
    shards: 1,
    newDms: 30,
  };
  let sequence = 0n;
  let ahead = 0;
  const waiting = new Set<() => void>();
  const now = () => Date.now() + ahead;
  const world = {
    rules,
    appId: '',
    botId: '',
    token: 'MTAwMDAwMDAwMDAwMDAwMDAx.test.token-of-the-simulator',
    users: new Map<string, User>(),
    guilds: new Map<string, Guild>(),
    channels: new Map<string, Channel>(),
    interactions: new Map<string, Interaction>(),
    attachments: new Map<string, Attachment>(),
    /** The app's commands as registered, with their ids. */
    commands: [] as Json[],
    /** How often the commands were written. */
    registrations: 0,
    /** Each breach of what Discord documents; a test ends with none. */
    violations: [] as string[],
    /** Whoever was pinged by a message, as `@name: text`. */
    pings: [] as string[],
    /** Error codes given, in order, as `code METHOD route`. */
    refusals: [] as string[],
    now,
    /** Let time pass, for windows and tokens; nobody waits for it. */
    pass(ms: number) {
      ahead += ms;
    },
    /** Ids rise with time, as Discord's do. */
    id(): string {
      sequence += 1n;
      return String(((BigInt(now()) - 1_420_070_400_000n) << 22n) | (sequence & 0x3fffffn));
    },
    violation(text: string) {
      world.violations.push(text);
    },
    /** Something happened: whoever waits looks again. */
    changed() {
      for (const look of [...waiting]) look();
    },
    /** Wait until there is something; throws what `otherwise` says after `ms`. */
    until<T>(look: () => T | undefined | false, otherwise: () => string, ms = 10_000): Promise<T> {
      return new Promise((resolve, reject) => {
        const end = (act: () => void) => {
          waiting.delete(again);
          clearTimeout(timer);
          act();
        };
        const again = () => {
          const found = look();
          if (found) end(() => resolve(found));
        };
        const timer = setTimeout(() => end(() => reject(new Error(otherwise()))), ms);
        waiting.add(again);
        again();
      });
    },
    dmOf: (user: User) => [...world.channels.values()].find((channel) => channel.user === user),
    openDm(user: User): Channel {
      const there = world.dmOf(user);
      if (there) return there;
      const channel: Channel = { id: world.id(), user, messages: [] };
      world.channels.set(channel.id, channel);
      return channel;
    },
    /** Whether bot and user share a server. */
    meet: (user: User) =>
      [...world.guilds.values()].some((guild) => guild.hasBot && guild.members.has(user.id)),
  };
  world.appId = world.id();
  world.botId = world.appId;
  return world;
}

/** How Discord shows a user. */
export const userJson = (user: User): Json => ({
  id: user.id,
  username: user.name.toLowerCase(),
  global_name: user.name,
  discriminator: '0',
  avatar: null,
  bot: false,
});

/** Users mentioned in words, as Discord sends them along. */
export const mentionedIn = (world: World, text: string): readonly User[] =>
  [...new Set([...text.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? ''))].flatMap(
    (id) => world.users.get(id) ?? [],
  );

/** How Discord shows the bot. */
export const botJson = (world: World): Json => ({
  id: world.botId,
  username: 'rungs',
  global_name: null,
  discriminator: '0001',
  avatar: null,
  bot: true,
  flags: 0,
});

/** How Discord shows a member of a server. */
export const memberJson = (user: Json, nick: string | null = null): Json => ({
  user,
  roles: [],
  permissions: '2147483648',
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  deaf: false,
  mute: false,
  flags: 0,
  nick,
  avatar: null,
});

/** How Discord shows a channel. */
export const channelJson = (channel: Channel): Json =>
  channel.user
    ? { id: channel.id, type: 1, last_message_id: null, flags: 0, recipients: [userJson(channel.user)] }
    : {
        id: channel.id,
        type: 0,
        name: 'general',
        guild_id: channel.guild?.id,
        position: 0,
        permission_overwrites: [],
        parent_id: null,
        nsfw: false,
      };

/** How Discord shows a server to a bot in it. */
export const guildJson = (world: World, guild: Guild): Json => ({
  id: guild.id,
  name: guild.name,
  owner_id: [...guild.members][0] ?? world.botId,
  unavailable: false,
  large: false,
  member_count: guild.members.size + 1,
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  preferred_locale: 'en-US',
  roles: [{ id: guild.id, name: '@everyone', permissions: '2147483648', position: 0, color: 0, flags: 0 }],
  channels: [...world.channels.values()].filter((channel) => channel.guild === guild).map(channelJson),
  members: [memberJson(botJson(world))],
  ...Object.fromEntries(
    ['emojis', 'stickers', 'features', 'threads', 'voice_states', 'presences', 'stage_instances'].map(
      (name) => [name, []],
    ),
  ),
  guild_scheduled_events: [],
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_tier: 0,
  system_channel_flags: 0,
  afk_timeout: 300,
});

/** How Discord shows an attachment; `base` is this server's address. */
export const attachmentJson = (base: string, file: Attachment): Json => ({
  id: file.id,
  filename: file.name,
  size: file.bytes.length,
  content_type: file.type,
  url: `${base}/attachments/${file.id}/${encodeURIComponent(file.name)}`,
  proxy_url: `${base}/attachments/${file.id}/${encodeURIComponent(file.name)}`,
  ...(file.description !== undefined && { description: file.description }),
});

/** How Discord shows a message, with its components numbered and its files resolved. */
export function messageJson(world: World, base: string, message: Message): Json {
  let n = 0;
  const files = message.files.map((file) => attachmentJson(base, file));
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== 'object' || value === null) return value;
    const part = value as Json;
    const url = typeof part.url === 'string' ? /^attachment:\/\/(.+)$/.exec(part.url)?.[1] : undefined;
    const file = url === undefined ? undefined : files.find((one) => one.filename === url);
    if (file) return { url: file.url, proxy_url: file.url, content_type: file.content_type };
    const shown = Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, resolved(inner)]));
    if (typeof part.type === 'number' && shown.id === undefined) {
      n += 1;
      shown.id = n;
    }
    return shown;
  };
  return {
    id: message.id,
    channel_id: message.channel.id,
    type: 0,
    author: message.author ? userJson(message.author) : botJson(world),
    content: message.content,
    timestamp: new Date(message.at).toISOString(),
    edited_timestamp: message.edited ? new Date(message.edited).toISOString() : null,
    tts: false,
    mention_everyone: false,
    mentions: mentionedIn(world, message.content).map(userJson),
    mention_roles: [],
    attachments: files,
    embeds: message.embeds,
    pinned: false,
    flags: message.flags,
    components: resolved(message.components),
    ...(message.nonce !== undefined && { nonce: message.nonce }),
  };
}
