// What comes unasked, by a clock moved by hand: when, when not, and what it says. Counted from the talk.

import { describe, expect, it } from 'vitest';
import { buttonsOf, type Hand, type HouseDoor, houseDoor, words } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

/** Joined on Monday 2026-11-23 at 07:30 in Berlin; the card comes at 09:00, Monday to Friday. */
async function joined(open: Open): Promise<{ member: HouseDoor; hand: Hand }> {
  const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
  const store = await open({ now: () => hand.now });
  const member = houseDoor(store, hand);
  await member.says('hello');
  await signUp(member);
  return { member, hand };
}

const mornings = async (member: HouseDoor) =>
  (await member.heard()).filter((text) => text.startsWith('Good morning'));
const last = async (member: HouseDoor) => (await member.heard()).at(-1) ?? '';
const day = (date: number) => `2026-11-${date}T08:00:05Z`;

describe('the morning card', () => {
  eachStore((open) => {
    it('comes once on each planned day, and on no other', async () => {
      const { member } = await joined(open);
      for (let date = 23; date <= 30; date += 1) {
        await member.at(day(date));
        await member.at(`2026-11-${date}T09:00:00Z`);
        await member.says('thanks');
      }
      expect((await mornings(member)).map((text) => /It's (\w+)/.exec(text)?.[1])).toEqual([
        'Monday',
        'Tuesday',
        'Wednesday',
        'Thursday',
        'Friday',
        'Monday',
      ]);
    });

    it('says in its second line why it is late, and after three hours it is missed by us, not by them', async () => {
      const { member } = await joined(open);
      await member.at('2026-11-23T08:31:30Z');
      expect((await mornings(member))[0]?.split('\n')[1]).toMatch(/late/);
      await member.at('2026-11-24T11:00:30Z');
      expect(await mornings(member)).toHaveLength(1);
      await member.says('settings');
      expect(await last(member)).toMatch(/Last card[^\n]*24 November[^\n]*did not go/);
      await member.at(day(25));
      expect((await mornings(member)).at(-1)).toMatch(/Wednesday/);
      expect((await mornings(member)).at(-1)).not.toMatch(/\blate\b/);
    });

    it('is on time within half an hour: no second line about it', async () => {
      const { member } = await joined(open);
      await member.at('2026-11-23T08:30:00Z');
      expect((await mornings(member))[0]).not.toMatch(/\blate\b/);
    });

    it('comes today when its time is moved to one still to come, and only once a date', async () => {
      const { member, hand } = await joined(open);
      hand.now = Date.parse('2026-11-23T07:00:00Z');
      await member.says('settings morning 08:30');
      await member.at('2026-11-23T07:30:05Z');
      expect(await mornings(member)).toHaveLength(1);
      await member.says('settings morning 12:00');
      await member.at('2026-11-23T11:00:05Z');
      expect(await mornings(member)).toHaveLength(1);
      await member.at('2026-11-24T11:00:05Z');
      expect(await mornings(member)).toHaveLength(2);
    });

    it('keeps twelve hours between cards when the zone changes', async () => {
      const { member } = await joined(open);
      await member.at(day(23));
      await member.says('settings zone Pacific/Auckland');
      // 09:00 on the 24th in Auckland is 20:00Z on the 23rd: not quite twelve hours after the card.
      await member.at('2026-11-23T20:00:00Z');
      await member.at('2026-11-23T21:00:00Z');
      expect(await mornings(member)).toHaveLength(1);
      await member.at('2026-11-24T20:00:05Z');
      expect(await mornings(member)).toHaveLength(2);
    });

    it('leaves out paused days, and comes again by itself', async () => {
      const { member, hand } = await joined(open);
      hand.now = Date.parse('2026-11-23T07:00:00Z');
      await member.says('pause until thursday');
      for (const date of [23, 24, 25]) await member.at(day(date));
      expect(await mornings(member)).toHaveLength(0);
      await member.at(day(26));
      expect((await mornings(member)).at(-1)).toMatch(/Thursday/);
    });

    it('stays on pause for whoever asks for a card all the same, who is told so', async () => {
      const { member, hand } = await joined(open);
      hand.now = Date.parse('2026-11-23T07:00:00Z');
      await member.says('pause until thursday');
      await member.says('today');
      expect((await member.heard()).at(-2)).toBe(
        'You are on pause until Thursday 26 November 2026. This one is here because you asked.',
      );
      await member.at(day(24));
      expect(await mornings(member)).toHaveLength(0);
      await member.presses('Resume');
      await member.says('pause');
      await member.says('today');
      expect((await member.heard()).at(-2)).toBe('You are on pause. This one is here because you asked.');
    });

    it('over, a pause holds back no step put off for an hour, and is nothing to resume', async () => {
      const { member } = await joined(open);
      await member.says('pause today');
      await member.at(day(24));
      await member.presses('Later');
      await member.presses('1 hour');
      const before = (await member.heard()).length;
      await member.at('2026-11-24T09:01:00Z');
      expect((await member.heard()).length).toBe(before + 1);
      await member.says('resume');
      expect(await last(member)).toMatch(/^Nothing is paused/);
    });

    it('does not come after stop, until a word', async () => {
      const { member } = await joined(open);
      await member.says('stop');
      await member.at(day(24));
      expect(await mornings(member)).toHaveLength(0);
      await member.says('help');
      expect(await last(member)).not.toMatch(/Good to have you/);
      await member.says('add Maria');
      const [welcome, added] = (await member.heard()).slice(-3);
      expect(welcome).toMatch(/^Good to have you back\.\nNext card/);
      expect(added).toMatch(/Maria/);
      await member.at(day(25));
      expect(await mornings(member)).toHaveLength(1);
      await member.says('stop');
      await member.says('pause');
      expect((await member.heard()).slice(-3).join()).not.toMatch(/Good to have you/);
      expect(await last(member)).toMatch(/^Paused/);
      await member.says('resume');
      expect(await last(member)).toMatch(/^Good to have you back\./);
    });

    it('asks Stay · Weekly · Pause after three days with a card and without a word (the day of joining had one), then comes weekly four times, then falls silent', async () => {
      const { member } = await joined(open);
      for (const date of [23, 24, 25, 26]) await member.at(day(date));
      expect(await mornings(member)).toHaveLength(4);
      await member.at(day(27));
      expect(await member.buttons()).toEqual(['Stay', 'Weekly', 'Pause']);
      expect(await mornings(member)).toHaveLength(4);
      const came: string[] = [];
      for (let n = 1; n <= 60; n += 1) {
        const before = (await mornings(member)).length;
        const instant = new Date(Date.parse(day(27)) + n * 86_400_000).toISOString();
        await member.at(instant);
        if ((await mornings(member)).length > before) came.push(instant.slice(0, 10));
      }
      expect(came).toEqual(['2026-12-04', '2026-12-11', '2026-12-18', '2026-12-25']);
      await member.says('hi');
      const back = new Date(Date.parse(day(27)) + 63 * 86_400_000).toISOString();
      const before = (await mornings(member)).length;
      await member.at(back);
      expect((await mornings(member)).length).toBe(before + 1);
    });

    it('comes once after days of downtime, and the days missed are not held against anybody', async () => {
      const { member } = await joined(open);
      await member.at('2026-11-27T08:31:30Z');
      expect((await mornings(member)).map((text) => /It's (\w+)/.exec(text)?.[1])).toEqual(['Friday']);
      await member.at(day(30));
      expect(await last(member)).toMatch(/^Good morning. It's Monday/);
    });

    it('never comes into quiet hours, however late', async () => {
      const { member } = await joined(open);
      await member.says('settings morning 18:00');
      await member.at('2026-11-23T19:00:05Z');
      expect(await mornings(member)).toHaveLength(0);
      await member.at('2026-11-24T17:00:05Z');
      expect(await mornings(member)).toHaveLength(1);
    });

    it.each([
      ['Weekly', ['2026-12-04', '2026-12-11']],
      ['Pause', []],
    ] as const)('goes on as they press %s', async (label, dates) => {
      const { member } = await joined(open);
      for (const date of [23, 24, 25, 26, 27]) await member.at(day(date));
      await member.presses(label);
      const came: string[] = [];
      for (let n = 1; n <= 14; n += 1) {
        const before = (await mornings(member)).length;
        const instant = new Date(Date.parse(day(27)) + n * 86_400_000).toISOString();
        await member.at(instant);
        if ((await mornings(member)).length > before) came.push(instant.slice(0, 10));
      }
      expect(came).toEqual(dates);
      await member.says('resume');
      await member.at('2026-12-14T08:00:05Z');
      expect((await mornings(member)).at(-1)).toMatch(/Monday/);
    });

    it('keeps the days when they press Stay', async () => {
      const { member } = await joined(open);
      for (const date of [23, 24, 25, 26, 27]) await member.at(day(date));
      await member.presses('Stay');
      await member.at(day(30));
      expect((await mornings(member)).at(-1)).toMatch(/Monday/);
    });
  });
});

describe('prompts after a meeting', () => {
  eachStore((open) => {
    it('ask whether a planned one happened an hour after its end, and go on to the thank-you', async () => {
      const { member } = await joined(open);
      await member.says('meeting coffee with Frida tomorrow 10:00');
      expect(await last(member)).toMatch(/Frida[^\n]*Tuesday 24 November[^\n]*10:00/);
      await member.at('2026-11-24T10:59:00Z');
      expect(await last(member)).not.toMatch(/Did it happen/);
      await member.at('2026-11-24T11:00:05Z');
      await member.hears(/Did it happen\?/);
      expect(await member.buttons()).toEqual(['It happened', 'Moved', 'Not happening']);
      await member.presses('It happened');
      expect(await last(member)).toMatch(/Thank Frida/);
      expect(await member.buttons()).toEqual(expect.arrayContaining(['Done', 'Later', 'Drop']));
    });

    it('move out of quiet hours into the next morning’s card', async () => {
      const { member } = await joined(open);
      await member.at('2026-11-23T17:00:00Z');
      await member.says('meeting had a coffee with Frida today 18:00-19:30');
      const before = (await member.heard()).length;
      for (const hour of ['19:30', '21:00', '23:30']) await member.at(`2026-11-23T${hour}:00Z`);
      await member.at('2026-11-24T06:59:00Z');
      expect(await member.heard()).toHaveLength(before);
      await member.at(day(24));
      const since = (await member.heard()).slice(before).join('\n');
      expect(since).toMatch(/thank Frida/i);
    });

    it('come once more twenty hours on, in the morning of a day off too, and are then left in the list', async () => {
      const { member } = await joined(open);
      await member.at('2026-11-27T16:00:00Z');
      await member.says('meeting coffee with Frida today 17:30-18:30');
      const thanked = async () => (await member.heard()).filter((text) => /thank Frida/i.test(text)).length;
      await member.at('2026-11-27T18:30:05Z');
      await member.hears(/Did it happen\?/);
      await member.presses('It happened');
      const first = await thanked();
      for (const hour of ['08:00', '12:00']) await member.at(`2026-11-28T${hour}:05Z`);
      expect(await thanked()).toBe(first);
      await member.at('2026-11-28T13:30:05Z');
      expect(await thanked()).toBe(first + 1);
      await member.at('2026-11-29T13:30:05Z');
      expect(await thanked()).toBe(first + 1);
      await member.says('followups');
      expect(await last(member)).toMatch(/Thank Frida/);
    });

    it('of a late evening before a day off come at its morning time', async () => {
      const { member } = await joined(open);
      await member.at('2026-11-27T16:00:00Z');
      await member.says('meeting coffee with Frida today 18:30-19:30');
      await member.at('2026-11-27T20:00:00Z');
      expect(await last(member)).not.toMatch(/Did it happen/);
      await member.at('2026-11-28T08:00:05Z');
      expect(await last(member)).toMatch(/Did it happen\?/);
      expect(await mornings(member)).toHaveLength(0);
    });

    it('of a meeting without a time ride in the next card after its day', async () => {
      const { member } = await joined(open);
      await member.at(day(23));
      await member.says('meeting coffee with Frida tomorrow');
      await member.at(day(24));
      expect((await mornings(member)).at(-1)).not.toMatch(/Did it happen\?/i);
      await member.at(day(25));
      expect((await mornings(member)).at(-1)).toMatch(/Frida[\s\S]*did it happen\?/i);
    });

    it('come at most three times a day, the rest with the next card', async () => {
      const { member } = await joined(open);
      await member.says('add Ana, Cy, Dee, Eva');
      for (const [name, time] of [
        ['Ana', '10:00'],
        ['Cy', '10:10'],
        ['Dee', '10:20'],
        ['Eva', '10:30'],
        ['Frida', '10:40'],
      ])
        await member.says(`meeting call with ${name} today ${time}`);
      const asked = async () => (await member.heard()).filter((text) => /Did it happen\?/.test(text)).length;
      for (let minute = 0; minute < 60; minute += 5)
        await member.at(new Date(Date.parse('2026-11-23T10:30:00Z') + minute * 60_000).toISOString());
      expect(await asked()).toBe(3);
    });
  });
});

describe('Later', () => {
  eachStore((open) => {
    it('brings the step back in an hour', async () => {
      const { member } = await joined(open);
      await member.at(day(23));
      await member.presses('Later');
      await member.presses('1 hour');
      const before = (await member.heard()).length;
      await member.at('2026-11-23T08:50:00Z');
      expect(await member.heard()).toHaveLength(before);
      await member.at('2026-11-23T09:00:10Z');
      expect(await member.heard()).toHaveLength(before + 1);
      expect(await last(member)).toMatch(/Warm-up: Write to Frida/);
      await member.at('2026-11-23T12:00:00Z');
      expect(await member.heard()).toHaveLength(before + 1);
    });

    it.each([
      ['pause', 'a step'],
      ['stop', 'a step'],
      ['pause', 'a thank-you'],
      ['stop', 'a thank-you'],
    ])('after %s offers and promises of %s only the next card', async (word, what) => {
      const { member, hand } = await joined(open);
      if (what === 'a thank-you') await member.says('meeting had coffee with Frida today 7:00-7:20');
      await member.at(day(23));
      await member.presses('Later');
      const when = (await member.said()).at(-1);
      const [hour] =
        when?.message?.blocks.flatMap((one) => (one.kind === 'controls' ? one.controls : [])) ?? [];
      if (hour?.kind !== 'button') throw new Error('no button');
      hand.now += 1_000;
      await member.says(word);
      await member.presses('Later');
      expect(await member.buttons()).toEqual(['Tomorrow', 'Next week']);
      await member.asks({ kind: 'do', ...hour.action, fields: {}, message: when?.id } as never);
      await member.hears(/It comes with your next card, from (?:tomorrow|Tuesday 24 November) on/);
    });
  });
});

describe('peace', () => {
  eachStore((open) => {
    it('follows words of distress, which are kept nowhere; any word ends it with the next planned card', async () => {
      const { member } = await joined(open);
      await member.says('meeting coffee with Frida tomorrow 10:00');
      await member.says('I want to die');
      expect(await last(member)).toMatch(/That sounds like a lot to carry/);
      expect(JSON.stringify(await member.said())).not.toMatch(/want to die/);
      const before = (await member.heard()).length;
      await member.at(day(24));
      await member.at('2026-11-24T11:00:05Z');
      expect(await member.heard()).toHaveLength(before);
      await member.presses("I'm back");
      const peace = (await member.said()).find((one) => /a lot to carry/.test(words(one)));
      expect(buttonsOf(peace)).toEqual([]);
      await member.at(day(25));
      expect((await mornings(member)).at(-1)).toMatch(/Wednesday/);
    });

    it('follows three steps felt at nine or ten within a week', async () => {
      const { member, hand } = await joined(open);
      for (const name of ['Frida', 'Olaf', 'Stefan']) {
        hand.now += 60_000;
        await member.says(`log emailed ${name} today`);
        await member.rates(9);
      }
      expect(await last(member)).toMatch(/That sounds like a lot to carry/);
    });
  });
});
