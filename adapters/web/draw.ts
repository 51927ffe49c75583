// Replies → what the page is sent: actions as strings, pictures as addresses with their numbers beside.
// How it looks is the page's (page/draw.js has one function for each kind that leaves here).

import type { Answered, Home, Said } from '../../src/app.ts';
import { packLadder } from '../../src/pictures/pack.ts';
import { type Action, encodeAction } from '../../src/reply/action.ts';
import type { Block, Control, Form, LadderPicture, PerKind } from '../../src/reply/reply.ts';

/** A part ready for the page: plain JSON with its kind. */
export type Drawn = { readonly kind: string } & Readonly<Record<string, unknown>>;

const actionOf = (action: Action) => ({ action: encodeAction(action) });
const tenths = (rating: number) => String(rating / 10);

/** The picture's numbers in words, for the table under it. */
const ladderRows = (ladder: LadderPicture) => [
  ['Your edge', tenths(ladder.edge)],
  ...ladder.activities.map(({ label, rating }) => [label, tenths(rating)]),
  ...ladder.people.map((rating, i) => [`#${i + 1}`, tenths(rating)]),
];

/** One entry a kind of control: a new kind fails to compile here. */
export const controls: PerKind<Control, Drawn> = {
  button: ({ kind, label, action, tone }) => ({ kind, label, tone, ...actionOf(action) }),
  select: ({ kind, label, action, options, chosen }) => ({
    kind,
    label,
    options,
    chosen,
    ...actionOf(action),
  }),
  file: ({ kind, name }) => ({
    kind,
    name,
    // A page to print is looked at first; all else is saved.
    opens: name.endsWith('.html'),
    href: `/files/${encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd'))}`,
  }),
  upload: ({ kind, label, action, accept }) => ({ kind, label, accept, ...actionOf(action) }),
};

/** One entry a kind of block: a new kind fails to compile here. */
export const blocks: PerKind<Block, Drawn> = {
  heading: ({ kind, text }) => ({ kind, text }),
  text: ({ kind, text, tone }) => ({ kind, text, tone }),
  list: ({ kind, items }) => ({ kind, items }),
  words: ({ kind, subject, text }) => ({ kind, subject, text }),
  facts: ({ kind, facts }) => ({ kind, facts }),
  picture: ({ kind, alt, picture }) => ({
    kind,
    alt,
    src: `/picture/ladder.svg?d=${packLadder(picture)}`,
    rows: ladderRows(picture),
  }),
  rating: ({ kind, prompt, action, skip }) => ({
    kind,
    prompt,
    ...actionOf(action),
    skip: skip && encodeAction(skip),
  }),
  controls: (block) => ({ kind: block.kind, controls: block.controls.map(drawControl) }),
};

const drawControl = (part: Control) => (controls[part.kind] as (part: Control) => Drawn)(part);
const drawBlock = (part: Block) => (blocks[part.kind] as (part: Block) => Drawn)(part);

/** A message of the talk, ready for the page. */
export const drawSaid = ({ id, at, author, text, message }: Said) => ({
  id,
  at,
  author,
  text,
  notice: message?.notice,
  blocks: message?.blocks.map(drawBlock),
});

/** A form, ready for the page. */
const drawForm = (form: Form) => ({ ...form, ...actionOf(form.action) });

/** The answer to one ask, ready for the page. */
export const drawAnswered = ({ said, form, problem }: Answered) => ({
  said: said.map(drawSaid),
  form: form && drawForm(form),
  problem,
});

/** Home, ready for the page. */
export const drawHome = ({ joined, sections }: Home) => ({
  joined,
  sections: sections.map(({ title, blocks: parts }) => ({ title, blocks: parts.map(drawBlock) })),
});
