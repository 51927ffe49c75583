// What a member with ten thousand people and three years of steps waits for, and how long everybody else stands still meanwhile.

import { join } from 'node:path';
import { newId } from '../src/store/own.ts';
import { type Bench, median, type Row, timed } from './bench.ts';
import { inserting } from './crowd.ts';
import { folder, type Hand, houseOver, MONDAY, open, openBare, say, stalls } from './house.ts';
import { addMember } from './people.ts';

const people = 10_000;
const planned = 3 * 260;
const who = { door: 'web', tenant: 'local', user: 'me' } as const;
const rounds = 5;
/** What feels instant, ms. */
const instant = 150;
const ways = ['message', 'comment', 'useful', 'email', 'phone'] as const;

export const life: Bench = {
  name: 'life',
  what: `${people} people, ${2 * planned} steps in three years: each asked five times`,
  async run() {
    const hand: Hand = { now: MONDAY };
    const path = join(folder(), 'rungs.db');
    const store = await open(path, hand);
    const { member } = await addMember(store, who, people);
    const file = openBare(path);
    const ids = file.prepare('select id from contacts where member = ?').pluck().all(member) as string[];
    const insert = inserting(file);
    file.transaction(() => {
      file.prepare("update members set joined_on = '2023-11-27', next_seq = 10000 where id = ?").run(member);
      for (let n = 0; n < planned; n += 1) {
        const at = MONDAY - (Math.floor(n / 5) * 7 + (n % 5) + 3) * 86_400_000;
        const day = new Date(at).toISOString().slice(0, 10);
        const card = newId();
        insert('cards', {
          id: card,
          member,
          day,
          kind: 'full',
          memory: null,
          asked_touch: null,
          smallest: 0,
          sent_at: at,
          drawn_at: at,
        });
        for (let place = 0; place < 2; place += 1) {
          const touch = newId();
          const contact = ids[(n * 2 + place) % 900]!;
          const activity = ways[(n + place) % ways.length];
          insert('touches', {
            id: touch,
            member,
            seq: (planned - n) * 2 + place,
            day,
            contact,
            activity,
            kind: 'other',
            foreseen: 30,
            felt: (n % 5) * 10,
            outcome: n % 3 ? 'waiting' : 'replied',
            outcome_on: n % 3 ? null : day,
            was_reply: 0,
            was_follow_up: 0,
            pick: null,
            created_at: at,
          });
          insert('picks', {
            id: newId(),
            member,
            card,
            place,
            role: 'step',
            activity,
            contact,
            about: null,
            difficulty: 30,
            why: 'band',
            follow_up: 0,
            owed: null,
            state: 'done',
            opener: 0,
            words: 0,
            rated: 1,
            touch,
          });
        }
      }
    })();
    file.close();
    const { app } = houseOver(store, hand);
    const asks: Readonly<Record<string, () => Promise<unknown>>> = {
      today: () => {
        hand.now += 86_400_000;
        return say(app, hand, who, 'today');
      },
      contacts: () => say(app, hand, who, 'contacts'),
      ladder: () => say(app, hand, who, 'ladder'),
      'log messaged one of them': () => say(app, hand, who, 'log messaged Ada Adler, felt 3'),
      export: () => say(app, hand, who, 'export'),
      'the file rungs.json': () => app.file(who, 'rungs.json'),
      'the file contacts.csv': () => app.file(who, 'contacts.csv'),
      Home: () => app.home(who),
    };
    const rows: Row[] = [];
    for (const [what, ask] of Object.entries(asks)) {
      const took: number[] = [];
      const stood: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const stall = stalls();
        const ms = await timed(ask);
        const longest = stall.end();
        // A minute on: thirty asks a minute are all that is allowed.
        hand.now += 60_000;
        if (round === 0) continue;
        took.push(ms);
        stood.push(longest);
      }
      rows.push({ what, ours: median(took), bare: null, unit: 'ms', target: instant });
      rows.push({
        what: '  of it, others stand still at most',
        ours: median(stood),
        bare: null,
        unit: 'ms',
        target: null,
      });
    }
    await store.close();
    return rows;
  },
};
