// What is drawn for Slack, and what is read from it: text stays text, within every limit.

import { describe, expect, it } from 'vitest';
import { drawMessage, postOf } from '../../adapters/slack/draw.ts';
import { drawForm, fieldsOf } from '../../adapters/slack/form.ts';
import { apart, formId, readId } from '../../adapters/slack/ids.ts';
import { manifestOf } from '../../adapters/slack/manifest.ts';
import { askOf, read } from '../../adapters/slack/receive.ts';
import { plain, runs, typed } from '../../adapters/slack/text.ts';
import { menu } from '../../src/house.ts';
import { act } from '../../src/reply/action.ts';
import { bold, t } from '../../src/reply/rich.ts';
import { button, controls, form, message, rating, words } from '../../src/reply/say.ts';
import { hostile } from '../support/hostile.ts';

type Json = Record<string, unknown>;
const everything = (value: unknown): Json[] =>
  typeof value !== 'object' || value === null
    ? []
    : [
        ...(Array.isArray(value) ? [] : [value as Json]),
        ...Object.values(value).flatMap((inner) => everything(inner)),
      ];

describe('Text on Slack', () => {
  it('is never markup, whatever it says, and stands there as it was typed', () => {
    for (const text of hostile) {
      const post = postOf('A word', drawMessage(message('A word', t`Hello ${bold(text)}!`, words({ text }))));
      const parts = everything(post.blocks);
      expect(parts.filter(({ type }) => /mrkdwn|link|user|broadcast|channel/.test(String(type)))).toEqual([]);
      const said = parts.filter(({ type }) => type === 'text').map((part) => String(part.text));
      if (plain(text)) expect(said.join('')).toBe(`Hello ${plain(text)}!${plain(text)}`);
      expect(parts.every((part) => typeof part.text !== 'string' || part.text.length <= 3000)).toBe(true);
    }
  });

  it('is cut in pieces that break no letter', () => {
    const long = '👍'.repeat(4000);
    const pieces = runs([{ text: long }]);
    expect(pieces.map(({ text }) => text).join('')).toBe(long);
    expect(pieces.every(({ text }) => text.length <= 3000 && !/\p{Surrogate}/u.test(text))).toBe(true);
  });

  it('comes out of Slack’s escapes as it was typed', () => {
    expect(
      typed('a &lt;b&gt; &amp;amp; <https://x.example|x.example> <mailto:a@x.example|a@x.example>'),
    ).toBe('a <b> &amp; x.example a@x.example');
    expect(typed('<!here> <@U1|ana> <#C1|jobs>')).toBe('@here ana #jobs');
  });
});

describe('Controls on Slack', () => {
  it('carry their route, and stay apart within one row', () => {
    const same = controls(button('A', 'today.did', { p: '1' }), button('B', 'today.did', { p: '1' }));
    const [row] = drawMessage(message('x', same)) as unknown as { elements: { action_id: string }[] }[];
    const ids = row?.elements.map((one) => one.action_id) ?? [];
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(readId(id)).toEqual({ kind: 'route', action: act('today.did', { p: '1' }) });
    expect(apart(['a', 'b', 'a'])).toEqual(['a', 'b', 'a~2']);
  });

  it('offer a rating as one choice of eleven, its question said once above it', () => {
    const drawn = drawMessage(message('x', rating('How did it feel?', act('today.felt'))));
    const [select] = everything(drawn).filter(({ type }) => type === 'static_select');
    expect(
      (select?.options as { text: { text: string } }[] | undefined)?.map((one) => one.text.text),
    ).toEqual(Array.from({ length: 11 }, (_, i) => String(i)));
    expect(select?.placeholder).toMatchObject({ text: 'Your answer, 0 to 10' });
    expect(JSON.stringify(drawn.slice(0, 1))).toContain('How did it feel?');
    expect(JSON.stringify(drawn).split('How did it feel?')).toHaveLength(2);
  });

  it('have Slack ask once more before something is erased', () => {
    const drawn = drawMessage(message('x', controls(button('Forget', 'forget.me', {}, 'danger'))));
    expect(everything(drawn).some((part) => part.confirm !== undefined)).toBe(true);
  });

  it('bring back a form by its number and its route, and nothing that was never ours', () => {
    expect(readId(formId('abc', act('log.form', { a: '1' })))).toEqual({
      kind: 'form',
      kept: 'abc',
      again: act('log.form', { a: '1' }),
    });
    for (const forged of ['', 'x y', '../..', 'form:', 'today.did?'.repeat(50)])
      expect(readId(forged)).toBeNull();
  });
});

describe('A form on Slack', () => {
  const asked = form({
    title: 'Log',
    submit: 'Log it',
    action: act('log.sent'),
    fields: [
      { name: 'what', label: 'What?', type: 'paragraph', value: 'x'.repeat(4000), required: true },
      { name: 'day', label: 'Day', type: 'date', value: '2026-11-23' },
      { name: 'at', label: 'At', type: 'time', value: 'soon' },
      { name: 'how', label: 'How', type: 'choice', options: [{ value: 'a', label: 'A' }], value: 'b' },
    ],
  });

  it('holds what was typed within Slack’s limits, and no value that is none of its options', () => {
    const view = drawForm(asked, { source: '1.2' });
    const parts = everything(view);
    expect(parts.find(({ type }) => type === 'plain_text_input')?.initial_value).toHaveLength(3000);
    expect(parts.find(({ type }) => type === 'datepicker')?.initial_date).toBe('2026-11-23');
    expect(parts.find(({ type }) => type === 'timepicker')).not.toHaveProperty('initial_time');
    expect(parts.find(({ type }) => type === 'static_select')).not.toHaveProperty('initial_option');
  });

  it('comes back by the names of its fields', () => {
    expect(
      fieldsOf({
        what: { value: { type: 'plain_text_input', value: 'wrote' } },
        day: { value: { type: 'datepicker', selected_date: '2026-11-23' } },
        how: { value: { type: 'static_select', selected_option: { value: 'a' } } },
        none: { value: { type: 'plain_text_input', value: null } },
        odd: null,
      }),
    ).toEqual({ what: 'wrote', day: '2026-11-23', how: 'a', none: '' });
  });
});

describe('What Slack delivers', () => {
  const event = (inner: object) => ({
    type: 'event_callback',
    team_id: 'T1',
    event_id: 'Ev1',
    event: { user: 'U1', channel: 'D1', ...inner },
  });
  const said = (more: object = {}) => event({ type: 'message', channel_type: 'im', text: 'hi', ...more });

  it('is the same ask however often it comes, and another one in another workspace', () => {
    const keyOf = (team: string) => {
      const seen = read({ ...said(), team_id: team });
      return seen?.what === 'ask' ? seen.heard.key : undefined;
    };
    expect(keyOf('T1')).toBe(keyOf('T1'));
    expect(keyOf('T1')).not.toBe(keyOf('T2'));
  });

  it.each([
    ['a bot', { bot_id: 'B1' }],
    ['an edit', { subtype: 'message_changed' }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['a channel', { channel_type: 'channel' }],
    ['nobody', { user: undefined }],
    ['silence', { text: '  ' }],
  ])('is not heard from %s', (_who, more) => {
    expect(read(said(more))).toBeNull();
  });

  it('never redraws what others in a channel see, and answers it in private', () => {
    const press = (container: object, channel: string) =>
      read({
        type: 'block_actions',
        team: { id: 'T1' },
        user: { id: 'U1' },
        trigger_id: '1.2',
        channel: { id: channel },
        container: { message_ts: '5.6', ...container },
        actions: [{ type: 'button', action_id: 'start.welcome', action_ts: '1' }],
      });
    expect(press({}, 'C1')).toMatchObject({ heard: { hidden: false, channel: 'C1' } });
    expect(press({}, 'C1')).not.toHaveProperty('heard.source');
    expect(press({}, 'D1')).toMatchObject({ heard: { source: '5.6', direct: 'D1' } });
    expect(press({ is_ephemeral: true }, 'C1')).toMatchObject({ heard: { source: '5.6', hidden: true } });
  });

  it('takes a bare command for today, and never a channel of others for the direct one', () => {
    const seen = read({
      command: '/rungs',
      text: ' ',
      team_id: 'T1',
      user_id: 'U1',
      channel_id: 'D9',
      trigger_id: '1.2',
    });
    if (seen?.what !== 'ask' || seen.wanted.kind !== 'say') throw new Error('not heard');
    const asked = askOf(seen.heard, seen.wanted, 0);
    expect(asked).toMatchObject({ kind: 'say', text: 'today', place: 'private', tenant: 'T1', user: 'U1' });
    expect(asked).not.toHaveProperty('channel');
  });

  it('tells of a workspace that took us out only when it was the bot’s token', () => {
    const revoked = (tokens: object) => read(event({ type: 'tokens_revoked', tokens }));
    expect(revoked({ oauth: ['U1'] })).toBeNull();
    expect(revoked({ bot: ['U2'] })).toMatchObject({ what: 'news', news: { kind: 'gone', team: 'T1' } });
  });
});

describe('The manifest', () => {
  it('names every command, within Slack’s limits, and an address only over HTTP', () => {
    const socket = manifestOf(menu(), { way: 'socket', many: false });
    const [command] = socket.features.slash_commands;
    for (const { verb } of menu()) expect(command?.usage_hint).toContain(verb);
    expect(command?.usage_hint.length).toBeLessThanOrEqual(1000);
    expect(JSON.stringify(socket)).not.toContain('http');
    const http = manifestOf(menu(), { way: 'http', publicUrl: 'https://r.example.org', many: true });
    expect(JSON.stringify(http).match(/https:\/\/r\.example\.org\/slack\/\w+/g)).toEqual([
      'https://r.example.org/slack/events',
      'https://r.example.org/slack/oauth_redirect',
      'https://r.example.org/slack/events',
      'https://r.example.org/slack/events',
    ]);
    for (const { name, description } of http.features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });
});
