// Block Kit as strict as Slack: every length and count, and no property that is not known. Pure: what is wrong, as lines.

import type { Json } from './world.ts';

type Check = (value: unknown, at: string, wrong: string[]) => void;
type Shape = { readonly need?: readonly string[] } & { readonly props: Readonly<Record<string, Check>> };
export type Surface = 'message' | 'home' | 'modal';

const string =
  (most: number, least = 1): Check =>
  (value, at, wrong) => {
    if (typeof value !== 'string') wrong.push(`${at}: no string`);
    else if (value.length < least || value.length > most) wrong.push(`${at}: ${value.length} characters`);
  };
const boolean: Check = (value, at, wrong) => {
  if (typeof value !== 'boolean') wrong.push(`${at}: no boolean`);
};
const number =
  (least: number, most: number): Check =>
  (value, at, wrong) => {
    if (typeof value !== 'number' || value < least || value > most) wrong.push(`${at}: ${String(value)}`);
  };
const oneOf =
  (...values: readonly string[]): Check =>
  (value, at, wrong) => {
    if (!values.includes(value as string)) wrong.push(`${at}: ${String(value)}`);
  };
const matching =
  (pattern: RegExp): Check =>
  (value, at, wrong) => {
    if (typeof value !== 'string' || !pattern.test(value)) wrong.push(`${at}: ${String(value)}`);
  };
const list =
  (least: number, most: number, item: Check): Check =>
  (value, at, wrong) => {
    if (!Array.isArray(value)) return void wrong.push(`${at}: no list`);
    if (value.length < least || value.length > most) wrong.push(`${at}: ${value.length} of them`);
    value.forEach((one, i) => {
      item(one, `${at}[${i}]`, wrong);
    });
  };
const shaped =
  (shape: Shape): Check =>
  (value, at, wrong) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return void wrong.push(`${at}: no object`);
    for (const name of shape.need ?? [])
      if ((value as Json)[name] === undefined) wrong.push(`${at}.${name}: missing`);
    for (const [name, inner] of Object.entries(value)) {
      const check = Object.hasOwn(shape.props, name) ? shape.props[name] : undefined;
      if (!check) wrong.push(`${at}.${name}: no such property`);
      else if (inner !== undefined) check(inner, `${at}.${name}`, wrong);
    }
  };
const kinds =
  (shapes: Readonly<Record<string, Shape>>): Check =>
  (value, at, wrong) => {
    const type = (value as Json | null)?.type;
    const shape = typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (!shape) return void wrong.push(`${at}: no kind ${String(type)} here`);
    shaped({ ...shape, props: { type: oneOf(type as string), ...shape.props } })(value, at, wrong);
  };

const plain = (most: number) =>
  shaped({
    need: ['type', 'text'],
    props: { type: oneOf('plain_text'), text: string(most), emoji: boolean },
  });
const anyText =
  (most: number): Check =>
  (value, at, wrong) =>
    ((value as Json | null)?.type === 'mrkdwn'
      ? shaped({ need: ['text'], props: { type: oneOf('mrkdwn'), text: string(most), verbatim: boolean } })
      : plain(most))(value, at, wrong);

const option = shaped({
  need: ['text', 'value'],
  props: { text: plain(75), value: string(75), description: plain(75) },
});
const confirm = shaped({
  need: ['title', 'text', 'confirm', 'deny'],
  props: {
    title: plain(100),
    text: anyText(300),
    confirm: plain(30),
    deny: plain(30),
    style: oneOf('primary', 'danger'),
  },
});

const styled = shaped({
  props: { bold: boolean, italic: boolean, strike: boolean, code: boolean },
});
const inline = kinds({
  text: { need: ['text'], props: { text: string(3000), style: styled } },
  link: { need: ['url'], props: { url: string(3000), text: string(3000), style: styled } },
  emoji: { need: ['name'], props: { name: string(100), unicode: string(100) } },
  user: { need: ['user_id'], props: { user_id: string(30), style: styled } },
  channel: { need: ['channel_id'], props: { channel_id: string(30), style: styled } },
  broadcast: { need: ['range'], props: { range: oneOf('here', 'channel', 'everyone') } },
});
const section: Shape = { need: ['elements'], props: { elements: list(1, 500, inline) } };
const border = number(0, 1);
const richPart = kinds({
  rich_text_section: section,
  rich_text_preformatted: { ...section, props: { ...section.props, border } },
  rich_text_quote: { ...section, props: { ...section.props, border } },
  rich_text_list: {
    need: ['elements', 'style'],
    props: {
      elements: list(1, 100, kinds({ rich_text_section: section })),
      style: oneOf('bullet', 'ordered'),
      indent: number(0, 8),
      offset: number(0, 1000),
      border,
    },
  },
});

const actionId = string(255);
const element: Readonly<Record<string, Shape>> = {
  button: {
    need: ['text', 'action_id'],
    props: {
      text: plain(75),
      action_id: actionId,
      value: string(2000),
      url: string(3000),
      style: oneOf('primary', 'danger'),
      confirm,
      accessibility_label: string(75),
    },
  },
  static_select: {
    need: ['options', 'action_id'],
    props: {
      action_id: actionId,
      placeholder: plain(150),
      options: list(1, 100, option),
      initial_option: option,
      confirm,
      focus_on_load: boolean,
    },
  },
  radio_buttons: {
    need: ['options', 'action_id'],
    props: { action_id: actionId, options: list(1, 10, option), initial_option: option, confirm },
  },
  datepicker: {
    need: ['action_id'],
    props: {
      action_id: actionId,
      placeholder: plain(150),
      initial_date: matching(/^\d{4}-\d\d-\d\d$/),
      confirm,
      focus_on_load: boolean,
    },
  },
  timepicker: {
    need: ['action_id'],
    props: {
      action_id: actionId,
      placeholder: plain(150),
      initial_time: matching(/^\d\d:\d\d$/),
      timezone: string(60),
      confirm,
      focus_on_load: boolean,
    },
  },
  overflow: {
    need: ['options', 'action_id'],
    props: { action_id: actionId, options: list(1, 5, option), confirm },
  },
};
const inputs: Readonly<Record<string, Shape>> = {
  ...element,
  plain_text_input: {
    need: ['action_id'],
    props: {
      action_id: actionId,
      placeholder: plain(150),
      initial_value: string(3000, 0),
      multiline: boolean,
      min_length: number(0, 3000),
      max_length: number(1, 3000),
      focus_on_load: boolean,
    },
  },
  file_input: {
    need: ['action_id'],
    props: { action_id: actionId, filetypes: list(1, 50, string(20)), max_files: number(1, 10) },
  },
};
const image: Shape = {
  need: ['alt_text'],
  props: {
    alt_text: string(2000),
    image_url: string(3000),
    title: plain(2000),
    block_id: string(255),
    slack_file: shaped({ props: { id: string(50), url: string(3000) } }),
  },
};

const blockKinds: Readonly<Record<string, Shape>> = {
  header: { need: ['text'], props: { text: plain(150), block_id: string(255) } },
  section: {
    props: {
      text: anyText(3000),
      fields: list(1, 10, anyText(2000)),
      accessory: kinds({ ...element, image }),
      block_id: string(255),
      expand: boolean,
    },
  },
  divider: { props: { block_id: string(255) } },
  context: {
    need: ['elements'],
    props: {
      block_id: string(255),
      elements: list(1, 10, (value, at, wrong) =>
        ((value as Json | null)?.type === 'image' ? kinds({ image }) : anyText(2000))(value, at, wrong),
      ),
    },
  },
  actions: {
    need: ['elements'],
    props: { elements: list(1, 25, kinds(element)), block_id: string(255) },
  },
  rich_text: { need: ['elements'], props: { elements: list(1, 100, richPart), block_id: string(255) } },
  image,
};
const formKinds: Readonly<Record<string, Shape>> = {
  ...blockKinds,
  input: {
    need: ['label', 'element'],
    props: {
      label: plain(2000),
      element: kinds(inputs),
      block_id: string(255),
      hint: plain(2000),
      optional: boolean,
      dispatch_action: boolean,
    },
  },
};

/** What Slack would not take of these blocks. */
export function wrongBlocks(blocks: unknown, surface: Surface): readonly string[] {
  const wrong: string[] = [];
  const most = surface === 'message' ? 50 : 100;
  list(0, most, kinds(surface === 'message' ? blockKinds : formKinds))(blocks, 'blocks', wrong);
  if (!Array.isArray(blocks)) return wrong;
  const ids = blocks.flatMap((block: Json) => (typeof block.block_id === 'string' ? [block.block_id] : []));
  if (new Set(ids).size < ids.length) wrong.push('blocks: a block_id twice');
  for (const [i, block] of (blocks as Json[]).entries()) {
    if (block.type === 'section' && !block.text && !block.fields)
      wrong.push(`blocks[${i}]: an empty section`);
    if (block.type === 'image' && !block.image_url === !block.slack_file)
      wrong.push(`blocks[${i}]: an image of two sources, or of none`);
    for (const part of partsOf(block)) wrong.push(...wrongPart(part, `blocks[${i}]`));
    const actions = partsOf(block).flatMap((part) => (part.action_id ? [String(part.action_id)] : []));
    if (new Set(actions).size < actions.length) wrong.push(`blocks[${i}]: an action_id twice`);
  }
  return wrong;
}

/** Interactive parts of a block. */
export function partsOf(block: Json): readonly Json[] {
  if (block.type === 'actions') return block.elements as Json[];
  if (block.type === 'input') return [block.element as Json];
  return block.type === 'section' && block.accessory ? [block.accessory as Json] : [];
}

function wrongPart(part: Json, at: string): readonly string[] {
  const wrong: string[] = [];
  const options = (part.options ?? []) as Json[];
  const values = options.map((one) => one.value);
  if (new Set(values).size < values.length) wrong.push(`${at}: an option's value twice`);
  if (
    part.initial_option &&
    !options.some((one) => JSON.stringify(one) === JSON.stringify(part.initial_option))
  )
    wrong.push(`${at}: an initial_option that is none of the options`);
  return wrong;
}

const viewShape = shaped({
  need: ['type', 'blocks'],
  props: {
    type: oneOf('modal', 'home'),
    title: plain(24),
    submit: plain(24),
    close: plain(24),
    blocks: () => undefined,
    private_metadata: string(3000, 0),
    callback_id: string(255),
    external_id: string(255),
    clear_on_close: boolean,
    notify_on_close: boolean,
  },
});

/** What Slack would not take of a view. */
export function wrongView(view: Json, surface: 'home' | 'modal'): readonly string[] {
  const wrong: string[] = [];
  viewShape(view, 'view', wrong);
  if (view.type !== surface) wrong.push(`view.type: ${String(view.type)}`);
  if (surface === 'modal' && !view.title) wrong.push('view.title: missing');
  const blocks = (view.blocks ?? []) as Json[];
  if (surface === 'modal' && blocks.some((block) => block.type === 'input') && !view.submit)
    wrong.push('view.submit: missing with inputs');
  if (JSON.stringify(view).length > 250_000) wrong.push('view: too large');
  return [...wrong, ...wrongBlocks(blocks, surface)];
}
