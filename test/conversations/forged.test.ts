// A thousand forged actions against one member, by everybody who is not them: other people, the same user elsewhere, a
// stranger. Nothing of theirs is read, not a row is written, and what comes back is a kind line. The house itself, without
// a wire: what a platform lets through is slack/wire.test.ts and discordAttack.test.ts.

import { expect, it } from 'vitest';
import type { Answered } from '../../src/app.ts';
import type { Do, Who } from '../../src/ask.ts';
import type { Context, Values } from '../../src/command.ts';
import { commands } from '../../src/commands.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Block, Form, Message } from '../../src/reply/reply.ts';
import { cleanText } from '../../src/understand/text.ts';
import { rolling } from '../support/dice.ts';
import { argumentNames, charged, type Forged, manyForged, oddDays, routes } from '../support/forged.ts';
import { type Hand, type HouseDoor, houseDoor, linesOf } from '../support/houseDoor.ts';
import { memberOf, rowsOfMember } from '../support/rowsOfMember.ts';
import { aMember, eachStore, type Open } from '../support/stores.ts';
import { tourHouse } from '../support/tour.ts';
import { signUp } from './signUp.ts';

const long = process.env.RUNGS_LONG === '1';

/** Words that the member alone has said. */
const theirs = /Wilhelmina|Quist|Umbrella|Ottokar|Zanzibar|marzipan|Yodel|\bFrida\b|Olaf|Stefan|Brunhild/i;

/** All that can be used in what was answered, as it was shown. */
function usable({ said, form }: Answered): readonly Forged[] {
  const of = (action: Pick<Forged, 'route' | 'args'>, fields = {}): Forged => ({ ...action, fields });
  const inBlock = (block: Block): readonly Forged[] => {
    if (block.kind === 'rating')
      return [of(block.action, { value: '3' }), ...(block.skip ? [of(block.skip)] : [])];
    if (block.kind !== 'controls') return [];
    return block.controls.flatMap((one) => {
      if (one.kind === 'file') return [];
      return one.kind === 'select'
        ? one.options.map(({ value }) => of(one.action, { value }))
        : [of(one.action)];
    });
  };
  const fieldsOf = ({ fields }: Form) =>
    Object.fromEntries(fields.map(({ name, value = '' }) => [name, value]));
  return [
    ...said.flatMap(({ message }) => message?.blocks.flatMap(inBlock) ?? []),
    ...(form ? [of(form.action, fieldsOf(form))] : []),
  ];
}

/** A member with something of everything, and every control that they were ever shown. */
async function lived(open: Open) {
  const hand: Hand = { now: Date.parse('2026-11-23T06:30:00Z') };
  const store = await open({ now: () => hand.now });
  const member = houseDoor(store, hand);
  await member.says('hello');
  await signUp(member);
  const real: Forged[] = [];
  const note = async (answering: Promise<Answered>) => {
    const answered = await answering;
    real.push(...usable(answered));
    hand.now += 3_000;
    return answered;
  };
  const says = (text: string) => note(member.asks({ kind: 'say', text } as never));
  const does = (route: string, args = {}, fields = {}) =>
    note(member.asks({ kind: 'do', route, args, fields } as never));
  for (const words of [
    'add Wilhelmina Quist at Umbrella, Ottokar Zehn, Brunhild One',
    'add Wilhelmina Quist',
    'contacts',
    'contacts Wilhelmina',
    'log emailed Wilhelmina yesterday, felt 3',
    'log rang Ottokar, he said no',
    'meeting coffee with Ottokar tomorrow 10:00',
    'meeting had a coffee with Brunhild today',
    'followups',
    'ladder',
    'export',
    'report',
    'link',
    'settings',
    'goal',
    'forget Ottokar',
    'settings zone Kentucky',
    'emailed Winifred yesterday',
  ])
    await says(words);
  await does('ladder.added', {}, { name: 'Yodel a greeting' });
  const met = real.find(({ route }) => route === 'meeting.debrief');
  await does('meeting.debrief', met?.args);
  // The forms behind their buttons.
  for (const route of [
    'contacts.edit',
    'contacts.notes',
    'contacts.merge',
    'contacts.rest',
    'meeting.moved',
    'settings.change',
  ])
    await does(route, real.find((one) => one.route === route)?.args);
  await member.at('2026-11-24T08:00:05Z');
  // Not before: what waits to be brought in goes after a day.
  await says('import Maria Ruiz at Zanzibar');
  for (const said of await member.said()) real.push(...usable({ said: [said] }));
  const once = [...new Map(real.map((one) => [JSON.stringify(one), one])).values()];
  const id = await memberOf(store.db, 'web', 'local', 'me');
  return {
    hand,
    store,
    member,
    real: once,
    rows: () => rowsOfMember(store.db, id),
    file: () => member.house.file(me, 'rungs.json'),
  };
}

const me: Who = { door: 'web', tenant: 'local', user: 'me' };
/** Everybody who might try: another here, the same user on another door or of another place. */
const others: readonly Who[] = [
  { door: 'web', tenant: 'local', user: 'other' },
  { door: 'web', tenant: 'other', user: 'me' },
  { door: 'slack', tenant: 'local', user: 'me' },
  { door: 'discord', tenant: 'local', user: 'me' },
];

/** Routes that only the house asks, of itself: nothing is an answer to them. */
const asksItself: ReadonlySet<string> = new Set(['log.guess', 'today.answered']);

/** Everything in an answer that somebody reads. */
function readable({ said, form, problem }: Answered): string {
  const ofMessage = (message: Message) => [
    message.notice,
    ...linesOf(message),
    JSON.stringify(message.blocks),
  ];
  return [
    ...said.flatMap(({ message, text = '' }) => (message ? ofMessage(message) : [text])),
    ...(form ? [JSON.stringify(form)] : []),
    problem?.text ?? '',
  ].join('\n');
}

eachStore((open, _fresh, dialect) => {
  // The same thousand on the other database take a minute more.
  const n = long || dialect === 'sqlite' ? 1_000 : 150;

  it(`reads nothing and writes nothing of anybody's by ${n} forged actions, and answers each kindly`, async () => {
    const { hand, store, real, rows, file } = await lived(open);
    expect(real.length).toBeGreaterThan(120);
    const [before, kept] = [await rows(), (await file())?.body.replace(/"exportedAt.*/, '')];
    const thieves = others.map((who) => houseDoor(store, hand, who));
    // All but one have joined, with people of their own.
    for (const [i, thief] of thieves.entries()) if (i !== 1) await join(thief);
    const roll = rolling(7);
    for (const [i, forged] of manyForged(real, n).entries()) {
      hand.now += 2_100;
      const thief = thieves[i % thieves.length]!;
      // Replayed with the key of an event that is theirs, or on a message that is.
      const more = {
        ...(i % 7 === 0 && { message: `m${i}` }),
        place: roll.of(['private', 'channel']),
      } as const;
      const answered = await thief.asks({ kind: 'do', ...forged, ...more } as Partial<Do> & { kind: 'do' });
      const text = readable(answered);
      const what = JSON.stringify(forged).slice(0, 500);
      expect(text, what).not.toMatch(theirs);
      expect(text, what).not.toMatch(/went wrong|undefined|\[object|NaN|Error\b/);
      expect(answered.erased || text.length > 3 || asksItself.has(forged.route), what).toBe(true);
    }
    expect((await file())?.body.replace(/"exportedAt.*/, '')).toBe(kept);
    expect(await rows()).toBe(before);
  }, 300_000);

  it('meets no fault of ours on any route, whatever words stand in its arguments and fields', async () => {
    const { hand, store } = { hand: { now: Date.parse('2026-11-24T08:30:00Z') }, store: await open() };
    const house = tourHouse(store, () => hand.now);
    const roll = rolling(3);
    const words = long ? charged : Array.from({ length: 12 }, () => roll.of(charged));
    const faults: string[] = [];
    const done = Symbol('taken back');
    const work = store.work(async (unit) => {
      const ctx = await house.contextOf(unit, (await aMember(unit, store)).member);
      if (!ctx) throw new Error('no member');
      await ctx.hand('add.form', {}, { people: 'Ana Quist, Ben' });
      for (const route of routes.filter((one) => one !== 'forget.me'))
        for (const word of words) {
          const values = Object.fromEntries(argumentNames.map((name) => [name, cleanText(word)]));
          await tried(ctx, route, values, faults);
        }
      // Typed as well: behind each verb, and in the middle of a meeting or a log.
      for (const { verb } of commands)
        for (const word of [...words, ...oddDays, ...oddDays.map((day) => `coffee with Ben ${day}`)])
          await tried(ctx, 'run.it', { v: verb, w: cleanText(word) }, faults);
      throw done;
    });
    await expect(work).rejects.toBe(done);
    expect(faults).toEqual([]);
  }, 300_000);
});

async function tried(ctx: Context, route: string, values: Values, faults: string[]): Promise<void> {
  await ctx.hand(route, values, values).catch((error: unknown) => {
    if (!(error instanceof Refusal)) faults.push(`${route} ${JSON.stringify(values).slice(0, 80)}: ${error}`);
  });
}

async function join(thief: HouseDoor): Promise<void> {
  await thief.asks({ kind: 'say', text: 'hello' } as never);
  await thief.asks({ kind: 'do', route: 'start.join' } as never);
  await thief.asks({ kind: 'say', text: 'add Thea, Theo' } as never);
}
