// Rungs on Slack where the wire is bad: what comes twice, what gets lost, what Slack did not sign.

import { afterEach, describe, expect, it } from 'vitest';
import { mondayEarly, signUp } from '../conversations/signUp.ts';
import { until } from '../support/slack/index.ts';
import { joins, type SlackTalker } from '../support/slackDoor.ts';
import { openSlackHouse, type SlackHouse, type Way } from '../support/slackHouse.ts';

const houses: SlackHouse[] = [];
afterEach(async () => {
  for (const house of houses.splice(0)) await house.close();
});

async function opened(...given: Parameters<typeof openSlackHouse>): Promise<SlackHouse> {
  const house = await openSlackHouse(...given);
  houses.push(house);
  return house;
}

async function joined(house: SlackHouse, member = house.person()): Promise<SlackTalker> {
  await member.says('hello');
  await signUp(member);
  return member;
}

const morning = '2026-11-23T08:00:05Z';
const cards = async (member: SlackTalker) =>
  (await member.heard()).filter((text) => text.startsWith('Good morning')).length;

/** The people that a member has, from the program itself. */
async function peopleOf(house: SlackHouse, member: SlackTalker): Promise<readonly string[]> {
  const who = { door: 'slack', tenant: member.hand.team.id, user: member.hand.user.id } as const;
  const file = await house.running().app.file(who, 'rungs.json');
  const { contacts } = JSON.parse(file?.body ?? '{"contacts":[]}') as { contacts: { name: string }[] };
  return contacts.map((one) => one.name).sort();
}

const byHttp: Way = (slack, team) => ({
  SLACK_BOT_TOKEN: team.token,
  SLACK_SIGNING_SECRET: slack.world.signingSecret,
  PORT: '0',
});

describe('what Slack delivers', () => {
  it('has its effect once, however often it is delivered', async () => {
    const house = await opened(mondayEarly, { rules: { deliveries: 4 } });
    const member = await joined(house);
    await member.says('add Hanna');
    await member.hears(/Added Hanna/);
    expect(await peopleOf(house, member)).toEqual(['Frida', 'Hanna', 'Olaf', 'Stefan']);
    expect((await member.heard()).filter((text) => /^Added Hanna/.test(text))).toHaveLength(1);
    expect(house.slack.world.violations).toEqual([]);
  });

  it('is acknowledged within a second, each of it', async () => {
    const house = await opened(mondayEarly);
    const member = await joined(house);
    await member.hand.command('contacts');
    const slowest = Math.max(...house.slack.delivery.acks.map((ack) => ack.ms ?? Number.POSITIVE_INFINITY));
    expect(slowest).toBeLessThan(1_000);
  });

  it('of a command in a channel is answered to the asker alone', async () => {
    const house = await opened(mondayEarly);
    const member = await joined(house);
    const other = house.person();
    const channel = house.slack.channel(house.team, [member.hand, other.hand]);
    await member.hand.command('contacts', channel);
    await until(() => channel.messages.length > 0, 'nothing was said in the channel');
    expect(channel.messages.every((one) => one.onlyFor === member.hand.user.id)).toBe(true);
    expect(other.sees()).toEqual([]);
  });
});

describe('a letter', () => {
  it('whose answer got lost is found in the history, and not sent twice', async () => {
    const house = await opened(mondayEarly);
    const member = await joined(house);
    house.slack.server.plant({ on: 'chat.postMessage', after: 'cut' });
    await house.at(morning);
    expect(await cards(member)).toBe(1);
    await house.restart();
    await house.running().tick();
    expect(await cards(member)).toBe(1);
  });

  it('that Slack refused for its rate comes after its wait, and only then', async () => {
    const house = await opened(mondayEarly);
    const member = await joined(house);
    house.slack.server.plant({ on: 'chat.postMessage', before: 1 });
    const before = house.slack.calls.length;
    await house.at(morning);
    await until(
      () => member.sees().some((one) => one.text.startsWith('Good morning')),
      'the card did not come after its wait',
    );
    const posts = house.slack.calls.slice(before).filter((one) => one.method === 'chat.postMessage');
    expect(posts.map((one) => one.outcome)).toEqual(['429', 'ok']);
    expect((posts[1]?.at ?? 0) - (posts[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  });

  it('carries no name in what a notification shows, and one random key in what others can read', async () => {
    const house = await opened(mondayEarly);
    const member = await joined(house);
    await house.at(morning);
    await member.hears(/^Good morning/);
    for (const { message } of member.sees().filter((one) => one.message.bot)) {
      expect(message.text).not.toMatch(/Frida|Olaf|Stefan/);
      if (!message.metadata) continue;
      const { event_payload } = message.metadata as { event_payload: Record<string, string> };
      expect(Object.keys(event_payload)).toHaveLength(1);
      expect(Object.values(event_payload)[0]).toMatch(/^[\w-]{22}$/);
    }
  });

  it('to a workspace that took the app out is not sent, and nothing more is', async () => {
    const house = await opened(mondayEarly);
    const member = await joined(house);
    await house.slack.uninstalled(house.team);
    await until(() => house.slack.delivery.acks.length > 0, 'nothing was acknowledged');
    const before = house.slack.calls.length;
    await house.at(morning);
    expect(house.slack.calls.slice(before).filter((one) => one.method === 'chat.postMessage')).toEqual([]);
    expect(await cards(member)).toBe(0);
  });
});

describe('the one workspace, after it took the app out', () => {
  it('is served again by itself as soon as something comes from there and the token is good', async () => {
    const house = await opened(mondayEarly);
    const member = house.person();
    await joins(member.hand);
    await house.slack.uninstalled(house.team);
    house.team.installed = true;
    await member.hand.types('add Hanna');
    await member.hears(/^Added Hanna/);
    await house.at(morning);
    await member.hears(/^Good morning/);
    expect(house.slack.world.violations).toEqual([]);
  });

  it('is told of in one line when it came with another token, and nothing is done there', async () => {
    const house = await opened(mondayEarly);
    const member = house.person();
    await joins(member.hand);
    await house.slack.uninstalled(house.team);
    const before = house.slack.calls.length;
    expect((await member.hand.types('add Hanna')).ms).not.toBeNull();
    await until(() => house.log.some((line) => /SLACK_BOT_TOKEN \(account_inactive\)/.test(line)), 'no line');
    expect(house.slack.calls.slice(before).map((one) => one.method)).toEqual(['auth.test']);
    expect(house.closed).toEqual([]);
  });
});

describe('what is forged', () => {
  it.each([
    ['unsigned', { unsigned: true }],
    ['signed by somebody else', { secret: 'another-secret-altogether' }],
    ['six minutes old', { shiftS: -360 }],
    ['six minutes ahead', { shiftS: 360 }],
  ])('has no effect over HTTP: %s', async (_what, forge) => {
    const house = await opened(mondayEarly, { way: byHttp });
    const member = house.person();
    house.slack.delivery.state.target = { url: `${house.base()}/slack/events`, forge };
    const ack = await member.hand.types('hello');
    expect(ack.status).toBe(401);
    expect(member.sees().filter((one) => one.message.bot)).toEqual([]);
  });
});
