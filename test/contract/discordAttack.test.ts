// What somebody may type, forge or press on Discord that is not theirs: shown as text, answered by one kind line for
// the asker's eyes, nothing read and nothing written. The real program at the simulated Discord.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mondayEarly, signUpOnDiscord } from '../conversations/signUp.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { directionsClosed } from '../support/discord/markdown.ts';
import type { Seen } from '../support/discord/view.ts';
import type { Channel } from '../support/discord/world.ts';
import { type DiscordDoor, discordDoor, discordProgram } from '../support/discordDoor.ts';
import { hostile } from '../support/hostile.ts';
import type { Program } from '../support/program.ts';

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

/** The custom ids that a forger makes of real ones, and out of nothing. */
function forged(real: readonly string[], n: number): readonly string[] {
  const makes: readonly ((id: string) => string)[] = [
    (id) => id,
    (id) => `${id}x`,
    (id) => id.slice(1),
    (id) => id.replace(/=[^&~]*/g, '=1'),
    (id) => id.replace(/~\d+$/, '~11'),
    (id) => `${id}~5`,
    (id) => `${id}&__proto__=1`.slice(0, 100),
    (id) => id.replace(/^\w+/, 'constructor'),
    (id) => id.replace(/\.\w+/, '.toString'),
    () => '~file?n=../rungs.key',
    () => '~form?k=AAAAAAAA~people.edit?c=1',
    () => '\u{1F600}'.repeat(25),
    (id) => id.toUpperCase(),
    (id) => id.split('').reverse().join(''),
  ];
  return Array.from({ length: n }, (_, i) => {
    const id = real[Math.floor(i / makes.length) % real.length] ?? '';
    return makes[i % makes.length]?.(id) || 'x';
  });
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
    const shown = () => ana.hand.sees().map((one) => `${one.message.id} ${one.message.edited}`);
    const anaSaw = shown();

    // Thirty actions a minute is what a member may do: each forger stays under it.
    const forgers = Array.from({ length: long ? 40 : 8 }, () => discord.person());
    for (const { user } of forgers) channel.guild?.members.add(user.id);
    const ids = forged(real, forgers.length * 25);
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
      for (const [i, id] of ids.slice(n * 25, n * 25 + (n % 2 === 0 ? 23 : 25)).entries()) {
        const seen = forger.sees().length;
        const one = await forger.forges(id, on, i % 5 === 4 ? ['5'] : undefined);
        expect([4, 7], `${id} was answered by ${one.answered}`).toContain(one.answered);
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

describe('hostile text', () => {
  /** Nothing that Rungs writes is drawn so: whatever is, was made of somebody's text. */
  const never = ['mention', 'time', 'link', 'emoji', 'underline', 'strike', 'spoiler', 'quote', 'italic'];
  /** As read: spaces alike, signs of direction unseen. */
  const even = (text: string) => text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '').replace(/\s+/g, ' ');

  /** A member who keeps one person of that name, and looks at them everywhere; gives what is wrong. */
  async function looksAt(name: string): Promise<readonly string[]> {
    const hand = discord.person();
    discord.server([hand]);
    const member = discordDoor(discord, hand);
    const talk = [`add ${name}`, `contacts ${name}`, 'ladder', `log emailed ${name} yesterday, felt 3`];
    await member.says('hello');
    await member.presses('Join');
    for (const words of [...talk, 'followups', 'undo', 'contacts']) await member.says(words);
    const seen = hand.sees().filter((one) => one.message.author === null);
    const shown = even(seen.map((one) => one.text).join('\n'));
    const { contacts } = (await member.exported()) as {
      contacts: readonly { name: string; organization?: string }[];
    };
    return [
      ...contacts
        .flatMap((one) => [one.name, one.organization ?? ''])
        .filter((kept) => !shown.includes(even(kept).trim()))
        .map((kept) => `${JSON.stringify(kept)} is not shown as it is kept`),
      ...seen.flatMap((one) =>
        one.marks
          .filter((mark) => never.includes(mark))
          .map((mark) => `${JSON.stringify(name)} became a ${mark} in ${one.sources.join('\n')}`),
      ),
      ...seen
        .flatMap((one) => one.sources)
        .filter((source) => !directionsClosed(source))
        .map((source) => `${JSON.stringify(name)} turns what follows: ${source}`),
    ];
  }

  it('is shown as text wherever it stands: no mention, link or markup is made of it', async () => {
    const shapes: readonly ((text: string) => string)[] = [
      (text) => text,
      (text) => `**${text}**`,
      (text) => `# ${text}`,
      (text) => `> ${text} ||x||`,
      (text) => `[${text}](https://evil.example)`,
      (text) => `\`\`\`${text}\`\`\``,
      (text) => `<@123456789012345678> ${text}`,
      (text) => `<t:1700000000:R> ${text}`,
      (text) => `-# ${text}`,
      (text) => `\\${text}`,
      (text) => `1. ${text}`,
      (text) => `https://evil.example/${text}`,
      (text) => `~~${text}~~ __u__`,
    ];
    const names = [
      ...hostile,
      '<@123456789012345678>',
      '<@&123456789012345678>',
      '</today:123456789012345678>',
      '<t:1700000000:R>',
      'https://evil.example',
      '\u202Enever closed',
      '\u2067never closed',
      '# head',
      '-# small',
      '* list',
      '||spoiler||',
      '```js',
      '\\*x\\*',
    ].flatMap((text) =>
      long ? shapes.map((shape) => shape(text)) : [shapes[text.length % shapes.length]?.(text) ?? text],
    );
    const faults: string[] = [];
    // A few at a time: as many members as names.
    for (let i = 0; i < names.length; i += 8)
      await Promise.all(
        names.slice(i, i + 8).map(async (name) => {
          faults.push(...(await looksAt(name)));
        }),
      );
    expect(faults).toEqual([]);
  }, 600_000);
});
