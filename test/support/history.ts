// A member's days made up by chance: each step of a history is a few numbers, read against what stands in the talk at
// that moment, so that any part of a history is a history too. What must hold all along is historyChecks.ts.

import type { Answered, Said } from '../../src/app.ts';
import type { Do } from '../../src/ask.ts';
import type { Action } from '../../src/reply/action.ts';
import type { Control, Form, Rating } from '../../src/reply/reply.ts';
import type { Store } from '../../src/store/open.ts';
import { addDays } from '../../src/time/days.ts';
import { instantToLocal } from '../../src/time/zones.ts';
import { checkAnswer } from './historyChecks.ts';
import { type Hand, type HouseDoor, houseDoor } from './houseDoor.ts';

/** What a step does, and three numbers to choose by. */
export interface Step {
  readonly does: StepName;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Where a history stands. */
export interface Life {
  readonly store: Store;
  readonly hand: Hand;
  readonly door: HouseDoor;
  readonly user: string;
  /** While true, nothing is forgotten for good and nothing from before is taken back. */
  careful: boolean;
  /** What was done, for a fault's message. */
  readonly diary: string[];
}

const minute = 60_000;
const hour = 60 * minute;
const zone = 'Europe/Berlin';

const names = [
  'Ana',
  'Ben Ode',
  'Cy at Acme',
  'Dee, Éva, Fred',
  'Olaf Peters (Beta)',
  'Maria Quispe',
  'Maria Rossi',
  '王伟',
  'Gus\nHal\nIda',
  `Wolfeschlegel${'steinhausen'.repeat(30)}`,
];
const ways = ['emailed', 'messaged', 'rang', 'commented on a post by', 'thanked', 'sent an article to'];
const endings = ['', ', felt 2', ', felt 5', ', felt 9', ', they replied', ', they said no, felt 4'];
const kinds = ['coffee', 'call', 'an information interview', 'an interview', 'an event'];
const activities = ['message', 'email', 'comment', 'phone', 'coffee', 'stranger-email', 'useful', 'fifteen'];
const lines = [
  'today',
  'followups',
  'ladder',
  'contacts',
  'contacts owed',
  'contacts resting',
  'settings',
  'goal',
  'help',
  'not today',
  'thanks',
  'yes',
  'no',
  'hello there',
  'goal 1 contact a day',
  'goal 3 contacts a day',
  'goal 2 contacts a day 2 conversations a week',
  'settings morning 08:30',
  'settings morning 11:00',
  'settings days mon-sun',
  'settings days mon,wed,fri',
  'settings zone Europe/Lisbon',
  'settings zone Europe/Berlin',
  'settings quiet 21:00-07:00',
  'export',
  'landed',
];

/** An open control of the talk with the message it stands in. */
interface Open {
  readonly id: string;
  readonly control: Control | Rating;
}

/** A signed-up member over a store whose clock is `hand`; the sign-up itself is answered as a member would. */
export async function begin(store: Store, hand: Hand, user: string): Promise<Life> {
  const door = houseDoor(store, hand, { door: 'web', tenant: 'local', user });
  const life: Life = { store, hand, door, user, careful: false, diary: [] };
  await says(life, 'hello');
  await push(life, 'Join');
  for (const label of ['09:00, Mon–Fri', 'Message a friend']) await push(life, label);
  await says(life, 'Frida\nOlaf\nStefan');
  for (const [value, known] of [
    [1, 'Friend'],
    [4, 'Old colleague'],
    [7, 'Stranger'],
  ] as const) {
    await rate(life, value);
    await push(life, known);
  }
  return life;
}

/** Do one step of a history. */
export async function live(life: Life, step: Step): Promise<void> {
  // A press every two minutes: never more than thirty a minute.
  life.hand.now += 2 * minute;
  await steps[step.does](life, step);
}

const pick = <T>(all: readonly T[], n: number): T => all[n % all.length]!;

const steps = {
  press: async (life: Life, { a, b }: Step) => {
    const open = (await controlsOf(life)).filter((one) => isFree(life, one));
    // Newer ones rather than older ones.
    const near = open.slice(a % 4 === 0 ? 0 : -9);
    if (near.length) await use(life, pick(near, b), a);
  },
  card: async (life: Life, { a, b }: Step) => {
    const labels = ['Did it', 'Did it', 'Did it', 'Words', 'Easier', 'Swap', 'Later', 'Not today', 'Braver'];
    if (a % 3 === 0) await says(life, 'today');
    await push(life, pick(labels, b));
  },
  do: async (life: Life, step: Step) => {
    if (!(await push(life, 'Did it'))) await says(life, 'today');
    else await rate(life, step.b % 11);
  },
  rate: (life: Life, { a }: Step) => rate(life, a % 11),
  unrate: (life: Life) => push(life, 'Skip'),
  why: async (life: Life, { a }: Step) => {
    await push(life, 'Not today');
    await push(life, pick(['No time', 'Too much', "I'm ill"], a));
  },
  put: async (life: Life, { a }: Step) => {
    await push(life, 'Later');
    await push(life, pick(['1 hour', 'This afternoon', 'Tomorrow', 'Next week'], a));
  },
  owed: async (life: Life, { a, b }: Step) => {
    await says(life, 'followups');
    await push(life, pick(['Done', 'Done', 'Drop', 'Later', 'It happened', 'Not happening'], a));
    await push(life, pick(['1 hour', 'Tomorrow', 'Next week', 'A card by hand', 'Connect online'], b));
  },
  add: async (life: Life, { a, b }: Step) => {
    await says(life, `add ${pick(names, a)}`);
    if (b % 2) await push(life, pick(['Same person', 'Someone else'], b >> 1));
    else await rate(life, (b >> 1) % 11);
  },
  log: async (life: Life, { a, b, c }: Step) => {
    const who = await somebody(life, a);
    const day = addDays(today(life), -pick([0, 0, 0, 1, 1, 3, 8, 20, 33], b));
    await says(life, `log ${pick(ways, c)} ${who} on ${day}${pick(endings, c >> 3)}`);
  },
  unknown: async (life: Life, { a, b }: Step) => {
    const who = pick(['Lea', 'Moe', 'Nat', 'Uta'], a);
    await says(
      life,
      pick(
        [
          `log emailed ${who} yesterday`,
          `log ${who} yesterday`,
          `rang ${who} today`,
          `log did something with ${who}`,
        ],
        b,
      ),
    );
    await push(life, `Add ${who}`);
    if (a % 3 === 0) await push(life, pick(['Message', 'Write a message', 'E-mail'], b));
  },
  guess: async (life: Life, { a, b }: Step) =>
    says(life, `${pick(ways, b)} ${await somebody(life, a)} yesterday`),
  meet: async (life: Life, { a, b, c }: Step) => {
    const who =
      c % 5 === 0 ? `${await somebody(life, a)} and ${await somebody(life, a + 1)}` : await somebody(life, a);
    const kind = pick(kinds, b);
    const when = pick(['tomorrow 10:00', 'today 17:00', 'on Friday', 'tomorrow', 'next Monday 16:30'], c);
    const was = pick(['yesterday', 'today', 'yesterday 10:00-11:00, felt 3', 'today 06:00-06:30'], c >> 2);
    await says(
      life,
      b % 3 ? `meeting ${kind} with ${who} ${when}` : `meeting had ${kind} with ${who} ${was}`,
    );
  },
  rerate: async (life: Life, { a, b, c }: Step) => {
    const value = String(c % 11);
    if (a % 2) await does(life, 'ladder.rated', { a: pick(activities, b) }, { value });
    else await withOne(life, b, (id) => does(life, 'ladder.met', { c: id }, { value }));
  },
  hide: async (life: Life, { a, b }: Step) =>
    does(life, b % 3 ? 'ladder.hide' : 'ladder.unhide', { a: pick(activities, a) }),
  way: (life: Life, { a }: Step) =>
    does(life, 'ladder.added', {}, { name: pick(['Send a postcard', 'Play chess', 'Fax'], a) }),
  hold: (life: Life, { a }: Step) => does(life, a % 2 ? 'ladder.stay' : 'ladder.move'),
  edit: (life: Life, { a, b, c }: Step) =>
    withOne(life, a, (id) =>
      does(
        life,
        'contacts.edited',
        { c: id },
        pick<Record<string, string>>(
          [
            { organization: 'Delta' },
            { label: pick(['Zed', 'Anna', ''], c) },
            { email: 'x@y.test' },
            { name: pick(['Frieda', 'Olaf P.', 'Otto'], c) },
          ],
          b,
        ),
      ),
    ),
  known: (life: Life, { a, b }: Step) =>
    withOne(life, a, (id) =>
      does(life, 'contacts.known', { c: id, k: pick(['friend', 'old', 'met', 'referred', 'stranger'], b) }),
    ),
  rest: (life: Life, { a, b }: Step) =>
    withOne(life, a, (id) =>
      does(life, 'contacts.rested', { c: id, d: pick(['14', '91', 'x', '0', '0'], b) }),
    ),
  merge: async (life: Life, { a, b }: Step) => {
    const people = await contactsOf(life);
    const [one, other] = [pick(people, a), pick(people, b)];
    if (one && other) await does(life, 'contacts.merged', { c: one.id, o: other.id });
  },
  forget: (life: Life, { a }: Step) =>
    life.careful ? Promise.resolve() : withOne(life, a, (id) => does(life, 'forget.one', { c: id })),
  named: async (life: Life, { a, b }: Step) => {
    const touch = pick(
      (await touchesOf(life)).filter((one) => one.contact !== null),
      a,
    );
    if (!touch) return;
    const [route, fields] = pick<readonly [string, Record<string, string>]>(
      [
        ['meeting.named', { people: pick(names, b) }],
        ['meeting.promised', { words: 'send the article by Friday' }],
        ['today.talked', {}],
      ],
      b,
    );
    await does(life, route, { t: touch.id, o: pick(['fine', 'no'], b) }, fields);
  },
  undo: async (life: Life, { a }: Step) => {
    if (life.careful) return;
    for (let n = 0; n <= a % 3; n += 1) await says(life, 'undo');
  },
  say: (life: Life, { a }: Step) => says(life, pick(lines, a)),
  pause: (life: Life, { a, b }: Step) =>
    says(
      life,
      pick(['pause', 'pause today', `pause until ${addDays(today(life), 1 + (b % 6))}`, 'sick', 'stop'], a),
    ),
  resume: (life: Life) => says(life, 'resume'),
  hours: (life: Life, { a, b }: Step) => pass(life, (1 + (a % 9)) * hour, b % 8 > 0),
  morning: (life: Life) => pass(life, untilMorning(life), true),
  days: (life: Life, { a, b }: Step) => pass(life, (1 + (a % 5)) * 24 * hour, b % 8 > 0),
} satisfies Record<string, (life: Life, step: Step) => Promise<unknown>>;

export type StepName = keyof typeof steps;

/** How often each step is taken. */
export const weights: Readonly<Record<StepName, number>> = {
  press: 10,
  card: 8,
  do: 12,
  rate: 4,
  unrate: 2,
  why: 2,
  put: 3,
  owed: 6,
  add: 4,
  log: 8,
  unknown: 3,
  guess: 1,
  meet: 6,
  rerate: 3,
  hide: 2,
  way: 1,
  hold: 2,
  edit: 2,
  known: 2,
  rest: 2,
  merge: 4,
  forget: 2,
  named: 2,
  undo: 5,
  say: 3,
  pause: 2,
  resume: 3,
  hours: 3,
  morning: 10,
  days: 3,
};

/** Steps that only let time go by. */
export const isTime = (step: Step): boolean =>
  step.does === 'hours' || step.does === 'morning' || step.does === 'days';

/** Let time go by; `running`: everything that falls due in it happens at its time, else only at its end. */
async function pass(life: Life, ms: number, running: boolean): Promise<void> {
  const end = life.hand.now + ms;
  life.diary.push(`${running ? 'time' : 'downtime'} until ${new Date(end).toISOString()}`);
  for (let n = 0; running && n < 200; n += 1) {
    const next = await nextInstant(life.store, life.hand.now);
    if (next === null || next > end) break;
    await life.door.at(new Date(next).toISOString());
  }
  await life.door.at(new Date(end).toISOString());
}

/** The first instant after `now` at which something falls due for anybody; null: nothing does. */
export function nextInstant(store: Store, now: number): Promise<number | null> {
  return store.work(async ({ db }) => {
    const rows = await Promise.all([
      db
        .selectFrom('members')
        .select('next_due_at as at')
        .where('next_due_at', '>', now)
        .orderBy('at')
        .limit(1)
        .execute(),
      db
        .selectFrom('meetings')
        .select('prompt_at as at')
        .where('state', '=', 'planned')
        .where('prompt_at', '>', now)
        .orderBy('at')
        .limit(1)
        .execute(),
      db
        .selectFrom('follow_ups')
        .select('prompt_at as at')
        .where('state', '=', 'open')
        .where('prompt_at', '>', now)
        .orderBy('at')
        .limit(1)
        .execute(),
      db
        .selectFrom('picks')
        .select('later_at as at')
        .where('state', '=', 'later')
        .where('later_at', '>', now)
        .orderBy('at')
        .limit(1)
        .execute(),
    ]);
    const all = rows.flat().flatMap((row) => (row.at === null ? [] : [Number(row.at)]));
    return all.length ? Math.min(...all) : null;
  });
}

/** Say a line; what is answered is checked. */
export async function says(life: Life, text: string): Promise<void> {
  life.diary.push(`“${text}”`);
  await hand(life, { kind: 'say', text });
}

/** Press the newest open button of that name; false when there is none. */
export async function push(life: Life, label: string): Promise<boolean> {
  const found = (await controlsOf(life))
    .filter((one) => (label === 'Skip' ? one.control.kind === 'rating' && one.control.skip : true))
    .findLast((one) => label === 'Skip' || (one.control.kind === 'button' && one.control.label === label));
  if (!found || !isFree(life, found)) return false;
  await use(life, found, label === 'Skip' ? -1 : 0);
  return true;
}

async function rate(life: Life, value: number): Promise<void> {
  const found = (await controlsOf(life)).findLast((one) => one.control.kind === 'rating');
  if (found) await use(life, found, value);
}

async function use(life: Life, { id, control }: Open, n: number): Promise<void> {
  if (control.kind === 'file') return;
  if (control.kind === 'rating' && n < 0 && control.skip) return act(life, id, control.skip, {});
  const value =
    control.kind === 'rating'
      ? String(Math.abs(n) % 11)
      : control.kind === 'select'
        ? pick(control.options, n).value
        : undefined;
  await act(life, id, control.action, value === undefined ? {} : { value });
}

function act(life: Life, message: string, { route, args }: Action, fields: Do['fields']): Promise<void> {
  life.diary.push(`${route} ${JSON.stringify({ ...args, ...fields })}`);
  return hand(life, { kind: 'do', route, args, fields, message });
}

const does = (life: Life, route: string, args: Do['args'] = {}, fields: Do['fields'] = {}) =>
  act(life, '', { route, args }, fields);

async function hand(life: Life, ask: Parameters<HouseDoor['asks']>[0]): Promise<void> {
  const done = await life.door.asks(ask);
  checkAnswer(done);
  if (done.form) await fill(life, done.form);
}

/** Forms are filled in as far as can be guessed from their fields, and sent; some are left lying. */
async function fill(life: Life, form: Form): Promise<void> {
  const when = addDays(today(life), 1);
  const known: Readonly<Record<string, string>> = {
    date: when,
    people: 'Jo, Kim',
    words: 'call by Friday',
    who: 'Frida',
  };
  const fields = Object.fromEntries(
    form.fields.map((field) => [field.name, field.value || known[field.name] || (field.required ? 'x' : '')]),
  );
  life.diary.push(`form ${form.action.route} ${JSON.stringify(fields)}`);
  const done: Answered = await life.door.asks({ kind: 'do', ...form.action, fields } as Partial<Do> & {
    kind: 'do';
  });
  checkAnswer(done);
}

async function controlsOf(life: Life): Promise<readonly Open[]> {
  return (await life.door.said()).slice(-12).flatMap(opened);
}

const opened = (said: Said): readonly Open[] =>
  (said.message?.blocks ?? []).flatMap((block): Open[] =>
    block.kind === 'rating'
      ? [{ id: said.id, control: block }]
      : block.kind === 'controls'
        ? block.controls.map((control) => ({ id: said.id, control }))
        : [],
  );

/** Forgetting everything ends a history; a careful one takes nothing back and forgets nobody. */
function isFree(life: Life, { control }: Open): boolean {
  if (control.kind === 'file') return false;
  const { route } = control.action;
  return route !== 'forget.me' && !(life.careful && (route === 'undo.it' || route === 'forget.one'));
}

const today = (life: Life) => instantToLocal(zone, new Date(life.hand.now)).date;

function untilMorning(life: Life): number {
  const local = instantToLocal(zone, new Date(life.hand.now)).time;
  const [h = 0, m = 0] = local.split(':').map(Number);
  return ((24 + 9 - h) % 24 || 24) * hour - m * minute + minute;
}

async function withOne(life: Life, n: number, run: (id: string) => Promise<unknown>): Promise<void> {
  const one = pick(await contactsOf(life), n);
  if (one) await run(one.id);
}

async function somebody(life: Life, n: number): Promise<string> {
  return pick(await contactsOf(life), n)?.name ?? 'Nora';
}

type Exported = Readonly<Record<'contacts' | 'touches', readonly Record<string, string | null>[]>>;
const contactsOf = async (life: Life) =>
  ((await life.door.exported()) as unknown as Exported).contacts as readonly { id: string; name: string }[];
const touchesOf = async (life: Life) =>
  ((await life.door.exported()) as unknown as Exported).touches as readonly {
    id: string;
    contact: string | null;
  }[];
