// Socket Mode, held by two sockets at a time: what comes while one is renewed comes over the other. Each socket is one of
// Bolt's receivers, used once; opening the next one is ours, since the library dies of some of its own faults there.

import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { silent } from './silent.ts';
import { closed, optionsOf } from './wire.ts';

export interface SocketOptions {
  readonly appToken: string;
  readonly api: string;
  readonly log: { info(text: string): void; warn(text: string): void };
  /** Slack will not have this app token any more: one line, and the program ends. */
  readonly fatal: (line: string) => void;
}

export interface Sockets extends Receiver {
  isOpen(): boolean;
}

/** Sockets at a time; Slack allows ten. */
const atOnce = 2;
/** From asking for an address to Slack's hello, ms. */
const openMs = 15_000;
/** Asking for an address alone, ms. */
const askMs = 8_000;
/** A socket on which Slack is silent for so long is given up, ms. */
const silenceMs = 20_000;
/** A socket that Slack is about to close still hears while the next one opens, ms. */
const overlapMs = 3_000;
/** Between attempts, ms: doubled each time up to the last, a third of it by chance. */
const pause = { first: 250, last: 15_000 };

const never = [
  ...closed,
  'user_removed_from_team',
  'team_disabled',
  'not_allowed_token_type',
  'missing_scope',
];

/** What we reach into of the library's client: how it takes a message, and how it answers one. */
interface Inner {
  onWebSocketMessage(data: unknown, isBinary: boolean): Promise<void>;
  send(id: string, body?: object): Promise<void>;
}

/** Two sockets as a receiver of Bolt's. */
export function createSockets({ appToken, api, log, fatal }: SocketOptions): Sockets {
  const up = new Set<SocketModeReceiver>();
  const all = new Set<SocketModeReceiver>();
  let bolt: App | undefined;
  let stopping = false;
  let wake: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    wake = resolve;
  });

  /** One socket: open, or a fault; `over` when it is lost or about to be. */
  async function open(): Promise<{ readonly receiver: SocketModeReceiver; readonly over: Promise<void> }> {
    const receiver = new SocketModeReceiver({
      appToken,
      logger: silent,
      autoReconnectEnabled: false,
      serverPingTimeout: silenceMs,
      installerOptions: { clientOptions: optionsOf(api, askMs) },
      // What could not be kept is not acknowledged: Slack brings it again.
      processEventErrorHandler: async () => false,
    });
    if (bolt) receiver.init(bolt);
    all.add(receiver);
    const { client } = receiver;
    const inner = client as unknown as Inner;
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    client.on('disconnected', () => {
      all.delete(receiver);
      end();
    });
    client.removeAllListeners('ws_message');
    client.on('ws_message', (data: unknown, isBinary: boolean) => {
      const told = toldOf(data);
      if (told.kind === 'close') {
        end();
        setTimeout(() => drop(receiver), overlapMs).unref();
        return;
      }
      if (told.kind === 'limited') {
        log.warn('Slack sends this app less for a minute: more than 30,000 events came within an hour.');
        if (told.envelope) inner.send(told.envelope).catch(() => undefined);
        return;
      }
      inner.onWebSocketMessage(data, isBinary).catch(() => log.warn('A message of Slack could not be read.'));
    });
    try {
      await inTime(receiver.start(), openMs);
    } catch (error) {
      drop(receiver);
      throw error;
    }
    return { receiver, over };
  }

  function drop(receiver: SocketModeReceiver): void {
    up.delete(receiver);
    receiver.client.disconnect().then(
      () => all.delete(receiver),
      () => all.delete(receiver),
    );
  }

  /** Keeps one place filled. `first` is told of the first try. */
  async function keep(first: (fault?: unknown) => void): Promise<void> {
    let failures = 0;
    while (!stopping) {
      try {
        const { receiver, over } = await open();
        if (stopping) return drop(receiver);
        up.add(receiver);
        failures = 0;
        first();
        await Promise.race([over, stopped]);
        up.delete(receiver);
      } catch (error) {
        const code = error instanceof WebAPIPlatformError ? error.data.error : undefined;
        const hopeless = code !== undefined && never.includes(code);
        if (hopeless && !stopping) refused(code);
        first(error);
        if (hopeless) return;
        failures += 1;
        await Promise.race([sleep(pauseMs(failures)), stopped]);
      }
    }
  }

  let started = false;
  function refused(code: string): void {
    if (!started) return;
    started = false;
    fatal(appTokenLine(code));
  }

  return {
    init(app) {
      bolt = app;
    },
    async start() {
      const firsts = Array.from({ length: atOnce }, () => {
        return new Promise<unknown>((resolve) => void keep(resolve));
      });
      const faults = await Promise.all(firsts);
      if (up.size === 0) {
        const [fault] = faults;
        stopping = true;
        wake();
        if (fault instanceof WebAPIPlatformError) throw new Error(appTokenLine(fault.data.error));
        throw new Error('Slack does not let a socket open: is SLACK_API_URL right, and Slack within reach?');
      }
      started = true;
    },
    async stop() {
      stopping = true;
      wake();
      await inTime(Promise.allSettled([...all].map((receiver) => receiver.client.disconnect())), 2_000).catch(
        () => undefined,
      );
    },
    isOpen: () => up.size > 0,
  };
}

/** A refusal of the app-level token as a line. */
export const appTokenLine = (code: string): string =>
  `Slack does not take SLACK_APP_TOKEN (${code}): put a current one with the scope connections:write, from Basic Information.`;

const pauseMs = (failures: number): number => {
  const whole = Math.min(pause.last, pause.first * 2 ** (failures - 1));
  return whole * (2 / 3 + Math.random() / 3);
};

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

type Told =
  | { readonly kind: 'close' }
  | { readonly kind: 'limited'; readonly envelope: string | undefined }
  | { readonly kind: 'other' };

/** What of a message we take before the library. Read in whole only where it may be such a one. */
function toldOf(data: unknown): Told {
  const text =
    typeof data === 'string' ? data : data instanceof Uint8Array ? Buffer.from(data).toString() : '';
  if (!text.includes('"disconnect"') && !text.includes('"app_rate_limited"')) return { kind: 'other' };
  try {
    const { type, envelope_id, payload } = JSON.parse(text) as {
      type?: unknown;
      envelope_id?: string;
      payload?: { type?: unknown };
    };
    if (type === 'disconnect') return { kind: 'close' };
    if (payload?.type === 'app_rate_limited') return { kind: 'limited', envelope: envelope_id };
  } catch {
    // The library says what it makes of it.
  }
  return { kind: 'other' };
}
