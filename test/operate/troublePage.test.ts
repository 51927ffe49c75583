// Trouble with the database as it looks at the page: the real program, a real browser, a real lock, a real full disk.

import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mondayEarly, signUp } from '../conversations/signUp.ts';
import { openBrowser } from '../support/browser.ts';
import { openPage, type PageDoor } from '../support/pageDoor.ts';
import { program } from '../support/program.ts';
import { smallDisks } from '../support/smallDisk.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const notKept = 'I could not keep that just now. Try again in a moment, please.';

/** Send a line by hand; gives the box. */
async function sends({ page }: PageDoor, text: string) {
  const box = page.getByLabel('Message');
  await box.fill(text);
  await box.press('Enter');
  return box;
}
const names = async (member: PageDoor) =>
  ((await member.exported()).contacts as { name: string }[]).map(({ name }) => name).sort();

describe('At the page', { timeout: 90_000 }, () => {
  it('a database held by another program is told kindly, a page opened meanwhile goes on trying, and then all is there', async () => {
    const rungs = program(mondayEarly);
    await rungs.start();
    const member = await openPage(browser, rungs.url());
    await signUp(member);
    const alert = member.page.locator('#problem');
    const other = new Sqlite(join(rungs.folder, 'data', 'rungs.db'));
    other.exec('begin immediate');
    const box = await sends(member, 'add Ulla');
    await expect.poll(() => alert.textContent(), { timeout: 30_000 }).toBe(notKept);
    expect(await box.inputValue()).toBe('add Ulla');
    const second = await member.page.context().newPage();
    await second.goto(member.page.url());
    await second.getByText('I go on trying; nothing is lost').waitFor();
    other.exec('rollback');
    other.close();
    await second.getByText('Your first warm-up').first().waitFor();
    await expect.poll(() => second.locator('#problem').textContent()).toBe('');
    await box.press('Enter');
    await expect.poll(() => box.inputValue()).toBe('');
    await second.getByRole('log').getByText('Ulla').first().waitFor();
    expect(await names(member)).toEqual(['Frida', 'Olaf', 'Stefan', 'Ulla']);
    expect(await alert.textContent()).toBe('');
    expect(await rungs.stop()).toBe(0);
    await member.close();
  });

  // Only root may mount; elsewhere the full disk is the one of trouble.test.ts.
  const disk = smallDisks();
  if (disk)
    it('a full disk is told kindly, what was typed stays, and goes through once there is room', async () => {
      const place = disk();
      const rungs = program(mondayEarly, { DATABASE_URL: `file:${place.path}/rungs.db` });
      try {
        await rungs.start();
        const member = await openPage(browser, rungs.url());
        await signUp(member);
        const filler = join(place.path, 'filler');
        const { bavail, bsize } = statfsSync(place.path);
        writeFileSync(filler, Buffer.alloc(bavail * bsize));
        const alert = member.page.locator('#problem');
        const line = `add Ulla at ${'a long house '.repeat(30)}`;
        let kept = 0;
        // The log has room for a little where it was used before.
        for (let n = 0; n < 400; n += 1) {
          rungs.at(new Date(Date.parse(mondayEarly) + (n + 20) * 3_000).toISOString());
          const heard = (await member.heard()).length;
          const box = await sends(member, `${line}${n}`);
          await expect
            .poll(
              async () => (await alert.textContent()) === notKept || (await member.heard()).length > heard,
            )
            .toBe(true);
          if ((await alert.textContent()) === notKept) {
            expect(await box.inputValue()).toBe(`${line}${n}`);
            break;
          }
          kept += 1;
        }
        expect(await alert.textContent()).toBe(notKept);
        rmSync(filler);
        const ullas = async () => (await names(member)).filter((name) => name === 'Ulla').length;
        expect(await ullas()).toBe(kept);
        await member.page.getByLabel('Message').press('Enter');
        await expect.poll(() => alert.textContent()).toBe('');
        await expect.poll(ullas).toBe(kept + 1);
        await member.close();
      } finally {
        await rungs.stop();
        place.gone();
      }
    });
});
