// What a person reads of what is drawn for Slack and Discord, held against what was meant: words and labels as they are, no
// mark that somebody's text made, nothing over a platform's limit. `faultsOf` gives what is wrong, as lines.

import { drawMessage as onDiscord } from '../../adapters/discord/draw.ts';
import { drawForm as modalOf } from '../../adapters/discord/form.ts';
import { choice } from '../../adapters/discord/menu.ts';
import { drawHome, drawMessage as onSlack, postOf, within } from '../../adapters/slack/draw.ts';
import { drawForm as viewOf } from '../../adapters/slack/form.ts';
import type { Home } from '../../src/app.ts';
import type { Block, Control, Form, Message, Reply } from '../../src/reply/reply.ts';
import { bare } from '../../src/reply/rich.ts';
import { cleanText } from '../../src/understand/text.ts';
import { checkChoices, checkMessage, checkModal } from './discord/checks.ts';
import { directionsClosed, shown } from './discord/markdown.ts';
import { seen as seenOnDiscord } from './discord/view.ts';
import type { Message as DiscordMessage } from './discord/world.ts';
import { wrongBlocks, wrongView } from './slack/limits.ts';
import { seen as seenOnSlack } from './slack/view.ts';
import type { Json } from './slack/world.ts';

/** As a reader sees it: blanks alike, marks of a list and signs without a shape left out. */
export const read = (text: string) =>
  cleanText(text)
    .replace(/[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u061c]/g, '')
    .replace(/^• ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Read as it was meant; a long text may be cut, and says so by its end. */
function isRead(by: string, meant: string): boolean {
  const [a, b] = [read(by), read(meant)];
  if (a === b) return true;
  if (b === '') return a === '…';
  return a.endsWith('…') && a.length >= 70 && b.startsWith(a.slice(0, -1).trimEnd());
}

/** The words of a block, as they are meant. */
function meant(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return bare(block.text);
    case 'list':
      return block.items.map(bare).join('\n');
    case 'words':
      return [block.subject ?? '', block.text].join('\n');
    case 'facts':
      return block.facts.map(([name, value]) => `${name} ${bare(value)}`).join('\n');
    case 'picture':
      return block.alt;
    case 'rating':
      return bare(block.prompt);
    default:
      return '';
  }
}

/** What is read on the controls of a block: labels, and what a choice offers. */
const labelsMeant = (all: readonly Control[]): readonly string[] =>
  all.flatMap((one) => {
    if (one.kind === 'file') return [one.name];
    return one.kind === 'select' ? [one.label, ...one.options.map(({ label }) => label)] : [one.label];
  });

/** What a reader has of it, and what was made of it on the way. */
interface Read {
  readonly text: string;
  readonly marks: readonly string[];
  readonly labels: readonly string[];
}

/** A door: what it sends, what is wrong with that as a whole, and what a reader has of it. */
interface Door {
  readonly name: string;
  draw(message: Message): Json;
  wrong(sent: Json, message: Message): readonly string[];
  read(sent: Json): Read;
}

/** As it leaves: over the wire nothing is left of what is not JSON. */
const asSent = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;

const slack: Door = {
  name: 'Slack',
  draw(message) {
    const parts = onSlack(message).map((part) =>
      part.type === 'picture' ? { type: 'image', slack_file: { id: 'F1' }, alt_text: part.alt } : part,
    );
    return asSent(postOf(message.notice, parts as never));
  },
  wrong({ text, blocks }, { notice }) {
    const told = seenOnSlack([], String(text));
    return [
      ...wrongBlocks(blocks, 'message'),
      ...told.marks,
      ...(told.text === notice ? [] : [`the notification says ${told.text}`]),
    ];
  },
  read({ blocks }) {
    const { text, marks, buttons, selects } = seenOnSlack(blocks as Json[]);
    const labels = [...buttons, ...selects].flatMap(({ label, part }) => [
      label,
      ...((part.options ?? []) as { text: { text: string } }[]).map((one) => one.text.text),
    ]);
    return { text, marks, labels };
  },
};

/** Nothing that Rungs writes is drawn so: whatever is, was made of somebody's text. */
const never = ['mention', 'time', 'link', 'emoji', 'underline', 'strike', 'spoiler', 'quote', 'italic'];

const discord: Door = {
  name: 'Discord',
  draw: (message) => asSent(onDiscord(message, 'k'.repeat(22))),
  wrong({ files, ...body }) {
    const names = (files as { name: string }[]).map(({ name }) => name);
    const { faults } = checkMessage(body, { by: 'bot', edit: false, flags: 0, files: names });
    return faults.map((fault) => fault.join(': '));
  },
  read(sent) {
    const { text, marks, sources, buttons, selects } = seenOnDiscord({
      ...sent,
      content: '',
      files: [],
    } as unknown as DiscordMessage);
    const labels = [
      ...buttons.map(({ label }) => label),
      ...selects.flatMap(({ placeholder, options }) => [placeholder, ...options.map(({ label }) => label)]),
    ];
    const open = sources.filter((source) => !directionsClosed(source));
    return {
      text,
      marks: [...marks.filter((mark) => never.includes(mark)), ...open.map(() => 'turn of what follows')],
      labels,
    };
  },
};

/** Most of what is said is said to everybody: judged once. */
const judged = new Map<unknown, Set<string>>();
function isNew(by: unknown, what: unknown): boolean {
  const known = judged.get(by) ?? new Set();
  judged.set(by, known);
  return known.size < known.add(JSON.stringify(what)).size;
}

/** What is wrong with a message on a door: as a whole, and block by block as it is read. */
function wrongMessage(message: Message, door: Door): readonly string[] {
  const parts = message.blocks.flatMap((block) => {
    if (!isNew(door, block)) return [];
    const got = door.read(door.draw({ ...message, blocks: [block] }));
    const words = meant(block);
    const labels = block.kind === 'controls' ? labelsMeant(block.controls) : [];
    const isCut = got.text.includes('more than one message holds');
    return [
      ...(isCut || isRead(got.text, words) ? [] : [`“${words}” is read as “${got.text}”`]),
      ...got.marks.map((mark) => `“${words}” became a ${mark}`),
      ...labels
        .filter((label) => !got.labels.some((one) => isRead(one, label)))
        .map((label) => `“${label}” is read as none of “${got.labels.join('” “')}”`),
    ];
  });
  return [...door.wrong(door.draw(message), message), ...parts].map((what) => `${door.name}: ${what}`);
}

/** What is wrong with a form: what stands in a field must come back as it stood. */
function wrongForm(form: Form): readonly string[] {
  const view = JSON.parse(JSON.stringify(viewOf(form, { source: '1.2' }))) as Json;
  const modal = JSON.parse(JSON.stringify(modalOf(form))) as Json;
  const onView = new Map((view.blocks as Json[]).map((block) => [block.block_id, block.element as Json]));
  const onModal = new Map(
    (modal.components as Json[]).map(({ component }) => [(component as Json)?.custom_id, component as Json]),
  );
  const note = form.note ? read(bare(form.note)) : '';
  const notes = (modal.components as Json[]).flatMap(({ type, content }) =>
    type === 10 ? [shown(String(content))] : [],
  );
  return [
    ...wrongView(view, 'modal'),
    ...checkModal(modal).map((fault) => fault.join(': ')),
    ...seenOnSlack(view.blocks as Json[]).marks,
    ...notes.flatMap(({ marks }) => marks.filter((mark) => never.includes(mark))),
    ...(note === '' || notes.some(({ text }) => read(text) === note) ? [] : ['the note is read otherwise']),
    ...form.fields.flatMap(({ name, type, value = '' }) => {
      if (type !== 'line' && type !== 'paragraph') return [];
      const stands = [onView.get(name)?.initial_value ?? '', onModal.get(name)?.value ?? ''];
      return stands
        .filter((one) => one !== value && !(String(one).length === 3000 && value.length > 3000))
        .map((one) => `${name}: ${JSON.stringify(value)} stands there as ${JSON.stringify(one)}`);
    }),
  ];
}

/** What is wrong with one thing that a member sees; each thing is judged once. */
export function faultsOf(what: Reply | Home): readonly string[] {
  if (!isNew('whole', what)) return [];
  return 'kind' in what ? wrongReply(what) : wrongHome(what);
}

function wrongReply(reply: Reply): readonly string[] {
  if (reply.kind === 'form') return wrongForm(reply);
  return [...wrongMessage(reply, slack), ...wrongMessage(reply, discord)];
}

function wrongHome(what: Home): readonly string[] {
  const blocks = JSON.parse(JSON.stringify(within(drawHome(what), 'home'))) as Json[];
  const { text, marks } = seenOnSlack(blocks);
  const words = what.sections.flatMap((section) => section.blocks).filter(({ kind }) => kind !== 'picture');
  return [
    ...wrongBlocks(blocks, 'home'),
    ...marks,
    ...words
      .map(meant)
      .filter((one) => !read(text).includes(read(one)))
      .map((one) => `“${one}” is not read in Home`),
  ];
}

/** What is wrong with names as Discord offers them while they are typed. */
export const faultsOfNames = (names: readonly string[]): readonly string[] => {
  const choices = names.flatMap((name) => choice('', name) ?? []);
  return [
    // As many as are offered at once.
    ...choices.flatMap((_one, i) =>
      i % 25 === 0
        ? checkChoices({ choices: choices.slice(i, i + 25) }).map((fault) => fault.join(': '))
        : [],
    ),
    ...choices
      .filter(({ name, value }) => !isRead(name, value) || !names.includes(value))
      .map(({ name, value }) => `“${value}” is offered as “${name}”`),
  ];
};
