// The whole loop by the keyboard alone, on a small window: every control is come to, where the keyboard stands is seen,
// and after each thing done it stands where one would go on.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { place, tour } from '../support/keyboard.ts';
import { openPage } from '../support/pageDoor.ts';
import { program } from '../support/program.ts';
import { mondayEarly, signUpStages } from './signUp.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const linkedIn = fileURLToPath(new URL('../fixtures/import/linkedin.zip', import.meta.url));

it('the keyboard alone goes through all of it, is always seen, and is never lost or trapped', async () => {
  const rungs = program(mondayEarly);
  await rungs.start();
  const member = await openPage(browser, rungs.url(), { hands: 'keys', width: 360, height: 640 });
  const { page } = member;
  // Heard from the beginning: an ear put up beside the key that opens it may come too late.
  page.on('filechooser', (chooser) => void chooser.setFiles(linkedIn));
  const faults: string[] = [];
  /** All is well where the keyboard stands; gives the name of that. */
  const stands = async (after: string) => {
    const { name, faults: wrong } = await place(page);
    faults.push(...wrong.map((one) => `after ${after}: ${one}`));
    return name;
  };
  const presses = async (label: string) => {
    await member.presses(label);
    return stands(label);
  };
  const rates = async (value: number) => {
    await member.rates(value);
    return stands(`a ${value}`);
  };
  const comesTo = async (name: string) => {
    do await page.keyboard.press('Tab');
    while ((await place(page)).name !== name);
  };
  const around = async (where: string) =>
    void faults.push(...(await tour(page)).map((one) => `${where}: ${one}`));
  /** A message from Rungs, named by who said it and when. */
  const message = expect.stringMatching(/^Rungs, \d\d:\d\d$/);

  await around('the welcome');
  for (const stage of signUpStages) {
    await stage.run(member);
    const now = await stands(stage.name);
    // What was pressed is gone with its question: on to the next one. Typing goes on in the box.
    if (stage.name === 'three people') expect(now).toBe('Message');
    else expect(now, stage.name).toEqual(message);
  }
  await around('the first warm-up');
  rungs.at('2026-11-23T06:40:00Z');
  expect(await presses('Words')).toBe('Words');
  expect(await presses('Did it')).toBe('radio 0');
  expect(await rates(1)).toEqual(message);

  await comesTo('Skip to the message box');
  await page.keyboard.press('Enter');
  expect(await stands('the skip link')).toBe('Message');
  await member.says('log');
  expect(await stands('log')).toBe('What did you do? *');
  await around('a dialog');
  await member.fills({}, 'Log it');
  expect(await stands('an empty form')).toBe('What did you do? *');
  await member.fills({ 'What did you do?': 'emailed Olaf yesterday, felt 3' }, 'Log it');
  await member.hears(/You e-mailed Olaf/);
  expect(await stands('a form sent')).toBe('Message');

  rungs.at('2026-11-23T06:42:00Z');
  await member.says('meeting had coffee with Frida today 07:00');
  expect(await presses('A few words about it')).toBe('A few words about it');
  expect(await rates(2)).toEqual(message);
  for (let n = 0; n < 4; n += 1) expect(await presses('Skip')).toEqual(message);
  await member.hears(/Did you promise anything/);
  await member.says('send the article by Friday');
  rungs.at('2026-11-23T06:44:00Z');
  await member.says('followups');
  expect(await presses('Done')).toBe('Done');
  await member.hears(/A promise kept/);
  expect(await presses('Undo')).toBe('Undo');
  await member.hears(/Taken back/);

  await member.says('settings');
  expect(await presses('Change')).toBe('Time zone');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await stands('Escape')).toBe('Change');
  expect(await presses('Change')).toBe('Time zone');
  await member.fills({}, 'Save');
  expect(await stands('Save')).toBe('Change');

  rungs.at('2026-11-23T06:46:00Z');
  await member.says('import');
  await comesTo('Choose a file');
  await page.keyboard.press('Enter');
  await member.hears(/Your LinkedIn connections: 4 people/);
  expect(await stands('a file')).toEqual(message);
  await member.presses('Bring them in');
  await member.hears(/Brought in 4 people/);
  // What was brought in stands in place of the look at it.
  expect(await stands('Bring them in')).toBe('Undo');
  expect(await presses('Undo')).toBe('Undo');
  await member.hears(/Taken back/);

  await member.says('export');
  await comesTo('rungs.json');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toMatchObject({ format: 1 });
  expect(await stands('a download')).toBe('rungs.json');

  rungs.at('2026-11-23T06:48:00Z');
  await member.says('contacts');
  await comesTo('Open');
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await member.hears(/^Olaf\n/);
  expect(await presses('Edit')).toBe('Name *');
  expect(await presses('Cancel')).toBe('Edit');
  await around('one of the people');

  await comesTo('What can I say?');
  await page.keyboard.press('Enter');
  await around('the menu');
  await member.presses('goal Contacts a day and conversations a week');
  expect(await stands('the menu')).toBe('Message');
  expect(await page.getByLabel('Message').inputValue()).toBe('goal ');

  rungs.at('2026-11-23T08:00:05Z');
  await member.hears(/^Good morning/);
  expect(await presses('Home')).toBe('Home');
  await around('Home');
  expect(await presses('Show the card')).toEqual(message);
  await page.setViewportSize({ width: 1280, height: 860 });
  await around('a wide window');
  expect(faults).toEqual([]);
  await member.close();
}, 120_000);
