// The program dies before and after each thing that it does while twenty members' cards go out by Slack, and starts again:
// nothing is lost, nothing doubled, as Slack itself counts. STOPS=all: every point, else every eleventh.

import { expect, it } from 'vitest';
import { dieAtEachPoint, type Ground } from '../support/eachPoint.ts';
import { openSlack } from '../support/slack/index.ts';
import { slackCarrier } from '../support/slackCarrier.ts';
import { eachStore } from '../support/stores.ts';

const letters = 20;
const stride = process.env.STOPS === 'all' ? 1 : 11;

/** What goes wrong on the way of every third letter: lost after it was applied, before it, a fault of Slack's, its rate. */
const troubles = [
  { after: 'cut' },
  { before: 'cut' },
  { after: '500' },
  { before: '500' },
  { before: 1 },
] as const;

async function ground(bad: boolean): Promise<Ground> {
  const slack = await openSlack();
  const team = slack.workspace();
  const people = Array.from({ length: letters }, () => slack.person(team));
  if (bad) for (const trouble of troubles) slack.server.plant({ on: 'chat.postMessage', ...trouble });
  return {
    door: slackCarrier(slack),
    people: people.map(({ user }) => ({ door: 'slack', tenant: team.id, user: user.id })),
    shown: () => people.map((hand) => hand.direct().messages.length),
    violations: slack.world.violations,
    passed(ms) {
      slack.world.rules.aheadMs = ms;
    },
    close: () => slack.close(),
  };
}

eachStore((open) => {
  it.each([false, true])(
    'loses no card and doubles none wherever it dies; with a bad wire: %s',
    async (bad) => {
      await expect(dieAtEachPoint(await open(), stride, () => ground(bad))).resolves.toBeUndefined();
    },
    300_000,
  );
});
