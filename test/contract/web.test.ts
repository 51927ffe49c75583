// What the page draws: every kind of part in a real browser, under the names and roles that a member meets.

import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { blocks, controls } from '../../adapters/web/draw.ts';
import { pageFiles } from '../../adapters/web/files.ts';
import { sampleBlocks, sampleControls } from '../support/sampleApp.ts';
import { door, hear, last, page } from '../support/webPage.ts';

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

test('the page files named are the page files there are', () => {
  expect(readdirSync(new URL('../../adapters/web/page/', import.meta.url)).sort()).toEqual(
    [...pageFiles].sort(),
  );
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
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(sampleBlocks.words.text);
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
