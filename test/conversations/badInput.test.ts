// Bad input: one kind line, and nothing lost or changed.

import { describe, expect, it } from 'vitest';
import type { Do } from '../../src/ask.ts';
import { hostile } from '../support/hostile.ts';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

async function joined(open: Open): Promise<{ member: HouseDoor; hand: Hand }> {
  const hand: Hand = { now: Date.parse('2026-11-23T08:30:00Z') };
  const store = await open({ now: () => hand.now });
  const member = houseDoor(store, hand);
  await member.says('hello');
  await signUp(member);
  hand.now += 120_000;
  return { member, hand };
}

const last = async (member: HouseDoor) => (await member.heard()).at(-1) ?? '';
const contacts = async (member: HouseDoor) =>
  (await member.exported()).contacts as readonly { name: string }[];
/** Everything kept, but for when it was exported. */
const kept = async (member: HouseDoor) => ({ ...(await member.exported()), exportedAt: '' });

describe('bad input', () => {
  eachStore((open) => {
    it.each(['', '   ', '\n\t\u200b', '…', '?!'])('answers %j with what can be done', async (said) => {
      const { member } = await joined(open);
      const before = await kept(member);
      await member.says(said);
      expect(await last(member)).not.toBe('');
      expect(await kept(member)).toEqual(before);
    });

    it('gives a text of 100,000 characters back, with the limit named', async () => {
      const { member } = await joined(open);
      const before = (await member.heard()).length;
      await member.says('x'.repeat(100_000));
      expect(member.problem()).toMatch(/4,000 characters/);
      expect((await member.heard()).length).toBe(before);
    });

    it('keeps hostile names as they are, and shows them as text', async () => {
      const { member, hand } = await joined(open);
      for (const name of hostile) {
        hand.now += 60_000;
        await member.asks({ kind: 'do', route: 'add.form', fields: { people: name } } as Partial<Do> & {
          kind: 'do';
        });
        hand.now += 60_000;
        await member.says('contacts');
        await member.says('today');
      }
      const names = (await contacts(member)).map((contact) => contact.name);
      expect(names).toContain('<script>alert(1)</script>');
      expect(names).toContain('<!channel>');
      expect(names).toContain('محمد علي');
      expect(names).toContain('AB');
      expect(names).toContain('lone \uFFFD half');
      expect(names.length).toBeGreaterThan(30);
      const file = await member.house.file({ door: 'web', tenant: 'local', user: 'me' }, 'contacts.csv');
      for (const line of (file?.body ?? '').split('\r\n').slice(1))
        expect(line).not.toMatch(/(?:^|,)"?[=+@＝]/);
    });

    it.each([
      ['log emailed Olaf on 31 February', /no 31 February|There is no/],
      ['meeting coffee with Olaf on 31 February', /no 31 February|There is no/],
      ['meeting coffee with Olaf tomorrow 25:00', /25:00/],
      ['settings zone Mars/Olympus', /zone|Mars/i],
      ['settings morning 25:00', /25:00|time/i],
      ['settings days someday', /day/i],
      ['pause until 31 February', /31 February|day/i],
      ['log emailed Olaf on 2026-01-02', /30 days/],
      ['log emailed Olaf tomorrow', /still to come/],
      ['forget Nobody Atall', /./],
      ['contacts nobody at all', /./],
      ['goal 99 contacts a day', /./],
      ['import', /./],
      ['buddy', /./],
      ['link ABCDEFGH', /./],
    ])('answers %j in a line, and changes nothing', async (said, answer) => {
      const { member } = await joined(open);
      const before = await kept(member);
      await member.says(said);
      expect(await last(member)).toMatch(answer);
      expect(await kept(member)).toEqual(before);
    });

    it('offers to add an unknown person, and then logs it', async () => {
      const { member } = await joined(open);
      await member.says('log emailed Zelda yesterday, felt 3');
      await member.hears(/don't know Zelda yet/);
      await member.presses('Add Zelda');
      await member.hears(/Logged for Sunday 22 November: You e-mailed Zelda/);
      expect((await contacts(member)).map((one) => one.name)).toContain('Zelda');
    });

    it('asks which of two is meant', async () => {
      const { member } = await joined(open);
      await member.says('add Maria Quiroga, Maria Lopez');
      await member.says('log emailed Maria yesterday, felt 3');
      await member.hears(/Which Maria do you mean/);
      await member.presses('Maria Lopez');
      await member.hears(/Logged for Sunday 22 November: You e-mailed Maria L\./);
    });

    it('asks about a likely duplicate', async () => {
      const { member } = await joined(open);
      await member.says('add Olaf');
      await member.hears(/You have Olaf already/);
      await member.presses('Same person');
      expect(await contacts(member)).toHaveLength(3);
      await member.says('add Olaf');
      await member.presses('Someone else');
      expect(await contacts(member)).toHaveLength(4);
    });

    it('refuses a name that is too long, and keeps what was typed', async () => {
      const { member } = await joined(open);
      await member.asks({
        kind: 'do',
        route: 'add.form',
        fields: { people: 'N'.repeat(501) },
      } as Partial<Do> & { kind: 'do' });
      expect(member.problem()).toMatch(/500 characters/);
      expect(await contacts(member)).toHaveLength(3);
    });

    it('slows down after thirty actions in a minute, and loses nothing', async () => {
      const { member, hand } = await joined(open);
      for (let n = 0; n < 31; n += 1) await member.says('help');
      await member.hears(/a lot at once, so this last one is not done/);
      // Pause and stop always work, typed or pressed.
      await member.says('pause');
      await member.hears(/Paused/);
      await member.presses('Only today');
      await member.hears(/Today is off, and nothing is lost/);
      await member.says('stop');
      await member.hears(/Stopped/);
      hand.now += 61_000;
      await member.says('settings');
      expect(await last(member)).toMatch(/Europe\/Berlin/);
    });

    it('does not take an hour for a minute when the clock is put back', async () => {
      const { member, hand } = await joined(open);
      for (let n = 0; n < 40; n += 1) {
        hand.now += 60_000;
        await member.says('help');
      }
      hand.now -= 3_600_000;
      await member.says('add Zelda');
      await member.hears(/Added Zelda/);
    });
  });
});

describe('forged actions', () => {
  eachStore((open) => {
    it('read nothing and write nothing of anybody’s, a thousand times', async () => {
      const { member, hand } = await joined(open);
      await member.says('meeting coffee with Frida tomorrow 10:00');
      const before = await kept(member);
      const ids = idsIn(before);
      const routes = await everyRoute();
      const forger = houseDoor(member.store, hand, { door: 'web', tenant: 'local', user: 'forger' });
      await forger.says('hello');
      await forger.presses('Join');
      for (let n = 0; n < 1000; n += 1) {
        hand.now += 3_000;
        const id = ids[n % ids.length] ?? '';
        const route = routes[n % routes.length] ?? '';
        const args = Object.fromEntries(['p', 'c', 't', 'm', 'f', 'id', 'w'].map((name) => [name, id]));
        await forger.asks({
          kind: 'do',
          route,
          args,
          fields: { value: '3', people: '', name: 'x' },
          message: id,
        } as Partial<Do> & { kind: 'do' });
      }
      expect(await kept(member)).toEqual(before);
      const told = JSON.stringify(await forger.said());
      expect(/.{0,60}\b(?:Frida|Olaf|Stefan)\b.{0,60}/.exec(told)?.[0]).toBeUndefined();
    }, 120_000);
  });
});

/** Every id in an export. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'id' && typeof inner === 'string' && inner.length === 16 ? [inner] : idsIn(inner),
  );
}

/** Every route of the command table but those that end a membership. */
async function everyRoute(): Promise<readonly string[]> {
  const { commands } = await import('../../src/commands.ts');
  return commands
    .flatMap((c) => Object.keys(c.routes ?? {}).map((name) => `${c.verb}.${name}`))
    .filter((route) => route !== 'forget.me');
}
