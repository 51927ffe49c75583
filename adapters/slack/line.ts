// One connection of Socket Mode from hello to its end: Bolt's own receiver, with what its client 3.1 would die of or sleep
// through kept from it. Keeping connections up is socket.ts's.

import { type App, SocketModeReceiver } from '@slack/bolt';
import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { silent } from './silent.ts';
import { closed, optionsOf } from './wire.ts';

export interface LineOptions {
  readonly appToken: string;
  /** The Web API's base. */
  readonly api: string;
  readonly log: { warn(text: string): void };
  /** Hello must have come in this time, ms. */
  readonly openMs: number;
  /** A peer that answers no ping for so long is gone, ms. */
  readonly pingMs: number;
}

/** A connection that said hello. */
export interface Line {
  /** Resolves, with Slack's reason if it gave one, as soon as the connection is to be replaced; what comes in until then is heard. */
  readonly ending: Promise<string>;
  /** Whether an ack can leave by it. */
  open(): boolean;
  /** End it; never waits longer than a second. */
  close(): Promise<void>;
}

/** Why no connection came about. `for good`: trying again is of no use until an operator mends it. */
export class NoLine extends Error {
  readonly forGood: boolean;
  /** Ms that Slack asks to wait; 0: none named. */
  readonly wait: number;
  constructor(message: string, forGood: boolean, wait = 0) {
    super(message);
    this.forGood = forGood;
    this.wait = wait;
  }
}

/** What is answered when a token is of no use. */
export const hopeless: ReadonlySet<string> = new Set([
  ...closed,
  ...['user_removed_from_team', 'team_disabled', 'not_allowed_token_type', 'missing_scope'],
]);

/** The parts of Bolt's client that its types keep to themselves. */
interface Inside {
  readonly websocket?: { isActive(): boolean };
  send(envelope: string, body: object): Promise<void>;
}

/** Connect, and hear for `app`. Throws NoLine. */
export async function openLine(options: LineOptions, app: App): Promise<Line> {
  const { appToken, api, log, openMs, pingMs } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: silent,
    autoReconnectEnabled: false,
    clientPingTimeout: pingMs,
    processEventErrorHandler: async () => false,
    installerOptions: { clientOptions: optionsOf(api, openMs) },
  });
  receiver.init(app);
  const { client } = receiver;
  const inside = client as unknown as Inside;
  const open = () => inside.websocket?.isActive() === true;
  let end: (why: string) => void = () => undefined;
  const ending = new Promise<string>((resolve) => {
    end = (why) => {
      clearInterval(watch);
      resolve(why);
    };
  });
  const watch = setInterval(() => open() || end('silence'), pingMs / 5);
  watch.unref();

  async function close(): Promise<void> {
    clearInterval(watch);
    const gone = client.disconnect();
    // The second time does not wait for the other side.
    const force = setTimeout(() => void client.disconnect(), 1_000);
    await gone;
    clearTimeout(force);
  }

  const [heard] = client.listeners('ws_message') as [(data: unknown, binary: boolean) => Promise<void>];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, binary: boolean) => {
    const envelope = peek(data);
    // The client would hang up at once: instead it goes on hearing until another connection is there.
    if (envelope.type === 'disconnect') return end(envelope.reason ?? 'disconnect');
    if (envelope.type === 'events_api' && typeof envelope.payload?.event?.type !== 'string') {
      if (envelope.payload?.type === 'app_rate_limited')
        log.warn('Slack holds events back: more than 30,000 of this workspace in an hour.');
      if (envelope.envelope_id) inside.send(envelope.envelope_id, {}).catch(() => undefined);
      return;
    }
    heard(data, binary).catch(() => log.warn('A delivery of Slack could not be read.'));
  });
  client.on('close', () => end('closed'));

  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, no) => {
    timer = setTimeout(no, openMs, new NoLine('it does not answer', false));
  });
  try {
    const hello = receiver.start();
    await Promise.race([hello, silence]);
  } catch (error) {
    void close();
    throw noLine(error);
  } finally {
    clearTimeout(timer);
  }
  return { ending, open, close };
}

function noLine(error: unknown): NoLine {
  if (error instanceof NoLine) return error;
  if (error instanceof WebAPIRateLimitedError)
    return new NoLine('it is asked too often', false, error.retryAfter * 1_000);
  if (error instanceof WebAPIPlatformError)
    return new NoLine(error.data.error, hopeless.has(error.data.error));
  return new NoLine(error instanceof Error ? error.name : 'the connection was refused', false);
}

interface Envelope {
  readonly type?: string;
  readonly reason?: string;
  readonly envelope_id?: string;
  readonly payload?: { readonly type?: string; readonly event?: { readonly type?: unknown } };
}

function peek(data: unknown): Envelope {
  try {
    return (JSON.parse(String(data)) as Envelope | null) ?? {};
  } catch {
    return {};
  }
}
