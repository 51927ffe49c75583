// Rungs killed over and over amid a morning on Discord (killedMorning.ts), with answers lost after they were applied and sockets
// cut besides, on both databases. RUNGS_LONG=1: ten mornings of 60 people with 20 kills each.

import type { Hand } from '../support/discord/hand.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { discordDoor } from '../support/discordDoor.ts';
import { killedMornings, type Person, type Town } from '../support/killedMorning.ts';

const long = process.env.RUNGS_LONG === '1';
const mornings = long
  ? Array.from({ length: 10 }, (_, n) => ({ seed: n + 1, people: 60, kills: 20, onServer: 20 }))
  : [{ seed: 1, people: 8, kills: 3, onServer: 3 }];

function person(discord: Discord, hand: Hand): Person {
  const door = discordDoor(discord, hand);
  return {
    async join() {
      await door.says('hello');
      await door.presses('Join');
      await door.hears(/Which city/);
      await door.says('Berlin');
      await door.hears(/When shall your card come/);
    },
    types: (text) => hand.types(text),
    heard: () => hand.sees().map((one) => (one.message.author === null ? one.text : '')),
  };
}

/** More often than the door asks again by itself. */
const troubles = [{ after: '502' }, { after: 'cut' }, { before: 'cut' }, { before: '502' }] as const;

async function town(people: number): Promise<Town> {
  const discord = await openDiscord({ rates: false });
  const hands = Array.from({ length: people }, () => discord.person());
  discord.server(hands);
  return {
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url },
    ready: () => discord.ready(),
    people: hands.map((hand) => person(discord, hand)),
    plant: (trouble) => discord.plant({ on: 'POST /channels', ...trouble }),
    calm: () => discord.calm(),
    trouble(nth) {
      const at = discord.world.dmOf(hands[(nth + 1) % people]!.user)?.id;
      const way = troubles[nth % troubles.length];
      discord.plant({ on: 'POST /channels', when: (call) => call.ids[0] === at, times: 3, ...way });
    },
    violations: discord.world.violations,
    close: () => discord.close(),
  };
}

killedMornings('Discord', town, mornings, long);
