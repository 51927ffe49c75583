// Every screen and dialog that a member meets, each looked at by axe, light and dark, and for what does not fit; and
// notifications.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, lookedAt } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { openPage, type Seat } from '../support/pageDoor.ts';
import { program } from '../support/program.ts';
import { looks } from './looks.ts';
import { mondayEarly, signUpStages } from './signUp.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** What would have to be scrolled to the side, on the page or in a part of it. */
const tooWide = `[...document.querySelectorAll('html, .scroll, .home, dialog, article, .verbs')]
  .filter((one) => one.scrollWidth > one.clientWidth && one.checkVisibility())
  .map((one) => (one.id || one.nodeName) + ' by ' + (one.scrollWidth - one.clientWidth))`;

describe('every screen', () => {
  it.each([
    { width: 360, height: 780 },
    { width: 1280, height: 860 },
  ] as const satisfies readonly Seat[])(
    'holds to WCAG 2.2 AA by axe and fits, also enlarged, at $width pixels, light and dark',
    async (seat) => {
      const rungs = program(mondayEarly);
      await rungs.start();
      const member = await openPage(browser, rungs.url(), seat);
      const faults: string[] = [];
      const look = async (name: string, page = member.page) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          faults.push(
            ...(await axe(page, colorScheme === 'dark')).map((fault) => `${name}, ${colorScheme}: ${fault}`),
          );
        }
        // As a window of 1280 by 1024 shows it enlarged four times, or twice.
        const enlarged = seat.width === 360 ? { width: 320, height: 256 } : { width: 640, height: 512 };
        for (const size of [seat, enlarged]) {
          await page.setViewportSize(size);
          const wide = await page.evaluate<readonly string[]>(tooWide);
          faults.push(...wide.map((one) => `${name}, ${size.width} pixels: ${one} is too wide`));
        }
        await page.setViewportSize(seat);
        await lookedAt(page);
      };
      await look('the welcome');
      for (const stage of signUpStages) {
        await stage.run(member);
        await look(`sign-up after ${stage.name}`);
      }
      for (const [n, [name, act]] of looks.entries()) {
        // Thirty asks a minute are all that one member may make.
        if (n % 12 === 0) rungs.at(`2026-11-23T06:${40 + n}:00Z`);
        await act(member);
        await look(name);
      }
      const [record] = await Promise.all([
        member.page.context().waitForEvent('page'),
        member.page.getByRole('link', { name: /^report-.*html$/ }).click(),
      ]);
      await record.getByRole('heading', { name: /^Work search/ }).waitFor();
      await look('the record to print', record);
      await record.close();
      const button = member.page.getByRole('button', { name: 'Home', exact: true });
      if (await button.isVisible()) await button.click();
      await look('Home');
      expect(faults).toEqual([]);
      await rungs.stop();
      await member.close();
    },
    180_000,
  );

  it('tells of a card while nobody looks: the title counts it, one tap has the browser say so, without a name', async () => {
    const rungs = program(mondayEarly);
    await rungs.start();
    const member = await openPage(browser, rungs.url());
    const { page } = member;
    for (const stage of signUpStages) await stage.run(member);
    // A headless browser always looks; so the page is told that nobody does, and what the browser is asked to show is noted.
    await page.evaluate(`
      globalThis.told = [];
      Object.defineProperty(document, 'hidden', { get: () => true });
      globalThis.Notification = class extends Notification {
        static get permission() { return 'granted'; }
        constructor(title, options) {
          super(title, options);
          told.push(title + ': ' + options.body);
        }
      };
    `);
    rungs.at('2026-11-23T08:00:05Z');
    await member.hears(/^Good morning/);
    expect(await page.title()).toBe('(1) Rungs');
    const told = (await page.evaluate('told')) as readonly string[];
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^Rungs: /);
    expect(told[0]).not.toMatch(/Frida|Olaf|Stefan/);
    await rungs.stop();
    await member.close();
  }, 40_000);
});
