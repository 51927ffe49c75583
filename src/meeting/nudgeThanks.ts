// Thank-yous, prompted after a meeting and once more; and any follow-up that Later brought back. People of one meeting
// are thanked in one message. A thank-you is never dropped: what is not sent moves, or rides in the card.

import type { Context, Nudge } from '../command.ts';
import { message } from '../reply/say.ts';
import { thanksBlocks } from './held.ts';
import { type Desk, deskOf } from './owed.ts';
import { changeFollowUp, type FollowUp, membersToPrompt, openFollowUps } from './rows.ts';
import { askedFor, type Chance, promptAgainAt } from './rules.ts';
import { chanceOf, wakingOf, wakingUntil, zoneOf } from './when.ts';

export const nudgeThanks: Nudge = {
  kind: 'thanks',
  due: membersToPrompt,
  compose: async (ctx) => {
    const due = (await openFollowUps(ctx)).filter((one) => one.promptAt !== null && one.promptAt <= ctx.now);
    const desk = await deskOf(ctx);
    for (const first of due) {
      const what = await chanceOf(ctx, first.promptAt ?? ctx.now, first.prompts);
      const group = due.filter((one) => one === first || belongs(one, first));
      for (const owed of group) await moveOn(ctx, desk, owed, what);
      if (what !== 'send') continue;
      const thanks = first.what === 'thanks';
      return {
        dedupeKey: `thanks:${first.id}:${first.promptAt}`,
        message: message(
          thanks ? 'A thank-you is due' : 'You asked me to bring this back',
          ...thanksBlocks(desk, group),
        ),
        expiresAt: wakingUntil(ctx),
        budget: 'asked',
      };
    }
    return null;
  },
};

/** Thank-yous for the same meeting, due at the same time for the same reason. */
const belongs = (one: FollowUp, first: FollowUp): boolean =>
  first.what === 'thanks' &&
  one.what === 'thanks' &&
  first.meeting !== null &&
  one.meeting === first.meeting &&
  one.promptAt === first.promptAt &&
  one.prompts === first.prompts;

/** After the first prompt the second is planned; after that it is left in the list. */
async function moveOn(ctx: Context, desk: Desk, owed: FollowUp, what: Chance): Promise<void> {
  if (typeof what === 'number') {
    await changeFollowUp(ctx, owed.id, { promptAt: what });
    return;
  }
  const isFirst = owed.what === 'thanks' && owed.prompts === 0;
  const end = what === 'send' ? (desk.meeting(owed.meeting)?.end ?? null) : null;
  const again = isFirst ? promptAgainAt(end, ctx.now, wakingOf(ctx.me, zoneOf(ctx))) : null;
  // A card takes what is due by its day; what rides now is due now.
  const due = what === 'ride' && owed.prompts >= askedFor && owed.due > ctx.today ? { due: ctx.today } : {};
  await changeFollowUp(ctx, owed.id, { promptAt: again, prompts: owed.prompts + 1, ...due });
}
