// Local date and time ⇄ instant, by IANA zone: the only importer of the time-zone data (moment-timezone's packed
// tables, because Node's own lag behind). Each zone becomes one table of offset changes, built at first use and
// kept. Calendar arithmetic without a zone lives in days.ts, the words people type for a zone in zoneWords.ts.
import packed from 'moment-timezone/data/packed/latest.json' with { type: 'json' };
import { searchZone } from './zoneWords.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** The packed tables are complete for every year before this one (they end within 2499). */
const HORIZON = Date.UTC(2499, 0, 1);
/** The Gregorian calendar, weekdays and all, repeats every 400 years. */
const CYCLE = 146_097 * DAY;

interface Table {
  /** Instants at which the offset changes, ascending. */
  readonly starts: Float64Array;
  /** Per change, the first wall reading (as if UTC) that belongs to the offset after it. */
  readonly bounds: Float64Array;
  /** Milliseconds east of UTC, one more than there are changes. */
  readonly offsets: Float64Array;
}

const sources = new Map<string, string>();
for (const source of packed.zones) sources.set(source.slice(0, source.indexOf('|')), source);
/** alias → the name that carries the table */
const targets = new Map<string, string>();
for (const link of packed.links) {
  const [target = '', alias = ''] = link.split('|');
  targets.set(alias, target);
}
const names: readonly string[] = [...sources.keys(), ...targets.keys()].sort();
const tables = new Map<string, Table>();

/** Release of the IANA data in use, such as '2026f'. */
export function dataVersion(): string {
  return packed.version;
}

/** Every zone name known, aliases too, sorted. */
export function zoneNames(): readonly string[] {
  return names;
}

/** Whether the text is a zone's name or alias, spelled exactly as IANA has it. */
export function isZone(text: string): boolean {
  return sources.has(text) || targets.has(text);
}

/** One zone, or several to ask about (also one that is only near to what was typed). */
export type ZoneFound =
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'several'; readonly zones: readonly string[] };

/**
 * The zone meant by typed words: an IANA name in any case, a city, a country or abbreviation with one zone.
 * Several fit, or the words are only near: the candidates (at most 5). Nothing near: null.
 */
export function findZone(text: string): ZoneFound | null {
  const zones = searchZone(text, names, (name) => targets.get(name) ?? name);
  if (zones.exact && zones.names.length === 1) return { kind: 'zone', zone: zones.names[0]! };
  return zones.names.length > 0 ? { kind: 'several', zones: zones.names } : null;
}

/** The one zone meant by typed words, as IANA spells it; null when there is none or more than one. */
export function canonicalZone(text: string): string | null {
  const found = findZone(text);
  return found?.kind === 'zone' ? found.zone : null;
}

/**
 * The instant of a local date ('YYYY-MM-DD') and time ('HH:MM') in a zone. In a gap: pushed forward by the gap
 * (which may reach into the next date). In an overlap: the first. Null for a date that the zone never had
 * (Pacific/Apia 2011-12-30). From 2499 on, the same year of the calendar's 400-year cycle rules.
 * Throws RangeError for an unknown zone or an impossible date or time.
 */
export function localToInstant(zone: string, date: string, time: string): Date | null {
  const at = wallToInstant(zone, parseDay(date), parseTime(time));
  return at === null ? null : new Date(at);
}

/**
 * `localToInstant` in numbers, for sweeps: days since 1970-01-01 and minutes of the day in, epoch ms or null out.
 * Throws RangeError for an unknown zone.
 */
export function wallToInstant(zone: string, day: number, minute: number): number | null {
  const table = tableOf(zone);
  const midnight = day * DAY;
  const wall = midnight + minute * MINUTE;
  const shift = cyclesPast(wall) * CYCLE;
  const at = countUpTo(table.bounds, wall - shift);
  const offset = table.offsets[at]!;
  if (at < table.starts.length) {
    const gapStart = table.starts[at]! + offset;
    const gapEnd = table.starts[at]! + table.offsets[at + 1]!;
    if (gapStart <= midnight - shift && midnight - shift + DAY <= gapEnd) return null;
  }
  return wall - offset;
}

/**
 * The local date ('YYYY-MM-DD') and time ('HH:MM', seconds cut off) in a zone at an instant.
 * Throws RangeError for an unknown zone, an invalid Date, or a local year outside 0–9999.
 */
export function instantToLocal(zone: string, instant: Date): { date: string; time: string } {
  const at = instant.getTime();
  const wall = at + offsetMs(tableOf(zone), at);
  const day = Math.floor(wall / DAY);
  const minute = Math.floor((wall - day * DAY) / MINUTE);
  return { date: formatDay(day), time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
}

/** The local date in a zone at an instant (epoch ms), as days since 1970-01-01. Throws RangeError. */
export function localDayNumber(zone: string, instant: number): number {
  return Math.floor((instant + offsetMs(tableOf(zone), instant)) / DAY);
}

/** Minutes east of UTC in a zone at an instant (epoch ms); a fraction before standard time. Throws RangeError. */
export function offsetAt(zone: string, instant: number): number {
  return offsetMs(tableOf(zone), instant) / MINUTE;
}

/**
 * A warning for the start when the host's own data (`process.versions.tz`, such as '2026g') is newer than ours,
 * else null; also null when the host's version is unknown or unreadable.
 */
export function staleAgainstHost(hostVersion: string | undefined): string | null {
  const host = /^(\d{4})([a-z]+)$/.exec(hostVersion ?? '');
  const ours = /^(\d{4})([a-z]+)$/.exec(packed.version);
  if (!host || !ours) return null;
  const newer =
    host[1] !== ours[1]
      ? host[1]! > ours[1]!
      : host[2]!.length !== ours[2]!.length
        ? host[2]!.length > ours[2]!.length
        : host[2]! > ours[2]!;
  if (!newer) return null;
  return `Time-zone data ${packed.version} is older than this machine's ${hostVersion}: where clocks were changed since, cards may come an hour off. Update moment-timezone.`;
}

function tableOf(zone: string): Table {
  const known = tables.get(zone);
  if (known) return known;
  const target = targets.get(zone) ?? zone;
  const source = sources.get(target);
  if (source === undefined) throw new RangeError(`Unknown time zone: ${JSON.stringify(zone)}`);
  const table = tables.get(target) ?? build(source);
  tables.set(target, table);
  tables.set(zone, table);
  return table;
}

/** 'name|abbreviations|offsets west in minutes|offset of each stretch|minutes from change to change|people' */
function build(source: string): Table {
  const [, , offsetText = '', order = '', changeText = ''] = source.split('|');
  const kinds = offsetText.split(' ').map((text) => Math.round(-base60(text) * MINUTE) || 0);
  const starts: number[] = [];
  const offsets: number[] = [kinds[base60(order[0] ?? '0')]!];
  let minutes = 0;
  const changes = changeText === '' ? [] : changeText.split(' ');
  for (const [index, change] of changes.entries()) {
    minutes += base60(change);
    const offset = kinds[base60(order[index + 1]!)]!;
    if (offset === offsets.at(-1)) continue; // only the abbreviation changed
    starts.push(Math.round(minutes * MINUTE));
    offsets.push(offset);
  }
  const bounds = starts.map((start, index) => start + Math.max(offsets[index]!, offsets[index + 1]!));
  return {
    starts: Float64Array.from(starts),
    bounds: Float64Array.from(bounds),
    offsets: Float64Array.from(offsets),
  };
}

/** A number in the packed tables' base 60 (0-9 a-z A-X), signed, with a fraction after a point. */
function base60(text: string): number {
  let value = 0;
  let unit = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 45) continue;
    if (code === 46) {
      unit = 1;
      continue;
    }
    const digit = code > 96 ? code - 87 : code > 64 ? code - 29 : code - 48;
    if (unit === 0) value = value * 60 + digit;
    else {
      unit /= 60;
      value += digit * unit;
    }
  }
  return text.startsWith('-') ? -value : value;
}

function offsetMs(table: Table, at: number): number {
  if (!Number.isFinite(at)) throw new RangeError('Invalid instant');
  return table.offsets[countUpTo(table.starts, at - cyclesPast(at) * CYCLE)]!;
}

function cyclesPast(at: number): number {
  return at < HORIZON ? 0 : Math.floor((at - HORIZON) / CYCLE) + 1;
}

/** How many of the ascending values are ≤ x. */
function countUpTo(values: Float64Array, x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Days since 1970-01-01 of 'YYYY-MM-DD', by hand for speed. Throws RangeError for a date that no calendar has. */
export function parseDay(date: string): number {
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 7);
  const day = digits(date, 8, 10);
  if (date.length !== 10 || date[4] !== '-' || date[7] !== '-' || !(month >= 1 && month <= 12 && day >= 1))
    throw new RangeError(`Not a date: ${JSON.stringify(date)}`);
  const days = daysOf(year, month, day);
  const nextMonth = month === 12 ? daysOf(year + 1, 1, 1) : daysOf(year, month + 1, 1);
  if (!(days < nextMonth)) throw new RangeError(`Not a date: ${JSON.stringify(date)}`);
  return days;
}

/** Minutes since midnight of 'HH:MM'. Throws RangeError for anything else, 24:00 too. */
export function parseTime(time: string): number {
  const hour = digits(time, 0, 2);
  const minute = digits(time, 3, 5);
  if (time.length !== 5 || time[2] !== ':' || !(hour < 24 && minute < 60))
    throw new RangeError(`Not a time of day: ${JSON.stringify(time)}`);
  return hour * 60 + minute;
}

/** The number written in text[from..to), NaN when anything else stands there. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Civil date → days since 1970-01-01, in years that begin in March so that the leap day comes last. */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

function formatDay(days: number): string {
  const text = new Date(days * DAY).toISOString();
  if (text.length !== 24) throw new RangeError('Year outside 0–9999');
  return text.slice(0, 10);
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
