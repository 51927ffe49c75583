// Rungs killed amid mornings of people on Discord, with answers lost after they were applied and sockets cut besides, and
// started again: each has each card once. One kill a database; RUNGS_LONG=1: a hundred random ones on each.

import { afterEach, describe, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import type { Hand } from '../support/discord/hand.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { discordDoor } from '../support/discordDoor.ts';
import { killedMornings, type Morning, type Person } from '../support/killedMornings.ts';
import { servers } from '../support/stores.ts';

const long = process.env.RUNGS_LONG === '1';
const people = long ? 8 : 4;
const day = '2026-11-23';

/** The same each time; another beginning gives others. */
function random(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (Math.imul(at, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((at / 0x80000000) * below);
  };
}

/** Random kills, a weekday each: at a post, before or after it; at any moment; and now and then at the next start too. */
function hundred(seed: number): readonly Morning[] {
  const below = random(seed);
  const monday = Date.parse('2026-11-23T00:00:00Z');
  return Array.from({ length: 100 }, (_, n) => {
    const on = new Date(monday + (Math.floor(n / 5) * 7 + (n % 5)) * 86_400_000).toISOString().slice(0, 10);
    const side = below(2) === 0 ? 'before' : 'after';
    return {
      day: on,
      // One post may be lost to trouble (below), and not be counted.
      kill: below(3) === 0 ? { ms: below(2_000) } : { post: 1 + below(people - 1), side },
      ...(below(5) === 0 && { again: below(600) }),
    };
  });
}

let discord: Discord | undefined;
afterEach(async () => {
  await discord?.close();
});

function person(here: Discord, hand: Hand): Person {
  const door = discordDoor(here, hand);
  return {
    async join() {
      await door.says('hello');
      await door.presses('Join');
      await door.hears(/Which city/);
      await door.says('Berlin');
      await door.hears(/When shall your card come/);
    },
    says: (text) => hand.types(text),
    heard: () =>
      hand
        .sees()
        .filter((one) => one.message.author === null)
        .map((one) => one.text),
  };
}

/** More often than the door asks again by itself. */
const troubles = [{ after: '502' }, { after: 'cut' }, { before: 'cut' }, { before: '502' }] as const;

async function each(mornings: readonly Morning[], url?: string): Promise<void> {
  const here = await openDiscord({ rates: false });
  discord = here;
  const hands = Array.from({ length: people }, () => here.person());
  here.server(hands);
  const town = {
    env: { DISCORD_TOKEN: here.token, DISCORD_API_URL: here.url },
    ready: async () => void (await here.ready()),
    people: hands.map((hand) => person(here, hand)),
    plant: (trouble: object) => here.plant({ on: 'POST /channels', ...trouble }),
    trouble(nth: number) {
      const at = here.world.dmOf(hands[nth % people]!.user)?.id;
      const way = troubles[nth % troubles.length];
      here.plant({ on: 'POST /channels', when: (call) => call.ids[0] === at, times: 3, ...way });
    },
    violations: here.world.violations,
  };
  await expect(killedMornings(mondayEarly, town, mornings, url)).resolves.toBeUndefined();
}

describe('killed amid mornings on Discord, nobody lacks a card and nobody has two', () => {
  const fresh = servers();
  const after = long ? hundred(7) : [{ day, kill: { post: 2, side: 'after' } } as const];
  const before = long ? hundred(8) : [{ day, kill: { post: 3, side: 'before' } } as const];
  it('on sqlite', () => each(after), 3_600_000);
  it('on postgres', async () => each(before, await fresh()), 3_600_000);
});
