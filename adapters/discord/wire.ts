// The REST side: requests with a bound on their time, and what a refusal means. Retries are ours, where they are safe:
// the library would repeat a request that may have been applied, and wait out a 429 for as long as it takes.

import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js';

/** One request, ms; the courier gives a letter 10 s in all. */
const requestMs = 4_000;
/** All tries of one request together, ms. */
const patienceMs = 8_500;
const tries = 3;
/** Between two tries of one request, ms. */
const pauseMs = 250;
/** A limit that passes so soon is waited out on the spot, ms. */
const shortWaitMs = 3_000;
/** Discord's own is 50; below it, so that its window and ours need not agree (measured: no 429 at 45). */
export const perSecond = 45;

/** Settings of every REST client here. */
export const restOptions = (api: string) => ({
  api,
  version: '10',
  retries: 0,
  timeout: requestMs,
  rejectOnRateLimit: () => true,
});

/** The REST client; its address is DISCORD_API_URL. */
export const createWire = (token: string, api: string): REST => new REST(restOptions(api)).setToken(token);

/** What became of a request that gave no answer to work with. */
export type Fault =
  /** Discord names a time (real instant). Nothing was done. */
  | { readonly kind: 'wait'; readonly until: number }
  /** Discord refuses, by one of its codes (0 when it named none). Nothing was done. */
  | { readonly kind: 'refused'; readonly code: number; readonly status: number }
  /** The token is not taken any more. */
  | { readonly kind: 'token' }
  /** It never left. */
  | { readonly kind: 'unsent' }
  /** It may have been done: 5xx, a cut line, silence. */
  | { readonly kind: 'lost' };

const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
]);

/** An error of the library as a fault. */
export function faultOf(error: unknown): Fault {
  if (error instanceof RateLimitError)
    return { kind: 'wait', until: Date.now() + Math.max(50, error.retryAfter, error.sublimitTimeout) };
  if (error instanceof DiscordAPIError) {
    if (error.status === 401 && Number(error.code) !== 50027) return { kind: 'token' };
    return { kind: 'refused', code: Number(error.code) || 0, status: error.status };
  }
  if (error instanceof HTTPError) return { kind: 'lost' };
  if (error instanceof Error) {
    if (/Expected token to be set/.test(error.message)) return { kind: 'token' };
    const cause = error.cause instanceof Error ? error.cause : error;
    const code = (cause as NodeJS.ErrnoException).code ?? (error as NodeJS.ErrnoException).code ?? '';
    if (neverLeft.has(code)) return { kind: 'unsent' };
  }
  return { kind: 'lost' };
}

export type Outcome<T> = { readonly ok: T } | { readonly ok?: undefined; readonly fault: Fault };

/**
 * Ask, and ask again: what never left and a short limit always; what may have been done only when it is `safe` to repeat.
 * Never throws.
 */
export async function ask<T>(request: () => Promise<unknown>, safe: boolean): Promise<Outcome<T>> {
  const end = performance.now() + patienceMs;
  let doubt = false;
  for (let nth = 1; ; nth += 1) {
    try {
      return { ok: ((await request()) ?? {}) as T };
    } catch (error) {
      const fault = faultOf(error);
      doubt ||= fault.kind === 'lost';
      const wait = waitOf(fault, safe, nth);
      if (wait === null || performance.now() + wait + requestMs > end + pauseMs) {
        // That the last try was not done says nothing of the one before it.
        return {
          fault: doubt && (fault.kind === 'wait' || fault.kind === 'unsent') ? { kind: 'lost' } : fault,
        };
      }
      await new Promise((go) => setTimeout(go, wait));
    }
  }
}

/** How long until the next try, ms; null: no more. */
function waitOf(fault: Fault, safe: boolean, nth: number): number | null {
  if (fault.kind === 'wait') {
    const wait = fault.until - Date.now();
    return wait <= shortWaitMs ? Math.max(0, wait) : null;
  }
  if (nth >= tries || fault.kind === 'refused' || fault.kind === 'token') return null;
  return fault.kind === 'unsent' || safe ? pauseMs * nth : null;
}
