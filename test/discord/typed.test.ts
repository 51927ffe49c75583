// What a member types on Discord: a form that it asks for, somebody mentioned in it, and what stays of it. The real program at the simulated Discord.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import type { Hand } from '../support/discord/hand.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import type { Channel } from '../support/discord/world.ts';
import { type DiscordDoor, discordDoor, discordProgram } from '../support/discordDoor.ts';
import type { Program } from '../support/program.ts';

let discord: Discord;
let rungs: Program;
let hand: Hand;
let other: Hand;
let channel: Channel;
let member: DiscordDoor;
beforeAll(async () => {
  discord = await openDiscord({ rates: false });
  rungs = discordProgram(discord, mondayEarly);
  await rungs.start();
  await discord.ready();
  hand = discord.person();
  other = discord.person({ name: 'Karla Weiss', nick: 'Karla of Sales' });
  channel = discord.server([hand, other]);
  member = discordDoor(discord, hand);
  await member.says('hello');
  await member.presses('Join');
  await member.hears(/Which city/);
});
afterAll(async () => {
  expect(discord.world.violations).toEqual([]);
  await discord.close();
});

it('opens its form by a button, where a direct message can open none', async () => {
  await member.says('meeting');
  await member.hears(/^A meeting: a few words/);
  await member.presses('Open form');
  await member.fills(
    { 'With whom?': 'Frida', 'Which day?': '24 Nov', 'From (optional)': '10:00' },
    'Keep it',
  );
  await member.presses('Add Frida');
  await member.hears(/^Planned: coffee with Frida, Tuesday 24 November, 10:00/m);
});

it('keeps who is mentioned by name: the server’s where it is said there, else the one they gave themselves', async () => {
  const mention = `<@${other.user.id}>`;
  await member.says(`add ${mention}`);
  await member.hears(/^Added Karla Weiss/);
  await hand.command('rungs add', { name: mention }, channel);
  await member.hears(/^Added Karla of Sales/);
  await hand.command('rungs log', { words: `had coffee with ${mention} today` }, channel);
  await member.hears(/^Logged: coffee with Karla S\./);
  expect(other.sees()).toEqual([]);
});

it('keeps somebody whom Discord does not name as someone, and never the id', async () => {
  await member.says('add <@123456789012345678> Weiss');
  await member.hears(/^Added someone Weiss/);
  expect((await member.heard()).join()).not.toMatch(/Added .*1234/);
});

it('says before everything is erased that what was said stays with Discord', async () => {
  await member.says('forget me');
  expect(await member.hears(/Forget everything\?$/)).toMatch(
    /^[\s\S]*notes and ladders, at once[\s\S]*stays with Discord/,
  );
  await member.presses('Keep');
});

it('shows somebody new one Join, below the example once that is asked for', async () => {
  const newcomer = discord.person();
  discord.server([newcomer]);
  const door = discordDoor(discord, newcomer);
  await door.says('hello');
  await door.presses('Show me an example first');
  await door.hears(/^A morning with Rungs/);
  expect(newcomer.sees().flatMap((one) => one.buttons.map(({ label }) => label))).toEqual(['Join']);
  expect((await door.heard()).join()).toContain('Whoever runs this bot holds the key');
});
