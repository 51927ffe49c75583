// Did it happen? An hour after a planned meeting, once; in quiet hours, paused or over the day's three it moves.

import type { Nudge } from '../command.ts';
import { message } from '../reply/say.ts';
import { deskOf, happenedBlocks } from './owed.ts';
import { changeMeeting, meetingsOf, membersToAsk } from './rows.ts';
import { chanceOf, wakingUntil } from './when.ts';

export const nudgeHappened: Nudge = {
  kind: 'happened',
  due: membersToAsk,
  compose: async (ctx) => {
    for (const meeting of await meetingsOf(ctx)) {
      const { promptAt } = meeting;
      if (meeting.state !== 'planned' || promptAt === null || promptAt > ctx.now) continue;
      const what = await chanceOf(ctx, promptAt, 0);
      await changeMeeting(ctx, meeting.id, {
        promptAt: typeof what === 'number' ? what : null,
        prompted: what === 'send',
      });
      if (what !== 'send') continue;
      return {
        dedupeKey: `happened:${meeting.id}:${promptAt}`,
        message: message('A meeting to look back on', ...happenedBlocks(await deskOf(ctx), meeting, true)),
        expiresAt: wakingUntil(ctx),
        budget: 'asked',
      };
    }
    return null;
  },
};
