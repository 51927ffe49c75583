// What stands behind a control on Discord: a route with its arguments, a rating's value, or a thing of the door's own
// (a file to fetch, a form to open). Discord gives 100 characters; a mark that no encoded argument can hold parts them.

import { createHash } from 'node:crypto';
import { type Action, decodeAction, encodeAction } from '../../src/reply/action.ts';

/** Discord's custom_id. */
export const idLimit = 100;

/** What a pressed control asks for. */
export type Pressed =
  | { readonly kind: 'route'; readonly action: Action; readonly value?: string }
  | { readonly kind: 'file'; readonly name: string }
  /** A file is to be chosen, or has been. */
  | { readonly kind: 'send'; readonly action: Action }
  /** `kept` is the form's number in this process; `again` asks for it anew when that is forgotten. */
  | { readonly kind: 'form'; readonly kept: string; readonly again?: Action };

/** A rating's button; may be longer than Discord takes. */
export const ratingId = (action: Action, value: number): string => `${encodeAction(action)}~${value}`;

export const fileId = (name: string): string => `~file?${new URLSearchParams({ n: name })}`;

/** A button that asks for a file, and the form in which it comes. */
export const sendId = (action: Action): string => `~send?${encodeAction(action)}`;

/** A form's button: with the route that makes it anew, where there is room for that. */
export function formId(kept: string, again?: Action): string {
  const short = `~form?k=${kept}`;
  const long = again ? `${short}~${encodeAction(again)}` : short;
  return long.length <= idLimit ? long : short;
}

/** custom_id → what was pressed, or null when it has not the form of one (forged, mangled). */
export function readId(id: string): Pressed | null {
  if (id.length > idLimit) return null;
  if (id.startsWith('~file?')) {
    const name = new URLSearchParams(id.slice('~file?'.length)).get('n');
    return name ? { kind: 'file', name } : null;
  }
  if (id.startsWith('~send?')) {
    const action = decodeAction(id.slice('~send?'.length));
    return action && { kind: 'send', action };
  }
  const form = /^~form\?k=([\w-]{1,24})(?:~(.+))?$/s.exec(id);
  if (form?.[1]) {
    const again = form[2] === undefined ? undefined : (decodeAction(form[2]) ?? undefined);
    return { kind: 'form', kept: form[1], ...(again && { again }) };
  }
  const [encoded = '', value, ...more] = id.split('~');
  const action = more.length === 0 ? decodeAction(encoded) : null;
  if (!action || (value !== undefined && !/^(?:\d|10)$/.test(value))) return null;
  const { [twin]: _twin, ...args } = action.args;
  return { kind: 'route', action: { route: action.route, args }, ...(value !== undefined && { value }) };
}

/** An argument that only tells apart two controls that do the same: Discord takes no id twice in a message. */
const twin = '_';

/** Another id for the same action; null when there is no room for one. */
export function twinOf(id: string, nth: number): string | null {
  const [encoded = '', value] = id.split('~');
  if (id.startsWith('~')) return null;
  const other = `${encoded}${encoded.includes('?') ? '&' : '?'}${twin}=${nth}${value === undefined ? '' : `~${value}`}`;
  return other.length <= idLimit ? other : null;
}

/**
 * Number of a message's first component, by which it is found again when it may have gone out: 31 bits of its wire key's
 * hash (Discord keeps ids of components as 32-bit integers; the low ones it gives out by itself).
 */
export function markOf(wireKey: string): number {
  return (createHash('sha256').update(wireKey).digest().readUInt32BE(0) >>> 1) | 0x1000;
}
