// Discord in trouble: answers lost on the way, lines cut, the gateway restarted, the program killed, doors closed to
// us. Nothing is lost, nothing comes twice, nobody is pestered. The real program at the simulated Discord.

import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mondayEarly, signUpOnDiscord } from '../conversations/signUp.ts';
import type { Hand } from '../support/discord/hand.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import type { Channel } from '../support/discord/world.ts';
import { discordDoor, discordProgram } from '../support/discordDoor.ts';
import { countIn, Ended, type Program } from '../support/program.ts';
import { TEST_KEY } from '../support/settings.ts';
import { servers } from '../support/stores.ts';

/** What the next private answer says of it. */
const unreached = /did not let me bring you/;

const long = process.env.RUNGS_LONG === '1';
const many = long ? 200 : 24;

let discord: Discord;
let rungs: Program;
let channel: Channel;
beforeEach(async () => {
  discord = await openDiscord({ rates: false });
  rungs = discordProgram(discord, mondayEarly);
});
afterEach(async () => {
  await rungs.kill();
  expect(discord.world.violations).toEqual([]);
  await discord.close();
});

const begin = async () => {
  await rungs.start();
  await discord.ready();
};

/** People in one server who have joined. */
async function joined(n: number): Promise<readonly Hand[]> {
  const hands = Array.from({ length: n }, () => discord.person());
  channel = discord.server(hands);
  for (let i = 0; i < n; i += 12)
    await Promise.all(
      hands.slice(i, i + 12).map(async (hand) => {
        const member = discordDoor(discord, hand);
        await member.says('hello');
        await member.presses('Join');
        await member.hears(/Which city/);
      }),
    );
  return hands;
}

/** How often a person has been told that somebody was added, and asked how they are known: the answer's two messages. */
function told(hand: Hand, name: string): readonly [number, number] {
  const texts = hand.sees().map((one) => (one.message.author ? '' : one.text));
  const count = (words: string) => texts.filter((text) => text.startsWith(`${words} ${name}`)).length;
  return [count('Added'), count('How do you know')];
}
const once = ([added, asked]: readonly [number, number]) => added === 1 && asked === 1;

/** Until each has been told; then nobody twice, also after another answer has gone its way. */
async function onceEach(asked: readonly (readonly [Hand, string])[]): Promise<void> {
  const lacking = () => asked.filter(([hand, name]) => told(hand, name).includes(0)).map(([, name]) => name);
  await discord.world.until(
    () => lacking().length === 0,
    () => `lost: ${lacking()}`,
    90_000,
  );
  const [hand] = asked[0] ?? [];
  if (hand) await discordDoor(discord, hand).says('help');
  expect(
    asked.map(([hand, name]) => [name, told(hand, name)]).filter(([, both]) => !once(both as never)),
  ).toEqual([]);
}

describe('on the way', () => {
  it('nothing is lost or doubled when answers are lost after they were applied, or lines are cut', async () => {
    await begin();
    const hands = await joined(12);
    const ways = [{ after: '502' }, { after: 'cut' }, { before: 'cut' }, { before: '502' }] as const;
    const asked: (readonly [Hand, string])[] = [];
    for (const [n, hand] of hands.entries()) {
      const name = `Xanthe${n}`;
      asked.push([hand, name]);
      const way = ways[n % ways.length] ?? {};
      if (n < 8) {
        const at = discord.world.dmOf(hand.user)?.id;
        discord.plant({ on: 'POST /channels', when: (call) => call.ids[0] === at, ...way });
        hand.types(`add ${name}`);
      } else {
        discord.plant({ on: 'POST /interactions', when: () => true, ...way });
        hand.command('rungs add', { name }, channel).catch(() => undefined);
      }
    }
    await onceEach(asked);
  }, 120_000);
});

describe('an answer that takes over three seconds', () => {
  const fresh = servers();

  it('comes once, in the place that was held for it: to a command for the asker alone, to a press where it was pressed', async () => {
    const url = await fresh();
    rungs = discordProgram(discord, mondayEarly, { DATABASE_URL: url, RUNGS_KEY: TEST_KEY });
    await begin();
    const [asking, pressing] = [discord.person(), discord.person()];
    channel = discord.server([asking, pressing]);
    const asker = discordDoor(discord, asking, channel);
    await Promise.all([asker, discordDoor(discord, pressing)].map(signUpOnDiscord));
    const before = [asking, pressing].map((hand) => hand.sees().length);
    // Heard can be what is asked, and not worked.
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('begin; lock table contacts, touches in access exclusive mode');
    const earlier = discord.world.interactions.size;
    const answered = [
      asking.command('rungs add', { name: 'Xanthe' }, channel),
      pressing.presses('Did it'),
    ] as const;
    const both = () => [...discord.world.interactions.values()].slice(earlier);
    await discord.world.until(
      () => both().length === 2 && both().every((one) => one.answered !== undefined),
      () => 'no place was held',
    );
    const [command, press] = both();
    expect([command?.answered, command?.original?.only, press?.answered]).toEqual([5, asking.user, 6]);
    await new Promise((done) => setTimeout(done, 2_500));
    const felt = () => pressing.sees().find((one) => one.message === press?.source)?.text ?? '';
    expect([told(asking, 'Xanthe'), /How did it feel/.test(felt())]).toEqual([[0, 0], false]);
    await other.query('rollback');
    await other.end();
    await Promise.all(answered);
    await discord.world.until(
      () => once(told(asking, 'Xanthe')) && /How did it feel/.test(felt()),
      () => `told ${told(asking, 'Xanthe')}; ${felt()}`,
    );
    expect([asking, pressing].map((hand) => hand.sees().length)).toEqual([before[0]! + 2, before[1]]);
    await asker.says('help');
    expect(told(asking, 'Xanthe')).toEqual([1, 1]);
    await rungs.kill();
  }, 60_000);
});

describe('at the gateway', () => {
  it('nothing is lost or doubled over cut lines, op 7, op 9 and events that come twice, amid many conversations', async () => {
    await begin();
    const hands = await joined(many);
    discord.world.rules.twice = true;
    const troubles = [
      () => discord.gateway.drop(),
      () => discord.gateway.reconnect(),
      () => discord.gateway.invalidate(true),
      // All of it at one moment.
      () => {
        discord.gateway.reconnect();
        discord.gateway.invalidate(true);
        discord.gateway.close(4000);
      },
    ];
    const asked = hands.map((hand, n) => [hand, `Xanthe${n}`] as const);
    for (const [n, [hand, name]] of asked.entries()) {
      hand.types(`add ${name}`);
      const trouble = troubles[Math.floor((n * troubles.length) / many)];
      if (n % (many / troubles.length) === 2) trouble?.();
      if (n % (many / troubles.length) === 5) await discord.ready();
    }
    await onceEach(asked);
    discord.world.rules.twice = false;
    // A session that is over: whoever acts after the next one has begun is heard.
    discord.gateway.invalidate(false);
    await discord.ready();
    await onceEach(
      hands.slice(0, 4).map((hand, n) => {
        hand.types(`add Yorick${n}`);
        return [hand, `Yorick${n}`] as const;
      }),
    );
  }, 180_000);

  it('what was heard before a kill is answered once after it, and what was answered is not said again', async () => {
    await begin();
    const hands = await joined(long ? 60 : 12);
    const asked = hands.map((hand, n) => [hand, `Xanthe${n}`] as const);
    for (const [n, [hand, name]] of asked.entries()) {
      hand.types(`add ${name}`);
      if (n % 6 === 4) {
        await new Promise((done) => setTimeout(done, (n * 7) % 40));
        await rungs.kill();
        await begin();
      }
    }
    const last = hands.at(-1);
    await discord.world.until(
      () => last && once(told(last, `Xanthe${hands.length - 1}`)),
      () => 'the last was not answered',
      60_000,
    );
    for (const [hand, name] of asked) {
      const { contacts } = await discordDoor(discord, hand).exported();
      const kept = (contacts as { name: string }[]).some((one) => one.name === name);
      // Whoever was typing while nobody was there is not heard: Discord tells a new session nothing of before.
      await discord.world.until(
        () => (kept ? once(told(hand, name)) : told(hand, name).join() === '0,0'),
        () => `${name} was told ${told(hand, name).join('+')} times, and is ${kept ? '' : 'not '}kept`,
        // What a kill left in doubt is looked for 5 s later, and goes again at once.
        30_000,
      );
    }
  }, 120_000);

  it('a close with 4004 or 4014 ends the program with one clear line', async () => {
    await Promise.all(
      (
        [
          [4004, /DISCORD_TOKEN/],
          [4014, /intent/i],
        ] as const
      ).map(async ([code, line]) => {
        const own = await openDiscord();
        own.gateway.bad.refuse = code;
        const ended = await discordProgram(own, mondayEarly)
          .start()
          .catch((error: unknown) => error);
        expect(ended).toBeInstanceOf(Ended);
        expect((ended as Ended).code).toBe(1);
        expect((ended as Ended).log).toMatch(line);
        expect((ended as Ended).log).not.toMatch(/\n\s+at /);
        await own.close();
      }),
    );
  }, 60_000);
});

describe('closed doors', () => {
  it('are tried once, never answered in public, and told of at the next command', async () => {
    await begin();
    // One closes their direct messages (50007), one leaves the server that they shared with the bot (50278).
    const [closed, gone] = [discord.person({ installed: true }), discord.person()];
    channel = discord.server([closed, gone]);
    const both = [closed, gone];
    await Promise.all(both.map((hand) => signUpOnDiscord(discordDoor(discord, hand))));
    closed.user.dms = false;
    channel.guild?.members.delete(gone.user.id);
    const refused = (code: number) =>
      discord.world.refusals.filter((one) => one.startsWith(`${code}`)).length;
    rungs.at('2026-11-23T08:00:05Z');
    await discord.world.until(
      () => refused(50007) > 0 && refused(50278) > 0,
      () => 'the cards were never tried',
      20_000,
    );
    rungs.at('2026-11-24T08:00:05Z');
    await new Promise((done) => setTimeout(done, 2_500));
    expect([refused(50007), refused(50278)]).toEqual([1, 1]);
    expect(channel.messages.filter((one) => !one.only)).toEqual([]);
    channel.guild?.members.add(gone.user.id);
    for (const hand of both) {
      const seen = hand.sees().length;
      await hand.command('today', {}, channel);
      const later = () => hand.sees().slice(seen);
      await discord.world.until(
        () => later().some((one) => unreached.test(one.text)),
        () => `not told: ${later().map((one) => one.text)}`,
      );
    }
    // What waited may come by direct message now; in the channel nothing is for everybody.
    expect(channel.messages.filter((one) => !one.only)).toEqual([]);
  }, 60_000);

  it('a burst of new direct channels (40003) is stopped at the first refusal', async () => {
    await begin();
    discord.world.rules.newDms = 0;
    const hands = Array.from({ length: 6 }, () => discord.person());
    channel = discord.server(hands);
    const opened = () => discord.calls.filter((one) => one === 'POST /users/@me/channels').length;
    for (const hand of hands) await hand.command('today', {}, channel);
    await discord.world.until(opened, () => 'no channel was opened');
    for (const hand of hands) await hand.command('today', {}, channel);
    await new Promise((done) => setTimeout(done, 3_000));
    expect(opened()).toBe(1);
  }, 60_000);

  it('an outage of a server costs nobody anything; 30 days put out of it, and whoever has no other way in is forgotten', async () => {
    await begin();
    const [ana, ben, cleo] = [discord.person(), discord.person(), discord.person({ installed: true })];
    const away = discord.server([ana]);
    const left = discord.server([ben, cleo]);
    const doors = [
      [ana, away],
      [ben, left],
      [cleo, left],
    ] as const;
    await Promise.all(doors.map(([hand, where]) => signUpOnDiscord(discordDoor(discord, hand, where))));
    if (!away.guild || !left.guild) return;
    discord.outage(away.guild, true);
    discord.invited(left.guild, false);
    // When another ask has been answered, the program has taken note of both.
    for (const words of ['help', 'settings']) await discordDoor(discord, ana, away).says(words);
    const welcomed = async (hand: Hand, where: Channel) => {
      const one = await hand.command('today', {}, where);
      return JSON.stringify(one.original?.components).includes('Welcome to Rungs');
    };
    // What was asked is let go of by the same hour's tidying, just before.
    rungs.at('2026-12-22T12:00:00Z');
    await expect.poll(() => countIn(rungs, 'inbox'), { timeout: 30_000 }).toBe(0);
    expect(countIn(rungs, 'members')).toBe(3);
    rungs.at('2026-12-25T12:00:00Z');
    await expect.poll(() => countIn(rungs, 'members'), { timeout: 30_000 }).toBe(2);
    discord.outage(away.guild, false);
    discord.invited(left.guild, true);
    expect(await Promise.all(doors.map(([hand, where]) => welcomed(hand, where)))).toEqual([
      false,
      true,
      false,
    ]);
  }, 90_000);
});
