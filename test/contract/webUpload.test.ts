// A file on its way from the page: chosen by pointer or keys, sent once, with its own limit and the same guards.

import { expect, test } from 'vitest';
import { comeIn, raw } from '../support/webDoor.ts';
import { door, hear, last, lastDo, page } from '../support/webPage.ts';

const csv = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('Name\nAna Probe\n') };

test('a chosen file is sent as it is, and its id pressed on', async () => {
  await hear('controls');
  await last().getByLabel('Choose a file').setInputFiles(csv);
  await expect.poll(lastDo).toEqual({ route: 'import.file', value: 'file-1' });
  expect(door.app.files.at(-1)?.toString()).toBe('Name\nAna Probe\n');
});

test('the keyboard alone reaches the file control, and opens the chooser', async () => {
  // Heard from before the question: an ear put up beside the key that opens it may come too late.
  page.once('filechooser', (chooser) => void chooser.setFiles(csv));
  await hear('controls');
  await last().getByLabel('Choose a file').focus();
  await page.keyboard.press('Enter');
  await expect.poll(lastDo).toEqual({ route: 'import.file', value: 'file-1' });
});

test('why a file is not taken stands beside it, and another can be chosen', async () => {
  await hear('controls');
  const asks = door.app.asks.length;
  await last()
    .getByLabel('Choose a file')
    .setInputFiles({ ...csv, buffer: Buffer.alloc(0) });
  await last().locator('[role=status]').getByText('That file is empty.').waitFor();
  expect(door.app.asks.length).toBe(asks);
  await last().getByLabel('Choose a file').setInputFiles(csv);
  await expect.poll(lastDo).toEqual({ route: 'import.file', value: 'file-1' });
});

test('more than 20 MB is refused before it is sent, and by the program too', {
  timeout: 60_000,
}, async () => {
  await hear('controls');
  const files = door.app.files.length;
  await last()
    .getByLabel('Choose a file')
    .setInputFiles({ ...csv, buffer: Buffer.alloc(20 * 1024 * 1024 + 1, 'a') });
  await last().locator('[role=status]').getByText('20 MB').waitFor();
  const { cookie, token } = await comeIn(door.port);
  const origin = `http://localhost:${door.port}`;
  const headers = { cookie, origin, 'x-rungs': token, 'content-type': 'application/octet-stream' };
  const long = await raw(door.port, '/api/upload', {
    method: 'POST',
    headers,
    body: 'a'.repeat(20 * 1024 * 1024 + 1),
  });
  expect(long.status).toBe(413);
  expect(door.app.files.length).toBe(files);
  const whole = await raw(door.port, '/api/upload', {
    method: 'POST',
    headers,
    body: 'a'.repeat(300 * 1024),
  });
  expect(whole.status).toBe(200);
});

test('without key, token or the right kind nothing is taken', async () => {
  const { cookie, token } = await comeIn(door.port);
  const origin = `http://localhost:${door.port}`;
  const headers = { cookie, origin, 'x-rungs': token, 'content-type': 'application/octet-stream' };
  const send = async (without: Partial<typeof headers>) => {
    const all: Record<string, string> = { ...headers, ...without };
    for (const [name, value] of Object.entries(all)) if (value === '') delete all[name];
    return (await raw(door.port, '/api/upload', { method: 'POST', headers: all, body: 'Name\nAna' })).status;
  };
  expect(await send({ cookie: '' })).toBe(403);
  expect(await send({ 'x-rungs': 'no' })).toBe(403);
  expect(await send({ origin: 'http://elsewhere.example' })).toBe(403);
  expect(await send({ 'content-type': 'text/csv' })).toBe(415);
  expect(door.app.files.length).toBe(0);
  expect(await send({})).toBe(200);
});
