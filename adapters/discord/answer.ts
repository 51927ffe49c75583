// Answering an interaction: at once where the answer is ready, else deferred and filled in. One interaction takes one
// first answer; whatever comes after goes where it can be seen once and found again.

import {
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  type REST,
  Routes,
} from 'discord.js';
import type { Delivery, Found, Letter } from '../adapter.ts';
import type { Drawn } from './draw.ts';
import { markOf } from './ids.ts';
import { deliveryOf, isCode, isMarked, nameOf, type Post, parcel } from './post.ts';
import type { Heard, Kind } from './receive.ts';
import { ask, type Outcome } from './wire.ts';

/** Discord gives 3 s to a first answer; what is not there by then is deferred, ms after it was heard. */
export const deferAfterMs = 1_800;
/** One try of a first answer, ms: a second must still be in time. */
const firstMs = 1_200;
/** An interaction's token lives 15 minutes; ours ends a little sooner. */
const tokenMs = 14.5 * 60_000;
/** The mark of a line of the door's own: nobody looks for one. */
const lineMark = 0;
/** Interactions remembered: a few minutes of the busiest morning. */
const remembered = 5_000;

/**
 * Where an interaction stands. `deferred`: a place is held for the answer (for a control: the message itself, if it is
 * redrawn). `redrew`: its message was redrawn, and can be again. `dead`: it can be answered no more.
 */
type Phase = 'fresh' | 'deferred' | 'redrew' | 'answered' | 'dead';

export interface Live {
  readonly id: string;
  readonly token: string;
  readonly kind: Kind;
  readonly hidden: boolean;
  readonly source?: string;
  /** When it was heard, real epoch ms. */
  readonly at: number;
  phase: Phase;
  /** One request at a time. */
  turn: Promise<unknown>;
}

export interface Answers {
  /** A new interaction; null when it is known already (a second delivery). */
  meet(heard: Heard): Live | null;
  handleOf(live: Live): string;
  /** Hold the place, unless it was answered. Never throws. */
  defer(live: Live, own?: boolean): Promise<void>;
  /** A modal as first answer; false when it is too late for one. */
  openForm(live: Live, modal: APIModalInteractionResponseCallbackData): Promise<boolean>;
  /** Names for the field that is being typed. */
  suggest(live: Live, names: readonly { readonly name: string; readonly value: string }[]): Promise<void>;
  /** A line of the door's own; `inPlace`: where the control was that asked for it. */
  say(live: Live, drawn: Drawn, inPlace?: boolean): Promise<void>;
  /** A press that changes nothing to be seen. */
  nod(live: Live): Promise<void>;
  /** A letter that answers; null when the interaction can bear it no more, and it goes by direct message. */
  bring(letter: Letter, handle: string, drawn: Drawn): Promise<Delivery | null>;
  /** A look for one; null when the direct channel is to be looked at. */
  find(letter: Letter, handle: string): Promise<Found | null>;
}

const {
  ChannelMessageWithSource,
  DeferredChannelMessageWithSource,
  DeferredMessageUpdate,
  UpdateMessage,
  Modal,
} = InteractionResponseType;

/** Answers over this wire. `appId` is known once the gateway is open. */
export function createAnswers(
  rest: REST,
  post: Post,
  appId: () => string,
  log: { warn(text: string): void },
): Answers {
  const all = new Map<string, Live>();

  function keep(live: Live): Live {
    all.set(live.id, live);
    for (const [id, { at }] of all) {
      if (all.size <= remembered && Date.now() - at < tokenMs) break;
      all.delete(id);
    }
    return live;
  }

  /** The interaction of a handle; after a restart it is not known how far it came: the first try tells. */
  function liveOf(handle: string, letter: Letter): Live | null {
    const read = /^(command|control|form) (\d+) (\d+) (.+)$/s.exec(handle);
    if (!read) return null;
    const [, kind, id = '', at, token = ''] = read;
    const { place, message } = letter.to ?? { place: 'private' as const };
    return (
      all.get(id) ??
      keep({
        id,
        token,
        kind: kind as Kind,
        hidden: place === 'channel',
        ...(message && { source: message }),
        at: Number(at),
        phase: 'fresh',
        turn: Promise.resolve(),
      })
    );
  }

  function inTurn<T>(live: Live, work: () => Promise<T>): Promise<T> {
    const mine = live.turn.then(work, work);
    live.turn = mine.catch(() => undefined);
    return mine;
  }

  const isOver = (live: Live) => live.phase === 'dead' || Date.now() - live.at > tokenMs;
  const flagsOf = (live: Live, flags = 0) => (live.hidden ? flags | MessageFlags.Ephemeral : flags);
  const hooks = (live: Live) => Routes.webhook(appId(), live.token);
  /** One of its messages; without an id the first, which Discord calls @original. */
  const hooked = (live: Live, id?: string) =>
    id === undefined
      ? Routes.webhookMessage(appId(), live.token)
      : Routes.webhookMessage(appId(), live.token, id);

  /** The one first answer. `known`: somebody answered before us (a lost request of ours, another process). */
  async function first(
    live: Live,
    type: InteractionResponseType,
    data?: { readonly body: object; readonly files?: readonly object[] },
  ): Promise<Outcome<APIMessage | null> | 'known' | 'dead'> {
    const query = new URLSearchParams({ with_response: 'true' });
    const body = { type, ...(data && { data: data.body }) };
    const files = (data?.files ?? []) as never[];
    const done = await ask<{ resource?: { message?: APIMessage } }>(() => {
      const signal = AbortSignal.timeout(firstMs);
      return rest.post(Routes.interactionCallback(live.id, live.token), {
        body,
        files,
        query,
        auth: false,
        signal,
      });
    }, true);
    if (done.ok) return { ok: done.ok.resource?.message ?? null };
    if (isCode(done.fault, 40060)) return 'known';
    // 10062: three seconds are over. 10015, 50027: the token is.
    if (isCode(done.fault, 10062, 10015, 50027)) {
      live.phase = 'dead';
      return 'dead';
    }
    return done;
  }

  const edit = async (live: Live, drawn: Drawn, id?: string): Promise<Outcome<APIMessage>> => {
    const sealed = await parcel(drawn);
    return ask<APIMessage>(() => rest.patch(hooked(live, id), { ...sealed, auth: false }), true);
  };

  const original = (live: Live) => ask<APIMessage>(() => rest.get(hooked(live), { auth: false }), true);

  /**
   * Somebody answered before: what is there now says how far it came. Gives the message if it is already this one; a
   * fault when nobody can tell.
   */
  async function recall(live: Live, mark: number): Promise<Outcome<APIMessage | null>> {
    const there = await original(live);
    if (there.ok === undefined) {
      if (there.fault.kind !== 'refused') return there;
      live.phase = isCode(there.fault, 10015, 50027) ? 'dead' : 'answered';
      return { ok: null };
    }
    const isIt = isMarked(there.ok, mark);
    const holdsPlace = ((there.ok.flags ?? 0) & MessageFlags.Loading) !== 0 || there.ok.id === live.source;
    live.phase = !isIt && holdsPlace ? 'deferred' : 'answered';
    return { ok: isIt ? there.ok : null };
  }

  /** A letter or a line. Null: it cannot be said here any more. */
  async function put(
    live: Live,
    drawn: Drawn,
    mark: number,
    target?: string,
  ): Promise<Outcome<string> | null> {
    if (isOver(live)) return null;
    const redraws = target !== undefined && target === live.source;
    if (live.phase === 'fresh') {
      const type = redraws ? UpdateMessage : ChannelMessageWithSource;
      const sealed = await parcel({ ...drawn, flags: redraws ? drawn.flags : flagsOf(live, drawn.flags) });
      const done = await first(live, type, sealed);
      if (done === 'dead') return null;
      if (done === 'known') {
        const there = await recall(live, mark);
        if (there.ok === undefined) return there;
        return there.ok ? { ok: there.ok.id } : put(live, drawn, mark, target);
      }
      if (done.ok === undefined) return { fault: done.fault };
      live.phase = redraws ? 'redrew' : 'answered';
      return { ok: redraws ? target : (done.ok?.id ?? live.id) };
    }
    const holdsOwn = live.phase === 'deferred' && (live.kind === 'command' || live.source === undefined);
    if (holdsOwn || (redraws && (live.phase === 'deferred' || live.phase === 'redrew'))) {
      const done = await edit(live, drawn);
      if (done.ok) live.phase = redraws ? 'redrew' : 'answered';
      return said(live, done);
    }
    // In a direct channel the rest is written there: such a message can be sent twice without being shown twice.
    if (!live.hidden && mark !== lineMark) return null;
    if (redraws && target !== undefined) return said(live, await edit(live, drawn, target));
    const sealed = await parcel({ ...drawn, flags: flagsOf(live, drawn.flags) });
    const query = new URLSearchParams({ wait: 'true' });
    return said(
      live,
      await ask<APIMessage>(() => rest.post(hooks(live), { ...sealed, query, auth: false }), false),
    );
  }

  /** Ids of what was said; null where a direct message may still do. */
  function said(live: Live, done: Outcome<APIMessage>): Outcome<string> | null {
    if (done.ok) return { ok: done.ok.id };
    if (isCode(done.fault, 10015, 50027)) live.phase = 'dead';
    // 10008: what was to be redrawn is gone. 40094: no more follow-ups where the bot itself is not.
    return isCode(done.fault, 10015, 50027, 10008, 40094) ? null : { fault: done.fault };
  }

  return {
    meet(heard) {
      if (all.has(heard.id)) return null;
      const { id, token, kind, hidden, source } = heard;
      const at = Date.now();
      return keep({
        id,
        token,
        kind,
        hidden,
        ...(source && { source }),
        at,
        phase: 'fresh',
        turn: Promise.resolve(),
      });
    },

    handleOf: ({ kind, id, at, token }) => `${kind} ${id} ${at} ${token}`,

    defer: (live, own = live.source === undefined) =>
      inTurn(live, async () => {
        if (live.phase !== 'fresh') return;
        const flags = flagsOf(live);
        const done = own
          ? await first(live, DeferredChannelMessageWithSource, { body: flags ? { flags } : {} })
          : await first(live, DeferredMessageUpdate);
        if (done !== 'dead' && done !== 'known' && done.ok !== undefined) live.phase = 'deferred';
      }),

    openForm: (live, modal) =>
      inTurn(live, async () => {
        if (live.phase !== 'fresh' || live.kind === 'form') return false;
        const done = await first(live, Modal, { body: modal });
        const opened = done !== 'dead' && done !== 'known' && done.ok !== undefined;
        if (opened) live.phase = 'answered';
        return opened;
      }),

    async suggest(live, names) {
      live.phase = 'answered';
      const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
      await first(live, type, { body: { choices: names } });
    },

    say: (live, drawn, inPlace = false) =>
      inTurn(live, async () => {
        const done = await put(live, drawn, lineMark, inPlace ? live.source : undefined);
        if (done && done.ok === undefined)
          log.warn(`Discord did not take a line of ours (${nameOf(done.fault)}).`);
      }),

    nod: (live) =>
      inTurn(live, async () => {
        if (live.phase !== 'fresh') return;
        await first(live, DeferredMessageUpdate);
        live.phase = 'answered';
      }),

    async bring(letter, handle, drawn) {
      const live = liveOf(handle, letter);
      if (!live) return null;
      return inTurn(live, async () => {
        const done = await put(live, drawn, markOf(letter.wireKey), letter.target);
        if (done === null) return null;
        const channel = letter.channel ?? post.known(letter.address.user);
        if (done.ok !== undefined) return { state: 'sent', id: done.ok, ...(channel && { channel }) };
        // The token of an interaction is not the bot's: refused, the letter may still go by direct message.
        if (done.fault.kind === 'refused' || done.fault.kind === 'token') return null;
        return deliveryOf(done.fault);
      });
    },

    async find(letter, handle) {
      const live = liveOf(handle, letter);
      // A direct channel shows its interactions' answers among its messages.
      if (!live?.hidden || Date.now() - live.at > tokenMs) return null;
      const there = await original(live);
      if (there.ok && isMarked(there.ok, markOf(letter.wireKey))) return { state: 'found', id: there.ok.id };
      const untouched = there.ok
        ? !!((there.ok.flags ?? 0) & MessageFlags.Loading)
        : isCode(there.fault, 10015, 10008);
      // Another message of the same answer stands there: this one may be a follow-up, which nobody can look up.
      return untouched ? null : { state: 'cannotTell' };
    },
  };
}
