// Answers to interactions: one first answer, then the original and follow-ups by the token, for fifteen minutes.

import { checkChoices, checkModal, EPHEMERAL, LOADING } from './checks.ts';
import { Refused } from './refused.ts';
import type { createPost, Ways } from './routes.ts';
import type { Call, Reply } from './server.ts';
import type { Interaction, Json, Message } from './world.ts';

const TOKEN_MS = 15 * 60_000;
/** Where the bot itself is not, a user's install allows no more. */
const FOLLOW_UPS_ABSENT = 5;

/** First answers that each kind of interaction takes: command, component, autocomplete, modal. */
const kinds: Readonly<Record<number, readonly number[]>> = {
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

/** The routes of interactions. */
export function createAnswers(
  { world }: Ways,
  post: ReturnType<typeof createPost>,
): Readonly<Record<string, (call: Call) => Reply>> {
  /** The interaction behind a webhook's token. */
  function live(call: Call): Interaction {
    const found = world.interactions.get(call.ids[1]?.split('.')[1] ?? '');
    if (!found || found.token !== call.ids[1] || call.ids[0] !== world.appId) throw new Refused(404, 10015);
    if (world.now() > found.at + TOKEN_MS) throw new Refused(401, 50027);
    if (found.answered === undefined) throw new Refused(404, 10015);
    return found;
  }
  function original(call: Call): Message {
    const found = live(call).original;
    if (!found || found.deleted) throw new Refused(404, 10008);
    return found;
  }
  /** One of an interaction's own messages, or the one it came from. */
  function own(call: Call): Message {
    const one = live(call);
    const found = one.channel.messages.find((message) => message.id === call.ids[2] && !message.deleted);
    if (!found) throw new Refused(404, 10008);
    return found;
  }
  const hidden = (flags: unknown, one: Interaction) =>
    Number(flags ?? 0) & EPHEMERAL ? one.user : undefined;

  function first(call: Call): Reply {
    const one = world.interactions.get(call.ids[0] ?? '');
    if (!one || one.token !== call.ids[1] || one.dead) throw new Refused(404, 10062);
    if (one.answered !== undefined) throw new Refused(400, 40060);
    if (world.rules.threeSeconds && world.now() > one.at + 3000) {
      one.dead = true;
      throw new Refused(404, 10062);
    }
    const type = Number(call.body.type);
    const data = (call.body.data ?? {}) as Json;
    const redraws = type === 6 || type === 7;
    if (!kinds[one.type]?.includes(type) || (redraws && !one.source))
      throw new Refused(400, 50035, [['type', `${type} is no answer to an interaction of type ${one.type}`]]);
    const said: Call = { ...call, body: data };
    if (type === 4) one.original = post.make(said, one.channel, 'interaction', hidden(data.flags, one));
    else if (type === 5) {
      if (Number(data.flags ?? 0) & ~EPHEMERAL || Object.keys(data).some((name) => name !== 'flags'))
        throw new Refused(400, 50035, [['data', 'a defer takes EPHEMERAL alone']]);
      one.original = loading(one, data);
    } else if (redraws && one.source) {
      if (type === 7) post.change(said, one.source, 'interaction');
      one.original = one.source;
    } else {
      const faults = type === 9 ? checkModal(data) : checkChoices(data);
      if (faults.length) throw new Refused(400, 50035, faults);
      if (type === 9) one.modal = data;
      else one.choices = data.choices as Interaction['choices'];
    }
    one.answered = type;
    if (call.query.get('with_response') !== 'true') return { status: 204 };
    return { status: 200, body: shown(one, type) };
  }

  function shown(one: Interaction, type: number): Json {
    const message = one.original && type !== 6 ? post.show(one.original) : undefined;
    return {
      interaction: {
        id: one.id,
        type: one.type,
        ...(one.original && {
          response_message_id: one.original.id,
          response_message_loading: type === 5,
          response_message_ephemeral: one.original.only !== undefined,
        }),
      },
      ...(message && { resource: { type, message } }),
    };
  }

  function loading(one: Interaction, data: Json): Message {
    const only = hidden(data.flags, one);
    const message: Message = {
      id: world.id(),
      channel: one.channel,
      author: null,
      at: world.now(),
      ...(only && { only }),
      content: '',
      components: [],
      embeds: [],
      flags: LOADING | Number(data.flags ?? 0),
      files: [],
      edited: 0,
      deleted: false,
    };
    one.channel.messages.push(message);
    return message;
  }

  const change = (call: Call, message: Message): Reply => {
    post.change(call, message, 'interaction', ~LOADING);
    return { status: 200, body: post.show(message) };
  };
  const away = (message: Message): Reply => {
    message.deleted = true;
    return { status: 204 };
  };

  return {
    'POST /interactions/:id/:id/callback': first,
    'GET /webhooks/:id/:id/messages/@original': (call) => ({ status: 200, body: post.show(original(call)) }),
    'PATCH /webhooks/:id/:id/messages/@original': (call) => change(call, original(call)),
    'DELETE /webhooks/:id/:id/messages/@original': (call) => away(original(call)),
    'PATCH /webhooks/:id/:id/messages/:id': (call) => change(call, own(call)),
    'DELETE /webhooks/:id/:id/messages/:id': (call) => away(own(call)),
    'POST /webhooks/:id/:id': (call) => {
      const one = live(call);
      // The first follow-up after a defer takes the place of the loading message: deprecated, but so.
      if (one.original && one.original.flags & LOADING) return change(call, one.original);
      one.followUps += 1;
      if (one.absent && one.followUps > FOLLOW_UPS_ABSENT) throw new Refused(400, 40094);
      const made = post.make(call, one.channel, 'interaction', hidden(call.body.flags, one));
      return { status: 200, body: post.show(made) };
    },
  };
}
