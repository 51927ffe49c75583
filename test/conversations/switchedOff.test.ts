// One member on Discord and the page, and the page is switched off: their card finds them, and nobody is offered a closed place.

import { afterAll, expect, it } from 'vitest';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { discordDoor, discordProgram } from '../support/discordDoor.ts';
import { program } from '../support/program.ts';
import { visitor } from '../support/visitor.ts';
import { mondayEarly, signUpOnDiscord } from './signUp.ts';

let discord: Discord;
afterAll(() => discord.close());

it('a place that is switched off is not offered, and what was to come there comes to the next', async () => {
  discord = await openDiscord({ rates: false });
  const both = discordProgram(discord, mondayEarly, { RUNGS_WEB: 'on' });
  await both.start();
  await discord.ready();
  const hand = discord.person();
  discord.server([hand]);
  const member = discordDoor(discord, hand);
  await signUpOnDiscord(member);
  await member.says('link');
  const code = /\b[A-Z]{8}\b/.exec(await member.hears(/Your code is/))?.[0] ?? '';
  const page = await visitor(both.url());
  await page.says(`link ${code}`);
  const choices = async () => {
    await member.says('link');
    return member.buttons();
  };
  expect(await choices()).toEqual(['Here']);
  await member.presses('Here');
  expect(await choices()).toEqual(['On the page']);
  expect(await choices()).toEqual(['On the page']);
  await member.presses('On the page');
  await member.hears(/^Your card comes on the page from now on/);
  await both.stop();

  const alone = program(mondayEarly, { ...both.env, RUNGS_WEB: 'off' });
  await alone.start();
  await discord.ready();
  await member.presses('On the page');
  await member.hears(/^I'm not on the page just now/);
  expect(await choices()).toEqual([]);
  both.at('2026-11-23T08:00:05Z');
  await member.hears(/^Good morning/);
  expect(await alone.stop()).toBe(0);
  expect(discord.world.violations).toEqual([]);
});
