// Buttons that were used are gone, on the message that had them and on every other that showed the same.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { until } from '../support/slack/index.ts';
import { joins, type SlackTalker } from '../support/slackDoor.ts';
import { openSlackHouse, type SlackHouse } from '../support/slackHouse.ts';

let house: SlackHouse;
let member: SlackTalker;
beforeEach(async () => {
  house = await openSlackHouse(mondayEarly);
  member = house.person();
  await joins(member.hand);
});
afterEach(async () => {
  expect(house.slack.world.violations).toEqual([]);
  await house.close();
});

const withButton = (label: string) =>
  member.sees().filter(({ buttons }) => buttons.some((one) => one.label === label));
const none = (label: string) => until(() => withButton(label).length === 0, `${label} still stands`);

it('a thank-you done in the list is asked for nowhere else, and what else is owed keeps its buttons', async () => {
  await member.says('add Frida, Olaf');
  await member.says('log had coffee with Frida today');
  await member.hears(/Thank Frida for the coffee/);
  await member.says('log had coffee with Olaf today');
  await member.hears(/Thank Olaf for the coffee/);
  await member.says('followups');
  expect(withButton('Drop')).toHaveLength(3);
  await member.presses('Done');
  await member.hears(/You thanked Olaf/);
  await until(() => withButton('Drop').length === 2, 'the thank-you that is done keeps its buttons');
  const list = withButton('Drop').at(-1);
  expect(list?.text).toMatch(/^What is open/);
  expect(list?.buttons.filter(({ label }) => label === 'Done')).toHaveLength(1);
  await member.presses('Drop');
  await member.hears(/^Dropped/);
  await none('Drop');
});

it('people brought in stand where the look at their file stood, with nothing left to press but Undo', async () => {
  await member.says('import\nDora Lind\nEmil Vos');
  await member.hears(/2 people/);
  await member.presses('Bring them in');
  await member.hears(/^Brought in 2 people/);
  await none('Bring them in');
  await none('Looks wrong');
  await member.says('import\nCleo Ruiz');
  await member.presses('Cancel');
  await member.hears(/The file is gone/);
  await none('Cancel');
});
