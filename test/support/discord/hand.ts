// A member's hand in the client: commands with their options, typing in the direct channel, pressing, choosing, filling.
// It can do what the client would let it do, and `forges` what it would not.

import { commandAt } from './commands.ts';
import { type Seen, seenBy } from './view.ts';
import {
  type Attachment,
  attachmentJson,
  type Channel,
  channelJson,
  type Interaction,
  type Json,
  type Message,
  memberJson,
  mentionedIn,
  messageJson,
  type User,
  userJson,
  type World,
} from './world.ts';

export interface File {
  readonly name: string;
  readonly bytes: Buffer;
  readonly type: string;
}

/** What somebody enters: text, or files. */
export type Entered = string | readonly File[];

export interface Hand {
  readonly user: User;
  /** A slash command by its path, such as `rungs add`, with options; in `where`, or in the direct channel. */
  command(path: string, options?: Readonly<Record<string, string>>, where?: Channel): Promise<Interaction>;
  /** What is offered while an option is being typed. */
  completes(
    path: string,
    option: string,
    typed: string,
    where?: Channel,
  ): Promise<NonNullable<Interaction['choices']>>;
  /** A line in the direct channel; not waited for. */
  types(text: string, files?: readonly File[]): Message;
  /** Press the newest button of that name. */
  presses(label: string): Promise<Interaction>;
  /** Choose on the newest select that has such an option. */
  chooses(label: string): Promise<Interaction>;
  /** Fill the open modal by its labels, and send it. */
  fills(fields: Readonly<Record<string, Entered>>): Promise<Interaction>;
  /** Use any custom id on any message; values make it a select. */
  forges(customId: string, on: Message, values?: readonly string[]): Promise<Interaction>;
  /** Send a modal that nobody opened. */
  forgesModal(customId: string, components: readonly Json[]): Promise<Interaction>;
  sees(): readonly Seen[];
  /** The modal that stands open. */
  modal(): Json | undefined;
}

/** How tokens look: long, and of no meaning to anybody. */
const tokenOf = (id: string) => `${'aW50ZXJhY3Rpb24'.repeat(12)}.${id}`;

/** Commands may be used where their contexts say: a server 0, the direct channel 1. */
const contextOf = (channel: Channel) => (channel.guild ? 0 : 1);

/** Makes a hand; `tell` gives how many bots heard. */
export function createHand(
  world: World,
  base: () => string,
  tell: (event: string, data: Json, where: Channel) => number,
  user: User,
): Hand {
  let modal: { readonly data: Json; readonly from: Interaction } | undefined;

  const twice = (event: string, data: Json, where: Channel) => {
    const heard = tell(event, data, where);
    if (world.rules.twice) tell(event, data, where);
    return heard;
  };

  /** Who authorized it: the server's installation, or the user's own. */
  function owners(channel: Channel): Json {
    return {
      ...(channel.guild?.hasBot && { 0: channel.guild.id }),
      ...(!channel.guild && !user.installed && { 0: '0' }),
      ...(user.installed && { 1: user.id }),
    };
  }

  async function interact(
    type: number,
    data: Json,
    channel: Channel,
    source?: Message,
    named = '',
  ): Promise<Interaction> {
    const id = world.id();
    const one: Interaction = {
      id,
      token: tokenOf(id),
      type,
      user,
      channel,
      at: world.now(),
      ...(source && { source }),
      absent: channel.guild !== undefined && !channel.guild.hasBot,
      followUps: 0,
      dead: false,
    };
    if (type !== 4) user.engaged = true;
    world.interactions.set(id, one);
    const heard = twice(
      'INTERACTION_CREATE',
      {
        id,
        application_id: world.appId,
        type,
        data,
        token: one.token,
        version: 1,
        channel_id: channel.id,
        channel: channelJson(channel),
        ...(channel.guild
          ? {
              guild_id: channel.guild.id,
              guild: { id: channel.guild.id, locale: 'en-US', features: [] },
              guild_locale: 'en-US',
              member: memberJson(userJson(user), user.nick),
            }
          : { user: userJson(user) }),
        ...(source && { message: messageJson(world, base(), source) }),
        locale: user.locale,
        app_permissions: '2147483648',
        entitlements: [],
        authorizing_integration_owners: owners(channel),
        context: contextOf(channel),
        attachment_size_limit: 10 * 2 ** 20,
      },
      channel,
    );
    world.changed();
    if (!heard) {
      one.dead = true;
      throw new Error(`${named}: the application did not respond (no bot is there)`);
    }
    await world.until(
      () => one.dead || (one.answered !== undefined && !(one.original && one.original.flags & 128)),
      () => `${named}: ${one.answered ? 'the answer never came' : 'the application did not respond'}`,
    );
    if (one.modal) modal = { data: one.modal, from: one };
    return one;
  }

  function found(path: string, where: Channel) {
    const at = commandAt(world.commands, path);
    if (!at) throw new Error(`there is no command /${path}`);
    const contexts = (at.command.contexts ?? [0, 1, 2]) as number[];
    const types = (at.command.integration_types ?? [0]) as number[];
    const shown = (where.guild?.hasBot && types.includes(0)) || (user.installed && types.includes(1));
    const direct = !where.guild && types.includes(0) && world.meet(user);
    if (!contexts.includes(contextOf(where)) || !(shown || direct))
      throw new Error(`/${path} is not shown to ${user.name} there`);
    return at;
  }

  /** A command's data: its options nested in the subcommands that lead to them. */
  function commandData(path: string, where: Channel, entered: readonly Json[]): Json {
    const { command, trail } = found(path, where);
    const options = trail.reduceRight<readonly Json[]>(
      (below, part) => [{ name: part.name, type: part.type, options: below }],
      entered,
    );
    return { id: command.id, name: command.name, type: 1, options, ...resolvedIn(where, entered) };
  }

  /** Users mentioned in the options, with what the server knows of those in it. */
  function resolvedIn({ guild }: Channel, entered: readonly Json[]): Json {
    const all = mentionedIn(world, entered.map((one) => String(one.value)).join(' '));
    if (!all.length) return {};
    const inside = all.filter((one) => guild?.members.has(one.id));
    const members = inside.map((one) => {
      const { user: _user, ...member } = memberJson(userJson(one), one.nick);
      return [one.id, member];
    });
    return {
      resolved: {
        users: Object.fromEntries(all.map((one) => [one.id, userJson(one)])),
        ...(inside.length > 0 && { members: Object.fromEntries(members) }),
      },
    };
  }

  function option(path: string, where: Channel, name: string, value: string): Json {
    const { command, trail } = found(path, where);
    const known = (((trail.at(-1) ?? command).options ?? []) as Json[]).find((one) => one.name === name);
    if (!known) throw new Error(`/${path} has no option ${name}`);
    const choices = (known.choices ?? []) as Json[];
    const chosen = choices.find((one) => one.name === value || one.value === value);
    if (choices.length && !chosen) throw new Error(`/${path} ${name} offers no ${value}`);
    const numeric = known.type === 4 || known.type === 10;
    return {
      name,
      type: known.type,
      value: chosen ? chosen.value : known.type === 5 ? value === 'true' : numeric ? Number(value) : value,
    };
  }

  /** The newest thing that can be used; waits for one to come. */
  function newest<T>(what: string, pick: (one: Seen) => T | undefined): Promise<readonly [T, Message]> {
    return world.until(
      () => {
        for (const one of [...seenBy(world, user)].reverse()) {
          const part = pick(one);
          if (part) return [part, one.message] as const;
        }
        return undefined;
      },
      () => `there is no ${what}; the last was:\n${last()}`,
    );
  }
  const last = () => {
    const one = seenBy(world, user).at(-1);
    return one ? `${one.text}\n[${one.buttons.map((button) => button.label).join('] [')}]` : '(nothing)';
  };

  const press = (customId: string, on: Message, named: string) =>
    interact(3, { custom_id: customId, component_type: 2, id: 1 }, on.channel, on, named);
  const choose = (customId: string, on: Message, values: readonly string[], named: string) =>
    interact(3, { custom_id: customId, component_type: 3, id: 1, values }, on.channel, on, named);

  function keep(files: readonly File[]): readonly Attachment[] {
    const kept = files.map((file) => ({ id: world.id(), ...file }));
    for (const file of kept) world.attachments.set(file.id, file);
    return kept;
  }

  return {
    user,
    async command(path, options = {}, where = world.openDm(user)) {
      const entered = Object.entries(options).map(([name, value]) => option(path, where, name, value));
      return interact(2, commandData(path, where, entered), where, undefined, `/${path}`);
    },
    async completes(path, name, typed, where = world.openDm(user)) {
      const entered = [{ name, type: 3, value: typed, focused: true }];
      const one = await interact(4, commandData(path, where, entered), where, undefined, `/${path} ${name}:`);
      return one.choices ?? [];
    },
    types(text, files = []) {
      const channel = world.openDm(user);
      const message: Message = {
        id: world.id(),
        channel,
        author: user,
        at: world.now(),
        content: text,
        components: [],
        embeds: [],
        flags: 0,
        files: [...keep(files)],
        edited: 0,
        deleted: false,
      };
      user.engaged = true;
      channel.messages.push(message);
      twice(
        'MESSAGE_CREATE',
        { ...messageJson(world, base(), message), ...(world.rules.channelType && { channel_type: 1 }) },
        channel,
      );
      world.changed();
      return message;
    },
    async presses(label) {
      const [button, on] = await newest(`button ${label}`, (one) =>
        [...one.buttons].reverse().find((button) => button.label === label && !button.disabled),
      );
      return press(button.customId, on, label);
    },
    async chooses(label) {
      const [[customId, value], on] = await newest(`option ${label}`, (one) => {
        for (const select of one.selects) {
          const option = select.options.find((each) => each.label === label);
          if (option && !select.disabled) return [select.customId, option.value] as const;
        }
        return undefined;
      });
      return choose(customId, on, [value], label);
    },
    async fills(fields) {
      if (!modal) throw new Error('no modal is open');
      const { data, from } = modal;
      modal = undefined;
      const resolved: Record<string, Json> = {};
      const left = new Map(Object.entries(fields));
      const components = (data.components as Json[]).map((part) => {
        if (part.type !== 18) return { type: part.type, id: 1 };
        const control = part.component as Json;
        const entered = left.get(String(part.label));
        left.delete(String(part.label));
        return { type: 18, id: 1, component: filled(String(part.label), control, entered, resolved) };
      });
      if (left.size) throw new Error(`the modal has no field ${[...left.keys()].join(', ')}`);
      const attachments = Object.keys(resolved).length ? { resolved: { attachments: resolved } } : {};
      const sent = { custom_id: data.custom_id, components, ...attachments };
      return interact(5, sent, from.channel, from.source, String(data.title));
    },
    forges: (customId, on, values) =>
      values ? choose(customId, on, values, customId) : press(customId, on, customId),
    forgesModal: (customId, components) =>
      interact(5, { custom_id: customId, components }, world.openDm(user), undefined, customId),
    sees: () => seenBy(world, user),
    modal: () => modal?.data,
  };

  /** One control of a modal with what was entered, or what stood in it; the client lets nothing else through. */
  function filled(
    label: string,
    control: Json,
    entered: Entered | undefined,
    resolved: Record<string, Json>,
  ): Json {
    const { type, custom_id } = control;
    const needed = control.required !== false;
    if (type === 4) {
      const value = typeof entered === 'string' ? entered : String(control.value ?? '');
      if (needed && !value) throw new Error(`${label} is required`);
      if (value.length > Number(control.max_length ?? 4000)) throw new Error(`${label} is too long`);
      return { type, id: 1, custom_id, value };
    }
    if (type === 19) {
      const files = keep(typeof entered === 'object' ? entered : []);
      if (needed && !files.length) throw new Error(`${label} is required`);
      for (const file of files) resolved[file.id] = attachmentJson(base(), file);
      return { type, id: 1, custom_id, values: files.map((file) => file.id) };
    }
    const options = control.options as readonly { label: string; value: string; default?: boolean }[];
    const chosen = options.find((one) =>
      entered === undefined ? one.default : one.label === entered || one.value === entered,
    );
    if (!chosen && (needed || entered !== undefined)) throw new Error(`${label} offers no ${entered}`);
    if (type === 21) return { type, id: 1, custom_id, value: chosen?.value ?? null };
    return { type, id: 1, custom_id, values: chosen ? [chosen.value] : [] };
  }
}
