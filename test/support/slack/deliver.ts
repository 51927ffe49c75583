// What Slack sends: events, commands, clicks, over a socket or as signed HTTP; each ack with the time it took. Who sends
// what is hand.ts's.

import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json, World } from './world.ts';

export type Kind = 'events_api' | 'slash_commands' | 'interactive';

/** What came back to a delivery. */
export interface Ack {
  readonly kind: Kind;
  /** Real time from sending to the ack, ms; null: none came in 3 s. */
  readonly ms: number | null;
  /** What the ack carried. */
  readonly body: Json | undefined;
  /** HTTP alone. */
  readonly status?: number;
}

/** Slack waits so long for an ack, ms. */
const patience = 3_000;

/** Where deliveries go over HTTP: the bot's address. */
export interface HttpTarget {
  readonly url: string;
  /** Signs with another secret, at another second, or not at all. */
  readonly forge?: { readonly secret?: string; readonly shiftS?: number; readonly unsigned?: boolean };
}

/** Sends to whoever is connected; `target` switches to HTTP. */
export function createDelivery(world: World, http: Server) {
  const server = new WebSocketServer({ noServer: true });
  const sockets = new Set<WebSocket>();
  const wires = new WeakMap<WebSocket, Duplex>();
  const waiting = new Map<string, (body: Json | undefined) => void>();
  const acks: Ack[] = [];
  const state = { target: undefined as HttpTarget | undefined, refuse: 0, silent: false };
  let turn = 0;

  http.on('upgrade', (request, socket, head) => {
    if (state.refuse > 0) {
      state.refuse -= 1;
      socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
      return;
    }
    server.handleUpgrade(request, socket, head, (ws) => {
      wires.set(ws, socket);
      open(ws);
    });
  });

  function open(ws: WebSocket): void {
    sockets.add(ws);
    const beat = setInterval(() => !state.silent && ws.ping('Ping from the simulator'), 5_000);
    ws.on('close', () => {
      clearInterval(beat);
      sockets.delete(ws);
    });
    ws.on('error', () => ws.terminate());
    ws.on('message', (data) => {
      if (state.silent) return;
      const { envelope_id, payload } = JSON.parse(String(data)) as Json;
      const told = waiting.get(String(envelope_id));
      if (!told) return world.violation(`an ack of no envelope: ${String(data).slice(0, 100)}`);
      told(payload as Json | undefined);
    });
    ws.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.size,
        debug_info: { host: 'simulator', approximate_connection_time: 18_060 },
        connection_info: { app_id: world.appId },
      }),
    );
  }

  async function bySocket(kind: Kind, payload: Json, retry: number): Promise<Ack> {
    const open = [...sockets].filter((ws) => ws.readyState === ws.OPEN);
    const ws = open[turn++ % Math.max(open.length, 1)];
    if (!ws) return { kind, ms: null, body: undefined };
    const envelope = world.id('E');
    const start = performance.now();
    const told = new Promise<Json | undefined>((resolve) => waiting.set(envelope, resolve));
    const retried = retry ? { retry_attempt: retry, retry_reason: 'timeout' } : {};
    ws.send(
      JSON.stringify({
        envelope_id: envelope,
        type: kind,
        payload,
        accepts_response_payload: kind !== 'events_api',
        ...retried,
      }),
    );
    const body = await Promise.race([told, wait(patience, 'late', { ref: false })]);
    waiting.delete(envelope);
    // A late ack of a known envelope is no violation: Slack swallows it.
    if (body === 'late') waiting.set(envelope, () => undefined);
    return body === 'late'
      ? { kind, ms: null, body: undefined }
      : { kind, ms: performance.now() - start, body: body as Json | undefined };
  }

  async function byHttp(kind: Kind, payload: Json, retry: number, target: HttpTarget): Promise<Ack> {
    const body =
      kind === 'events_api'
        ? JSON.stringify(payload)
        : new URLSearchParams(
            kind === 'interactive'
              ? { payload: JSON.stringify(payload) }
              : (payload as Record<string, string>),
          ).toString();
    const start = performance.now();
    const response = await fetch(target.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        ...signed(body, target),
        ...(retry && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
      },
      body,
      signal: AbortSignal.timeout(patience),
    }).catch(() => undefined);
    if (!response) return { kind, ms: null, body: undefined };
    const text = await response.text();
    const ms = performance.now() - start;
    const json = text.startsWith('{') ? (JSON.parse(text) as Json) : text ? { text } : undefined;
    return { kind, ms, body: json, status: response.status };
  }

  function signed(body: string, { forge }: HttpTarget): Record<string, string> {
    if (forge?.unsigned) return {};
    const at = String(Math.floor(Date.now() / 1000) + (forge?.shiftS ?? 0));
    const secret = forge?.secret ?? world.signingSecret;
    const mark = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
    return { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${mark}` };
  }

  async function bringAgain(once: (retry: number) => Promise<Ack>): Promise<void> {
    for (const [n, ms] of world.rules.again.entries()) {
      await wait(ms, undefined, { ref: false });
      const ack = await once(n + 1);
      acks.push(ack);
      if (ack.ms !== null) return;
    }
  }

  return {
    acks: acks as readonly Ack[],
    state,
    /** How many sockets are open. */
    online: () => sockets.size,
    /** Deliver, as often as the rules say; the first ack. */
    async deliver(kind: Kind, payload: Json): Promise<Ack> {
      const once = (retry: number) =>
        state.target ? byHttp(kind, payload, retry, state.target) : bySocket(kind, payload, retry);
      const first = await once(0);
      acks.push(first);
      for (let retry = 1; retry < world.rules.deliveries; retry += 1) acks.push(await once(retry));
      if (kind === 'events_api' && first.ms === null) void bringAgain(once);
      return first;
    },
    /** One delivery by hand: another target, or a second time. */
    once: (kind: Kind, payload: Json, target = state.target) =>
      target ? byHttp(kind, payload, 0, target) : bySocket(kind, payload, 0),
    /** Connections are cut off: all of them, or the oldest. */
    cut(which: 'all' | 'oldest' = 'all'): void {
      for (const ws of [...sockets].slice(0, which === 'all' ? sockets.size : 1)) ws.terminate();
    },
    /** Slack says that it will hang up, and after `ms` does. */
    async hangUp(reason: 'warning' | 'refresh_requested', ms: number): Promise<void> {
      const now = [...sockets];
      for (const ws of now) ws.send(JSON.stringify({ type: 'disconnect', reason }));
      await wait(ms, undefined, { ref: false });
      for (const ws of now) ws.terminate();
    },
    /** The oldest connection stands open, and nothing that comes by it is read; after `ms` Slack itself notices. */
    async freeze(ms: number): Promise<void> {
      const [oldest] = sockets;
      if (!oldest) return;
      wires.get(oldest)?.pause();
      await wait(ms, undefined, { ref: false });
      oldest.terminate();
    },
    close(): void {
      for (const ws of sockets) ws.terminate();
      server.close();
    },
  };
}
