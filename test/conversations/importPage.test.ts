// Import at the page: the real program, a real browser, a real file; and a long one. That it lets others have their turn: import.test.ts.

import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openPage, type PageDoor } from '../support/pageDoor.ts';
import { program } from '../support/program.ts';
import { mondayEarly } from './signUp.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A member who has just joined, at the page; what was opened is closed again. */
async function joined(run: (member: PageDoor) => Promise<void>): Promise<void> {
  const rungs = program(mondayEarly);
  await rungs.start();
  const member = await openPage(browser, rungs.url());
  try {
    await member.presses('Join');
    await member.says('import');
    await run(member);
  } finally {
    await member.close();
    await rungs.stop();
  }
}

async function choose(member: PageDoor, name: string, buffer: Buffer): Promise<void> {
  await member.page.getByLabel('Choose a file').last().setInputFiles({ name, mimeType: 'text/csv', buffer });
}

/** On a busy machine a long import takes longer than a talk may. */
const said = (member: PageDoor, text: string) =>
  member.page.getByRole('log').getByText(text).first().waitFor({ timeout: 60_000 });

type People = { name: string; url: string }[];

describe('at the page', { timeout: 120_000 }, () => {
  it('a file is chosen, looked at, brought in and taken back', async () => {
    await joined(async (member) => {
      await choose(
        member,
        'Connections.csv',
        readFileSync(new URL('../fixtures/import/linkedin.zip', import.meta.url)),
      );
      await member.hears(/Your LinkedIn connections: 4 people/);
      expect(await member.buttons()).toEqual(['Bring them in', 'Looks wrong', 'Cancel']);
      await member.presses('Bring them in');
      await member.hears(/Brought in 4 people/);
      expect((await member.exported()).contacts).toHaveLength(4);
      await member.presses('Undo');
      await member.hears(/Taken back/);
      expect((await member.exported()).contacts).toEqual([]);
    });
  });

  it('of 30,000 connections the newest 10,000 come in, the rest are counted, and the page opens meanwhile', async () => {
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    // In no order: every third is one of the 10,000 newest.
    const rows = Array.from({ length: 30_000 }, (_, i) => {
      const year = i % 3 === 0 ? 2020 + (i % 6) : 2010 + (i % 9);
      const on = `${String(1 + (i % 28)).padStart(2, '0')} ${months[i % 12]} ${year}`;
      return `Ana${i},Probe,https://www.linkedin.com/in/probe-${i},,Firma ${i % 700},Baker,${on}`;
    });
    const head =
      'Notes:\n"When exporting"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On';
    await joined(async (member) => {
      await choose(member, 'Connections.csv', Buffer.from([head, ...rows].join('\n')));
      await said(member, 'Your LinkedIn connections');
      const seen = await member.hears(/Your LinkedIn connections/);
      expect(seen).toMatch(/10,000 new/);
      expect(seen).toMatch(/20,000 left out: I keep 10,000 people at most/);
      // Pressed without waiting for the page to be done with it.
      const bring = member.page.getByRole('button', { name: 'Bring them in' }).last();
      const order: string[] = [];
      const bringing = member.page
        .waitForResponse((answer) => answer.url().includes('/api/ask'))
        .then(() => order.push('brought in'));
      const sent = member.page.waitForRequest((one) => one.url().includes('/api/ask'));
      await bring.click();
      await sent;
      // What another tab asks for first; how long a browser takes to show it hangs on the machine.
      const state = new URL('/api/state', member.page.url()).href;
      expect((await member.page.context().request.get(state)).status()).toBe(200);
      order.push('another tab is answered');
      await bringing;
      expect(order).toEqual(['another tab is answered', 'brought in']);
      const second = await member.page.context().newPage();
      await second.goto(member.page.url());
      await said(member, 'Brought in 10,000 people');
      await second.getByRole('log').getByText('Brought in 10,000 people').first().waitFor();
      const people = (await member.exported()).contacts as People;
      expect(people).toHaveLength(10_000);
      expect(people.every((one) => Number(one.url.split('-').at(-1)) % 3 === 0)).toBe(true);
    });
  });
});
