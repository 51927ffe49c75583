// The program dies before and after each thing that it does while twenty members' cards go out by Slack, and starts again:
// nothing is lost, nothing doubled, as Slack itself counts. STOPS=all: every point, else every eleventh.

import { afterEach, expect, it } from 'vitest';
import { aLetter, type Clocks, put, rows } from '../support/letters.ts';
import { lifeline, live, mortal } from '../support/lifeline.ts';
import { openSlack, type Slack } from '../support/slack/index.ts';
import { slackCarrier } from '../support/slackCarrier.ts';
import { aMember, eachStore, NOW } from '../support/stores.ts';

const letters = 20;
const stride = process.env.STOPS === 'all' ? 1 : 11;

let slack: Slack | undefined;
afterEach(async () => {
  await slack?.close();
  slack = undefined;
});

/** What goes wrong on the way of every third letter: lost after it was applied, before it, a fault of Slack's, its rate. */
const troubles = [
  { after: 'cut' },
  { before: 'cut' },
  { after: '500' },
  { before: '500' },
  { before: 1 },
] as const;

eachStore((open) => {
  it.each([false, true])(
    'loses no card and doubles none wherever it dies; with a bad wire: %s',
    async (bad) => {
      const store = await open();
      const me = (await store.work((unit) => aMember(unit, store))).member;
      const unsettled = async () =>
        (await rows(store)).filter((row) => ['pending', 'claimed', 'sending', 'unknown'].includes(row.state))
          .length;

      async function lifeAndAfter(dieAt: number, after: boolean): Promise<number> {
        await store.db.deleteFrom('outbox').execute();
        await store.db.deleteFrom('tenants').execute();
        const here = await openSlack();
        slack = here;
        const team = here.workspace();
        const people = Array.from({ length: letters }, () => here.person(team));
        await put(
          store,
          me,
          people.map(({ user }, n) =>
            aLetter(`${n}`, { who: { door: 'slack', tenant: team.id, user: user.id } }),
          ),
        );
        if (bad) for (const trouble of troubles) here.server.plant({ on: 'chat.postMessage', ...trouble });
        const clock: Clocks = {
          passed: 0,
          now: () => NOW + clock.passed,
          wall: () => Date.now() + clock.passed,
        };
        const along = () => {
          here.world.rules.aheadMs = clock.passed;
        };
        const slackDoor = slackCarrier(here);
        const { life, through } = lifeline(dieAt, after);
        const { works, carrier } = mortal(store, slackDoor, through);
        const died = await live(works, new Map([['slack', carrier]]), clock, unsettled, along).then(
          () => false,
          () => true,
        );
        expect(died).toBe(life.dead);
        await live(store, new Map([['slack', slackDoor]]), clock, unsettled, along);
        const where = `${after ? 'after' : 'before'} ${dieAt}`;
        expect(
          people.map((hand) => hand.direct().messages.length),
          where,
        ).toEqual(Array(letters).fill(1));
        expect(here.world.violations, where).toEqual([]);
        await here.close();
        slack = undefined;
        return life.done;
      }

      const things = await lifeAndAfter(Number.POSITIVE_INFINITY, false);
      expect(things).toBeGreaterThan(letters);
      for (let n = 0; n < things; n += stride)
        for (const after of [false, true]) await lifeAndAfter(n, after);
    },
    300_000,
  );
});
