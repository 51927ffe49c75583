// The walls of the house hold: directions of imports, no circles, one place for each thing that must have one. The
// table itself is in support/walls.ts; here it is laid on the tree, and tried on planted wrongs.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { migrations } from '../migrations/index.ts';
import { circles, type Files, importsOf, rooms, wrongImports, wrongWords } from './support/walls.ts';

/**
 * Imports that break a wall today, each with a reason. The lists must be exact: a new one is a fault, and so is one
 * that is mended and still stands here.
 */
const known: readonly string[] = [
  // What is forgotten is noted, so that a copy put back forgets it again.
  'src/account/erasing.ts → src/store/erased.ts: work may not import store',
  // Forgetting a member destroys their key, which is the store's.
  'src/account/erasing.ts → src/store/members.ts: work may not import store',
  // The way back is the store's journal; undo is the one command that reads it.
  'src/account/undo.ts → src/store/own.ts: work may not import store',
  // A draft has an id before it is a row.
  'src/meeting/draft.ts → src/store/own.ts: work may not import store',
];
const knownCircles: readonly string[] = [];

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every TypeScript and JavaScript file of the program. */
function tree(): Files {
  const files = new Map([['main.ts', readFileSync(join(root, 'main.ts'), 'utf8')]]);
  for (const top of ['src', 'adapters', 'migrations'])
    for (const name of readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }))
      if (/\.(?:ts|js)$/.test(name)) files.set(`${top}/${name}`, readFileSync(join(root, top, name), 'utf8'));
  return files;
}

const files = tree();

describe('the house as it stands', () => {
  test('has files in every wing, and imports are seen in them', () => {
    const seen = [...files].flatMap(([file, text]) => importsOf(file, text));
    expect(files.size).toBeGreaterThan(100);
    expect(seen.length).toBeGreaterThan(files.size);
    expect(seen.some((one) => one.types)).toBe(true);
  });

  test('imports only in the directions that the plan allows', () => {
    expect([...wrongImports(files)].sort()).toEqual([...known].sort());
  });

  test('has no circle of imports', () => {
    expect([...circles(files)].sort()).toEqual([...knownCircles].sort());
  });

  test('reads environment, clock and chance, and writes out, only where that belongs', () => {
    expect(wrongWords(files)).toEqual([]);
  });

  test('has one importer of node-cron and one place for the time-zone data', () => {
    const importers = (name: string) =>
      [...files]
        .filter(([file, text]) => importsOf(file, text).some((one) => one.to.split('/')[0] === name))
        .map(([file]) => file);
    expect(importers('node-cron')).toEqual(['src/schedule/clock.ts']);
    expect(importers('moment-timezone').every((file) => file.startsWith('src/time/zones'))).toBe(true);
  });
});

/** Files of the house that export something of this kind and are missing from its table. */
function unlisted(house: Files, kind: string, table: string): readonly string[] {
  const listed = new Set(importsOf(table, house.get(table) ?? '').map((one) => one.to));
  const made = new RegExp(`^export const \\w+: (?:readonly )?${kind}\\b`, 'm');
  return [...house]
    .filter(([file, text]) => file !== table && made.test(text) && !listed.has(file))
    .map(([file]) => file);
}

describe('the tables', () => {
  test.each([
    ['Command', 'src/commands.ts'],
    ['Nudge', 'src/nudges.ts'],
    ['Flow', 'src/flows.ts'],
  ])('of every %s is whole: %s', (kind, table) => {
    expect(files.has(table)).toBe(true);
    expect(unlisted(files, kind, table)).toEqual([]);
    const forgotten = new Map([...files, ['src/day/new.ts', `export const fresh: ${kind} = {};`]]);
    expect(unlisted(forgotten, kind, table)).toEqual(['src/day/new.ts']);
  });

  test('of migrations names every file, in order', () => {
    const steps = [...files.keys()]
      .filter((file) => /^migrations\/\d/.test(file))
      .map((file) => file.slice(11, -3));
    expect(migrations.map((step) => step.name)).toEqual([...steps].sort());
    expect(steps.every((name) => /^\d{4}_\w+$/.test(name))).toBe(true);
  });
});

/** The faults of one planted line in one file. */
const planted = (file: string, line: string) => wrongImports(new Map([[file, `${line}\n`]]));

describe('a wrong import is refused', () => {
  test.each([
    [
      'a rule that reads rows',
      'src/ladder/rules/edge.ts',
      "import { peopleOf } from '../../people/rows.ts';",
    ],
    ['a rule that knows a zone', 'src/day/rules.ts', "import { isZone } from '../time/zones.ts';"],
    ['a rule that opens a file', 'src/day/rules.ts', "import { readFileSync } from 'node:fs';"],
    ['a room that looks ahead', 'src/people/rows.ts', "import { today } from '../day/today.ts';"],
    ['words that read rows', 'src/account/words.ts', "import { readMember } from '../member/rows.ts';"],
    ['a voice that knows a store', 'src/voice/openers.ts', "import { newId } from '../store/own.ts';"],
    ['rows of a room ahead', 'src/member/rows.ts', "import { lastCard } from '../day/rows.ts';"],
    ['a command that opens the store', 'src/day/log.ts', "import { openStore } from '../store/open.ts';"],
    ['a command that sends by itself', 'src/day/log.ts', "import { enqueue } from '../outbox/rows.ts';"],
    ['a room that asks a table', 'src/account/help.ts', "import { commands } from '../commands.ts';"],
    ['a room that asks the other table', 'src/day/show.ts', "import { nudges } from '../nudges.ts';"],
    ['a room that asks the third table', 'src/day/show.ts', "import { flows } from '../flows.ts';"],
    ['a room that asks the app', 'src/day/show.ts', "import type { Said } from '../app.ts';"],
    [
      'a door that opens the store',
      'adapters/web/index.ts',
      "import type { Store } from '../../src/store/open.ts';",
    ],
    [
      'a door that knows a room',
      'adapters/web/draw.ts',
      "import { labelsOf } from '../../src/people/rules/labels.ts';",
    ],
    [
      'a door that calls the app by itself',
      'adapters/web/index.ts',
      "import { createApp } from '../../src/app.ts';",
    ],
    ['a door that knows another', 'adapters/slack/draw.ts', "import { drawBlock } from '../web/draw.ts';"],
    [
      'a page that knows the house',
      'adapters/web/page/page.js',
      "import { act } from '../../../src/reply/action.ts';",
    ],
    [
      'a migration that knows today’s schema',
      'migrations/0002_more.ts',
      "import type { Tables } from '../src/store/schema.ts';",
    ],
    ['a reply that knows a room', 'src/reply/say.ts', "import { edgeWords } from '../ladder/words.ts';"],
    [
      'an understanding that reads rows',
      'src/understand/people.ts',
      "import { peopleOf } from '../people/rows.ts';",
    ],
    [
      'an outbox that knows a door',
      'src/outbox/courier.ts',
      "import { createWeb } from '../../adapters/web/index.ts';",
    ],
    [
      'an outbox that knows a door, late',
      'src/outbox/courier.ts',
      "const { createWeb } = await import('../../adapters/web/index.ts');",
    ],
    ['somebody who imports main', 'src/operate/start.ts', "import { run } from '../../main.ts';"],
    ['a second heartbeat', 'src/day/nudgeCard.ts', "import { schedule } from 'node-cron';"],
    ['a second heartbeat, late', 'src/operate/start.ts', "const cron = await import('node-cron');"],
    ['a driver outside its dialect', 'src/store/open.ts', "import Database from 'better-sqlite3';"],
    ['another driver', 'src/people/rows.ts', "import pg from 'pg';"],
    ['time-zone data elsewhere', 'src/time/days.ts', "import moment from 'moment-timezone';"],
    ['a web server in the house', 'src/app.ts', "import { Hono } from 'hono';"],
    ['a platform’s kit that has no home yet', 'src/app.ts', "import { App } from '@slack/bolt';"],
    ['a package without a home', 'src/day/rules.ts', "import { shuffle } from 'lodash-es';"],
    ['a re-export', 'src/reply/rich.ts', "export { Refusal } from '../refusal.ts';"],
    ['a side effect', 'src/reply/rich.ts', "import '../app.ts';"],
    [
      'one that is spread over lines',
      'src/people/rules/labels.ts',
      "import {\n  one,\n  type Two,\n} from '../rows.ts';",
    ],
    ['a file where the house has no place', 'src/helpers/all.ts', "import { t } from '../reply/rich.ts';"],
  ])('%s', (_what, file, line) => {
    expect(planted(file, line)).toHaveLength(1);
  });

  test('and what is allowed passes', () => {
    expect(planted('src/ladder/rules/edge.ts', "import { planned } from './planned.ts';")).toEqual([]);
    expect(planted('src/people/rules.ts', "import type { Contact } from './rows.ts';")).toEqual([]);
    expect(planted('src/day/show.ts', "import { edge } from '../ladder/rules/edge.ts';")).toEqual([]);
    expect(planted('src/day/show.ts', "// import { commands } from '../commands.ts';")).toEqual([]);
    expect(planted('adapters/web/draw.ts', "import type { Said } from '../../src/app.ts';")).toEqual([]);
    expect(planted('src/store/dialects/sqlite.ts', "import Database from 'better-sqlite3';")).toEqual([]);
  });

  test('in every pair of rooms, the earlier may not import the later', () => {
    for (const [i, early] of rooms.entries())
      for (const late of rooms.slice(i + 1)) {
        expect(planted(`src/${early}/rules.ts`, `import { x } from '../${late}/rules.ts';`)).toHaveLength(1);
        expect(planted(`src/${late}/rules.ts`, `import { x } from '../${early}/rules.ts';`)).toEqual([]);
      }
  });
});

describe('a circle is found', () => {
  const circle = (back: string) =>
    circles(
      new Map([
        ['src/reply/a.ts', "import { b } from './b.ts';"],
        ['src/reply/b.ts', "export { c } from './c.ts';"],
        ['src/reply/c.ts', back],
      ]),
    );

  test('through three files', () => {
    expect(circle("import { a } from './a.ts';")).toEqual([
      'src/reply/a.ts → src/reply/b.ts → src/reply/c.ts → src/reply/a.ts',
    ]);
  });

  test('but not through types alone', () => {
    expect(circle("import type { A } from './a.ts';")).toEqual([]);
  });
});

describe('a saying out of place is found', () => {
  test.each([
    ['src/app.ts', 'const home = process.env.HOME;'],
    ['src/store/open.ts', "const url = process.env['DATABASE_URL'];"],
    ['src/app.ts', "console.log('here');"],
    ['adapters/web/page/page.js', "console.warn('here');"],
    ['src/day/log.ts', 'const now = Date.now();'],
    ['src/day/log.ts', 'const now = new Date();'],
    ['src/day/log.ts', 'const now = new Date;'],
    ['src/ladder/rules/hash.ts', 'const x = Math.random();'],
    ['src/outbox/courier.ts', 'const { wall = Date.now } = parts;'],
    ['src/app.ts', `const notes = '../${'sha'}red/notes.md';`],
  ])('in %s: %s', (file, line) => {
    expect(wrongWords(new Map([[file, `${line}\n`]]))).toHaveLength(1);
  });

  test('but not where it belongs, in a comment, or with an instant given', () => {
    const fine = new Map([
      ['main.ts', 'const env = process.env;'],
      ['src/time/clock.ts', 'const now = Date.now();'],
      ['src/day/log.ts', '// never Date.now() here, nor console.log\nconst day = new Date(instant);'],
    ]);
    expect(wrongWords(fine)).toEqual([]);
  });
});
