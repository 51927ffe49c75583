// What a control carries: a route and its arguments, as one string of at most 100 characters (Discord's custom_id).

import { limits } from './limits.ts';

/** A route of the command table with its arguments; ids in it are looked up together with their owner. */
export interface Action {
  readonly route: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Build an action: act('today.did', {p: pick.id}). */
export const act = (route: string, args: Readonly<Record<string, string>> = {}): Action => ({ route, args });

/** Action → string; throws RangeError over the limit (a fault of ours, found by the contract tests). */
export function encodeAction(action: Action): string {
  const query = new URLSearchParams(action.args).toString();
  const text = query ? `${action.route}?${query}` : action.route;
  if (text.length > limits.action)
    throw new RangeError(`action over ${limits.action} characters: ${action.route}`);
  return text;
}

/** String → action, or null when it has not the form of one (a forged or mangled control). */
export function decodeAction(text: string): Action | null {
  if (text.length > limits.action) return null;
  const match = /^([a-z]+(?:\.[a-zA-Z]+)?)(?:\?(.*))?$/s.exec(text);
  if (!match?.[1]) return null;
  return { route: match[1], args: Object.fromEntries(new URLSearchParams(match[2] ?? '')) };
}
