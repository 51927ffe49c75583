// The demo as its user has it: three people, the clock in hand, a week gone through; and nothing left behind.

import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { demo } from '../../src/operate/demo.ts';
import { handClock } from '../../src/operate/handClock.ts';
import type { Running } from '../../src/operate/start.ts';
import { openBrowser } from '../support/browser.ts';
import { openPage, type PageDoor } from '../support/pageDoor.ts';
import { quiet } from '../support/stores.ts';

const zone = 'America/New_York';
const noted: unknown[] = [];
let running: Running;
let browser: Browser;
let url = '';
let before: readonly string[] = [];

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('rungs-demo-'));

beforeAll(async () => {
  before = folders();
  browser = await openBrowser();
  running = await demo(readConfig({ PORT: '0' }), {
    log: { ...quiet, note: (what, facts) => noted.push([what, facts]) },
    folder: tmpdir(),
    hostZones: undefined,
    zone,
    lost: () => noted.push('lost'),
    closed: () => noted.push('closed'),
    ready: (line) => {
      url = line.replace('Open ', '');
    },
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

const open = (width = 1280) => openPage(browser, url, { width, height: 900, zone });
const clock = (member: PageDoor) => member.page.getByRole('complementary', { name: 'Demo' }).locator('time');
const become = async (member: PageDoor, name: string) => {
  await member.page.getByLabel('Member').selectOption({ label: name });
  await member.page.waitForURL(new RegExp(`member=${name.split(',')[0]?.toLowerCase()}`));
  await member.page.getByRole('log').getByRole('article').first().waitFor();
};

describe('the demo', () => {
  it('has somebody new, somebody in the first week, and somebody well on the way, who lived it all without a fault', async () => {
    const member = await open();
    expect(noted).toEqual([]);
    expect(await member.page.getByLabel('Member').locator('option').allInnerTexts()).toEqual([
      'Nora, has not joined yet',
      'Sam, first week',
      'Ines, eighth week',
    ]);
    await member.hears(/answered/);
    expect(await member.page.getByText('Your edge is at').last().innerText()).toMatch(/at [3-6]/);
    await become(member, 'Sam, first week');
    expect((await member.heard()).filter((text) => text.startsWith('Good morning')).length).toBe(4);
    await become(member, 'Nora, has not joined yet');
    expect(await member.buttons()).toEqual(['Join', 'Show me an example first']);
    await member.presses('Skip to the next nudge');
    await expect.poll(() => member.page.getByText('before Nora has pressed Join').count()).toBe(1);
    await member.close();
    // The clock is the people's, wherever the browser is.
    const away = await openPage(browser, url, { zone: 'Asia/Tokyo' });
    expect(await clock(away).innerText()).toMatch(/^Tuesday 24 November at 08:\d\d$/);
    await away.close();
  }, 60_000);

  it('lives a week by its two buttons, every nudge seen, at 360 pixels too', async () => {
    const member = await open(360);
    const mornings = async () =>
      (await member.heard())
        .filter((text) => text.startsWith('Good morning'))
        .map((text) => text.slice(14, 34));
    const had = (await mornings()).length;
    const at = await clock(member).innerText();
    expect(at).toMatch(/^Tuesday 24 November/);
    await member.presses('Skip to the next nudge');
    await expect.poll(async () => (await mornings()).length).toBe(had + 1);
    expect(await clock(member).innerText()).toMatch(/Tuesday 24 November at 09:00/);
    for (let day = 0; day < 2; day += 1) await member.presses('A day on');
    await expect.poll(async () => (await mornings()).length).toBe(had + 3);
    // On Thursday at ten there is a coffee; it is asked about an hour after its end.
    await member.presses('Skip to the next nudge');
    await member.hears(/Coffee with Wanda[\s\S]*Did it happen\?/);
    expect(await clock(member).innerText()).toMatch(/Thursday 26 November at 12:00/);
    for (let day = 0; day < 5; day += 1) {
      await member.says('thanks');
      await member.presses('A day on');
    }
    await expect.poll(async () => (await mornings()).length).toBe(had + 3 + 3);
    expect(await clock(member).innerText()).toMatch(/Tuesday 1 December at 12:0/);
    await member.close();
  }, 60_000);

  it('keeps what is said by one from the pages of the others, also while they are open', async () => {
    const one = await open();
    const other = await open();
    await become(one, 'Sam, first week');
    await one.says('add Quentin Unheard');
    await one.hears(/Added Quentin Unheard/);
    await other.page.waitForTimeout(200);
    expect((await other.heard()).join('\n')).not.toMatch(/Quentin/);
    await one.close();
    await other.close();
  }, 30_000);

  it('stops with its folder gone', async () => {
    expect(folders().length).toBe(before.length + 1);
    await running.stop();
    expect(folders()).toEqual(before);
    expect(existsSync(tmpdir())).toBe(true);
  });
});

describe('the clock in the hand', () => {
  it('runs on with the real time, is moved forward, and never back', () => {
    let real = 1000;
    const hand = handClock(50_000, () => real);
    real += 7;
    expect(hand.now()).toBe(50_007);
    expect(hand.changed()).toBe(false);
    hand.moveTo(90_000);
    expect([hand.now(), hand.changed(), hand.changed()]).toEqual([90_000, true, false]);
    hand.moveTo(60_000);
    real += 5;
    expect(hand.now()).toBe(90_005);
  });
});
