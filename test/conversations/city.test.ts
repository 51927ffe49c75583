// Sign-up where the door knows no zone (Discord): by city first, nothing unasked before; and answers by a form where
// nobody hears what is typed.

import { describe, expect, it } from 'vitest';
import { type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore } from '../support/stores.ts';

const anyone = { door: 'web', tenant: 'local', user: 'me' } as const;
/** Tuesday 2026-11-24 01:30 UTC: in Los Angeles it is still Monday. */
const late = '2026-11-24T01:30:00Z';

const text = async (member: HouseDoor) =>
  (await member.said())
    .slice(-2)
    .flatMap((said) => said.message?.blocks ?? [])
    .flatMap((block) => (block.kind === 'text' ? block.text.map((run) => run.text) : []))
    .join(' ');

describe('sign-up without a zone', () => {
  eachStore((open) => {
    async function newcomer() {
      const hand = { now: Date.parse(late) };
      const member = houseDoor(await open({ now: () => hand.now }), hand, anyone, '');
      await member.says('hello');
      await member.presses('Join');
      return { member, hand };
    }

    it('asks which city’s clock it is, before anything else', async () => {
      const { member } = await newcomer();
      expect(await text(member)).toMatch(/Which city's clock/);
      await member.says('los angeles');
      await member.hears(/When shall your card come \(America\/Los_Angeles time\)/);
      await member.says('settings');
      await member.hears(/Zone:? America\/Los_Angeles/);
      const [row] = await member.store.db.selectFrom('members').select(['zone', 'joined_on']).execute();
      // Who joined just now joined on the day that it was there.
      expect(row).toEqual({ zone: 'America/Los_Angeles', joined_on: '2026-11-23' });
    });

    it('offers those that fit when several do, and takes one by tap', async () => {
      const { member } = await newcomer();
      await member.says('spain');
      await member.hears(/Which of these clocks is yours/);
      const zone = async () =>
        (await member.store.db.selectFrom('members').select('zone').execute())[0]?.zone;
      expect(await zone()).toBeNull();
      await member.presses('Atlantic/Canary');
      expect(await zone()).toBe('Atlantic/Canary');
      await member.hears(/When shall your card come/);
    });

    it('says so when it knows no such city, and never swallows a command', async () => {
      const { member } = await newcomer();
      await member.says('Qwertyburgh');
      await member.hears(/no clock by the name of “Qwertyburgh”/);
      await member.says('add Nora Fischer');
      await member.hears(/Added Nora Fischer/);
      const [row] = await member.store.db.selectFrom('members').select('zone').execute();
      expect(row?.zone).toBeNull();
    });

    it('sends nothing unasked until the zone is known, also when it was skipped', async () => {
      const { member } = await newcomer();
      await member.presses('Skip');
      await member.hears(/settings zone Berlin/);
      await member.presses('09:00, every day');
      const before = (await member.said()).length;
      for (const day of ['24', '25', '26']) await member.at(`2026-11-${day}T23:00:00Z`);
      expect((await member.said()).length).toBe(before);
      await member.says('settings zone Berlin');
      await member.at('2026-11-27T08:00:30Z');
      await member.hears(/^Good morning/);
    });

    it('in a channel takes typed answers by a form, and elsewhere shows no such button', async () => {
      const { member } = await newcomer();
      await expect(member.presses('Type it here')).rejects.toThrow(/no button/);
      await member.asks({ kind: 'say', text: 'start', place: 'channel' } as Parameters<HouseDoor['asks']>[0]);
      await member.presses('Type it here');
      expect(member.form()?.fields.map(({ label }) => label)).toEqual(['Your city']);
      await member.fills({ 'Your city': 'Lisbon' }, 'Send');
      await member.hears(/Europe\/Lisbon time/);
      // Answered once, it is an earlier question.
      await expect(member.presses('Type it here')).rejects.toThrow(/no button/);
    });
  });
});

describe('add with what is known of somebody', () => {
  eachStore((open) => {
    async function joined() {
      const hand = { now: Date.parse(late) };
      const member = houseDoor(await open({ now: () => hand.now }), hand);
      await member.says('hello');
      await member.presses('Join');
      const one = (fields: Record<string, string>) =>
        member.asks({ kind: 'do', route: 'add.one', fields } as Parameters<HouseDoor['asks']>[0]);
      return { member, one };
    }

    it('asks nothing when all was told, and only for the rest when some was', async () => {
      const { member, one } = await joined();
      await one({ name: 'Nora Fischer', org: 'Acme (Berlin)', how: 'Old colleague', rating: '4' });
      await member.hears(/Added Nora Fischer \(Acme \(Berlin\)\)/);
      expect(await text(member)).not.toMatch(/How do you know/);
      await one({ name: 'Ben', rating: '7' });
      await member.hears(/Ben: 7 of 10\. How do you know Ben/);
      await member.presses('Friend');
      const exported = (await member.exported()) as {
        contacts: { name: string; known: string; rating: number }[];
      };
      expect(
        new Set(exported.contacts.map(({ name, known, rating }) => `${name} ${known} ${rating}`)),
      ).toEqual(new Set(['Nora Fischer old 40', 'Ben friend 70']));
    });

    it('without a name, or with an impossible rating, keeps nothing of that', async () => {
      const { member, one } = await joined();
      await one({ name: ' ', org: 'Acme' });
      expect(member.problem()).toMatch(/no name/);
      await one({ name: 'Cy', rating: '99' });
      await member.hears(/How do you know Cy/);
    });
  });
});
