// Things to press and pick: a button, a select, a file, the eleven values of a rating.
// A pointer sends at once; the keyboard moves first and sends with Enter, Space or the button that then appears.

import { element, runs } from './element.js';
import { mine, sendFile } from './wire.js';

/** Run what a control does once at a time; it stays focusable meanwhile, so the keyboard's place is not lost. */
async function once(node, doing) {
  if (node.getAttribute('aria-busy') === 'true') return;
  node.setAttribute('aria-busy', 'true');
  const parts = node.matches('button') ? [node] : [...node.querySelectorAll('button')];
  for (const one of parts) one.setAttribute('aria-disabled', 'true');
  try {
    await doing();
  } finally {
    node.removeAttribute('aria-busy');
    for (const one of parts) one.removeAttribute('aria-disabled');
  }
}

/** @param {{label: string, action: string, tone?: string}} control @param {import('./draw.js').Press} press */
export function button({ label, action, tone }, press) {
  const node = element('button', { type: 'button', class: tone, 'data-action': action }, label);
  node.addEventListener('click', () => once(node, () => press(action, {}, node)));
  return node;
}

/** A file to save, or a page to look at and print (`opens`), which comes in a tab of its own. */
export const fileLink = ({ name, href, opens }) =>
  element(
    'a',
    {
      class: 'file',
      href: mine(href),
      ...(opens ? { target: '_blank', rel: 'noopener' } : { download: name }),
    },
    name,
  );

let uploads = 0;

/** A file is sent as soon as it is chosen: choosing one is two steps already. */
export function upload({ label, action, accept }, press) {
  const id = `upload-${++uploads}`;
  const box = element('input', { type: 'file', id, accept: accept.join(','), 'data-action': action });
  const line = element('p', { class: 'progress', role: 'status' });
  const node = element('div', { class: 'upload' }, element('label', { for: id }, label), box, line);
  const send = async (file) => {
    line.textContent = 'Sending…';
    try {
      const value = await sendFile(file, (part) => {
        line.textContent = part < 1 ? `Sending… ${Math.floor(part * 100)} %` : 'Sent. Looking at it…';
      });
      await press(action, { value }, box);
      line.textContent = '';
    } catch (trouble) {
      line.textContent = trouble.message;
    } finally {
      // The same file may be chosen again.
      box.value = '';
    }
  };
  box.addEventListener('change', () => box.files[0] && once(node, () => send(box.files[0])));
  return node;
}

let selects = 0;

export function select({ label, action, options, chosen }, press) {
  const id = `select-${++selects}`;
  const box = element(
    'select',
    { id, 'data-action': action },
    ...(chosen === undefined ? [element('option', { value: '', hidden: true }, 'Choose…')] : []),
    ...options.map(({ value, label: name }) => element('option', { value }, name)),
  );
  box.value = chosen ?? '';
  const ok = element('button', { type: 'button', hidden: chosen === undefined }, 'OK');
  const node = element('div', { class: 'select' }, element('label', { for: id }, label), box, ok);
  const go = () =>
    box.value === '' ? box.focus() : once(node, () => press(action, { value: box.value }, box));

  // Arrow keys change the value at each step: only a choice made without them is meant to be sent at once.
  let byKey = false;
  box.addEventListener('pointerdown', () => (byKey = false));
  box.addEventListener('blur', () => (byKey = false));
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') return;
    byKey = true;
    ok.hidden = false;
    if (event.key === 'Enter' && box.value !== '') {
      event.preventDefault();
      go();
    }
  });
  box.addEventListener('change', () => byKey || go());
  ok.addEventListener('click', go);
  return node;
}

let ratings = 0;

export function rating({ prompt, action, skip }, press) {
  const name = `rating-${++ratings}`;
  const radios = Array.from({ length: 11 }, (_, i) =>
    element('input', { type: 'radio', name, value: String(i), 'data-action': i === 0 ? action : undefined }),
  );
  const scale = element(
    'div',
    { class: 'scale' },
    ...radios.map((radio) => element('label', {}, radio, element('span', {}, radio.value))),
  );
  const save = element('button', { type: 'button', class: 'primary', hidden: true }, 'Save');
  const more = element('div', { class: 'controls' }, save);
  const legend = element('legend', { dir: 'auto' }, ...runs(prompt));
  const node = element('fieldset', { class: 'rating', role: 'radiogroup' }, legend, scale, more);
  if (skip) more.append(button({ label: 'Skip', action: skip }, press));

  const go = (radio) => {
    radio.checked = true;
    return once(node, () => press(action, { value: radio.value }, radio));
  };
  let byPointer = false;
  scale.addEventListener('pointerdown', () => (byPointer = true));
  scale.addEventListener('keydown', (event) => {
    byPointer = false;
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    // A key still held down from the press before answers nothing here.
    if (!event.repeat) go(event.target);
  });
  for (const radio of radios) {
    radio.addEventListener('click', () => byPointer && go(radio));
    radio.addEventListener('change', () => (save.hidden = byPointer));
  }
  save.addEventListener('click', () => go(radios.find((radio) => radio.checked) ?? radios[0]));
  return node;
}
