// Contacts as a conversation: found, changed, made one with another, and taken back; Home keeps up.

import { describe, expect, it } from 'vitest';
import type { Do } from '../../src/ask.ts';
import { checkFold, withOwn } from '../support/historyChecks.ts';
import { type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore } from '../support/stores.ts';
import { signUp } from './signUp.ts';

const does = (member: HouseDoor, route: string, args: Do['args'] = {}, fields: Do['fields'] = {}) =>
  member.asks({ kind: 'do', route, args, fields } as Partial<Do> & { kind: 'do' });
type Kept = readonly { readonly id: string; readonly name: string; readonly rating: number | null }[];
const people = async (member: HouseDoor) => (await member.exported()).contacts as Kept;

describe('contacts', () => {
  eachStore((open) => {
    it('are found, edited, rated and merged, and undo takes each back', async () => {
      const hand = { now: Date.parse('2026-11-23T08:30:00Z') };
      const member = houseDoor(await open({ now: () => hand.now }), hand);
      await member.says('hello');
      await signUp(member);
      hand.now += 120_000;
      await member.says('add Olaf Peters at Acme');
      await member.presses('Someone else');
      await member.presses('Enough for now');

      await member.says('contacts');
      await member.hears(/Olaf Peters · Acme · Not sure · about 4 of 10 · not reached yet/);
      await member.says('contacts acme');
      await member.presses('Edit');
      await member.fills({ Organisation: 'Beta', 'E-mail': 'olaf@beta.test' }, 'Keep');
      await member.hears(/Changed: Olaf Peters \(Beta\)/);

      const [olaf, peters] = (await people(member)).filter((one) => one.name.startsWith('Olaf'));
      if (!olaf || !peters) throw new Error('no two Olafs');
      await member.says('contacts beta');
      await member.presses('Rate');
      await member.rates(9);
      await member.hears(/Olaf Peters: 9 of 10/);

      hand.now += 120_000;
      await does(member, 'contacts.with', { c: olaf.id }, { value: peters.id });
      await member.hears(/Keep Olaf Peters \(Beta\), add everything of Olaf to them\?/);
      await member.presses('Merge');
      expect((await people(member)).find((one) => one.name.startsWith('Olaf'))).toMatchObject({
        name: 'Olaf Peters',
        rating: 90,
      });
      expect(await people(member)).toHaveLength(3);
      await member.says('undo');
      await member.hears(/Taken back: merging Olaf into Olaf Peters/);
      expect((await people(member)).find((one) => one.name === 'Olaf')).toMatchObject({ rating: 40 });
      expect(await people(member)).toHaveLength(4);
    });

    it('name what undo takes back of somebody new: how they are known, then their rating', async () => {
      const hand = { now: Date.parse('2026-11-23T08:30:00Z') };
      const member = houseDoor(await open({ now: () => hand.now }), hand);
      await member.says('hello');
      await signUp(member);
      await member.says('add Karla');
      await member.rates(5);
      await member.presses('Met');
      await member.says('undo');
      expect(await member.hears(/Taken back/)).toMatch(
        /: how you know Karla\.[\s\S]*: your rating of Karla\./,
      );
    });

    it('fold the ladder again when it is said how somebody is known, after steps with them', async () => {
      const hand = { now: Date.parse('2026-11-23T08:30:00Z') };
      const store = await open({ now: () => hand.now });
      const member = houseDoor(store, hand);
      await member.says('hello');
      await signUp(member);
      hand.now += 120_000;
      await member.says('add Pia Probe');
      await member.presses('Enough for now');
      await member.says('log messaged Pia Probe, felt 3');
      const foreseen = () => store.db.selectFrom('touches').select('foreseen').execute();
      const before = await foreseen();
      const pia = (await people(member)).find((one) => one.name === 'Pia Probe');
      await does(member, 'contacts.known', { c: pia?.id ?? '', k: 'friend' });
      expect(await foreseen()).not.toEqual(before);
      await withOwn({ store, user: 'me' }, checkFold);
    });

    it('are numbers on Home, and the ladder can be re-rated and kept where it is', async () => {
      const hand = { now: Date.parse('2026-11-23T08:30:00Z') };
      const member = houseDoor(await open({ now: () => hand.now }), hand);
      expect(await member.house.home({ door: 'web', tenant: 'local', user: 'me' })).toMatchObject({
        joined: false,
      });
      await member.says('hello');
      await signUp(member);
      hand.now += 120_000;
      const home = JSON.stringify(await member.house.home({ door: 'web', tenant: 'local', user: 'me' }));
      expect(home).toContain('Write to Frida');
      expect(home).toContain('Next: ');
      expect(home).toContain('Next card');
      await does(member, 'ladder.rate', {}, { value: 'phone' });
      await member.rates(1);
      await member.says('ladder');
      await member.hears(/Your edge is at 2 of 10[\s\S]*1 Ring someone I know/);
      await member.presses('Stay here a while');
      await member.says('ladder');
      await member.presses('Move on');
      await member.hears(/On we go/);
    });
  });
});
