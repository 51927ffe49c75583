// The HTTP side: reads a call, lets a planted fault or a rate limit have it, else its route; tells what Discord tells.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRates } from './rates.ts';
import { Refused } from './refused.ts';
import type { Attachment, Json, World } from './world.ts';

/** One call as the routes see it. */
export interface Call {
  readonly method: string;
  /** Path below /v10, ids and tokens replaced: `/channels/:id/messages`. */
  readonly route: string;
  /** The ids and tokens, in order. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Json;
  /** Files by the number that they came under. */
  readonly files: ReadonlyMap<string, Attachment>;
}

/** What a route gives back; no body: 204. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** A number: a 429 that says so many seconds. */
type Fault = 'cut' | 'hang' | '502' | number;
/** One that is held: what the promise gives, if anything, then happens. */
type Trouble = Fault | Promise<Fault | undefined>;

/** A planted fault: before anything is applied, or after. */
export interface Plant {
  /** `METHOD route`, or a part of it. */
  readonly on: string;
  readonly before?: Trouble;
  readonly after?: Trouble;
  /** How many calls it takes; 1. */
  readonly times?: number;
  /** Only calls for which this holds. */
  readonly when?: (call: Call) => boolean;
}

const MOST_FILE = 10 * 2 ** 20;
const MOST_REQUEST = 25 * 2 ** 20;

const routeOf = (path: string) => {
  const ids: string[] = [];
  const keep = (id: string) => {
    ids.push(id);
    return ':id';
  };
  const route = path
    .replace(/(?<=^\/(?:interactions|webhooks)\/\d+\/)[^/]+/, keep)
    .replace(/(?<=\/)\d{15,20}(?=\/|$)/g, keep);
  // The token stands after its id, but was taken first.
  if (/^\/(?:interactions|webhooks)\//.test(path) && ids.length > 1) ids.splice(1, 0, ids.shift() ?? '');
  return { route, ids };
};

/** Starts the server on a free port; `apply` is the routes. */
export async function openServer(world: World, apply: (call: Call) => Reply) {
  const rates = createRates(() => performance.now());
  const plants: { plant: Plant; left: number }[] = [];
  const calls: string[] = [];
  const http = createServer((request, response) => {
    handle(request, response).catch((error) => {
      world.violation(`the simulator itself: ${(error as Error).stack}`);
      response.destroy();
    });
  });
  http.keepAliveTimeout = 60_000;

  function take(call: Call): Plant | undefined {
    const name = `${call.method} ${call.route}`;
    const found = plants.find(
      ({ plant, left }) => left > 0 && name.includes(plant.on) && (plant.when?.(call) ?? true),
    );
    if (found) found.left -= 1;
    return found?.plant;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/attachments/')) return file(url, response);
    const raw = await whole(request);
    const { route, ids } = routeOf(decodeURIComponent(url.pathname).replace(/^\/api\/v10/, ''));
    const method = request.method ?? 'GET';
    calls.push(`${method} ${route}`);
    const answer = (status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      response.writeHead(status, { ...(text && { 'content-type': 'application/json' }), ...headers });
      response.end(text);
    };
    const trouble = async (what: Trouble | undefined): Promise<boolean> => {
      if (what === 'cut') request.socket.destroy();
      else if (what === '502') {
        response.writeHead(502, { 'content-type': 'text/html' });
        response.end('<html>502 Bad Gateway</html>');
      } else if (typeof what === 'number') {
        const told = { message: 'You are being rate limited.', retry_after: what, global: false };
        answer(429, told, { 'retry-after': String(what), 'x-ratelimit-scope': 'user' });
      } else if (what !== 'hang') return what === undefined ? false : trouble(await what);
      return true;
    };
    let headers: Readonly<Record<string, string>> = {};
    try {
      const own = /^\/(?:interactions|webhooks)\//.test(route);
      if (!own && request.headers.authorization !== `Bot ${world.token}`) throw new Refused(401, 0);
      if (!url.pathname.startsWith('/api/v10/')) throw new Refused(404, 0);
      if (world.rules.rates && !route.startsWith('/interactions/')) {
        const pass = rates.pass(method, route, ids[own ? 1 : 0] ?? '', !own);
        headers = pass.headers;
        if (pass.wait !== undefined) {
          world.refusals.push(`429 ${pass.scope} ${method} ${route}`);
          const told = {
            message: 'You are being rate limited.',
            retry_after: pass.wait,
            global: pass.scope === 'global',
          };
          return answer(429, told, { ...headers, 'retry-after': String(Math.ceil(pass.wait)) });
        }
      }
      const call: Call = {
        method,
        route,
        ids,
        query: url.searchParams,
        ...(await bodyOf(request, raw, world)),
      };
      const plant = take(call);
      if (plant && (await trouble(plant.before))) return;
      const reply = apply(call);
      world.changed();
      if (plant && (await trouble(plant.after))) return;
      answer(reply.status, reply.body, headers);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const where = `${error.code} ${method} ${route}`;
      world.refusals.push(where);
      if ([50035, 50006, 50109, 40005].includes(error.code))
        world.violation(`${where}: ${error.faults.map((one) => one.join(' ')).join('; ')}`);
      world.changed();
      answer(error.status, error.json(), headers);
    }
  }

  function file(url: URL, response: ServerResponse): void {
    const found = world.attachments.get(url.pathname.split('/')[2] ?? '');
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain' });
    response.end(found?.bytes);
  }

  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return {
    http,
    port: (http.address() as AddressInfo).port,
    /** Every call so far, as `METHOD route`. */
    calls,
    plant(plant: Plant) {
      plants.push({ plant, left: plant.times ?? 1 });
    },
    /** Plants that were not used up are gone. */
    calm() {
      plants.length = 0;
    },
    close: () =>
      new Promise<void>((done) => {
        http.close(() => done());
        http.closeAllConnections();
      }),
  };
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** JSON, or a form of `payload_json` and `files[n]`. */
async function bodyOf(request: IncomingMessage, raw: Buffer, world: World) {
  const type = request.headers['content-type'] ?? '';
  const files = new Map<string, Attachment>();
  if (raw.length > MOST_REQUEST) throw new Refused(413, 40005);
  if (raw.length === 0) return { body: {}, files };
  if (!type.startsWith('multipart/')) return { body: parsed(raw.toString('utf8')), files };
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const body = parsed(String(form.get('payload_json') ?? '{}'));
  const told = (body.attachments ?? []) as readonly { id: unknown; description?: string }[];
  for (const [name, value] of form) {
    if (name === 'payload_json') continue;
    const n = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (n === undefined || typeof value === 'string')
      throw new Refused(400, 50035, [[name, 'no file of a message']]);
    if (value.size > MOST_FILE) throw new Refused(413, 40005);
    const description = told.find((one) => String(one.id) === n)?.description;
    files.set(n, {
      id: world.id(),
      name: value.name.replace(/[^\w.-]/g, '_'),
      bytes: Buffer.from(await value.arrayBuffer()),
      type: value.type || 'application/octet-stream',
      ...(description !== undefined && { description }),
    });
  }
  return { body, files };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Refused(400, 50109);
  }
}
