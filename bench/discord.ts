// Rungs on the simulated Discord beside a bare discord.js bot, both as programs of their own: how soon `/today` is
// answered under load; how a morning run of direct messages goes, and what somebody who asks meanwhile waits.

import { join } from 'node:path';
import type { Hand } from '../test/support/discord/hand.ts';
import { type Discord, openDiscord } from '../test/support/discord/index.ts';
import type { Channel } from '../test/support/discord/world.ts';
import { type Bench, median, type Row } from './bench.ts';
import { folder, open } from './house.ts';
import { addMember } from './people.ts';
import { after, child, end, type Known, makeDue, rank, resident, rungs } from './programs.ts';

/** People in the list of each who asks. */
const people = 500;
/** Who ask, so that nobody comes near thirty actions a minute. */
const askers = 60;
/** Asks a second, and for how long in each of the rounds. */
const offered = 100;
const seconds = 3;
const rounds = 3;
/** Cards of the morning run, and the rate that we set ourselves. */
const cards = 2_000;
const rate = 45;

const program = (discord: Discord, path: string) =>
  rungs(path, { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url });

/** One `/today` in a server: ms from the event to the answer shown. */
async function asks(hand: Hand, where: Channel): Promise<number> {
  const began = performance.now();
  // An answer that never came counts for as long as it was waited for.
  await hand.command('today', {}, where).catch(() => undefined);
  return performance.now() - began;
}

/** So many asks a second, whoever waits; ms of each. */
async function load(hands: readonly Hand[], where: Channel): Promise<readonly number[]> {
  const began = performance.now();
  const all: Promise<number>[] = [];
  for (let n = 0; n < offered * seconds; n += 1) {
    await after(Math.max(0, began + (n * 1000) / offered - performance.now()));
    const hand = hands[n % hands.length];
    if (hand) all.push(asks(hand, where));
  }
  return Promise.all(all);
}

async function underLoad(): Promise<readonly Row[]> {
  const sides = await Promise.all(
    (['ours', 'bare'] as const).map(async (name) => {
      const discord = await openDiscord({ newDms: 1000 });
      const hands = Array.from({ length: askers }, () => discord.person());
      // Where the direct channel is known, nothing needs to be opened meanwhile.
      for (const hand of hands) discord.world.openDm(hand.user);
      const where = discord.server(hands);
      const users = hands.map((hand) => hand.user.id);
      const took: number[] = [];
      const path = join(folder(), 'rungs.db');
      if (name === 'ours') {
        const store = await open(path, { now: Date.now() });
        for (const user of users)
          await addMember(store, { door: 'discord', tenant: 'discord', user }, people);
        await store.close();
      }
      const running =
        name === 'ours'
          ? await program(discord, path)
          : await child(['bench/discordBare.ts', discord.url, discord.token, `${people}`, ...users]);
      await discord.world.until(
        () => discord.world.commands.length,
        () => 'no commands',
      );
      return { name, discord, hands, where, running, took };
    }),
  );
  for (let round = -1; round < rounds; round += 1)
    for (const side of round % 2 ? sides : [...sides].reverse()) {
      const took = await load(side.hands, side.where);
      // The first round warms both.
      if (round >= 0) side.took.push(...took);
    }
  const [ours, bare] = sides;
  if (!ours || !bare) throw new Error('a side is missing');
  const memory = [resident(ours.running), resident(bare.running)] as const;
  for (const side of sides) {
    await end(side.running);
    if (side.discord.world.violations.length) throw new Error(side.discord.world.violations[0]);
    await side.discord.close();
  }
  const row = (what: string, part: number, orAtMost?: number): Row => ({
    what,
    ours: rank(ours.took, part),
    bare: rank(bare.took, part),
    unit: 'ms',
    target: 3,
    ...(orAtMost !== undefined && { orAtMost }),
  });
  return [
    row(`/today at ${offered} a second, p50`, 0.5),
    row(`/today at ${offered} a second, p99`, 0.99, 25),
    { what: 'resident after it', ours: memory[0], bare: memory[1], unit: 'MB', target: null },
  ];
}

async function morning(): Promise<readonly Row[]> {
  const discord = await openDiscord();
  const hands = Array.from({ length: cards }, () => discord.person());
  const others = Array.from({ length: 40 }, () => discord.person());
  const where = discord.server([...hands, ...others]);
  const path = join(folder(), 'rungs.db');
  const now = Date.now();
  const store = await open(path, { now });
  const known: Known[] = [];
  for (const hand of [...hands, ...others]) {
    const user = hand.user.id;
    await addMember(store, { door: 'discord', tenant: 'discord', user }, 4);
    known.push({ user, channel: discord.world.openDm(hand.user).id });
  }
  await makeDue(store, now, known, known.slice(cards));
  await store.close();

  const running = await program(discord, path);
  const sent = () =>
    hands.reduce((sum, hand) => sum + (discord.world.dmOf(hand.user)?.messages.length ?? 0), 0);
  await discord.world.until(sent, () => 'no card came', 60_000);
  const began = performance.now();
  const first = sent();
  const waits: number[] = [];
  for (let n = 0; sent() < cards; n += 1) {
    const hand = others[n % others.length];
    if (hand) waits.push(await asks(hand, where));
    await after(500);
    if (performance.now() - began > 120_000) throw new Error(`${sent()} cards in two minutes`);
  }
  const took = performance.now() - began;
  const limited = discord.world.refusals.filter((one) => one.startsWith('429')).length;
  await end(running);
  if (discord.world.violations.length) throw new Error(discord.world.violations[0]);
  await discord.close();
  return [
    {
      what: `${cards - first} cards of a morning run, beside ${rate} a second`,
      ours: took,
      bare: ((cards - first) / rate) * 1000,
      unit: 'ms',
      target: 1 / 0.95,
    },
    { what: '429s in it', ours: limited, bare: null, unit: 'requests', target: 0 },
    { what: '/today meanwhile, p50', ours: median(waits), bare: null, unit: 'ms', target: 200 },
  ];
}

export const discord: Bench = {
  name: 'discord',
  what: `Rungs on a simulated Discord beside a bare discord.js bot that commits a row and opens the same ${people} people`,
  run: async () => [...(await underLoad()), ...(await morning())],
};
