// The page in a real browser over the sample house, fresh for each test; a fault on the page or a request
// to another host fails the test that caused it. Importing this registers the hooks.

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { openBrowser } from './browser.ts';
import { openWeb, type WebDoor } from './webDoor.ts';

let browser: Browser;
export let door: WebDoor;
export let context: BrowserContext;
export let page: Page;
let faults: string[];
let elsewhere: string[];

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 20_000, hookTimeout: 30_000 });

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  door = await openWeb();
  ({ context, page } = await openPage());
});
/** Leave and come in anew, with another screen. */
export async function reopen(width: number, theme: Theme, bypassCSP: boolean): Promise<void> {
  await context.close();
  ({ context, page } = await openPage(width, theme, bypassCSP));
}
/** Go on with another house (after a restart). */
export function moveTo(other: WebDoor): void {
  door = other;
}
afterEach(async () => {
  await context.close();
  await door.web.stop();
  expect(faults).toEqual([]);
  expect(elsewhere).toEqual([]);
});

type Theme = 'light' | 'dark';
/** Come in by the link in a fresh browser profile. */
async function openPage(width = 1280, colorScheme: Theme = 'light', bypassCSP = false) {
  faults = [];
  elsewhere = [];
  const made = await browser.newContext({
    colorScheme,
    viewport: { width, height: 800 },
    bypassCSP,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  made.on('request', (request) => {
    if (new URL(request.url()).host !== `localhost:${door.port}`) elsewhere.push(request.url());
  });
  const opened = await made.newPage();
  opened.on('pageerror', (fault) => faults.push(fault.message));
  opened.on('console', (line) => {
    // A refused or lost request is noted by the browser itself; tests of trouble cause them on purpose.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource'))
      faults.push(line.text());
  });
  await opened.goto(door.url);
  await opened.getByText('Write to Maria about her talk').first().waitFor({ state: 'attached' });
  return { context: made, page: opened };
}

/** The newest message. */
export const last = () => page.getByRole('article').last();
/** Type a line and send it; resolves when the house has heard it. */
export async function say(text: string, on: Page = page): Promise<void> {
  const before = door.app.asks.length;
  await on.getByLabel('Message').fill(text);
  await on.keyboard.press('Enter');
  await expect.poll(() => door.app.asks.length).toBeGreaterThan(before);
}
/** Say the name of a kind; the sample house answers with a block of it. */
export async function hear(kind: string): Promise<void> {
  const stand = () =>
    expect.poll(async () => (await page.getByRole('article').count()) - door.app.said.length).toBe(0);
  await stand();
  const before = door.app.said.length;
  await say(kind);
  await expect.poll(() => door.app.said.length).toBe(before + 2);
  await stand();
}
/** What the keyboard stands on: its words, else its id. */
export const focused = () => page.evaluate('document.activeElement.textContent || document.activeElement.id');
/** The last control used: its route and fields. */
export const lastDo = () => {
  const ask = door.app.asks.at(-1);
  return ask?.kind === 'do' ? { route: ask.route, ...ask.fields } : ask;
};
