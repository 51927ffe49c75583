// What Discord refuses in a list of commands; and how a member finds one in it.

import { checking, type Fault } from './checks.ts';
import type { Json } from './world.ts';

type Check = ReturnType<typeof checking>;

const SUB = 1;
const GROUP = 2;
/** Kinds of values: string, whole number, yes or no, number. What else there is, Rungs does not ask for. */
const VALUES: readonly unknown[] = [3, 4, 5, 10];

const parts = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);

function named(check: Check, place: string, one: Json, text: boolean): void {
  const name = String(one.name);
  if (text && (!/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u.test(name) || name !== name.toLowerCase()))
    check.fault(`${place}.name`, `${name} is no name for a command`);
  if (text) check.text(`${place}.description`, one.description, 1, 100);
  else check.text(`${place}.name`, one.name, 1, 32);
}

function options(check: Check, place: string, all: readonly Json[], depth: number): void {
  check.list(place, all, 0, 25);
  if (new Set(all.map((one) => one.name)).size < all.length) check.fault(place, 'a name stands twice');
  const inner = all.filter((one) => one.type === SUB || one.type === GROUP);
  if (inner.length && inner.length < all.length) check.fault(place, 'subcommands and options do not mix');
  let optional = false;
  all.forEach((one, i) => {
    const at = `${place}.${i}`;
    check.only(
      at,
      one,
      'type name description required options choices autocomplete min_value max_value min_length max_length',
    );
    named(check, at, one, true);
    if (one.type === SUB || one.type === GROUP) {
      const fits = one.type === GROUP ? depth === 0 : depth < 2;
      if (!fits) check.fault(at, 'groups go one deep');
      if (one.type === GROUP && parts(one.options).some((sub) => sub.type !== SUB))
        check.fault(at, 'a group holds subcommands alone');
      options(check, `${at}.options`, parts(one.options), one.type === GROUP ? 1 : 2);
      return;
    }
    if (!VALUES.includes(one.type)) check.fault(`${at}.type`, `${one.type} is not simulated`);
    if (one.required && optional) check.fault(at, 'what is required comes first');
    optional ||= !one.required;
    check.list(`${at}.choices`, one.choices ?? [], 0, 25).forEach((choice, n) => {
      check.text(`${at}.choices.${n}.name`, choice.name, 1, 100);
      if (one.type === 3) check.text(`${at}.choices.${n}.value`, choice.value, 1, 100);
    });
    if (one.autocomplete && parts(one.choices).length) check.fault(at, 'autocomplete or choices, not both');
  });
}

/** Characters that count towards the 8,000 of a command: names, descriptions, values. */
function weight(one: Json): number {
  const own = [one.name, one.description, one.value].filter((text) => typeof text === 'string');
  return (
    own.join('').length +
    [...parts(one.options), ...parts(one.choices)].reduce((sum, inner) => sum + weight(inner), 0)
  );
}

/** The body of PUT /applications/:id/commands. */
export function checkCommands(body: unknown): readonly Fault[] {
  const check = checking();
  const all = check.list('body', body, 0, 130);
  all.forEach((one, i) => {
    const at = `${i}`;
    check.only(
      at,
      one,
      'type name description options contexts integration_types default_member_permissions nsfw name_localizations description_localizations',
    );
    const text = (one.type ?? 1) === 1;
    named(check, at, one, text);
    options(check, `${at}.options`, parts(one.options), 0);
    if (weight(one) > 8000) check.fault(at, `${weight(one)} characters; 8000 at most`);
    for (const [field, most] of [
      ['contexts', 2],
      ['integration_types', 1],
    ] as const)
      for (const value of parts(one[field] ?? [])) check.whole(`${at}.${field}`, value, 0, most);
  });
  for (const [type, most] of [
    [1, 100],
    [2, 15],
    [3, 15],
  ] as const)
    if (all.filter((one) => (one.type ?? 1) === type).length > most)
      check.fault('body', `over ${most} of type ${type}`);
  if (new Set(all.map((one) => `${one.type ?? 1} ${one.name}`)).size < all.length)
    check.fault('body', 'a name stands twice');
  return check.faults;
}

/** A command by its path, such as `rungs me export`: the registered command, and the options down to its last part. */
export function commandAt(
  commands: readonly Json[],
  path: string,
): { command: Json; trail: readonly Json[] } | null {
  const [first, ...rest] = path.split(' ');
  const command = commands.find((one) => one.name === first && (one.type ?? 1) === 1);
  if (!command) return null;
  const trail: Json[] = [];
  for (const name of rest) {
    const next = parts((trail.at(-1) ?? command).options).find((one) => one.name === name);
    if (!next || (next.type !== SUB && next.type !== GROUP)) return null;
    trail.push(next);
  }
  const last = trail.at(-1) ?? command;
  const open = parts(last.options).some((one) => one.type === SUB || one.type === GROUP);
  return open ? null : { command, trail };
}
