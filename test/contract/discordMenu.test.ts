// The command list that Discord is sent: within its limits, everywhere it may be used, made from the command table.

import { describe, expect, test } from 'vitest';
import { drawMenu, hashOf } from '../../adapters/discord/menu.ts';
import { readInteraction } from '../../adapters/discord/receive.ts';
import { menu } from '../../src/house.ts';

interface Option {
  readonly name: string;
  readonly description: string;
  readonly options?: readonly Option[];
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
}

const commands = drawMenu(menu()) as unknown as readonly Option[];

/** Discord's count: names, descriptions and values of all there is in a command. */
const size = ({ name, description, options = [], choices = [] }: Option): number =>
  name.length +
  description.length +
  options.reduce((sum, option) => sum + size(option), 0) +
  choices.reduce((sum, choice) => sum + choice.name.length + choice.value.length, 0);

function each(option: Option, look: (option: Option) => void): void {
  look(option);
  for (const below of option.options ?? []) each(below, look);
}

describe('the command list', () => {
  test('has 25 entries a level and 8,000 characters a command at most, names as Discord takes them', () => {
    for (const command of commands) {
      expect(size(command)).toBeLessThanOrEqual(8000);
      each(command, ({ name, description, options = [], choices = [] }) => {
        expect(options.length).toBeLessThanOrEqual(25);
        expect(choices.length).toBeLessThanOrEqual(25);
        expect(name).toMatch(/^[a-z_-]{1,32}$/);
        expect(description.length).toBeGreaterThan(0);
        expect(description.length).toBeLessThanOrEqual(100);
      });
    }
  });

  test('has every verb of the menu, those of oneself in a group, and may be used everywhere', () => {
    const [today, rungs] = commands;
    expect(today?.name).toBe('today');
    const names = (rungs?.options ?? []).flatMap(({ name, options = [] }) =>
      name === 'me' ? options.map((one) => one.name) : [name],
    );
    expect(names.sort()).toEqual(
      menu()
        .map(({ verb }) => verb)
        .sort(),
    );
    expect(
      (rungs?.options ?? []).find(({ name }) => name === 'me')?.options?.map(({ name }) => name),
    ).toContain('forget');
    for (const command of commands)
      expect(command).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
  });

  test('is refused before Discord would, and known again by its hash', () => {
    const many = Array.from({ length: 26 }, (_, i) => ({
      verb: `v${'abcdefghijklmnopqrstuvwxyz'[i]}`,
      summary: 'S',
    }));
    expect(() => drawMenu(many)).toThrow(/25/);
    expect(hashOf(drawMenu(menu()))).toBe(hashOf(drawMenu(menu())));
    expect(hashOf(drawMenu(menu().slice(1)))).not.toBe(hashOf(commands));
  });
});

describe('an interaction', () => {
  const used = (data: object, more: object = {}) =>
    readInteraction({
      id: '1',
      token: 't',
      type: 2,
      user: { id: '7' },
      channel_id: '5',
      context: 1,
      data,
      ...more,
    });
  const sub = (name: string, options: readonly object[]) => ({
    name: 'rungs',
    options: [{ type: 1, name, options }],
  });

  test.each([
    [{ name: 'today' }, 'today'],
    [sub('log', [{ name: 'words', value: 'emailed Maria' }]), 'log emailed Maria'],
    [{ name: 'rungs', options: [{ type: 2, name: 'me', options: [{ type: 1, name: 'export' }] }] }, 'export'],
    [
      sub('settings', [
        { name: 'morning', value: '08:30' },
        { name: 'zone', value: 'New York' },
      ]),
      'settings zone New York morning 08:30',
    ],
  ])('of a command %j is what would be typed', (data, text) => {
    expect(used(data)?.wanted).toEqual({ kind: 'say', text });
  });

  test('of add goes in by its fields, so that no name is read as something else', () => {
    const data = sub('add', [
      { name: 'name', value: 'Ann at Sea' },
      { name: 'rating', value: 3 },
    ]);
    expect(used(data)?.wanted).toEqual({
      kind: 'do',
      action: { route: 'add.one', args: {} },
      fields: { name: 'Ann at Sea', rating: '3' },
    });
  });

  test('in a server, or in a talk of others, is for the asker alone; only in the bot’s own it is open', () => {
    expect(used({ name: 'today' })?.heard).toMatchObject({ hidden: false, channel: '5' });
    for (const place of [
      { context: 0, guild_id: '9' },
      { context: 2 },
      { context: undefined, guild_id: '9' },
    ]) {
      const heard = used({ name: 'today' }, place)?.heard;
      expect(heard?.hidden).toBe(true);
      expect(heard?.channel).toBeUndefined();
    }
  });

  test.each([
    null,
    {},
    { type: 1 },
    { id: '1', type: 2 },
    { id: 'x', token: 't', type: 2, user: { id: '7' } },
  ])('that is none (%j) is not heard', (event) => expect(readInteraction(event)).toBeNull());

  test('with a mangled id asks for nothing', () => {
    for (const custom_id of [undefined, 7, '~', 'x'.repeat(200)])
      expect(used({ custom_id }, { type: 3 })?.wanted).toEqual({ kind: 'unknown' });
  });
});
