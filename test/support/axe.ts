// axe in the page: what it finds against WCAG 2.2 AA, a line each.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** Look at the page as it stands, once nothing fades in any more; at its contrasts alone, when only colours changed. */
export async function axe(page: Page, colours = false): Promise<readonly string[]> {
  await page.evaluate(
    'Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))).then(() => undefined)',
  );
  if (!(await page.evaluate(() => 'axe' in globalThis)))
    // Not as a script element: the page's policy lets none in, as it should.
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
  const only = colours ? ['color-contrast', 'link-in-text-block'] : tags;
  return page.evaluate(async (runOnly) => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ runOnly });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, only);
}
