// Settings as wished for: read from a line or from a form's fields, carried by a button, settled against what stands.
// Pure: what is written and said is settings.ts.

import type { Values } from '../command.ts';
import { type Member, type Weekday, weekdays } from '../member/rules.ts';
import { Refusal } from '../refusal.ts';
import { effectiveQuiet } from '../schedule/due.ts';
import { findZone } from '../time/zones.ts';
import { readSettings, type SettingProblem, type SettingReading } from '../understand/settings.ts';
import { notYet } from './notYet.ts';
import { daysWords, quietWords, quoted } from './words.ts';

/** What is to change; left out: stays. */
export interface Change {
  readonly zone?: string;
  readonly morning?: string;
  readonly days?: readonly Weekday[];
  readonly quiet?: { readonly from: string; readonly to: string };
}

/** A line as typed after `settings`. Several zones fit: `which`, and the rest of the line. Throws Refusal naming the bad item. */
export function fromWords(
  words: string,
): { readonly change: Change } | { readonly change: Change; readonly which: readonly string[] } {
  const { items, which } = read(words);
  for (const item of items) if ('reason' in item) throw new Refusal(problemLine(item));
  const change: Change = Object.assign({}, ...items.map((item) => changeOf(item as SettingReading)));
  return which ? { change, which } : { change };
}

/** Fields of the form; empty ones, and those equal to `shown`, stay. Throws Refusal with the field at fault. */
export function fromFields(fields: Values, shown: Values): Change {
  let change: Change = {};
  for (const name of ['zone', 'morning', 'days', 'quiet'] as const) {
    const typed = (fields[name] ?? '').trim();
    // The zone that the door suggested counts as said once the form is sent.
    if (typed === '' || (typed === shown[name] && name !== 'zone')) continue;
    const { items, which } = read(`${name} ${typed}`);
    const [item, ...more] = items;
    if (!item || more.length > 0 || item.setting !== name)
      throw new Refusal(`${quoted(typed)} is more than I can read there.`, name);
    if ('reason' in item) throw new Refusal(item.reason, name);
    if (which) throw new Refusal(`Several fit: ${which.join(', ')}. Type the one you mean.`, name);
    change = { ...change, ...changeOf(item) };
  }
  return change;
}

/** The columns to write, and each change in words; `quietMoved`: the morning took the end of the quiet hours with it. */
export function settled(me: Member, change: Change) {
  const zone = change.zone ?? me.zone;
  const morning = change.morning ?? me.morning;
  const days = weekdays.filter((day) => (change.days ?? me.days).includes(day));
  const from = change.quiet?.from ?? me.quietFrom;
  const asked = change.quiet?.to ?? me.quietUntil;
  const holds = effectiveQuiet({ quietFrom: from, quietTo: asked, morning });
  const until = holds ? holds.to : from;
  const differs = {
    zone: zone !== me.zone,
    morning: morning !== me.morning,
    days: days.join() !== me.days.join(),
    quiet: from !== me.quietFrom || until !== me.quietUntil,
  };
  const patch = {
    ...(differs.zone && { zone }),
    ...(differs.morning && { morning }),
    ...(differs.days && { days: days.join(',') }),
    ...(differs.quiet && { quiet_from: from, quiet_until: until }),
  };
  const said = [
    differs.zone && `zone ${zone}`,
    differs.morning && `morning ${morning}`,
    differs.days && `days ${daysWords(days)}`,
    differs.quiet && `quiet hours ${quietWords(from, until)}`,
  ].filter((part) => part !== false);
  return { patch, said, quietMoved: differs.quiet && until !== asked };
}

/** A change without its zone, short enough to ride on a button. */
export function packed(change: Change): Values {
  const { morning, days, quiet } = change;
  return {
    ...(morning && { m: digits(morning) }),
    ...(days && { d: weekdays.map((day) => (days.includes(day) ? '1' : '0')).join('') }),
    ...(quiet && { q: digits(quiet.from) + digits(quiet.to) }),
  };
}

/** What a button carried; null when it has been tampered with. */
export function unpacked(args: Values): Change | null {
  const { m, d, q } = args;
  const time = '(?:[01]\\d|2[0-3])[0-5]\\d';
  if (m !== undefined && !new RegExp(`^${time}$`).test(m)) return null;
  if (d !== undefined && !/^(?=.*1)[01]{7}$/.test(d)) return null;
  if (q !== undefined && !new RegExp(`^${time}${time}$`).test(q)) return null;
  return {
    ...(m && { morning: clock(m) }),
    ...(d && { days: weekdays.filter((_, i) => d[i] === '1') }),
    ...(q && { quiet: { from: clock(q.slice(0, 4)), to: clock(q.slice(4)) } }),
  };
}

function read(words: string) {
  let which: readonly string[] | null = null;
  const zone = (typed: string): string | null => {
    const found = findZone(typed);
    if (found?.kind === 'several') which = found.zones;
    return found === null ? null : found.kind === 'zone' ? found.zone : (found.zones[0] ?? null);
  };
  const items = readSettings(words, { findZone: zone });
  return { items, which: which as readonly string[] | null };
}

function changeOf(item: SettingReading): Change {
  if (item.setting === 'evening' || item.setting === 'reminder') throw new Refusal(notHere(item.setting));
  return { [item.setting]: item.value };
}

function problemLine({ setting, words, reason }: SettingProblem): string {
  if (setting === 'evening' || setting === 'reminder') return notHere(setting);
  if (setting === null) return `I could not place ${quoted(words)}. ${reason} Nothing changed.`;
  const what =
    words === '' ? `Nothing stood behind ${setting}.` : `${quoted(words)} does not work for ${setting}.`;
  return `${what} ${reason} Nothing changed.`;
}

const notHere = (setting: 'evening' | 'reminder'): string => `${notYet[setting]} Nothing changed.`;

const digits = (time: string): string => time.replace(':', '');
const clock = (four: string): string => `${four.slice(0, 2)}:${four.slice(2)}`;
