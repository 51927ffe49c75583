// A member's hand in the client: typing, commands, pressing, choosing, forms, Home, shortcuts. It can do what the client
// would let it do, and `forges` what it would not.

import type { Ack, createDelivery } from './deliver.ts';
import { type Button, type Seen, seen } from './view.ts';
import {
  type Channel,
  directChannel,
  type Json,
  type Message,
  put,
  type Team,
  type User,
  type View,
  type World,
} from './world.ts';

type Delivery = ReturnType<typeof createDelivery>;

/** A message with what is seen of it. */
export interface SeenMessage extends Seen {
  readonly message: Message;
  readonly channel: Channel;
}

export interface File {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Hand {
  readonly team: Team;
  readonly user: User;
  /** A line in the direct channel, or a file with it. */
  types(text: string, files?: readonly File[]): Promise<Ack>;
  /** `/rungs WORDS`, in `where` or in the direct channel. */
  command(words: string, where?: Channel): Promise<Ack>;
  /** `@Rungs …` in a channel. */
  mentions(words: string, where: Channel): Promise<Ack>;
  /** Press the newest button of that name, in messages or in Home. */
  presses(label: string, where?: 'message' | 'home'): Promise<Ack>;
  /** Choose on the newest select that has such an option. */
  chooses(label: string): Promise<Ack>;
  /** Fill the open form by its labels, and send it. */
  fills(fields: Readonly<Record<string, string>>): Promise<Ack>;
  opensHome(): Promise<Ack>;
  shortcut(callbackId: string): Promise<Ack>;
  messageShortcut(callbackId: string, message: Message, channel: Channel): Promise<Ack>;
  /** Any action id, value and block on any message. */
  forges(part: Json, on: SeenMessage, more?: Json): Promise<Ack>;
  /** A view submission that nobody was shown. */
  forgesView(view: Json, values: Json): Promise<Ack>;
  /** What this member sees, oldest first. */
  sees(): readonly SeenMessage[];
  home(): Seen | undefined;
  form(): { readonly view: View; readonly seen: Seen } | undefined;
  /** The direct channel with the bot. */
  direct(): Channel;
}

/** As the client sends it: escaped, and `@` with a member's id is that member picked by name. */
const escaped = (text: string, team: Team) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@(U[A-Z0-9]+)/g, (all, id: string) => (team.users.has(id) ? `<@${id}>` : all));

/** Makes a hand. `base` is where this Slack stands. */
export function createHand(
  world: World,
  delivery: Delivery,
  base: () => string,
  team: Team,
  user: User,
): Hand {
  const direct = () => directChannel(world, team, user);

  function trigger(): string {
    const id = `${world.id('1')}.${world.id('2')}`;
    world.triggers.set(id, { team, user, at: world.now(), used: false });
    return id;
  }

  function responseUrl(channel: Channel, source?: Message): string {
    const id = world.id('R');
    world.responseUrls.set(id, { team, channel, user, source, at: world.now(), uses: 0 });
    return `${base()}/respond/${id}`;
  }

  const who = () => ({
    team: { id: team.id, domain: team.name },
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: world.appId,
    token: 'verification',
    is_enterprise_install: false,
    enterprise: null,
  });

  const event = (inner: Json) =>
    delivery.deliver('events_api', {
      type: 'event_callback',
      token: 'verification',
      team_id: team.id,
      api_app_id: world.appId,
      event_id: world.id('Ev'),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: team.botUser,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      event: inner,
    });

  const sees = (): readonly SeenMessage[] =>
    [...team.channels.values()]
      .filter((channel) => channel.members.has(user.id))
      .flatMap((channel) => channel.messages.map((message) => ({ channel, message })))
      .filter(({ message }) => !message.deleted && (!message.onlyFor || message.onlyFor === user.id))
      .sort((a, b) => Number(a.message.ts) - Number(b.message.ts))
      .map(({ channel, message }) => ({ channel, message, ...seen(message.blocks, message.text) }));

  function act(part: Json, blockId: string, on: SeenMessage | undefined, value: Json = {}): Promise<Ack> {
    const action = {
      type: part.type,
      action_id: part.action_id,
      block_id: blockId || 'a block',
      ...(part.value !== undefined && { value: part.value }),
      ...(part.text !== undefined && { text: part.text }),
      action_ts: world.ts(),
      ...value,
    };
    const base = { type: 'block_actions', ...who(), trigger_id: trigger(), actions: [action] };
    if (!on) {
      const view = user.home;
      return delivery.deliver('interactive', {
        ...base,
        container: { type: 'view', view_id: view?.id },
        view: { ...view?.json, id: view?.id, hash: view?.hash, team_id: team.id, state: { values: {} } },
      });
    }
    const { message, channel } = on;
    const hidden = message.onlyFor !== undefined;
    return delivery.deliver('interactive', {
      ...base,
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: hidden,
      },
      channel: { id: channel.id, name: channel.name },
      // Slack sends no message with a click on one that only its reader sees.
      ...(!hidden && {
        message: {
          type: 'message',
          user: message.user,
          ts: message.ts,
          text: message.text,
          blocks: message.blocks,
          bot_id: team.botId,
          ...(message.metadata && { metadata: message.metadata }),
        },
      }),
      state: { values: {} },
      response_url: responseUrl(channel, message),
    });
  }

  /** The newest of such parts among messages. */
  function newest<Part extends Button>(
    pick: (one: SeenMessage) => readonly Part[],
    fits: (part: Part) => boolean,
    name: string,
  ): { readonly part: Part; readonly on: SeenMessage } {
    const all = sees();
    for (const on of [...all].reverse()) {
      const part = [...pick(on)].reverse().find(fits);
      if (part) return { part, on };
    }
    const last = all.at(-1);
    throw new Error(
      `there is no ${name}; the last was:\n${last?.text}\n[${last?.buttons.map((one) => one.label).join(' · ')}]`,
    );
  }

  const chosen = (option: Json): Json => ({ selected_option: option });

  function entered(element: Json, typed: string): Json {
    const type = String(element.type);
    if (type === 'datepicker') return { type, selected_date: typed || null };
    if (type === 'timepicker') return { type, selected_time: typed || null };
    if (type === 'static_select' || type === 'radio_buttons') {
      const option = (element.options as Json[]).find(
        (one) => (one.text as Json).text === typed || one.value === typed,
      );
      return { type, selected_option: option ?? null };
    }
    return { type, value: typed === '' ? null : typed };
  }

  const standing = (element: Json): string => {
    const option = element.initial_option as Json | undefined;
    return String(
      element.initial_value ?? element.initial_date ?? element.initial_time ?? option?.value ?? '',
    );
  };

  async function submit(view: View, values: Json): Promise<Ack> {
    const ack = await delivery.deliver('interactive', {
      type: 'view_submission',
      ...who(),
      trigger_id: trigger(),
      view: {
        callback_id: '',
        private_metadata: '',
        ...view.json,
        id: view.id,
        hash: view.hash,
        team_id: team.id,
        app_id: world.appId,
        bot_id: team.botId,
        state: { values },
      },
      response_urls: [],
    });
    const answer = ack.body ?? {};
    if (answer.response_action === 'errors') {
      const blocks = new Set((view.json.blocks as Json[]).map((block) => block.block_id));
      for (const id of Object.keys(answer.errors as Json))
        if (!blocks.has(id)) world.violation(`an error on no field: ${id}`);
      view.errors = answer.errors as Record<string, string>;
    } else if (answer.response_action === undefined || answer.response_action === 'clear') user.modal.pop();
    else world.violation(`a form answered with ${String(answer.response_action)}`);
    return ack;
  }

  return {
    team,
    user,
    sees,
    direct,
    async types(text, files = []) {
      const channel = direct();
      const sent = files.map(({ name, bytes }) => {
        const id = world.id('F');
        world.uploads.set(id, { id, team, name, length: bytes.length, alt: '', bytes, done: true });
        return {
          id,
          name,
          size: bytes.length,
          mimetype: 'application/octet-stream',
          url_private_download: `${base()}/files/${id}`,
          url_private: `${base()}/files/${id}`,
        };
      });
      const made = put(world, channel, {
        user: user.id,
        bot: false,
        text: escaped(text, team),
        blocks: [],
        files: sent,
      });
      return event({
        type: 'message',
        channel: channel.id,
        channel_type: 'im',
        user: user.id,
        text: escaped(text, team),
        ts: made.ts,
        event_ts: made.ts,
        client_msg_id: world.id('m'),
        ...(sent.length && { subtype: 'file_share', files: sent }),
      });
    },
    command(words, where = direct()) {
      return delivery.deliver('slash_commands', {
        token: 'verification',
        team_id: team.id,
        team_domain: team.name,
        channel_id: where.id,
        channel_name: where.name,
        user_id: user.id,
        user_name: user.name,
        command: '/rungs',
        text: words,
        api_app_id: world.appId,
        is_enterprise_install: 'false',
        response_url: responseUrl(where),
        trigger_id: trigger(),
      });
    },
    mentions(words, where) {
      const text = `<@${team.botUser}> ${escaped(words, team)}`;
      const made = put(world, where, { user: user.id, bot: false, text, blocks: [] });
      return event({
        type: 'app_mention',
        channel: where.id,
        user: user.id,
        text,
        ts: made.ts,
        event_ts: made.ts,
      });
    },
    presses(label, where = 'message') {
      if (where === 'home') {
        const found =
          user.home && seen(user.home.json.blocks as Json[]).buttons.findLast((one) => one.label === label);
        if (!found) throw new Error(`there is no ${label} in Home`);
        return act(found.part, found.blockId, undefined);
      }
      const { part, on } = newest(
        (one) => one.buttons,
        (one) => one.label === label,
        `button ${label}`,
      );
      return act(part.part, part.blockId, on);
    },
    chooses(label) {
      const has = (one: Button) => (one.part.options as Json[]).find((o) => (o.text as Json).text === label);
      const { part, on } = newest(
        (one) => one.selects,
        (one) => has(one) !== undefined,
        `option ${label}`,
      );
      return act(part.part, part.blockId, on, chosen(has(part)!));
    },
    async fills(fields) {
      const view = user.modal.at(-1);
      if (!view) throw new Error('there is no form');
      const left = new Set(Object.keys(fields));
      const values: Json = {};
      for (const block of view.json.blocks as Json[]) {
        if (block.type !== 'input') continue;
        const label = String((block.label as Json).text);
        const element = block.element as Json;
        left.delete(label);
        const typed = fields[label] ?? standing(element);
        if (!block.optional && typed === '') throw new Error(`Slack asks for ${label}`);
        values[String(block.block_id)] = { [String(element.action_id)]: entered(element, typed) };
      }
      if (left.size) throw new Error(`the form has no ${[...left].join(', ')}`);
      return submit(view, values);
    },
    opensHome: () =>
      event({
        type: 'app_home_opened',
        user: user.id,
        channel: direct().id,
        tab: 'home',
        event_ts: world.ts(),
      }),
    shortcut: (callbackId) =>
      delivery.deliver('interactive', {
        type: 'shortcut',
        ...who(),
        callback_id: callbackId,
        trigger_id: trigger(),
        action_ts: world.ts(),
      }),
    messageShortcut: (callbackId, message, channel) =>
      delivery.deliver('interactive', {
        type: 'message_action',
        ...who(),
        callback_id: callbackId,
        trigger_id: trigger(),
        action_ts: world.ts(),
        message_ts: message.ts,
        channel: { id: channel.id, name: channel.name },
        message: { type: 'message', user: message.user, ts: message.ts, text: message.text },
        response_url: responseUrl(channel, message),
      }),
    forges: (part, on, more) => act(part, 'forged', on, more),
    forgesView: (view, values) =>
      delivery.deliver('interactive', {
        type: 'view_submission',
        ...who(),
        trigger_id: trigger(),
        view: {
          callback_id: '',
          private_metadata: '',
          id: world.id('V'),
          hash: 'forged',
          team_id: team.id,
          ...view,
          state: { values },
        },
        response_urls: [],
      }),
    home: () => user.home && seen(user.home.json.blocks as Json[]),
    form() {
      const view = user.modal.at(-1);
      return view && { view, seen: seen(view.json.blocks as Json[]) };
    },
  };
}
