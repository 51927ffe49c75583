// The page as a member uses it, in a real browser: says, presses, rates, fills, hears.

import type { Browser, Locator, Page } from 'playwright-core';
import type { Talker } from './talker.ts';

/** A member at the page. */
export interface PageDoor extends Talker {
  readonly page: Page;
  close(): Promise<void>;
}

/** Open the page by its link. */
export async function openPage(
  browser: Browser,
  url: string,
  size = { width: 1280, height: 900 },
  zone = 'Europe/Berlin',
  colorScheme: 'light' | 'dark' = 'light',
): Promise<PageDoor> {
  const context = await browser.newContext({
    viewport: size,
    timezoneId: zone,
    locale: 'en-GB',
    colorScheme,
  });
  const page = await context.newPage();
  await page.goto(url);
  const log = page.getByRole('log');
  await log.getByRole('article').first().waitFor();

  /** Ask again until it holds; throws what `otherwise` says after five seconds. */
  const until = async (holds: () => Promise<boolean>, otherwise: () => Promise<string>) => {
    for (const start = performance.now(); performance.now() - start < 5000; await page.waitForTimeout(20)) {
      if (await holds()) return;
    }
    throw new Error(await otherwise());
  };
  /** Until the page has its answer: nothing under way. */
  const settle = () =>
    until(
      async () => (await page.locator('[aria-busy=true]').count()) === 0,
      async () => 'the page is still busy',
    );
  const articles = () => log.getByRole('article').allInnerTexts();
  const last = (found: Locator) => found.last();

  return {
    page,
    close: () => context.close(),
    async says(text) {
      const before = (await articles()).length;
      await page.getByLabel('Message').fill(text);
      await page.getByLabel('Message').press('Enter');
      await until(
        async () => (await articles()).length > before,
        async () => `nothing came after “${text.slice(0, 80)}”`,
      );
      await settle();
    },
    async presses(label) {
      await last(page.getByRole('button', { name: label, exact: true })).click();
      await settle();
    },
    async rates(value) {
      await last(page.getByRole('radio', { name: String(value), exact: true })).click();
      await settle();
    },
    async fills(fields, submit) {
      const dialog = page.getByRole('dialog');
      for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label).fill(value);
      await dialog.getByRole('button', { name: submit, exact: true }).click();
      await settle();
    },
    async hears(pattern) {
      await until(
        async () => (await articles()).some((text) => pattern.test(text)),
        async () =>
          `${pattern} was not heard; the last were:\n${(await articles()).slice(-4).join('\n---\n')}`,
      );
      return (await articles()).reverse().find((text) => pattern.test(text)) ?? '';
    },
    heard: articles,
    buttons: async () => log.getByRole('article').last().getByRole('button').allInnerTexts(),
  };
}
