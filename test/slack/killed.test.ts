// Rungs killed amid a morning of twenty people on Slack, before and after a post of it is applied, and started again: each has
// the card once. The real program as a child, on both databases; each point on the way of a letter is in stops.test.ts.

import { afterEach, describe, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { killedMornings, type Person } from '../support/killedMornings.ts';
import { type Hand, openSlack, type Slack, until } from '../support/slack/index.ts';
import { servers } from '../support/stores.ts';

const mornings = [
  { day: '2026-11-23', kill: { post: 1, side: 'after' } },
  { day: '2026-11-24', kill: { post: 9, side: 'before' } },
] as const;

let slack: Slack | undefined;
afterEach(async () => {
  await slack?.close();
});

const person = (hand: Hand): Person => ({
  async join() {
    await hand.types('hello');
    const button = () => hand.sees().some((one) => one.buttons.some(({ label }) => label === 'Join'));
    await until(button, 'nobody asked to join');
    await hand.presses('Join');
    await until(() => hand.sees().some((one) => /your card come/.test(one.text)), 'joining led nowhere');
  },
  says: (text) => hand.types(text),
  heard: () => hand.sees().map((one) => one.text),
});

async function each(url?: string): Promise<void> {
  const here = await openSlack();
  slack = here;
  const team = here.workspace();
  const town = {
    env: { SLACK_BOT_TOKEN: team.token, SLACK_APP_TOKEN: here.world.appToken, SLACK_API_URL: here.url },
    ready: () => here.ready(),
    people: Array.from({ length: 20 }, () => person(here.person(team))),
    plant: (trouble: object) => here.server.plant({ on: 'chat.postMessage', ...trouble }),
    violations: here.world.violations,
  };
  await expect(killedMornings(mondayEarly, town, mornings, url)).resolves.toBeUndefined();
}

describe('killed amid a morning on Slack, nobody lacks a card and nobody has two', () => {
  const fresh = servers();
  it('on sqlite', () => each(), 300_000);
  it('on postgres', async () => each(await fresh()), 300_000);
});
