// Socket Mode that stays up: two connections, each replaced before it ends where Slack says so beforehand. As a receiver
// for Bolt. What one connection is: line.ts.

import type { App, Receiver } from '@slack/bolt';
import { type Line, type LineOptions, NoLine, openLine } from './line.ts';

export interface SocketOptions extends Omit<LineOptions, 'openMs' | 'pingMs'> {
  /** The token is of no use any more: one line, and the program ends. */
  readonly fatal: (line: string) => void;
  /** Shortened in tests. */
  readonly openMs?: number;
  readonly pingMs?: number;
  readonly overlapMs?: number;
}

export interface Sockets extends Receiver {
  init(app: App): void;
  /** Resolves when connected, or after 10 s of trying, which goes on. Throws one line when it is of no use. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Connections that hear. */
  up(): number;
}

/** Two, so that a cut of one is no gap (Slack allows ten). */
const lines = 2;
/** Slack's own client takes 5 s as well. */
const pingMs = 5_000;
/** Hello takes a fraction of a second; a hanging call must not hold for ever. */
const openMs = 10_000;
/** A connection goes on so long once another has taken its place, ms: acks may be under way. */
const overlapMs = 5_000;
/** A connection that ended sooner counts as one that did not come about, ms. */
const shortLifeMs = 3_000;
const firstWaitMs = 250;
const longestWaitMs = 15_000;

/** A Bolt receiver over two connections. */
export function createSockets(options: SocketOptions): Sockets {
  const { log, fatal } = options;
  const times = { openMs: options.openMs ?? openMs, pingMs: options.pingMs ?? pingMs };
  const live = new Set<Line>();
  const waiting = new Set<() => void>();
  let app: App | undefined;
  let stopping = false;
  let told = false;

  const up = () => [...live].filter((line) => line.open()).length;

  /** A real pause, cut short by stop. */
  const pause = (ms: number) =>
    new Promise<void>((go) => {
      const on = () => {
        clearTimeout(timer);
        waiting.delete(on);
        go();
      };
      const timer = setTimeout(on, ms);
      waiting.add(on);
    });

  async function retire(line: Line): Promise<void> {
    if (line.open()) await pause(options.overlapMs ?? overlapMs);
    await line.close();
    live.delete(line);
  }

  /** One of the two, for as long as the program runs. */
  async function keep(house: App, first: () => void, refused: (line: string) => void): Promise<void> {
    let old: Line | undefined;
    for (let misses = 0; !stopping; ) {
      const begun = performance.now();
      try {
        const line = await openLine({ ...options, ...times }, house);
        if (stopping) return await line.close();
        live.add(line);
        if (old) void retire(old);
        old = line;
        if (told) log.warn('Slack is connected again.');
        told = false;
        first();
        await line.ending;
        if (!line.open()) void retire(line);
        misses = performance.now() - begun < shortLifeMs ? misses + 1 : 0;
        if (misses > 1) await pause(waitAfter(misses - 1));
      } catch (error) {
        if (stopping) return;
        const { message, forGood, wait } = error as NoLine;
        if (error instanceof NoLine && forGood) {
          stopping = true;
          return refused(appTokenLine(message));
        }
        misses += 1;
        if (misses > 2 && up() === 0 && !told) {
          told = true;
          log.warn(`Slack cannot be reached (${message}). I go on trying.`);
        }
        await pause(Math.max(wait, waitAfter(misses)));
      }
    }
  }

  return {
    up,
    init(house) {
      app = house;
    },
    async start() {
      if (!app) throw new Error('The socket has nobody to hear for.');
      const house = app;
      let begun = false;
      const first = new Promise<void>((connected, no) => {
        const refused = (line: string) => (begun ? fatal(line) : no(new Error(line)));
        for (let i = 0; i < lines; i += 1) void keep(house, connected, refused);
      });
      await Promise.race([first, pause(times.openMs)]);
      begun = true;
      first.catch(() => undefined);
    },
    async stop() {
      stopping = true;
      for (const go of [...waiting]) go();
      await Promise.all([...live].map((line) => line.close()));
      live.clear();
    },
  };
}

/** Doubling, with chance in it so that two do not knock together, ms. */
export const waitAfter = (misses: number): number =>
  Math.min(longestWaitMs, firstWaitMs * 2 ** misses) * (0.5 + Math.random() / 2);

/** A refusal of the app token as a line; `code` is Slack's. */
export const appTokenLine = (code: string): string =>
  `Slack does not take SLACK_APP_TOKEN (${code}): put a current one with the scope connections:write, from Basic Information.`;
