// What a door must be able to do. One adapter a platform; each sees the app's types, asks and replies, and nothing else of the house.

import type { App } from '../src/app.ts';
import type { Who } from '../src/ask.ts';
import type { Message } from '../src/reply/reply.ts';

/** An unasked message on its way. */
export interface Letter {
  readonly kind: 'message';
  readonly address: Who;
  /** 22 characters, unique for ever: by it a message that may have gone out is found again. */
  readonly wireKey: string;
  /** Real instant before the first byte of the first attempt, epoch ms. */
  readonly firstSendingAt: number;
  readonly reply: Message;
}

/** What became of one attempt. `unknown` is looked up by `find` before anything is sent again. */
export type Delivery =
  | { readonly state: 'sent'; readonly id: string }
  | { readonly state: 'notSent'; readonly retryAt: number }
  | { readonly state: 'never'; readonly reason: string }
  | { readonly state: 'unknown' };

export type Found =
  | { readonly state: 'found'; readonly id: string }
  | { readonly state: 'absent' }
  | { readonly state: 'cannotTell' };

export interface Adapter {
  readonly door: Who['door'];
  /** Open for business; resolves when asks can come in. Throws a plain Error with one clear line. */
  start(app: App): Promise<void>;
  /** Take no new asks, finish what is under way. */
  stop(): Promise<void>;
  deliver(letter: Letter): Promise<Delivery>;
  find(letter: Letter): Promise<Found>;
  /** One line for each thing wrong; none when all is well. */
  check(): Promise<readonly string[]>;
}
