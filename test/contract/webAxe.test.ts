// WCAG 2.2 AA by axe: every part, the menu, Home and a form with an error, light and dark, narrow and wide.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { sampleBlocks } from '../support/sampleApp.ts';
import { hear, page, reopen, say } from '../support/webPage.ts';

test.each([
  ['light', 360],
  ['light', 1280],
  ['dark', 360],
  ['dark', 1280],
] as const)(
  'axe finds nothing against WCAG 2.2 AA in %s at %i pixels',
  async (theme, width) => {
    await reopen(width, theme, true);
    for (const kind of Object.keys(sampleBlocks)) await hear(kind);
    // Axe looks at what stands, not at what is still fading in.
    await page.waitForTimeout(300);
    await page.addScriptTag({
      content: readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8'),
    });
    const look = () =>
      page.evaluate(async () => {
        const axe = (
          globalThis as unknown as {
            axe: {
              run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
            };
          }
        ).axe;
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations } = await axe.run({ runOnly: tags });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
    expect(await look()).toEqual([]);
    await page.getByText('What can I say?').click();
    if (width === 360) await page.getByRole('button', { name: 'Home' }).click();
    expect(await look()).toEqual([]);
    if (width === 360) await page.getByRole('button', { name: 'Talk' }).click();
    await say('form');
    await page.getByRole('button', { name: 'Log it' }).click();
    expect(await look()).toEqual([]);
  },
  30_000,
);
