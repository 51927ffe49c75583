// The line on the next card, as it stands after what this ask has changed so far.

import { nextDue } from '../day/nextDue.ts';
import { readMember } from '../member/rows.ts';
import type { Rich } from '../reply/rich.ts';
import type { Own } from '../store/own.ts';
import { nextCardLine } from './words.ts';

/** "Next card …". */
export async function nextLine(own: Own): Promise<Rich> {
  const me = await readMember(own);
  return nextCardLine(me, await nextDue(own, me, own.now));
}
