// What the simulated Slack knows: workspaces with people, channels and messages; open views; what was wrong. No wire here.

import { randomBytes } from 'node:crypto';

export type Json = Record<string, unknown>;

export interface User {
  readonly id: string;
  readonly name: string;
  tz: string;
  deleted: boolean;
  /** The view that stands open, and Home as it was published. */
  modal: View[];
  home: View | undefined;
}

export interface Message {
  readonly ts: string;
  /** Author's user id. */
  readonly user: string;
  readonly bot: boolean;
  text: string;
  blocks: readonly Json[];
  metadata: Json | undefined;
  /** Ephemeral: who alone sees it. */
  readonly onlyFor: string | undefined;
  readonly files: readonly Json[];
  deleted: boolean;
  edited: number;
  /** Real instant, ms, for history that lags. */
  readonly at: number;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  /** Of a direct channel: whose. */
  readonly user: string | undefined;
  readonly members: Set<string>;
  readonly messages: Message[];
}

export interface View {
  readonly id: string;
  readonly hash: string;
  readonly json: Json;
  /** Errors on its fields, by block id, after a submission that was refused. */
  errors: Readonly<Record<string, string>>;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly botUser: string;
  readonly botId: string;
  readonly scopes: Set<string>;
  /** The app is installed and its token good. */
  installed: boolean;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
}

export interface Trigger {
  readonly team: Team;
  readonly user: User;
  /** Real instant, ms. */
  readonly at: number;
  used: boolean;
}

export interface ResponseUrl {
  readonly team: Team;
  readonly channel: Channel;
  readonly user: User;
  readonly source: Message | undefined;
  readonly at: number;
  uses: number;
}

export interface Upload {
  readonly id: string;
  readonly team: Team;
  readonly name: string;
  readonly length: number;
  readonly alt: string;
  bytes: Buffer | undefined;
  done: boolean;
}

/** What a test may change on the way. */
export interface Rules {
  /** A trigger lives so long, ms. */
  triggerMs: number;
  /** History shows what is older than this, ms. */
  historyLagMs: number;
  /** Messages a second and workspace over which a post is a 429; 0: none. */
  postsPerSecond: number;
  /** Asked at each call, with its token: the seconds that it is told to wait with a 429; 0: it goes. */
  toldToWait: (token: string) => number;
  /** Slack's clock is so far ahead, ms: tests that move theirs move it along. */
  aheadMs: number;
  /** Each event, click and command is delivered so often. */
  deliveries: number;
  /** An event that nobody acknowledged is brought again after so long each time, ms (Slack's own: at once, 1 and 5 minutes). */
  again: readonly number[];
}

export interface World {
  readonly appId: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly rules: Rules;
  readonly teams: Map<string, Team>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly uploads: Map<string, Upload>;
  /** OAuth codes not used yet. */
  readonly codes: Map<string, { readonly team: Team; readonly redirect: string; readonly user: User }>;
  readonly violations: string[];
  violation(what: string): void;
  id(letter: string): string;
  ts(): string;
  now(): number;
}

/** An empty world. */
export function createWorld(): World {
  let last = 0;
  const rules: Rules = {
    triggerMs: 3_000,
    historyLagMs: 0,
    postsPerSecond: 0,
    toldToWait: () => 0,
    aheadMs: 0,
    deliveries: 1,
    again: [],
  };
  const violations: string[] = [];
  return {
    appId: 'A0RUNGS',
    appToken: 'xapp-1-A0RUNGS-1-simulated',
    signingSecret: 'a-signing-secret-of-the-simulator',
    clientId: '111.222',
    clientSecret: 'a-client-secret',
    rules,
    teams: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    uploads: new Map(),
    codes: new Map(),
    violations,
    violation: (what) => void violations.push(what),
    id: (letter) => `${letter}${randomBytes(5).toString('hex').toUpperCase()}`,
    ts() {
      last = Math.max(last + 1, (Date.now() + rules.aheadMs) * 1000);
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
    },
    now: () => performance.now(),
  };
}

const directs = new WeakMap<User, Channel>();

/** The direct channel of somebody with the bot, made when there is none. */
export function directChannel(world: World, team: Team, user: User): Channel {
  const found = directs.get(user);
  if (found) return found;
  const made: Channel = {
    id: world.id('D'),
    name: 'directmessage',
    user: user.id,
    members: new Set([user.id, team.botUser]),
    messages: [],
  };
  team.channels.set(made.id, made);
  directs.set(user, made);
  return made;
}

/** Put a message into a channel. */
export function put(
  world: World,
  channel: Channel,
  message: Pick<Message, 'user' | 'bot' | 'text' | 'blocks'> & Partial<Message>,
): Message {
  const made: Message = {
    ts: world.ts(),
    metadata: undefined,
    onlyFor: undefined,
    files: [],
    deleted: false,
    edited: 0,
    at: Date.now(),
    ...message,
  };
  channel.messages.push(made);
  return made;
}
