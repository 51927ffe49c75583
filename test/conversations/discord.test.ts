// The conversations on Discord: the real program, a simulated Discord on real sockets, a clock moved by hand.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { type DiscordDoor, discordDoor, discordProgram } from '../support/discordDoor.ts';
import type { Program } from '../support/program.ts';
import { byHand } from './byHand.ts';
import { dailyLoop } from './dailyLoop.ts';
import { mondayEarly, signUpOnDiscord } from './signUp.ts';
import type { Stage } from './stage.ts';

/** Where a member stands: what is installed, and where they speak. */
const seats: readonly (readonly [string, (discord: Discord) => DiscordDoor])[] = [
  [
    'in a server, by its installation',
    (discord) => {
      const hand = discord.person();
      return discordDoor(discord, hand, discord.server([hand]));
    },
  ],
  [
    'in direct messages, by a shared server',
    (discord) => {
      const hand = discord.person();
      discord.server([hand]);
      return discordDoor(discord, hand);
    },
  ],
  [
    'in direct messages, by the member’s own installation',
    (discord) => discordDoor(discord, discord.person({ installed: true })),
  ],
  [
    'in a server where the bot is not, by the member’s own installation',
    (discord) => {
      const hand = discord.person({ installed: true });
      return discordDoor(discord, hand, discord.server([hand], false));
    },
  ],
];

const cards = async (member: DiscordDoor) =>
  (await member.heard()).filter((text) => text.startsWith('Good morning'));

// In the second, Discord does not name the kind of a direct channel with its messages.
describe.each([
  ['a day from the welcome to the thank-you', dailyLoop, 1],
  ['the example by hand', byHand, 2],
] as const)('%s', (_name, stages: readonly Stage[], mornings) => {
  let discord: Discord;
  let rungs: Program;
  let members: readonly (readonly [string, DiscordDoor])[];
  beforeAll(async () => {
    discord = await openDiscord({ rates: false, channelType: mornings === 1 });
    rungs = discordProgram(discord, mondayEarly, { LOG_LEVEL: 'trace' });
    await rungs.start();
    await discord.ready();
    members = seats.map(([name, seat]) => [name, seat(discord)]);
  });
  afterAll(() => discord.close());

  it('goes alike wherever it is spoken: sign-up in at most 14 taps, the card once, no word of theirs in the log', async () => {
    const all = <T>(act: (member: DiscordDoor) => Promise<T>) =>
      Promise.all(
        members.map(([name, member]) =>
          act(member).catch((error: Error) => {
            throw new Error(`${name}: ${error.message}`);
          }),
        ),
      );
    await all(async (member) => {
      await signUpOnDiscord(member);
      expect(member.taps()).toBeLessThanOrEqual(14);
    });
    for (const stage of stages) {
      if (stage.at) rungs.at(stage.at);
      await all((member) => stage.run(member));
    }
    await all(async (member) => expect(await cards(member)).toHaveLength(mornings));
    expect(discord.world.registrations).toBe(1);
    await rungs.stop();
    await rungs.start();
    expect(discord.world.registrations).toBe(1);
    expect(await rungs.stop()).toBe(0);
    expect(discord.world.violations).toEqual([]);
    expect(discord.world.pings).toEqual([]);
    const names = ['Frida', 'Olaf', 'Stefan', 'coffee with'];
    expect(names.filter((name) => rungs.log().includes(name))).toEqual([]);
  }, 90_000);
});
