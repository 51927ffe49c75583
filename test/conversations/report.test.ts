// The work-search record: what it has, what it leaves out, and which week is meant.

import { describe, expect, it } from 'vitest';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { mondayEarly, signUp } from './signUp.ts';

async function withAWeek(open: Open): Promise<HouseDoor> {
  const hand: Hand = { now: Date.parse(mondayEarly) };
  const member = houseDoor(await open({ now: () => hand.now }), hand);
  await member.says('hello');
  await signUp(member);
  await member.says('add Dora <b>Diaz</b> at Acme & Co');
  await member.presses('Enough for now');
  await member.says('log emailed Dora yesterday, felt 7');
  await member.says('log messaged Frida today, she replied');
  await member.says('meeting coffee with Dora tomorrow 10:00');
  return member;
}

const file = async (member: HouseDoor, name: string) =>
  (await member.house.file({ door: 'web', tenant: 'local', user: 'me' }, name))?.body ?? '';

describe('report', () => {
  eachStore((open) => {
    it('shows this week, with a page and a table named by its Monday', async () => {
      const member = await withAWeek(open);
      await member.says('report');
      const said = await member.hears(/Work search, Monday 23 November to Sunday 29 November/);
      expect(said).toMatch(/Monday 23 November: Write a message, Frida\. Answered/);
      expect(said).not.toContain('Dora');
      expect(said).not.toMatch(/aloud/);
      expect(await member.buttons()).toEqual([
        'report-2026-11-23.html',
        'report-2026-11-23.csv',
        'The week before',
      ]);
      await member.presses('The week before');
      await member.hears(/Work search, Monday 16 November to Sunday 22 November/);
      await member.presses('The week after');
      await member.hears(/Work search, Monday 23 November to Sunday 29 November/);
    });

    it('has date, person, way, result and next, and neither notes nor feelings', async () => {
      const member = await withAWeek(open);
      await member.says('report last week');
      const csv = await file(member, 'report-2026-11-16.csv');
      expect(csv).toBe(
        '\uFEFFDate,Person or organisation,Way,Result,Next\r\n' +
          '2026-11-22,"Dora <b>Diaz</b>, Acme & Co",E-mail someone I know,A meeting arranged,Coffee on Tuesday 24 November\r\n',
      );
      const page = await file(member, 'report-2026-11-16.html');
      expect(page).toContain('Dora &lt;b&gt;Diaz&lt;/b&gt;, Acme &amp; Co');
      expect(page).not.toContain('<b>');
    });

    it.each([
      ['report 18 November', /Monday 16 November to Sunday 22 November/],
      ['report week of 2026-11-18', /Monday 16 November to Sunday 22 November/],
      ['report this week', /Monday 23 November/],
      ['report 31 February', /could not read “31 February” as a week/],
      ['report bananas', /could not read “bananas” as a week/],
    ])('reads %s', async (words, heard) => {
      const member = await withAWeek(open);
      await member.says(words);
      await member.hears(heard);
    });

    it('says kindly that nothing is there yet, and hands out no file of a day that is none', async () => {
      const member = await withAWeek(open);
      await member.says('report 3 August 2026');
      await member.hears(/Nothing is logged for that week\.$/m);
      expect(await file(member, 'report-2026-02-31.csv')).toContain('2026-11-23');
      expect(await file(member, 'report-nonsense.csv')).toBe('');
    });
  });
});
