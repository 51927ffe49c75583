// The gateway: one client of discord.js at a time, made anew when it cannot be brought up or is stuck.

import { type Client, Events } from 'discord.js';
import { createClient, type Lines } from './lines.ts';
import { faultOf } from './wire.ts';

/** Between two attempts to come up, ms; doubled each time, to the longest. */
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/**
 * How often the watchdog looks, and how long a line that is not open may show no sign of trying, ms: longer than the
 * library waits for a hello (60 s).
 */
const lookMs = 5_000;
const stuckMs = 90_000;

/** Close codes after which Discord takes nobody back, and what to do about each. */
const final: Readonly<Record<number, string>> = {
  4004: 'Discord does not take DISCORD_TOKEN: put a current one from the Developer Portal (Bot, Reset Token).',
  4010: 'Discord refused our shard (4010).',
  4011: 'Discord asks for more shards than we opened (4011): start again.',
  4012: 'Discord does not speak this version of the gateway any more (4012): update Rungs.',
  4013: 'Discord knows no such intents (4013): update Rungs.',
  4014: 'Discord refuses our intents (4014): see that the token belongs to the app meant for Rungs.',
};

/** As the library says some of them at the first attempt. */
const closings = { 4004: /Authentication failed/i, 4013: /Invalid intents/i, 4014: /disallowed intents/i };

/** What is heard. */
export interface Ears {
  interaction(event: unknown): void;
  message(event: unknown): void;
  /** Taken out of a server; an outage of it is none. */
  removed(guild: string): void;
  /** In a server: new, back, or there at the start. */
  present(guild: string): void;
  /** A line is open: the application's id, the bot's own, its servers, and which servers belong to that line at all. */
  open(app: string, bot: string, guilds: readonly string[], isMine: (guild: string) => boolean): void;
}

export interface Gateway {
  /** Resolves when it is open, or when the first attempt failed for now and goes on by itself. Throws what no waiting mends. */
  start(): Promise<void>;
  stop(): Promise<void>;
  isOpen(): boolean;
}

export interface GatewaySettings {
  readonly token: string;
  readonly api: string;
  readonly ears: Ears;
  readonly log: { warn(text: string): void };
  /** Nothing mends it any more: one line. */
  readonly fatal: (line: string) => void;
}

/** A gateway that stays up. */
export function createGateway({ token, api, ears, log, fatal }: GatewaySettings): Gateway {
  let client: Client | undefined;
  let lines: Lines | undefined;
  let stopping = false;
  let coming: Promise<void> | undefined;
  let watchdog: NodeJS.Timeout | undefined;
  let lastSign = performance.now();
  let told = false;
  let ended = false;
  const waits = new Set<() => void>();

  const isOpen = () => lines?.areOpen() ?? false;

  /** Nothing mends it: while somebody waits for the start it is theirs to tell. */
  let starting: ((error: Error) => void) | undefined;
  function end(line: string): void {
    if (ended || stopping) return;
    ended = true;
    if (starting) starting(new Error(line));
    else fatal(line);
  }

  function listen(made: Client): void {
    const sign = () => {
      if (made === client) lastSign = performance.now();
    };
    made.on(Events.Error, (error) => log.warn(`Discord's gateway met a fault (${error.name}).`));
    made.on(Events.ShardError, (error) => {
      sign();
      // The library tries on, twice a second: once told is enough.
      if (!told && !ended) log.warn(`A line to Discord broke (${error.name}); trying on.`);
      told = true;
    });
    for (const event of [Events.ShardReconnecting, Events.ShardResume, Events.ShardReady] as const)
      made.on(event, sign);
    made.on(Events.ShardDisconnect, ({ code }) => {
      const line = final[code];
      if (line && made === client) end(line);
    });
    // Raw events: a direct message counts also where the library would drop it for a channel that it does not know.
    const hear = (name: string, tell: (event: Record<string, unknown>) => void) =>
      made.ws.on(name as never, (event: Record<string, unknown>) => {
        sign();
        if (made === client && !stopping) tell(event);
      });
    hear('INTERACTION_CREATE', ears.interaction);
    hear('MESSAGE_CREATE', ears.message);
    hear('GUILD_DELETE', ({ id, unavailable }) => {
      if (unavailable !== true) ears.removed(String(id));
    });
    hear('GUILD_CREATE', ({ id, unavailable }) => {
      if (unavailable !== true) ears.present(String(id));
    });
    hear('READY', ({ application, user, guilds, shard }) => {
      const idOf = (thing: unknown) => String((thing as { id: string }).id);
      const [mine, of] = Array.isArray(shard) ? shard.map(BigInt) : [];
      const isMine = (guild: string) => !of || (BigInt(guild) >> 22n) % of === mine;
      ears.open(idOf(application), idOf(user), Array.isArray(guilds) ? guilds.map(idOf) : [], isMine);
    });
  }

  const pause = (ms: number) =>
    new Promise<void>((go) => {
      const over = () => {
        clearTimeout(timer);
        waits.delete(over);
        go();
      };
      const timer = setTimeout(over, ms);
      waits.add(over);
    });

  /**
   * One attempt. Null: it is open, or its lines go on trying by themselves; else what went wrong for now, and the real instant
   * before which Discord will not be asked. Throws what no waiting mends.
   */
  async function attempt(): Promise<{ readonly why: string; readonly until: number } | null> {
    const own = createClient(api);
    const made = own.client;
    ({ client, lines } = own);
    listen(made);
    made.token = token;
    made.rest.setToken(token);
    try {
      // What login() does, without its end: that would let go of lines which then come back with nobody to close them.
      await (made.ws as unknown as { connect(): Promise<void> }).connect();
      return null;
    } catch (error) {
      const line = finalLine(error);
      if (line === undefined && made.ws.shards.size > 0) return null;
      await made.destroy().catch(() => undefined);
      if (line !== undefined) throw new Error(line);
      const fault = faultOf(error);
      return {
        why: error instanceof Error ? error.name : 'Error',
        until: fault.kind === 'wait' ? fault.until : 0,
      };
    }
  }

  async function comeUp(waited: () => void): Promise<void> {
    for (let nth = 0; !stopping; nth += 1) {
      const fault = await attempt();
      lastSign = performance.now();
      if (fault === null) return;
      if (nth === 0) log.warn(`Discord cannot be reached for now (${fault.why}); trying on.`);
      waited();
      await pause(Math.max(fault.until - Date.now(), waitAfter(nth)));
    }
  }

  /** One at a time. `waited`: the first attempt failed for now. */
  function comeUpAlone(waited: () => void): Promise<void> {
    coming ??= comeUp(waited).finally(() => {
      coming = undefined;
    });
    return coming;
  }

  async function look(): Promise<void> {
    if (stopping || ended || coming) return;
    lines?.takeUp();
    if (isOpen()) {
      lastSign = performance.now();
      told = false;
    } else if (performance.now() - lastSign > stuckMs) {
      log.warn('The line to Discord is stuck: it is made anew.');
      await client?.destroy().catch(() => undefined);
      comeUpAlone(() => undefined).catch((error: Error) => end(error.message));
    }
  }

  /**
   * Told to come again twice at once (op 7, then op 9), the library takes one line up twice; the second try breaks off in a
   * promise that nobody holds. The first goes on, or, when the line was closed as well, nobody does. An event of a shape that
   * it does not know breaks off its own reading of it likewise, after we have heard it. Anything else that nobody holds
   * still ends the program.
   */
  function stray(error: unknown): void {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    const isReading = /discord\.js[\\/]src[\\/]client[\\/]websocket/.test(stack);
    if (!isReading && !/@discordjs[\\/]ws/.test(stack)) throw error;
    const what = isReading ? 'The Discord library could not read an event' : 'A line to Discord broke off';
    log.warn(`${what} (${(error as Error).name}); trying on.`);
    if (!isReading && !stopping && !ended) lines?.takeUp();
  }

  return {
    async start() {
      process.on('unhandledRejection', stray);
      await new Promise<void>((resolve, reject) => {
        const waited = () => {
          starting = undefined;
          resolve();
        };
        starting = reject;
        comeUpAlone(waited).then(waited, (error: Error) => end(error.message));
      });
      watchdog = setInterval(() => void look(), lookMs);
      watchdog.unref();
    },
    async stop() {
      stopping = true;
      clearInterval(watchdog);
      for (const over of [...waits]) over();
      await client?.destroy().catch(() => undefined);
      process.off('unhandledRejection', stray);
    },
    isOpen,
  };
}

/** Doubling, with chance in it, ms. */
export const waitAfter = (nth: number): number =>
  Math.min(longestWaitMs, firstWaitMs * 2 ** nth) * (0.5 + Math.random() / 2);

/** The line for an error that no waiting mends, or undefined. */
function finalLine(error: unknown): string | undefined {
  const code = Object.entries(closings).find(
    ([, words]) => error instanceof Error && words.test(error.message),
  )?.[0];
  const refused = (error as { code?: unknown }).code === 'TokenInvalid' || faultOf(error).kind === 'token';
  return code || refused ? final[Number(code ?? 4004)] : undefined;
}
