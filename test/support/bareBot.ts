// A bare discord.js bot, as somebody would write it in ten minutes: what the simulator is tried with, and what the
// bench compares with. Started as a child it says READY; its commands are /echo, /late, /form, /panel.

import {
  ActionRowBuilder,
  ButtonBuilder,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Options,
  Partials,
  Routes,
  TextDisplayBuilder,
  TextInputBuilder,
} from 'discord.js';

/** Its commands, as it registers them. */
const commands = [
  {
    name: 'echo',
    description: 'Says it again',
    contexts: [0, 1, 2],
    integration_types: [0, 1],
    options: [
      { type: 3, name: 'words', description: 'What to say', required: true },
      { type: 3, name: 'name', description: 'A name', autocomplete: true },
    ],
  },
  { name: 'late', description: 'Answers late' },
  { name: 'form', description: 'Opens a form' },
  { name: 'panel', description: 'Shows a button' },
];

/** What it heard, for the test to count. */
export interface BareBot {
  readonly client: Client;
  readonly heard: string[];
  readonly errors: string[];
}

/** Logs in at a Discord and answers; resolves when it is ready. */
export async function bareBot(url: string, token: string): Promise<BareBot> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    rest: { api: url },
  });
  const bot: BareBot = { client, heard: [], errors: [] };
  client.on(Events.Error, (error) => bot.errors.push(error.message));
  client.on(Events.ShardError, (error) => bot.errors.push(error.message));
  client.on(Events.InteractionCreate, (one) => {
    answer(one).catch((error: Error) => bot.errors.push(error.message));
  });
  client.ws.on(
    'MESSAGE_CREATE' as never,
    (data: { author: { bot?: boolean }; content: string; channel_id: string }) => {
      if (data.author.bot) return;
      bot.heard.push(data.content);
      const body = { content: `You said ${data.content}`, allowed_mentions: { parse: [] } };
      client.rest
        .post(Routes.channelMessages(data.channel_id), { body })
        .catch((error) => bot.errors.push(error.message));
    },
  );

  async function answer(one: Interaction): Promise<void> {
    bot.heard.push(one.id);
    if (one.isAutocomplete()) return one.respond([{ name: `${one.options.getFocused()}nna`, value: 'anna' }]);
    if (one.isModalSubmit()) {
      const content = `Thank you, ${one.fields.getTextInputValue('who')}`;
      return void (await one.reply({ content, flags: MessageFlags.Ephemeral }));
    }
    if (one.isButton()) {
      await one.update({ components: [new TextDisplayBuilder({ content: 'Pressed' })] });
      return;
    }
    if (!one.isChatInputCommand()) return;
    if (one.commandName === 'echo')
      return void (await one.reply({
        content: one.options.getString('words', true),
        flags: MessageFlags.Ephemeral,
      }));
    if (one.commandName === 'late') {
      await one.deferReply({ flags: MessageFlags.Ephemeral });
      return void (await one.editReply('Here it is'));
    }
    if (one.commandName === 'form') {
      const input = new TextInputBuilder({ custom_id: 'who', style: 1 });
      const label = new LabelBuilder({ label: 'Who?' }).setTextInputComponent(input);
      await one.showModal(new ModalBuilder({ custom_id: 'form', title: 'A form' }).addLabelComponents(label));
      return;
    }
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder({ custom_id: 'go', label: 'Go', style: 1 }),
    );
    await one.reply({
      flags: MessageFlags.IsComponentsV2,
      components: [new TextDisplayBuilder({ content: '## A panel' }), row],
    });
  }

  const ready = new Promise((done) => client.once(Events.ClientReady, done));
  await client.login(token);
  await ready;
  await client.application?.commands.set(commands as never);
  return bot;
}
