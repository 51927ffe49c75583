// What a control carries as its action_id: a route of the house, a file, or a form that waits. An id may stand once in a
// block: a second control that does the same gets a number behind.

import { type Action, decodeAction, encodeAction } from '../../src/reply/action.ts';

/** What an id asks for. */
export type Id =
  | { readonly kind: 'route'; readonly action: Action }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'send' }
  | { readonly kind: 'form'; readonly kept: string; readonly again?: Action };

export const fileId = (name: string): string => `file:${name}`;

/** Asks for a file: it is sent into the direct channel. */
export const sendId = 'send:file';

/** A form kept under a number; `again` makes it anew when it is gone. */
export const formId = (kept: string, again?: Action): string =>
  `form:${kept}${again ? `:${encodeAction(again)}` : ''}`;

/** Ids of one block, each once. */
export const apart = (ids: readonly string[]): readonly string[] =>
  ids.map((id, i) => (ids.indexOf(id) === i ? id : `${id}~${i}`));

/** An id as it came back, or null for one that was never ours. */
export function readId(text: string): Id | null {
  const id = text.replace(/~\d+$/, '');
  if (id === sendId) return { kind: 'send' };
  const [, kind, rest = ''] = /^(file|form):(.+)$/s.exec(id) ?? [];
  if (kind === 'file') return { kind, name: rest };
  if (kind === 'form') {
    const [, kept = '', route] = /^([\w-]+)(?::(.+))?$/s.exec(rest) ?? [];
    const again = route === undefined ? null : decodeAction(route);
    return kept ? { kind, kept, ...(again && { again }) } : null;
  }
  const action = decodeAction(id);
  return action && { kind: 'route', action };
}
