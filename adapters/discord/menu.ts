// The command list, made from the app's menu: `/today`, and `/rungs VERB` with typed options. Registered once a change.

import { createHash } from 'node:crypto';
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { MenuEntry } from '../../src/app.ts';
import { cut } from '../../src/reply/say.ts';
import { plain } from './escape.ts';

/** Verbs that stand under `/rungs me`. */
const mine = new Set(['link', 'import', 'export', 'report', 'forget']);
/** Verbs whose words name people: their names are offered while typing. */
const aboutPeople = new Set(['contacts', 'log', 'meeting', 'followups', 'forget']);
/** What typed words of a command are to Discord at most. */
const wordsLimit = 4_000;

const { String: text, Integer: integer, Subcommand, SubcommandGroup } = ApplicationCommandOptionType;

const line = (name: string, description: string, more: object = {}): APIApplicationCommandBasicOption =>
  ({ type: text, name, description, max_length: 500, ...more }) as APIApplicationCommandBasicOption;

/** How known, as sign-up asks it. */
const how = ['Friend', 'Old colleague', 'Met', 'Told of them', 'Stranger', 'Not sure'];

/** Options of their own; every other verb takes `words`. */
const options: Readonly<Record<string, readonly APIApplicationCommandBasicOption[]>> = {
  add: [
    line('name', 'Who? A first name is enough', { required: true }),
    line('org', 'Where they work'),
    line('how', 'How you know them', { choices: how.map((name) => ({ name, value: name })) }),
    {
      type: integer,
      name: 'rating',
      description: 'Contacting them: 0 is easy, 10 is the last thing you would do',
      min_value: 0,
      max_value: 10,
    },
  ],
  settings: [
    line('zone', 'Your time zone: a city, or a name like Europe/Berlin'),
    line('morning', 'When the card comes, such as 08:30'),
    line('days', 'On which days: mon-fri, or mon,wed,fri'),
    line('quiet', 'Hours without messages: 20:00-08:00'),
  ],
};

/** Settings by option, in the order of the line that they make. */
export const settingNames: readonly string[] = options.settings?.map(({ name }) => name) ?? [];

/** Whether names are offered while `option` of `verb` is typed. */
export const offersNames = (verb: string, option: string): boolean =>
  option === 'words' && aboutPeople.has(verb);

/** Discord's: characters of a choice. */
const choiceLimit = 100;

/** A name as it is offered behind what was typed before it, and as it is sent when chosen; null when Discord takes none such. */
export function choice(
  before: string,
  name: string,
): { readonly name: string; readonly value: string } | null {
  const one = { name: `${before}${plain(name)}`, value: `${before}${name}` };
  const fits = one.name.length <= choiceLimit && one.value.length <= choiceLimit;
  return fits && one.name.trim() ? one : null;
}

function subcommand({ verb, summary, example }: MenuEntry): APIApplicationCommandSubcommandOption {
  const hint =
    example && example !== verb ? `Such as: ${example.slice(verb.length).trim()}` : 'Anything to add';
  const words = line('words', cut(hint, 100), {
    max_length: wordsLimit,
    ...(offersNames(verb, 'words') && { autocomplete: true }),
  });
  return {
    type: Subcommand,
    name: verb,
    description: cut(summary, 100),
    options: [...(Object.hasOwn(options, verb) ? (options[verb] ?? []) : [words])],
  };
}

/** The commands of this menu, as Discord is sent them. Throws when there are more than it takes. */
export function drawMenu(menu: readonly MenuEntry[]): RESTPutAPIApplicationCommandsJSONBody {
  const flat = menu.filter(({ verb }) => !mine.has(verb)).map(subcommand);
  const grouped = menu.filter(({ verb }) => mine.has(verb)).map(subcommand);
  const all: APIApplicationCommandOption[] = [...flat];
  if (grouped.length > 0)
    all.push({
      type: SubcommandGroup,
      name: 'me',
      description: 'What is yours: out, in, or gone',
      options: grouped,
    });
  if (all.length > 25) throw new Error(`Discord takes 25 subcommands, and there are ${all.length}.`);
  const everywhere = {
    type: ApplicationCommandType.ChatInput as const,
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
  };
  return [
    { ...everywhere, name: 'today', description: 'Your card for today' },
    { ...everywhere, name: 'rungs', description: 'Two small brave steps a day', options: all },
  ];
}

/** What tells one command list from another. */
export const hashOf = (commands: unknown): string =>
  createHash('sha256').update(JSON.stringify(commands)).digest('base64url');
