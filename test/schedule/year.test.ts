// A year of several members in twenty zones, with answers, silence, pauses, moves of zone and morning, distress, and the
// program down now and then: counted from what was delivered. RUNGS_LONG=1 lives a whole year with fifty, by dice of its
// own each time, and says what it counted and the seed; RUNGS_SEED lives that one again.

import { describe, expect, it } from 'vitest';
import type { Answered } from '../../src/app.ts';
import type { Ask, Say } from '../../src/ask.ts';
import type { Message } from '../../src/reply/reply.ts';
import { addDays } from '../../src/time/days.ts';
import { instantToLocal } from '../../src/time/zones.ts';
import { dice } from '../support/dice.ts';
import { nextInstant } from '../support/history.ts';
import { words } from '../support/houseDoor.ts';
import { eachStore } from '../support/stores.ts';
import { type Delivered, pressOf, ratingOf, whoOf, type YearHouse, yearHouse } from '../support/yearHouse.ts';
import { isQuiet, judge, type Reason, type Told, toldAt, type Year } from '../support/yearOracle.ts';

const long = process.env.RUNGS_LONG === '1';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Offsets change in both hemispheres in the months after it. */
const start = Date.parse('2026-08-31T12:34:56Z');

const zones = [
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Asia/Beirut',
  'Africa/Cairo',
  'Europe/Berlin',
  'Europe/Lisbon',
  'Atlantic/Azores',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/New_York',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Pacific/Pago_Pago',
];
const mornings = ['09:00', '09:00', '07:30', '12:00', '06:15', '18:45', '00:00', '22:30'];

interface Person extends Year {
  /** Nothing is said or pressed before then. */
  silentUntil: number;
  /** Nothing is told before then but words that bring back. */
  nextWhim: number;
  people: number;
}

/** Something to be done at an instant. */
interface Deed {
  readonly at: number;
  readonly who: Person;
  readonly run: () => Promise<void>;
}

describe('a simulated year', () => {
  eachStore((open, _fresh, dialect) => {
    const [members, days] = long ? [50, 365] : dialect === 'sqlite' ? [10, 120] : [4, 21];

    it('brings one card on each planned date, and on the others only what has a name', {
      timeout: long ? 7_200_000 : 180_000,
    }, async () => {
      const hand = { now: start };
      const store = await open({ now: () => hand.now });
      const end = start + days * day;
      const at = yearHouse(store, hand);
      const seed = Number(process.env.RUNGS_SEED ?? (long ? Date.now() : 20260831));
      const people = await lived(at, hand, members, end, dice(seed));
      const reasons = new Map<Reason, number>();
      let cards = 0;
      for (const person of people) {
        const mine = at.delivered.filter((one) => one.user === person.user);
        const judged = judge(person, mine, at.ticks, hand.now);
        cards += judged.cards;
        for (const [reason, n] of judged.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + n);
        inPeace(person, mine);
        await inTheTalk(at, person, mine);
      }
      if (long)
        process.stdout.write(
          `${dialect}, seed ${seed}: ${members} members, ${days} days, ${at.delivered.length} delivered, ${cards} cards; ` +
            `dates without: ${[...reasons].map(([reason, n]) => `${reason} ${n}`).join(', ')}\n`,
        );
      expect(cards).toBeGreaterThan((members * days) / 6);
      // A year without these would say nothing about them.
      if (dialect === 'sqlite')
        for (const reason of [
          'down',
          'twelve hours',
          'that date had one',
          'paused',
          'stopped',
          'distress',
          'weekly',
          'silence',
        ] as const)
          expect(reasons.get(reason) ?? 0, reason).toBeGreaterThan(0);
      expect(at.delivered.filter((one) => one.budget === 'asked').length).toBeGreaterThan(members);
    });
  });
});

/** Never two cards within 12 h; none in quiet hours; at most two unasked and three asked-for a local day. */
function inPeace(person: Person, mine: readonly Delivered[]): void {
  const counts = new Map<string, number>();
  let before = Number.NEGATIVE_INFINITY;
  for (const one of mine) {
    const told = toldAt(person.told, one.at)!;
    const { date, time } = instantToLocal(told.zone, new Date(one.at));
    const what = `${person.user} ${one.kind} on ${date} ${time} ${told.zone}: ${one.text.slice(0, 60)}`;
    if (one.kind === 'card') {
      expect(one.at - before, what).toBeGreaterThanOrEqual(12 * hour);
      before = one.at;
    }
    // A step put off for an hour may speak in them.
    if (one.kind !== 'later') expect(isQuiet(one.at, told), `quiet: ${what}`).toBe(false);
    const budget = one.budget === 'asked' ? 'asked' : 'unasked';
    const count = (counts.get(`${date} ${budget}`) ?? 0) + 1;
    counts.set(`${date} ${budget}`, count);
    expect(count, what).toBeLessThanOrEqual(budget === 'asked' ? 3 : 2);
  }
}

/** What was delivered stands in the talk, once, and no other card does. */
async function inTheTalk(at: YearHouse, person: Person, mine: readonly Delivered[]): Promise<void> {
  const talk = (await at.house.talk(whoOf(person.user))).filter((said) => said.author === 'rungs');
  const since = talk[0]?.at ?? 0;
  const recent = mine.filter((one) => one.at > since).map((one) => one.id);
  expect(talk.map((said) => said.id)).toEqual(expect.arrayContaining(recent));
  const mornings = talk
    .filter((said) => said.at > since && /^Good morning/.test(words(said)))
    .map((said) => said.id);
  const cards = mine
    .filter((one) => one.kind === 'card' && /^Good morning/.test(one.text))
    .map((one) => one.id);
  for (const id of mornings) expect(cards).toContain(id);
}

/** Live until `end`: time leaps from one thing to the next. */
async function lived(
  at: YearHouse,
  hand: { now: number },
  members: number,
  end: number,
  roll: () => number,
): Promise<readonly Person[]> {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(roll() * all.length)]!;
  const deeds: Deed[] = [];
  const people: Person[] = [];
  const within = (from: number, to: number) => from + roll() * (to - from);

  const later = (who: Person, ms: number, run: () => Promise<void>) => {
    deeds.push({ at: hand.now + Math.floor(ms), who, run });
    deeds.sort((a, b) => a.at - b.at);
  };
  const now = (person: Person) => person.told.at(-1)!;
  const localDay = (person: Person) => instantToLocal(now(person).zone, new Date(hand.now)).date;

  /** Hand in an ask, and note what was told by it. Any word ends peace, a stop and the weekly pace. */
  async function ask(
    person: Person,
    what: Partial<Ask> & Pick<Ask, 'kind'>,
    change: Partial<Told> = {},
  ): Promise<Answered> {
    const before = now(person);
    const done = await at.asks(person.user, before.zone, what);
    person.heard.push(hand.now);
    // Who stopped is back with a word, but not by looking at the settings nor by an old button.
    const stays = before.state === 'stopped' && (what.kind === 'do' || /^settings/.test((what as Say).text));
    const back = stays ? 'stopped' : 'active';
    const told = { ...before, weekly: null, state: back, ...change, from: hand.now } as Told;
    person.told.push(told);
    return done;
  }
  const say = (person: Person, text: string, change: Partial<Told> = {}) =>
    ask(person, { kind: 'say', text } as Partial<Ask> & { kind: 'say' }, change);

  async function born(n: number): Promise<void> {
    const zone = zones[n % zones.length]!;
    const user = `m${n}`;
    const base: Told = {
      from: hand.now,
      zone,
      morning: '09:00',
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      quiet: { from: '20:00', until: '08:00' },
      state: 'stopped',
      off: [],
      weekly: null,
    };
    const person: Person = {
      user,
      told: [base],
      heard: [],
      silentUntil: 0,
      nextWhim: hand.now + within(0, 6 * day),
      people: 3,
    };
    people.push(person);
    await at.asks(user, zone, { kind: 'say', text: 'hello' } as Partial<Ask> & { kind: 'say' });
    await ask(person, { kind: 'do', route: 'start.join' } as Partial<Ask> & { kind: 'do' }, {
      state: 'active',
    });
    await say(person, 'add Ana, Ben, Cy');
    await settings(person, `morning ${pick(mornings)}`);
  }

  /** Change a setting; what stands then is read from the export. */
  async function settings(person: Person, text: string): Promise<void> {
    await say(person, `settings ${text}`);
    const file = await at.house.file(whoOf(person.user), 'rungs.json');
    const { member } = JSON.parse(file?.body ?? '') as {
      member: { zone: string; morning: string; days: string[]; quiet: string };
    };
    const [from = '', until = ''] = member.quiet.split('-');
    const told = person.told.pop()!;
    person.told.push({ ...told, ...member, quiet: { from, until } });
    expect(text).toContain(
      text.startsWith('zone') ? member.zone : text.startsWith('morning') ? member.morning : 'days',
    );
  }

  const quiet = (person: Person, least: number, most: number) => {
    person.silentUntil = hand.now + within(least, most) * day;
  };
  const off = (person: Person, to: string) => [
    ...now(person).off.filter((range) => range.to < localDay(person)),
    { from: localDay(person), to },
  ];
  const resumed = (person: Person) =>
    now(person).off.flatMap((range) => {
      const yesterday = addDays(localDay(person), -1);
      return range.to < localDay(person)
        ? [range]
        : range.from > yesterday
          ? []
          : [{ ...range, to: yesterday }];
    });

  const whims: readonly ((person: Person) => Promise<unknown>)[] = [
    (person) => settings(person, `zone ${pick(zones)}`),
    (person) => settings(person, `zone ${pick(zones)}`),
    (person) => settings(person, `morning ${pick(mornings)}`),
    (person) => settings(person, `morning ${pick(['06:15', '22:30'])}`),
    (person) => settings(person, `morning ${pick(['06:15', '22:30'])}`),
    (person) => settings(person, `days ${pick(['mon-sun', 'mon-fri', 'mon,wed,fri', 'tue,sat', 'mon-sun'])}`),
    async (person) => {
      if (now(person).off.some((range) => range.to >= localDay(person))) return;
      const back = addDays(localDay(person), Math.floor(within(2, 12)));
      await say(person, `pause until ${back}`, { off: off(person, addDays(back, -1)) });
    },
    async (person) => {
      if (now(person).off.some((range) => range.to >= localDay(person))) return;
      await say(person, 'pause today', { off: off(person, localDay(person)) });
    },
    (person) => say(person, 'resume', { off: resumed(person) }),
    (person) => say(person, 'stop', { state: 'stopped' }),
    (person) => say(person, 'I want to die', { state: 'distress' }),
    async (person) => quiet(person, 4, 12),
    async (person) => quiet(person, 4, long ? 70 : 55),
    async (person) => quiet(person, 40, 60),
    (person) => say(person, 'log emailed Ana yesterday, felt 3'),
    (person) => say(person, 'today'),
    (person) => say(person, 'not today'),
    (person) => meetings(person),
    (person) => meetings(person),
    (person) => meetings(person),
  ];

  /** Some meetings about now, more than a day's three to be asked about. */
  async function meetings(person: Person): Promise<void> {
    for (let n = Math.floor(within(1, 6)); n > 0; n -= 1) {
      const start = `${String(Math.floor(within(6, 22))).padStart(2, '0')}:${pick(['00', '15', '40'])}`;
      await say(
        person,
        `meeting ${pick(['coffee', 'call'])} with ${pick(['Ana', 'Ben', 'Cy'])} tomorrow ${start}`,
      );
    }
  }

  /** What a member does with a message, some time after it came. */
  async function react(person: Person, one: Delivered): Promise<void> {
    const press = (id: string, message: Message | undefined, label: string) => {
      const found = pressOf(id, message, label);
      return found && ask(person, found);
    };
    if (/How shall we go on\?/.test(one.text)) {
      const label = pick(['Stay', 'Weekly', 'Pause'] as const);
      const found = pressOf(one.id, one.message, label);
      if (!found) throw new Error('no way on');
      const change =
        label === 'Weekly'
          ? { weekly: localDay(person) }
          : label === 'Pause'
            ? { off: off(person, '9999-12-30') }
            : {};
      await ask(person, found, change);
      if (label === 'Weekly') person.silentUntil = hand.now + within(1, 50) * day;
      return;
    }
    if (one.kind === 'happened')
      return void (await press(one.id, one.message, pick(['It happened', 'Not happening'])));
    if (one.kind === 'thanks') return void (await press(one.id, one.message, pick(['Done', 'Drop'])));
    const what = pick(['Did it', 'Did it', 'Not today', 'Later']);
    const done = await press(one.id, one.message, what);
    const said = done?.said.findLast((each) => each.message);
    if (!said) return;
    const rating = what === 'Did it' && ratingOf(said.id, said.message, Math.floor(within(0, 9)));
    if (rating) await ask(person, rating);
    if (what === 'Later') await press(said.id, said.message, '1 hour');
  }

  for (let n = 0; n < members; n += 1) await born(n);
  let downAt = hand.now + within(1, 4) * day;

  while (hand.now < end) {
    const due = await nextInstant(at.store, hand.now);
    const whim = Math.min(...people.map((one) => Math.max(one.nextWhim, one.silentUntil)));
    // The tick comes up to a period after the minute.
    const next = Math.min(
      (due ?? end) + Math.floor(within(0, 20_000)),
      deeds[0]?.at ?? end,
      Math.floor(whim),
      end,
    );
    if (next >= downAt) {
      // Down: nothing is sent and nothing heard; then everything at once.
      hand.now = Math.max(
        hand.now + 1,
        Math.floor(downAt + pick([within(0.2, 2.5), within(2.5, 9), within(20, 90)]) * hour),
      );
      downAt = hand.now + within(1, 9) * day;
      while (deeds[0] && deeds[0].at <= hand.now) deeds.shift();
      await tickNow();
      continue;
    }
    hand.now = Math.max(hand.now + 1, next);
    const deed = deeds[0];
    if (deed && deed.at <= hand.now) {
      deeds.shift();
      if (deed.who.silentUntil <= hand.now) await deed.run();
      continue;
    }
    const whimsical = people.find((one) => Math.max(one.nextWhim, one.silentUntil) <= hand.now);
    if (whimsical) {
      whimsical.nextWhim = hand.now + within(0.5, 9) * day;
      await pick(whims)(whimsical);
      continue;
    }
    await tickNow();
  }
  return people;

  async function tickNow(): Promise<void> {
    for (const one of await at.tick()) {
      const person = people.find((each) => each.user === one.user);
      if (!person) continue;
      // Late evenings changed for early mornings: the next date would come within twelve hours.
      if (one.kind === 'card' && now(person).morning === '22:30' && roll() < 0.3)
        later(person, within(1, 60) * minute, () => settings(person, 'morning 06:15'));
      else if (roll() < 0.5) later(person, within(1, 300) * minute, () => react(person, one));
    }
  }
}
