// The host's ready post: whoever brings the app into a channel has asked for it, once, in that channel and nowhere else.
// Nobody is written to by it; who wants to begins in private.

import { act, encodeAction } from '../../src/reply/action.ts';
import { bold, t } from '../../src/reply/rich.ts';
import { postOf, press, row, say } from './draw.ts';
import { bodyOf } from './post.ts';
import { ask, nameOf } from './wire.ts';
import type { Workspace } from './workspaces.ts';

/** Say it; the fault's name when that went wrong. */
export async function postReady({ hand }: Workspace, channel: string): Promise<string | null> {
  const post = postOf('Rungs is here, for whoever would like company in looking for work.', [
    ...say(
      t`${bold('Looking for work, and hate networking?')} I suggest one small step towards people a day, never more than you can bear. Whom you write to, and what you write, is shown to nobody here.`,
    ),
    ...row([press('Start in private', encodeAction(act('start.welcome')), 'primary')]),
  ]);
  const said = await ask(() => hand.chat.postMessage({ channel, ...bodyOf(post) }));
  return said.ok ? null : nameOf(said.fault);
}
