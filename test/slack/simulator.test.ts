// The simulated Slack against a bare Bolt app: what it lets through, and what it refuses as Slack would.

import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hand, openSlack, type Slack, until } from '../support/slack/index.ts';
import type { Team } from '../support/slack/world.ts';

let slack: Slack;
let team: Team;
let ana: Hand;
let app: App | undefined;

beforeEach(async () => {
  slack = await openSlack();
  team = slack.workspace();
  ana = slack.person(team);
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await slack.close();
});

async function bot(): Promise<App> {
  app = new App({
    token: team.token,
    appToken: slack.world.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: slack.url },
    logLevel: 'error' as never,
  });
  await app.start();
  await slack.ready();
  return app;
}

const client = () => new WebClient(team.token, { slackApiUrl: slack.url, retryConfig: { retries: 0 } });

describe('the simulated Slack', () => {
  it('carries a command, its answer, a click and a form through the real SDK, with each ack timed', async () => {
    const bolt = await bot();
    bolt.command('/rungs', async ({ ack, respond }) => {
      await ack();
      await respond({
        text: 'hello',
        blocks: [
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
          },
        ],
      });
    });
    bolt.action('go', async ({ ack, body, client: interactive }) => {
      await ack();
      await interactive.views.open({
        trigger_id: (body as { trigger_id: string }).trigger_id,
        view: {
          type: 'modal',
          title: { type: 'plain_text', text: 'A form' },
          submit: { type: 'plain_text', text: 'Send' },
          blocks: [
            {
              type: 'input',
              block_id: 'name',
              label: { type: 'plain_text', text: 'Name' },
              element: { type: 'plain_text_input', action_id: 'name' },
            },
          ],
        },
      });
    });
    let sent = '';
    bolt.view(/.*/, async ({ ack, view }) => {
      sent = view.state.values.name?.name?.value ?? '';
      await (sent === 'wrong' ? ack({ response_action: 'errors', errors: { name: 'No.' } }) : ack());
    });
    await ana.command('today');
    await until(() => ana.sees().length > 0, 'nothing was said');
    await ana.presses('Go');
    await until(() => ana.form() !== undefined, 'no form opened');
    await ana.fills({ Name: 'wrong' });
    expect(ana.form()?.view.errors).toEqual({ name: 'No.' });
    await ana.fills({ Name: 'Maria' });
    expect(sent).toBe('Maria');
    expect(ana.form()).toBeUndefined();
    expect(slack.delivery.acks.every((ack) => ack.ms !== null)).toBe(true);
    expect(slack.world.violations).toEqual([]);
  });

  it('hears what is typed in the direct channel, escaped as Slack escapes it', async () => {
    const bolt = await bot();
    let heard = '';
    bolt.message(async ({ message }) => {
      heard = (message as { text: string }).text;
    });
    await ana.types('a < b & <!channel>');
    await until(() => heard !== '', 'nothing was heard');
    expect(heard).toBe('a &lt; b &amp; &lt;!channel&gt;');
  });

  it.each([
    ['a text too long', [{ type: 'section', text: { type: 'plain_text', text: 'x'.repeat(3001) } }]],
    [
      'an empty run',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
        },
      ],
    ],
    ['an unknown property', [{ type: 'divider', colour: 'red' }]],
    ['51 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
    ['a file that is not there', [{ type: 'image', alt_text: 'x', slack_file: { id: 'F0' } }]],
  ])('refuses %s, and notes it', async (_what, blocks) => {
    const posting = client().chat.postMessage({ channel: ana.user.id, text: 'x', blocks: blocks as never });
    await expect(posting).rejects.toThrow(/invalid_blocks/);
    expect(slack.world.violations).toHaveLength(1);
  });

  it('finds a post by its metadata after its answer was lost, and lets a lagging history hide it', async () => {
    slack.server.plant({ on: 'chat.postMessage', after: 'cut' });
    const metadata = { event_type: 'letter', event_payload: { k: 'a-key' } };
    await expect(
      client().chat.postMessage({ channel: ana.user.id, text: 'once', metadata }),
    ).rejects.toThrow();
    const look = () =>
      client().conversations.history({ channel: ana.direct().id, include_all_metadata: true });
    expect((await look()).messages).toMatchObject([{ text: 'once', metadata }]);
    slack.world.rules.historyLagMs = 60_000;
    expect((await look()).messages).toEqual([]);
  });

  it('takes a trigger once and not late, a response address five times, and no token of another workspace', async () => {
    const other = slack.workspace();
    const wrong = new WebClient(other.token, { slackApiUrl: slack.url, retryConfig: { retries: 0 } });
    await expect(wrong.chat.postMessage({ channel: ana.direct().id, text: 'x' })).rejects.toThrow(
      /channel_not_found/,
    );
    other.installed = false;
    await expect(wrong.auth.test()).rejects.toThrow(/account_inactive/);
  });
});
