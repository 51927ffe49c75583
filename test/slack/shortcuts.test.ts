// The two shortcuts, by the real program: a form at once, the words of a message in it to be changed, what was done logged, and the
// talk goes on in the direct messages. Whose message it was, and whoever else reads the channel, hears nothing of it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { type Hand, until } from '../support/slack/index.ts';
import { type Channel, type Json, type Message, put } from '../support/slack/world.ts';
import { joins } from '../support/slackDoor.ts';
import { openSlackHouse, type SlackHouse } from '../support/slackHouse.ts';

let house: SlackHouse;
let member: Hand;
let other: Hand;
let channel: Channel;
beforeEach(async () => {
  house = await openSlackHouse(mondayEarly);
  member = house.person().hand;
  other = house.person().hand;
  // Rungs is not in it, and need not be.
  channel = house.slack.channel(house.team, [member, other], false);
  await joins(member);
  await member.command('add Olaf');
  await hears(/^How do you know Olaf/);
});
afterEach(async () => {
  expect(house.slack.world.violations).toEqual([]);
  await house.close();
});

const heard = (start: RegExp) => member.sees().find((one) => one.message.bot && start.test(one.text));
const hears = (start: RegExp) =>
  until(
    () => heard(start) !== undefined,
    () => `${start} was not heard; the last was ${member.sees().at(-1)?.text.slice(0, 300)}`,
  );

/** A message in the channel; by the other person unless said otherwise. */
const posted = (text: string, by: Partial<Message> = {}) =>
  put(house.slack.world, channel, { user: other.user.id, bot: false, text, blocks: [], ...by });

/** What stands in the one field of the open form. */
async function offered(): Promise<string> {
  await until(() => member.form() !== undefined, 'no form opened');
  const blocks = (member.form()?.view.json.blocks ?? []) as Json[];
  const input = blocks.find((one) => one.type === 'input')?.element as Json | undefined;
  return String(input?.initial_value ?? '');
}

/** Nobody but the member was told anything, anywhere. */
function expectNobodyElseHeard(before: number): void {
  expect(channel.messages).toHaveLength(before);
  expect(other.sees().filter((one) => one.channel !== channel)).toEqual([]);
  const inPublic = ({ args, method }: { args: Json; method: string }) =>
    method === 'respond' || args.channel === channel.id;
  expect(house.slack.calls.filter(inPublic)).toEqual([]);
}

describe('Log this', () => {
  const mark = (other: string) =>
    `<@${other}> see <https://x.test/a?b=1&amp;c|the page> in <#C1|general>, 1 &lt; 2, <mailto:a@b.test|a@b.test>`;

  it.each([
    ["somebody's own words", () => 'Coffee with Olaf on Thursday?', 'Coffee with Olaf on Thursday?'],
    ['mentions and links', () => mark(other.user.id), '@someone see the page in #general, 1 < 2, a@b.test'],
    ['a team that is called', () => '<!subteam^S0ABC> and <!here>', '@someone and @here'],
    ['no text at all', () => '', ''],
  ])(
    'offers what can be read of a message with %s, changed before it is kept',
    async (_what, text, readable) => {
      const message = posted(text());
      const ack = await member.messageShortcut('log_this', message, channel);
      expect(ack.ms).not.toBeNull();
      expect(await offered()).toBe(readable);
      await member.fills({ 'What did you do?': 'had coffee with Olaf, felt 4' });
      await hears(/^Logged: coffee with Olaf/);
      expect(heard(/^Logged/)?.channel).toBe(member.direct());
      expectNobodyElseHeard(1);
    },
  );

  it('takes a message of a bot, and one of the greatest length, cut to what a form holds', async () => {
    const long = 'Emailed Olaf about it. '.repeat(1_700);
    const message = posted(long, { user: 'B0OTHER', bot: true });
    await member.messageShortcut('log_this', message, channel);
    expect(await offered()).toHaveLength(3_000);
    await member.fills({});
    await hears(/How did it feel to e-mail Olaf\?/);
    await member.chooses('3');
    await until(
      () =>
        /It felt 3 of 10/.test(
          member
            .sees()
            .map((one) => one.text)
            .join(),
        ),
      'no end to it',
    );
    expectNobodyElseHeard(1);
  });

  it('asks at the field when it cannot see who it was, and keeps what was typed', async () => {
    const message = posted('See you all at nine');
    await member.messageShortcut('log_this', message, channel);
    await offered();
    const ack = await member.fills({});
    expect(ack.body).toMatchObject({ response_action: 'errors' });
    expect(Object.values(member.form()?.view.errors ?? {}).join()).toMatch(/^Who was it\?/);
    await member.fills({ 'What did you do?': 'met Olaf, felt 2' });
    await hears(/^Logged/);
    expectNobodyElseHeard(1);
  });

  it('comes behind a button, in private and with its words, when Slack opens no form any more', async () => {
    house.slack.world.rules.triggerMs = 0;
    await member.messageShortcut('log_this', posted('Coffee with Olaf'), channel);
    await hears(/a few words from you/);
    house.slack.world.rules.triggerMs = 3_000;
    await member.presses('Open form');
    expect(await offered()).toBe('Coffee with Olaf');
    expectNobodyElseHeard(1);
  });

  it('welcomes somebody who has not joined, in private, and keeps none of the words', async () => {
    const message = posted('Zelda came by', { user: member.user.id });
    await other.messageShortcut('log_this', message, channel);
    await until(() => other.sees().some((one) => /^Welcome to Rungs/.test(one.text)), 'no welcome');
    expect(other.form()).toBeUndefined();
    expect(channel.messages).toHaveLength(1);
    expect(JSON.stringify(other.direct().messages)).not.toContain('Zelda');
  });
});

describe('Log what happened', () => {
  it('opens an empty form anywhere, and goes on in private', async () => {
    const ack = await member.shortcut('log_what_happened');
    expect(ack.ms).not.toBeNull();
    expect(await offered()).toBe('');
    await member.fills({ 'What did you do?': 'emailed Olaf' });
    await hears(/How did it feel to e-mail Olaf\?/);
    expect(heard(/How did it feel/)?.channel).toBe(member.direct());
    expectNobodyElseHeard(0);
  });
});
