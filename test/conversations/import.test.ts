// Bringing people in: looked at before anything is kept, then all at once, taken back as a whole; and an export that
// comes back the same after everything was forgotten.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, type Life, live, type Step, type StepName, weights } from '../support/history.ts';
import { buttonsOf, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { eachStore, type Open } from '../support/stores.ts';

const me = { door: 'web', tenant: 'local', user: 'me' } as const;
const monday = Date.parse('2026-11-23T09:00:00Z');
const file = (name: string) => readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url));

/** A member who has just joined. */
async function joined(open: Open, hand = { now: monday }) {
  const store = await open({ now: () => hand.now });
  const door = houseDoor(store, hand);
  await door.says('hello');
  await door.presses('Join');
  return { door, hand, store };
}

/** Send a file as the page does. */
async function send(door: HouseDoor, bytes: Uint8Array | string): Promise<void> {
  const sent = await door.house.upload(
    me,
    typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
  );
  if (!('id' in sent)) throw new Error(sent.problem);
  await door.asks({ kind: 'do', route: 'import.file', args: {}, fields: { value: sent.id } } as never);
}

type People = {
  name: string;
  organization: string | null;
  email: string | null;
  known: string;
  notes: string | null;
}[];
const people = async (door: HouseDoor) => (await door.exported()).contacts as People;

describe('import', () => {
  eachStore((open, _fresh, dialect) => {
    it('shows counts and examples first, and keeps nobody until told to', async () => {
      const { door } = await joined(open);
      await door.says('import');
      await door.hears(/Whom do you know already/);
      await send(door, file('linkedin.csv'));
      const seen = await door.hears(/Your LinkedIn connections: 4 people/);
      expect(seen).toMatch(/4 new/);
      expect(seen).toMatch(/1 left out: closed accounts/);
      expect(seen).toMatch(/Ilka Sommerfeld · Brand & Beet, Ltd · ilka@example\.org/);
      expect(await door.buttons()).toEqual(['Bring them in', 'Looks wrong', 'Cancel']);
      expect(await people(door)).toEqual([]);
      await door.presses('Bring them in');
      expect((await people(door)).map((one) => one.name)).toEqual([
        'Ilka Sommerfeld',
        'Zoë Quandt',
        'Priya Testperson',
        'Priya Testperson',
      ]);
      await door.hears(/Brought in 4 people/);
    });

    it('is taken back as a whole', async () => {
      const { door, hand } = await joined(open);
      await door.says('add Ilka Sommerfeld');
      hand.now += 60_000;
      const before = await people(door);
      await send(door, file('linkedin.csv'));
      await door.hears(/1 you have already: what is empty is filled for 1/);
      await door.presses('Bring them in');
      expect((await people(door))[0]).toMatchObject({ email: 'ilka@example.org' });
      await door.says('undo');
      await door.hears(/Taken back: bringing in 3 people/);
      expect(await people(door)).toEqual(before);
    });

    it('fills what is empty and never changes what was typed', async () => {
      const { door } = await joined(open);
      await send(door, 'Name,Company,Email\nBen Probe,Acme,ben@example.org');
      await door.presses('Bring them in');
      await send(door, 'Name,Company,Email,Notes\nBenjamin Probe,Other AG,BEN@example.org,met in Ulm');
      await door.hears(/1 you have already: what is empty is filled for 1/);
      await door.presses('Bring them in');
      expect(await people(door)).toEqual([
        expect.objectContaining({
          name: 'Ben Probe',
          organization: 'Acme',
          email: 'ben@example.org',
          notes: 'met in Ulm',
        }),
      ]);
    });

    it('never changes what was typed of somebody who stands in the file more than once', async () => {
      const { door } = await joined(open);
      await door.says('add Maria Ruiz at Acme');
      await send(
        door,
        'Name,Company,Email\nMaria Ruiz,,maria@example.org\nMaria Ruiz,Beta,maria@example.org\n',
      );
      await door.presses('Bring them in');
      expect(await people(door)).toMatchObject([
        { name: 'Maria Ruiz', organization: 'Acme', email: 'maria@example.org' },
      ]);
    });

    it('takes two of one name for two people when something tells them apart, and asks when it is only likely', async () => {
      const { door, hand } = await joined(open);
      await door.says('add Katharina Muster at Acme');
      hand.now += 60_000;
      await door.presses('Enough for now');
      await send(
        door,
        'Name,Company\nKatharina Muster,Beta\nKatarina Muster,Acme\nOlaf Ganzneu,Acme\nOlaf Ganzneu,Acme',
      );
      const seen = await door.hears(/4 people/);
      expect(seen).toMatch(/3 new/);
      expect(seen).toMatch(/2 of the new may be someone you have/);
      expect(seen).toMatch(/1 there more than once/);
      await door.presses('Bring them in');
      await door.hears(/The file has Katharina Muster \(Beta\).*You have Katharina Muster \(Acme\)/);
      await door.presses('Someone else');
      await door.hears(/The file has Katarina Muster \(Acme\)/);
      await door.presses('Same person');
      expect((await people(door)).map((one) => `${one.name} ${one.organization}`)).toEqual([
        'Katharina Muster Acme',
        'Katharina Muster Beta',
        'Olaf Ganzneu Acme',
      ]);
    });

    it('offers ten people a day to rate, each skippable', async () => {
      const { door, hand } = await joined(open);
      const names = Array.from({ length: 14 }, (_, i) => `Person${String.fromCharCode(65 + i)} Probe`);
      await send(door, `Name\n${names.join('\n')}`);
      await door.presses('Bring them in');
      await door.presses('Rate 10 now');
      await door.presses('Friend');
      await door.rates(2);
      for (let n = 0; n < 9; n += 1) await door.presses('Skip');
      expect((await people(door))[0]).toMatchObject({ known: 'friend', rating: 20 });
      await door.asks({ kind: 'do', route: 'import.rate', args: {}, fields: {} } as never);
      await door.hears(/enough for today/);
      hand.now += 24 * 3_600_000;
      await door.asks({ kind: 'do', route: 'import.rate', args: {}, fields: {} } as never);
      await door.hears(/How do you know PersonK/);
    });

    it('asks which column is what, one question at a time', async () => {
      const { door } = await joined(open);
      await send(door, file('other.csv'));
      await door.hears(/Which column has the name/);
      await door.says('Who it is');
      await door.asks(await skip(door));
      await door.says('Where they are');
      await door.says('How to write');
      await door.asks(await skip(door));
      await door.hears(/A list: 2 people/);
      await door.presses('Bring them in');
      expect(await people(door)).toEqual([
        expect.objectContaining({
          name: 'Amadou Beispiel',
          organization: 'Muster SA',
          email: 'amadou@example.org',
        }),
        expect.objectContaining({
          name: 'Chiara Esempio',
          organization: 'Prova srl',
          email: 'chiara@example.org',
        }),
      ]);
    });

    it('is shown again in other letters when it looks wrong', async () => {
      const { door } = await joined(open);
      await send(door, file('cyrillic-1251.csv'));
      await door.presses('Looks wrong');
      await door.presses('The letters look odd');
      const choice = (await door.said())
        .at(-1)
        ?.message?.blocks.flatMap((b) => (b.kind === 'controls' ? b.controls : []))[0];
      if (choice?.kind !== 'select') throw new Error('no select');
      await door.asks({ kind: 'do', ...choice.action, fields: { value: 'windows-1251' } } as never);
      await door.hears(/Пример Тестов · Завод Проба/);
      await door.presses('Bring them in');
      expect((await people(door)).map((one) => one.name)).toEqual(['Пример Тестов']);
    });

    it('takes pasted lines, typed after the word or in the form', async () => {
      const { door } = await joined(open);
      await door.says('import Ana Probe at Acme\nBen Probe <ben@example.org>');
      await door.hears(/What you typed: 2 people/);
      await door.presses('Cancel');
      expect(await people(door)).toEqual([]);
      await door.says('import');
      await door.presses('Paste lines');
      await door.fills({ People: 'Cy Probe' }, 'Look at them');
      await door.presses('Bring them in');
      expect((await people(door)).map((one) => one.name)).toEqual(['Cy Probe']);
    });

    it('takes several lines for people where they are the next thing typed, and only there', async () => {
      const { door, hand } = await joined(open);
      const says = (text: string) => {
        hand.now += 1_000;
        return door.says(text);
      };
      const last = async () => (await door.heard()).at(-1);
      const lines = 'Ana Probe at Acme\nBen Probe <ben@example.org>';
      await says('import');
      await says(lines);
      await door.hears(/What you typed: 2 people/);
      expect(await people(door)).toEqual([]);
      await door.presses('Bring them in');
      expect((await people(door)).map((one) => one.name)).toEqual(['Ana Probe', 'Ben Probe']);
      await says(lines);
      expect(await last()).toMatch(/not sure I understood/);
      await says('import');
      await says('today');
      await says(lines);
      expect(await last()).toMatch(/not sure I understood/);
      await says('import');
      hand.now += 3_600_000;
      await says(lines);
      expect(await last()).toMatch(/not sure I understood/);
      await says('import');
      await says('add Cy Probe\nDee Probe');
      expect((await people(door)).map((one) => one.name).slice(2)).toEqual(['Cy Probe', 'Dee Probe']);
    });

    it('does nothing twice, and nothing with a file that is gone', async () => {
      const { door, store } = await joined(open);
      await send(door, file('linkedin.csv'));
      const look = (await door.said()).at(-1);
      const bring = look?.message?.blocks.flatMap((b) => (b.kind === 'controls' ? b.controls : []))[0];
      if (bring?.kind !== 'button') throw new Error('no button');
      for (let n = 0; n < 2; n += 1)
        await door.asks({ kind: 'do', ...bring.action, fields: {}, message: look?.id } as never);
      await door.hears(/That file is dealt with/);
      expect(await people(door)).toHaveLength(4);
      expect(await store.db.selectFrom('upload_parts').select('id').execute()).toEqual([]);
    });

    it('keeps the file sealed, lets go of it after a day, and with the member', async () => {
      const { door, hand, store } = await joined(open);
      const parts = () => store.db.selectFrom('upload_parts').select('body_sealed').execute();
      await send(door, file('linkedin.csv'));
      expect(await parts()).toHaveLength(1);
      const raw = (await parts())[0]?.body_sealed ?? '';
      expect(raw).toMatch(/^v1\./);
      expect(raw + Buffer.from(raw.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain(
        'Sommerfeld',
      );
      await door.at(new Date(hand.now + 23 * 3_600_000).toISOString());
      expect(await parts()).toHaveLength(1);
      await door.at(new Date(hand.now + 2 * 3_600_000).toISOString());
      expect(await parts()).toEqual([]);
      await send(door, file('linkedin.csv'));
      await door.says('forget me');
      await door.presses('Forget');
      expect(await parts()).toEqual([]);
    });

    it('lets everybody else have their turn again and again while a long file is looked at and brought in', async () => {
      const { door } = await joined(open);
      let turns = 0;
      let on = true;
      const count = () => {
        turns += 1;
        if (on) setImmediate(count);
      };
      setImmediate(count);
      await send(
        door,
        `Name,Company\n${Array.from({ length: 4_000 }, (_, i) => `Ana${i} Probe${i},Acme`).join('\n')}`,
      );
      const looked = turns;
      await door.presses('Bring them in');
      on = false;
      // Of each hundred rows, at the least. On SQLite nothing else gives a turn: all of it runs in one piece else.
      if (dialect === 'sqlite') {
        expect(looked).toBeGreaterThan(40);
        expect(turns - looked).toBeGreaterThan(80);
      }
      expect(await people(door)).toHaveLength(4_000);
    });

    it('lets go of a waiting file when a person is forgotten: it may name them', async () => {
      const { door, store } = await joined(open);
      await door.says('add Ilka Sommerfeld');
      await send(door, file('linkedin.csv'));
      await door.says('forget Ilka Sommerfeld');
      await door.presses('Forget');
      expect(await store.db.selectFrom('upload_parts').select('id').execute()).toEqual([]);
    });

    it('is offered on the second day, once, and not to whom has used it', async () => {
      const { door } = await joined(open);
      await door.at('2026-11-24T08:00:00Z');
      await door.says('today');
      expect(await door.hears(/Here is your Tuesday/)).toMatch(
        /type import, and a file brings in the people you know/,
      );
      await door.presses('Did it');
      await door.hears(/Today's steps are done/);
      expect(await door.buttons()).toContain('Bring people in');
      await door.presses('Bring people in');
      await door.hears(/Whom do you know already/);
      await send(door, file('linkedin.csv'));
      await door.presses('Bring them in');
      await door.says('today');
      expect(await door.buttons()).toContain('Rate 4 now');
      expect(await door.buttons()).not.toContain('Bring people in');
      const home = await door.house.home(me);
      expect(home.sections.map((one) => one.title)).toContain('People to rate');
      await door.at('2026-11-25T08:00:00Z');
      await door.says('today');
      expect(await door.hears(/Here is your Wednesday/)).not.toMatch(/brings in the people you know/);
    });

    it('is no way into another member’s file', async () => {
      const { door, hand, store } = await joined(open);
      const sent = await door.house.upload(me, file('linkedin.csv'));
      const other = houseDoor(store, hand, { ...me, user: 'other' });
      await other.says('hello');
      await other.presses('Join');
      const id = 'id' in sent ? sent.id : '';
      await other.asks({ kind: 'do', route: 'import.bring', args: { i: id }, fields: {} } as never);
      await other.hears(/That file is dealt with/);
      expect(await people(other)).toEqual([]);
    });

    it('gives a kind line for what is no list, and for a stranger', async () => {
      const { door, store, hand } = await joined(open);
      await send(door, file('spreadsheet.csv'));
      await door.hears(/That is a spreadsheet of Excel's own kind/);
      const stranger = houseDoor(store, hand, { ...me, user: 'nobody' });
      expect(await stranger.house.upload({ ...me, user: 'nobody' }, file('linkedin.csv'))).toHaveProperty(
        'problem',
      );
      expect(await door.house.upload(me, new Uint8Array(20 * 1024 * 1024 + 1))).toMatchObject({
        problem: expect.stringMatching(/20 MB/),
      });
    });

    it('takes contacts.csv back as it went out', async () => {
      const { door } = await joined(open);
      await send(
        door,
        'Name,Company,Email,Notes\n=Maria Ruiz,"Acme, Inc",m@example.org,"+34 600\nsecond line"\nCher,,,',
      );
      await door.presses('Bring them in');
      const csv = (await door.house.file(me, 'contacts.csv'))?.body ?? '';
      const before = await people(door);
      await door.says('forget me');
      await door.presses('Forget');
      await door.says('hello');
      await door.presses('Join');
      await send(door, csv);
      await door.hears(/Your own contacts\.csv: 2 people/);
      await door.presses('Bring them in');
      const plain = (all: People) =>
        all.map(({ name, organization, email, known, notes }) => ({
          name,
          organization,
          email,
          known,
          notes,
        }));
      expect(plain(await people(door))).toEqual(plain(before));
      expect((await door.house.file(me, 'contacts.csv'))?.body).toBe(csv);
    });
  });
});

const minimal = {
  format: 1,
  exportedAt: '2026-11-01T10:00:00.000Z',
  member: {
    zone: 'Asia/Tokyo',
    morning: '07:30',
    days: ['mon', 'wed'],
    quiet: '21:00-07:00',
    edge: 30,
    goals: { contacts: 1, conversations: 2 },
  },
  activities: [{ id: 'message', name: 'Write a message', fits: ['friend'], rating: 10, hidden: false }],
  contacts: [
    {
      id: 'c1',
      name: 'Ana Probe',
      label: 'Annie',
      organization: 'Acme',
      known: 'friend',
      rating: 20,
      email: null,
      url: null,
      notes: null,
      referredBy: null,
      restingUntil: null,
    },
    {
      id: 'c2',
      name: 'Ben Probe',
      label: 'Ben',
      organization: null,
      known: 'referred',
      rating: null,
      email: null,
      url: null,
      notes: 'tall',
      referredBy: 'c1',
      restingUntil: null,
    },
    { id: 'c3', name: 17 },
  ],
  touches: [
    {
      id: 't1',
      contact: 'c1',
      activity: 'message',
      kind: 'message',
      date: '2026-10-20',
      foreseen: 15,
      felt: 10,
      outcome: 'replied',
      note: null,
    },
  ],
  meetings: [],
  followUps: [{ id: 'f1', contact: 'c2', what: 'promise', due: '2026-11-30', state: 'open', from: null }],
};

describe('rungs.json', () => {
  eachStore((open) => {
    it('with no more than its promise has comes back: names, ratings, settings; what is mangled is counted', async () => {
      const { door } = await joined(open);
      await send(door, JSON.stringify(minimal));
      const seen = await door.hears(/Your own export of Sunday 1 November 2026/);
      expect(seen).toMatch(/1 left out: I can't read it/);
      await door.presses('Bring them in');
      expect(await door.exported()).toMatchObject({
        member: {
          zone: 'Asia/Tokyo',
          morning: '07:30',
          days: ['mon', 'wed'],
          quiet: '21:00-07:00',
          goals: { contacts: 1, conversations: 2 },
        },
        contacts: [
          { id: 'c1', name: 'Ana Probe', label: 'Annie', rating: 20 },
          { id: 'c2', label: 'Ben', known: 'referred', rating: null, notes: 'tall', referredBy: 'c1' },
        ],
        touches: [{ id: 't1', contact: 'c1', felt: 10, outcome: 'replied' }],
        followUps: [{ id: 'f1', contact: 'c2', what: 'promise' }],
      });
    });

    it('leaves out days that are on no calendar, and whoever stands there twice', async () => {
      const { door } = await joined(open);
      const [ana, ben] = minimal.contacts;
      const [touch] = minimal.touches;
      const [owed] = minimal.followUps;
      const days = ['2026-02-31', '0001-01-01', '9999-12-31'];
      const meeting = { id: 'm', contacts: ['c1'], kind: 'coffee', start: null, end: null, state: 'planned' };
      const forged = {
        ...minimal,
        member: { ...minimal.member, pausedUntil: '2026-02-31' },
        contacts: [ana, ben, ben, ...days.map((day, i) => ({ ...ana, id: `d${i}`, restingUntil: day }))],
        touches: [touch, touch, ...days.map((date, i) => ({ ...touch, id: `d${i}`, date }))],
        meetings: days.flatMap((day, i) => [
          { ...meeting, id: `d${i}`, date: day },
          { ...meeting, id: `i${i}`, start: `${day}T10:00:00.000Z` },
        ]),
        followUps: [owed, owed, ...days.map((due, i) => ({ ...owed, id: `d${i}`, due }))],
        daysOff: days.map((day) => ({ from: '2026-01-01', to: day, why: 'pause' })),
      };
      await send(door, JSON.stringify(forged));
      await door.hears(/21 left out: I can't read them/);
      await door.presses('Bring them in');
      await door.hears(/2 people/);
      await door.says('undo');
      await door.hears(/Taken back: bringing back your export/);
    });

    it('brought back again and again beside what is here never uses up the order of logging', async () => {
      const { door, hand } = await joined(open);
      await door.says('add Ana Probe');
      await door.says('log emailed Ana Probe yesterday, felt 3');
      const touches = [{ ...minimal.touches[0], order: 1_000_000_000 }];
      for (const n of [1, 2, 3]) {
        hand.now += 60_000;
        await send(door, JSON.stringify({ ...minimal, touches: [{ ...touches[0], id: `t${n}` }] }));
        await door.presses('Bring them in');
      }
      await door.says('log emailed Ana Probe, felt 3');
      const after = (await door.exported()).touches as readonly { order: number }[];
      expect(after).toHaveLength(5);
      expect(Math.max(...after.map((one) => one.order))).toBeLessThan(100);
    });

    it('is taken back as a whole, settings too', async () => {
      const { door } = await joined(open);
      const before = await door.exported();
      await send(door, JSON.stringify(minimal));
      await door.presses('Bring them in');
      await door.says('undo');
      await door.hears(/Taken back: bringing back your export/);
      expect(await door.exported()).toEqual(before);
    });

    it('sent once more changes nothing, and beside what has happened since it leaves the settings alone', async () => {
      const { door, hand } = await joined(open);
      await door.says('add Ana Probe');
      await door.says('log emailed Ana yesterday, felt 3');
      hand.now += 3_600_000;
      await send(door, JSON.stringify(minimal));
      await door.hears(/Your settings stay as they are now/);
      await door.presses('Bring them in');
      const after = await door.exported();
      expect(after).toMatchObject({
        member: { zone: 'Europe/Berlin' },
        contacts: [{ name: 'Ana Probe', organization: 'Acme' }, { name: 'Ben Probe' }],
      });
      expect((after.touches as { contact: string }[]).map((one) => one.contact)).toEqual(
        Array(2).fill((after.contacts as { id: string }[])[0]?.id),
      );
      hand.now += 3_600_000;
      await send(door, JSON.stringify(minimal));
      await door.presses('Bring them in');
      expect({ ...(await door.exported()), exportedAt: '' }).toEqual({ ...after, exportedAt: '' });
    });

    it('of one member is taken in by another under new ids', async () => {
      const { door, hand, store } = await joined(open);
      await send(door, JSON.stringify(minimal));
      await door.presses('Bring them in');
      const other = houseDoor(store, hand, { ...me, user: 'other' });
      await other.says('hello');
      await other.presses('Join');
      const sent = await other.house.upload(
        { ...me, user: 'other' },
        new TextEncoder().encode(JSON.stringify(minimal)),
      );
      const value = 'id' in sent ? sent.id : '';
      await other.asks({ kind: 'do', route: 'import.file', args: {}, fields: { value } } as never);
      await other.presses('Bring them in');
      const [theirs, mine] = [await other.exported(), await door.exported()] as {
        contacts: { id: string; name: string }[];
      }[];
      expect(theirs?.contacts.map((one) => one.name)).toEqual(['Ana Probe', 'Ben Probe']);
      expect(theirs?.contacts.map((one) => one.id)).not.toContain('c1');
      expect(mine?.contacts.map((one) => one.id)).toEqual(['c1', 'c2']);
    });
  });
});

/** Skip of the open question. */
async function skip(door: HouseDoor) {
  const last = (await door.said()).at(-1);
  const button = last?.message?.blocks
    .flatMap((b) => (b.kind === 'controls' ? b.controls : []))
    .find((one) => one.kind === 'button' && one.label === 'Skip');
  if (button?.kind !== 'button') throw new Error(`no Skip among ${buttonsOf(last)}`);
  return { kind: 'do', ...button.action, fields: {}, message: last?.id } as never;
}

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.oneof(
    ...Object.entries(weights).map(([does, weight]) => ({
      arbitrary: fc.constant(does as StepName),
      weight,
    })),
  ),
  a: fc.nat(999),
  b: fc.nat(999),
  c: fc.nat(999),
});

const exported = async (life: Life) => ({ ...(await life.door.exported()), exportedAt: '' });

describe('an export', () => {
  eachStore((open, _fresh, dialect) => {
    it('comes back the same after everything was forgotten, whatever was lived', {
      timeout: 120_000,
    }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 60 }), async (steps) => {
          const hand = { now: Date.parse('2026-11-23T06:30:00Z') };
          const store = await open({ now: () => hand.now });
          const life = await begin(store, hand, 'me');
          for (const one of steps) await live(life, one);
          const before = await exported(life);
          hand.now += 3_600_000;
          await life.door.says('forget me');
          await life.door.presses('Forget');
          await life.door.says('hello');
          await life.door.presses('Join');
          await send(
            life.door,
            JSON.stringify(before).replace('"exportedAt":""', '"exportedAt":"2026-11-24T00:00:00.000Z"'),
          );
          await life.door.hears(/Your own export of/);
          await life.door.presses('Bring them in');
          expect(await exported(life)).toEqual(before);
        }),
        { numRuns: dialect === 'sqlite' ? 15 : 2, seed: 11, endOnFailure: true },
      );
    });
  });
});
