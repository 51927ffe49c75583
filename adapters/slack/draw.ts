// Messages → blocks. Rich text and plain text alone: nothing that a member typed is read as markup. One entry a kind; the
// limits of a message as a whole are kept at the end.

import { act, encodeAction } from '../../src/reply/action.ts';
import type {
  Block,
  Button,
  Control,
  LadderPicture,
  Message,
  PerKind,
  Rating,
} from '../../src/reply/reply.ts';
import { bare, bold, type Rich } from '../../src/reply/rich.ts';
import { cut } from '../../src/reply/say.ts';
import { apart, fileId, sendId } from './ids.ts';
import { escaped, type PlainText, pieces, plain, plainText, runs, type TextRun } from './text.ts';

export interface ButtonPart {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainText;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: object;
}
export interface OptionPart {
  readonly text: PlainText;
  readonly value: string;
}
export interface SelectPart {
  readonly type: 'static_select';
  readonly action_id: string;
  readonly placeholder: PlainText;
  readonly options: readonly OptionPart[];
  readonly initial_option?: OptionPart;
}
type Pressable = ButtonPart | SelectPart;
interface Section {
  readonly type: 'rich_text_section' | 'rich_text_preformatted';
  readonly elements: readonly TextRun[];
}
interface Bullets {
  readonly type: 'rich_text_list';
  readonly style: 'bullet';
  readonly elements: readonly Section[];
}
export type Drawn =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'rich_text'; readonly elements: readonly (Section | Bullets)[] }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'actions'; readonly elements: readonly Pressable[] }
  | { readonly type: 'image'; readonly alt_text: string; readonly slack_file: { readonly id: string } };
/** A picture that has no file yet. */
export interface Unmade {
  readonly type: 'picture';
  readonly alt: string;
  readonly picture: LadderPicture;
}
export type Piece = Drawn | Unmade;

/** What chat.postMessage and its kin take. */
export interface Post {
  readonly text: string;
  readonly blocks: readonly Drawn[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Slack's: blocks of a message and of Home, lines of a list, characters of an aside. */
const most = { message: 50, home: 100, items: 100, aside: 2000 };

const section = (text: Rich): Section[] => {
  const elements = runs(text);
  return elements.length ? [{ type: 'rich_text_section', elements }] : [];
};
const told = (elements: readonly (Section | Bullets)[]): Piece[] =>
  elements.length ? [{ type: 'rich_text', elements }] : [];

/** A paragraph of our own or of a member's. */
export const say = (text: Rich): Piece[] => told(section(text));

/** A button; `asks` has Slack ask once more before it is pressed for good. */
export const press = (label: string, action_id: string, tone?: Button['tone']): ButtonPart => ({
  type: 'button',
  action_id,
  text: plainText(label, 75),
  ...(tone && { style: tone }),
  ...(tone === 'danger' && { confirm: sureOf(label) }),
});

/** A row of things to press or pick. */
export function row(parts: readonly Pressable[]): Piece[] {
  const ids = apart(parts.map((part) => part.action_id));
  const elements = parts.map((part, i) => ({ ...part, action_id: ids[i] ?? part.action_id }));
  return elements.length ? [{ type: 'actions', elements }] : [];
}

const sureOf = (label: string) => ({
  title: plainText('Are you sure?', 100),
  text: plainText('What is erased cannot be brought back.', 300),
  confirm: plainText(label, 30),
  deny: plainText('Keep it', 30),
  style: 'danger',
});

export const option = (value: string, label: string): OptionPart => ({
  text: plainText(label, 75),
  value: cut(value, 75),
});

const pick = (
  label: string,
  action_id: string,
  options: readonly OptionPart[],
  chosen?: string,
): SelectPart => {
  const initial = options.find((one) => one.value === chosen);
  return {
    type: 'static_select',
    action_id,
    placeholder: plainText(label, 150),
    options,
    ...(initial && { initial_option: initial }),
  };
};

const values = Array.from({ length: 11 }, (_, i) => option(String(i), String(i)));

/** One entry a kind of control: a new kind fails to compile here. */
const controls: PerKind<Control, Pressable> = {
  button: ({ label, action, tone }) => press(label, encodeAction(action), tone),
  select: ({ label, action, options, chosen }) =>
    pick(
      label,
      encodeAction(action),
      options.map((one) => option(one.value, one.label)),
      chosen,
    ),
  file: ({ name }) => press(name, fileId(name)),
  upload: ({ label }) => press(label, sendId, 'primary'),
};

/** One entry a kind of block: a new kind fails to compile here. */
const blocks: PerKind<Block, readonly Piece[]> = {
  heading: ({ text }) => [{ type: 'header', text: plainText(bare(text).replace(/\s+/g, ' '), 150) }],
  text: ({ text, tone }) =>
    tone === 'quiet'
      ? pieces(plain(bare(text)), most.aside)
          .filter((piece) => piece.trim() !== '')
          .map((piece) => ({ type: 'context', elements: [plainText(piece, most.aside)] }))
      : say(text),
  list: ({ items }) => {
    const lines = items.flatMap((item) => section(item));
    const parts: Bullets[] = [];
    for (let i = 0; i < lines.length; i += most.items)
      parts.push({ type: 'rich_text_list', style: 'bullet', elements: lines.slice(i, i + most.items) });
    return told(parts);
  },
  words: ({ subject, text }) =>
    told([
      ...(subject ? section([bold(subject)]) : []),
      { type: 'rich_text_preformatted', elements: runs([{ text: text || ' ' }]) },
    ]),
  facts: ({ facts }) =>
    say(
      facts.flatMap(([name, value], i) => [
        ...(i ? [{ text: '\n' }] : []),
        bold(name),
        { text: '  ' },
        ...value,
      ]),
    ),
  picture: ({ alt, picture }) => [{ type: 'picture', alt: plain(alt), picture }],
  rating: (rating) => [...say(rating.prompt), ...row(ratingRow(rating))],
  controls: (block) => row(block.controls.map(drawControl)),
};

/** Its question stands above it; who comes to it by keyboard hears what is wanted, not the question again. */
const ratingRow = ({ action, skip }: Rating): Pressable[] => [
  pick('Your answer, 0 to 10', encodeAction(action), values),
  ...(skip ? [press('Skip', encodeAction(skip))] : []),
];
const drawControl = (part: Control) => (controls[part.kind] as (part: Control) => Pressable)(part);
const drawBlock = (part: Block) => (blocks[part.kind] as (part: Block) => readonly Piece[])(part);

/** Blocks of a message, pictures still to be made. */
export const drawMessage = (message: Message): readonly Piece[] => message.blocks.flatMap(drawBlock);

/** What somebody sees who has not joined: what it is, what is kept, and the way in. */
const stranger: readonly Piece[] = [
  ...say([
    {
      text: "For people who hate networking, and need people all the same. Each morning an easy warm-up, then two small steps, each with words you can use. I write to nobody. You do, or you don't.",
    },
  ]),
  ...say([
    {
      text: 'I keep the people you name, how uneasy each makes you, and what you did; sealed. Whoever runs this bot holds the key, and workspace owners may export messages. “forget me” erases everything at once.',
    },
  ]),
  ...row([
    press('Join', encodeAction(act('start.join')), 'primary'),
    press('Show me an example first', encodeAction(act('start.example'))),
  ]),
  { type: 'context', elements: [plainText('We talk under Messages, beside this tab.', most.aside)] },
];

/** Several sections under their titles; with a way in for a stranger. */
export function drawHome(home: {
  readonly joined: boolean;
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}): readonly Piece[] {
  if (!home.joined) return [...drawBlock({ kind: 'heading', text: [{ text: 'Rungs' }] }), ...stranger];
  return home.sections.flatMap(({ title, blocks: inside }) => [
    ...drawBlock({ kind: 'heading', text: [{ text: title }] }),
    ...inside.flatMap(drawBlock),
  ]);
}

const isDrawn = (piece: Piece): piece is Drawn => piece.type !== 'picture';

/** Blocks ready to be sent: what has no picture is told by what stands beside it. */
export function within(parts: readonly Piece[], where: 'message' | 'home' = 'message'): readonly Drawn[] {
  const all = parts.filter(isDrawn);
  const few = all.length > most[where] ? joined(all) : all;
  return few.slice(0, most[where]);
}

/** Paragraphs that follow one another, as one. */
function joined(all: readonly Drawn[]): readonly Drawn[] {
  const kept: Drawn[] = [];
  for (const part of all) {
    const last = kept.at(-1);
    if (last?.type === 'rich_text' && part.type === 'rich_text')
      kept[kept.length - 1] = { ...last, elements: [...last.elements, ...part.elements].slice(0, 100) };
    else kept.push(part);
  }
  return kept;
}

/** A post: blocks, and in their place for a notification the notice, which never holds a name. */
export const postOf = (notice: string, parts: readonly Piece[]): Post => ({
  text: cut(escaped(notice), 3000),
  blocks: within(parts),
  unfurl_links: false,
  unfurl_media: false,
});
