// The other end of Socket Mode, small: hands out addresses, says hello, delivers, and can be as bad as the real one.

import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface SlackLine {
  /** SLACK_API_URL. */
  readonly api: string;
  /** Connections that were said hello to and are open, the oldest first. */
  readonly sockets: WebSocket[];
  /** Envelope ids acked, in order. */
  readonly acks: string[];
  /** How often an address was asked for. */
  opens: number;
  /** What apps.connections.open does next, one entry a call; then it works. */
  readonly next: (
    | 'works'
    | 'hangs'
    | 'breaks'
    | 'upgrade refused'
    | 'no hello'
    | { error: string }
    | { limited: number }
  )[];
  /** Wait until so many connections are up. */
  until(fits: () => boolean): Promise<void>;
  /** Deliver by one connection. */
  deliver(socket: WebSocket, envelope: object): void;
  /** Never answer on that connection again, not even a ping. */
  freeze(socket: WebSocket): void;
  close(): Promise<void>;
}

/** Open one on a free port of this machine. */
export async function openSlackLine(): Promise<SlackLine> {
  const wss = new WebSocketServer({ noServer: true, autoPong: true });
  const raw = new Map<WebSocket, Socket>();
  let refuse = 0;
  let mute = 0;
  const server = createServer((_req, res) => {
    line.opens += 1;
    const how = line.next.shift() ?? 'works';
    const say = (body: object, status = 200, more = {}) => {
      res.writeHead(status, { 'Content-Type': 'application/json', ...more });
      res.end(JSON.stringify(body));
    };
    if (how === 'hangs') return;
    if (how === 'breaks') return say({}, 500);
    if (typeof how === 'object' && 'error' in how) return say({ ok: false, error: how.error });
    if (typeof how === 'object') return say({}, 429, { 'Retry-After': String(how.limited) });
    if (how === 'upgrade refused') refuse += 1;
    if (how === 'no hello') mute += 1;
    say({ ok: true, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link` });
  });
  server.on('upgrade', (req, socket: Socket, head) => {
    if (refuse > 0) {
      refuse -= 1;
      return socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
    }
    wss.handleUpgrade(req, socket, head, (ws) => {
      ws.on('message', (data) => line.acks.push(JSON.parse(String(data)).envelope_id));
      ws.on('error', () => undefined);
      ws.on('close', () => line.sockets.splice(line.sockets.indexOf(ws) >>> 0, 1));
      if (mute > 0) {
        mute -= 1;
        return;
      }
      raw.set(ws, socket);
      line.sockets.push(ws);
      ws.send(JSON.stringify({ type: 'hello', num_connections: line.sockets.length }));
    });
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const line: SlackLine = {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    sockets: [],
    acks: [],
    opens: 0,
    next: [],
    async until(fits) {
      while (!fits()) await new Promise((next) => setTimeout(next, 5));
    },
    deliver: (socket, envelope) => socket.send(JSON.stringify(envelope)),
    freeze: (socket) => void raw.get(socket)?.pause(),
    async close() {
      for (const ws of wss.clients) ws.terminate();
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
  return line;
}
