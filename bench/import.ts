// What everybody else waits for while one member brings in a file of thirty thousand people, takes it back, brings it in again and
// has all of it forgotten.

import { join } from 'node:path';
import type { Ask, Who } from '../src/ask.ts';
import type { House } from '../src/house.ts';
import { healthOf } from '../src/operate/health.ts';
import { type Bench, type Row, timed } from './bench.ts';
import { folder, type Hand, houseOver, MONDAY, open, say, stalls } from './house.ts';
import { addMember } from './people.ts';

const rows = 30_000;
const who = { door: 'web', tenant: 'local', user: 'me' } as const;
const other = { door: 'web', tenant: 'local', user: 'other' } as const;
/** What others wait at most, ms. */
const most = 150;
/** Between two asks of another member, and two looks whether the database keeps anything, ms. */
const between = 50;

/** The file: as LinkedIn writes it, in no order. */
function connections(): Uint8Array {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const lines = Array.from({ length: rows }, (_, i) => {
    const on = `${String(1 + (i % 28)).padStart(2, '0')} ${months[i % 12]} ${2010 + ((i * 7) % 15)}`;
    return `Ana${i},Probe,https://www.linkedin.com/in/probe-${i},ana${i}@example.org,Firma ${i % 700},Baker,${on}`;
  });
  const head = 'First Name,Last Name,URL,Email Address,Company,Position,Connected On';
  return new TextEncoder().encode([head, ...lines].join('\n'));
}

export const importing: Bench = {
  name: 'import',
  what: `a file of ${rows} people: what others wait for meanwhile`,
  async run() {
    const hand: Hand = { now: MONDAY };
    const store = await open(join(folder(), 'rungs.db'), hand);
    await addMember(store, who, 0);
    await addMember(store, other, 500);
    const { app } = houseOver(store, hand);
    const bytes = connections();
    let asked = 0;
    const press = async (route: string, args = {}, fields = {}) => {
      asked += 1;
      const ask: Ask = {
        ...who,
        kind: 'do',
        place: 'private',
        at: hand.now,
        eventKey: `p:${asked}`,
        route,
        args,
        fields,
      };
      await app.answer(await app.hear(ask));
    };
    let file = '';
    const send = async () => {
      const sent = await app.upload(who, bytes);
      file = 'id' in sent ? sent.id : '';
    };
    const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['the file is sent', send],
      ['it is looked at', () => press('import.file', {}, { value: file })],
      ['its people are brought in', () => press('import.bring', { i: file })],
      ['today', () => say(app, hand, who, 'today')],
      ['that is taken back', () => say(app, hand, who, 'undo')],
      ['the file is sent again', send],
      ['its people are brought in again', () => press('import.bring', { i: file })],
      ['everything is forgotten', () => press('forget.me')],
    ];
    const told: Row[] = [];
    for (const [what, step] of steps) {
      const waits = await meanwhile(app, hand, () => healthOf(store, [], Date.now)());
      const stall = stalls();
      const ms = await timed(step);
      const stood = stall.end();
      const { asks, looks } = await waits.end();
      told.push(
        { what, ours: ms, bare: null, unit: 'ms', target: null },
        { what: '  another member waits at most', ours: asks, bare: null, unit: 'ms', target: most },
        { what: '  the database answers after at most', ours: looks, bare: null, unit: 'ms', target: most },
        { what: '  everything stands still at most', ours: stood, bare: null, unit: 'ms', target: null },
      );
    }
    await store.close();
    return told;
  },
};

/** Ask as another member, and look whether the database keeps anything, over and over; gives the longest wait of each, ms. */
async function meanwhile(app: House, hand: Hand, health: () => Promise<unknown>) {
  let going = true;
  const repeated = async (ask: () => Promise<unknown>) => {
    let longest = 0;
    while (going) {
      // It waits from when it is due: whatever stands still, stands in its way.
      const due = performance.now() + between;
      await new Promise((done) => setTimeout(done, between));
      await ask();
      longest = Math.max(longest, performance.now() - due);
    }
    return longest;
  };
  let n = 0;
  const talk = repeated(async () => {
    n += 1;
    // Thirty asks a minute are all that is allowed.
    hand.now += 3_000;
    await say(app, hand, other as Who, n % 2 ? 'contacts' : 'today');
  });
  const looks = repeated(health);
  return {
    async end() {
      going = false;
      return { asks: await talk, looks: await looks };
    },
  };
}
