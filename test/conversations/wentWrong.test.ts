// What went wrong once, each under its name, as a conversation.

import { describe, expect, it } from 'vitest';
import { begin, type Life, push, says } from '../support/history.ts';
import { checkLife } from '../support/historyChecks.ts';
import { words } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';

const monday = '2026-11-23T06:30:00Z';

async function joined(open: Open): Promise<Life> {
  const hand = { now: Date.parse(monday) };
  return begin(await open({ now: () => hand.now }), hand, 'me');
}

const at = (life: Life, instant: string) => life.door.at(instant);
const last = async (life: Life) => words((await life.door.said()).at(-1));
const mornings = async (life: Life) => (await life.door.heard()).filter((text) => /^Good morning/.test(text));
const steps = async (life: Life) => {
  await says(life, 'today');
  return /(\d) steps?, one at a time/.exec(await last(life))?.[1];
};

describe('what went wrong', () => {
  eachStore((open) => {
    it('a small card with “Has Olaf answered?” had nine buttons', async () => {
      const life = await joined(open);
      await says(life, 'log emailed Olaf today, felt 3');
      await at(life, '2026-11-24T08:00:05Z');
      await at(life, '2026-11-25T08:00:05Z');
      expect(await last(life)).toMatch(/Just one small thing today/);
      expect((await life.door.buttons()).length).toBeLessThanOrEqual(8);
      expect(await life.door.buttons()).toContain('The smallest thing');
      await checkLife(life, new Map());
    });

    it('a person taken back stayed on the card', async () => {
      const life = await joined(open);
      await says(life, 'add Nora');
      await says(life, 'today');
      await says(life, 'undo');
      await checkLife(life, new Map());
    });

    it('a swap taken back left both steps on the card', async () => {
      const life = await joined(open);
      await at(life, '2026-11-23T08:00:05Z');
      const before = await steps(life);
      await push(life, 'Easier');
      await says(life, 'undo');
      expect(await last(life)).toMatch(/Taken back: that step/);
      expect(await steps(life)).toBe(before);
    });

    it('a rating more than forty messages back stayed open beside a new one', async () => {
      const life = await joined(open);
      await says(life, 'log emailed Olaf today');
      for (let n = 0; n < 25; n += 1) {
        life.hand.now += 60_000;
        await says(life, 'goal');
      }
      await says(life, 'log emailed Stefan today');
      await checkLife(life, new Map());
    });

    it('a press in the very minute of the card lost the card', async () => {
      const life = await joined(open);
      life.hand.now = Date.parse('2026-11-23T08:00:04Z');
      await says(life, 'followups');
      await at(life, '2026-11-23T08:00:20Z');
      expect(await mornings(life)).toHaveLength(1);
    });

    it('a card missed yesterday hid the one of today that was still in time', async () => {
      const life = await joined(open);
      await at(life, '2026-11-25T09:30:00Z');
      expect(await mornings(life)).toEqual([
        expect.stringMatching(/^Good morning. It's Wednesday[\s\S]*late/),
      ]);
    });

    it('a word on the first of three silent days, before its card, was not heard', async () => {
      const life = await joined(open);
      await at(life, '2026-11-24T06:00:00Z');
      await says(life, 'hello');
      for (const day of ['24', '25', '26', '27']) await at(life, `2026-11-${day}T08:00:05Z`);
      expect(await last(life)).toMatch(/^Good morning. It's Friday/);
      await at(life, '2026-11-30T08:00:05Z');
      expect(await last(life)).toMatch(/How shall we go on/);
    });

    it('a pause without an end fell over where no card comes on a Friday', async () => {
      const life = await joined(open);
      await says(life, 'settings days mon,tue');
      await says(life, 'meeting coffee with Olaf today 10:00');
      await says(life, 'pause');
      await at(life, '2026-11-23T11:00:00Z');
      await says(life, 'settings');
      expect(await last(life)).toMatch(/Next card/);
    });

    it('a person added by a log whose way was still to be asked could not be taken back', async () => {
      const life = await joined(open);
      const { contacts } = await life.door.exported();
      await says(life, 'log did something with Nora');
      await push(life, 'Add Nora');
      expect(await last(life)).toMatch(/How did you reach Nora/);
      await says(life, 'undo');
      expect((await life.door.exported()).contacts).toEqual(contacts);
    });
  });
});
