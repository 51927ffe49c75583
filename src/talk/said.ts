// One message of the talk, as doors show it.

import type { Message } from '../reply/reply.ts';

/** A message of the talk as it stands now. */
export interface Said {
  readonly id: string;
  readonly at: number;
  readonly author: 'member' | 'rungs';
  /** What the member typed (author member). */
  readonly text?: string;
  /** What Rungs said (author rungs). */
  readonly message?: Message;
}
