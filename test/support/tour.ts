// A member in whose every field stands one text, and everything that the house then says and shows of them. The real
// commands over a real store, in one unit of work that is taken back in the end.

import type { Home } from '../../src/app.ts';
import type { Context, Values } from '../../src/command.ts';
import { commands } from '../../src/commands.ts';
import { homeOf } from '../../src/home.ts';
import { createApp, type House } from '../../src/house.ts';
import { addRating } from '../../src/ladder/rows.ts';
import { keepHeld } from '../../src/meeting/held.ts';
import { keepPlanned } from '../../src/meeting/keep.ts';
import { logTouch } from '../../src/meeting/touch.ts';
import { addContact, changeContact, namesOf } from '../../src/people/rows.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Action } from '../../src/reply/action.ts';
import type { Answer, FileOut, Reply } from '../../src/reply/reply.ts';
import { message } from '../../src/reply/say.ts';
import type { Store } from '../../src/store/open.ts';
import { addDays } from '../../src/time/days.ts';
import { cleanText } from '../../src/understand/text.ts';
import { aMember } from './stores.ts';

/** One thing that a member may see, and what they did to see it. */
export interface Sight {
  readonly where: string;
  readonly shown: Reply | Home;
}

/** What was seen with one text everywhere. */
export interface Toured {
  readonly sights: readonly Sight[];
  /** Names as the platforms offer them while typing. */
  readonly names: readonly string[];
  readonly files: readonly FileOut[];
}

/** Verbs that end the tour, or lead nowhere. */
const left: ReadonlySet<string> = new Set(['start', 'peace']);

/** As the app hands on what was filled in. */
const keepable = (fields: Values): Values =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cleanText(value)]));

const back = Symbol('taken back');

/** The house that tours are made in. */
export const tourHouse = (store: Store, now: () => number): House =>
  createApp({
    store,
    now,
    helpLine: undefined,
    talkKept: new Set(['web']),
    log: (what, { error }) => {
      throw error ?? new Error(what);
    },
  });

/**
 * Tour with these texts, two people each: where what was typed stands; `whole` walks every way that leads there, and every
 * verb.
 */
export async function tour(
  house: House,
  store: Store,
  texts: readonly string[],
  whole = false,
): Promise<Toured> {
  const sights: Sight[] = [];
  let names: readonly string[] = [];
  let files: readonly FileOut[] = [];
  try {
    await store.work(async (unit) => {
      const { member } = await aMember(unit, store);
      const ctx = await house.contextOf(unit, member);
      if (!ctx) throw new Error('no member');
      const walk = walker(ctx, sights);
      for (const text of texts) await typed(ctx, walk, text, whole);
      await looked(walk);
      if (whole) for (const text of texts) await everyWay(ctx, walk, text);
      walk.home(await homeOf(ctx));
      names = await namesOf(ctx);
      files = await Promise.all(
        commands.flatMap(({ files: made = {} }) => Object.values(made).map((make) => make(ctx))),
      );
      if (!whole) throw back;
      for (const text of texts)
        for (const { verb } of commands) if (!left.has(verb)) await walk.verb(verb, text);
      throw back;
    });
  } catch (error) {
    if (error !== back) throw error;
  }
  return { sights, names, files };
}

interface Walk {
  /** Use a route; gives its answer. */
  to(route: string, args?: Values, fields?: Values): Promise<Answer>;
  /** Type words behind a verb. */
  verb(verb: string, words: string): Promise<Answer>;
  /** Press the first control of that route in an answer; with a value for a choice or a form. */
  press(answer: Answer, route: string, fields?: Values): Promise<Answer>;
  /** Note what was answered otherwise. */
  saw(where: string, answering: Promise<Answer>): Promise<Answer>;
  home(home: Home): void;
}

function walker(ctx: Context, sights: Sight[]): Walk {
  async function saw(where: string, answering: Promise<Answer>): Promise<Answer> {
    const answer = await answering.catch((error: unknown): Answer => {
      if (error instanceof Refusal) return [message('A word', error.message)];
      throw error;
    });
    sights.push(...answer.map((shown) => ({ where, shown })));
    return answer;
  }
  const to = (route: string, args: Values = {}, fields: Values = {}) =>
    saw(route, ctx.hand(route, args, keepable(fields)));
  return {
    saw,
    to,
    home: (shown) => void sights.push({ where: 'Home', shown }),
    verb: (verb, words) => saw(`${verb} …`, ctx.hand('run.it', { v: verb, w: cleanText(words).trim() })),
    async press(answer, route, fields = {}) {
      const action = actionsOf(answer).find((one) => one.route === route);
      return action ? to(route, action.args, fields) : [];
    },
  };
}

/** Everything in an answer that can be used. */
function actionsOf(answer: Answer): readonly Action[] {
  return answer.flatMap((reply) => {
    if (reply.kind === 'form') return [reply.action];
    return reply.blocks.flatMap((block) => {
      if (block.kind === 'rating') return [block.action, ...(block.skip ? [block.skip] : [])];
      if (block.kind !== 'controls') return [];
      return block.controls.flatMap((one) => ('action' in one ? [one.action] : []));
    });
  });
}

/** The text goes into every field that there is, each by the command that takes it. */
async function typed(ctx: Context, walk: Walk, text: string, whole: boolean): Promise<void> {
  const { today } = ctx;
  const a = await addContact(ctx, today, { name: 'Ana Quist' });
  const all = { name: text, label: text, organization: text, email: text, url: text };
  await walk.to('contacts.edited', { c: a }, all);
  await walk.to('contacts.noted', { c: a }, { notes: text });
  const clean = cleanText(text).trim();
  const kept = { name: clean || '…', organization: clean || null };
  const b = await addContact(ctx, today, { ...kept, known: 'referred' });
  await changeContact(ctx, a, { known: 'friend' });
  await changeContact(ctx, b, { referredBy: a });
  for (const one of [a, b]) await addRating(ctx, today, 'contact', one, 20);
  await walk.to('ladder.added', {}, { name: text });
  const touch = { day: addDays(today, -3), contact: a, activity: 'message', kind: 'message', note: clean };
  const t = await logTouch(ctx, { ...touch, outcome: 'waiting' });
  await walk.to('meeting.promised', { t }, { words: text });
  await walk.to('meeting.named', { t }, { people: text });
  const told = { people: [a, b], kind: 'coffee', start: null, end: null, note: clean } as const;
  await walk.saw('a meeting to come', keepPlanned(ctx, { ...told, day: addDays(today, 2) }));
  await walk.saw('a meeting unanswered', keepPlanned(ctx, { ...told, people: [b], day: today }));
  const held = { ...told, people: [a], day: addDays(today, -1), start: '10:00', end: '11:00' };
  const followed = await walk.saw('a meeting held', keepHeld(ctx, held));
  let asked = await walk.press(followed, 'meeting.debrief');
  asked = await walk.press(asked, 'flow.skip');
  // Its later questions keep what is said as the first one does.
  for (let i = 0; i < (whole ? 5 : 1); i += 1) {
    const way = actionsOf(asked).find(({ route }) => route === 'flow.skip')?.args;
    if (!way) break;
    const answered = await walk.to('flow.take', way, { value: text });
    asked = answered.some((reply) => actionsOf([reply]).some(({ route }) => route === 'flow.skip'))
      ? answered
      : await walk.to('flow.skip', way);
  }
  await walk.to('add.form', {}, { people: text });
  for (const route of ['open', 'edit', 'notes', 'merge']) await walk.to(`contacts.${route}`, { c: a });
}

/** Where any of it is shown again. */
async function looked(walk: Walk): Promise<void> {
  await walk.verb('contacts', '');
  await walk.verb('ladder', '');
  await walk.verb('followups', '');
  const card = await walk.to('today.show');
  await walk.press(card, 'today.words');
  const did = await walk.press(card, 'today.did');
  const felt = actionsOf(did).find(({ route }) => route === 'today.felt');
  if (felt) await walk.to('today.felt', felt.args, { value: '3' });
  await walk.to('report.show');
}

/** Every other way to the same, and what only asks back. */
async function everyWay(ctx: Context, walk: Walk, text: string): Promise<void> {
  const c = optionsOf(await ctx.hand('contacts.show'), 'contacts.open')[0] ?? '';
  for (const route of ['rate', 'know', 'rest', 'seek']) await walk.to(`contacts.${route}`, { c });
  await walk.to('contacts.sought', { c }, { who: text });
  await walk.to('forget.ask', { c });
  await walk.to('log.form', { c });
  const ladder = await ctx.hand('ladder.show');
  for (const route of ['ladder.rate', 'ladder.person', 'ladder.hide'])
    await walk.to(route, {}, { value: optionsOf(ladder, route).at(-1) ?? '' });
  await walk.to('log.sent', {}, { what: `emailed ${text} yesterday` });
  await walk.to('meeting.form', {}, { who: text, kind: 'coffee', date: text, time: text, until: text });
  await walk.to('settings.save', {}, { zone: text, morning: text, days: text, quiet: text });
  for (const one of ['followups.done', 'followups.later', 'followups.drop'])
    await walk.press(await ctx.hand('followups.show'), one);
}

/** What may be chosen in an answer, on the choice of that route. */
const optionsOf = (answer: Answer, route: string): readonly string[] =>
  answer
    .flatMap((reply) => (reply.kind === 'message' ? reply.blocks : []))
    .flatMap((block) => (block.kind === 'controls' ? block.controls : []))
    .flatMap((one) => (one.kind === 'select' && one.action.route === route ? one.options : []))
    .map(({ value }) => value);
