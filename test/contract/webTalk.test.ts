// The talk as it lives: trouble, hostile texts, other tabs, a broken connection, a narrow screen.

import { expect, test } from 'vitest';
import { hostile, sampleBlocks } from '../support/sampleApp.ts';
import { openWeb } from '../support/webDoor.ts';
import { context, door, focused, hear, last, moveTo, page, say } from '../support/webPage.ts';

/** A message that nobody asked for. */
const unasked = () =>
  door.web.deliver({
    kind: 'message',
    address: { door: 'web', tenant: 'local', user: 'me' },
    wireKey: 'w',
    firstSendingAt: 0,
    reply: { kind: 'message', notice: '', blocks: [sampleBlocks.heading] },
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
  for (const [n, text] of hostile.entries()) {
    await say(text);
    await expect.poll(() => page.getByRole('article').count()).toBe(n * 2 + 2);
  }
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
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

test('a second tab hears what the first says and what nobody asked for, and counts it when hidden', async () => {
  const second = await context.newPage();
  await second.goto(`http://localhost:${door.port}/`);
  await second.getByText('Owed').waitFor();
  await hear('hello');
  await second.getByText('You said: hello').waitFor();
  expect(await second.getByRole('article').count()).toBe(2);
  await page.evaluate(`Object.defineProperty(document, 'hidden', { value: true, configurable: true })`);
  await unasked();
  await second.getByText('Good morning').waitFor();
  await expect.poll(() => page.title()).toBe('(1) Rungs');
  await page.evaluate(`Object.defineProperty(document, 'hidden', { value: false, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));`);
  expect(await page.title()).toBe('Rungs');
});

test('a picture that comes late moves nobody away from the newest message, and the next one comes into view', async () => {
  await hear('picture');
  door.app.say(...Array.from({ length: 30 }, () => sampleBlocks.text));
  let showPictures = () => {};
  const shown = new Promise<void>((resolve) => {
    showPictures = resolve;
  });
  await page.route('**/picture/**', async (route) => {
    await shown;
    await route.continue();
  });
  await page.reload();
  const picture = page.getByRole('log').getByRole('img');
  await picture.waitFor({ state: 'attached' });
  showPictures();
  await expect
    .poll(() => page.evaluate<number>("document.querySelector('#log img').naturalHeight"))
    .toBeGreaterThan(0);
  const top = async () => (await last().boundingBox())?.y ?? Number.NaN;
  await expect.poll(top).toBeLessThan(200);
  await unasked();
  await expect.poll(() => last().innerText()).toMatch(/^Good morning/);
  await expect.poll(top).toBeLessThan(700);
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
  moveTo(again);
}, 20_000);

test('at 360 pixels the talk is first, Home is one press away, and nothing scrolls sideways', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const kind of Object.keys(sampleBlocks)) await hear(kind);
  expect(await page.getByRole('region', { name: 'Home' }).isVisible()).toBe(false);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  await page.getByRole('button', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Your ladders' }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  await page.getByRole('button', { name: 'Done with Maria' }).click();
  await expect.poll(() => last().innerText()).toBe('home.did');
  await expect.poll(focused).toBe('home.did');
  expect(await last().isVisible()).toBe(true);
});

test('the menu is closed at first, and a pick puts the word into the box', async () => {
  expect(await page.getByRole('button', { name: /^contacts/ }).isVisible()).toBe(false);
  await page.getByText('What can I say?').click();
  await page.getByRole('button', { name: /^contacts/ }).click();
  expect(await page.getByLabel('Message').inputValue()).toBe('contacts ');
  expect(await focused()).toBe('box');
});
