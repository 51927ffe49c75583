// Requests to Discord over a real socket: what is repeated and what is not, what a refusal means, how fast channels open.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { paceOpening } from '../../adapters/discord/pace.ts';
import { createPost, deliveryOf } from '../../adapters/discord/post.ts';
import { ask, createWire } from '../../adapters/discord/wire.ts';
import { message } from '../../src/reply/say.ts';

type Answer =
  | { readonly status: number; readonly body?: object; readonly headers?: Record<string, string> }
  | 'cut';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.closeAllConnections();
});

/** A server that gives these answers one after the other, and counts the calls. */
async function answering(...answers: readonly Answer[]) {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const answer = answers[Math.min(calls, answers.length - 1)]!;
      calls += 1;
      if (answer === 'cut') return request.socket.destroy();
      response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
      response.end(JSON.stringify(answer.body ?? {}));
    });
  });
  open.push(server);
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  const { port } = server.address() as AddressInfo;
  server.unref();
  const rest = createWire('token', `http://127.0.0.1:${port}/api`);
  const send = (safe: boolean) =>
    ask<{ id: string }>(() => rest.post('/channels/1/messages', { body: {} }), safe);
  return { rest, send, calls: () => calls };
}

const fine = { status: 200, body: { id: '9' } };

describe('a letter that is not there', () => {
  test.each([
    [0, 'again'],
    [95_000, 'again'],
    [100_001, 'absent'],
    [-60_000, 'absent'],
  ] as const)('%d ms after it was first sent is told as %s', async (passed, state) => {
    const { rest } = await answering({ status: 200, body: [] });
    const opening = paceOpening(() => performance.now());
    const post = createPost(rest, opening, () => '9');
    const letter = {
      kind: 'message',
      address: { door: 'discord', tenant: 'discord', user: '1' },
      channel: '2',
      wireKey: 'k'.repeat(22),
      firstSendingAt: Date.now() - passed,
      reply: message('A card', 'Good morning'),
    } as const;
    expect(await post.find(letter)).toEqual({ state });
  });
});

describe('a request', () => {
  test.each(['cut', { status: 502 }] as const)(
    'that came to %j is sent again when that shows nothing twice',
    async (fault) => {
      const { send, calls } = await answering(fault, fine);
      expect((await send(true)).ok?.id).toBe('9');
      expect(calls()).toBe(2);
    },
  );

  test.each(['cut', { status: 502 }] as const)(
    'that came to %j is not sent again when it might',
    async (fault) => {
      const { send, calls } = await answering(fault, fine);
      expect(await send(false)).toEqual({ fault: { kind: 'lost' } });
      expect(calls()).toBe(1);
    },
  );

  test('waits out a short limit, and names a long one', async () => {
    const limit = (seconds: number) => ({
      status: 429,
      body: { message: 'slow', retry_after: seconds, global: false },
      headers: { 'Retry-After': String(seconds), 'X-RateLimit-Scope': 'user' },
    });
    const short = await answering(limit(0.05), fine);
    expect((await short.send(false)).ok?.id).toBe('9');
    const long = await answering(limit(40), fine);
    const { fault } = (await long.send(false)) as { fault: { kind: string; until: number } };
    expect(fault.kind).toBe('wait');
    expect(fault.until - Date.now()).toBeGreaterThan(30_000);
    expect(long.calls()).toBe(1);
  });

  test('that may have been done stays in doubt, also when it could not be repeated', async () => {
    const limit = { status: 429, body: { message: 'slow', retry_after: 40, global: false } };
    const { send, calls } = await answering('cut', { ...limit, headers: { 'Retry-After': '40' } });
    expect(await send(true)).toEqual({ fault: { kind: 'lost' } });
    expect(calls()).toBe(2);
  });

  test('that is refused is never sent again, and a token refused once is told apart', async () => {
    const { send, calls } = await answering({ status: 403, body: { code: 50007, message: 'no' } });
    expect(await send(true)).toEqual({ fault: { kind: 'refused', code: 50007, status: 403 } });
    expect(calls()).toBe(1);
    const shut = await answering({ status: 401, body: { code: 0, message: '401' } });
    expect(await shut.send(true)).toEqual({ fault: { kind: 'token' } });
    expect(await shut.send(true)).toEqual({ fault: { kind: 'token' } });
  });

  test.each([
    [
      { kind: 'refused', code: 50007, status: 403 },
      { state: 'never', reason: 'closed', holds: 'member' },
    ],
    [
      { kind: 'refused', code: 50278, status: 403 },
      { state: 'never', reason: 'apart', holds: 'member' },
    ],
    [
      { kind: 'refused', code: 40003, status: 403 },
      { state: 'notSent', retryAt: 0 },
    ],
    [
      { kind: 'refused', code: 50035, status: 400 },
      { state: 'never', reason: 'refused 50035' },
    ],
    [{ kind: 'token' }, { state: 'never', reason: 'token', holds: 'tenant' }],
    [
      { kind: 'wait', until: 7 },
      { state: 'notSent', retryAt: 7 },
    ],
    [{ kind: 'lost' }, { state: 'unknown' }],
  ] as const)('that ended in %j is told to the courier as %j', (fault, delivery) => {
    expect(deliveryOf(fault)).toEqual(delivery);
  });
});

describe('direct channels', () => {
  function hand() {
    let now = 0;
    const waits: number[] = [];
    const opening = paceOpening(
      () => now,
      async (ms) => {
        waits.push(ms);
        now += ms;
      },
    );
    return { opening, waits, pass: (ms: number) => (now += ms) };
  }

  test('are opened five at once, then one every three seconds: 25 a minute at most', async () => {
    const { opening, waits, pass } = hand();
    for (let i = 0; i < 5; i += 1) expect(await opening.turn()).toBe(true);
    expect(waits).toEqual([]);
    expect(await opening.turn()).toBe(true);
    expect(waits).toEqual([3000]);
    expect(await opening.turn()).toBe(true);
    expect(waits).toEqual([3000, 3000]);
    pass(60_000);
    for (let i = 0; i < 5; i += 1) expect(await opening.turn()).toBe(true);
    expect(waits).toHaveLength(2);
  });

  test('are not waited for long: of many at once a few are opened, the others come again later', async () => {
    const opening = paceOpening(
      () => 0,
      async () => undefined,
    );
    const all = await Promise.all(Array.from({ length: 20 }, () => opening.turn()));
    expect(all.filter(Boolean)).toHaveLength(6);
  });

  test('are not opened for ten minutes after a 40003', async () => {
    const { opening, pass } = hand();
    opening.tooFast();
    pass(599_000);
    expect(await opening.turn()).toBe(false);
    pass(2_000);
    expect(await opening.turn()).toBe(true);
  });
});
