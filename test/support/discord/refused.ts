// An error of Discord's: HTTP status, code, message; and what each code says.

import type { Fault } from './checks.ts';
import type { Json } from './world.ts';

const texts: Readonly<Record<number, string>> = {
  0: '401: Unauthorized',
  10003: 'Unknown Channel',
  10008: 'Unknown Message',
  10013: 'Unknown User',
  10015: 'Unknown Webhook',
  10062: 'Unknown interaction',
  40003: 'You are opening direct messages too fast',
  40005: 'Request entity too large',
  40060: 'Interaction has already been acknowledged.',
  40094: 'This interaction has reached its maximum number of follow-up messages',
  50001: 'Missing Access',
  50005: 'Cannot edit a message authored by another user',
  50006: 'Cannot send an empty message',
  50007: 'Cannot send messages to this user',
  50013: 'Missing Permissions',
  50027: 'Invalid Webhook Token',
  50033: 'Invalid Recipient(s)',
  50035: 'Invalid Form Body',
  50109: 'The request body contains invalid JSON.',
  50278: 'Cannot send messages to this user due to having no mutual guilds',
};

/** Thrown by a route; the server answers it. */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  readonly faults: readonly Fault[];
  constructor(status: number, code: number, faults: readonly Fault[] = []) {
    super(texts[code] ?? String(code));
    this.status = status;
    this.code = code;
    this.faults = faults;
  }
  /** As Discord words it. */
  json(): Json {
    const errors: Json = {};
    for (const [place, message] of this.faults) {
      let at = errors;
      for (const part of place.split('.')) {
        at[part] ??= {};
        at = at[part] as Json;
      }
      at._errors = [{ code: 'BASE_TYPE_INVALID', message }];
    }
    return { message: this.message, code: this.code, ...(this.faults.length && { errors }) };
  }
}
