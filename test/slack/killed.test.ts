// Rungs killed over and over amid a morning on Slack (killedMorning.ts), on both databases. RUNGS_LONG=1: four mornings of 200
// people with 50 kills each.

import { describe, expect, it } from 'vitest';
import { killedMorning, type Person, type Town } from '../support/killedMorning.ts';
import { type Hand, openSlack } from '../support/slack/index.ts';
import { joins } from '../support/slackDoor.ts';
import { servers } from '../support/stores.ts';

const long = process.env.RUNGS_LONG === '1';
const mornings = long
  ? [1, 2, 3, 4].map((seed) => ({ seed, people: 200, kills: 50 }))
  : [{ seed: 1, people: 20, kills: 3 }];

const person = (hand: Hand): Person => ({
  join: () => joins(hand),
  types: (text) => hand.types(text),
  heard: () => hand.sees().map((one) => (one.message.bot ? one.text : '')),
});

async function town(people: number): Promise<Town> {
  // What is not taken is brought again until it is: lives are short here, and Slack itself gives up after the third time.
  const slack = await openSlack({ again: [1_000, ...Array.from({ length: 100 }, () => 10_000)] });
  const team = slack.workspace();
  return {
    env: { SLACK_BOT_TOKEN: team.token, SLACK_APP_TOKEN: slack.world.appToken, SLACK_API_URL: slack.url },
    ready: () => slack.ready(),
    people: Array.from({ length: people }, () => person(slack.person(team))),
    plant: (trouble) => slack.server.plant({ on: 'chat.postMessage', ...trouble }),
    calm: () => slack.server.calm(),
    violations: slack.world.violations,
    close: () => slack.close(),
  };
}

describe('killed amid a morning on Slack, nobody lacks a card or an answer and nobody has two', () => {
  const fresh = servers();
  it.each(mornings)(
    'from seed $seed: $people people, $kills kills on each database',
    async ({ people, ...kills }) => {
      // Both at once: each of them mostly waits.
      const both = [
        killedMorning(await town(people), kills),
        killedMorning(await town(people), kills, await fresh()),
      ];
      await expect(Promise.all(both)).resolves.toHaveLength(2);
    },
    long ? 3_600_000 : 400_000,
  );
});
