// Axe on whatever stands on a page, past the page's own policy: put in by the browser's inspector, not by the page.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Rules asked for: WCAG 2.2, A and AA, and what axe holds for good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Looks at the page as it is now; gives a line a violation. */
export async function axeOn(page: Page): Promise<() => Promise<readonly string[]>> {
  const inspector = await page.context().newCDPSession(page);
  const look = `axe.run({ runOnly: ${JSON.stringify(tags)} }).then(({ violations }) =>
    JSON.stringify(violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' '))))`;
  return async () => {
    const there = await inspector.send('Runtime.evaluate', { expression: 'typeof axe' });
    if (there.result.value === 'undefined') await inspector.send('Runtime.evaluate', { expression: source });
    const { result } = await inspector.send('Runtime.evaluate', { expression: look, awaitPromise: true });
    return JSON.parse(String(result.value)) as string[];
  };
}
