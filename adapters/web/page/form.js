// Forms as dialogs: labels, what is required, errors at their field, and nothing typed is ever lost.

import { element, runs } from './element.js';

const dialog = document.getElementById('dialog');
let fields = 0;

function input(field, id, described) {
  const { name, type, value = '', required, options = [] } = field;
  const common = { id, name, required, 'aria-describedby': described || undefined };
  if (type === 'paragraph') {
    const box = element('textarea', { ...common, rows: '4' });
    box.value = value;
    return box;
  }
  if (type === 'choice') {
    const empty = element('option', { value: '' }, required ? 'Choose…' : '–');
    const box = element(
      'select',
      common,
      empty,
      ...options.map((one) => element('option', { value: one.value }, one.label)),
    );
    box.value = value;
    return box;
  }
  const box = element('input', { ...common, type: type === 'line' ? 'text' : type, autocomplete: 'off' });
  box.value = value;
  return box;
}

function row(field, error) {
  const id = `field-${++fields}`;
  const hint = field.hint && element('p', { class: 'hint', id: `${id}-hint` }, field.hint);
  const wrong = element('p', { class: 'error', id: `${id}-error` }, error ?? '');
  const box = input(field, id, [hint?.id, wrong.id].filter(Boolean).join(' '));
  box.setAttribute('aria-invalid', String(Boolean(error)));
  const mark = field.required ? [element('span', { class: 'required', 'aria-hidden': 'true' }, ' *')] : [];
  const label = element('label', { for: id }, field.label, ...mark);
  return element('div', { class: 'field' }, label, ...(hint ? [hint] : []), box, wrong);
}

/** Write an error at its field, or at the head when it has none; the keyboard goes there. */
function blame(form, errors, general) {
  form.querySelector('.general').textContent = general ?? '';
  let first;
  for (const box of form.querySelectorAll('.field :is(input, select, textarea)')) {
    const error = errors[box.name];
    box.setAttribute('aria-invalid', String(Boolean(error)));
    document.getElementById(`${box.id}-error`).textContent = error ?? '';
    if (error) first ??= box;
  }
  (first ?? form.querySelector('.field :is(input, select, textarea), button')).focus();
}

function draw(form) {
  const { title, note, fields: all, submit, errors = {} } = form;
  return element(
    'form',
    { method: 'dialog', novalidate: true },
    element('h2', { id: 'dialog-title' }, title),
    ...(note ? [element('p', { class: 'note', dir: 'auto' }, ...runs(note))] : []),
    element('p', { class: 'error general', role: 'alert' }),
    ...all.map((field) => row(field, errors[field.name])),
    element(
      'div',
      { class: 'controls end' },
      element('button', { type: 'button', class: 'cancel' }, 'Cancel'),
      element('button', { type: 'submit', class: 'primary' }, submit),
    ),
  );
}

/** A form that comes back keeps what was typed, also where the program did not say it again. */
const keep = (form, values) => ({
  ...form,
  fields: form.fields.map((field) => ({ ...field, value: field.value ?? values[field.name] })),
});

const missing = (form, node) =>
  Object.fromEntries(
    form.fields
      .filter(({ name, required }) => required && node.elements[name].value.trim() === '')
      .map(({ name }) => [name, 'This one is needed.']),
  );

/**
 * Open a form as a dialog. @param {object} form
 * @param {(fields: Record<string, string>) => Promise<{form?: object, problem?: {field?: string, text: string}}>} send
 * Throws a line for the member: the dialog stays, with all that was typed.
 * @param {() => void} closed called when it is gone, however it went
 */
export function openForm(form, send, closed) {
  const node = draw(form);
  dialog.replaceChildren(node);
  if (!dialog.open) dialog.showModal();
  dialog.onclose = closed;
  node.querySelector('.cancel').addEventListener('click', () => dialog.close());
  if (form.errors && Object.keys(form.errors).length > 0) blame(node, form.errors);
  else node.querySelector('.field :is(input, select, textarea)')?.focus();

  const submit = node.querySelector('[type=submit]');
  node.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (submit.getAttribute('aria-busy') === 'true') return;
    const lacking = missing(form, node);
    if (Object.keys(lacking).length > 0) return blame(node, lacking);
    submit.setAttribute('aria-busy', 'true');
    try {
      const values = Object.fromEntries(new FormData(node));
      const { problem, form: next } = await send(values, form);
      if (next) openForm(keep(next, values), send, closed);
      else if (problem)
        blame(
          node,
          problem.field ? { [problem.field]: problem.text } : {},
          problem.field ? '' : problem.text,
        );
      else dialog.close();
    } catch (trouble) {
      blame(node, {}, trouble.message);
    } finally {
      submit.removeAttribute('aria-busy');
    }
  });
}
