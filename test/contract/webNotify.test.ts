// Browser notifications and the count in the title. The test's browser has no desktop and refuses all notifications, and no
// tab of it is ever hidden: these two, the browser's own, are stood in for; everything else is the real page.

import { expect, test } from 'vitest';
import type { Message } from '../../src/reply/reply.ts';
import { t } from '../../src/reply/rich.ts';
import { door, page } from '../support/webPage.ts';

/** A browser that answers so when asked, and what it was given to show. */
const browserThat = (answer: 'granted' | 'denied' | 'throws') => `
  globalThis.given = [];
  const answer = ${JSON.stringify(answer)};
  globalThis.Notification = class {
    static permission = 'default';
    static requestPermission = async () => (Notification.permission = answer === 'denied' ? 'denied' : 'granted');
    constructor(title, { body, tag }) {
      if (answer === 'throws') throw new TypeError('Illegal constructor');
      given.push({ title, body, tag });
    }
    close() {}
  };
  globalThis.away = false;
  Object.defineProperty(document, 'hidden', { get: () => away });
`;

async function openIn(answer: 'granted' | 'denied' | 'throws'): Promise<void> {
  await page.addInitScript(browserThat(answer));
  await page.reload();
  await page.getByText('Write to Maria about her talk').first().waitFor({ state: 'attached' });
}

const turn = (away: boolean) =>
  page.evaluate(`away = ${away}; document.dispatchEvent(new Event('visibilitychange'))`);
const given = () => page.evaluate('given');

let letters = 0;
/** Something unasked, as the courier hands it to the door. */
async function comes(notice: string): Promise<void> {
  letters += 1;
  const reply: Message = {
    kind: 'message',
    notice,
    blocks: [{ kind: 'text', text: t`Write to Maria, ${notice}` }],
  };
  const { state } = await door.web.deliver({
    kind: 'message',
    address: { door: 'web', tenant: 'local', user: 'me' },
    wireKey: `letter-${letters}`.padEnd(22, 'x'),
    firstSendingAt: 0,
    reply,
  });
  expect(state).toBe('sent');
  await page.getByText(`Write to Maria, ${notice}`).waitFor({ state: 'attached' });
}

test('one tap, and what comes while the tab is away is told by its notice, with a count in the title', async () => {
  await openIn('granted');
  await page.getByRole('button', { name: 'Notify me' }).click();
  await expect.poll(() => page.getByText('Done. While this tab is in the background').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Notify me' }).count()).toBe(0);
  await comes('Your card is here');
  expect(await given()).toEqual([]);
  expect(await page.title()).toBe('Rungs');
  await turn(true);
  await comes('Your card is here too');
  await comes('A thank-you is due');
  expect(await given()).toMatchObject([
    { title: 'Rungs', body: 'Your card is here too' },
    { title: 'Rungs', body: 'A thank-you is due' },
  ]);
  expect(await page.title()).toBe('(2) Rungs');
  await turn(false);
  expect(await page.title()).toBe('Rungs');
});

test('a browser that says no is not asked again, and the count is left', async () => {
  await openIn('denied');
  await page.getByRole('button', { name: 'Notify me' }).click();
  await expect.poll(() => page.getByText('Your browser keeps notifications off').isVisible()).toBe(true);
  expect(await page.evaluate('document.activeElement.id')).toBe('box');
  await turn(true);
  await comes('Your card is here');
  expect(await given()).toEqual([]);
  expect(await page.title()).toBe('(1) Rungs');
});

test('a browser that can show none from an open page goes on as if nothing was', async () => {
  await openIn('throws');
  await page.getByRole('button', { name: 'Notify me' }).click();
  await turn(true);
  await comes('Your card is here');
  await comes('Another one');
  expect(await page.title()).toBe('(2) Rungs');
});
