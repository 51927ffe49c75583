// The program dies before and after each thing that it does while eight members' cards go out by Discord, and starts again:
// nothing is lost, nothing doubled, as Discord itself counts. STOPS=all: every point, and a sound wire too; else every ninth.

import { expect, it } from 'vitest';
import { drawMessage } from '../../adapters/discord/draw.ts';
import { paceOpening } from '../../adapters/discord/pace.ts';
import { createPost } from '../../adapters/discord/post.ts';
import { createWire } from '../../adapters/discord/wire.ts';
import { openDiscord } from '../support/discord/index.ts';
import { dieAtEachPoint, type Ground } from '../support/eachPoint.ts';
import { eachStore } from '../support/stores.ts';

const letters = 8;
const all = process.env.STOPS === 'all';

/** What goes wrong on the way of every second letter, more often than the door asks again by itself. */
const troubles = [{ after: '502' }, { after: 'cut' }, { before: 'cut' }, { before: '502' }] as const;

async function ground(bad: boolean, wall: () => number): Promise<Ground> {
  const discord = await openDiscord({ rates: false });
  const { world } = discord;
  const people = Array.from({ length: letters }, () => discord.person());
  discord.server(people);
  const post = createPost(
    createWire(discord.token, discord.url),
    paceOpening(() => performance.now()),
    () => world.botId,
    wall,
  );
  for (const { user } of people) post.learn(user.id, world.openDm(user).id);
  const ways = bad ? troubles : [];
  for (const [n, way] of ways.entries()) {
    const at = world.dmOf(people[2 * n]!.user)?.id;
    discord.plant({ on: 'POST /channels', when: (call) => call.ids[0] === at, times: 3, ...way });
  }
  let before = 0;
  return {
    door: {
      deliver: (letter) => post.send(letter, drawMessage(letter.reply, letter.wireKey)),
      find: post.find,
    },
    people: people.map(({ user }) => ({ door: 'discord', tenant: 'discord', user: user.id })),
    shown: () => people.map(({ user }) => world.dmOf(user)?.messages.length ?? 0),
    violations: world.violations,
    passed(ms) {
      world.pass(ms - before);
      before = ms;
    },
    close: () => discord.close(),
  };
}

eachStore((open) => {
  it.each(all ? [true, false] : [true])(
    'loses no card and doubles none wherever it dies; with a bad wire: %s',
    async (bad) => {
      await expect(
        dieAtEachPoint(await open(), all ? 1 : 9, (wall) => ground(bad, wall)),
      ).resolves.toBeUndefined();
    },
    300_000,
  );
});
