// The page in a real browser over the sample house: every kind of part, the keyboard alone, dialogs, live tabs, hostile texts.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { blocks, controls } from '../../adapters/web/draw.ts';
import { pageFiles } from '../../adapters/web/files.ts';
import { openBrowser } from '../support/browser.ts';
import { hostile, sampleBlocks, sampleControls } from '../support/sampleApp.ts';
import { openWeb, type WebDoor } from '../support/webDoor.ts';

let browser: Browser;
let door: WebDoor;
let context: BrowserContext;
let page: Page;
let faults: string[];
let elsewhere: string[];

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  door = await openWeb();
  ({ context, page } = await openPage());
});
afterEach(async () => {
  await context.close();
  await door.web.stop();
  expect(faults).toEqual([]);
  expect(elsewhere).toEqual([]);
});

type Theme = 'light' | 'dark';
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

const last = () => page.getByRole('article').last();
async function say(text: string, on: Page = page): Promise<void> {
  const before = door.app.asks.length;
  await on.getByLabel('Message').fill(text);
  await on.keyboard.press('Enter');
  await expect.poll(() => door.app.asks.length).toBeGreaterThan(before);
}
/** Say the name of a kind; the sample house answers with a block of it. */
async function hear(kind: string): Promise<void> {
  const stand = () => expect.poll(() => page.getByRole('article').count()).toBe(door.app.said.length);
  await stand();
  const before = door.app.said.length;
  await say(kind);
  await expect.poll(() => door.app.said.length).toBe(before + 2);
  await stand();
}
const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id);
const lastDo = () => {
  const ask = door.app.asks.at(-1);
  return ask?.kind === 'do' ? { route: ask.route, ...ask.fields } : ask;
};

test('the page draws every kind of block and control that the program sends, and no other', async () => {
  // As a string: the test runner would rewrite an import in a function.
  const drawn = await page.evaluate<{ blocks: string[]; controls: string[] }>(
    `import('/draw.js').then((table) => ({ blocks: Object.keys(table.blocks), controls: table.controlKinds }))`,
  );
  expect(drawn.blocks.sort()).toEqual(Object.keys(blocks).sort());
  expect(drawn.controls.sort()).toEqual(Object.keys(controls).sort());
  expect(Object.keys(sampleBlocks).sort()).toEqual(Object.keys(blocks).sort());
  expect(Object.keys(sampleControls).sort()).toEqual(Object.keys(controls).sort());
});

test('the address bar holds no key', () => {
  expect(page.url()).toBe(`http://localhost:${door.port}/`);
});

test('what is said stands in a log, one article each, and its text is only what was said', async () => {
  await hear('hello there');
  const articles = page.getByRole('log').getByRole('article');
  expect(await articles.count()).toBe(2);
  expect(await articles.first().innerText()).toBe('hello there');
  expect(await articles.last().innerText()).toBe('You said: hello there');
  expect(await articles.last().getAttribute('aria-label')).toMatch(/^Rungs, /);
});

test('one box is labelled Message, and Enter sends it but Shift with Enter does not', async () => {
  for (const kind of Object.keys(sampleBlocks)) await hear(kind);
  expect(await page.getByLabel('Message').count()).toBe(1);
  await page.getByLabel('Message').fill('one');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => door.app.asks.at(-1)).toMatchObject({ kind: 'say', text: 'one\ntwo' });
  const before = door.app.asks.length;
  await page.getByLabel('Message').fill('   ');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(100);
  expect(door.app.asks.length).toBe(before);
  expect(await page.locator('#problem').textContent()).toBe('');
});

test('heading, text and list show their runs as runs', async () => {
  await hear('heading');
  expect(await last().innerText()).toBe('Good morning, two small steps today');
  await hear('text');
  expect(await last().innerText()).toBe('Write to Maria: you both used vi.\nTwo lines.');
  expect(await last().locator('strong').innerText()).toBe('Maria');
  expect(await last().locator('code').innerText()).toBe('vi');
  await hear('list');
  expect(await last().getByRole('listitem').allInnerTexts()).toEqual([
    'Ben: a thank-you is due',
    'Nora: coffee on Thursday',
  ]);
});

test('facts are pairs', async () => {
  await hear('facts');
  expect(await last().getByRole('term').allInnerTexts()).toEqual(['Morning', 'Days']);
  expect(await last().getByRole('definition').allInnerTexts()).toEqual(['09:00', 'mon, tue, wed, thu, fri']);
});

test('words to use are copied by one press', async () => {
  await hear('words');
  await last().getByRole('button', { name: 'Copy' }).click();
  await last().getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(sampleBlocks.words.text);
});

test('the ladder is a picture with words, and the same numbers as a table', async () => {
  await hear('picture');
  const picture = last().getByRole('img', { name: sampleBlocks.picture.alt });
  await expect
    .poll(() => picture.evaluate((img: { naturalWidth: number }) => img.naturalWidth))
    .toBeGreaterThan(0);
  await last().getByText('As a table').click();
  const rows = last().getByRole('row');
  expect(await rows.count()).toBe(
    1 + sampleBlocks.picture.picture.activities.length + sampleBlocks.picture.picture.people.length,
  );
  expect(await rows.first().innerText()).toMatch(/Your edge\s+3\.5/);
});

test('a rating is one group of eleven radios; a click on one sends it at once', async () => {
  await hear('rating');
  const group = page.getByRole('group', { name: 'How did it feel?' });
  const names = await group
    .getByRole('radio')
    .evaluateAll((all: { value: string }[]) => all.map((one) => one.value));
  expect(names).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  await group.getByRole('radio', { name: '3', exact: true }).check();
  await expect.poll(lastDo).toEqual({ route: 'log.felt', value: '3' });
});

test('with the keyboard arrows only move in a rating; Enter, Space or Save sends', async () => {
  await hear('rating');
  const before = door.app.asks.length;
  await last().getByRole('radio').first().focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(100);
  expect(door.app.asks.length).toBe(before);
  await last().getByRole('button', { name: 'Save' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(lastDo).toEqual({ route: 'log.felt', value: '4' });
  await hear('rating');
  await last().getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await expect.poll(lastDo).toEqual({ route: 'log.felt', value: '0' });
  await hear('rating');
  await last().getByRole('button', { name: 'Skip' }).click();
  await expect.poll(lastDo).toEqual({ route: 'log.skip' });
});

test('a select sends the choice of a pointer at once, and of the keyboard by Enter or OK', async () => {
  await hear('controls');
  const known = last().getByLabel('How well do you know Maria?');
  await known.selectOption('Met');
  await expect.poll(lastDo).toEqual({ route: 'contacts.known', value: '2' });
  await hear('controls');
  const before = door.app.asks.length;
  await last().getByRole('combobox').focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(100);
  expect(door.app.asks.length).toBe(before);
  await last().getByRole('button', { name: 'OK' }).click();
  await expect.poll(lastDo).toEqual({ route: 'contacts.known', value: '0' });
});

test('a file is fetched under its own name', async () => {
  await hear('controls');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    last().getByRole('link', { name: 'rungs.json' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('rungs.json');
});

test('a double click on a button is one event, and the button waits', async () => {
  await hear('controls');
  door.app.delay = 250;
  const before = door.app.asks.length;
  const button = page.getByRole('button', { name: 'Easier' });
  await button.dblclick();
  expect(await button.getAttribute('aria-busy')).toBe('true');
  await expect.poll(() => button.getAttribute('aria-busy')).toBeNull();
  expect(door.app.asks.length).toBe(before + 1);
});

test('an answer lost on the way is asked for again under the same id, and stands once', async () => {
  let lost = 0;
  await page.route('**/api/ask', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await hear('only once');
  await expect.poll(() => door.app.asks.length).toBe(2);
  expect(door.app.rows.size).toBe(1);
  expect(await page.getByText('You said: only once').count()).toBe(1);
});

test('a redrawn message stays one element, and the keyboard goes to its first control', async () => {
  await hear('controls');
  const before = await page.getByRole('article').count();
  await last().getByRole('button', { name: 'Did it' }).focus();
  await page.keyboard.press('Enter');
  await last().getByRole('radio').first().waitFor({ state: 'attached' });
  expect(await page.getByRole('article').count()).toBe(before);
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as { value?: string } | null)?.value))
    .toBe('0');
});

test('a form is a dialog named by its title; Escape closes it and gives the keyboard back', async () => {
  await hear('controls');
  await last().getByRole('button', { name: 'Words' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Log a step' });
  await dialog.waitFor();
  expect(await page.evaluate(() => (document.activeElement as { name?: string } | null)?.name)).toBe('who');
  expect(await dialog.getByLabel('Which day?').inputValue()).toBe('2026-11-23');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(focused).toBe('Words');
});

test('a form with something wrong stays open, says it at the field, and keeps what was typed', async () => {
  await say('form');
  const dialog = page.getByRole('dialog');
  const who = dialog.getByLabel('Who was it?');
  await dialog.getByRole('button', { name: 'Log it' }).click();
  expect(await who.getAttribute('aria-invalid')).toBe('true');
  await who.fill('Nobody');
  await dialog.getByLabel('A note for later').fill('typed with care');
  await dialog.getByLabel('How?').selectOption('Coffee');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Log it' }).click();
  await dialog.getByText('I know nobody of that name.').waitFor();
  const described = await who.getAttribute('aria-describedby');
  expect(described?.split(' ').length).toBe(2);
  expect(await page.evaluate(() => (document.activeElement as { name?: string } | null)?.name)).toBe('who');
  expect(await who.inputValue()).toBe('Nobody');
  expect(await dialog.getByLabel('A note for later').inputValue()).toBe('typed with care');
  expect(await dialog.getByLabel('How?').inputValue()).toBe('coffee');
  await who.fill('Ben');
  await dialog.getByRole('button', { name: 'Log it' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(lastDo()).toMatchObject({
    route: 'log.save',
    who: 'Ben',
    day: '2026-11-23',
    note: 'typed with care',
  });
  expect(await last().innerText()).toBe('Logged.');
});

test('typed text that could not be sent comes back into the box, with one kind line', async () => {
  door.app.broken = 3;
  await page.getByLabel('Message').fill('do not lose me');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('alert').innerText(), { timeout: 5000 }).toMatch(/try again/i);
  expect(await page.getByLabel('Message').inputValue()).toBe('do not lose me');
  await page.getByLabel('Message').fill('b'.repeat(300_000));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('256 kB');
  expect((await page.getByLabel('Message').inputValue()).length).toBe(300_000);
});

test('hostile texts are shown as text, typed or said', async () => {
  for (const text of hostile) {
    await say(text);
    await page.waitForTimeout(30);
  }
  await expect.poll(() => page.getByRole('article').count()).toBe(hostile.length * 2);
  const shown = await page.getByRole('article').evaluateAll((all) => all.map((one) => one.textContent ?? ''));
  hostile.forEach((text, i) => {
    const whole = text.replace(/\p{Surrogate}/gu, '\ufffd');
    const plain = (value: string | undefined) =>
      value?.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\u0000', '\ufffd');
    expect(plain(shown[2 * i])?.trim(), `typed ${i}`).toBe(plain(whole));
    expect(plain(shown[2 * i + 1]), `said ${i}`).toBe(plain(`You said: ${whole}`));
  });
  expect(await page.locator('article :is(img, script)').count()).toBe(0);
  expect(await page.title()).toBe('Rungs');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('a second tab hears what the first says and what nobody asked for, and counts it when hidden', async () => {
  const second = await context.newPage();
  await second.goto(`http://localhost:${door.port}/`);
  await second.getByText('Owed').waitFor();
  await hear('hello');
  await second.getByText('You said: hello').waitFor();
  expect(await second.getByRole('article').count()).toBe(2);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  });
  const letter = {
    kind: 'message',
    address: { door: 'web', tenant: 'local', user: 'me' },
    wireKey: 'w',
    firstSendingAt: 0,
  } as const;
  await door.web.deliver({
    ...letter,
    reply: { kind: 'message', notice: '', blocks: [sampleBlocks.heading] },
  });
  await second.getByText('Good morning').waitFor();
  await expect.poll(() => page.title()).toBe('(1) Rungs');
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: false, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  expect(await page.title()).toBe('Rungs');
});

test('a broken connection is said quietly, nothing typed is lost, and what was missed comes with the next', async () => {
  await hear('before');
  await page.getByLabel('Message').fill('half a thought');
  await door.web.stop();
  await page.getByText('Reconnecting…').waitFor();
  const again = await openWeb({ port: door.port });
  again.app.say(sampleBlocks.heading);
  // The restarted house knows no session of before: the page comes in anew by its link in another tab.
  const other = await context.newPage();
  await other.goto(again.url);
  await expect.poll(() => page.getByText('Good morning').count(), { timeout: 12_000 }).toBe(1);
  expect(await page.getByText('Reconnecting…').count()).toBe(0);
  expect(await page.getByLabel('Message').inputValue()).toBe('half a thought');
  door = again;
}, 20_000);

test('at 360 pixels the talk is first, Home is one press away, and nothing scrolls sideways', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const kind of Object.keys(sampleBlocks)) await hear(kind);
  expect(await page.getByRole('region', { name: 'Home' }).isVisible()).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole('button', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Your ladders' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole('button', { name: 'Done with Maria' }).click();
  await expect.poll(() => last().innerText()).toBe('home.did');
  expect(await last().isVisible()).toBe(true);
});

test('the menu is closed at first, and a pick puts the word into the box', async () => {
  expect(await page.getByRole('button', { name: /^contacts/ }).isVisible()).toBe(false);
  await page.getByText('What can I say?').click();
  await page.getByRole('button', { name: /^contacts/ }).click();
  expect(await page.getByLabel('Message').inputValue()).toBe('contacts ');
  expect(await focused()).toBe('box');
});

test.each([
  ['light', 360],
  ['light', 1280],
  ['dark', 360],
  ['dark', 1280],
] as const)(
  'axe finds nothing against WCAG 2.2 AA in %s at %i pixels',
  async (theme, width) => {
    await context.close();
    ({ context, page } = await openPage(width, theme, true));
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

test('the page files named are the page files there are', async () => {
  const { readdirSync } = await import('node:fs');
  expect(readdirSync(new URL('../../adapters/web/page/', import.meta.url)).sort()).toEqual(
    [...pageFiles].sort(),
  );
});
