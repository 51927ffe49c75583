// What is pressed, picked and filled in: by pointer and by the keyboard alone, once and only once.

import { expect, test } from 'vitest';
import { door, focused, hear, last, lastDo, page, say } from '../support/webPage.ts';

test('a rating is one radio group of eleven; a click on one sends it at once', async () => {
  await hear('rating');
  const group = page.getByRole('radiogroup', { name: 'How did it feel?', exact: true });
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
  await expect.poll(() => page.evaluate('document.activeElement.value')).toBe('0');
});

test('a form is a dialog named by its title; Escape closes it and gives the keyboard back', async () => {
  await hear('controls');
  await last().getByRole('button', { name: 'Words' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Log a step' });
  await dialog.waitFor();
  expect(await page.evaluate('document.activeElement.name')).toBe('who');
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
  expect(await page.evaluate('document.activeElement.name')).toBe('who');
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
