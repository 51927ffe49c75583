// Rungs killed amid a morning of twenty people on Slack, before and after a post of it is applied, and started again: each has
// the card once. The real program as a child, on both databases; each point on the way of a letter is in stops.test.ts.

import { afterEach, describe, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { type Program, program } from '../support/program.ts';
import { TEST_KEY } from '../support/settings.ts';
import { type Hand, openSlack, type Slack, until } from '../support/slack/index.ts';
import { servers } from '../support/stores.ts';

const people = 20;

/** A morning each: which of its posts meets the kill, and whether Slack has it by then. */
const mornings = [
  { day: '2026-11-23', post: 1, side: 'after' },
  { day: '2026-11-24', post: 9, side: 'before' },
] as const;

let slack: Slack | undefined;
let rungs: Program | undefined;
afterEach(async () => {
  await rungs?.kill();
  await slack?.close();
});

/** Kill the program at the nth post from now; true once it is gone. */
function killAt(nth: number, side: 'before' | 'after'): () => boolean {
  let seen = 0;
  let gone = false;
  let done: () => void = () => undefined;
  const killed = new Promise<void>((resolve) => {
    done = resolve;
  });
  slack?.server.plant({
    on: 'chat.postMessage',
    [side]: killed,
    when() {
      seen += 1;
      if (seen !== nth) return false;
      void rungs?.kill().then(() => {
        gone = true;
        done();
      });
      return true;
    },
  });
  return () => gone;
}

const cardsOf = (hand: Hand) => hand.sees().filter((one) => /^Good morning/.test(one.text)).length;

async function join(hand: Hand): Promise<void> {
  await hand.types('hello');
  const button = () => hand.sees().some((one) => one.buttons.some(({ label }) => label === 'Join'));
  await until(button, 'nobody asked to join');
  await hand.presses('Join');
  await until(() => hand.sees().some((one) => /your card come/.test(one.text)), 'joining led nowhere');
}

async function each(url?: string): Promise<void> {
  slack = await openSlack();
  const team = slack.workspace();
  const hands = Array.from({ length: people }, () => slack!.person(team));
  rungs = program(mondayEarly, {
    SLACK_BOT_TOKEN: team.token,
    SLACK_APP_TOKEN: slack.world.appToken,
    SLACK_API_URL: slack.url,
    RUNGS_KEY: TEST_KEY,
    ...(url && { DATABASE_URL: url }),
  });
  await rungs.start();
  await slack.ready();
  for (const hand of hands) await join(hand);
  for (const [n, { day, post, side }] of mornings.entries()) {
    const gone = killAt(post, side);
    rungs.at(`${day}T08:00:05Z`);
    await until(gone, `no post ${post} on ${day}`);
    await rungs.start();
    await slack.ready();
    await until(
      () => hands.every((hand) => cardsOf(hand) > n),
      () => `cards on ${day}: ${hands.map(cardsOf).join(' ')}`,
    );
    expect(hands.map(cardsOf), day).toEqual(hands.map(() => n + 1));
  }
  // One more life that finds nothing to do: a card that comes twice would come now.
  await rungs.kill();
  await rungs.start();
  await slack.ready();
  expect(hands.map(cardsOf)).toEqual(hands.map(() => mornings.length));
  expect(slack.world.violations).toEqual([]);
}

describe('killed amid a morning on Slack, nobody lacks a card and nobody has two', () => {
  const fresh = servers();
  it('on sqlite', () => each(), 300_000);
  it('on postgres', async () => each(await fresh()), 300_000);
});
