// The door to Discord: the gateway hears, REST answers. One application, one member a Discord user.

import { Routes } from 'discord.js';
import type { App } from '../../src/app.ts';
import type { Adapter, Delivery, Letter } from '../adapter.ts';
import { createAnswers } from './answer.ts';
import { drawMessage } from './draw.ts';
import { createForms } from './form.ts';
import { createHearing } from './hear.ts';
import { drawMenu, hashOf } from './menu.ts';
import { paceOpening } from './pace.ts';
import { createPost, deliveryOf, isCode, nameOf } from './post.ts';
import type { Heard } from './receive.ts';
import { createGateway, waitAfter } from './stay.ts';
import { createTalk } from './talk.ts';
import { createWays, type KeptWays } from './ways.ts';
import { ask, createWire, type Fault, perSecond } from './wire.ts';

/** A few lines kept from one start to the next. */
export interface Kept {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
}

export interface DiscordOptions {
  readonly token: string;
  /** Without the version: https://discord.com/api. */
  readonly api: string;
  readonly kept: Kept;
  readonly ways: KeptWays;
  readonly log: {
    info(text: string): void;
    warn(text: string): void;
    note(what: string, facts: Readonly<Record<string, unknown>>): void;
  };
  /** Nothing mends it any more: one line, and the program ends. */
  readonly fatal: (line: string) => void;
}

/** Letters that nobody asked for, under way at once: an answer must not wait behind a morning run (discord.js queues). */
const underWay = 10;

/** Discord as an adapter. */
export function createDiscord(options: DiscordOptions): Adapter {
  const { token, api, kept, log, fatal } = options;
  const rest = createWire(token, api);
  const me = { app: '', bot: undefined as string | undefined };
  const post = createPost(
    rest,
    paceOpening(() => performance.now()),
    () => me.bot,
  );
  const answers = createAnswers(rest, post, () => me.app, log);
  const forms = createForms();
  const working = new Set<Promise<unknown>>();
  let stopping = false;
  let tokenRefused = false;
  let hearInteraction: (event: unknown) => Promise<void> = async () => undefined;
  let hearMessage: (event: unknown) => Promise<void> = async () => undefined;
  let registering: Promise<void> = Promise.resolve();
  let registerAgain: NodeJS.Timeout | undefined;
  let house: App | undefined;
  let ways: ReturnType<typeof createWays> | undefined;

  function busy(work: Promise<unknown>): void {
    working.add(work);
    const over = () => void working.delete(work);
    work.then(over, over);
  }

  /** Beside the talk: nobody waits for it, and a fault is made good at the next start. */
  function keep(noting: Promise<void> = Promise.resolve()): void {
    busy(noting.catch((error: unknown) => log.note('the ways into Discord could not be kept', { error })));
  }

  const gateway = createGateway({
    token,
    api,
    log,
    fatal,
    ears: {
      interaction: (event) => busy(hearInteraction(event)),
      message: (event) => busy(hearMessage(event)),
      removed: (guild) => keep(ways?.removed(guild)),
      present: (guild) => keep(ways?.present(guild)),
      open(app, bot, guilds, isMine) {
        me.app = app;
        me.bot = bot;
        registerSoon();
        keep(ways?.settle(guilds, isMine));
      },
    },
  });

  /** Once a change: what Discord was sent last is known by its hash. */
  async function register(): Promise<Fault | null> {
    const commands = drawMenu(house?.menu() ?? []);
    const name = `discord-commands:${me.app}`;
    const hash = hashOf(commands);
    if ((await kept.read(name)) === hash) return null;
    const done = await ask<object>(
      () => rest.put(Routes.applicationCommands(me.app), { body: commands }),
      true,
    );
    if (done.ok === undefined) return done.fault;
    await kept.write(name, hash);
    log.info('The commands are registered with Discord.');
    return null;
  }

  /** One after the other; what waiting may mend is tried again by itself. */
  function registerSoon(nth = 0): void {
    clearTimeout(registerAgain);
    if (stopping) return;
    registering = registering.then(register).then(
      (fault) => {
        if (fault?.kind === 'refused' || fault?.kind === 'token')
          log.warn(`Discord did not take the commands (${nameOf(fault)}); the next start tries again.`);
        else if (fault) later(nth, nameOf(fault), fault.kind === 'wait' ? fault.until : 0);
      },
      (error: Error) => later(nth, error.name, 0),
    );
    busy(registering);
  }

  function later(nth: number, why: string, until: number): void {
    if (nth === 0) log.warn(`The commands could not be registered for now (${why}); trying on.`);
    clearTimeout(registerAgain);
    registerAgain = setTimeout(registerSoon, Math.max(until - Date.now(), waitAfter(nth)), nth + 1);
    registerAgain.unref();
  }

  /** Somebody acted in a server: now, and only now, may a direct channel be opened. */
  function acted({ user, channel }: Heard): void {
    if (channel !== undefined) post.learn(user, channel);
    else if (post.known(user) === undefined) busy(post.channelOf(user));
  }

  async function bring(letter: Letter): Promise<Delivery> {
    const drawn = drawMessage(letter.reply, letter.kind === 'message' ? letter.wireKey : undefined);
    const { to, target, channel } = letter;
    if (to?.handle !== undefined) {
      const done = await answers.bring(letter, to.handle, drawn);
      if (done) return done;
    }
    if (letter.kind === 'message' || target === undefined) return post.send(letter, drawn);
    const there = channel ?? post.known(letter.address.user);
    if (there === undefined || to?.place === 'channel') return instead(letter);
    const done = await post.redraw(there, target, drawn);
    if (done.ok) return { state: 'sent', id: target, channel: there };
    // It is not there any more, or is not ours to redraw.
    if (isCode(done.fault, 10008, 10003, 50001, 50005)) return instead(letter);
    return deliveryOf(done.fault);
  }

  /** What cannot be redrawn: an answer is said anew, in the direct channel; anything else is as well as it is. */
  async function instead(letter: Letter): Promise<Delivery> {
    if (!letter.to) return { state: 'never', reason: 'nothing to redraw' };
    return post.send(letter, drawMessage(letter.reply, letter.wireKey));
  }

  return {
    door: 'discord',
    pacePerSecond: { door: perSecond },
    atOnce: { tenant: underWay, door: underWay },
    lookAfterMs: 5_000,

    async start(app) {
      house = app;
      ways = createWays(options.ways, app);
      const came = (heard: Heard) => keep(ways?.came(heard));
      hearInteraction = createHearing({ app, answers, forms, acted, came, channelOf: post.known, log });
      hearMessage = createTalk({ app, post, forms, log });
      await gateway.start();
      await registering;
      if (gateway.isOpen()) log.info('Rungs is on Discord.');
    },

    async stop() {
      stopping = true;
      clearTimeout(registerAgain);
      await gateway.stop();
      await Promise.allSettled(working);
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },

    async deliver(letter) {
      // The wire's clock is the real one.
      if (me.bot === undefined) return { state: 'notSent', retryAt: Date.now() + 2_000 };
      const done = await bring(letter);
      if (done.state === 'never') log.warn(`Discord did not take a letter (${done.reason}).`);
      if (done.state === 'never' && done.holds === 'tenant' && !tokenRefused) {
        tokenRefused = true;
        if (!stopping)
          fatal('Discord does not take DISCORD_TOKEN any more: put a current one from the Developer Portal.');
      }
      return done;
    },

    async find(letter) {
      if (me.bot === undefined) return { state: 'cannotTell' };
      if (letter.kind === 'edit') return { state: 'absent' };
      const seen = letter.to?.handle === undefined ? null : await answers.find(letter, letter.to.handle);
      return seen ?? post.find(letter);
    },

    async check() {
      return gateway.isOpen() ? [] : ['Discord: the gateway is not open just now.'];
    },
  };
}
