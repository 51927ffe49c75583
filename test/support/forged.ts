// What a forger makes of what others may press: real ids bent, lent and left out, routes that there are not, values out of
// range. By dice that fall the same way every time.

import { commands } from '../../src/commands.ts';
import { decodeAction } from '../../src/reply/action.ts';
import { type Roll, rolling } from './dice.ts';
import { fixtureLines } from './fixtureLines.ts';

/** A control used or a form sent, by somebody to whom it was never shown. */
export interface Forged {
  readonly route: string;
  readonly args: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

type Names = readonly string[];

/** Words that mean something to a machine. */
export const charged: Names = fixtureLines('chargedWords.txt');

/** Days and times that there are not, or that are too far to reckon with. */
export const oddDays: Names = fixtureLines('oddDays.txt');

/** Every route that there is. */
export const routes: Names = [
  ...commands.flatMap(({ verb, routes: all = {} }) => Object.keys(all).map((name) => `${verb}.${name}`)),
  ...['flow.take', 'flow.skip', 'flow.stop', 'flow.type', 'run.it'],
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
  readonly names: Names;
  readonly values: Names;
  readonly all: readonly Forged[];
}

const eachValue = (values: Forged['args'], change: (value: string) => string): Forged['args'] =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

const makings: readonly Making[] = [
  (real, { all }, roll) => ({ ...real, fields: roll.of(all).fields }),
  (real, _pool, roll) => ({ ...real, args: eachValue(real.args, (value) => roll.of(bends)(value, roll)) }),
  (real, _pool, roll) => ({ ...real, fields: { ...real.fields, value: roll.of(charged) } }),
  (real, { values }, roll) => ({ ...real, args: eachValue(real.args, () => roll.of(values)) }),
  // Another route with these arguments, and this route with others.
  (real, _pool, roll) => ({ ...real, route: roll.of(routes) }),
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

/** So many forged ones, made of real ones; */
export function manyForged(real: readonly Forged[], n: number, seed = 1): readonly Forged[] {
  const roll = rolling(seed);
  const parts = real.flatMap(({ args, fields }) => [...Object.entries(args), ...Object.entries(fields)]);
  const pool: Pool = {
    all: real,
    names: [...new Set([...parts.map(([name]) => name), 'value', 'c', 't', 'm', 'f', 'p', 'id'])],
    values: [...new Set(parts.map(([, value]) => value))],
  };
  const shuffled = [...real].sort(() => (roll.upTo(2) ? 1 : -1));
  // Every fourth is lent as it stands, each real one in its turn; the others are bent, each way in its turn.
  return Array.from({ length: n }, (_, i) => {
    const lent = shuffled[Math.floor(i / 4) % shuffled.length];
    const make = makings[i % makings.length];
    if (!lent || !make) throw new Error('nothing to forge');
    return i % 4 === 0 ? lent : make(roll.of(real), pool, roll);
  });
}

/** A control as a platform carries it: its id, and what was chosen on it. */
export interface ForgedId {
  readonly id: string;
  readonly value?: string;
}

/** Ids that have nothing to do with a route. */
const oddIds: Names = fixtureLines('oddIds.txt');

/** So many forged ids, made of real ones; none longer than `most`. */
export function manyForgedIds(real: Names, n: number, most: number, seed = 1): readonly ForgedId[] {
  const roll = rolling(seed);
  const read = real.flatMap((id) => decodeAction(id.replace(/~\d+$/, '')) ?? []);
  const made = manyForged(
    read.map((action) => ({ ...action, fields: {} })),
    n,
    seed,
  );
  return made.map(({ route, args, fields }, i): ForgedId => {
    const value = fields.value === undefined ? {} : { value: fields.value.slice(0, most) };
    const query = new URLSearchParams(args).toString();
    const id = query ? `${route}?${query}` : route;
    if (i % 4 < 2) return { id: id.slice(0, most), ...value };
    if (i % 4 === 2) return { id: roll.of(bends)(roll.of(real), roll).slice(0, most), ...value };
    return { id: roll.of([roll.of(oddIds), `${roll.of(real)}~${roll.upTo(30)}`]).slice(0, most) };
  });
}

/** What a delivery may be where it should be something else. */
const oddParts: readonly unknown[] = [
  null,
  0,
  1e99,
  true,
  '',
  'x',
  [],
  {},
  [[]],
  { id: {} },
  { id: null },
  'x'.repeat(5_000),
];

/** A delivery with one part of it, anywhere, of another kind or gone. */
export function misshapen<Body extends object>(body: Body, roll: Roll): Body {
  const copy = structuredClone(body) as Record<string, unknown>;
  let at = copy;
  for (;;) {
    const name = roll.of(Object.keys(at));
    const inner = at[name];
    const isDeep = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
    if (isDeep && roll.upTo(4) > 0) {
      at = inner as Record<string, unknown>;
      continue;
    }
    if (roll.upTo(4) === 0) delete at[name];
    else at[name] = roll.of(oddParts);
    return copy as Body;
  }
}
