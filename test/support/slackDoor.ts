// A member on the simulated Slack, driving the real program: what Talker says, by the hand's own means.

import { type Hand, type SeenMessage, type Slack, until } from './slack/index.ts';
import { seen } from './slack/view.ts';
import type { Talker } from './talker.ts';

export interface SlackTalker extends Talker {
  readonly hand: Hand;
  /** What this member sees, oldest first. */
  sees(): readonly SeenMessage[];
  /** Wait until the program has nothing more to say to what was just done. */
  settle(since: number): Promise<void>;
}

/**
 * So long without a call counts as nothing more coming, ms: over what the courier lets pass before it redraws what is older
 * (100), and far over what a call takes on this machine.
 */
const quietMs = 250;

/** A talker over a hand; `since` counts calls of the Web API. */
export function slackDoor(slack: Slack, hand: Hand): SlackTalker {
  const calls = () => slack.calls.length;
  const last = () => slack.calls.at(-1)?.at ?? 0;

  async function settle(since: number): Promise<void> {
    await until(() => calls() > since, 'nothing came back');
    await until(() => performance.now() - last() > quietMs, 'it never came to rest');
  }

  async function does(act: () => Promise<unknown>): Promise<void> {
    const since = calls();
    await act();
    await settle(since);
  }

  const texts = () => hand.sees().map((one) => one.text);

  return {
    hand,
    sees: () => hand.sees(),
    settle,
    says: (text) => does(() => hand.types(text)),
    presses: (label) => does(() => hand.presses(label)),
    rates: (value) => does(() => hand.chooses(String(value))),
    async fills(fields) {
      await until(() => hand.form() !== undefined, 'no form opened');
      await does(() => hand.fills(fields));
    },
    async hears(pattern) {
      const fits = () => [...texts()].reverse().find((text) => pattern.test(text));
      await until(
        () => fits() !== undefined,
        () => `${pattern} was not heard; the last were:\n${texts().slice(-4).join('\n---\n')}`,
      );
      return fits() ?? '';
    },
    heard: async () => texts(),
    buttons: async () => (hand.sees().at(-1)?.buttons ?? []).map((one) => one.label),
  };
}

/** The first steps of sign-up by a bare hand, as far as a card comes; waits for what is needed, and for no calm. */
export async function joins(hand: Hand): Promise<void> {
  await hand.types('hello');
  const button = () => hand.sees().some((one) => one.buttons.some(({ label }) => label === 'Join'));
  await until(button, 'nobody asked to join');
  await hand.presses('Join');
  await until(() => hand.sees().some((one) => /your card come/.test(one.text)), 'joining led nowhere');
}

/** How often somebody was answered to `add NAME`: to a second time that it is there already. */
export const timesAdded = (hand: Hand, name: string): number =>
  hand.direct().messages.filter(({ bot, blocks, text }) => {
    const words = bot ? seen(blocks, text).text : '';
    return words.startsWith(`Added ${name}`) || words.startsWith(`You have ${name} already`);
  }).length;
