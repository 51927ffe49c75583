// WCAG 2.2 AA by axe on the true screens: each is looked at narrow and wide, light and dark, where it stands. The parts by
// themselves are in contract/webAxe.test.ts.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeOn } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { openPage, type PageDoor } from '../support/pageDoor.ts';
import { program } from '../support/program.ts';
import { mondayEarly, signUpStages } from './signUp.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const looks = [
  [360, 'light'],
  [360, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const;

/** Everything wrong with the screen as it stands, in all four looks. */
async function wrong(page: Page, look: () => Promise<readonly string[]>, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const [width, colorScheme] of looks) {
    await page.setViewportSize({ width, height: 760 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.mouse.move(1, 1);
    for (const fault of await look()) found.push(`${name}, ${width} ${colorScheme}: ${fault}`);
    if ((await page.evaluate('document.documentElement.scrollWidth')) !== width)
      found.push(`${name}, ${width}: it scrolls sideways`);
  }
  return found;
}

/** Only a narrow page has the two views. */
async function turnTo({ page }: PageDoor, view: 'Home' | 'Talk'): Promise<void> {
  await page.setViewportSize({ width: 360, height: 760 });
  await page.getByRole('button', { name: view }).click();
}

/** Screens after the sign-up: what is said or pressed before each is looked at. */
const screens: readonly (readonly [name: string, reach: (member: PageDoor) => Promise<unknown>])[] = [
  ['the menu', (m) => m.page.getByText('What can I say?').click()],
  [
    'Home',
    async (m) => {
      await m.page.getByText('What can I say?').click();
      await turnTo(m, 'Home');
    },
  ],
  [
    'today',
    async (m) => {
      await turnTo(m, 'Talk');
      await m.says('today');
    },
  ],
  ['words', (m) => m.presses('Words')],
  ['how it felt', (m) => m.presses('Did it')],
  ['later', (m) => m.presses('Later')],
  ['adding', (m) => m.says('add Nora Lind at Fjord')],
  [
    'a likely duplicate',
    async (m) => {
      await m.presses('Stop');
      await m.says('add Nora Lind');
    },
  ],
  ['a log', (m) => m.says('log emailed Nora yesterday, felt 3')],
  ['the log form', (m) => m.says('log')],
  [
    'a meeting held',
    async (m) => {
      await m.page.keyboard.press('Escape');
      await m.says('meeting had a call with Nora today 07:00');
    },
  ],
  ['followups', (m) => m.says('followups')],
  ['contacts', (m) => m.says('contacts')],
  ['one contact', (m) => m.says('contacts Nora')],
  ['the edit form', (m) => m.presses('Edit')],
  [
    'merging',
    async (m) => {
      await m.page.keyboard.press('Escape');
      await m.presses('Merge');
    },
  ],
  ['the ladder', (m) => m.says('ladder')],
  ['its table', (m) => m.page.getByText('As a table').last().click()],
  ['settings', (m) => m.says('settings')],
  ['the calendar', (m) => m.presses('Calendar')],
  [
    'the settings form',
    async (m) => {
      await m.says('settings');
      await m.presses('Change');
    },
  ],
  [
    'export',
    async (m) => {
      await m.page.keyboard.press('Escape');
      await m.says('export');
    },
  ],
  ['the record', (m) => m.says('report')],
  ['help', (m) => m.says('help')],
  ['a refusal', (m) => m.says('settings zone Atlantis')],
  ['forgetting', (m) => m.says('forget me')],
  ['a lost program', (m) => m.page.evaluate("document.getElementById('problem').textContent = 'Gone.'")],
];

it('axe finds nothing on any screen or dialog, and none scrolls sideways', async () => {
  const rungs = program(mondayEarly);
  await rungs.start();
  const member = await openPage(browser, rungs.url());
  const look = await axeOn(member.page);
  const faults: string[] = [];
  for (const stage of signUpStages) {
    faults.push(...(await wrong(member.page, look, `before ${stage.name}`)));
    await stage.run(member);
  }
  let minute = 1;
  for (const [name, reach] of screens) {
    // Thirty actions a minute: each screen has a minute of its own.
    rungs.at(`2026-11-23T06:${30 + minute}:00Z`);
    minute += 1;
    await member.page.setViewportSize({ width: 1280, height: 760 });
    await reach(member);
    faults.push(...(await wrong(member.page, look, name)));
  }
  const [page] = await Promise.all([
    member.page.context().waitForEvent('page'),
    member.page.getByRole('link', { name: /^report-.*html$/ }).click(),
  ]);
  await page.getByRole('heading', { name: /^Work search/ }).waitFor();
  faults.push(...(await wrong(page, await axeOn(page), 'the page to print')));
  expect(faults).toEqual([]);
  await member.close();
}, 240_000);
