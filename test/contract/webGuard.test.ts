// Who the page lets in: raw requests, as a hostile site or another program on the machine would send them.

import { connect } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWeb } from '../../adapters/web/index.ts';
import { comeIn, KEY, openWeb, raw, type WebDoor } from '../support/webDoor.ts';

let door: WebDoor;
let cookie: string;
let token: string;

beforeAll(async () => {
  door = await openWeb();
  ({ cookie, token } = await comeIn(door.port));
});
afterAll(() => door.web.stop());

const good = () => ({
  cookie,
  'x-rungs': token,
  origin: `http://localhost:${door.port}`,
  'content-type': 'application/json',
});
const ask = (id: string, text = 'hello') => JSON.stringify({ id, kind: 'say', text });
const post = (headers: Record<string, string>, body = ask('refused')) =>
  raw(door.port, '/api/ask', { method: 'POST', headers, body });

test('the link opens a session that scripts and other sites cannot use, and the key leaves the address bar', async () => {
  const got = await raw(door.port, `/?key=${encodeURIComponent(KEY)}`);
  expect(got.status).toBe(303);
  expect(got.headers.location).toBe('/');
  const set = String(got.headers['set-cookie']);
  expect(set).toMatch(new RegExp(`^rungs_${door.port}=`));
  expect(set).toMatch(/HttpOnly/);
  expect(set).toMatch(/SameSite=Strict/);
  expect(set).toMatch(/Max-Age=\d{7,}/);
});

test('a wrong key opens nothing and says in plain words where the link is', async () => {
  const got = await raw(door.port, '/?key=wrong');
  expect(got.status).toBe(403);
  expect(got.headers['set-cookie']).toBeUndefined();
  expect(got.body).toContain('terminal');
});

test.each([
  '/',
  '/page.js',
  '/page.css',
  '/api/state',
  '/api/events',
  '/files/rungs.json',
  '/picture/ladder.svg',
  '/nothing',
])('without a session %s is 403', async (path) => {
  expect((await raw(door.port, path)).status).toBe(403);
  expect((await raw(door.port, path, { headers: { cookie: `rungs_${door.port}=forged` } })).status).toBe(403);
});

test('Host must be exactly ours', async () => {
  const { port } = door;
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
    expect((await raw(port, '/', { headers: { host, cookie } })).status).toBe(200);
  for (const host of [
    'localhost',
    `localhost:${port + 1}`,
    `localhost.:${port}`,
    `127.attacker.example:${port}`,
    `attacker.example:${port}`,
    `attacker.example`,
    `user@localhost:${port}`,
    `localhost:${port}@attacker.example`,
    `127.0.0.2:${port}`,
    `0.0.0.0:${port}`,
  ])
    expect((await raw(port, '/', { headers: { host, cookie } })).status, host).toBe(403);
});

test('Origin must be exactly ours where it is given, and must be given where something is written', async () => {
  const { port } = door;
  const heard = door.app.asks.length;
  for (const origin of [
    'null',
    'http://attacker.example',
    `http://localhost:${port + 1}`,
    `https://localhost:${port}`,
    `http://127.0.0.1:${port}`,
  ]) {
    expect((await raw(port, '/', { headers: { cookie, origin } })).status, origin).toBe(403);
    expect((await post({ ...good(), origin })).status, origin).toBe(403);
  }
  const { origin: _, ...without } = good();
  expect((await post(without)).status).toBe(403);
  expect(door.app.asks.length).toBe(heard);
});

test('other sites, and other ports of this machine, fetch nothing; a link from elsewhere may open the page', async () => {
  const { port } = door;
  for (const site of ['cross-site', 'same-site'])
    expect((await raw(port, '/api/state', { headers: { cookie, 'sec-fetch-site': site } })).status).toBe(403);
  const visit = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect((await raw(port, '/', { headers: visit })).status).toBe(200);
  expect((await post({ ...good(), ...visit })).status).toBe(403);
});

test('a write needs the session, the token and JSON', async () => {
  const heard = door.app.asks.length;
  expect((await post({ ...good(), cookie: '' })).status).toBe(403);
  expect((await post({ ...good(), 'x-rungs': '' })).status).toBe(403);
  expect((await post({ ...good(), 'x-rungs': `${token}x` })).status).toBe(403);
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
  ])
    expect((await post({ ...good(), 'content-type': type })).status, type).toBe(415);
  expect(door.app.asks.length).toBe(heard);
  expect((await post(good(), ask('let-in'))).status).toBe(200);
  expect(door.app.asks.length).toBe(heard + 1);
});

test('over 256 kB is refused with one kind line that names the limit', async () => {
  const got = await post(good(), ask('long', 'a'.repeat(257 * 1024)));
  expect(got.status).toBe(413);
  expect(JSON.parse(got.body).problem).toContain('256 kB');
  const chunked = { ...good(), 'transfer-encoding': 'chunked' };
  expect((await post(chunked, ask('chunked', 'a'.repeat(300 * 1024)))).status).toBe(413);
  const huge = await post(good(), ask('huge', 'a'.repeat(8 * 1024 * 1024)));
  expect(huge.status).toBe(413);
  expect((await post(good(), ask('fits', 'a'.repeat(250 * 1024)))).status).toBe(200);
});

test.each([
  ['not JSON', '{'],
  ['null', 'null'],
  ['no id', '{"kind":"say","text":"x"}'],
  ['an id with spaces', '{"id":"a b","kind":"say","text":"x"}'],
  ['nothing said', '{"id":"a","kind":"say","text":"  "}'],
  ['a number as text', '{"id":"a","kind":"say","text":5}'],
  ['a mangled action', '{"id":"a","kind":"do","action":"../x","fields":{}}'],
  ['an action over the limit', JSON.stringify({ id: 'a', kind: 'do', action: `a.b?c=${'d'.repeat(100)}` })],
  ['fields that are no texts', '{"id":"a","kind":"do","action":"a.b","fields":{"value":{}}}'],
])('%s is refused with a kind line and nothing is heard', async (_, body) => {
  const heard = door.app.asks.length;
  const got = await post(good(), body);
  expect(got.status).toBe(400);
  expect(JSON.parse(got.body).problem).toMatch(/please/);
  expect(door.app.asks.length).toBe(heard);
});

test('an ask carries who, where, when and its key; the same id is the same event', async () => {
  const body = JSON.stringify({
    id: 'twice',
    kind: 'do',
    action: 'today.did?p=1',
    fields: { value: '3' },
    message: '7',
    zone: 'Europe/Paris',
  });
  const first = await post(good(), body);
  const second = await post(good(), body);
  expect(second.body).toBe(first.body);
  expect(door.app.asks.at(-1)).toEqual({
    door: 'web',
    tenant: 'local',
    user: 'me',
    place: 'private',
    at: door.app.now(),
    eventKey: 'web:twice',
    zone: 'Europe/Paris',
    message: '7',
    kind: 'do',
    route: 'today.did',
    args: { p: '1' },
    fields: { value: '3' },
  });
});

test('when the house does not answer the member is told so, and the fault is logged', async () => {
  door.app.broken = 1;
  const got = await post(good(), ask('broken'));
  expect(got.status).toBe(503);
  expect(JSON.parse(got.body).problem).toMatch(/moment/);
  expect(got.body).not.toContain('database');
  expect(door.faults).toHaveLength(1);
});

test('every answer carries the strict headers; private data is not stored', async () => {
  for (const path of ['/', '/page.js', '/api/state', '/nothing']) {
    const { headers } = await raw(door.port, path, { headers: { cookie } });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(String(headers['cache-control'])).toMatch(/no-store|no-cache/);
  }
  expect((await raw(door.port, '/api/state', { headers: { cookie } })).headers['cache-control']).toBe(
    'no-store',
  );
  expect((await raw(door.port, '/')).headers['content-security-policy']).not.toContain('unsafe');
});

test('a file comes as a download under its name, an unknown one not at all', async () => {
  const got = await raw(door.port, '/files/rungs.json', { headers: { cookie } });
  expect(got.headers['content-disposition']).toBe(
    `attachment; filename="rungs.json"; filename*=UTF-8''rungs.json`,
  );
  expect(got.body).toBe('{"format":1}');
  expect((await raw(door.port, '/files/..%2Frungs.key', { headers: { cookie } })).status).toBe(404);
});

test('a picture is drawn only from numbers that make one', async () => {
  for (const d of [
    '',
    'x',
    Buffer.from('[1,2,3]').toString('base64url'),
    Buffer.from('[35,[["a",200]],[]]').toString('base64url'),
  ])
    expect((await raw(door.port, `/picture/ladder.svg?d=${d}`, { headers: { cookie } })).status).toBe(400);
  const d = Buffer.from('[35,[["<script>",20]],[5]]').toString('base64url');
  const got = await raw(door.port, `/picture/ladder.svg?d=${d}`, { headers: { cookie } });
  expect(got.headers['content-type']).toBe('image/svg+xml');
  expect(got.body).toContain('&lt;script&gt;');
});

test('behind a proxy the public address is allowed too, and its cookie is for https alone', async () => {
  const behind = await openWeb({ publicUrl: 'https://rungs.example' });
  // The link shows no port then, so the door is asked under its own port by a route of ours on the same listener.
  const other = await openWeb();
  await other.web.stop();
  expect(behind.url).toBe(`https://rungs.example/?key=${encodeURIComponent(KEY)}`);
  await behind.web.stop();
  const fixed = await openWeb({ publicUrl: 'https://rungs.example', port: other.port });
  const got = await raw(other.port, `/?key=${encodeURIComponent(KEY)}`, {
    headers: { host: 'rungs.example' },
  });
  expect(got.status).toBe(303);
  expect(String(got.headers['set-cookie'])).toMatch(/Secure/);
  await fixed.web.stop();
});

test('a taken port is one clear line', async () => {
  const web = createWeb({
    host: '127.0.0.1',
    port: door.port,
    key: KEY,
    sessions: { open: async () => '', knows: async () => false },
    log: { error: () => {} },
    ready: () => {},
  });
  await expect(web.start(door.app)).rejects.toThrow(
    new RegExp(`^Port ${door.port} on 127.0.0.1 is taken[^\\n]*$`),
  );
});

test('other routes live on the same listener and guard themselves; a stopped door takes no new asks', async () => {
  const other = await openWeb();
  const { port } = other;
  await other.web.stop();
  await expect(raw(port, '/')).rejects.toThrow();
  let ready = '';
  const web = createWeb({
    host: '127.0.0.1',
    port: 0,
    key: KEY,
    sessions: { open: async () => '', knows: async () => false },
    log: { error: () => {} },
    ready: (url) => {
      ready = url;
    },
  });
  web.mount(new Hono().get('/health', (c) => c.text('well')));
  await web.start(other.app);
  const at = Number(new URL(ready).port);
  expect((await raw(at, '/health', { headers: { host: 'probe.example' } })).body).toBe('well');
  expect((await raw(at, '/')).status).toBe(403);
  await web.stop();
});

test('a letter is posted once, found again, and an unknown one is absent', async () => {
  const letter = {
    kind: 'message',
    address: { door: 'web', tenant: 'local', user: 'me' },
    wireKey: 'AAAAAAAAAAAAAAAAAAAAAA',
    firstSendingAt: 0,
    reply: { kind: 'message', notice: 'News', blocks: [{ kind: 'text', text: [{ text: 'Once' }] }] },
  } as const;
  expect((await door.web.find(letter)).state).toBe('absent');
  const first = await door.web.deliver(letter);
  expect(first.state).toBe('sent');
  expect(await door.web.deliver(letter)).toEqual(first);
  expect((await door.web.find(letter)).state).toBe('found');
});

test('a hundred requests for the head of the live stream leave nothing open', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  for (let n = 0; n < 100; n += 1)
    expect((await raw(door.port, '/api/events', { method: 'HEAD', headers: { cookie } })).status).toBe(200);
  await expect.poll(timers).toBeLessThan(before + 10);
});

test.each(['GET /api/state HTTP/1.1\r\nHost:\r\n', 'GET /api/state HTTP/1.0\r\n'])(
  'a request without a Host sees nothing: %j',
  async (head) => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(door.port, '127.0.0.1', () =>
        socket.end(`${head}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`),
      );
      let text = '';
      socket.on('data', (part) => {
        text += part;
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(answer).not.toContain('said');
  },
);

test('a page that is no demo has one member, whoever the address names, and no clock to move', async () => {
  const { cookie, token } = await comeIn(door.port);
  const state = await raw(door.port, '/api/state?member=sam', { headers: { cookie } });
  expect(JSON.parse(state.body)).not.toHaveProperty('stage');
  const headers = {
    cookie,
    'x-rungs': token,
    origin: `http://localhost:${door.port}`,
    'content-type': 'application/json',
  };
  const asked = await raw(door.port, '/api/ask?member=sam', {
    method: 'POST',
    headers,
    body: JSON.stringify({ id: 'as-sam', kind: 'say', text: 'hi' }),
  });
  expect(asked.status).toBe(200);
  expect(door.app.asks.at(-1)?.user).toBe('me');
  const clock = await raw(door.port, '/api/clock', { method: 'POST', headers, body: '{"move":"day"}' });
  expect(clock.status).toBe(404);
});
