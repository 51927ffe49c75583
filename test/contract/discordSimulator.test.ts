// The simulated Discord against a bare discord.js bot and against plain requests: what Discord documents, it does.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BareBot, bareBot } from '../support/bareBot.ts';
import { type Discord, openDiscord } from '../support/discord/index.ts';

let discord: Discord;
let bot: BareBot;
beforeAll(async () => {
  discord = await openDiscord({ heartbeat: 300 });
  bot = await bareBot(discord.url, discord.token);
});
afterAll(async () => {
  expect(discord.world.violations).toEqual([]);
  await bot.client.destroy();
  await discord.close();
});
beforeEach(() => {
  bot.errors.length = 0;
  bot.heard.length = 0;
});

const last = (hand: ReturnType<Discord['person']>) => hand.sees().at(-1);
const texts = (hand: ReturnType<Discord['person']>) => hand.sees().map((one) => one.text);

/** A call with the bot's token, as any program could make it. */
async function call(method: string, path: string, body?: unknown, from = discord) {
  const answer = await fetch(`${from.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${from.token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null };
}

describe('a bot in it', () => {
  it('answers commands where they are given, hidden from others', async () => {
    const [ana, ben] = [discord.person(), discord.person()];
    const channel = discord.server([ana, ben]);
    await ana.command('echo', { words: 'hello' }, channel);
    expect(texts(ana)).toEqual(['hello']);
    expect(texts(ben)).toEqual([]);
    await ana.command('late', {}, channel);
    expect(texts(ana)).toEqual(['hello', 'Here it is']);
  });

  it('has its buttons pressed, its forms filled, its choices offered', async () => {
    const ana = discord.person();
    const channel = discord.server([ana]);
    await ana.command('panel', {}, channel);
    expect(last(ana)?.marks).toEqual(['heading']);
    await ana.presses('Go');
    expect(texts(ana)).toEqual(['Pressed']);
    await ana.command('form', {}, channel);
    await ana.fills({ 'Who?': 'Ana' });
    expect(texts(ana)).toEqual(['Pressed', 'Thank you, Ana']);
    expect(await ana.completes('echo', 'name', 'A', channel)).toEqual([{ name: 'Anna', value: 'anna' }]);
  });

  it('hears direct messages with and without the kind of their channel, by server and by user install', async () => {
    const ana = discord.person();
    discord.server([ana]);
    const ben = discord.person({ installed: true });
    for (const channelType of [true, false]) {
      discord.world.rules.channelType = channelType;
      for (const one of [ana, ben]) {
        const before = one.sees().length;
        one.types('hi there');
        await discord.world.until(
          () => one.sees().length === before + 2,
          () => 'no answer came',
        );
        expect(last(one)?.text).toBe('You said hi there');
      }
    }
    await ben.command('echo', { words: 'by install' });
    expect(last(ben)?.text).toBe('by install');
    await expect(ben.command('late')).rejects.toThrow(/not shown/);
  });

  it('loses nothing and hears nothing twice over cut lines, op 7 and op 9', async () => {
    const ana = discord.person();
    discord.server([ana]);
    const before = discord.gateway.counts.resumes;
    for (const [n, trouble] of [
      () => discord.gateway.drop(),
      () => discord.gateway.reconnect(),
      () => discord.gateway.invalidate(true),
    ].entries()) {
      trouble();
      ana.types(`line ${n}`);
      await discord.world.until(
        () => bot.heard.includes(`line ${n}`),
        () => `line ${n} was lost`,
      );
      await discord.ready();
    }
    expect(bot.heard).toEqual(['line 0', 'line 1', 'line 2']);
    expect(discord.gateway.counts.resumes - before).toBeGreaterThanOrEqual(3);
  });

  it('comes again when heartbeats are not answered', async () => {
    const before = discord.gateway.counts.resumes;
    discord.gateway.bad.silent = true;
    await discord.world.until(
      () => discord.gateway.counts.resumes > before,
      () => 'the dead line was never noticed',
    );
    discord.gateway.bad.silent = false;
    await discord.ready();
  });
});

describe('its answers', () => {
  it('come once, and never after three seconds or a quarter of an hour', async () => {
    const ana = discord.person();
    const channel = discord.server([ana]);
    const one = await ana.command('echo', { words: 'once' }, channel);
    const callback = `/interactions/${one.id}/${one.token}/callback`;
    expect(await call('POST', callback, { type: 4, data: { content: 'twice' } })).toMatchObject({
      status: 400,
      body: { code: 40060 },
    });
    const hook = `/webhooks/${discord.world.appId}/${one.token}`;
    expect((await call('POST', hook, { content: 'more' })).status).toBe(200);
    expect((await call('PATCH', `${hook}/messages/@original`, { content: 'changed' })).body.content).toBe(
      'changed',
    );
    discord.world.pass(15 * 60_000);
    expect(await call('PATCH', `${hook}/messages/@original`, { content: 'late' })).toMatchObject({
      status: 401,
      body: { code: 50027 },
    });
    expect(await call('POST', '/interactions/1234567890123456/none/callback', { type: 6 })).toMatchObject({
      status: 404,
      body: { code: 10062 },
    });
    discord.world.rules.threeSeconds = true;
    bot.client.once('raw' as never, () => discord.world.pass(3001));
    await ana.command('echo', { words: 'too late' }, channel).catch(() => undefined);
    discord.world.rules.threeSeconds = false;
    await expect.poll(() => bot.errors).toEqual(['Unknown interaction']);
    expect(texts(ana)).not.toContain('too late');
  });
});

describe('sending', () => {
  it('knows a nonce for five minutes, over all channels of the bot', async () => {
    const ana = discord.person();
    discord.server([ana]);
    const { body } = await call('POST', '/users/@me/channels', { recipient_id: ana.user.id });
    const send = () =>
      call('POST', `/channels/${body.id}/messages`, { content: 'hi', nonce: 'n1', enforce_nonce: true });
    const first = await send();
    expect((await send()).body.id).toBe(first.body.id);
    discord.world.pass(5 * 60_000 + 1);
    expect((await send()).body.id).not.toBe(first.body.id);
    expect(texts(ana)).toEqual(['hi', 'hi']);
    await call('DELETE', `/channels/${body.id}/messages/${first.body.id}`);
    expect(texts(ana)).toEqual(['hi']);
    const got = await call('GET', `/channels/${body.id}/messages?limit=10`);
    expect(got.body).toHaveLength(1);
  });

  it('is refused where Discord refuses it', async () => {
    const closed = discord.person({ dms: false });
    const stranger = discord.person();
    discord.server([closed]);
    const opens = async (id: string) =>
      (await call('POST', '/users/@me/channels', { recipient_id: id })).body;
    const to = async (id: string, body: unknown = { content: 'hi' }) =>
      (await call('POST', `/channels/${id}/messages`, body)).body.code;
    expect(await to((await opens(closed.user.id)).id)).toBe(50007);
    expect(await to((await opens(stranger.user.id)).id)).toBe(50278);
    expect((await opens('123456789012345678')).code).toBe(50033);
    const elsewhere = discord.server([stranger], false);
    expect(await to(elsewhere.id)).toBe(50001);
    expect(await to('123456789012345678')).toBe(10003);
    discord.world.rules.newDms = 0;
    expect((await opens(discord.person().user.id)).code).toBe(40003);
    discord.world.rules.newDms = 30;
  });

  it('is counted: five in five seconds a channel, fifty a second in all', async () => {
    const own = await openDiscord();
    const hands = Array.from({ length: 12 }, () => own.person());
    own.server(hands);
    own.world.rules.rates = false;
    const ids = await Promise.all(
      hands.map(
        async (one) =>
          (await call('POST', '/users/@me/channels', { recipient_id: one.user.id }, own)).body.id,
      ),
    );
    own.world.rules.rates = true;
    const sent = await Promise.all(
      Array.from({ length: 6 }, () => call('POST', `/channels/${ids[0]}/messages`, { content: 'x' }, own)),
    );
    expect(sent.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    expect(sent.find((one) => one.status === 429)?.headers.get('x-ratelimit-scope')).toBe('user');
    const more = await Promise.all(
      Array.from({ length: 50 }, () => call('GET', '/users/@me', undefined, own)),
    );
    const over = more.filter((one) => one.status === 429);
    expect(over.length).toBeGreaterThan(0);
    expect(over[0]?.body).toMatchObject({ global: true });
    await own.close();
  });

  it('may be lost on the way, before it was applied or after', async () => {
    const ana = discord.person();
    discord.server([ana]);
    const { body } = await call('POST', '/users/@me/channels', { recipient_id: ana.user.id });
    const send = (content: string) => call('POST', `/channels/${body.id}/messages`, { content });
    discord.plant({ on: 'POST /channels', before: 'cut' });
    await expect(send('one')).rejects.toThrow();
    discord.plant({ on: 'POST /channels', after: 'cut' });
    await expect(send('two')).rejects.toThrow();
    discord.plant({ on: 'POST /channels', before: '502' });
    await expect(send('three')).rejects.toThrow();
    discord.plant({ on: 'POST /channels', after: '502' });
    await expect(send('four')).rejects.toThrow();
    expect(texts(ana)).toEqual(['two', 'four']);
  });
});

describe('what Discord would not take', () => {
  const v2 = (...components: unknown[]) => ({ flags: 1 << 15, components });
  const text = (content: string) => ({ type: 10, content });
  const button = (n: number, more = {}) => ({ type: 2, style: 1, custom_id: `b${n}`, label: 'B', ...more });
  const row = (...components: unknown[]) => ({ type: 1, components });

  it.each([
    ['too long', { content: 'x'.repeat(2001) }],
    ['half a letter', { content: 'a\ud800' }],
    ['text over 4,000 in all', v2(text('x'.repeat(2001)), text('x'.repeat(2000)))],
    ['over 40 components', v2(...Array.from({ length: 41 }, () => text('x')))],
    ['content beside version 2', { ...v2(text('x')), content: 'x' }],
    ['six buttons in a row', v2(row(...[1, 2, 3, 4, 5, 6].map((n) => button(n))))],
    ['a custom id of 101', v2(row(button(1, { custom_id: 'x'.repeat(101) })))],
    ['a custom id twice', v2(row(button(1), button(1)))],
    ['a label of 81', v2(row(button(1, { label: 'x'.repeat(81) })))],
    ['an empty label', v2(row(button(1, { label: ' ' })))],
    [
      '26 options',
      v2(
        row({
          type: 3,
          custom_id: 's',
          options: Array.from({ length: 26 }, (_, n) => ({ label: 'o', value: `${n}` })),
        }),
      ),
    ],
    ['a file that is not there', v2({ type: 12, items: [{ media: { url: 'attachment://a.png' } }] })],
    ['a nonce of 26', { content: 'x', nonce: 'x'.repeat(26), enforce_nonce: true }],
    ['a field that Discord does not know', { content: 'x', replyTo: '1' }],
    ['ephemeral without an interaction', { content: 'x', flags: 64 }],
    [
      'two ways to name who is pinged',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    ],
  ])('%s is a violation', async (_name, body) => {
    const own = await openDiscord();
    const ana = own.person();
    own.server([ana]);
    const channel = own.world.openDm(ana.user);
    expect(await call('POST', `/channels/${channel.id}/messages`, body, own)).toMatchObject({
      status: 400,
      body: { code: 50035 },
    });
    expect(own.world.violations).toHaveLength(1);
    expect(ana.sees()).toEqual([]);
    await own.close();
  });

  it.each([
    [
      '26 subcommands',
      [
        {
          name: 'a',
          description: 'd',
          options: Array.from({ length: 26 }, (_, n) => ({ type: 1, name: `s${n}`, description: 'd' })),
        },
      ],
    ],
    [
      'over 8,000 characters',
      [
        {
          name: 'a',
          description: 'd',
          options: Array.from({ length: 25 }, (_, n) => ({
            type: 3,
            name: `s${n}`,
            description: 'd',
            choices: Array.from({ length: 25 }, (_x, m) => ({ name: `${m}`.padEnd(20), value: `${m}` })),
          })),
        },
      ],
    ],
    ['a capital', [{ name: 'A', description: 'd' }]],
    ['no description', [{ name: 'a' }]],
    [
      'required after optional',
      [
        {
          name: 'a',
          description: 'd',
          options: [
            { type: 3, name: 'x', description: 'd' },
            { type: 3, name: 'y', description: 'd', required: true },
          ],
        },
      ],
    ],
  ])('%s in commands is a violation', async (_name, body) => {
    const own = await openDiscord();
    expect((await call('PUT', `/applications/${own.world.appId}/commands`, body, own)).body.code).toBe(50035);
    expect(own.world.violations).toHaveLength(1);
    await own.close();
  });

  it('another token, another route, a privileged intent', async () => {
    const own = await openDiscord();
    expect((await call('GET', '/users/@me', undefined, { ...own, token: 'wrong' })).status).toBe(401);
    await call('GET', '/users/@me/guilds', undefined, own);
    expect(own.world.violations).toEqual(['no such route: GET /users/@me/guilds']);
    await own.close();
  });
});
