// The gateway: hello, identify, events with their numbers, resume with replay, and every way in which it goes wrong.

import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { botJson, type Channel, type Guild, guildJson, type Json, type World } from './world.ts';

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  /** Sent events as text, by their number less one. */
  readonly sent: string[];
  socket: WebSocket | null;
}

const INTENTS = { guilds: 1, directMessages: 1 << 12 };
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
/** Bytes of one message, and messages in a minute, that a bot may send. */
const MOST_BYTES = 4096;
const MOST_EVENTS = 120;

/** The gateway on the simulator's own server. */
export function createGateway(world: World, server: Server, base: () => string) {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const open = new Set<WebSocket>();
  const bad = { refuse: 0, down: false, silent: false };
  const counts = { identifies: 0, resumes: 0, closes: [] as number[] };
  let identified = Number.NEGATIVE_INFINITY;

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (bad.down) return socket.end('HTTP/1.1 520 Origin Error\r\nConnection: close\r\n\r\n');
    if (url.searchParams.get('v') !== '10' || url.searchParams.get('encoding') !== 'json')
      world.violation(`the gateway was asked for ${url.search}`);
    sockets.handleUpgrade(request, socket, head, welcome);
  });

  const send = (socket: WebSocket, op: number, d: unknown) =>
    socket.send(JSON.stringify({ op, d, s: null, t: null }));

  function welcome(socket: WebSocket): void {
    let mine: Session | undefined;
    let times: number[] = [];
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      open.delete(socket);
      counts.closes.push(code);
      if (mine?.socket === socket) mine.socket = null;
      if (mine && (code === 1000 || code === 1001)) sessions.delete(mine.id);
      world.changed();
    });
    socket.on('message', (raw: Buffer) => {
      times = [...times.filter((at) => at > performance.now() - 60_000), performance.now()];
      if (times.length > MOST_EVENTS) {
        world.violation('over 120 gateway events in a minute');
        return socket.close(4008);
      }
      if (raw.length > MOST_BYTES) return socket.close(4002);
      const { op, d } = JSON.parse(raw.toString('utf8')) as { op: number; d: Json };
      if (op === 1) {
        if (!bad.silent) send(socket, 11, null);
      } else if (op === 2) mine = identify(socket, d);
      else if (op === 6) mine = resume(socket, d);
      else if (!mine) socket.close(4003);
      else if (op !== 3) world.violation(`gateway op ${op} is not simulated`);
    });
    send(socket, 10, { heartbeat_interval: world.rules.heartbeat });
  }

  function identify(socket: WebSocket, d: Json): Session | undefined {
    counts.identifies += 1;
    const intents = Number(d.intents);
    const shard = (d.shard ?? [0, 1]) as [number, number];
    if (bad.refuse) return void socket.close(bad.refuse);
    if (d.token !== world.token) return void socket.close(4004);
    if (shard[0] >= shard[1]) return void socket.close(4010);
    if (shard[1] < world.rules.shards) return void socket.close(4011);
    if (intents & PRIVILEGED && !world.rules.privileged) return void socket.close(4014);
    const now = performance.now();
    if (now - identified < world.rules.identifyEvery) return void send(socket, 9, false);
    identified = now;
    const session: Session = { id: `session${world.id()}`, intents, shard, sent: [], socket };
    sessions.set(session.id, session);
    const guilds = [...world.guilds.values()].filter(
      (guild) => guild.hasBot && shardOf(guild, shard[1]) === shard[0],
    );
    event(session, 'READY', {
      v: 10,
      user: botJson(world),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${base().replace('http', 'ws')}/resume`,
      shard,
      application: { id: world.appId, flags: 0 },
    });
    if (intents & INTENTS.guilds)
      for (const guild of guilds)
        if (guild.available) event(session, 'GUILD_CREATE', guildJson(world, guild));
    world.changed();
    return session;
  }

  function resume(socket: WebSocket, d: Json): Session | undefined {
    counts.resumes += 1;
    const session = sessions.get(String(d.session_id));
    if (d.token !== world.token) return void socket.close(4004);
    if (!session || Number(d.seq) > session.sent.length) return void send(socket, 9, false);
    session.socket?.terminate();
    session.socket = socket;
    for (const text of session.sent.slice(Number(d.seq))) socket.send(text);
    event(session, 'RESUMED', {});
    world.changed();
    return session;
  }

  function event(session: Session, t: string, d: Json): void {
    const text = JSON.stringify({ op: 0, t, s: session.sent.length + 1, d });
    session.sent.push(text);
    if (session.socket?.readyState === 1) session.socket.send(text);
  }

  const shardOf = (guild: Guild, of: number) => Number((BigInt(guild.id) >> 22n) % BigInt(of));

  /** To every session whose it is; gives how many there were. */
  function tell(t: string, d: Json, guild: Guild | undefined): number {
    const theirs = [...sessions.values()].filter((session) => {
      const shard = guild ? shardOf(guild, session.shard[1]) : 0;
      const asked =
        t.startsWith('GUILD_') || (t.startsWith('MESSAGE_') && guild)
          ? INTENTS.guilds
          : INTENTS.directMessages;
      const wanted = t === 'INTERACTION_CREATE' || (session.intents & asked) > 0;
      // Messages in servers need an intent that Rungs does not ask for.
      return wanted && shard === session.shard[0] && !(t.startsWith('MESSAGE_') && guild);
    });
    for (const session of theirs) event(session, t, d);
    return theirs.length;
  }

  return {
    counts,
    /** What is wrong with it: a close code for every identify, no handshake, no heartbeat acks. */
    bad,
    /** An event where it belongs: a server's shard, or the first. */
    tell: (t: string, d: Json, where: Channel | Guild) =>
      tell(t, d, 'messages' in where ? where.guild : where),
    /** Sessions with an open line. */
    online: () => [...sessions.values()].filter((session) => session.socket?.readyState === 1).length,
    /** Cut every line, as a network does. */
    drop() {
      for (const socket of open) socket.terminate();
    },
    /** Op 7: please come again. */
    reconnect() {
      for (const socket of open) send(socket, 7, null);
    },
    /** Op 9: the session is over, or may be taken up again. */
    invalidate(resumable: boolean) {
      if (!resumable) sessions.clear();
      for (const socket of open) send(socket, 9, resumable);
    },
    /** Close every line with a code. */
    close(code: number) {
      for (const socket of open) socket.close(code);
    },
    end() {
      for (const socket of open) socket.terminate();
      sockets.close();
    },
  };
}
