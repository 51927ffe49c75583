// The whole way of a day at the page: the real program, a real browser, a clock moved by hand.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openPage, type PageDoor } from '../support/pageDoor.ts';
import { type Program, program } from '../support/program.ts';
import { dailyLoop } from './dailyLoop.ts';
import { signUp } from './signUp.ts';

const early = '2026-11-23T06:30:00Z';
const key = 'a-key-of-the-test-0123456789';

let browser: Awaited<ReturnType<typeof openBrowser>>;
const running: Program[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  for (const one of running) await one.end();
});

/** A program that keeps its port and key over restarts. */
async function begun(port: number): Promise<Program> {
  const one = program(early, { PORT: String(port), RUNGS_WEB_KEY: key });
  running.push(one);
  await one.start();
  return one;
}

const cards = async (member: PageDoor) =>
  (await member.heard()).filter((text) => text.startsWith('Good morning')).length;

describe('a day at the page', () => {
  it('goes from the link to the thank-you, in at most twelve taps of sign-up', async () => {
    const rungs = await begun(3261);
    expect(rungs.out().trimEnd().split('\n').at(-1)).toMatch(/^Open http:\/\/localhost:3261\/\?key=/);
    const member = await openPage(browser, rungs.url());
    expect(new URL(member.page.url()).search).toBe('');
    let taps = 0;
    const counting = {
      ...member,
      presses: (label: string) => {
        taps += 1;
        return member.presses(label);
      },
      rates: (value: number) => {
        taps += 1;
        return member.rates(value);
      },
    };
    await signUp(counting);
    expect(taps).toBeLessThanOrEqual(12);
    for (const stage of dailyLoop) {
      rungs.at(stage.at);
      await stage.run(member);
    }
    expect(await cards(member)).toBe(1);
    await member.close();
  }, 60_000);

  it.each([
    ['stopped', 3262, 360],
    ['killed', 3263, 1280],
  ] as const)(
    'is all there when the program is %s and started again at each point',
    async (how, port, width) => {
      const rungs = await begun(port);
      let member = await openPage(browser, rungs.url(), { width, height: 800 });
      await signUp(member);
      for (const stage of dailyLoop) {
        if (how === 'stopped') expect(await rungs.stop()).toBe(0);
        else await rungs.kill();
        const before = await member.heard();
        await member.close();
        rungs.at(stage.at);
        await rungs.start();
        member = await openPage(browser, rungs.url(), { width, height: 800 });
        await member.hears(/Welcome to Rungs/);
        expect((await member.heard()).length).toBeGreaterThanOrEqual(before.length);
        await stage.run(member);
        expect(await cards(member)).toBeLessThanOrEqual(1);
      }
      expect(await cards(member)).toBe(1);
      await member.close();
    },
    120_000,
  );

  it('needs no pointer', async () => {
    const rungs = await begun(3264);
    const { page, hears, close } = await openPage(browser, rungs.url());
    const press = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).last().focus();
      await page.keyboard.press('Enter');
      await page.waitForTimeout(150);
    };
    await press('Join');
    await press('09:00, Mon–Fri');
    await press('Message a friend');
    await page.getByLabel('Message').focus();
    await page.keyboard.type('Frida');
    await page.keyboard.press('Enter');
    await hears(/How do you know Frida/);
    await press('Friend');
    await page.getByRole('radio', { name: '0', exact: true }).last().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await hears(/^Your first warm-up\s+Warm-up: Write to Frida/);
    await press('Did it');
    await hears(/You wrote to Frida/);
    await close();
  }, 60_000);

  it('keeps a line that is too long in the box, with the limit named', async () => {
    const rungs = await begun(3265);
    const member = await openPage(browser, rungs.url());
    await signUp(member);
    const box = member.page.getByLabel('Message');
    for (const [length, line] of [
      [100_000, /4,000 characters/],
      [10_000_000, /256 kB/],
    ] as const) {
      await box.fill('x'.repeat(length));
      await box.press('Enter');
      await expect.poll(() => member.page.getByRole('alert').innerText()).toMatch(line);
      await expect.poll(async () => (await box.inputValue()).length).toBe(length);
      await box.fill('');
    }
    await member.close();
  }, 60_000);
});

describe('a fault at start', () => {
  const line = async (env: Readonly<Record<string, string>>, before?: (folder: string) => void) => {
    const one = program(early, env);
    running.push(one);
    before?.(one.folder);
    const error = await one.start().then(
      () => new Error('it started'),
      (fault: Error) => fault,
    );
    return { text: error.message, log: one.log() };
  };

  it('is one clear line and exit 1: a port taken, a second copy on the file, a key that is wrong or missing, a setting out of range', async () => {
    const rungs = await begun(3266);
    expect((await line({ PORT: '3266' })).text).toMatch(/ended with 1: .*3266/s);
    const same = {
      PORT: '0',
      DATABASE_URL: `file:${rungs.folder}/data/rungs.db`,
      RUNGS_KEY_FILE: `${rungs.folder}/rungs.key`,
    };
    expect((await line(same)).text).toMatch(/ended with 1/);
    expect((await line({ PORT: '70000' })).text).toMatch(/ended with 1: PORT must be a number/);
    expect((await line({ RUNGS_KEY: 'short' })).text).toMatch(/ended with 1: RUNGS_KEY must hold 32 bytes/);
    const member = await openPage(browser, rungs.url());
    await signUp(member);
    await member.close();
    await rungs.stop();
    const other = { ...same, RUNGS_KEY_FILE: `${rungs.folder}/elsewhere.key` };
    expect((await line(other)).text).toMatch(/ended with 1: The key that opens this database is missing/);
    const wrong = { ...same, RUNGS_KEY: Buffer.alloc(32, 9).toString('base64') };
    expect((await line(wrong)).text).toMatch(/ended with 1/);
    expect((await line({ ...same, RUNGS_CLOCK: '/nowhere/clock' })).text).toMatch(
      /ended with 1: RUNGS_CLOCK/,
    );
  }, 90_000);
});
