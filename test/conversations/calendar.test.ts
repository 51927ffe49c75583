// The private calendar: shown in settings, read by its key alone, with labels and nothing more, and closed again.

import { describe, expect, it } from 'vitest';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { mondayEarly, signUp } from './signUp.ts';

async function joined(open: Open): Promise<{ member: HouseDoor; hand: Hand }> {
  const hand: Hand = { now: Date.parse(mondayEarly) };
  const member = houseDoor(await open({ now: () => hand.now }), hand);
  await member.says('hello');
  await signUp(member);
  return { member, hand };
}

async function keyOf(member: HouseDoor): Promise<string> {
  const said = await member.hears(/calendar\.ics\?key=/);
  return /calendar\.ics\?key=([\w-]+)/.exec(said)?.[1] ?? '';
}

/** The one entry of a calendar that has this line. */
const entry = (feed: string, line: string) =>
  feed.split('BEGIN:VEVENT').find((one) => one.includes(`${line}\r\n`)) ?? '';

describe('the calendar', () => {
  eachStore((open) => {
    it('has the next cards, meetings and what is owed, by short names alone', async () => {
      const { member } = await joined(open);
      await member.says('add Quentin Quibble');
      await member.presses('Enough for now');
      await member.says('meeting coffee with Quentin tomorrow 10:00');
      await member.says('meeting had a call with Olaf today 07:00');
      await member.says('settings');
      await member.presses('Calendar');
      const feed = (await member.house.calendar(await keyOf(member))) ?? '';
      expect(feed).toContain('SUMMARY:Coffee with Quentin\r\n');
      expect(feed).toContain('DTSTART:20261124T090000Z\r\n');
      expect(feed).toContain('SUMMARY:Thank Olaf\r\n');
      expect(feed.match(/SUMMARY:Your card/g)).toHaveLength(10);
      expect(feed).toContain('DTSTART:20261123T080000Z\r\n');
      expect(feed).not.toMatch(/Quibble|VALARM/);
    });

    it('reads the same while nothing changes, and changes with what does', async () => {
      const { member, hand } = await joined(open);
      await member.says('settings');
      await member.presses('Calendar');
      const key = await keyOf(member);
      const first = await member.house.calendar(key);
      hand.now += 60_000;
      expect(await member.house.calendar(key)).toBe(first);
      await member.says('pause until 7 December');
      const paused = (await member.house.calendar(key)) ?? '';
      expect(entry(paused, 'DTSTART:20261123T080000Z')).toMatch(/STATUS:CANCELLED/);
      expect(paused).toContain('DTSTART:20261207T080000Z');
    });

    it('counts the changes of an entry, and says of one that is gone that it is', async () => {
      const { member, hand } = await joined(open);
      await member.says('add Quentin Quibble');
      await member.presses('Enough for now');
      await member.says('meeting coffee with Quentin tomorrow 10:00');
      await member.says('settings');
      await member.presses('Calendar');
      const key = await keyOf(member);
      const feed = async () => (await member.house.calendar(key)) ?? '';
      const ten = 'DTSTART:20261124T090000Z';
      const before = entry(await feed(), ten);
      expect(before).toMatch(/SEQUENCE:0\r\nSTATUS:CONFIRMED/);
      hand.now += 60_000;
      await member.says('add Quentin Zed');
      await member.presses('Enough for now');
      const renamed = entry(await feed(), ten);
      expect(renamed).toMatch(/LAST-MODIFIED:20261123T063100Z\r\nSEQUENCE:1/);
      expect(renamed).toContain('SUMMARY:Coffee with Quentin Q.\r\n');
      await member.says('undo');
      await member.says('undo');
      await member.says('undo');
      const gone = entry(await feed(), ten);
      expect(gone).toMatch(/STATUS:CANCELLED/);
      expect(gone).not.toContain('Quentin');
      expect(/UID:(.*)\r/.exec(gone)?.[1]).toBe(/UID:(.*)\r/.exec(before)?.[1]);
      hand.now = Date.parse('2026-11-25T06:00:00Z');
      expect(await feed()).not.toContain(ten);
    });

    it('keeps nothing of what was given out about somebody who is forgotten', async () => {
      const { member } = await joined(open);
      await member.says('add Quentin Quibble');
      await member.presses('Enough for now');
      await member.says('meeting coffee with Quentin tomorrow 10:00');
      await member.says('settings');
      await member.presses('Calendar');
      const key = await keyOf(member);
      expect(await member.house.calendar(key)).toContain('DTSTART:20261124T090000Z');
      await member.says('forget Quentin');
      await member.presses('Forget');
      expect(await member.house.calendar(key)).not.toContain('DTSTART:20261124T090000Z');
    });

    it('opens to the newest address alone, and to none once closed', async () => {
      const { member } = await joined(open);
      await member.says('settings');
      await member.presses('Calendar');
      const old = await keyOf(member);
      await member.presses('New address');
      const fresh = await keyOf(member);
      expect(await member.house.calendar(old)).toBeNull();
      expect(await member.house.calendar(fresh)).toContain('BEGIN:VCALENDAR');
      await member.presses('Close it');
      expect(await member.house.calendar(fresh)).toBeNull();
    });

    it('keeps no key in the clear, and opens to none that is made up', async () => {
      const { member } = await joined(open);
      await member.says('settings');
      await member.presses('Calendar');
      const key = await keyOf(member);
      const rows = await member.store.db.selectFrom('calendar_keys').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(key);
      for (const wrong of ['', 'x', `${key}x`, key.toLowerCase(), rows[0]?.hash ?? ''])
        expect(await member.house.calendar(wrong)).toBeNull();
    });
  });
});
