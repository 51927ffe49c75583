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

type Read = {
  readonly text: string;
  readonly marks: readonly string[];
  readonly labels: readonly string[];
  readonly wrong: readonly string[];
};

/** A file of the picture that a message of Slack's shows. */
const madePicture = { type: 'image', slack_file: { id: 'F1' } };

function bySlack(message: Message): Read {
  const parts = onSlack(message).map((part) =>
    part.type === 'picture' ? { ...madePicture, alt_text: part.alt } : part,
  );
  const { text, blocks } = postOf(message.notice, parts as never);
  const json = JSON.parse(JSON.stringify(blocks)) as Json[];
  const got = seenOnSlack(json, '');
  const said = seenOnSlack([], text);
  const labels = [...got.buttons, ...got.selects].flatMap(({ label, part }) => [
    label,
    ...((part.options ?? []) as { text: { text: string } }[]).map((one) => one.text.text),
  ]);
  const notice = said.text === message.notice ? [] : [`the notification says ${said.text}`];
  return {
    text: got.text,
    marks: [...got.marks, ...said.marks],
    labels,
    wrong: [...wrongBlocks(json, 'message'), ...notice],
  };
}

/** Nothing that Rungs writes is drawn so: whatever is, was made of somebody's text. */
const never = ['mention', 'time', 'link', 'emoji', 'underline', 'strike', 'spoiler', 'quote', 'italic'];

function byDiscord(message: Message): Read {
  const { files, ...body } = onDiscord(message, 'k'.repeat(22));
  const json = JSON.parse(JSON.stringify(body)) as Json;
  const names = files.map(({ name }) => name);
  const { faults } = checkMessage(json, { by: 'bot', edit: false, flags: 0, files: names });
  const got = seenOnDiscord({ ...json, content: '', files: [] } as unknown as DiscordMessage);
  const labels = [
    ...got.buttons.map(({ label }) => label),
    ...got.selects.flatMap(({ placeholder, options }) => [placeholder, ...options.map(({ label }) => label)]),
  ];
  const open = got.sources.filter((source) => !directionsClosed(source));
  return {
    text: got.text,
    marks: got.marks.filter((mark) => never.includes(mark)),
    labels,
    wrong: [
      ...faults.map((fault) => fault.join(': ')),
      ...open.map((source) => `it turns what follows: ${source}`),
    ],
  };
}

/** Most of what is said is said to everybody: judged once. */
const judged = new Map<unknown, Set<string>>();
function isNew(by: unknown, what: unknown): boolean {
  const known = judged.get(by) ?? new Set();
  judged.set(by, known);
  return known.size < known.add(JSON.stringify(what)).size;
}

/** What is wrong with a message: as a whole, and block by block as it is read. */
function wrongMessage(message: Message, by: (message: Message) => Read): readonly string[] {
  const whole = by(message);
  const parts = message.blocks.flatMap((block) => {
    if (!isNew(by, block)) return [];
    const one = by({ ...message, blocks: [block] });
    const words = meant(block);
    const labels = block.kind === 'controls' ? labelsMeant(block.controls) : [];
    const unread = labels.filter((label) => !one.labels.some((got) => isRead(got, label)));
    return [
      ...(isRead(one.text, words) || read(one.text).includes('more than one message holds')
        ? []
        : [`“${words}” is read as “${one.text}”`]),
      ...unread.map((label) => `“${label}” is read as none of “${one.labels.join('” “')}”`),
    ];
  });
  return [...whole.wrong, ...whole.marks.map((mark) => `it became a ${mark}`), ...parts];
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
  return [
    ...wrongMessage(reply, bySlack).map((what) => `Slack: ${what}`),
    ...wrongMessage(reply, byDiscord).map((what) => `Discord: ${what}`),
  ];
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
    ...checkChoices({ choices }).map((fault) => fault.join(': ')),
    ...choices
      .filter(({ name, value }) => !isRead(name, value) || !names.includes(value))
      .map(({ name, value }) => `“${value}” is offered as “${name}”`),
  ];
};
