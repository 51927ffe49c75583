// axe in the page: what it finds against WCAG 2.2 AA, a line each.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Axe {
  run(context: object, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** Messages that were looked at, until they are drawn anew. */
const seen = 'data-looked-at';

/** What stands now needs no other look; but the newest may be unfolded. */
export const lookedAt = (page: Page): Promise<unknown> =>
  page.evaluate(`[...document.querySelectorAll('article')].slice(0, -3)
    .forEach((one) => one.setAttribute('${seen}', ''))`);

/**
 * Look at the page as it stands, once nothing fades in any more, but for what was looked at; at its contrasts alone, when
 * only colours changed.
 */
export async function axe(page: Page, colours = false): Promise<readonly string[]> {
  await page.evaluate(
    'Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))).then(() => undefined)',
  );
  if (!(await page.evaluate(() => 'axe' in globalThis)))
    // Not as a script element: the page's policy lets none in, as it should.
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
  const only = colours ? ['color-contrast', 'link-in-text-block'] : tags;
  return page.evaluate(
    async ([runOnly, mark]) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations } = await axe.run({ exclude: [`[${mark}]`] }, { runOnly });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    [only, seen] as const,
  );
}
