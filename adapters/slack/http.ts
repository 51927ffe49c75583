// Slack over HTTP on the shared listener: a receiver of Bolt's own kind. Signed by Slack and within five minutes of now, in
// both directions; whatever else knocks here has no effect. A replay meets the inbox, which knows it already.

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { NotKept } from './hear.ts';

export interface HttpOptions {
  readonly signingSecret: string;
  readonly log: { note(what: string, facts: Readonly<Record<string, unknown>>): void };
}

export interface HttpReceiver extends Receiver {
  readonly routes: Hono;
}

/** Slack's: how far a signature's time may be off, s. */
const apartS = 300;
/** Nobody waits any longer, ms. */
const answerMs = 2_900;
/** Bytes a request, at most. */
const most = 256 * 1024;

/** Whether Slack signed this, lately. `now` in s. */
function isSigned(
  secret: string,
  body: string,
  stamp: string | undefined,
  signature: string | undefined,
  now: number,
): boolean {
  if (!stamp || !signature || !/^\d{1,12}$/.test(stamp)) return false;
  if (Math.abs(now - Number(stamp)) > apartS) return false;
  const right = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** POST /slack/events as a receiver. */
export function createHttp({ signingSecret, log }: HttpOptions): HttpReceiver {
  let bolt: App | undefined;
  let open = false;
  const routes = new Hono();
  routes.use('/slack/events', bodyLimit({ maxSize: most }));
  routes.post('/slack/events', async (c) => {
    const body = await c.req.text();
    const header = (name: string) => c.req.header(name);
    const now = Date.now() / 1000;
    if (!isSigned(signingSecret, body, header('x-slack-request-timestamp'), header('x-slack-signature'), now))
      return c.text('', 401);
    const read = parsed(body, header('content-type') ?? '');
    if (!read) return c.text('', 400);
    if (read.ssl_check !== undefined) return c.text('');
    if (read.type === 'url_verification') return c.json({ challenge: read.challenge });
    if (!bolt || !open) return c.text('', 503);
    const retry = Number(header('x-slack-retry-num')) || undefined;
    const answer = await answered(bolt, read, retry, log);
    if (answer === null) return c.text('', 503);
    if (answer === undefined || answer === '') return c.body(null, 200);
    return typeof answer === 'string' ? c.text(answer) : c.json(answer as object);
  });
  return {
    routes,
    init(app) {
      bolt = app;
    },
    start: async () => {
      open = true;
    },
    stop: async () => {
      open = false;
    },
  };
}

type Json = Record<string, unknown>;

/** JSON, or a form that may hold JSON. */
function parsed(body: string, type: string): Json | null {
  try {
    if (type.startsWith('application/json')) return JSON.parse(body) as Json;
    const form = Object.fromEntries(new URLSearchParams(body));
    return form.payload === undefined ? form : (JSON.parse(form.payload) as Json);
  } catch {
    return null;
  }
}

/** What it is acknowledged with; null when it is not, and Slack is to bring it again. */
function answered(bolt: App, body: Json, retryNum: number | undefined, log: HttpOptions['log']) {
  return new Promise<unknown>((resolve) => {
    const late = setTimeout(resolve, answerMs, null);
    const tell = (answer: unknown) => {
      clearTimeout(late);
      resolve(answer);
    };
    const event: ReceiverEvent = {
      body,
      ack: async (answer?: unknown) => tell(answer),
      ...(retryNum !== undefined && { retryNum }),
    };
    bolt.processEvent(event).catch((error: unknown) => {
      if (!(error instanceof NotKept)) log.note('a delivery of Slack is left to come again', { error });
      tell(null);
    });
  });
}
