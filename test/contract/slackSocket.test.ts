// Socket Mode stays up, with Bolt's real client against a real socket: whatever Slack does to one connection, another
// hears meanwhile.

import type { App, ReceiverEvent } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSockets, type Sockets } from '../../adapters/slack/socket.ts';
import { openSlackLine, type SlackLine } from '../support/slackLine.ts';

describe('a socket', () => {
  let slack: SlackLine;
  let socket: Sockets;
  const heard: string[] = [];
  const warned: string[] = [];
  const fatal: string[] = [];

  const make = () => {
    const made = createSockets({
      appToken: 'xapp-1',
      api: slack.api,
      log: { warn: (text) => void warned.push(text) },
      fatal: (line) => void fatal.push(line),
      openMs: 1_000,
      pingMs: 1_000,
      overlapMs: 100,
    });
    const processEvent = async (event: ReceiverEvent) => {
      heard.push(String(event.body.event_id));
      await event.ack();
    };
    made.init({ processEvent } as unknown as App);
    return made;
  };
  const event = (id: string) => ({
    type: 'events_api',
    envelope_id: `env-${id}`,
    payload: { type: 'event_callback', event_id: id, event: { type: 'message' } },
  });
  const bothUp = () => slack.until(() => slack.sockets.length === 2 && socket.up() === 2);

  beforeEach(async () => {
    heard.length = warned.length = fatal.length = 0;
    slack = await openSlackLine();
    socket = make();
  });
  afterEach(async () => {
    await socket.stop();
    await slack.close();
  });

  test('has two connections, and hears and acks on both', async () => {
    await socket.start();
    await bothUp();
    const [one, two] = slack.sockets;
    if (!one || !two) throw new Error('two connections');
    slack.deliver(one, event('a'));
    slack.deliver(two, event('b'));
    await slack.until(() => slack.acks.length === 2);
    expect(heard.sort()).toEqual(['a', 'b']);
    expect(slack.acks.sort()).toEqual(['env-a', 'env-b']);
  });

  test.each(['warning', 'refresh_requested'])(
    'told of a %s it replaces the connection first, and hears on the old one until then',
    async (reason) => {
      await socket.start();
      await bothUp();
      const old = [...slack.sockets];
      for (const one of old) {
        slack.deliver(one, { type: 'disconnect', reason });
        slack.deliver(one, event(`late-${old.indexOf(one)}`));
      }
      let least = 2;
      await slack.until(() => {
        least = Math.min(least, socket.up());
        return (
          slack.acks.length === 2 && slack.sockets.length === 2 && !slack.sockets.some((s) => old.includes(s))
        );
      });
      expect(heard.sort()).toEqual(['late-0', 'late-1']);
      expect(least).toBe(2);
    },
  );

  test('cut on one side goes on by the other, and has two again', async () => {
    await socket.start();
    await bothUp();
    const [cut, other] = slack.sockets;
    if (!cut || !other) throw new Error('two connections');
    cut.terminate();
    slack.deliver(other, event('meanwhile'));
    await slack.until(() => heard.includes('meanwhile') && slack.sockets.length === 2 && socket.up() === 2);
    expect(slack.sockets).not.toContain(cut);
  });

  test('notices a connection that is open and dead, and replaces it', async () => {
    await socket.start();
    await bothUp();
    const [dead] = slack.sockets;
    if (!dead) throw new Error('two connections');
    slack.freeze(dead);
    await slack.until(() => slack.sockets.filter((one) => one !== dead).length === 2 && socket.up() === 2);
  });

  test.each([
    'upgrade refused',
    'no hello',
    'hangs',
    'breaks',
    { error: 'internal_error' },
    { limited: 0 },
  ] as const)('tries again when a connection does not come about: %o', async (how) => {
    slack.next.push(how, how);
    await socket.start();
    await bothUp();
    expect(slack.opens).toBeGreaterThanOrEqual(4);
    expect(fatal).toEqual([]);
  });

  test('waits as long as Slack asks', async () => {
    slack.next.push({ limited: 1 }, { limited: 1 });
    const begun = performance.now();
    void socket.start();
    await bothUp();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000);
    expect(slack.opens).toBeGreaterThanOrEqual(4);
  });

  test('lives through an event without one inside, and acks it', async () => {
    await socket.start();
    await bothUp();
    const [one] = slack.sockets;
    if (!one) throw new Error('a connection');
    slack.deliver(one, {
      type: 'events_api',
      envelope_id: 'limited',
      payload: { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1 },
    });
    one.send('not JSON');
    one.send('null');
    slack.deliver(one, event('after'));
    await slack.until(() => heard.includes('after') && slack.acks.includes('limited'));
    expect(warned.join()).toMatch(/holds events back/);
  });

  test('refused at the start says so in one line', async () => {
    slack.next.push({ error: 'invalid_auth' }, { error: 'invalid_auth' });
    await expect(socket.start()).rejects.toThrow(/^Slack does not take SLACK_APP_TOKEN \(invalid_auth\)/);
    expect(fatal).toEqual([]);
  });

  test('refused later ends the program with one line, once', async () => {
    await socket.start();
    await bothUp();
    slack.next.push({ error: 'invalid_auth' }, { error: 'invalid_auth' });
    for (const one of [...slack.sockets]) one.terminate();
    // Whether the second still asks hangs on which hears first of its cut.
    await slack.until(() => fatal.length > 0);
    await socket.stop();
    expect(fatal).toHaveLength(1);
    expect(fatal[0]).toMatch(/^Slack does not take SLACK_APP_TOKEN/);
  });

  test('starts also while Slack is away, and connects when it is back', async () => {
    slack.next.push(...Array.from({ length: 6 }, () => 'breaks' as const));
    await socket.start();
    await bothUp();
    expect(fatal).toEqual([]);
  });

  test('does not hammer Slack when each connection is closed right after hello', async () => {
    const close = () => {
      for (const one of slack.sockets)
        slack.deliver(one, { type: 'disconnect', reason: 'too_many_websockets' });
    };
    const closing = setInterval(close, 5);
    await socket.start();
    await slack.until(() => slack.opens >= 8);
    const begun = performance.now();
    await slack.until(() => slack.opens >= 12);
    clearInterval(closing);
    // By then every try waits a second and more; without waiting, 70 a second were seen.
    expect(performance.now() - begun).toBeGreaterThan(1_000);
  });

  test('stops at once, with nothing left open', async () => {
    await socket.start();
    await bothUp();
    await socket.stop();
    await slack.until(() => slack.sockets.length === 0);
    expect(socket.up()).toBe(0);
  });
});
