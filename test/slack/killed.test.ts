// Rungs killed over and over amid a morning on Slack (killedMorning.ts), on both databases. RUNGS_LONG=1: four mornings of 200
// people with 50 kills each.

import { killedMornings, type Person, type Town } from '../support/killedMorning.ts';
import { type Hand, openSlack } from '../support/slack/index.ts';
import { joins } from '../support/slackDoor.ts';

const long = process.env.RUNGS_LONG === '1';
const mornings = long
  ? [1, 2, 3, 4].map((seed) => ({ seed, people: 200, kills: 50, onServer: 50 }))
  : [{ seed: 1, people: 20, kills: 16, onServer: 4 }];

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

killedMornings('Slack', town, mornings, long);
