// What somebody may type, forge or press on Discord that is not theirs: shown as text, answered by one kind line for
// the asker's eyes, nothing read and nothing written. The real program at the simulated Discord.

import { Kysely, SqliteDialect } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../src/store/dialects/sqlite.ts';
import { mondayEarly, signUpOnDiscord } from '../conversations/signUp.ts';
import { read } from '../support/asRead.ts';
import { rolling } from '../support/dice.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { directionsClosed } from '../support/discord/markdown.ts';
import type { Seen } from '../support/discord/view.ts';
import type { Channel } from '../support/discord/world.ts';
import { type DiscordDoor, discordDoor, discordProgram } from '../support/discordDoor.ts';
import { manyForgedIds, misshapen } from '../support/forged.ts';
import { manyHostile } from '../support/hostile.ts';
import type { Program } from '../support/program.ts';
import { memberOf, rowsOfMember } from '../support/rowsOfMember.ts';

const long = process.env.RUNGS_LONG === '1';

let discord: Discord;
let rungs: Program;
let ana: DiscordDoor;
let channel: Channel;
beforeAll(async () => {
  discord = await openDiscord({ rates: false });
  rungs = discordProgram(discord, mondayEarly);
  await rungs.start();
  await discord.ready();
  const hand = discord.person();
  channel = discord.server([hand]);
  ana = discordDoor(discord, hand, channel);
  await signUpOnDiscord(ana);
}, 60_000);
afterAll(async () => {
  expect(discord.world.violations).toEqual([]);
  expect(discord.world.pings).toEqual([]);
  expect(await rungs.stop()).toBe(0);
  await discord.close();
});

/** All that can be pressed or chosen on a message, as custom ids. */
const idsOf = (one: Seen) => [
  ...one.buttons.map((button) => button.customId),
  ...one.selects.map((select) => select.customId),
];

/** All rows of somebody, read beside the running program. */
async function rowsOf(member: DiscordDoor): Promise<string> {
  const database = openFile(rungs.env.DATABASE_URL?.slice('file:'.length) ?? '', { readonly: true });
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const rows = await rowsOfMember(db, await memberOf(db, 'discord', 'discord', member.hand.user.id));
  await db.destroy();
  return rows;
}

/** A person's own things, without the moment of asking. */
async function kept(member: DiscordDoor): Promise<string> {
  const { exportedAt: _at, ...rest } = await member.exported();
  return JSON.stringify(rest);
}

describe('somebody else', () => {
  it('reads nothing and writes nothing with forged ids and other people’s buttons, and hears one kind line', async () => {
    await ana.says('add Wilhelmina Quist at Umbrella, Ottokar Zehn');
    await ana.says('contacts Wilhelmina');
    await ana.says('ladder');
    await ana.says('settings');
    await ana.says('today');
    const names = /Wilhelmina|Quist|Umbrella|Ottokar|Frida|Olaf|Stefan/;
    const real = [...new Set(ana.hand.sees().flatMap(idsOf))].filter(
      (id) => !/^start\.|^today\.show/.test(id),
    );
    expect(real.length).toBeGreaterThan(20);
    const before = await kept(ana);
    // What became of the last answers is kept a moment after them.
    await expect.poll(() => rowsOf(ana)).not.toMatch(/"(pending|claimed|sending)\\"/);
    const rows = await rowsOf(ana);
    const shown = () => ana.hand.sees().map((one) => `${one.message.id} ${one.message.edited}`);
    const anaSaw = shown();

    // Thirty actions a minute is what a member may do: each forger stays under it.
    const forgers = Array.from({ length: long ? 40 : 8 }, () => discord.person());
    for (const { user } of forgers) channel.guild?.members.add(user.id);
    const ids = manyForgedIds(real, forgers.length * 25, 100);
    for (const [n, forger] of forgers.entries()) {
      // Half have joined, half are strangers.
      const member = discordDoor(discord, forger, channel);
      await member.says('hello');
      if (n % 2 === 0) {
        await member.presses('Join');
        await member.hears(/Which city/);
      }
      const on = forger.sees().at(-1)?.message;
      if (!on) throw new Error('the forger sees nothing');
      for (const { id, value } of ids.slice(n * 25, n * 25 + (n % 2 === 0 ? 23 : 25))) {
        const seen = forger.sees().length;
        const one = await forger.forges(id, on, value === undefined ? undefined : [value]);
        // Said, redrawn, or a form of their own; a press that changes nothing to be seen is nodded at.
        expect([4, 6, 7, 9], `${id} was answered by ${one.answered}`).toContain(one.answered);
        const after = forger.sees();
        expect(
          after.length - seen,
          `${id}\n${after
            .slice(seen - 1)
            .map((each) => each.text)
            .join('\n---\n')}`,
        ).toBeLessThanOrEqual(1);
        if (one.answered === 4) expect(one.original?.only, id).toBe(forger.user);
        expect(after.map((each) => each.text).join('\n'), id).not.toMatch(names);
        expect(after.at(-1)?.text, id).not.toMatch(/went wrong|undefined|null|Error/);
      }
      if (n % 2 === 0) {
        const own = JSON.parse(await kept(member)) as { contacts: unknown[]; touches: unknown[] };
        expect([own.contacts, own.touches]).toEqual([[], []]);
      }
    }
    expect(shown()).toEqual(anaSaw);
    expect(await rowsOf(ana)).toBe(rows);
    rungs.at('2026-11-23T06:45:00Z');
    expect(await kept(ana)).toBe(before);
    expect(rungs.log()).not.toMatch(names);
  }, 300_000);

  it('is offered none of another’s people while typing', async () => {
    const ben = discord.person();
    channel.guild?.members.add(ben.user.id);
    for (const path of ['rungs contacts', 'rungs log', 'rungs forget', 'rungs me forget']) {
      const there = await ana.hand.completes(path, 'words', 'Frid', channel).catch(() => null);
      if (there === null) continue;
      expect(await ben.completes(path, 'words', 'Frid', channel)).toEqual([]);
    }
    expect(await ana.hand.completes('rungs contacts', 'words', 'Frid', channel)).toEqual([
      { name: 'Frida', value: 'Frida' },
    ]);
  });
});

describe('an event with a part of it misshapen', () => {
  it('ends nothing: the next one is answered', async () => {
    const hand = discord.person();
    const other = discord.person();
    const where = discord.server([hand, other]);
    await discordDoor(discord, hand).says('hello');
    const { id, name } = hand.user;
    const channel_id = discord.world.openDm(hand.user).id;
    const base = {
      application_id: discord.world.appId,
      version: 1,
      user: { id, username: name },
      channel_id,
    };
    const interactions = [
      { type: 3, data: { custom_id: 'today.show', component_type: 2 }, message: { id: '5' }, context: 1 },
      {
        type: 3,
        data: { custom_id: 'contacts.open', component_type: 3, values: ['x'] },
        message: { id: '5' },
      },
      {
        type: 2,
        data: {
          name: 'rungs',
          options: [{ name: 'add', type: 1, options: [{ name: 'name', type: 3, value: 'A' }] }],
        },
      },
      {
        type: 4,
        data: {
          name: 'rungs',
          options: [{ name: 'log', type: 1, options: [{ name: 'words', value: 'A', focused: true }] }],
        },
      },
      {
        type: 5,
        data: {
          custom_id: 'add.form',
          components: [{ type: 18, component: { type: 4, custom_id: 'people', value: 'A' } }],
        },
      },
      {
        type: 5,
        data: {
          custom_id: '~send?import.file',
          resolved: { attachments: { 1: { url: 'http://127.0.0.1:1/x', size: 3 } } },
        },
      },
    ];
    const written = {
      author: { id, username: name },
      channel_id,
      channel_type: 1,
      content: 'help',
      type: 0,
    };
    const roll = rolling(9);
    for (let i = 0; i < (long ? 2_000 : 300); i += 1) {
      const own = { id: discord.world.id(), token: `none${i}` };
      const body = { ...base, ...interactions[i % interactions.length] };
      if (i % 7 === 6)
        discord.gateway.tell(
          'MESSAGE_CREATE',
          { ...misshapen(written, roll), id: own.id },
          hand.types('help').channel,
        );
      else discord.gateway.tell('INTERACTION_CREATE', { ...misshapen(body, roll), ...own }, where);
      if (i % 50 < 49) continue;
      // As many actions as a minute allows; and the program lives, for others too.
      rungs.at(new Date(Date.parse(mondayEarly) + 1_000_000 + i * 2_400).toISOString());
      const answered = await other.command('rungs help', {}, where);
      expect(answered.original?.components.length).toBeGreaterThan(0);
    }
    expect(rungs.log()).not.toMatch(/met a fault|could not be (?:kept|worked|answered)/);
  }, 120_000);
});

describe('hostile text', () => {
  /** Nothing that Rungs writes is drawn so: whatever is, was made of somebody's text. */
  const never = ['mention', 'time', 'link', 'emoji', 'underline', 'strike', 'spoiler', 'quote', 'italic'];
  /** A member who keeps people of these names, and looks at them everywhere; gives what is wrong. */
  async function looksAt(names: readonly string[]): Promise<readonly string[]> {
    const hand = discord.person();
    discord.server([hand]);
    const member = discordDoor(discord, hand);
    const talk = names.flatMap((name) => [
      `add ${name}`,
      `contacts ${name}`,
      `log emailed ${name} yesterday, felt 3`,
    ]);
    await member.says('hello');
    await member.presses('Join');
    for (const words of [...talk, 'ladder', 'followups', 'undo', 'contacts']) await member.says(words);
    const seen = hand.sees().filter((one) => one.message.author === null);
    const shown = read(seen.map((one) => one.text).join('\n'));
    const { contacts } = (await member.exported()) as {
      contacts: readonly { name: string; organization?: string }[];
    };
    return [
      ...contacts
        .flatMap((one) => [one.name, one.organization ?? ''])
        .filter((kept) => !shown.includes(read(kept)))
        .map((kept) => `${JSON.stringify(kept)} is not shown as it is kept`),
      ...seen.flatMap((one) =>
        one.marks
          .filter((mark) => never.includes(mark))
          .map((mark) => `${JSON.stringify(names)} became a ${mark} in ${one.sources.join('\n')}`),
      ),
      ...seen
        .flatMap((one) => one.sources)
        .filter((source) => !directionsClosed(source))
        .map((source) => `${JSON.stringify(names)} turns what follows: ${source}`),
    ];
  }

  it('is offered while typing as it is shown, and chosen it finds whom it names', async () => {
    const hand = discord.person();
    const where = discord.server([hand]);
    const member = discordDoor(discord, hand, where);
    await member.says('hello');
    await member.presses('Join');
    const names = ['שלום כהן', 'Evil \u202Egnp.exe', '@everyone', 'someone x', 'محمد علي'];
    // Who is mentioned and known to nobody is someone.
    for (const name of names) await member.says(`add ${name.replace('someone', '<@123456789012345678>')}`);
    const offered = await hand.completes('rungs contacts', 'words', '', where);
    expect(offered.map(({ value }) => value).sort()).toEqual([...names].sort());
    for (const { value } of offered) {
      await member.says(`contacts ${value}`);
      expect(read(hand.sees().at(-1)?.text ?? '')).toMatch(/^\S.*How known/);
    }
  });

  it('is shown as text wherever it stands: no mention, link or markup is made of it', async () => {
    const all = manyHostile(600, 2).filter((text) => text.trim() !== '');
    const names = long ? all : all.filter((_text, i) => i % 10 === 0);
    const faults: string[] = [];
    // Three of a member's, and a few members at a time.
    const shares = Array.from({ length: Math.ceil(names.length / 3) }, (_, i) =>
      names.slice(i * 3, i * 3 + 3),
    );
    for (let i = 0; i < shares.length; i += 8)
      await Promise.all(
        shares.slice(i, i + 8).map(async (share) => {
          faults.push(...(await looksAt(share)));
        }),
      );
    expect(faults).toEqual([]);
  }, 600_000);
});
