// What a forger makes of what others may press: real ids bent, lent and left out, routes that there are not, values out of
// range. By dice that fall the same way every time.

import { type Roll, rolling } from './dice.ts';

/** A control used or a form sent, by somebody to whom it was never shown. */
export interface Forged {
  readonly route: string;
  readonly args: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

type Names = readonly string[];

/** Words that mean something to a machine. */
export const charged: Names = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '11',
    '99',
    '1e3',
    'NaN',
    'Infinity',
    '0x5',
    '٣',
    '5.5',
    ' 5 ',
    '5\n',
    'null',
    'undefined',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf', '[object Object]'],
  ...[
    "' or 1=1 --",
    '%',
    '_',
    '*',
    '{{7*7}}',
    '../../rungs.key',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202e',
    '👍'.repeat(300),
  ],
  ...[
    'x'.repeat(100),
    'x'.repeat(10_000),
    '2026-02-30',
    '2026-13-01',
    '0000-00-00',
    '9999-12-31',
    '24:00',
    '-0',
    'true',
  ],
];

/** Days and times that there are not, or that are too far to reckon with. */
export const oddDays: Names = [
  ...[
    '9999-12-31',
    '0001-01-01',
    'until 9999-12-31',
    '31.12.9999',
    '29 February',
    '30 February 2027',
    'tomorrow 99:99',
  ],
  ...[
    'in 100000 days',
    'in 99999999999 years',
    'last 99999999 weeks',
    '-1 days ago',
    '275760-09-14',
    '12:60-25:00',
  ],
];

/** Names that some route reads something by. */
export const argumentNames: Names = (
  'a c d e f g h id i k m n o p q s t u v w yes z value text verb words due people name org how rating what who kind date ' +
  'time until label organization email url notes zone morning days quiet'
).split(' ');

/** One letter of it another, as of a damaged or guessed id. */
function bent(text: string, roll: Roll): string {
  const at = roll.upTo(Math.max(1, text.length));
  const other = String.fromCharCode(text.charCodeAt(at || 0) ^ (1 << roll.upTo(6)));
  return text.slice(0, at) + other + text.slice(at + 1);
}

const bends: readonly ((text: string, roll: Roll) => string)[] = [
  (text) => text,
  bent,
  (text) => text.slice(1),
  (text) => text.slice(0, -1),
  (text) => `${text}x`,
  (text) => text.toUpperCase(),
  (text) => text.split('').reverse().join(''),
  (text) => `${text}\u0000`,
  (text) => ` ${text} `,
  (text) => `${text},${text}`,
  (_text, roll) => roll.of(charged),
];

type Making = (real: Forged, pool: Pool, roll: Roll) => Forged;

/** What all real ones are made of. */
interface Pool {
  readonly routes: Names;
  readonly names: Names;
  readonly values: Names;
  readonly all: readonly Forged[];
}

const eachValue = (values: Forged['args'], change: (value: string) => string): Forged['args'] =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

const makings: readonly Making[] = [
  // As it stands, by somebody else.
  (real) => real,
  (real, { all }, roll) => ({ ...real, fields: roll.of(all).fields }),
  (real, _pool, roll) => ({ ...real, args: eachValue(real.args, (value) => roll.of(bends)(value, roll)) }),
  (real, _pool, roll) => ({ ...real, fields: { ...real.fields, value: roll.of(charged) } }),
  (real, { values }, roll) => ({ ...real, args: eachValue(real.args, () => roll.of(values)) }),
  // Another route with these arguments, and this route with others.
  (real, { routes }, roll) => ({ ...real, route: roll.of(routes) }),
  (real, { all }, roll) => ({ ...real, args: roll.of(all).args }),
  ({ route }, { names, values }, roll) => ({
    route,
    args: Object.fromEntries(Array.from({ length: 3 }, () => [roll.of(names), roll.of(values)])),
    fields: {},
  }),
  // Left out, doubled, of another kind.
  ({ route }) => ({ route, args: {}, fields: {} }),
  (real, _pool, roll) => {
    const [, ...rest] = Object.entries(real.args);
    return { ...real, args: Object.fromEntries(rest), fields: { value: roll.of(charged) } };
  },
  (real, { names }, roll) => ({
    ...real,
    fields: Object.fromEntries(Array.from({ length: 4 }, () => [roll.of(names), roll.of(charged)])),
  }),
  (real, _pool, roll) => ({
    ...real,
    args: { ...real.args, [roll.of(['__proto__', 'constructor', '', 'x'.repeat(500)])]: 'x' },
  }),
  // Routes that there are not.
  (real, _pool, roll) => {
    const [verb = '', name = ''] = real.route.split('.');
    const odd = roll.of(['constructor', '__proto__', 'toString', 'run', '', name.toUpperCase(), `${name}x`]);
    return {
      ...real,
      route: roll.of([`${verb}.${odd}`, `${odd}.${name}`, odd, `${real.route}.${name}`, verb]),
    };
  },
];

/** So many forged ones, made of real ones; `routes` are all that there are. */
export function manyForged(real: readonly Forged[], routes: Names, n: number, seed = 1): readonly Forged[] {
  const roll = rolling(seed);
  const parts = real.flatMap(({ args, fields }) => [...Object.entries(args), ...Object.entries(fields)]);
  const pool: Pool = {
    all: real,
    routes,
    names: [...new Set([...parts.map(([name]) => name), 'value', 'c', 't', 'm', 'f', 'p', 'id'])],
    values: [...new Set(parts.map(([, value]) => value))],
  };
  // Each making meets each real one in turn: none is left to chance.
  return Array.from({ length: n }, (_, i) => {
    const one = real[Math.floor(i / makings.length) % real.length];
    const make = makings[i % makings.length];
    if (!one || !make) throw new Error('nothing to forge');
    return make(one, pool, roll);
  });
}
