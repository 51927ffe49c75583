// The page for those who hear it, who want no motion, who set the colours themselves: the real program, a real browser.

import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openPage, type PageDoor } from '../support/pageDoor.ts';
import { type Program, program } from '../support/program.ts';
import { mondayEarly, signUp } from './signUp.ts';

let browser: Browser;
let rungs: Program;
let member: PageDoor;
beforeAll(async () => {
  browser = await openBrowser();
  rungs = program(mondayEarly);
  await rungs.start();
  member = await openPage(browser, rungs.url());
});
afterAll(() => browser?.close());

/** How often the log has had these words put into it since `listen`: a screen reader reads out what is put in. */
const listen = () =>
  member.page.evaluate(`
    globalThis.read = [];
    new MutationObserver((all) => {
      for (const { addedNodes } of all)
        for (const node of addedNodes)
          if (!node.parentElement?.closest('[aria-hidden]') && node.ariaHidden !== 'true') read.push(node.textContent);
    }).observe(document.getElementById('log'), { childList: true, subtree: true, characterData: true });
  `);
const read = async (words: string) =>
  (await member.page.evaluate<readonly string[]>('read')).filter((text) => text.includes(words)).length;

it('a new message is read out once: not again when it is redrawn, answered, or the page finds the program again', async () => {
  const log = member.page.getByRole('log');
  await expect.poll(() => log.getAttribute('aria-live')).toBeNull();
  await listen();
  await signUp(member);
  expect(await read('You joined. Everything you can say')).toBe(1);
  expect(await read('Now three people, one a line')).toBe(1);
  rungs.at('2026-11-23T08:00:05Z');
  await member.hears(/^Good morning/);
  await member.presses('Words');
  await member.presses('Did it');
  await member.rates(2);
  await member.says('thanks');
  expect(await read('Good morning')).toBe(1);
  expect(await read('Any time.')).toBe(1);
  await rungs.stop();
  await member.page.getByText('Reconnecting…').waitFor();
  await rungs.start();
  await expect.poll(() => member.page.locator('#line').innerText(), { timeout: 15_000 }).toBe('');
  await member.says('followups');
  expect(await read('Good morning')).toBe(1);
  expect(await read('Your first warm-up')).toBe(1);
}, 60_000);

it('what was said before the page opened is not read out when it opens', async () => {
  const page = await member.page.context().newPage();
  const live: (string | null)[] = [];
  await page.exposeFunction('told', (state: string | null) => live.push(state));
  await page.addInitScript(`
    new MutationObserver((all) => {
      for (const { addedNodes } of all)
        for (const node of addedNodes)
          if (node.nodeName === 'ARTICLE') told(node.parentElement.getAttribute('aria-live'));
    }).observe(document, { childList: true, subtree: true });
  `);
  await page.goto(member.page.url());
  await page.getByText('Good morning').first().waitFor();
  await expect.poll(() => live.length).toBeGreaterThan(5);
  expect(new Set(live)).toEqual(new Set(['off']));
  await page.close();
});

/** The same member in another seat. */
async function seated(how: BrowserContextOptions, look: (seat: PageDoor['page']) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, ...how });
  await context.addCookies(await member.page.context().cookies());
  const page = await context.newPage();
  await page.goto(member.page.url());
  await page.getByText('Good morning').first().waitFor();
  await look(page);
  await context.close();
}

it.each(['reduce', 'no-preference'] as const)(
  'with motion “%s” a message comes in as asked for',
  async (reducedMotion) => {
    await seated({ reducedMotion }, async (page) => {
      await page.evaluate(`
        globalThis.moved = 0;
        for (const what of ['animationstart', 'transitionrun']) addEventListener(what, () => (moved += 1));
      `);
      const articles = page.getByRole('log').getByRole('article');
      const before = await articles.count();
      await page.getByLabel('Message').fill('thanks');
      await page.keyboard.press('Enter');
      const moved = () => page.evaluate<number>('moved');
      if (reducedMotion === 'reduce') {
        await expect.poll(() => articles.count()).toBe(before + 2);
        // Two frames on, whatever was to begin has begun.
        await page.evaluate(
          'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
        );
        expect(await moved()).toBe(0);
      } else await expect.poll(moved).toBeGreaterThan(0);
      const scrolls = await page.evaluate<readonly string[]>(
        "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one).scrollBehavior)",
      );
      expect(new Set(scrolls)).toEqual(new Set(['auto']));
    });
  },
);

it('where the system sets the colours, the ring, the choice and the view can still be told', async () => {
  await seated({ forcedColors: 'active' }, async (page) => {
    const style = (selector: string, name: string, pseudo = '') =>
      page.evaluate<string>(
        `getComputedStyle([...document.querySelectorAll(${JSON.stringify(selector)})].at(-1), ${JSON.stringify(pseudo)})[${JSON.stringify(name)}]`,
      );
    await page.getByLabel('Message').focus();
    expect(await style('.say', 'outlineStyle')).toBe('solid');
    await page.getByLabel('Message').fill('log emailed Stefan today');
    await page.keyboard.press('Enter');
    const radio = page.getByRole('radio', { name: '3', exact: true }).last();
    await radio.waitFor({ state: 'attached' });
    const unchosen = await style('.scale input:not(:checked) + span', 'backgroundColor');
    await radio.focus();
    await page.keyboard.press('ArrowRight');
    expect(await style('.scale input:checked + span', 'backgroundColor')).not.toBe(unchosen);
    expect(await style('.scale input:focus-visible + span', 'outlineStyle')).toBe('solid');
    expect(await style('.views [aria-pressed="true"]', 'borderTopWidth')).not.toBe(
      await style('.views [aria-pressed="false"]', 'borderTopWidth'),
    );
    expect(await style('article', 'borderTopStyle')).toBe('solid');
  });
});
