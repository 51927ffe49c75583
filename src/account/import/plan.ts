// What a file would change: who is new, who is here already, who may be, whom there is no room for. Pure but for its
// pauses; nothing is written. The same file over the same people gives the same plan.

import { fold } from '../../people/rows.ts';
import { likelyDuplicates } from '../../people/rules/duplicates.ts';
import { breathe } from '../../time/breath.ts';
import type { Found } from '../../understand/import/found.ts';

/** As much of a person here as is compared. */
export interface Here {
  readonly id: string;
  readonly name: string;
  readonly organization: string | null;
  readonly email: string | null;
  readonly url: string | null;
  readonly notes: string | null;
}

/** Fields that a file can fill where they are empty. */
type Filled = Pick<Found, 'organization' | 'email' | 'url' | 'notes'>;
const fillable = ['organization', 'email', 'url', 'notes'] as const;

/** What would happen. */
export interface Plan {
  readonly fresh: readonly Found[];
  /** People here who are in the file: what it adds to them; nothing typed is changed. */
  readonly fill: ReadonlyMap<string, Filled>;
  /** Entries of the file that stand there more than once. */
  readonly doubles: number;
  /** New ones (by their place in `fresh`) who may be someone here: asked about afterwards. */
  readonly likely: readonly { readonly at: number; readonly id: string }[];
  /** For each of the file, in order: the id of whoever here it is, or null for a new one. */
  readonly placed: readonly (string | null)[];
  /** Those for whom there is no room: the ones connected longest ago, else the last of the file. */
  readonly older: number;
}

/** People between two breaths. */
const batch = 50;

/** A person met while planning: here already, or new. */
interface Entry {
  readonly id: string | null;
  readonly at: number;
  facts: Pick<Here, 'name'> & Partial<Record<(typeof fillable)[number], string | null | undefined>>;
}

/** Plan a file; `room` is how many more people can be kept. `apart`: its entries are people of their own, however alike. */
export async function planOf(
  found: readonly Found[],
  here: readonly Here[],
  room: number,
  apart = false,
): Promise<Plan> {
  let drawn = await draw(found, here, apart);
  if (drawn.fresh.length > room) drawn = await draw(newestFirst(found), here, apart);
  const fresh = drawn.fresh.slice(0, room);
  return {
    fresh,
    fill: drawn.fill,
    placed: drawn.placed,
    doubles: drawn.doubles,
    likely: await likelyOf(fresh, here, drawn.near),
    older: drawn.fresh.length - fresh.length,
  };
}

const newestFirst = (found: readonly Found[]): readonly Found[] =>
  [...found].sort((a, b) => {
    const [on, other] = [a.connectedOn ?? '', b.connectedOn ?? ''];
    return on < other ? 1 : on > other ? -1 : 0;
  });

/** A plan before it is known who has room; `near`: by place in `fresh`, who of here has that very name or address. */
interface Drawn extends Pick<Plan, 'fresh' | 'fill' | 'placed' | 'doubles'> {
  readonly near: ReadonlyMap<number, string>;
}

async function draw(found: readonly Found[], here: readonly Here[], apart: boolean): Promise<Drawn> {
  const seen = index();
  for (const [i, person] of here.entries()) {
    seen.add({ id: person.id, at: -1, facts: person });
    if (i % batch === 0) await breathe();
  }
  const fresh: Found[] = [];
  const fill = new Map<string, Filled>();
  const near = new Map<number, string>();
  const placed: (string | null)[] = [];
  let doubles = 0;
  for (const [i, person] of found.entries()) {
    if (i % batch === 0) await breathe();
    const met = seen.find(person);
    const { same } = met;
    placed.push(same?.id ?? null);
    if (!same) {
      if (met.near?.id && !slugsClash(met.near.facts.url, person.url)) near.set(fresh.length, met.near.id);
      if (!apart) seen.add({ id: null, at: fresh.length, facts: person });
      fresh.push(person);
      continue;
    }
    const more = missing(same.facts, person);
    // One by one: what is sealed of somebody here is no field of theirs, and would not be copied.
    const { name, organization, email, url, notes } = same.facts;
    same.facts = { name, organization, email, url, notes, ...more };
    seen.add(same);
    if (same.id === null) {
      doubles += 1;
      fresh[same.at] = { ...(fresh[same.at] as Found), ...more };
    } else {
      if (fill.has(same.id)) doubles += 1;
      fill.set(same.id, { ...fill.get(same.id), ...more });
    }
  }
  return { fresh, fill, near, placed, doubles };
}

/** Of the new ones those who may be someone here: something but the name tells them apart, or the name is nearly the same. */
async function likelyOf(
  fresh: readonly Found[],
  here: readonly Here[],
  near: ReadonlyMap<number, string>,
): Promise<Plan['likely']> {
  const alike = await neighbours(here);
  const byId = new Map(here.map((one) => [one.id, one]));
  const likely: { at: number; id: string }[] = [];
  for (const [at, person] of fresh.entries()) {
    if (at % batch === 0) await breathe();
    const id = near.get(at) ?? likelyDuplicates(person.name, alike(person.name))[0];
    const other = id === undefined ? undefined : byId.get(id);
    if (other && !slugsClash(other.url, person.url)) likely.push({ at, id: other.id });
  }
  return likely;
}

/**
 * Those here whose names can be likely (duplicates.ts) at all: the same words in any order, the same last word, or the
 * same first word and the first or last letter of the last word in common. Each name against all would take minutes.
 */
async function neighbours(here: readonly Here[]): Promise<(name: string) => readonly Here[]> {
  const by = new Map<string, Here[]>();
  for (const [i, person] of here.entries()) {
    if (i % batch === 0) await breathe();
    for (const key of keysOf(person.name)) push(by, key, person);
  }
  return (name) => {
    const words = wordsOf(name);
    const keys = [...keysOf(name), ...(words.length === 1 ? [`all ${words[0]}`] : [`one ${words[0]}`])];
    return [...new Set(keys.flatMap((key) => by.get(key) ?? []))];
  };
}

function keysOf(name: string): readonly string[] {
  const words = wordsOf(name);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const sorted = `same ${[...words].sort().join(' ')}`;
  if (words.length < 2) return [sorted, 'single', `one ${first}`];
  return [sorted, `all ${first}`, `last ${last}`, `${first} ${last[0]}…`, `${first} …${last.at(-1)}`];
}

/** Who has been seen, by profile, address and name. */
function index() {
  const bySlug = new Map<string, Entry>();
  const byEmail = new Map<string, Entry>();
  const byName = new Map<string, Entry[]>();
  return {
    add(entry: Entry): void {
      const { name, url, email } = entry.facts;
      const slug = slugOf(url);
      if (slug) bySlug.set(slug, entry);
      if (email) byEmail.set(email.toLowerCase(), entry);
      const names = byName.get(fold(name));
      if (!names) byName.set(fold(name), [entry]);
      else if (!names.includes(entry)) names.push(entry);
    },
    /** `same`: surely that person. `near`: someone here of that very name or address, whom something tells apart. */
    find(person: Found): { readonly same: Entry | undefined; readonly near: Entry | undefined } {
      const slug = slugOf(person.url);
      const profile = slug ? bySlug.get(slug) : undefined;
      if (profile) return { same: profile, near: undefined };
      const mail = person.email ? byEmail.get(person.email.toLowerCase()) : undefined;
      if (mail && !slugsClash(mail.facts.url, person.url) && shareWord(mail.facts.name, person.name))
        return { same: mail, near: undefined };
      const named = byName.get(fold(person.name)) ?? [];
      const same = named.find((one) => !clash(one.facts, person));
      return {
        same,
        near: same ? undefined : (named.find((one) => one.id) ?? (mail?.id ? mail : undefined)),
      };
    },
  };
}

/** A LinkedIn profile's own name, however its address is written; other addresses tell nobody apart. */
function slugOf(url: string | null | undefined): string | null {
  const slug = /linkedin\.com\/(?:in|pub)\/([^/?#\s]+)/iu.exec(url ?? '')?.[1];
  if (!slug) return null;
  try {
    return decodeURIComponent(slug).normalize('NFC').toLowerCase();
  } catch {
    return slug.toLowerCase();
  }
}

function slugsClash(a: string | null | undefined, b: string | null | undefined): boolean {
  const [one, other] = [slugOf(a), slugOf(b)];
  return one !== null && other !== null && one !== other;
}

/** Whether something both say tells them apart: profile, address or organisation. */
function clash(a: Entry['facts'], b: Found): boolean {
  const differ = (one: string | null | undefined, other: string | null | undefined) =>
    !!one && !!other && fold(one) !== fold(other);
  return slugsClash(a.url, b.url) || differ(a.email, b.email) || differ(a.organization, b.organization);
}

const wordsOf = (name: string): readonly string[] => fold(name).match(/[\p{L}\p{N}]+/gu) ?? [];

function shareWord(a: string, b: string): boolean {
  const words = new Set(wordsOf(a));
  return words.size === 0 || a.includes('@') || b.includes('@') || wordsOf(b).some((word) => words.has(word));
}

function missing(facts: Entry['facts'], person: Found): Filled {
  return Object.fromEntries(
    fillable.flatMap((field) => (!facts[field] && person[field] ? [[field, person[field]]] : [])),
  );
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
