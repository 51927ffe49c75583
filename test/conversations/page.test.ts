// The conversations at the page: the real program, a real browser, a clock moved by hand. Stops and kills: stops.test.ts; by keys alone: keys.test.ts.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { hostile } from '../support/hostile.ts';
import { openPage, type PageDoor } from '../support/pageDoor.ts';
import { type Program, program } from '../support/program.ts';
import type { Talker } from '../support/talker.ts';
import { byHand } from './byHand.ts';
import { dailyLoop } from './dailyLoop.ts';
import { mondayEarly, signUp } from './signUp.ts';
import type { Stage } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function begun(): Promise<Program> {
  const rungs = program(mondayEarly, { LOG_LEVEL: 'trace' });
  await rungs.start();
  return rungs;
}

async function through(stages: readonly Stage[], rungs: Program, member: Talker): Promise<void> {
  for (const stage of stages) {
    if (stage.at) rungs.at(stage.at);
    await stage.run(member);
  }
}

const mornings = async (member: Talker) =>
  (await member.heard()).filter((text) => text.startsWith('Good morning')).length;

/** Taps: a press, a choice; typing is none. */
function counted(member: Talker): { readonly member: Talker; taps(): number } {
  let taps = 0;
  const tap =
    <A extends readonly unknown[]>(act: (...args: A) => Promise<void>) =>
    (...args: A) => {
      taps += 1;
      return act(...args);
    };
  const { presses, rates, fills } = member;
  return {
    member: { ...member, presses: tap(presses), rates: tap(rates), fills: tap(fills) },
    taps: () => taps,
  };
}

/** Whether how it felt is asked in full sight, with the keyboard on it. In the page: as a string. */
const feltInSight = `(() => {
  const asked = [...document.querySelectorAll('#log .rating')].findLast((one) => /did it feel/.test(one.textContent));
  const own = asked.getBoundingClientRect();
  const view = document.getElementById('scroll').getBoundingClientRect();
  return own.top >= view.top && own.bottom <= view.bottom + 1 && asked.contains(document.activeElement);
})()`;

/** Every file below a folder as bytes. */
function bytes(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  return Buffer.concat(files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file)));
}

describe('at the page', () => {
  it('a day goes from the link to the thank-you, in at most twelve taps of sign-up; nothing of it stands in the clear', async () => {
    const rungs = await begun();
    expect(rungs.out().trimEnd().split('\n').at(-1)).toMatch(/^Open http:\/\/localhost:\d+\/\?key=/);
    const member = await openPage(browser, rungs.url());
    expect(new URL(member.page.url()).search).toBe('');
    const counting = counted(member);
    await signUp(counting.member);
    expect(counting.taps()).toBeLessThanOrEqual(12);
    await through(dailyLoop, rungs, member);
    expect(await mornings(member)).toBe(1);
    // Of five letters and more: what is sealed is text too, and has any four of them by chance now and then.
    const names = ['Frida', 'Stefan', 'coffee with'];
    const seen = () =>
      names.filter((name) => bytes(rungs.folder).includes(name) || rungs.log().includes(name));
    expect(seen()).toEqual([]);
    expect(await rungs.stop()).toBe(0);
    expect(seen()).toEqual([]);
    await member.close();
  }, 60_000);

  it('the example by hand goes as worked out, 360 pixels wide', async () => {
    const rungs = await begun();
    const member = await openPage(browser, rungs.url(), { width: 360, height: 640 });
    const join = member.page.getByRole('button', { name: 'Join' });
    expect((await join.boundingBox())?.y).toBeLessThan(540);
    await member.presses('Show me an example first');
    await member.hears(/A morning with Rungs/);
    // Nothing is at home before Join.
    expect(await member.page.getByRole('button', { name: 'Home' }).isVisible()).toBe(false);
    await signUp(member);
    const asked: boolean[] = [];
    const presses = async (label: string) => {
      await member.presses(label);
      if (label === 'Did it') asked.push(await member.page.evaluate<boolean>(feltInSight));
    };
    await through(byHand, rungs, { ...member, presses });
    expect(asked.length).toBeGreaterThan(2);
    expect(asked).not.toContain(false);
    expect(await mornings(member)).toBe(2);
    const wide = await member.page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(360);
    await member.close();
  }, 60_000);
});

describe('bad input at the page', () => {
  let rungs: Program;
  let member: PageDoor;
  const touches = async () => (await member.exported()).touches as readonly { activity: string }[];
  beforeAll(async () => {
    rungs = await begun();
    member = await openPage(browser, rungs.url());
    await signUp(member);
  });
  afterAll(() => member?.close());

  it.each([
    [100_000, /4,000 characters/],
    [1_000_000, /256 kB/],
  ])('a line of %i characters stays in the box, with the limit named', async (length, line) => {
    const box = member.page.getByLabel('Message');
    await box.fill('x'.repeat(length));
    await box.press('Enter');
    await expect.poll(() => member.page.getByRole('alert').innerText()).toMatch(line);
    await expect.poll(async () => (await box.inputValue()).length).toBe(length);
    await box.fill('');
  });

  it('a double click does it once', async () => {
    rungs.at('2026-11-23T07:00:00Z');
    await member.page.getByRole('button', { name: 'Did it', exact: true }).last().dblclick();
    await member.hears(/How did it feel to write to Frida/);
    expect(await touches()).toHaveLength(1);
    await member.rates(1);
  });

  it('a button that is no longer true, in a tab left behind, does no harm', async () => {
    rungs.at('2026-11-23T08:00:05Z');
    await member.hears(/^Good morning[\s\S]*Say it aloud/);
    const behind = await member.page.context().newPage();
    await behind.route('**/api/events', (route) => route.abort());
    await behind.goto(member.page.url());
    const stale = behind.getByRole('button', { name: 'Did it', exact: true }).last();
    await stale.waitFor();
    await member.presses('Did it');
    await member.rates(2);
    expect(await touches()).toHaveLength(2);
    await stale.click();
    await behind.getByRole('log').getByText('Olaf').first().waitFor();
    expect(await touches()).toHaveLength(2);
    await behind.close();
  });

  it('hostile names are text wherever they stand', async () => {
    const { page } = member;
    const strange: string[] = [];
    page.on('dialog', async (dialog) => {
      strange.push(dialog.message());
      await dialog.dismiss();
    });
    const own = new URL(page.url()).origin;
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== own) strange.push(request.url());
    });
    page.on('pageerror', (error) => strange.push(error.message));
    rungs.at('2026-11-23T09:00:00Z');
    await member.says('add');
    await member.fills({ 'Who?': hostile.join('\n') }, 'Add');
    for (const said of ['ladder', 'contacts', 'today', 'log emailed <b>Bold</b> yesterday, felt 3'])
      await member.says(said);
    await member.hears(/You e-mailed <b>Bold<\/b>/);
    rungs.at('2026-11-23T09:05:00Z');
    for (const name of ['<script>alert(1)</script>', '<!channel>', '@everyone', '=cmd|calc', 'محمد علي']) {
      await member.says(`contacts ${name}`);
      expect((await member.heard()).at(-1)).toContain(name);
    }
    const made = page
      .locator('#log, #home')
      .locator('b, script, iframe, img:not([src^="/picture"]), a[href*="evil"]');
    expect(await made.count()).toBe(0);
    expect(strange).toEqual([]);
  });
});
