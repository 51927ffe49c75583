// Somebody mentioned in what a member types: a person by their name, who hears nothing of it.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { type Hand, until } from '../support/slack/index.ts';
import { joins } from '../support/slackDoor.ts';
import { openSlackHouse, type SlackHouse } from '../support/slackHouse.ts';

let house: SlackHouse;
let member: Hand;
let other: Hand;
beforeEach(async () => {
  house = await openSlackHouse(mondayEarly);
  member = house.person().hand;
  other = house.slack.person(house.team, { name: 'Karla Weiss' });
  await joins(member);
});
afterEach(async () => {
  expect(house.slack.world.violations).toEqual([]);
  await house.close();
});

const hears = (start: RegExp) =>
  until(
    () => member.sees().some((one) => one.message.bot && start.test(one.text)),
    () => `${start} was not heard; the last was ${member.sees().at(-1)?.text.slice(0, 300)}`,
  );

it('is kept by name, whether picked alone or amid words', async () => {
  await member.types(`add @${other.user.id}`);
  await hears(/^Added Karla Weiss/);
  await member.types(`log had coffee with @${other.user.id} today`);
  await hears(/^Logged: coffee with Karla/);
  expect(other.sees()).toEqual([]);
});

it('is somebody while Slack does not say who, and what is typed is answered all the same', async () => {
  house.slack.server.plant({ on: 'users.info', before: '500', times: 100 });
  await member.types(`add @${other.user.id} Weiss`);
  await hears(/^Added someone Weiss/);
  expect(
    member
      .sees()
      .map((one) => (one.message.bot ? one.text : ''))
      .join(),
  ).not.toContain(other.user.id);
});
