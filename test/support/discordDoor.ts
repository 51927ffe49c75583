// A member on the simulated Discord as the conversations know one: in the direct channel by typing, in a server by
// slash commands and, where a question wants words, by its form. And the real program at that Discord.

import type { Hand } from './discord/hand.ts';
import type { Discord } from './discord/index.ts';
import type { Seen } from './discord/view.ts';
import type { Channel, Interaction, Json } from './discord/world.ts';
import { type Program, program } from './program.ts';
import type { Talker } from './talker.ts';

export interface DiscordDoor extends Talker {
  readonly hand: Hand;
  /** Choose an option of the newest select that has it. */
  chooses(label: string): Promise<void>;
  /** Taps so far: a press, a choice, opening or sending a form; typing is none. */
  taps(): number;
  /** The member's export, as it comes as a file. */
  exported(): Promise<Readonly<Record<string, unknown>>>;
}

/** Where many talk at once an answer waits for the rate that holds for all of them, real ms. */
const limitedMs = 30_000;

/** The program at a Discord, not yet started. */
export const discordProgram = (
  discord: Discord,
  instant: string,
  env: Readonly<Record<string, string>> = {},
): Program => program(instant, { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, ...env });

/** A member by their hand; with a server's channel they use commands there, without one they type to the bot. */
export function discordDoor(discord: Discord, hand: Hand, where?: Channel): DiscordDoor {
  const { world } = discord;
  const said = () => hand.sees().filter((one) => one.message.author === null);
  /** What stands there now, so that a change can be told. */
  const mark = () => said().map((one) => `${one.message.id} ${one.message.edited}`);
  const changes = (before: readonly string[], what: string) =>
    world.until(
      () => mark().some((one) => !before.includes(one)),
      () => `nothing came after “${what.slice(0, 80)}”`,
    );

  let taps = 0;

  /** A tap of the hand. */
  function tap(what: string, act: () => Promise<Interaction>): Promise<void> {
    taps += 1;
    return acts(what, act);
  }

  /** Does something, and waits until its answer shows. */
  async function acts(what: string, act: () => Promise<Interaction>): Promise<void> {
    const before = mark();
    const one = await act();
    if (one.answered === 6) await changes(before, what);
  }
  /** A verb's command: its path below /rungs, and the name of its first option. */
  function known(verb: string): { readonly path: string; readonly option?: string } | undefined {
    const top = (world.commands.find((one) => one.name === 'rungs')?.options ?? []) as Json[];
    for (const one of top) {
      const group = one.type === 2 ? `${one.name} ` : '';
      const found = (group ? (one.options as Json[]) : [one]).find((sub) => sub.name === verb);
      const [option] = (found?.options ?? []) as Json[];
      if (found) return { path: `rungs ${group}${verb}`, ...(option && { option: String(option.name) }) };
    }
    return undefined;
  }

  /** What is typed is answered by a new message; older ones may be redrawn before it comes. */
  async function types(text: string): Promise<void> {
    const before = new Set(said().map((one) => one.message.id));
    hand.types(text);
    await world.until(
      () => said().some((one) => !before.has(one.message.id)),
      () => `nothing came after “${text.slice(0, 80)}”`,
      limitedMs,
    );
  }

  async function says(text: string): Promise<void> {
    if (!where) return types(text);
    const [, verb = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
    const command = known(verb);
    if (!command) {
      if (/^(?:hello|hi|today)$/.test(verb)) return acts(text, () => hand.command('today', {}, where));
      await tap(text, () => hand.presses('Type it here'));
      const [field] = fieldsOf(hand.modal());
      return tap(text, () => hand.fills({ [field ?? '']: text }));
    }
    const options = rest && command.option ? { [command.option]: rest } : {};
    return acts(text, () => hand.command(command.path, options, where));
  }

  return {
    hand,
    says,
    taps: () => taps,
    presses: (label) => tap(label, () => hand.presses(label)),
    chooses: (label) => tap(label, () => hand.chooses(label)),
    rates: (value) => tap(String(value), () => hand.presses(String(value))),
    fills: (fields, submit) => tap(submit, () => hand.fills(fields)),
    hears: (pattern) =>
      world.until(
        () => [...said()].reverse().find((one) => pattern.test(one.text))?.text,
        () => `${pattern} was not heard; the last were:\n${said().slice(-4).map(whole).join('\n---\n')}`,
      ),
    heard: async () => hand.sees().map((one) => one.text),
    buttons: async () =>
      said()
        .at(-1)
        ?.buttons.map((button) => button.label) ?? [],
    async exported() {
      await says('export');
      await acts('rungs.json', () => hand.presses('rungs.json'));
      const file = await world.until(
        () =>
          said()
            .flatMap((one) => one.message.files)
            .filter((one) => one.name === 'rungs.json')
            .at(-1),
        () => 'no file came',
      );
      return JSON.parse(file.bytes.toString('utf8')) as Record<string, unknown>;
    },
  };
}

/** A message with its buttons, for somebody who looks for a fault. */
const whole = (one: Seen): string =>
  `${one.text}\n[${[...one.buttons, ...one.selects.map((select) => ({ label: `▾ ${select.placeholder}` }))].map((button) => button.label).join('] [')}]`;

/** Labels of a modal's fields. */
const fieldsOf = (modal: Json | undefined): readonly string[] =>
  ((modal?.components ?? []) as Json[]).filter((part) => part.type === 18).map((part) => String(part.label));
