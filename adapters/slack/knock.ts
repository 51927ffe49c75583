// At the start: who the settings' token is. While Slack does not answer, it is asked again, and everybody else works on.

import type { Installation } from './workspaces.ts';

/** What one try came to. `until` is a real instant before which Slack will not be asked; 0: it named none. */
export type Knocked =
  | { readonly in: Installation }
  /** No waiting mends it: one line. */
  | { readonly line: string }
  | { readonly why: string; readonly until: number };

export interface KnockParts {
  /** Ask once; never throws. */
  readonly knock: () => Promise<Knocked>;
  /** We are let in: kept. Tried again when the database is away. */
  readonly enter: (installation: Installation) => Promise<void>;
  /** Once kept. Throws a line when it is of no use. */
  readonly hear: () => Promise<void>;
  readonly log: { warn(text: string): void };
  /** No waiting mends it, and nobody waits for the start any more. */
  readonly fatal: (line: string) => void;
  /** Before the nth next try, ms. */
  readonly waitAfter: (misses: number) => number;
}

export interface Knocking {
  /** Resolves when we are in, or when the first try came to nothing for now and others follow. Throws what no waiting mends. */
  start(): Promise<void>;
  stop(): void;
  /** Whether we still stand outside. */
  isOutside(): boolean;
}

/** Knock until somebody answers. */
export function createKnocking({ knock, enter, hear, log, fatal, waitAfter }: KnockParts): Knocking {
  let outside = true;
  let stopped = false;
  let over: () => void = () => undefined;

  const pause = (ms: number) =>
    new Promise<void>((go) => {
      const timer = setTimeout(go, ms);
      over = () => {
        clearTimeout(timer);
        go();
      };
    });

  async function isKept(installation: Installation): Promise<boolean> {
    outside = false;
    try {
      await enter(installation);
    } catch (error) {
      if ((error as Error).name !== 'StoreDown') throw error;
      outside = true;
    }
    return !outside;
  }

  async function on(knocked: Knocked): Promise<void> {
    let last = knocked;
    for (let misses = 1; !stopped; misses += 1) {
      if ('line' in last) throw new Error(last.line);
      if ('in' in last && (await isKept(last.in))) return hear();
      await pause(Math.max('until' in last ? last.until - Date.now() : 0, waitAfter(misses)));
      if (!stopped) last = await knock();
    }
  }

  return {
    async start() {
      const first = await knock();
      if (!('why' in first)) return on(first);
      log.warn(`Slack cannot be reached (${first.why}). I go on trying.`);
      on(first).catch((error: Error) => {
        if (!stopped) fatal(error.message);
      });
    },
    stop() {
      stopped = true;
      over();
    },
    isOutside: () => outside,
  };
}
