// WCAG 2.2 AA by axe: every part, the menu, Home and a form with an error, light and dark, narrow and wide.

import { expect, test } from 'vitest';
import { axe } from '../support/axe.ts';
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
    expect(await axe(page)).toEqual([]);
    await page.getByText('What can I say?').click();
    if (width === 360) await page.getByRole('button', { name: 'Home' }).click();
    expect(await axe(page)).toEqual([]);
    if (width === 360) await page.getByRole('button', { name: 'Talk' }).click();
    await say('form');
    await page.getByRole('button', { name: 'Log it' }).click();
    expect(await axe(page)).toEqual([]);
  },
  30_000,
);
