// Discord asks for two lines (shards): servers are shared out among them, direct messages come by the first. The real program.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import type { Channel } from '../support/discord/world.ts';
import { discordDoor, discordProgram } from '../support/discordDoor.ts';
import { countIn, type Program } from '../support/program.ts';

let discord: Discord;
let rungs: Program;
beforeEach(async () => {
  discord = await openDiscord({ rates: false, shards: 2 });
  rungs = discordProgram(discord, mondayEarly);
});
afterEach(async () => {
  await rungs.kill();
  expect(discord.world.violations).toEqual([]);
  await discord.close();
});

const begin = async () => {
  await rungs.start();
  await discord.ready(2);
};

/** Somebody, and a server of theirs that belongs to that line; Discord's own sum. */
function somebody(line: bigint) {
  const hand = discord.person();
  for (;;) {
    const channel = discord.server([hand]);
    if (channel.guild && (BigInt(channel.guild.id) >> 22n) % 2n === line)
      return { hand, guild: channel.guild, door: discordDoor(discord, hand, channel), channel };
    // Ids rise with time, and the line with it.
    discord.world.pass(1);
  }
}

it('members of both are answered, and a server counts as lost only when its own line does not have it', async () => {
  await begin();
  const [ana, ben, cleo] = [somebody(0n), somebody(1n), somebody(1n)];
  for (const { hand, door } of [ana, ben, cleo]) {
    await door.says('hello');
    await door.presses('Join');
    await door.hears(/Which city/);
    await discordDoor(discord, hand).says('help');
  }
  discord.gateway.drop();
  await discord.ready(2);
  for (const { door } of [ana, ben, cleo]) await door.says('help');
  await rungs.stop();
  // While nobody is there: Ben's server has an outage, Cleo's puts the bot out.
  ben.guild.available = false;
  cleo.guild.hasBot = false;
  await begin();
  await ana.door.says('help');
  rungs.at('2026-12-25T12:00:00Z');
  const known = async (channel: Channel, who: typeof ana) =>
    !JSON.stringify((await who.hand.command('today', {}, channel)).original?.components).includes(
      'Welcome to Rungs',
    );
  await expect.poll(() => countIn(rungs, 'members'), { timeout: 30_000 }).toBe(2);
  discord.outage(ben.guild, false);
  discord.invited(cleo.guild, true);
  expect([
    await known(ana.channel, ana),
    await known(ben.channel, ben),
    await known(cleo.channel, cleo),
  ]).toEqual([true, true, false]);
}, 90_000);
