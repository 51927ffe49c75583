// A conversation is a list of stages, written once over Talker; house.test.ts and page.test.ts run them at their doors.

import type { Talker } from '../support/talker.ts';

/** One stage; before it the clock is moved, and the program may be stopped or killed. */
export interface Stage {
  readonly name: string;
  /** Where the clock stands in this stage; none: where it stood. */
  readonly at?: string;
  readonly run: (member: Talker) => Promise<void>;
}
