// What a forger, a second member or a damaged row may try: nothing is read, nothing is broken, nothing is lost.

import { expect, it } from 'vitest';
import type { Do, Say } from '../../src/ask.ts';
import type { Button } from '../../src/reply/reply.ts';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';
import { signUp } from './signUp.ts';

async function joined(open: Open) {
  const hand: Hand = { now: Date.parse('2026-11-23T08:30:00Z') };
  const store = await open({ now: () => hand.now });
  const member = houseDoor(store, hand);
  await member.says('hello');
  await signUp(member);
  hand.now += 120_000;
  return { member, hand, store };
}

type Saying = Partial<Say> & { kind: 'say' };

const does = (route: string, args: Record<string, string> = {}, fields: Record<string, string> = {}) =>
  ({ kind: 'do', route, args, fields }) as Partial<Do> & { kind: 'do' };

eachStore((open) => {
  it('gives nobody the answer to an event that somebody else sent', async () => {
    const { member, hand, store } = await joined(open);
    await member.asks({ kind: 'say', text: 'contacts', eventKey: 'web:known' } as Saying);
    const other = houseDoor(store, hand, { door: 'web', tenant: 'local', user: 'other' });
    const got = await other.asks({ kind: 'say', text: 'hello', eventKey: 'web:known' } as Saying);
    expect(JSON.stringify(got)).not.toContain('Frida');
    expect(JSON.stringify(got)).toContain('Welcome to Rungs');
  });

  it.each(['flow.constructor', 'flow.toString', 'today.constructor', 'constructor', 'run.it', 'flow.take'])(
    'answers the forged route %s in a kind line',
    async (route) => {
      const { member } = await joined(open);
      await member.asks(
        does(route, { v: 'constructor', f: 'constructor', s: '__proto__', n: '1', __proto__: 'x' }),
      );
      expect((await member.heard()).at(-1)).toMatch(/older day|answered already/);
    },
  );

  it.each(['', '2026-11-22x', '2026-11-3', '2026-11-31', '0', '\u0000'])(
    'moves no log to %j, which is no day',
    async (day) => {
      const { member } = await joined(open);
      await member.says('log emailed Frida yesterday, felt 3');
      const before = await member.exported();
      const [touch] = before.touches as readonly { id: string }[];
      await member.asks(does('log.day', { t: touch?.id ?? '', d: day }));
      expect((await member.exported()).touches).toEqual(before.touches);
      await member.says('today');
    },
  );

  it('looks for an id with a NUL in it in vain', async () => {
    const { member } = await joined(open);
    await member.asks(does('log.felt', { t: 'a\u0000b' }, { value: '3' }));
    expect((await member.heard()).at(-1)).toMatch(/no longer in your log/);
  });

  it('asks back about a mistyped verb whatever stands behind it', async () => {
    const { member } = await joined(open);
    await member.says(`contcts ${"'(!~*)".repeat(10)}`);
    await member.hears(/Did you mean contacts/);
  });

  it('starts although a row of the inbox does not open, and works the others', async () => {
    const { member, hand, store } = await joined(open);
    const who = { door: 'web', tenant: 'local', user: 'me', place: 'private' } as const;
    const say = (text: string, eventKey: string) =>
      member.house.hear({ ...who, kind: 'say', text, eventKey, at: hand.now });
    const bad = await say('help', 'web:bad');
    await store.db.updateTable('inbox').set({ ask_sealed: 'v1.x.y.z' }).where('id', '=', bad).execute();
    await say('add Zelda', 'web:good');
    await member.house.catchUp();
    await member.hears(/Added Zelda/);
  });

  it('leaves today alone when a reason is pressed on a card of last week', async () => {
    const { member } = await joined(open);
    await member.at('2026-11-24T08:00:00Z');
    const [press] = await buttonsNamed(member, 'Not today');
    await member.presses('Not today');
    const why = { ...press?.args, w: 'ill' };
    await member.at('2026-11-30T08:00:00Z');
    await member.asks(does('today.why', why));
    await member.hears(/That day is over/);
    await member.says('settings');
    expect((await member.exported()).member).toMatchObject({ pausedUntil: null });
  });

  it('logs nothing by “Log it anyway?” of a card of last week', async () => {
    const { member } = await joined(open);
    await member.at('2026-11-24T08:00:00Z');
    const [did] = await buttonsNamed(member, 'Did it');
    await member.at('2026-11-30T08:00:00Z');
    await member.asks(does('today.anyway', { p: did?.args.p ?? '', d: 'then' }));
    await member.hears(/That card is from Tuesday 24 November/);
    expect((await member.exported()).touches).toEqual([]);
  });

  it('takes a long list of named people, and no longer one than it names', async () => {
    const { member } = await joined(open);
    await member.says('log emailed Frida yesterday, felt 3');
    const [touch] = (await member.exported()).touches as readonly { id: string }[];
    const names = Array.from({ length: 400 }, (_, n) => `w${n}`).join(',');
    await member.asks(does('meeting.named', { t: touch?.id ?? '' }, { people: names }));
    expect((await member.exported()).contacts).toHaveLength(403);
    await member.asks(does('meeting.named', { t: touch?.id ?? '' }, { people: 'x,'.repeat(100_000) }));
    expect(member.problem()).toMatch(/4,000 characters/);
    await member.asks(does('meeting.form', {}, { who: 'x,'.repeat(100_000), kind: 'coffee' }));
    expect(member.problem()).toMatch(/4,000 characters/);
  });
});

/** The actions of all buttons of that label, the newest first. */
async function buttonsNamed(member: HouseDoor, label: string): Promise<readonly Button['action'][]> {
  return (await member.said())
    .flatMap((said) => said.message?.blocks ?? [])
    .flatMap((b) => (b.kind === 'controls' ? b.controls : []))
    .flatMap((c) => (c.kind === 'button' && c.label === label ? [c.action] : []))
    .reverse();
}
