// What settings says of the last card and the next, in every state that a member can be in.

import { describe, it } from 'vitest';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { mondayEarly, signUp } from './signUp.ts';

async function joined(open: Open): Promise<HouseDoor> {
  const hand: Hand = { now: Date.parse(mondayEarly) };
  const member = houseDoor(await open({ now: () => hand.now }), hand);
  await member.says('hello');
  await signUp(member);
  return member;
}

const says = async (member: HouseDoor, last: RegExp, next: RegExp) => {
  await member.says('settings');
  await member.hears(new RegExp(`${last.source}[\\s\\S]*${next.source}`));
};

const none = /Last card: none yet\./;
const wentMonday = /Last card went Monday 23 November 2026, 09:00/;

describe('settings on the cards', () => {
  eachStore((open) => {
    it('say on the first day that none came yet, and then when it went', async () => {
      const member = await joined(open);
      await says(member, none, /Next card Monday 23 November 2026, 09:00 \(Europe\/Berlin\)\./);
      await member.at('2026-11-23T08:00:20Z');
      await says(member, wentMonday, /Next card Tuesday 24 November 2026, 09:00/);
    });

    it('say of a missed one that it was our fault, and when the one before went', async () => {
      const member = await joined(open);
      await member.at('2026-11-23T08:00:20Z');
      await member.at('2026-11-24T14:00:00Z');
      await says(
        member,
        /Last card, for Tuesday 24 November 2026, did not go: I was not running in time\. That one is mine, not yours\. The one before went Monday 23 November 2026, 09:00/,
        /Next card Wednesday 25 November 2026, 09:00/,
      );
    });

    it('say when a pause ends, or that it has no end, or that all is stopped', async () => {
      const member = await joined(open);
      await member.at('2026-11-23T08:00:20Z');
      await member.says('pause until friday');
      await says(member, wentMonday, /Next card Friday 27 November 2026, 09:00/);
      await member.says('pause');
      await says(member, wentMonday, /Next card: after resume, you are on pause\./);
      await member.says('stop');
      await says(member, wentMonday, /Next card: none, you stopped them\. resume brings them back\./);
      await member.says('resume');
      await says(member, wentMonday, /Next card Tuesday 24 November 2026, 09:00/);
    });

    it('have the days back after Weekly, since asking is a word', async () => {
      const member = await joined(open);
      for (const day of ['23', '24', '25', '26', '27', '30']) await member.at(`2026-11-${day}T08:00:20Z`);
      await member.hears(/It has been quiet for a few days/);
      await member.presses('Weekly');
      await says(member, /Last card went /, /Next card (?!Friday)\w+ \d+ \w+ 2026, 09:00/);
    });
  });
});
