// One function a kind of block: plain data → elements. Text is only ever set as text; nothing here makes markup of it.

import { button, fileLink, rating, select, upload } from './controls.js';
import { element, runs } from './element.js';

/** @typedef {(action: string, fields: Record<string, string>, from: HTMLElement) => Promise<void>} Press */

const controls = { button, select, file: fileLink, upload };

/** What is drawn for a kind that this page does not know: loud, never silent. */
function part(table, block, press) {
  const draw = Object.hasOwn(table, block.kind) ? table[block.kind] : undefined;
  if (!draw) throw new Error(`This page cannot draw a ${block.kind}: reload it after an upgrade.`);
  return draw(block, press);
}

function words({ subject, text }) {
  const copy = element('button', { type: 'button', class: 'copy' }, 'Copy');
  copy.addEventListener('click', async () => {
    copy.textContent = (await copied(text)) ? 'Copied' : 'Select it and copy by hand';
    setTimeout(() => (copy.textContent = 'Copy'), 2500);
  });
  return element(
    'div',
    { class: 'words' },
    ...(subject ? [element('p', { class: 'subject', dir: 'auto' }, subject)] : []),
    element('p', { dir: 'auto' }, text),
    copy,
  );
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = element('textarea', { class: 'unseen', 'aria-hidden': 'true', tabindex: '-1' });
    const before = document.activeElement;
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    before?.focus();
    return done;
  }
}

/** The wide picture where the talk has room for it; in Home's column the narrow one (`narrow`). */
function picture({ alt, src, rows, narrow }) {
  const at = (theme, width) => `${src}&theme=${theme}&width=${width}`;
  const dark = '(prefers-color-scheme: dark)';
  const roomy = '(min-width: 700px)';
  return element(
    'figure',
    { class: 'picture' },
    element(
      'picture',
      {},
      ...(narrow ? [] : [element('source', { media: `${dark} and ${roomy}`, srcset: at('dark', 560) })]),
      element('source', { media: dark, srcset: at('dark', 320) }),
      ...(narrow ? [] : [element('source', { media: roomy, srcset: at('light', 560) })]),
      element('img', { src: at('light', 320), alt }),
    ),
    element(
      'details',
      {},
      element('summary', {}, 'As a table'),
      element(
        'table',
        {},
        element(
          'tbody',
          {},
          ...rows.map(([name, value]) =>
            element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value)),
          ),
        ),
      ),
    ),
  );
}

/** Every kind of block the program sends; a contract test compares this table with the program's own. */
export const blocks = {
  heading: ({ text }) => element('p', { class: 'heading', dir: 'auto' }, ...runs(text)),
  text: ({ text, tone }) => element('p', { class: tone, dir: 'auto' }, ...runs(text)),
  list: ({ items }) =>
    element('ul', { class: 'list' }, ...items.map((item) => element('li', { dir: 'auto' }, ...runs(item)))),
  words,
  facts: ({ facts }) =>
    element(
      'dl',
      { class: 'facts' },
      ...facts.map(([name, value]) =>
        element('div', {}, element('dt', {}, name), element('dd', { dir: 'auto' }, ...runs(value))),
      ),
    ),
  picture,
  rating,
  controls: (block, press) =>
    element('div', { class: 'controls' }, ...block.controls.map((control) => part(controls, control, press))),
};

/** The kinds of control, for the same test. @public */
export const controlKinds = Object.keys(controls);

/** Draw one block; `press` is what its controls do. @param {Press} press */
export const drawBlock = (block, press) => part(blocks, block, press);
