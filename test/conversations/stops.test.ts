// The real program stopped and killed at each point of a day, and started again: everything where it was, no card
// twice, none lost. The outbox's own points are in test/outbox/stops.test.ts.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openPage, type PageDoor } from '../support/pageDoor.ts';
import { type Program, program } from '../support/program.ts';
import { dailyLoop } from './dailyLoop.ts';
import { mondayEarly, signUp, signUpStages } from './signUp.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function begun(): Promise<{ rungs: Program; member: PageDoor }> {
  const rungs = program(mondayEarly);
  await rungs.start();
  return { rungs, member: await openPage(browser, rungs.url()) };
}

const mornings = async (member: PageDoor) =>
  (await member.heard()).filter((text) => text.startsWith('Good morning'));
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('started again', () => {
  it.each(['stopped', 'killed'] as const)(
    'everything is where it was, at each point of a day: %s',
    async (how) => {
      const { rungs, member } = await begun();
      for (const stage of [...signUpStages, ...dailyLoop]) {
        const before = await member.heard();
        if (how === 'killed') await rungs.kill();
        else {
          const asked = performance.now();
          expect(await rungs.stop()).toBe(0);
          expect(performance.now() - asked).toBeLessThan(10_000);
        }
        await rungs.start();
        await member.reload();
        expect(await member.heard(), `before ${stage.name}`).toEqual(before);
        if (stage.at) rungs.at(stage.at);
        await stage.run(member);
      }
      expect(await mornings(member)).toHaveLength(1);
      await member.close();
    },
    120_000,
  );

  it('what was pressed in the moment of a kill is done once, or not at all and can be pressed again', async () => {
    const { rungs, member } = await begun();
    await signUp(member);
    rungs.at('2026-11-23T08:00:05Z');
    await member.hears(/^Good morning/);
    const touches = async () => ((await member.exported()).touches as readonly unknown[]).length;
    for (const [n, delay] of [0, 15, 60].entries()) {
      const didIt = member.page.getByRole('button', { name: 'Did it', exact: true }).last();
      await didIt.click({ noWaitAfter: true });
      await pause(delay);
      await rungs.kill();
      await rungs.start();
      await member.reload();
      if ((await touches()) === n) await member.presses('Did it');
      expect(await touches()).toBe(n + 1);
    }
    expect(await mornings(member)).toHaveLength(1);
    await member.close();
  }, 60_000);

  it('a card whose minute fell into a kill comes once', async () => {
    const { rungs, member } = await begun();
    await signUp(member);
    for (const [n, delay] of [0, 300, 650, 1000].entries()) {
      rungs.at(`2026-11-${23 + n}T08:00:05Z`);
      await pause(delay);
      await rungs.kill();
      await rungs.start();
      await member.reload();
      await expect.poll(async () => (await mornings(member)).length).toBe(n + 1);
      await member.says('thanks');
    }
    await rungs.kill();
    await rungs.start();
    await member.reload();
    expect((await mornings(member)).map((text) => /It's (\w+)/.exec(text)?.[1])).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
    ]);
    await member.close();
  }, 60_000);
});
