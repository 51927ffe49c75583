// Elements from plain data. Text is only ever set as text: no string is read as markup anywhere on this page.

/**
 * An element. `attributes` with a value of undefined, null or false are left out.
 * @param {string} name @param {Record<string, unknown>} attributes @param {...(Node | string)} inside
 */
export function element(name, attributes, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== null && value !== false)
      node.setAttribute(key, value === true ? '' : value);
  node.append(...inside);
  return node;
}

const styles = { bold: 'strong', italic: 'em', code: 'code' };

/** Rich text → elements; each run stands by itself, so that right-to-left marks in one cannot turn the others. */
export const runs = (rich) =>
  rich.map(({ text, style }) => element(styles[style] ?? 'span', { class: 'run' }, text));
