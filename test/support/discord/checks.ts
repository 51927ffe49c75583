// What Discord refuses in a message, a modal or a list of choices (error 50035), each with its place; numbers from the
// documented limits. Fields that Discord would ignore are refused as well: they are slips of ours.

import type { Json } from './world.ts';

/** Where, and what is wrong there. */
export type Fault = readonly [place: string, what: string];

/** The message speaks in components version 2. */
export const V2 = 1 << 15;
/** Seen by the asker alone. */
export const EPHEMERAL = 1 << 6;
/** An answer still to come. */
export const LOADING = 1 << 7;

const points = (text: string) => [...text].length;

/** Collects faults; each check says whether it held. */
export function checking() {
  const faults: Fault[] = [];
  const fault = (place: string, what: string) => {
    faults.push([place, what]);
    return false;
  };
  const check = {
    faults,
    fault,
    /** No other fields than these. */
    only(place: string, value: Json, names: string) {
      const known = new Set(names.split(' '));
      // The library spells out what it leaves off.
      for (const [name, given] of Object.entries(value))
        if (!known.has(name) && given !== null && given !== false)
          fault(`${place}.${name}`, 'Discord knows no such field here');
    },
    text(place: string, value: unknown, min: number, max: number): value is string {
      if (typeof value !== 'string') return fault(place, 'must be a string');
      if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value))
        return fault(place, 'half a surrogate pair');
      if (value.includes('\u0000')) return fault(place, 'a NUL');
      if (points(value.trim()) < min) return fault(place, `must be ${min} characters or more`);
      return points(value) <= max || fault(place, `must be ${max} or fewer in length`);
    },
    maybe(place: string, value: unknown, min: number, max: number) {
      return value === undefined || value === null || check.text(place, value, min, max);
    },
    whole(place: string, value: unknown, min: number, max: number) {
      if (value === undefined || value === null) return true;
      return (
        (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) ||
        fault(place, `must be a whole number from ${min} to ${max}`)
      );
    },
    list(place: string, value: unknown, min: number, max: number): readonly Json[] {
      if (!Array.isArray(value)) {
        fault(place, 'must be a list');
        return [];
      }
      if (value.length < min || value.length > max)
        fault(place, `must be between ${min} and ${max} in length`);
      return value as Json[];
    },
  };
  return check;
}

type Check = ReturnType<typeof checking>;

/** What one look over all components gathers. */
interface Tally {
  readonly check: Check;
  readonly ids: Set<string>;
  readonly files: Set<string>;
  count: number;
  text: number;
}

type Look = (tally: Tally, place: string, part: Json) => void;

const customId = ({ check, ids }: Tally, place: string, value: unknown) => {
  if (!check.text(`${place}.custom_id`, value, 1, 100)) return;
  if (ids.has(value)) check.fault(`${place}.custom_id`, 'stands twice in the message');
  ids.add(value);
};

const media = ({ check, files }: Tally, place: string, value: unknown) => {
  const url = (value as Json | undefined)?.url;
  if (!check.text(`${place}.url`, url, 1, 2048)) return;
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  if (name) files.add(name);
  else if (!/^https?:\/\//.test(url)) check.fault(`${place}.url`, 'neither an address nor an attachment');
};

const button: Look = (tally, place, part) => {
  const { check } = tally;
  check.only(place, part, 'type id custom_id style label disabled url emoji');
  check.whole(`${place}.style`, part.style ?? 0, 1, 5);
  if (part.style === 5) {
    if (check.text(`${place}.url`, part.url, 1, 512) && !/^(?:https?|discord):\/\//.test(part.url))
      check.fault(`${place}.url`, 'not an address');
    if (part.custom_id !== undefined) check.fault(`${place}.custom_id`, 'a link has none');
  } else {
    customId(tally, place, part.custom_id);
    if (part.url !== undefined) check.fault(`${place}.url`, 'only a link has one');
  }
  check.maybe(`${place}.label`, part.label, part.emoji ? 0 : 1, 80);
  if (part.label === undefined && !part.emoji) check.fault(`${place}.label`, 'neither label nor emoji');
};

const select: Look = (tally, place, part) => {
  const { check } = tally;
  check.only(place, part, 'type id custom_id options placeholder min_values max_values disabled required');
  customId(tally, place, part.custom_id);
  check.maybe(`${place}.placeholder`, part.placeholder, 0, 150);
  const options = check.list(`${place}.options`, part.options, 1, 25);
  options.forEach((option, i) => {
    check.only(`${place}.options.${i}`, option, 'label value description emoji default');
    check.text(`${place}.options.${i}.label`, option.label, 1, 100);
    check.text(`${place}.options.${i}.value`, option.value, 1, 100);
    check.maybe(`${place}.options.${i}.description`, option.description, 0, 100);
  });
  if (new Set(options.map((option) => option.value)).size < options.length)
    check.fault(`${place}.options`, 'a value stands twice');
  const most = Number(part.max_values ?? 1);
  check.whole(`${place}.min_values`, part.min_values, 0, most);
  check.whole(`${place}.max_values`, part.max_values, 1, options.length);
  if (options.filter((option) => option.default).length > most)
    check.fault(`${place}.options`, 'more chosen beforehand than may be chosen');
};

const display: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id content');
  if (tally.check.text(`${place}.content`, part.content, 1, 4000)) tally.text += points(part.content);
};

const section: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id components accessory');
  const inner = tally.check.list(`${place}.components`, part.components, 1, 3);
  each(tally, `${place}.components`, inner, { 10: display });
  each(tally, place, [(part.accessory ?? {}) as Json], { 2: button, 11: thumbnail });
};

const thumbnail: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id media description spoiler');
  media(tally, `${place}.media`, part.media);
};

const gallery: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id items');
  tally.check.list(`${place}.items`, part.items, 1, 10).forEach((item, i) => {
    tally.check.only(`${place}.items.${i}`, item, 'media description spoiler');
    tally.check.maybe(`${place}.items.${i}.description`, item.description, 1, 1024);
    media(tally, `${place}.items.${i}.media`, item.media);
  });
};

const fileShown: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id file spoiler');
  media(tally, `${place}.file`, part.file);
  if (!String((part.file as Json | undefined)?.url).startsWith('attachment://'))
    tally.check.fault(`${place}.file`, 'only an attachment can be shown');
};

const separator: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id spacing divider');
  tally.check.whole(`${place}.spacing`, part.spacing, 1, 2);
};

const row: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id components');
  const inner = tally.check.list(`${place}.components`, part.components, 1, 5);
  if (inner.some((one) => one.type !== 2) && inner.length > 1)
    tally.check.fault(place, 'a row holds up to five buttons, or one select');
  each(tally, `${place}.components`, inner, { 2: button, 3: select });
};

const container: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id components accent_color spoiler');
  tally.check.whole(`${place}.accent_color`, part.accent_color, 0, 0xffffff);
  each(tally, `${place}.components`, tally.check.list(`${place}.components`, part.components, 1, 40), flat);
};

/** What may stand in a container, and with it at the top. */
const flat: Readonly<Record<number, Look>> = {
  1: row,
  9: section,
  10: display,
  12: gallery,
  13: fileShown,
  14: separator,
};
const top: Readonly<Record<number, Look>> = { ...flat, 17: container };

function each(
  tally: Tally,
  place: string,
  parts: readonly Json[],
  looks: Readonly<Record<number, Look>>,
): void {
  parts.forEach((part, i) => {
    tally.count += 1;
    tally.check.whole(`${place}.${i}.id`, part.id, 0, 2 ** 31 - 1);
    const look = looks[Number(part.type)];
    if (look) look(tally, `${place}.${i}`, part);
    else tally.check.fault(`${place}.${i}.type`, `no component of type ${part.type} may stand here`);
  });
}

function mentions(check: Check, value: unknown): void {
  if (value === undefined || value === null) return;
  const asked = value as { parse?: string[]; users?: string[]; roles?: string[]; replied_user?: boolean };
  check.only('allowed_mentions', asked as Json, 'parse users roles replied_user');
  for (const kind of ['users', 'roles'] as const)
    if (asked.parse?.includes(kind) && asked[kind]?.length)
      check.fault('allowed_mentions', `parse:["${kind}"] and ${kind}: […] exclude each other`);
}

/** How a message came: it decides what may stand in it. */
export interface Sending {
  /** Through the bot's token, or as the answer to an interaction. */
  readonly by: 'bot' | 'interaction';
  readonly edit: boolean;
  /** Flags that the edited message has already. */
  readonly flags: number;
  /** Names of the files that come with it or stay in it. */
  readonly files: readonly string[];
}

/** A message's body, or an edit's. Gives faults, and whether there is nothing in it (50006). */
export function checkMessage(body: Json, how: Sending): { faults: readonly Fault[]; empty: boolean } {
  const check = checking();
  const fields = 'content embeds components attachments allowed_mentions flags';
  const more = how.edit ? '' : how.by === 'bot' ? ' nonce enforce_nonce tts message_reference' : ' tts poll';
  check.only('body', body, fields + more);
  check.maybe('content', body.content, 0, 2000);
  const flags = Number(body.flags ?? 0) | how.flags;
  const allowed = 4 | V2 | (how.edit ? 0 : 4096) | (how.by === 'interaction' && !how.edit ? EPHEMERAL : 0);
  if (Number(body.flags ?? 0) & ~(allowed | how.flags))
    check.fault('flags', `${body.flags} is not for a bot to set`);
  if (typeof body.nonce === 'string') check.text('nonce', body.nonce, 1, 25);
  if (body.enforce_nonce && body.nonce === undefined) check.fault('enforce_nonce', 'there is no nonce');
  mentions(check, body.allowed_mentions);
  const embeds = body.embeds ? check.list('embeds', body.embeds, 0, 10) : [];
  const tally: Tally = { check, ids: new Set(), files: new Set(), count: 0, text: 0 };
  const components = body.components ? (body.components as Json[]) : [];
  if (flags & V2) {
    if (body.content) check.fault('content', 'not with components of version 2');
    if (embeds.length) check.fault('embeds', 'not with components of version 2');
    each(tally, 'components', check.list('components', components, 0, 40), top);
    if (tally.count > 40) check.fault('components', `${tally.count} components; 40 at most`);
    if (tally.text > 4000) check.fault('components', `${tally.text} characters of text; 4000 at most`);
    if (!how.edit || body.components)
      for (const name of how.files)
        if (!tally.files.has(name)) check.fault('attachments', `nothing shows attachment://${name}`);
  } else each(tally, 'components', check.list('components', components, 0, 5), { 1: row });
  for (const name of tally.files)
    if (!how.files.includes(name)) check.fault('components', `there is no attachment://${name}`);
  (body.attachments as Json[] | undefined)?.forEach((one, i) => {
    check.only(`attachments.${i}`, one, 'id filename description title');
    check.maybe(`attachments.${i}.description`, one.description, 0, 1024);
  });
  const empty =
    !how.edit &&
    !String(body.content ?? '').trim() &&
    !embeds.length &&
    !components.length &&
    !how.files.length;
  return { faults: check.faults, empty };
}

const field: Look = (tally, place, part) => {
  const { check } = tally;
  check.only(place, part, 'type id custom_id style label value placeholder required min_length max_length');
  customId(tally, place, part.custom_id);
  check.whole(`${place}.style`, part.style ?? 0, 1, 2);
  check.maybe(`${place}.placeholder`, part.placeholder, 0, 100);
  check.whole(`${place}.max_length`, part.max_length, 1, 4000);
  const most = Number(part.max_length ?? 4000);
  check.whole(`${place}.min_length`, part.min_length, 0, most);
  if (check.maybe(`${place}.value`, part.value, 0, most) && part.value)
    if (points(String(part.value)) < Number(part.min_length ?? 0))
      check.fault(`${place}.value`, 'shorter than min_length');
};

const radio: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id custom_id options required');
  customId(tally, place, part.custom_id);
  tally.check.list(`${place}.options`, part.options, 2, 10).forEach((option, i) => {
    tally.check.text(`${place}.options.${i}.label`, option.label, 1, 100);
    tally.check.text(`${place}.options.${i}.value`, option.value, 1, 100);
  });
};

const upload: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id custom_id min_values max_values required');
  customId(tally, place, part.custom_id);
  tally.check.whole(`${place}.min_values`, part.min_values, 0, 10);
};

const inModal: Look = (tally, place, part) => {
  if (part.disabled !== undefined) tally.check.fault(`${place}.disabled`, 'not in a modal');
  if (part.required !== false && part.min_values === 0)
    tally.check.fault(place, 'min_values 0 needs required: false');
  select(tally, place, part);
};

const label: Look = (tally, place, part) => {
  tally.check.only(place, part, 'type id label description component');
  tally.check.text(`${place}.label`, part.label, 1, 45);
  tally.check.maybe(`${place}.description`, part.description, 1, 100);
  each(tally, `${place}.component`, [(part.component ?? {}) as Json], {
    3: inModal,
    4: field,
    19: upload,
    21: radio,
  });
};

/** A modal's data. */
export function checkModal(data: Json): readonly Fault[] {
  const check = checking();
  check.only('data', data, 'custom_id title components');
  check.text('data.custom_id', data.custom_id, 1, 100);
  check.text('data.title', data.title, 1, 45);
  const tally: Tally = { check, ids: new Set(), files: new Set(), count: 0, text: 0 };
  each(tally, 'data.components', check.list('data.components', data.components, 1, 5), {
    10: display,
    18: label,
  });
  return check.faults;
}

/** Choices of an autocomplete. */
export function checkChoices(data: Json): readonly Fault[] {
  const check = checking();
  check.list('data.choices', data.choices, 0, 25).forEach((choice, i) => {
    check.only(`data.choices.${i}`, choice, 'name value');
    check.text(`data.choices.${i}.name`, choice.name, 1, 100);
    check.text(`data.choices.${i}.value`, choice.value, 1, 100);
  });
  return check.faults;
}
