// The HTTP side of the simulated Slack: Web API, uploads, downloads, response addresses, the authorize page; with planted
// faults and rate limits. What a call does is api.ts's.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerTo } from './api.ts';
import { wrongBlocks } from './limits.ts';
import { type Json, put, type World } from './world.ts';

/** A fault: before anything is applied, or after. A number: a 429 that says so many seconds. */
type Fault = 'cut' | 'hang' | '500' | number;
/** One that is held: what the promise gives, if anything, then happens. */
type Trouble = Fault | Promise<Fault | undefined>;

export interface Plant {
  /** The method, or a part of it: chat.postMessage; `respond` for response addresses. */
  readonly on: string;
  readonly before?: Trouble;
  readonly after?: Trouble;
  /** How many calls it takes; 1. */
  readonly times?: number;
  readonly when?: (args: Json) => boolean;
}

/** One call as it came in. */
export interface Called {
  readonly method: string;
  readonly token: string;
  readonly args: Json;
  /** Real instant, ms. */
  readonly at: number;
  /** What Slack said: ok, an error code, 429. */
  outcome: string;
}

/** Most that a call may bring, bytes. */
const most = 60 * 2 ** 20;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > most) throw new Error('too much');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

/** Arguments as JSON, as a form, or of the query. */
function argsOf(request: IncomingMessage, body: Buffer, query: URLSearchParams): Json {
  const type = request.headers['content-type'] ?? '';
  const text = body.toString('utf8');
  if (type.startsWith('application/json')) return text ? (JSON.parse(text) as Json) : {};
  return { ...Object.fromEntries(query), ...Object.fromEntries(new URLSearchParams(text)) };
}

/** Start it on a free port. */
export async function openServer(world: World) {
  const plants: { plant: Plant; left: number }[] = [];
  const calls: Called[] = [];
  const posted = new Map<string, number[]>();
  let base = '';
  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      world.violation(`the simulator itself: ${(error as Error).stack}`);
      response.destroy();
    });
  });
  http.keepAliveTimeout = 60_000;

  function taken(method: string, args: Json): Plant | undefined {
    const found = plants.find(
      ({ plant, left }) => left > 0 && method.includes(plant.on) && (plant.when?.(args) ?? true),
    );
    if (found) found.left -= 1;
    return found?.plant;
  }

  /** True when the trouble ended the call. */
  async function troubled(trouble: Trouble | undefined, response: ServerResponse): Promise<boolean> {
    if (trouble === undefined) return false;
    if (trouble === 'hang') return true;
    if (trouble === 'cut') return !!response.destroy();
    if (trouble === '500') return !!send(response, 500, { ok: false, error: 'internal_error' });
    if (typeof trouble === 'number')
      return !!send(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(trouble) });
    return troubled(await trouble, response);
  }

  function send(
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
      .end(text);
  }

  /** The seconds that a call is told to wait: by the rules, or as a post over its workspace's rate; 0: it goes. */
  function toldToWait(method: string, token: string): number {
    const told = world.rules.toldToWait(token);
    const rate = world.rules.postsPerSecond;
    if (told > 0 || rate === 0 || method !== 'chat.postMessage') return told;
    const now = performance.now();
    const last = (posted.get(token) ?? []).filter((at) => now - at < 1000);
    posted.set(token, last);
    if (last.length >= rate) return 1;
    last.push(now);
    return 0;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', base);
    const body = await bodyOf(request);
    const [, top = '', rest = ''] = /^\/([^/]+)(?:\/(.*))?$/.exec(url.pathname) ?? [];
    if (top === 'api') return call(request, response, rest, body, url.searchParams);
    if (top === 'upload') return upload(response, rest, body);
    if (top === 'respond') return respond(response, rest, body);
    if (top === 'files') return download(request, response, rest);
    if (url.pathname === '/oauth/v2/authorize') return authorize(response, url.searchParams);
    world.violation(`nothing at ${url.pathname}`);
    send(response, 404, 'not found');
  }

  async function call(
    request: IncomingMessage,
    response: ServerResponse,
    method: string,
    body: Buffer,
    query: URLSearchParams,
  ): Promise<void> {
    const args = argsOf(request, body, query);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? String(args.token ?? '');
    const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (basic) {
      const [id, secret] = Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent);
      Object.assign(args, { client_id: id, client_secret: secret });
    }
    const one: Called = { method, token, args, at: performance.now(), outcome: '' };
    calls.push(one);
    const plant = taken(method, args);
    if (await troubled(plant?.before, response)) {
      one.outcome = typeof plant?.before === 'number' ? '429' : 'lost';
      return;
    }
    const wait = toldToWait(method, token);
    if (wait > 0) {
      one.outcome = '429';
      await troubled(wait, response);
      return;
    }
    const answer = answerTo(world, { method, token, args }, base);
    one.outcome = answer.ok ? 'ok' : String(answer.error);
    if (await troubled(plant?.after, response)) return;
    const team = [...world.teams.values()].find((t) => t.token === token);
    send(response, 200, answer, team ? { 'x-oauth-scopes': [...team.scopes].join(',') } : {});
  }

  async function upload(response: ServerResponse, id: string, body: Buffer): Promise<void> {
    const found = world.uploads.get(id);
    if (!found) return void send(response, 404, 'no such upload');
    found.bytes = fileOf(body, found.length);
    if (found.bytes.length !== found.length)
      world.violation(`an upload of ${found.bytes.length} bytes for ${found.length}`);
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${found.length}`);
  }

  /** Response addresses: five uses in 30 minutes; ephemeral unless said otherwise. */
  async function respond(response: ServerResponse, id: string, body: Buffer): Promise<void> {
    const found = world.responseUrls.get(id);
    const args = JSON.parse(body.toString('utf8') || '{}') as Json;
    const one: Called = { method: 'respond', token: '', args, at: performance.now(), outcome: '' };
    calls.push(one);
    const plant = taken('respond', args);
    if (await troubled(plant?.before, response)) return;
    if (!found || found.uses >= 5 || world.now() - found.at > 30 * 60_000) {
      one.outcome = 'used_url';
      if (found) world.violation('a response address used more than five times');
      return void send(response, 404, 'used_url');
    }
    found.uses += 1;
    one.outcome = 'ok';
    const wrong = wrongBlocks(args.blocks ?? [], 'message');
    if (wrong.length || (!args.text && !args.blocks && !args.delete_original)) {
      world.violation(`respond: ${wrong.join('; ') || 'nothing said'}`);
      return void send(response, 400, 'invalid_blocks');
    }
    const { team, channel, user, source } = found;
    const now = { text: String(args.text ?? ''), blocks: (args.blocks ?? []) as readonly Json[] };
    if (args.delete_original && source) source.deleted = true;
    else if (args.replace_original && source) Object.assign(source, now, { edited: source.edited + 1 });
    else
      put(world, channel, {
        ...now,
        user: team.botUser,
        bot: true,
        onlyFor: args.response_type === 'in_channel' ? undefined : user.id,
      });
    if (await troubled(plant?.after, response)) return;
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  }

  async function download(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const found = world.uploads.get(id);
    const good = found && request.headers.authorization === `Bearer ${found.team.token}`;
    if (!good || !found.team.scopes.has('files:read')) {
      world.violation('a file fetched without its token or files:read');
      return void response.writeHead(302, { location: '/login' }).end();
    }
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(found.bytes);
  }

  /** The page on which somebody presses Allow: goes straight back with a code. Which workspace: `team` in the query. */
  async function authorize(response: ServerResponse, query: URLSearchParams): Promise<void> {
    const [first] = world.teams.values();
    const team = world.teams.get(query.get('team') ?? '') ?? first;
    const [user] = team?.users.values() ?? [];
    if (!team || !user || query.get('client_id') !== world.clientId) {
      world.violation('an authorize page that was asked for wrongly');
      return void send(response, 400, 'no such app');
    }
    for (const scope of (query.get('scope') ?? '').split(',').filter(Boolean)) team.scopes.add(scope);
    const code = world.id('C');
    const redirect = query.get('redirect_uri') ?? '';
    world.codes.set(code, { team, redirect, user });
    const state = query.get('state') ?? '';
    response
      .writeHead(302, { location: `${redirect}?code=${code}&state=${encodeURIComponent(state)}` })
      .end();
  }

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    http,
    base,
    calls,
    plant(plant: Plant) {
      plants.push({ plant, left: plant.times ?? 1 });
    },
    /** Plants that were not used up are gone. */
    calm() {
      plants.length = 0;
    },
    async close() {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
  };
}

/** The bytes of an upload: the body itself, or the one file of a multipart form. */
function fileOf(body: Buffer, length: number): Buffer {
  if (body.length === length) return body;
  const start = body.indexOf('\r\n\r\n');
  return start < 0 ? body : body.subarray(start + 4, start + 4 + length);
}
