// One member on several doors: the code, what moves, what holds, what is asked, and how it is undone.

import { describe, expect, it } from 'vitest';
import { purgeLinks } from '../../src/account/linkRows.ts';
import type { Who } from '../../src/ask.ts';
import { buttonsOf, type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const at = (user: string): Who => ({ door: 'web', tenant: 'local', user });

interface Sides {
  readonly hand: Hand;
  /** Joined in Berlin; makes the code. */
  readonly maker: HouseDoor;
  /** A stranger until they say something. */
  readonly other: HouseDoor;
}

async function twoSides(open: Open): Promise<Sides> {
  const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
  const store = await open({ now: () => hand.now });
  const maker = houseDoor(store, hand, at('maker'));
  const other = houseDoor(store, hand, at('other'), 'America/New_York');
  await maker.says('hello');
  await signUp(maker);
  return { hand, maker, other };
}

async function codeOf(maker: HouseDoor): Promise<string> {
  await maker.says('link');
  const said = await maker.hears(/Your code is/);
  return /\b[A-Z]{8}\b/.exec(said)?.[0] ?? '';
}

/** Joins with people of their own: Frida, whom the maker knows too, and Gus. */
async function joinedToo({ other }: Sides): Promise<void> {
  await other.says('hello');
  await other.presses('Join');
  await other.presses('Enough for now');
  await other.says('add Frida, Gus');
  await other.presses('Enough for now');
  await other.says('emailed Gus yesterday, felt 3');
}

const names = (out: Record<string, unknown>) =>
  (out.contacts as readonly { name: string }[]).map((one) => one.name).sort();
const count = (out: Record<string, unknown>, what: string) => (out[what] as readonly unknown[]).length;

describe('link', () => {
  eachStore((open) => {
    it('takes a newcomer in at once: the same people, on either side', async () => {
      const sides = await twoSides(open);
      const code = await codeOf(sides.maker);
      await sides.other.says(`link ${code.toLowerCase()}`);
      await sides.other.hears(/You are one here now/);
      await sides.other.says('add Hanna');
      expect(names(await sides.other.exported())).toEqual(['Frida', 'Hanna', 'Olaf', 'Stefan']);
      expect(await sides.maker.exported()).toEqual(await sides.other.exported());
    });

    it('leaves no Join above, and what it can be undone by', async () => {
      const sides = await twoSides(open);
      await sides.other.says('hello');
      await sides.other.presses('Show me an example first');
      await sides.other.says('hello');
      const offered = async () => (await sides.other.said()).flatMap(buttonsOf);
      expect((await offered()).filter((label) => label === 'Join')).toHaveLength(1);
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      expect(await offered()).not.toContain('Join');
      expect(await offered()).toContain('Undo');
    });

    it('takes a code once, and only for ten minutes', async () => {
      const sides = await twoSides(open);
      const code = await codeOf(sides.maker);
      sides.hand.now += 10 * minute;
      await sides.other.says(`link ${code}`);
      await sides.other.hears(/ten minutes are over/);
      const fresh = await codeOf(sides.maker);
      await sides.other.says(`link ${fresh}`);
      await sides.other.hears(/You are one/);
      const third = houseDoor(sides.maker.store, sides.hand, at('third'));
      await third.says(`link ${fresh}`);
      await third.hears(/no code of mine/);
    });

    it('asks before what one side was told goes to the other, and leaves all as it was on Cancel', async () => {
      const sides = await twoSides(open);
      await joinedToo(sides);
      const before = await sides.other.exported();
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      await sides.other.hears(/Did you make this code yourself/);
      await sides.other.presses('Cancel');
      expect(await sides.other.exported()).toEqual({ ...before, exportedAt: expect.any(String) });
      expect(names(await sides.maker.exported())).toEqual(['Frida', 'Olaf', 'Stefan']);
    });

    it('moves people and steps over, keeps the settings of the maker, and asks about doubles', async () => {
      const sides = await twoSides(open);
      await joinedToo(sides);
      const had = await sides.other.exported();
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      await sides.other.presses('Link');
      await sides.other.hears(/2 people and 1 step came along/);
      await sides.other.hears(/Frida and Frida: the same person/);
      const linked = await sides.maker.exported();
      expect(names(linked)).toEqual(['Frida', 'Frida', 'Gus', 'Olaf', 'Stefan']);
      expect(count(linked, 'touches')).toBe(count(had, 'touches'));
      expect(linked.member).toMatchObject({ zone: 'Europe/Berlin', morning: '09:00' });
      await sides.other.presses('Same person');
      expect(names(await sides.maker.exported())).toEqual(['Frida', 'Gus', 'Olaf', 'Stefan']);
    });

    it('tells whoever had a calendar where a full one is now, and nobody else', async () => {
      const sides = await twoSides(open);
      await joinedToo(sides);
      await sides.other.says('settings');
      await sides.other.presses('Calendar');
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      await sides.other.presses('Link');
      await sides.other.hears(
        /one here now[\s\S]*calendar address from this side is empty now; settings, then Calendar/,
      );
      const newcomer = houseDoor(sides.maker.store, sides.hand, at('third'));
      await newcomer.says(`link ${await codeOf(sides.maker)}`);
      expect(await newcomer.hears(/one here now/)).not.toMatch(/calendar/);
    });

    it('is undone within a day, from either side, with everything where it was', async () => {
      const sides = await twoSides(open);
      await joinedToo(sides);
      const [mine, theirs] = [await sides.maker.exported(), await sides.other.exported()];
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      await sides.other.presses('Link');
      await sides.other.presses('Same person');
      await sides.maker.says('undo');
      await sides.maker.hears(/merging Frida/);
      await sides.maker.says('undo');
      await sides.maker.hears(/Taken back: linking/);
      const undone = { exportedAt: expect.any(String) };
      expect(await sides.maker.exported()).toEqual({ ...mine, ...undone });
      const back = await sides.other.exported();
      expect({ ...back, touches: [] }).toEqual({ ...theirs, touches: [], ratings: back.ratings, ...undone });
      expect(back.touches).toMatchObject(
        (theirs.touches as readonly object[]).map((touch) => ({ ...touch, order: expect.any(Number) })),
      );
      await sides.other.says('contacts');
      await sides.other.hears(/Gus/);
    });

    it('answers who undid it where they asked, also when the side is a member of its own again', async () => {
      const sides = await twoSides(open);
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      await sides.other.says('undo');
      await sides.other.hears(/Taken back: linking/);
      expect(names(await sides.maker.exported())).toEqual(['Frida', 'Olaf', 'Stefan']);
      await sides.other.says('contacts');
      await sides.other.hears(/Welcome to Rungs/);
    });

    it('lets go of the empty shell after a day, and of nothing else', async () => {
      const sides = await twoSides(open);
      await joinedToo(sides);
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      await sides.other.presses('Link');
      const { store } = sides.maker;
      sides.hand.now += day - minute;
      expect(await store.work((unit) => purgeLinks(unit))).toBe(0);
      sides.hand.now += 2 * minute;
      expect(await store.work((unit) => purgeLinks(unit))).toBe(1);
      expect(names(await sides.other.exported())).toEqual(['Frida', 'Frida', 'Gus', 'Olaf', 'Stefan']);
    });

    it('shuts for an hour after five codes that do not fit, also to the right one', async () => {
      const sides = await twoSides(open);
      for (const wrong of ['AAAAAAAA', 'BBBBBBBB', 'nonsense words', 'CCCCCCCC'])
        await sides.other.says(`link ${wrong}`);
      await sides.other.hears(/no code of mine/);
      await sides.other.says('link DDDDDDDD');
      await sides.other.hears(/Try again in an hour/);
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      expect((await sides.other.heard()).at(-1)).toMatch(/Try again in an hour/);
      // A press that was never offered is no way round it.
      const c = await codeOf(sides.maker);
      await sides.other.asks({ kind: 'do', route: 'link.yes', args: { c } } as never);
      expect((await sides.other.heard()).at(-1)).toMatch(/Try again in an hour/);
      sides.hand.now += 61 * minute;
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      await sides.other.hears(/You are one/);
    });

    it('counts tries of a newcomer too: nothing of theirs is thrown away with a kind line', async () => {
      const sides = await twoSides(open);
      for (let i = 0; i < 5; i += 1) await sides.other.says('link QQQQQQQQ');
      expect((await sides.other.heard()).at(-1)).toMatch(/Try again in an hour/);
    });

    it('tells a maker who types the code at home where it belongs', async () => {
      const sides = await twoSides(open);
      await sides.maker.says(`link ${await codeOf(sides.maker)}`);
      await sides.maker.hears(/your own code/);
    });

    it('brings the card to one place, the newest until another is chosen', async () => {
      const sides = await twoSides(open);
      sides.hand.now += minute;
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      await sides.other.hears(/Your card and reminders come here/);
      await sides.other.presses('On the page (1)');
      await sides.other.hears(/Your card comes on the page \(1\) from now on/);
    });

    it('erases every trace of the one with the other', async () => {
      const sides = await twoSides(open);
      await joinedToo(sides);
      await sides.other.says(`link ${await codeOf(sides.maker)}`);
      await sides.other.presses('Link');
      await sides.maker.says('forget me');
      await sides.maker.presses('Forget');
      const { store } = sides.maker;
      const left = await Promise.all(
        (['contacts', 'links', 'link_tries', 'link_codes', 'addresses', 'touches'] as const).map((table) =>
          store.db.selectFrom(table).select('member').execute(),
        ),
      );
      expect(left.flat()).toEqual([]);
      expect(await store.db.selectFrom('members').select('id').execute()).toEqual([]);
    });
  });
});
