// calendar.ics of the running program, as calendar programs fetch it: no session, the key alone, over a real wire.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { signUpStages } from '../conversations/signUp.ts';
import { openBrowser } from '../support/browser.ts';
import { openPage } from '../support/pageDoor.ts';
import { program } from '../support/program.ts';
import { raw } from '../support/webDoor.ts';

const rungs = program('2026-11-23T06:30:00Z', { LOG_LEVEL: 'trace' });
let port = 0;
let key = '';

beforeAll(async () => {
  await rungs.start();
  port = Number(new URL(rungs.url()).port);
  const browser = await openBrowser();
  const member = await openPage(browser, rungs.url());
  for (const stage of signUpStages) await stage.run(member);
  rungs.at('2026-11-23T06:40:00Z');
  await member.says('meeting coffee with Olaf tomorrow 10:00');
  await member.says('export');
  await member.presses('Calendar');
  const said = await member.hears(/calendar\.ics\?key=/);
  key = /key=([\w-]+)/.exec(said)?.[1] ?? '';
  await browser.close();
}, 60_000);

const fetched = (headers: Record<string, string> = {}, method = 'GET', path = `/calendar.ics?key=${key}`) =>
  raw(port, path, { headers, method });

describe('the calendar on the wire', () => {
  it('is read by its key alone, as a calendar that another program understands', async () => {
    const got = await fetched();
    expect(got.status).toBe(200);
    expect(got.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(got.headers['set-cookie']).toBeUndefined();
    const events = new ICAL.Component(ICAL.parse(got.body) as never).getAllSubcomponents('vevent');
    const uids = events.map((event) => event.getFirstPropertyValue('uid'));
    expect(new Set(uids).size).toBe(events.length);
    expect(events.map((event) => event.getFirstPropertyValue('summary'))).toContain('Coffee with Olaf');
    expect(events).toHaveLength(11);
  });

  it('comes again only when it changed', async () => {
    const tag = String((await fetched()).headers.etag);
    expect(tag).toMatch(/^"[\w-]{20,}"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const got = await fetched({ 'if-none-match': known });
      expect([got.status, got.body]).toEqual([304, '']);
      expect(got.headers.etag).toBe(tag);
    }
    expect((await fetched({ 'if-none-match': '"other"' })).status).toBe(200);
    const head = await fetched({}, 'HEAD');
    expect([head.status, head.body, head.headers.etag]).toEqual([200, '', tag]);
  });

  it.each(['/calendar.ics', '/calendar.ics?key=', '/calendar.ics?key=wrong', '/calendar.ics?key=%00'])(
    '%s opens nothing',
    async (path) => {
      const got = await fetched({}, 'GET', path);
      expect(got.status).toBe(403);
      expect(got.body).not.toContain('VCALENDAR');
    },
  );

  it('opens to no other host, no page of another site, and takes no writes', async () => {
    expect((await fetched({ host: 'evil.example' })).status).toBe(403);
    expect((await fetched({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await fetched({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' })).status).toBe(403);
    expect((await fetched({ origin: `http://localhost:${port}` }, 'POST')).status).toBe(403);
  });

  it('leaves its key in no log and no file', async () => {
    expect(key).toHaveLength(32);
    expect(rungs.log()).toContain('RUNGS_CLOCK');
    expect(rungs.log()).not.toContain(key);
    for (const name of readdirSync(rungs.folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(rungs.folder, name);
      if (statSync(path).isFile()) expect(readFileSync(path).includes(key), name).toBe(false);
    }
  });
});
