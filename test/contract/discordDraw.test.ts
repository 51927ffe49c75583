// What Discord is sent: every kind of part within its limits, and nothing that anybody typed does more than be shown.

import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Drawn, drawMessage, type Part } from '../../adapters/discord/draw.ts';
import { codeBlock, escaped, markdown, plain } from '../../adapters/discord/escape.ts';
import { drawForm, fieldsOf, refilled } from '../../adapters/discord/form.ts';
import { fileId, formId, markOf, ratingId, readId, sendId, twinOf } from '../../adapters/discord/ids.ts';
import { act } from '../../src/reply/action.ts';
import type { Block, Message } from '../../src/reply/reply.ts';
import { bold, t } from '../../src/reply/rich.ts';
import { hostile } from '../support/hostile.ts';
import { sampleBlocks, sampleControls } from '../support/sampleApp.ts';

const message = (blocks: readonly Block[]): Message => ({ kind: 'message', notice: 'A word', blocks });
const count = (parts: readonly Part[]): number =>
  parts.reduce((n, part) => n + 1 + (part.type === ComponentType.ActionRow ? part.components.length : 0), 0);
const texts = ({ components }: Drawn): readonly string[] =>
  components.flatMap((part) => (part.type === ComponentType.TextDisplay ? [part.content] : []));
const labels = ({ components }: Drawn): readonly (readonly string[])[] =>
  components.flatMap((part) =>
    part.type === ComponentType.ActionRow
      ? [part.components.map((one) => (one.type === ComponentType.Button ? (one.label ?? '') : '▾'))]
      : [],
  );
const ids = ({ components }: Drawn): readonly string[] =>
  components.flatMap((part) =>
    part.type === ComponentType.ActionRow ? part.components.map((one) => one.custom_id) : [],
  );

/** What a client makes of our markdown: a mark behind a backslash is only itself. */
const shown = (source: string) => source.replace(/\\([^0-9A-Za-z\s])/g, '$1');
/** Marks that are left to mean something. */
const alive = (source: string) =>
  source.replace(/\\[^0-9A-Za-z\s]/g, 'x').match(/[*_~`|<[@]|:\/\/|^\s*(?:[#>+-]|\d+[.)])/gm);

describe('a text that somebody typed', () => {
  test.each(hostile)('%j is shown as it stands, and is no markup', (text) => {
    expect(shown(escaped(text))).toBe(plain(text));
    expect(alive(escaped(text))).toBeNull();
  });

  test('is the same for any characters, on any line', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'*_~`|<>[]()@#-+:/\\.1 \nab') });
    fc.assert(
      fc.property(typed, (text) => {
        expect(shown(escaped(text))).toBe(text);
        expect(alive(escaped(text))).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('turns no direction around it, and ends no block of code', () => {
    expect(escaped('\u202egnp.exe')).toBe('gnp.exe');
    expect(escaped('שלום')).toBe('\u2068שלום\u2069');
    expect(codeBlock('a\n```\n@everyone').match(/```/g)).toHaveLength(2);
    expect(codeBlock('ends in ``')).toMatch(/`\u200b`\n```$/);
  });

  test('keeps bold apart from its blanks, and two bold runs apart', () => {
    expect(markdown(t`a${bold(' b ')}c`)).toBe('a **b** c');
    expect(markdown([bold('a'), bold('b')])).toBe('**a**\u200b**b**');
  });
});

describe('a message', () => {
  test('of every kind of part is within the limits', async () => {
    const drawn = drawMessage(message(Object.values(sampleBlocks)), 'k'.repeat(22));
    expect(count(drawn.components)).toBeLessThanOrEqual(40);
    expect(drawn.allowed_mentions).toEqual({ parse: [] });
    expect(drawn.components[0]?.id).toBe(markOf('k'.repeat(22)));
    const [picture] = drawn.files;
    expect(picture?.alt).toContain('Your edge is at 3.5');
    expect((await picture?.data())?.subarray(1, 4).toString()).toBe('PNG');
  });

  test('of any texts and controls fits: never over 4,000 characters or 40 parts, no id twice', () => {
    const text = fc
      .string({ maxLength: 3000 })
      .map((words) => ({ kind: 'text', text: t`${words}` }) as const);
    const words = fc.string({ maxLength: 3000 }).map((said) => ({ kind: 'words', text: said }) as const);
    const some = fc.constantFrom(...Object.values(sampleControls));
    const row = fc
      .array(some, { minLength: 1, maxLength: 8 })
      .map((controls) => ({ kind: 'controls', controls }) as const);
    fc.assert(
      fc.property(fc.array(fc.oneof(text, words, row), { maxLength: 40 }), (blocks) => {
        const drawn = drawMessage(message(blocks));
        expect(texts(drawn).join('').length).toBeLessThanOrEqual(4000);
        expect(texts(drawn).every((one) => one.trim() !== '')).toBe(true);
        expect(count(drawn.components)).toBeLessThanOrEqual(40);
        expect(drawn.components.length).toBeGreaterThan(0);
        expect(new Set(ids(drawn)).size).toBe(ids(drawn).length);
      }),
      { numRuns: 300 },
    );
  });

  test('asks for a rating by eleven buttons named 0 to 10, with Skip in a row of its own', () => {
    expect(labels(drawMessage(message([sampleBlocks.rating])))).toEqual([
      ['0', '1', '2', '3'],
      ['4', '5', '6', '7'],
      ['8', '9', '10'],
      ['Skip'],
    ]);
  });

  test('too long for one is cut at a line, says so, and closes its block of code', () => {
    const long = drawMessage(message([{ kind: 'words', text: 'a line\n'.repeat(1000) }, sampleBlocks.text]));
    expect(texts(long).join('').match(/```/g)).toHaveLength(2);
    expect(texts(long)[0]).toContain('more than one message holds');
    expect(texts(long)[1]).toContain('Maria');
  });
});

describe('an id', () => {
  test('comes back as what it was made of', () => {
    const action = act('log.felt', { t: 'x', w: 'a~b & c=d' });
    expect(readId(ratingId(action, 10))).toEqual({ kind: 'route', action, value: '10' });
    expect(readId(fileId('rungs.json'))).toEqual({ kind: 'file', name: 'rungs.json' });
    expect(readId(sendId(act('import.file')))).toEqual({ kind: 'send', action: act('import.file') });
    expect(readId(formId('abc', act('add.ask')))).toEqual({
      kind: 'form',
      kept: 'abc',
      again: act('add.ask'),
    });
    expect(readId(formId('abc', act('a.b', { x: 'y'.repeat(92) })))).toEqual({ kind: 'form', kept: 'abc' });
    expect(readId(twinOf(ratingId(action, 3), 7) ?? '')).toEqual({ kind: 'route', action, value: '3' });
  });

  test.each([
    '',
    '~',
    '~file?',
    '~form?k=',
    'Log',
    'log.felt~11',
    'log.felt~',
    'log.felt~1~2',
    'x'.repeat(101),
    '~send?~',
  ])('that is forged or mangled (%j) is none', (id) => expect(readId(id)).toBeNull());

  test('of a message is the same for the same key, and no number that Discord gives out by itself', () => {
    expect(markOf('one')).toBe(markOf('one'));
    for (let i = 0; i < 1000; i += 1) {
      expect(markOf(String(i))).toBeGreaterThan(4000);
      expect(markOf(String(i))).toBeLessThan(2 ** 31);
    }
  });
});

describe('a form', () => {
  const form = {
    kind: 'form',
    title: 'Settings',
    submit: 'Save',
    action: act('settings.save'),
    note: t`One a line.`,
    fields: [
      { name: 'zone', label: 'Time zone', type: 'line', value: 'Europe/Berlin', hint: 'A city' },
      {
        name: 'how',
        label: 'How known',
        type: 'choice',
        value: 'met',
        options: [
          { value: 'met', label: 'Met' },
          { value: 'old', label: 'Old colleague' },
        ],
      },
    ],
  } as const;

  test('is a modal of labels, the note before them, what stands chosen or filled in', () => {
    expect(drawForm(form).components.map(({ type }) => type)).toEqual([
      ComponentType.TextDisplay,
      ComponentType.Label,
      ComponentType.Label,
    ]);
    expect(JSON.stringify(drawForm(form))).toContain('{"label":"Met","value":"met","default":true}');
  });

  test('comes back with what was typed and what is wrong with it', () => {
    const again = JSON.stringify(
      drawForm(refilled(form, { zone: 'Atlantis', how: 'old' }, { zone: 'I know no such city.' })),
    );
    expect(again).toContain('"value":"Atlantis"');
    expect(again).toContain('I know no such city. · A city');
    expect(again).toContain('"value":"old","default":true');
  });

  test('sent gives its fields by name, whatever shape they come in', () => {
    const sent = [
      { type: 10 },
      { type: 18, component: { type: 4, custom_id: 'zone', value: 'Lisbon' } },
      { type: 18, component: { type: 3, custom_id: 'how', values: [] } },
      { type: 1, components: [{ type: 4, custom_id: 'old', value: 'style' }] },
    ];
    expect(fieldsOf(sent)).toEqual({ zone: 'Lisbon', how: '', old: 'style' });
    expect(fieldsOf('nothing')).toEqual({});
    expect(fieldsOf([null, 7, { custom_id: 3, value: {} }])).toEqual({});
  });
});
