// `npm run pictures`: README's pictures, made from the demo in a real browser. A tool for whoever works on the page: it
// needs the browser that the tests use, so it lives beside them.

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { readConfig } from '../../src/config.ts';
import { demo } from '../../src/operate/demo.ts';
import { openBrowser } from './browser.ts';
import { openPage, type PageDoor } from './pageDoor.ts';

const zone = 'Europe/Berlin';
const folder = process.env.PICTURES ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url));

/** Name → screen. */
const shots = [
  ['page', { width: 1280, height: 860 }, 'light'],
  ['page-dark', { width: 1280, height: 860 }, 'dark'],
  ['phone', { width: 360, height: 780 }, 'light'],
  ['phone-dark', { width: 360, height: 780 }, 'dark'],
] as const;

const silent = { info() {}, warn() {}, error() {}, note() {} };

/** The moment: the morning's card a stretch open with its words, or at least the card's last step. */
async function toTheMoment(browser: Browser, url: string): Promise<void> {
  const member = await openPage(browser, url, { zone });
  await member.presses('Skip to the next nudge');
  await member.hears(/^Good morning/);
  if ((await member.buttons()).includes('Yes')) await member.presses('Yes');
  const card = async () => (await member.heard()).at(-1) ?? '';
  while (!/A stretch/.test(await card()) && /After this one|after this one/.test(await card())) {
    await member.presses('Did it');
    await member.rates(2);
  }
  if ((await member.buttons()).includes('Went fine')) await member.presses('Went fine');
  await member.close();
}

async function shoot(member: PageDoor, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  const { page } = member;
  await page.evaluate('document.fonts.ready');
  // The demo's bar belongs to the demo: README shows the page as it is at home.
  await page.evaluate("document.querySelector('.stage').remove(); document.body.classList.remove('staged')");
  await page.evaluate(`{
    const card = [...document.querySelectorAll('article')].findLast((one) => one.innerText.startsWith('Good morning'));
    const scroll = document.getElementById('scroll');
    scroll.scrollTop = Math.max(card.offsetTop - 12, card.offsetTop + card.offsetHeight - scroll.clientHeight + 14);
  }`);
  await page.waitForTimeout(400);
  await page.screenshot({ path, animations: 'disabled' });
  process.stdout.write(`${path} ${Math.round(statSync(path).size / 1000)} kB\n`);
}

mkdirSync(folder, { recursive: true });
let url = '';
const running = await demo(readConfig({ PORT: '0' }), {
  log: silent,
  folder,
  hostZones: undefined,
  zone,
  lost: () => {},
  closed: () => {},
  ready: (line) => {
    url = line.replace('Open ', '');
  },
});
const browser = await openBrowser();
try {
  await toTheMoment(browser, url);
  for (const [name, size, scheme] of shots) {
    const member = await openPage(browser, url, { ...size, zone, colours: scheme });
    await shoot(member, name);
    await member.close();
  }
} finally {
  await browser.close();
  await running.stop();
}
