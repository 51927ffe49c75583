// What a door must be able to do. One adapter a platform; each sees the app's types, asks and replies, and nothing else of the house.

import type { App } from '../src/app.ts';
import type { Place, Who } from '../src/ask.ts';
import type { Message } from '../src/reply/reply.ts';

/** How an ask came, so that it can be answered where it was asked. */
export interface Origin {
  readonly place: Place;
  /** The door's own, as it stood in the ask: what it answers by (a response address, an interaction's token). */
  readonly handle?: string;
  /** Id of the message whose control was used: an answer that replaces is drawn in its place. */
  readonly message?: string;
}

/** A message on its way: unasked, or the answer to an ask (`to`). */
export interface Letter {
  /** `edit` redraws the message `target` of ours, and may be done again without harm. */
  readonly kind: 'message' | 'edit';
  readonly address: Who;
  /** The member's direct channel, where it is known: from an ask, or from an earlier delivery. */
  readonly channel?: string;
  /** 22 characters, unique for ever: by it a message that may have gone out is found again. */
  readonly wireKey: string;
  /** Real instant before the first byte of the first attempt, epoch ms. */
  readonly firstSendingAt: number;
  readonly reply: Message;
  /** Only of an answer. */
  readonly to?: Origin;
  /** Only of an edit: the id under which the message was sent. */
  readonly target?: string;
}

/**
 * What became of one attempt. `unknown` is looked up by `find` before anything is sent again. `never` says how much it
 * holds for: this letter, everything to this member until they act, or everything to this tenant until it is back
 * (then the letter itself waits with the rest). `notSent` says when the platform may be asked again (real instant): with
 * a time to come the whole tenant waits until then, with none it counts as an attempt that broke off.
 */
export type Delivery =
  | { readonly state: 'sent'; readonly id: string; readonly channel?: string }
  | { readonly state: 'notSent'; readonly retryAt: number }
  | { readonly state: 'never'; readonly reason: string; readonly holds?: 'member' | 'tenant' }
  | { readonly state: 'unknown' };

/**
 * What a look for a letter tells. `again`: it is not there, and sent once more within the next 20 s it would show once,
 * also if the first one is still to come; said only where the platform itself sees to that.
 */
export type Found =
  | { readonly state: 'found'; readonly id: string }
  | { readonly state: 'absent' }
  | { readonly state: 'again' }
  | { readonly state: 'cannotTell' };

export interface Adapter {
  readonly door: Who['door'];
  /** Where its page stands, once it is open; only of a door that has one. */
  readonly page?: () => string | undefined;
  /** Open for business; resolves when asks can come in. Throws a plain Error with one clear line. */
  start(app: App): Promise<void>;
  /** Take no new asks, finish what is under way. */
  stop(): Promise<void>;
  /** From sending to the first look, ms. Not said: at once for the page, 45 s elsewhere. */
  readonly lookAfterMs?: number;
  /** Letters that nobody asked for, under way at once. Not said: 4 a tenant, and 10 together with all such doors. */
  readonly atOnce?: { readonly tenant?: number; readonly door?: number };
  /** Letters that nobody asked for, a second at most. Not said: as fast as they go. */
  readonly pacePerSecond?: { readonly tenant?: number; readonly door?: number };
  deliver(letter: Letter): Promise<Delivery>;
  find(letter: Letter): Promise<Found>;
  /** One line for each thing wrong; none when all is well. */
  check(): Promise<readonly string[]>;
}
