// What is sent with the bot's own token: messages into a member's direct channel, edits of them, and the look for one
// that may have gone out. A message's nonce is its wire key, so that a second attempt within minutes shows nothing twice.

import { type APIChannel, type APIMessage, type REST, Routes } from 'discord.js';
import type { Delivery, Found, Letter } from '../adapter.ts';
import type { Drawn } from './draw.ts';
import { markOf } from './ids.ts';
import type { Opening } from './pace.ts';
import { ask, type Fault, type Outcome } from './wire.ts';

/** Discord's epoch, ms: ids of messages carry the time since then. */
const epoch = 1_420_070_400_000;
/** Clocks differ: looked for from so long before the first attempt, ms. */
const slackMs = 300_000;
/**
 * The same nonce shows the same message for “a few minutes” (Discord names no number). We trust two of them, less what a
 * letter may take from its look to its arrival, ms.
 */
const nonceMs = 120_000 - 20_000;
const pageSize = 100;
const pages = 5;
/** Direct channels remembered in this process. */
const remembered = 5_000;

export interface Post {
  /** The direct channel of a user who acted: as known, else opened at the pace that is allowed. */
  channelOf(user: string, known?: string): Promise<Outcome<string>>;
  /** Remember where a user's direct channel is. */
  learn(user: string, channel: string): void;
  /** The channel if it is known already; nothing is asked. */
  known(user: string): string | undefined;
  send(letter: Letter, drawn: Drawn): Promise<Delivery>;
  redraw(channel: string, target: string, drawn: Drawn): Promise<Outcome<APIMessage>>;
  find(letter: Letter): Promise<Found>;
}

/** Body and files of a message, as the library wants them. `attachments` lists all that stays on an edit, too. */
export async function parcel(drawn: Drawn, more: object = {}) {
  const { files, ...body } = drawn;
  const attached = await Promise.all(
    files.map(async ({ name, mime, data }) => ({ name, contentType: mime, data: await data() })),
  );
  const attachments = files.map(({ name, alt }, id) => ({
    id,
    filename: name,
    ...(alt && { description: alt }),
  }));
  return { body: { ...body, attachments, ...more }, files: attached };
}

/** Requests over this wire. `me` is the bot's own user, once known; `wall` the real clock. */
export function createPost(
  rest: REST,
  opening: Opening,
  me: () => string | undefined,
  wall: () => number = Date.now,
): Post {
  const channels = new Map<string, string>();
  const opened = new Map<string, Promise<Outcome<string>>>();

  function learn(user: string, channel: string): void {
    channels.delete(user);
    channels.set(user, channel);
    for (const oldest of channels.keys()) {
      if (channels.size <= remembered) break;
      channels.delete(oldest);
    }
  }

  async function open(user: string): Promise<Outcome<string>> {
    if (!(await opening.turn())) return { fault: { kind: 'unsent' } };
    const made = await ask<APIChannel>(
      () => rest.post(Routes.userChannels(), { body: { recipient_id: user } }),
      true,
    );
    if (made.ok) {
      learn(user, made.ok.id);
      return { ok: made.ok.id };
    }
    if (isCode(made.fault, 40003)) opening.tooFast();
    return { fault: made.fault };
  }

  function channelOf(user: string, known?: string): Promise<Outcome<string>> {
    const there = known ?? channels.get(user);
    if (there !== undefined) return Promise.resolve({ ok: there });
    const under = opened.get(user) ?? open(user).finally(() => opened.delete(user));
    opened.set(user, under);
    return under;
  }

  async function send(letter: Letter, drawn: Drawn): Promise<Delivery> {
    const { user } = letter.address;
    const channel = await channelOf(user, letter.channel);
    if (channel.ok === undefined) return deliveryOf(channel.fault, 'opening');
    const sealed = await parcel(drawn, { nonce: letter.wireKey, enforce_nonce: true });
    const sent = await ask<APIMessage>(() => rest.post(Routes.channelMessages(channel.ok), sealed), true);
    if (sent.ok) return { state: 'sent', id: sent.ok.id, channel: channel.ok };
    // A channel of another day's application, or one that Discord has put away: opened anew next time.
    if (isCode(sent.fault, 10003) || isCode(sent.fault, 50001)) {
      channels.delete(user);
      if (letter.channel !== undefined) {
        const { channel: _gone, ...anew } = letter;
        return send(anew, drawn);
      }
    }
    // The same nonce, and the message was taken away meanwhile: it was there, and whoever removed it has seen it.
    if (isCode(sent.fault, 10008)) return { state: 'never', reason: 'removed' };
    return deliveryOf(sent.fault);
  }

  async function redraw(channel: string, target: string, drawn: Drawn): Promise<Outcome<APIMessage>> {
    const sealed = await parcel(drawn);
    return ask<APIMessage>(() => rest.patch(Routes.channelMessage(channel, target), sealed), true);
  }

  async function find(letter: Letter): Promise<Found> {
    const channel = await channelOf(letter.address.user, letter.channel);
    // Somebody who takes nothing has seen nothing.
    if (channel.ok === undefined)
      return { state: isCode(channel.fault, ...takesNothing) ? 'absent' : 'cannotTell' };
    const mark = markOf(letter.wireKey);
    let after = String(BigInt(Math.max(0, letter.firstSendingAt - slackMs - epoch)) << 22n);
    for (let page = 0; page < pages; page += 1) {
      const query = new URLSearchParams({ after, limit: String(pageSize) });
      const seen = await ask<readonly APIMessage[]>(
        () => rest.get(Routes.channelMessages(channel.ok), { query }),
        true,
      );
      if (!seen.ok) return { state: isCode(seen.fault, 10003) ? 'absent' : 'cannotTell' };
      const found = seen.ok.find((message) => message.author.id === me() && isMarked(message, mark));
      if (found) return { state: 'found', id: found.id };
      if (seen.ok.length < pageSize)
        return { state: holdsNonce(wall() - letter.firstSendingAt) ? 'again' : 'absent' };
      after = seen.ok.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), after);
    }
    return { state: 'cannotTell' };
  }

  return { channelOf, learn, known: (user) => channels.get(user), send, redraw, find };
}

/** A clock that was set back trusts nothing. */
const holdsNonce = (passed: number) => passed >= 0 && passed < nonceMs;

/** Whether a message is the one of that mark. */
export const isMarked = (message: APIMessage, mark: number): boolean => message.components?.[0]?.id === mark;

export const isCode = (fault: Fault, ...codes: readonly number[]): boolean =>
  fault.kind === 'refused' && codes.includes(fault.code);

/** A fault for the log: no word of anybody's is in it. */
export const nameOf = (fault: Fault): string =>
  fault.kind === 'refused' ? `refused ${fault.status} ${fault.code}` : fault.kind;

/** A fault as the courier hears it. */
export function deliveryOf(fault: Fault, what: 'sending' | 'opening' = 'sending'): Delivery {
  switch (fault.kind) {
    case 'wait':
      return { state: 'notSent', retryAt: fault.until };
    case 'unsent':
      return { state: 'notSent', retryAt: 0 };
    case 'lost':
      // Opening a channel shows nobody anything: it is as if nothing had left.
      return what === 'opening' ? { state: 'notSent', retryAt: 0 } : { state: 'unknown' };
    case 'token':
      return { state: 'never', reason: 'token', holds: 'tenant' };
    case 'refused':
      return refusalOf(fault.code);
  }
}

/** 50007: closed or blocked. 50278: no server in common, and the app not theirs. 50033, 10013: no such user any more. */
const unreachable: Readonly<Record<number, string>> = {
  50007: 'closed',
  50278: 'apart',
  50033: 'gone',
  10013: 'gone',
};

const takesNothing = Object.keys(unreachable).map(Number);

function refusalOf(code: number): Delivery {
  if (code === 40003) return { state: 'notSent', retryAt: 0 };
  const why = unreachable[code];
  return why
    ? { state: 'never', reason: why, holds: 'member' }
    : { state: 'never', reason: `refused ${code}` };
}
