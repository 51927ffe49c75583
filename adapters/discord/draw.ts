// Messages → Discord's components, version 2. One entry a kind; the limits of a message as a whole are kept in within.ts.

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIFileComponent,
  type APIMediaGalleryComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import { drawPng } from '../../src/pictures/png.ts';
import { encodeAction } from '../../src/reply/action.ts';
import { limits } from '../../src/reply/limits.ts';
import type { Block, Button, Control, Message, PerKind } from '../../src/reply/reply.ts';
import { cut } from '../../src/reply/say.ts';
import { codeBlock, escaped, markdown, oneLine, plain } from './escape.ts';
import { fileId, idLimit, markOf, ratingId, sendId, twinOf } from './ids.ts';
import { within } from './within.ts';

/** What stands in a row: everything of ours carries an id. */
export type Pressable = APIButtonComponentWithCustomId | APIStringSelectComponent;
export type Row = APIActionRowComponent<Pressable>;
export type Part = APITextDisplayComponent | APIMediaGalleryComponent | APIFileComponent | Row;

/** A file that goes with a message. */
export interface Attached {
  readonly name: string;
  readonly mime: string;
  readonly data: () => Promise<Buffer>;
  /** Said in place of it to who does not see it. */
  readonly alt?: string;
}

/** What is sent. */
export interface Drawn {
  readonly flags: number;
  readonly components: readonly Part[];
  readonly allowed_mentions: { readonly parse: readonly [] };
  readonly files: readonly Attached[];
}

interface Piece {
  readonly parts: readonly Part[];
  readonly files?: readonly Attached[];
}

/** Buttons in a row: Discord takes five. */
const inRow = 5;
/** A rating's rows: even on a narrow phone, where five would break. */
const ratingRows = [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
  [8, 9, 10],
] as const;

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

/** A paragraph of markdown. */
export const say = (content: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content,
});

/** A file to take, as it stands among the attachments. */
export const take = (name: string): APIFileComponent => ({
  type: ComponentType.File,
  file: { url: `attachment://${name}` },
});

/** A button; labels are plain text on Discord, never markup. */
export const press = (
  label: string,
  custom_id: string,
  tone?: Button['tone'],
): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: tone ? styles[tone] : ButtonStyle.Secondary,
  label: plain(label).trim() || '…',
  custom_id,
});

export const row = (components: Pressable[]): Row => ({
  type: ComponentType.ActionRow,
  components,
});

/** One entry a kind of control: a new kind fails to compile here. */
const controls: PerKind<Control, Pressable> = {
  button: ({ label, action, tone }) => press(label, encodeAction(action), tone),
  select: ({ label, action, options, chosen }) =>
    pick(
      label,
      encodeAction(action),
      options.map((o) => ({ ...o, ...(o.value === chosen && { default: true }) })),
    ),
  file: ({ name }) => press(cut(name, limits.buttonLabel), fileId(name)),
  upload: ({ label, action }) => press(label, sendId(action), 'primary'),
};

/** One entry a kind of block: a new kind fails to compile here. */
const blocks: PerKind<Block, Piece> = {
  heading: ({ text }) => told(`### ${oneLine(text).trim() || '…'}`),
  text: ({ text, tone }) => {
    const words = markdown(text);
    return told(tone === 'quiet' ? words.replace(/(^|\n)(?=[^\n]*\S)/g, '$1-# ') : words);
  },
  list: ({ items }) => told(items.map((item) => `- ${oneLine(item).trim()}`).join('\n')),
  words: ({ subject, text }) => told(`${subject ? `**${escaped(subject)}**\n` : ''}${codeBlock(text)}`),
  facts: ({ facts }) =>
    told(facts.map(([name, value]) => `**${escaped(name)}** ${oneLine(value)}`).join('\n')),
  picture: ({ alt, picture }) => {
    const name = `${picture.name}.png`;
    const description = cut(plain(alt), limits.alt);
    const item = { media: { url: `attachment://${name}` }, description };
    const data = () => drawPng(picture);
    return {
      parts: [{ type: ComponentType.MediaGallery, items: [item] }],
      files: [{ name, mime: 'image/png', data, alt: description }],
    };
  },
  rating: ({ prompt, action, skip }) => {
    const ids = ratingRows.map((values) =>
      values.map((value) => [String(value), ratingId(action, value)] as const),
    );
    const tooLong = ids.flat().some(([, id]) => id.length > idLimit);
    const values = ids.flat().map(([value]) => ({ value, label: value }));
    const rows = tooLong
      ? [row([pick('0 – 10', encodeAction(action), values)])]
      : ids.map((some) => row(some.map(([label, id]) => press(label, id))));
    const out = skip ? [row([press('Skip', encodeAction(skip))])] : [];
    return { parts: [...told(markdown(prompt)).parts, ...rows, ...out] };
  },
  controls: (block) => ({ parts: rowsOf(block.controls.map(drawControl)) }),
};

const drawControl = (part: Control) => (controls[part.kind] as (part: Control) => Pressable)(part);
const drawBlock = (part: Block) => (blocks[part.kind] as (part: Block) => Piece)(part);

const told = (content: string): Piece => ({ parts: content.trim() === '' ? [] : [say(content)] });

function pick(
  label: string,
  custom_id: string,
  options: readonly { readonly value: string; readonly label: string; readonly default?: boolean }[],
): APIStringSelectComponent {
  const shown = options.map((option) => ({ ...option, label: plain(option.label).trim() || '…' }));
  return { type: ComponentType.StringSelect, custom_id, placeholder: cut(plain(label), 150), options: shown };
}

/** Buttons five in a row, each select in a row of its own. */
function rowsOf(all: readonly Pressable[]): Row[] {
  const rows: Row[] = [];
  for (const one of all) {
    const last = rows.at(-1)?.components;
    const joins =
      one.type === ComponentType.Button &&
      last &&
      last.length < inRow &&
      last[0]?.type === ComponentType.Button;
    if (joins) last.push(one);
    else rows.push(row([one]));
  }
  return rows;
}

/** A message, ready for Discord; with a wire key it carries the mark that `find` looks for. */
export function drawMessage({ blocks: said }: Message, wireKey?: string): Drawn {
  const pieces = said.map(drawBlock);
  return drawParts(
    pieces.flatMap((piece) => piece.parts),
    pieces.flatMap((piece) => piece.files ?? []),
    wireKey,
  );
}

/** Parts as a message. */
export function drawParts(parts: readonly Part[], files: readonly Attached[] = [], wireKey?: string): Drawn {
  const fitting = within(parts.length > 0 ? parts : [say('…')]);
  const [first, ...rest] = apart(fitting);
  const marked = first && wireKey !== undefined ? { ...first, id: markOf(wireKey) } : first;
  return {
    flags: MessageFlags.IsComponentsV2,
    components: marked ? [marked, ...rest] : [],
    allowed_mentions: { parse: [] },
    files,
  };
}

/** No id twice in a message: a second control that does the same gets a twin's id, or goes. */
function apart(parts: readonly Part[]): Part[] {
  const used = new Set<string>();
  return parts.flatMap((part): Part[] => {
    if (part.type !== ComponentType.ActionRow) return [part];
    const kept = part.components.flatMap((one): Pressable[] => {
      const id = used.has(one.custom_id) ? twinOf(one.custom_id, used.size) : one.custom_id;
      if (id === null) return [];
      used.add(id);
      return [{ ...one, custom_id: id }];
    });
    return kept.length > 0 ? [{ ...part, components: kept }] : [];
  });
}
