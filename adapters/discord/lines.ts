// One client of discord.js with small caches (everything we need of an event is in the event itself), and its lines to
// the gateway, one a shard, as they really stand: what the client says of them can be out of date for ever.

import {
  Client,
  GatewayIntentBits,
  Options,
  SimpleShardingStrategy,
  WebSocketShardDestroyRecovery,
  WebSocketShardStatus,
} from 'discord.js';
import { restOptions } from './wire.ts';

/** Users kept (each some 660 bytes), and how often the rest is swept, s. */
const usersKept = 500;
const sweepEvery = 3_600;

/** The library's own line. Its socket is not in the library's types. */
interface Line {
  readonly status: WebSocketShardStatus;
  readonly connection: { readonly readyState: number } | null;
  destroy(how: { readonly reason: string; readonly recover: WebSocketShardDestroyRecovery }): Promise<void>;
}
const closed = 3;

export interface Lines {
  /** All of them, and there is one. */
  areOpen(): boolean;
  /**
   * Told three things at once (op 7, op 9, a close), the library can leave a line waiting on a socket that is closed and
   * that it no longer listens to: nothing would ever come. Such a line is taken up again, with its session.
   */
  takeUp(): void;
}

/** A client that is not connected yet; its lines are there once it is. */
export function createClient(api: string): { readonly client: Client; readonly lines: Lines } {
  let strategy: SimpleShardingStrategy | undefined;
  const all = (): readonly Line[] =>
    strategy ? [...(strategy as unknown as { shards: ReadonlyMap<number, Line> }).shards.values()] : [];

  const settings = Options.DefaultMakeCacheSettings;
  const own = (one: { id: string; client: Client }) => one.id === one.client.user?.id;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    rest: restOptions(api),
    shards: 'auto',
    ws: {
      buildStrategy(manager) {
        strategy = new SimpleShardingStrategy(manager);
        return strategy;
      },
    },
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...settings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      ThreadManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildInviteManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      VoiceStateManager: 0,
      DMMessageManager: 0,
      GuildMessageManager: 0,
      GuildMemberManager: { maxSize: 1, keepOverLimit: own },
      UserManager: { maxSize: usersKept, keepOverLimit: own },
    }),
    sweepers: {
      ...Options.DefaultSweeperSettings,
      users: { interval: sweepEvery, filter: () => (user) => user.id !== user.client.user?.id },
    },
  });

  return {
    client,
    lines: {
      areOpen() {
        const lines = all();
        return lines.length > 0 && lines.every((line) => line.status === WebSocketShardStatus.Ready);
      },
      takeUp() {
        for (const line of all()) {
          if (line.status === WebSocketShardStatus.Idle || line.connection?.readyState !== closed) continue;
          void line.destroy({
            reason: 'Left on a closed socket',
            recover: WebSocketShardDestroyRecovery.Resume,
          });
        }
      },
    },
  };
}
