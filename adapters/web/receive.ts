// A request of the page → an Ask. Shape only: what it means is for the house to say.

import type { Ask, Who } from '../../src/ask.ts';
import { decodeAction } from '../../src/reply/action.ts';

/** The page has one member: who holds the key (more only in the demo). */
export const me: Who = { door: 'web', tenant: 'local', user: 'me' };

const isText = (value: unknown): value is string => typeof value === 'string';
const isId = (value: unknown): value is string => isText(value) && /^[\w:.-]{1,80}$/.test(value);
const isZone = (value: unknown): value is string => isText(value) && /^[\w+/-]{1,64}$/.test(value);

function isFields(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => isText(text))
  );
}

/**
 * Body of POST /api/ask → Ask, or null when it has not the form of one.
 * `{id, zone?, message?, kind: 'say', text}` or `{id, zone?, message?, kind: 'do', action, fields?}`.
 */
export function receive(body: unknown, now: number, who: Who = me): Ask | null {
  if (typeof body !== 'object' || body === null) return null;
  const { id, zone, message, kind, text, action, fields } = body as Record<string, unknown>;
  if (!isId(id)) return null;
  const heard = {
    ...who,
    place: 'private',
    at: now,
    eventKey: `web:${id}`,
    ...(isZone(zone) && { zone }),
    ...(isId(message) && { message }),
  } as const;
  if (kind === 'say' && isText(text) && text.trim() !== '') return { ...heard, kind, text };
  if (kind !== 'do' || !isText(action)) return null;
  const decoded = decodeAction(action);
  if (!decoded || (fields !== undefined && !isFields(fields))) return null;
  return { ...heard, kind, ...decoded, fields: fields ?? {} };
}
