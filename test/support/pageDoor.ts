// The page as a member uses it, in a real browser: says, presses, rates, fills, hears; by pointer, or by keys alone.

import type { Browser, Locator, Page } from 'playwright-core';
import type { Talker } from './talker.ts';

/** A member at the page. */
export interface PageDoor extends Talker {
  readonly page: Page;
  /** The member's export as it is downloaded, parsed. */
  exported(): Promise<Readonly<Record<string, unknown>>>;
  /** Load the page anew. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** How the page is looked at and used. */
export interface Seat {
  readonly width?: number;
  readonly height?: number;
  readonly zone?: string;
  readonly colours?: 'light' | 'dark';
  readonly hands?: 'pointer' | 'keys';
}

/** What a hand does: press something, choose on a rating, write into a field, send what stands in the box. */
interface Hands {
  press(target: Locator): Promise<void>;
  choose(radio: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
}

const pointer: Hands = {
  press: (target) => target.click(),
  choose: (radio) => radio.click(),
  write: (field, text) => field.fill(text),
};

/** More than there are places for the keyboard on a page of tests. */
const manyTabs = 300;

/** Tab to everything, arrows in a group, Enter. */
function keys(page: Page): Hands {
  const until = async (key: string, there: () => Promise<boolean>) => {
    for (let n = 0; n < manyTabs; n += 1) {
      if (await there()) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${key} does not come there`);
  };
  const on = (target: Locator) => () => target.evaluate((it) => it === it.ownerDocument.activeElement);
  return {
    async press(target) {
      await until('Tab', on(target));
      await page.keyboard.press('Enter');
    },
    async choose(radio) {
      await until('Tab', () =>
        radio.evaluate(
          (it) => it.getAttribute('name') === it.ownerDocument.activeElement?.getAttribute('name'),
        ),
      );
      await until('ArrowRight', on(radio));
      await page.keyboard.press('Enter');
    },
    async write(field, text) {
      await until('Tab', on(field));
      for (const [n, line] of text.split('\n').entries()) {
        if (n > 0) await page.keyboard.press('Shift+Enter');
        await page.keyboard.type(line);
      }
    },
  };
}

/** Open the page by its link. */
export async function openPage(browser: Browser, url: string, seat: Seat = {}): Promise<PageDoor> {
  const { width = 1280, height = 900, zone = 'Europe/Berlin', colours = 'light' } = seat;
  const context = await browser.newContext({
    viewport: { width, height },
    timezoneId: zone,
    locale: 'en-GB',
    colorScheme: colours,
  });
  const page = await context.newPage();
  const hands = seat.hands === 'keys' ? keys(page) : pointer;
  const log = page.getByRole('log');
  const come = async (there: string) => {
    await page.goto(there);
    await log.getByRole('article').first().waitFor();
  };
  await come(url);

  /** Ask again until it holds; throws what `otherwise` says after five seconds. */
  const until = async (holds: () => Promise<boolean>, otherwise: () => Promise<string>) => {
    for (const start = performance.now(); performance.now() - start < 5000; await page.waitForTimeout(20)) {
      if (await holds()) return;
    }
    throw new Error(await otherwise());
  };
  /** Until the page has its answer: nothing under way. */
  const settle = () =>
    until(
      async () => (await page.locator('[aria-busy=true]').count()) === 0,
      async () => 'the page is still busy',
    );
  const articles = () => log.getByRole('article').allInnerTexts();

  return {
    page,
    close: () => context.close(),
    reload: () => come(page.url()),
    async exported() {
      const answer = await page.request.get(new URL('/files/rungs.json', page.url()).href);
      return (await answer.json()) as Record<string, unknown>;
    },
    async says(text) {
      const before = (await articles()).length;
      await hands.write(page.getByLabel('Message'), text);
      await page.getByLabel('Message').press('Enter');
      await until(
        async () => (await articles()).length > before || (await page.getByRole('dialog').count()) > 0,
        async () => `nothing came after “${text.slice(0, 80)}”`,
      );
      await settle();
    },
    async presses(label) {
      await hands.press(page.getByRole('button', { name: label, exact: true }).last());
      await settle();
    },
    async rates(value) {
      await hands.choose(page.getByRole('radio', { name: String(value), exact: true }).last());
      await settle();
    },
    async fills(fields, submit) {
      const dialog = page.getByRole('dialog');
      for (const [label, value] of Object.entries(fields)) await hands.write(dialog.getByLabel(label), value);
      await hands.press(dialog.getByRole('button', { name: submit, exact: true }));
      await settle();
    },
    async hears(pattern) {
      await until(
        async () => (await articles()).some((text) => pattern.test(text)),
        async () =>
          `${pattern} was not heard; the last were:\n${(await articles()).slice(-4).join('\n---\n')}`,
      );
      return (await articles()).reverse().find((text) => pattern.test(text)) ?? '';
    },
    heard: articles,
    buttons: async () => log.getByRole('article').last().getByRole('button').allInnerTexts(),
  };
}
