// The card's buttons, one by one: what each does, and that none does harm twice, late, or to someone else.

import { describe, expect, it } from 'vitest';
import type { Do } from '../../src/ask.ts';
import { encodeAction } from '../../src/reply/action.ts';
import type { Button } from '../../src/reply/reply.ts';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

const monday = '2026-11-23T08:00:05Z';

async function morning(open: Open): Promise<{ member: HouseDoor; hand: Hand }> {
  const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
  const store = await open({ now: () => hand.now });
  const member = houseDoor(store, hand);
  await member.says('hello');
  await signUp(member);
  await member.at(monday);
  return { member, hand };
}

/** A button of the newest message, as a door would hand it in. */
async function asked(member: HouseDoor, label: string): Promise<Partial<Do> & { kind: 'do' }> {
  const said = (await member.said()).at(-1);
  const found = (said?.message?.blocks ?? [])
    .flatMap((b) => (b.kind === 'controls' ? b.controls : []))
    .find((c): c is Button => c.kind === 'button' && c.label === label);
  if (!found || !said) throw new Error(`no button ${label}`);
  expect(encodeAction(found.action).length).toBeLessThanOrEqual(100);
  return { kind: 'do', ...found.action, fields: {}, message: said.id };
}

/** The open step done, and how it felt. */
async function stepDone(member: HouseDoor): Promise<void> {
  await member.presses('Did it');
  await member.rates(2);
}

const touches = async (member: HouseDoor) =>
  (await member.exported()).touches as readonly Record<string, unknown>[];

describe('the card', () => {
  eachStore((open) => {
    it('shows at most eight buttons, the five of the open step first', async () => {
      const { member } = await morning(open);
      const buttons = await member.buttons();
      expect(buttons.slice(0, 5)).toEqual(['Did it', 'Words', 'Easier', 'Swap', 'Later']);
      expect(buttons).toContain('Not today');
      expect(buttons.length).toBeLessThanOrEqual(8);
    });

    it('logs a step once, however often Did it is pressed, also at once', async () => {
      const { member } = await morning(open);
      const press = await asked(member, 'Did it');
      await Promise.all([member.asks(press), member.asks(press), member.asks(press)]);
      expect(await touches(member)).toHaveLength(1);
    });

    it('gives one delivery of an event one effect and the same answer', async () => {
      const { member } = await morning(open);
      const press = { ...(await asked(member, 'Did it')), eventKey: 'the same' };
      const first = await member.asks(press);
      const second = await member.asks(press);
      expect(second).toEqual({ ...first, again: true });
      expect(await touches(member)).toHaveLength(1);
    });

    it('asks how it felt in whole tens, and takes nothing else', async () => {
      const { member } = await morning(open);
      await member.presses('Did it');
      await member.rates(11);
      await member.hears(/number from 0 to 10/);
      expect((await touches(member))[0]).toMatchObject({ felt: null });
      await member.rates(2);
      expect((await touches(member))[0]).toMatchObject({ felt: 20 });
    });

    it('shows two other openers under Words', async () => {
      const { member } = await morning(open);
      const opener = async () =>
        (await member.said()).at(-1)?.message?.blocks.filter((b) => b.kind === 'words').length;
      expect(await opener()).toBe(1);
      await member.presses('Words');
      expect(await opener()).toBe(3);
    });

    it('puts a step off to the next card, and brings one back in an hour', async () => {
      const { member } = await morning(open);
      await member.presses('Later');
      expect(await member.buttons()).toEqual(['1 hour', 'This afternoon', 'Tomorrow', 'Next week']);
      await member.presses('1 hour');
      await member.at('2026-11-23T08:59:00Z');
      const before = (await member.heard()).length;
      await member.at('2026-11-23T09:01:00Z');
      expect((await member.heard()).length).toBe(before + 1);
      expect((await member.heard()).at(-1)).not.toMatch(/^Good morning/);
    });

    it('calls steps that are all put off neither done nor enough', async () => {
      const { member } = await morning(open);
      for (const _ of ['warm-up', 'first', 'second']) {
        await member.presses('Later');
        await member.presses('Tomorrow');
      }
      const said = await member.hears(/3 steps are put off, as you asked/);
      expect(said).toMatch(/Nothing is open just now/);
      expect(said).not.toMatch(/done/);
    });

    it('does not offer this afternoon from 13:00', async () => {
      const { member, hand } = await morning(open);
      hand.now = Date.parse('2026-11-23T12:00:00Z');
      await member.presses('Later');
      expect(await member.buttons()).toEqual(['1 hour', 'Tomorrow', 'Next week']);
    });

    it('takes Not today, asks why if one likes, and keeps no grudge', async () => {
      const { member } = await morning(open);
      await member.presses('Not today');
      expect(await member.buttons()).toEqual(['No time', 'Too much', "I'm ill"]);
      await member.presses('No time');
      await member.at('2026-11-24T08:00:05Z');
      const card = await member.hears(/^Good morning. It's Tuesday/);
      expect(card).not.toMatch(/Just one small thing/);
    });

    it('makes the next card small after a day without a word', async () => {
      const { member } = await morning(open);
      await member.at('2026-11-24T08:00:05Z');
      await member.at('2026-11-25T08:00:05Z');
      expect(await member.hears(/It's Wednesday/)).toMatch(/Just one small thing today/);
      expect(await member.buttons()).toContain('The smallest thing');
      await member.presses('The smallest thing');
      expect((await touches(member)).at(-1)).toMatchObject({ contact: null, kind: 'other' });
    });

    it('logs a step of yesterday’s card only when asked, and an older one not at all', async () => {
      const { member, hand } = await morning(open);
      const press = await asked(member, 'Did it');
      hand.now = Date.parse('2026-11-24T07:00:00Z');
      await member.asks(press);
      await member.hears(/Log it anyway\?/);
      expect(await touches(member)).toHaveLength(0);
      hand.now = Date.parse('2027-11-24T07:00:00Z');
      await member.asks(press);
      await member.hears(/last 30 days/);
      expect(await touches(member)).toHaveLength(0);
    });

    it('says what was promised beside the step that keeps it, and asks for it no more once that is done', async () => {
      const { member } = await morning(open);
      // An introduction would keep another promise.
      await member.asks({ kind: 'do', route: 'ladder.hide', args: {}, fields: { value: 'introduce' } });
      await member.says('meeting had a coffee with Frida today 07:00-07:30');
      await member.presses('A few words about it');
      for (let n = 0; n < 5; n += 1) await member.presses('Skip');
      await member.says('send the reading list by tomorrow');
      await member.says('followups');
      // The thank-you stands first.
      await member.asks(await asked(member, 'Done'));
      await member.at('2026-11-24T08:00:05Z');
      const card = async () => (await member.heard()).at(-1) ?? '';
      while (!/^Your turn: /m.test(await card())) await stepDone(member);
      expect(await card()).toMatch(/^You promised: send the reading list by tomorrow$/m);
      await stepDone(member);
      await member.says('followups');
      expect(await card()).not.toMatch(/reading list/);
      await member.says('undo');
      await member.says('undo');
      await member.says('followups');
      expect(await card()).toMatch(/Promised to Frida: send the reading list/);
    });

    it('names what rides in it once, not again in the list below', async () => {
      const { member } = await morning(open);
      await member.says('meeting coffee with Frida today 09:30-10:00');
      await member.at('2026-11-24T08:00:05Z');
      await member.says('today');
      const card = async () => (await member.heard()).at(-1) ?? '';
      while (/After this one|more steps? after/.test(await card())) await stepDone(member);
      await stepDone(member);
      expect((await card()).match(/[Dd]id it happen\?/g)).toHaveLength(1);
    });

    it('takes a step back with undo, and folds the ladder again', async () => {
      const { member } = await morning(open);
      const before = await member.exported();
      await member.presses('Did it');
      await member.rates(0);
      await member.says('undo');
      await member.hears(/Taken back/);
      await member.says('undo');
      expect(await touches(member)).toHaveLength(0);
      const after = await member.exported();
      expect(after.contacts).toEqual(before.contacts);
      expect(after.member).toEqual(before.member);
    });

    it('knows nothing of another member’s buttons', async () => {
      const { member, hand } = await morning(open);
      const press = await asked(member, 'Did it');
      const other = houseDoor(member.store, hand, { door: 'web', tenant: 'local', user: 'other' });
      await other.says('hello');
      await other.presses('Join');
      await other.asks(press);
      await other.hears(/from an older card/);
      expect(await touches(member)).toHaveLength(0);
      expect(JSON.stringify(await other.said())).not.toMatch(/Frida|Olaf|Stefan/);
    });
  });
});
