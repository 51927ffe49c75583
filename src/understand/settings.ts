/** `settings zone Z morning HH:MM days mon-fri …` → values, item by item; what cannot be read gets a kind line. */
import { readable } from './text.ts';
import { readClock } from './timeWords.ts';

/** A day of the week as settings and the export write it. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** One setting understood: times 'HH:MM', days in the week's order, zone as findZone gave it. */
export type SettingReading =
  | { readonly setting: 'zone'; readonly value: string }
  | { readonly setting: 'morning'; readonly value: string }
  | { readonly setting: 'days'; readonly value: readonly Weekday[] }
  | { readonly setting: 'quiet'; readonly value: { readonly from: string; readonly to: string } }
  | { readonly setting: 'evening' | 'reminder'; readonly value: boolean };

/** One item that could not be read: what was typed and a line for the member. `setting` is null for stray words. */
export type SettingProblem = {
  readonly setting: SettingReading['setting'] | null;
  readonly words: string;
  readonly reason: string;
};

/** Turns a zone as typed ('Europe/Berlin', 'new york') into an IANA zone, or null. */
export type FindZone = (words: string) => string | null;

const KEYS: Readonly<Record<string, SettingReading['setting']>> = {
  zone: 'zone',
  timezone: 'zone',
  tz: 'zone',
  city: 'zone',
  morning: 'morning',
  mornings: 'morning',
  card: 'morning',
  days: 'days',
  day: 'days',
  weekdays: 'days',
  quiet: 'quiet',
  evening: 'evening',
  evenings: 'evening',
  reminder: 'reminder',
  reminders: 'reminder',
};

const DASH = /\s*(?:-|–|—|\bto\b|\bthrough\b|\btill\b|\buntil\b)\s*/iu;

function weekday(word: string): number {
  const typed = word.toLowerCase().replace(/\.$/u, '');
  if (typed.length < 2) return -1;
  const full = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  return full.findIndex(
    (name) => name.startsWith(typed) || `${name}s` === typed || (name === 'wednesday' && typed === 'weds'),
  );
}

/** Reads days of the week: ranges (also over the weekend), lists, 'weekdays', 'weekends', 'every day'; null when not. */
export function readDays(words: string): readonly Weekday[] | null {
  const text = words.trim().toLowerCase().slice(0, 200);
  const picked = new Set<number>();
  const add = (from: number, to: number) => {
    for (let step = 0; step <= (to - from + 7) % 7; step += 1) picked.add((from + step) % 7);
  };
  if (/^(?:every ?day|daily|all|all days|all week|always|the whole week|7)$/u.test(text)) add(0, 6);
  const pieces = text
    .replace(/\s*(?:-|–|—|\bto\b|\bthrough\b)\s*/gu, '-')
    .split(/[\s,;&+/]+|\band\b/u)
    .filter((piece) => piece !== '');
  for (const piece of picked.size > 0 ? [] : pieces) {
    if (/^weekdays?$/u.test(piece)) add(0, 4);
    else if (/^weekends?$/u.test(piece)) add(5, 6);
    else {
      const [from = -1, to, ...more] = piece.split('-').map(weekday);
      if (from < 0 || to === -1 || more.length > 0) return null;
      add(from, to ?? from);
    }
  }
  return picked.size === 0 ? null : WEEK.filter((_, index) => picked.has(index));
}

function readItem(
  setting: SettingReading['setting'],
  words: string,
  findZone: FindZone,
): SettingReading | SettingProblem {
  const problem = (reason: string): SettingProblem => ({ setting, words, reason });
  if (setting === 'zone') {
    const value = words === '' ? null : findZone(words);
    return value
      ? { setting, value }
      : problem("I don't know that time zone. A city or a name like Europe/Berlin works.");
  }
  if (setting === 'morning') {
    const value = readClock(words);
    return value ? { setting, value } : problem('That is not a time I can use. Try it as 08:30.');
  }
  if (setting === 'days') {
    const value = readDays(words);
    return value ? { setting, value } : problem('I could not read those days. Try mon-fri or mon,wed,fri.');
  }
  if (setting === 'quiet') {
    const [from, to, ...more] = words.split(DASH).map(readClock);
    const good = from && to && from !== to && more.length === 0;
    return good
      ? { setting, value: { from, to } }
      : problem('I need two times for the quiet hours. Try 20:00-08:00.');
  }
  if (/^(?:on|yes|true|1)$/iu.test(words)) return { setting, value: true };
  if (/^(?:off|no|false|0|none|never)$/iu.test(words)) return { setting, value: false };
  return problem(`Say on or off: ${setting} on.`);
}

/** Reads several settings in a line, in any order; empty text gives an empty list. */
export function readSettings(
  text: string,
  { findZone }: { readonly findZone: FindZone },
): readonly (SettingReading | SettingProblem)[] {
  const tokens = readable(text)
    .replace(/\btime zone\b/giu, 'zone')
    .split(' ')
    .filter((token) => token !== '');
  const items: { setting: SettingReading['setting'] | null; words: string[] }[] = [];
  for (const token of tokens) {
    const [, word = '', stuck = ''] = /^([\p{L}]+)(?:[:=](.*))?$/u.exec(token) ?? [];
    const key = word.toLowerCase();
    const last = items.at(-1);
    // 'days weekdays', 'days every day', 'zone … day' are values of the item they follow.
    const inDays = last?.setting === 'days' && KEYS[key] === 'days';
    if (Object.hasOwn(KEYS, key) && !inDays) {
      const setting = KEYS[key] ?? null;
      items.push({ setting, words: key === 'weekdays' ? ['weekdays'] : stuck === '' ? [] : [stuck] });
    } else if (last) last.words.push(token);
    else items.push({ setting: null, words: [token] });
  }
  return items.map(({ setting, words }) => {
    const joined = words
      .join(' ')
      .replace(/^(?:(?:to|at|is|hours|=|:)(?: |$))+/iu, '')
      .replace(/(?:[,;.]| and)+$/iu, '')
      .trim();
    if (setting !== null) return readItem(setting, joined, findZone);
    return {
      setting,
      words: joined,
      reason: 'I know zone, morning, days and quiet. Try: settings morning 08:30.',
    };
  });
}
