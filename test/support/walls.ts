// The walls of the house as a table: who may import whom, and what may stand in one place only. Pure: files in as text,
// faults out as lines, so that the test can try it on planted wrongs.

import { posix } from 'node:path';

/** One import line: the file it stands in, what it names (a path from the root, or a package), types alone or not. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly types: boolean;
}

/** Files by their path from the root. */
export type Files = ReadonlyMap<string, string>;

/** Rooms in order: each may import those before it. */
export const rooms = [
  'member',
  'people',
  'voice',
  'ladder',
  'meeting',
  'day',
  'giving',
  'event',
  'circle',
  'progress',
  'account',
] as const;

/** Where a file lives: a wing of the house, and for rooms which room and which part of it. */
interface Place {
  readonly wing: string;
  readonly room: number;
}

/**
 * What each wing may import. A name alone: anything there; `types:` before it: only `import type`. Rooms stand under
 * their parts (rules, words, rows, work), which reach their own room and those before it.
 */
const may: Readonly<Record<string, readonly string[]>> = {
  ask: [],
  refusal: [],
  config: [],
  log: ['types:store'],
  reply: ['reply'],
  time: ['time', 'node'],
  pictures: ['pictures', 'reply', 'node'],
  understand: ['understand', 'ask', 'refusal', 'time'],
  store: ['store', 'node'],
  flows: ['flows', 'types:command', 'ask', 'reply', 'refusal', 'store'],
  inbox: ['inbox', 'ask', 'reply', 'store', 'time', 'node'],
  outbox: ['outbox', 'ask', 'reply', 'store', 'time', 'node', 'types:adapter'],
  talk: ['talk', 'ask', 'reply', 'store'],
  schedule: ['schedule', 'types:command', 'nudges', 'inbox', 'outbox', 'store', 'time', 'rows'],
  command: ['types:ask', 'types:reply', 'types:store', 'types:rules'],

  rules: ['rules', 'days', 'types:rows'],
  words: ['words', 'rules', 'reply', 'time', 'types:rows'],
  rows: ['rows', 'rules', 'store', 'time', 'types:ask', 'types:understand'],
  work: [
    ...['work', 'rows', 'words', 'rules'],
    ...['ask', 'refusal', 'reply', 'time', 'understand', 'flows', 'types:command', 'due', 'types:own'],
  ],

  commands: ['work', 'types:command'],
  nudges: ['work', 'types:command'],
  flowTable: ['work', 'types:command'],
  app: ['types:ask', 'types:reply', 'types:talk'],
  house: [
    ...[
      'house',
      'types:app',
      'commands',
      'nudges',
      'flowTable',
      'types:command',
      'work',
      'rows',
      'words',
      'rules',
    ],
    ...[
      'ask',
      'refusal',
      'reply',
      'time',
      'understand',
      'flows',
      'inbox',
      'outbox',
      'talk',
      'schedule',
      'store',
      'types:adapter',
    ],
  ],

  adapter: ['types:app', 'types:ask', 'types:reply', 'node'],
  door: ['door', 'types:adapter', 'types:app', 'types:ask', 'reply', 'pictures', 'node'],
  page: ['page'],
  adapterTable: ['types:adapter', 'door'],
  migrations: ['migrations'],
};

/** Wings that may import everything but main. */
const everywhere: ReadonlySet<string> = new Set(['operate', 'main']);

/** Where a package may be imported. One that is not named here has no home yet: give it one. */
const homes: Readonly<Record<string, readonly string[]>> = {
  kysely: ['src/store/', 'migrations/', '/rows.ts'],
  'better-sqlite3': ['src/store/dialects/'],
  pg: ['src/store/dialects/'],
  'node-cron': ['src/schedule/clock.ts'],
  'moment-timezone': ['src/time/zones'],
  'chrono-node': ['src/understand/'],
  pino: ['src/log.ts'],
  'pino-pretty': ['src/log.ts'],
  hono: ['adapters/web/', 'adapters/slack/'],
  '@hono/node-server': ['adapters/web/'],
  '@slack/bolt': ['adapters/slack/'],
  '@slack/web-api': ['adapters/slack/'],
  'discord.js': ['adapters/discord/'],
  papaparse: ['src/understand/import/'],
  fflate: ['src/understand/import/'],
  '@resvg/resvg-js': ['src/pictures/'],
};

/** What code may say only in some files (beginnings of paths); `main.ts` alone reads the environment. */
const sayings: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly only: readonly string[];
}[] = [
  {
    what: 'reads the environment',
    pattern: /\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/,
    only: ['main.ts'],
  },
  { what: 'writes to the console', pattern: /\bconsole\s*[.[]/, only: [] },
  {
    what: 'reads a clock',
    pattern: /\bnew Date\s*(?:\(\s*\)|(?![\w\s]*\())|\bDate\s*\.\s*now\b|\bperformance\s*\.\s*now\b/,
    only: ['src/operate/', 'src/time/clock.ts', 'src/schedule/clock.ts', 'src/store/', 'adapters/'],
  },
  { what: 'rolls dice', pattern: /\bMath\s*\.\s*random\b/, only: ['src/operate/', 'adapters/'] },
  { what: 'names a folder outside the project', pattern: new RegExp(`\\b${'sha'}${'red'}/`), only: [] },
];

/** Text without comments; strings stay. Good enough for import lines and the sayings above. */
function bare(text: string): string {
  const parts = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return text.replace(parts, (_all, string?: string) => string ?? ' ');
}

/** Every import and re-export of a file, also `import(…)`. Only `import type` and `export type` leave nothing behind. */
export function importsOf(file: string, text: string): readonly Import[] {
  const code = bare(text);
  const found: Import[] = [];
  const add = (name: string, types: boolean) => {
    const to = name.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), name)) : name;
    found.push({ from: file, to, types });
  };
  for (const line of code.matchAll(
    /(?:^|[;\n}])\s*(?:import|export)\s+(type\s+(?!from\b))?(?:[\w$*{}\s,]+?\s*from\s*)?['"]([^'"]+)['"]/g,
  ))
    add(line[2] ?? '', line[1] !== undefined);
  for (const call of code.matchAll(/\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/g))
    add(call[1] ?? '', false);
  return found;
}

/** Where a file of ours lives; null when the house has no such place. */
function placeOf(path: string): Place | null {
  const at = (wing: string, room = -1): Place => ({ wing, room });
  if (path === 'main.ts') return at('main');
  if (path.startsWith('migrations/')) return at('migrations');
  if (path === 'adapters/adapter.ts') return at('adapter');
  if (path === 'adapters/index.ts') return at('adapterTable');
  if (/^adapters\/\w+\/page\//.test(path)) return at('page');
  if (path.startsWith('adapters/')) return at('door');
  const [, first = '', ...rest] = path.split('/');
  if (!path.startsWith('src/')) return null;
  if (rest.length === 0) return placeInHall(first);
  const room = (rooms as readonly string[]).indexOf(first);
  if (room >= 0) return at(partOf(first, rest[0] ?? ''), room);
  return first === 'operate' || Object.hasOwn(may, first) ? at(first) : null;
}

/** Files that stand in src itself. */
function placeInHall(file: string): Place | null {
  const wings: Record<string, string> = {
    'flows.ts': 'flowTable',
    'apart.ts': 'house',
    'listen.ts': 'house',
    'context.ts': 'house',
    'home.ts': 'house',
    'answers.ts': 'house',
    'heard.ts': 'house',
  };
  const wing = wings[file] ?? file.replace(/\.ts$/, '');
  return Object.hasOwn(may, wing) ? { wing, room: -1 } : null;
}

/** Files that hold a table of their own under its name. */
const alsoRows: ReadonlySet<string> = new Set([
  'people/broughtRows.ts',
  'account/changes.ts',
  'account/linkRows.ts',
  'account/uploadRows.ts',
  'account/restoreRows.ts',
  'account/calendarRows.ts',
  'account/revisions.ts',
]);

/** The part of a room: rules, rows and words by their names; the voice is all words; all else is its commands and nudges. */
function partOf(room: string, name: string): string {
  if (alsoRows.has(`${room}/${name}`)) return 'rows';
  const part = /^(rules|rows|words)(?:\.ts)?$/.exec(name)?.[1];
  return part ?? (room === 'voice' ? 'words' : 'work');
}

/** Whether one place may reach another; null when it may, else the rule in words. */
function refusal(one: Import): string | null {
  const from = placeOf(one.from);
  if (!from) return 'stands in no place that the house knows';
  if (one.to.startsWith('node:'))
    return everywhere.has(from.wing) || may[from.wing]?.includes('node')
      ? null
      : `${from.wing} may not import ${one.to}`;
  if (!/\.(?:ts|js|json)$/.test(one.to) || one.to.startsWith('@')) return homeless(one);
  if (!one.to.includes('/') && one.to !== 'main.ts') return homeless(one);
  if (!/^(?:main\.ts$|src\/|adapters\/|migrations\/)/.test(one.to)) return homeless(one);
  const to = placeOf(one.to);
  if (!to) return 'leads to no place that the house knows';
  if (to.wing === 'main') return 'nobody imports main.ts';
  if (everywhere.has(from.wing)) return null;
  return allowed(from, to, one)
    ? null
    : `${from.wing} may not import ${one.types ? 'types of ' : ''}${to.wing}`;
}

function allowed(from: Place, to: Place, one: Import): boolean {
  const names = new Set([to.wing, ...closer(one.to)]);
  const named = (may[from.wing] ?? []).some((name) =>
    name.startsWith('types:') ? one.types && names.has(name.slice(6)) : names.has(name),
  );
  if (!named) return false;
  if (to.wing === 'door') return from.wing === 'adapterTable' || folderOf(one.from) === folderOf(one.to);
  // Rooms look back, never ahead.
  return from.room < 0 || to.room < 0 || to.room <= from.room;
}

/** Single files that a table above names on their own. */
function closer(path: string): readonly string[] {
  const own: Record<string, string> = {
    'src/time/days.ts': 'days',
    'src/schedule/due.ts': 'due',
    'src/store/own.ts': 'own',
  };
  return own[path] ? [own[path]] : [];
}

const folderOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/** A package outside its home, or one with none. */
function homeless(one: Import): string | null {
  const name = one.to
    .split('/')
    .slice(0, one.to.startsWith('@') ? 2 : 1)
    .join('/');
  const home = Object.hasOwn(homes, name) ? homes[name] : undefined;
  if (!home) return `the package ${name} has no home in test/support/walls.ts`;
  const inside = home.some((place) =>
    place.startsWith('/') ? one.from.endsWith(place) : one.from.startsWith(place),
  );
  return inside ? null : `the package ${name} may be imported in ${home.join(', ')} alone`;
}

/** Every import against the walls, as lines `file → what: why not`. */
export function wrongImports(files: Files): readonly string[] {
  return [...files]
    .flatMap(([file, text]) => importsOf(file, text))
    .flatMap((one) => {
      const why = refusal(one);
      return why === null ? [] : [`${one.from} → ${one.to}: ${why}`];
    });
}

/** Sayings out of place, as lines. */
export function wrongWords(files: Files): readonly string[] {
  const faults: string[] = [];
  for (const [file, text] of files) {
    const code = bare(text);
    for (const { what, pattern, only } of sayings) {
      const found = pattern.exec(code);
      if (found && !only.some((place) => file.startsWith(place))) faults.push(`${file} ${what}: ${found[0]}`);
    }
  }
  return faults;
}

/** Circles of imports that stay at run time (types alone do not count), each as `a → b → a`. */
export function circles(files: Files): readonly string[] {
  const next = new Map([...files].map(([file, text]) => [file, valueImports(files, file, text)]));
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files.keys()) visit(file, []);
  return found;
}

function valueImports(files: Files, file: string, text: string): readonly string[] {
  const kept = importsOf(file, text).filter((one) => !one.types && files.has(one.to));
  return [...new Set(kept.map((one) => one.to))];
}
