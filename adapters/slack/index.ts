// The door to Slack: Bolt hears over sockets or HTTP, the Web API answers. One workspace by its token, or many that install
// by themselves.

import { App as Bolt, type Receiver } from '@slack/bolt';
import { Hono } from 'hono';
import type { App } from '../../src/app.ts';
import type { Adapter, Delivery } from '../adapter.ts';
import { createAnswers } from './answer.ts';
import { createForms } from './form.ts';
import { createGate, createWorking, type HearParts, underOf } from './hear.ts';
import { createHomes, type Homes } from './home.ts';
import { createHttp } from './http.ts';
import { installRoutes } from './install.ts';
import { createKnocking, type Knocked, type Knocking } from './knock.ts';
import { hopeless } from './line.ts';
import { createPeople } from './people.ts';
import { createPost } from './post.ts';
import { silent } from './silent.ts';
import { createSockets, type Sockets, waitAfter } from './socket.ts';
import { ask, awayLine, clientOf, nameOf, optionsOf } from './wire.ts';
import { createWorkspaces, type Installation, type Installations, onlyOne } from './workspaces.ts';

export type SlackOptions = {
  /** Web API base, with the slash at its end. */
  readonly api: string;
  readonly publicUrl: string | undefined;
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  /** Where installations are kept, when there are many. */
  readonly installations: Installations;
  readonly log: {
    info(text: string): void;
    warn(text: string): void;
    note(what: string, facts: Readonly<Record<string, unknown>>): void;
  };
  /** Nothing mends it any more: one line, and the program ends. */
  readonly fatal: (line: string) => void;
} & (
  | { readonly botToken: string }
  | {
      readonly botToken?: undefined;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
    }
);

export interface Slack extends Adapter {
  /** What belongs on the shared listener; null when all comes over sockets. */
  readonly routes: Hono | null;
}

/** Letters a second: Slack allows several hundred messages a minute in a workspace: 240. */
export const pace = { tenant: 4 };
/** Letters that nobody asked for, under way at once in a workspace. */
export const atOnce = { tenant: 4 };

/** Slack as an adapter. */
export function createSlack(options: SlackOptions): Slack {
  const { api, log, fatal, signingSecret, appToken } = options;
  const { botToken } = options;
  const workspaces = createWorkspaces(
    botToken === undefined ? options.installations : onlyOne(() => meetAgain(botToken)),
    api,
  );
  const people = createPeople();
  const apiOrigin = new URL(api).origin;
  const isSlacks = (address: string) => {
    if (!URL.canParse(address)) return false;
    const { origin, protocol, hostname } = new URL(address);
    return origin === apiOrigin || (protocol === 'https:' && hostname.endsWith('.slack.com'));
  };
  const post = createPost({ people, isSlacks });
  const forms = createForms();
  const http = signingSecret === undefined ? undefined : createHttp({ signingSecret, log });
  const sockets: Sockets | undefined =
    appToken === undefined ? undefined : createSockets({ appToken, api, log, fatal });
  const working = new Set<Promise<unknown>>();
  /** What Slack last refused of us, by workspace. */
  const refused = new Map<string, string>();
  let house: App | undefined;
  let homes: Homes | undefined;
  let bolt: Bolt | undefined;
  let knocking: Knocking | undefined;
  let stopping = false;

  const installing =
    options.botToken === undefined
      ? installRoutes({
          ...options,
          async installed(installation) {
            await workspaces.put(installation);
            refused.delete(installation.team);
            await house?.back('slack', installation.team);
          },
        })
      : undefined;

  /** Who the settings' token is. */
  async function look(token: string): Promise<Knocked> {
    const met = await ask(() => clientOf(token, api).auth.test());
    if (!met.ok) {
      const { fault } = met;
      const why = nameOf(fault);
      if (fault.kind === 'refused' && hopeless.has(fault.code)) return { line: tokenLine(why) };
      return { why, until: fault.kind === 'wait' ? fault.until : 0 };
    }
    const { team_id: team, bot_id: botId, user_id: botUser } = met.ok;
    if (!team || !botId || !botUser)
      return { line: 'SLACK_BOT_TOKEN is no bot token: take the one that begins with xoxb-.' };
    return { in: { team, token, botId, botUser } };
  }

  /** Something comes from the workspace that took the app out. */
  async function meetAgain(token: string): Promise<Installation | null> {
    const seen = await look(token);
    if (!('in' in seen)) {
      log.warn('line' in seen ? seen.line : tokenLine(seen.why));
      return null;
    }
    await house?.back('slack', seen.in.team);
    log.info('Rungs is in its workspace again.');
    return seen.in;
  }

  /** Bolt, with our gate before its processEvent. */
  function open(receiver: Receiver, parts: HearParts): Bolt {
    const gate = createGate(parts);
    const work = createWorking(parts);
    const made = new Bolt({
      receiver,
      logger: silent,
      clientOptions: optionsOf(api),
      async authorize({ teamId }) {
        const workspace = teamId === undefined ? null : await workspaces.of(teamId);
        if (!workspace) throw new Error('not installed there');
        const { token, botId, botUser, team } = workspace;
        return { botToken: token, botId, botUserId: botUser, teamId: team };
      },
    });
    const through = made.processEvent.bind(made);
    made.processEvent = (event) => {
      if (stopping) return Promise.reject(new Error('stopping'));
      const under = gate(event, through);
      working.add(under);
      const over = () => void working.delete(under);
      under.then(over, over);
      return under;
    };
    made.use(async ({ body, context, next, ...rest }) => {
      const under = underOf(context);
      if (!under) return next();
      const ack = (rest as { ack?: (answer?: object) => Promise<unknown> }).ack ?? (async () => undefined);
      await work(under, body, ack);
    });
    made.error(async (error) => log.note('a delivery of Slack met a fault', { error }));
    return made;
  }

  function minded(team: string, done: Delivery): Delivery {
    if (done.state !== 'never') {
      if (done.state === 'sent') refused.delete(team);
      return done;
    }
    log.warn(`Slack did not take a letter (${done.reason}).`);
    if (done.holds !== 'tenant') return done;
    refused.set(team, done.reason);
    if (options.botToken !== undefined && done.reason === 'invalid_auth' && !stopping)
      fatal(tokenLine(done.reason));
    return done;
  }

  return {
    door: 'slack',
    pacePerSecond: pace,
    atOnce,
    lookAfterMs: 15_000,
    routes: http || installing ? joined(http?.routes, installing) : null,

    async start(app) {
      house = app;
      homes = createHomes({ app, workspaces, withPictures: post.withPictures, log });
      const answers = createAnswers({ app, people, forms, homes, isSlacks, log });
      const receiver = sockets ?? http;
      if (!receiver) throw new Error('Slack needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.');
      const through = open(receiver, { app, workspaces, people, answers, homes, log });
      bolt = through;
      const hear = async () => {
        await through.start();
        log.info('Rungs is on Slack.');
      };
      if (botToken === undefined) return hear();
      knocking = createKnocking({
        knock: () => look(botToken),
        async enter(seen) {
          await workspaces.put(seen);
          await app.back('slack', seen.team);
        },
        hear,
        log,
        fatal,
        waitAfter,
      });
      await knocking.start();
    },

    async stop() {
      // What is under way is still acknowledged; nothing new is taken.
      stopping = true;
      knocking?.stop();
      await Promise.allSettled(working);
      await bolt?.stop();
      await homes?.stop();
    },

    async deliver(letter) {
      // The wire's clock is the real one.
      if (knocking?.isOutside()) return { state: 'notSent', retryAt: Date.now() + 2_000 };
      const { tenant, user } = letter.address;
      const workspace = await workspaces.of(tenant);
      if (!workspace) return { state: 'never', reason: 'not installed', holds: 'tenant' };
      const done = minded(tenant, await post.bring(workspace, letter));
      if (done.state === 'sent') homes?.changed(tenant, user);
      return done;
    },

    async find(letter) {
      const workspace = await workspaces.of(letter.address.tenant);
      return workspace ? post.find(workspace, letter) : { state: 'cannotTell' };
    },

    async check() {
      const outside = knocking?.isOutside() ? ['Slack: it does not answer just now.'] : [];
      const open = sockets?.up() === 0 ? ['Slack: no socket is open just now.'] : outside;
      const only = options.botToken !== undefined ? [...refused.values()] : [];
      return [...open, ...only.map((why) => `Slack: ${tokenLine(why)}`)];
    },
  };
}

/** A refusal of the bot's token as a line. */
export const tokenLine = (why: string): string =>
  awayLine(why) ??
  `Slack does not take SLACK_BOT_TOKEN (${why}): put the current one, from OAuth & Permissions.`;

function joined(...all: readonly (Hono | undefined)[]): Hono {
  const routes = new Hono();
  for (const one of all) if (one) routes.route('/', one);
  return routes;
}
