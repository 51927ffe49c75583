// One call to Slack and what became of it. The library never tries again by itself and never waits out a rate limit: that
// is the courier's, who writes down before each attempt what may have left.

import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Delivery } from '../adapter.ts';
import { silent } from './silent.ts';

/** A call is waited for so long, ms. */
export const patienceMs = 10_000;
/** A rate limit that says no time, ms. */
const unsaidMs = 30_000;

/**
 * Options for a client. A new object each: clients keep what they are given, and one kept a header of another
 * workspace's once. No headers here, ever.
 */
export const optionsOf = (api: string, timeout = patienceMs): WebClientOptions => ({
  slackApiUrl: api,
  timeout,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: false,
  logger: silent,
});

/** A client of one token. */
export const clientOf = (token: string | undefined, api: string): WebClient =>
  new WebClient(token, optionsOf(api));

/** Why a call came to nothing. `lost`: it left, and what became of it is not known. `until` is a real instant. */
export type Fault =
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'unsent' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused'; readonly code: string };

export type Outcome<T> =
  | { readonly ok: T; readonly fault?: undefined }
  | { readonly ok?: undefined; readonly fault: Fault };

/** Make a call; never rejects. */
export async function ask<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: await call() };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

/** Nothing has left when there was nobody to take it. */
const neverLeft = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);
/** Slack's own troubles: they can come after it has done what was asked. */
const itsOwn = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout']);

function faultOf(error: unknown): Fault {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'wait', until: Date.now() + error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (code === 'ratelimited' || code === 'rate_limited')
      return { kind: 'wait', until: Date.now() + unsaidMs };
    return itsOwn.has(code) ? { kind: 'lost' } : { kind: 'refused', code };
  }
  if (error instanceof WebAPIHTTPError)
    return error.statusCode >= 500 ? { kind: 'lost' } : { kind: 'refused', code: `http_${error.statusCode}` };
  if (error instanceof WebAPIRequestError) {
    const cause = (error.original as { cause?: unknown }).cause as { code?: unknown } | undefined;
    const code = String(cause?.code ?? (error.original as { code?: unknown }).code ?? '');
    return neverLeft.has(code) ? { kind: 'unsent' } : { kind: 'lost' };
  }
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return { kind: 'wait', until: Date.now() + unsaidMs };
  return { kind: 'lost' };
}

/** A fault for the log: no word of anybody's is in it. */
export const nameOf = (fault: Fault): string => (fault.kind === 'refused' ? fault.code : fault.kind);

/** The line of a call that says nothing about its token, by the name of its fault; undefined when it says something. */
export function awayLine(why: string): string | undefined {
  if (why === 'wait') return 'Slack asks for a pause: try again in a minute.';
  const away = why === 'lost' || why === 'unsent';
  return away ? 'Slack does not answer: is SLACK_API_URL right, and Slack within reach?' : undefined;
}

export const isCode = (fault: Fault | undefined, ...codes: readonly string[]): boolean =>
  fault?.kind === 'refused' && codes.includes(fault.code);

/** Slack lets us do nothing in this workspace any more. */
export const closed: readonly string[] = [
  ...['account_inactive', 'token_revoked', 'token_expired', 'invalid_auth', 'not_authed'],
  ...['no_permission', 'ekm_access_denied', 'org_login_required', 'team_added_to_org', 'access_denied'],
];
/** The channel is not there for us (any more). */
export const noChannel: readonly string[] = ['channel_not_found', 'not_in_channel', 'is_archived'];
/** This member takes nothing from us. */
const unreachable: readonly string[] = [
  ...['user_not_found', 'user_disabled', 'user_not_visible', 'users_not_found', 'user_is_bot'],
  ...['invalid_user_combination', 'cannot_dm_bot', 'messages_tab_disabled', 'cannot_reply_to_message'],
  ...noChannel,
];

/** This member takes nothing from us (any more). */
export const takesNothing = (fault: Fault): boolean =>
  fault.kind === 'refused' &&
  (unreachable.includes(fault.code) || fault.code.startsWith('restricted_action'));

/** A fault as the courier hears it. Opening a channel shows nobody anything: lost, it is as if nothing had left. */
export function deliveryOf(fault: Fault, what: 'sending' | 'opening' = 'sending'): Delivery {
  switch (fault.kind) {
    case 'wait':
      return { state: 'notSent', retryAt: fault.until };
    case 'unsent':
      return { state: 'notSent', retryAt: 0 };
    case 'lost':
      return what === 'opening' ? { state: 'notSent', retryAt: 0 } : { state: 'unknown' };
    case 'refused': {
      const { code } = fault;
      if (closed.includes(code)) return { state: 'never', reason: code, holds: 'tenant' };
      return { state: 'never', reason: code, ...(takesNothing(fault) && { holds: 'member' as const }) };
    }
  }
}
