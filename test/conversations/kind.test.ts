// What is said on a bad day: three dreads typed count like three tapped, an answer is no new step, praise stands once.

import { describe, expect, it } from 'vitest';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

async function morning(open: Open): Promise<HouseDoor> {
  const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
  const store = await open({ now: () => hand.now });
  const member = houseDoor(store, hand);
  await member.says('hello');
  await signUp(member);
  await member.at('2026-11-23T08:00:05Z');
  return member;
}

const touches = async (member: HouseDoor) =>
  (await member.exported()).touches as readonly Record<string, unknown>[];

describe('a bad day', () => {
  eachStore((open) => {
    it('leaves in peace after three dreads in a week, also when they are typed', async () => {
      const member = await morning(open);
      await member.says('log emailed Olaf, felt 9');
      await member.says('log rang Frida, felt 10');
      expect((await member.heard()).join()).not.toMatch(/a lot to carry/);
      await member.says('log commented on Stefan, felt 9');
      await member.hears(/That sounds like a lot to carry/);
      await member.at('2026-11-24T08:00:05Z');
      expect((await member.heard()).at(-1)).not.toMatch(/^Good morning/);
    });

    it('keeps an answer with the step that it answers', async () => {
      const member = await morning(open);
      await member.says('log emailed Olaf');
      const before = await touches(member);
      await member.says('Olaf answered');
      await member.hears(/Olaf answered\. Your next step/);
      expect(await touches(member)).toHaveLength(before.length);
      expect((await touches(member)).at(-1)).toMatchObject({ outcome: 'replied' });
      await member.says('undo');
      expect((await touches(member)).at(-1)).toMatchObject({ outcome: 'waiting' });
    });

    it('takes no answer for none of the member’s doing, and blames nobody', async () => {
      const member = await morning(open);
      const before = await touches(member);
      await member.says('Olaf has not answered');
      await member.hears(/Nothing from Olaf yet, then[\s\S]*If there was one/);
      expect(await touches(member)).toEqual(before);
      await member.says('log emailed Olaf');
      await member.says("I haven't heard back from Olaf");
      await member.hears(/Your part was done on Monday 23 November/);
      expect((await touches(member)).at(-1)).toMatchObject({ outcome: 'waiting' });
    });

    it('keeps the coffee that an answer leads to, and asks for its day', async () => {
      const member = await morning(open);
      await member.says('log emailed Olaf');
      const before = await touches(member);
      await member.says('Olaf wrote back, he said yes to a coffee');
      await member.hears(/Olaf answered, and it leads to a coffee/);
      expect(await touches(member)).toHaveLength(before.length);
      await member.presses('Put in the date');
      await member.fills({ 'Which day?': '2026-11-26' }, 'Keep it');
      await member.hears(/Planned: coffee with Olaf, Thursday 26 November/);
      expect((await touches(member)).at(-1)).toMatchObject({ outcome: 'booked' });
      expect((await member.exported()).meetings).toMatchObject([{ kind: 'coffee', state: 'planned' }]);
    });

    it('takes no invitation for a coffee that was had', async () => {
      const member = await morning(open);
      await member.says('Frida invited me to a coffee on Thursday at 10');
      await member.hears(/Frida answered, and it leads to a coffee, Thursday 26 November at 10:00/);
      expect((await member.exported()).meetings).toEqual([]);
      expect(member.form()).toBeUndefined();
      await member.presses('Put in the date');
      expect(member.form()?.fields.map((field) => field.value)).toEqual([
        'Frida',
        'coffee',
        '2026-11-26',
        '10:00',
        '',
      ]);
    });

    it('keeps a no as a no of the step that asked', async () => {
      const member = await morning(open);
      await member.says('log emailed Olaf');
      const before = await touches(member);
      await member.says('heard back from Olaf, he said no');
      await member.hears(/Olaf stays on your list/);
      expect(await touches(member)).toHaveLength(before.length);
      expect((await touches(member)).at(-1)).toMatchObject({ outcome: 'no' });
    });

    it('takes “wrote to Frida” for the step Write to Frida, which is then done', async () => {
      const member = await morning(open);
      await member.hears(/Warm-up: Write to Frida/);
      await member.says('wrote to Frida, felt 2');
      await member.hears(/Logged for .*You wrote to Frida/);
      await member.says('today');
      expect(await member.hears(/Here is your Monday/)).toMatch(/✓ You wrote to Frida/);
    });

    it('keeps a no that was said in a call, with the thanks for the time', async () => {
      const member = await morning(open);
      await member.says('log rang Olaf, he said no');
      await member.hears(/Thank Olaf for the call/);
      await member.hears(/Olaf stays on your list[\s\S]*When may Olaf come up again/);
      expect((await touches(member)).at(-1)).toMatchObject({ kind: 'call', outcome: 'no' });
      await member.says('undo');
      await member.hears(/logging the call with Olaf/);
      expect((await touches(member)).map(({ kind }) => kind)).not.toContain('call');
    });

    it('brings the question of the feeling back after a name that came to mind', async () => {
      const member = await morning(open);
      await member.presses('Did it');
      await member.presses('That reminds me of…');
      await member.fills({ 'Who?': 'Gus' }, 'Add');
      await member.presses('Friend');
      await member.rates(2);
      expect((await member.heard()).at(-1)).toMatch(/How did it feel/);
      await member.says('add Zelda');
      await member.presses('Enough for now');
      expect((await member.heard()).at(-1)).toMatch(/How did it feel/);
      await member.rates(4);
      expect((await touches(member)).at(-1)).toMatchObject({ felt: 40 });
    });

    it('asks one number at a time: none in the first warm-up, then one with each card', async () => {
      const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
      const member = houseDoor(await open({ now: () => hand.now }), hand);
      await member.says('hello');
      await signUp(member);
      expect((await member.heard()).at(-1)).not.toMatch(/How uneasy/);
      await member.at('2026-11-23T08:00:05Z');
      await member.presses('Did it');
      await member.rates(9);
      expect((await member.heard()).at(-1)).toMatch(/A stretch/);
      expect((await member.heard()).at(-1)).toMatch(/How uneasy/);
    });

    it('shows a person by name, asked for in any way', async () => {
      const member = await morning(open);
      for (const line of ['show Olaf', 'show me olaf', 'who is Olaf?', 'Olaf']) {
        await member.says(line);
        expect((await member.heard()).at(-1), line).toMatch(/How known: Old colleague/);
      }
    });

    it('is met with no menu of commands', async () => {
      const member = await morning(open);
      await member.says('i feel awful today');
      await member.hears(/That sounds hard/);
      await member.presses('Not today');
      await member.hears(/Nothing is lost, and nothing is counted against you/);
    });

    it('is heard amid a question too, which stays open and takes nobody for a person', async () => {
      const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
      const store = await open({ now: () => hand.now });
      const member = houseDoor(store, hand);
      await member.says('hello');
      await member.presses('Join');
      await member.presses('09:00, Mon–Fri');
      await member.presses('Message a friend');
      await member.says('I feel terrible, nothing works');
      await member.hears(/That sounds hard[\s\S]*can wait/);
      await member.says('Frida');
      await member.hears(/How do you know Frida/);
      const contacts = (await member.exported()).contacts as readonly { name: string }[];
      expect(contacts.map(({ name }) => name)).toEqual(['Frida']);
    });

    it('thanks for one coffee in other words than for the one before', async () => {
      const member = await morning(open);
      const words = async () =>
        (await member.heard())
          .at(-1)
          ?.split('\n')
          .at(-1)
          ?.replace(/Hi \w+,/, '');
      const seen = new Set<string | undefined>();
      for (const who of ['Frida', 'Olaf', 'Stefan', 'Frida', 'Olaf']) {
        await member.says(`had coffee with ${who} today`);
        expect(await words()).toMatch(/than[ks]|glad|good to/i);
        seen.add(await words());
      }
      expect(seen.size).toBe(5);
    });

    it('praises what was just done, and names the steps before it', async () => {
      const member = await morning(open);
      await member.presses('Did it');
      await member.rates(9);
      await member.presses('Did it');
      await member.rates(9);
      const card = await member.hears(/^Good morning/);
      expect(card.match(/it was 9/g)?.length ?? 0).toBeLessThanOrEqual(1);
      expect(card.match(/✓/g)).toHaveLength(2);
    });
  });
});
