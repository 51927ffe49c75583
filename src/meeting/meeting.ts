// `meeting`: a coffee, call, interview or event, planned or held, in one's own words or by a form; and the answers to
// Did it happen? Asking back is draft.ts, keeping is keep.ts.

import type { Command, Context, Route, Values } from '../command.ts';
import { contactOf } from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import { act } from '../reply/action.ts';
import { limits } from '../reply/limits.ts';
import type { Answer, Form } from '../reply/reply.ts';
import { cut, form, listed, message } from '../reply/say.ts';
import { isRealDay } from '../time/days.ts';
import { readDate, type Tense } from '../understand/dates.ts';
import type { LogReading } from '../understand/log.ts';
import { readClock } from '../understand/timeWords.ts';
import { type Draft, draftOf, draftRoutes, readLine, settle, whoOf } from './draft.ts';
import { happened } from './held.ts';
import { drop, instantsOf, move } from './keep.ts';
import { outcomeRoutes } from './outcome.ts';
import { deskOf, labelsOf } from './owed.ts';
import { type Meeting, meetingBy } from './rows.ts';
import { meetingKinds } from './rules.ts';
import { clockOf } from './when.ts';
import { kindOptions } from './words.ts';

export const meeting: Command = {
  verb: 'meeting',
  summary: 'Keep a coffee, call, interview or event, planned or held',
  examples: [
    'meeting coffee with Maria tomorrow 10:00',
    'meeting had an information interview with Ben today 14:00-14:30',
  ],
  words: true,
  run: async (ctx, words) => (words.trim() ? typed(ctx, words, 'meeting') : [meetingForm({})]),
  routes: {
    /** A line in the member's own words, as if typed behind `meeting` (or, by `verb`, behind `log`). */
    typed: (ctx, _args, fields) => typed(ctx, fields.text ?? '', fields.verb === 'log' ? 'log' : 'meeting'),
    /** The form; `c` with whom, `k` what it is, `d`, `s`, `e` the day and times, as far as they are known. */
    ask: async (ctx, args) => {
      const person = args.c ? await contactOf(ctx, args.c) : null;
      const { k: kind = '', d: date = '', s: time = '', e: until = '' } = args;
      return [meetingForm({ who: person?.name ?? '', kind, date, time, until })];
    },
    form: (ctx, _args, fields) => sent(ctx, fields),
    happened: answering(async (ctx, one) => happened(ctx, one)),
    moved: answering(async (ctx, one) => [await moveForm(ctx, one)]),
    movedTo: answering(async (ctx, one, fields) => {
      const day = readDay(ctx, fields.date ?? '', 'future');
      return move(ctx, one, {
        day,
        start: readTime(fields.time ?? '', 'time'),
        end: readTime(fields.until ?? '', 'until'),
      });
    }),
    off: answering(async (ctx, one) => drop(ctx, one)),
    debrief: async (ctx, args) => {
      const one = await mine(ctx, args);
      const who = labelsOf(await deskOf(ctx), one);
      return ctx.begin('debrief', { m: one.id, who: listed(who) });
    },
    ...draftRoutes,
    ...outcomeRoutes,
  },
};

async function typed(ctx: Context, said: string, verb: 'log' | 'meeting'): Promise<Answer> {
  if (said.length > limits.note)
    throw new Refusal(`A meeting can be told in ${limits.note.toLocaleString('en')} characters at most.`);
  return keepMeeting(ctx, said, await readLine(ctx, said, verb), verb);
}

/** Keep what a line tells of: asks back what is not clear, opens a form for what is missing. */
async function keepMeeting(
  ctx: Context,
  said: string,
  reading: LogReading,
  verb: 'log' | 'meeting' = 'log',
): Promise<Answer> {
  if (reading.impossible)
    throw new Refusal(
      `There is no ${cut(reading.impossible, 60)}. Which day or time do you mean? Nothing was kept.`,
    );
  // A letter is no meeting, also behind `meeting`.
  if (verb === 'meeting' && !reading.meeting && reading.kind && !reading.planned)
    return ctx.hand('log.sent', {}, { what: said });
  const draft = draftOf(reading);
  const nobody = !draft.people.length && !draft.unclear.length && !draft.unknown.length;
  const noDay = !draft.dayGiven && draft.planned !== false;
  if ((nobody && !(draft.kind === 'event' && draft.planned === false)) || noDay)
    return [meetingForm(await filled(ctx, draft))];
  return settle(ctx, draft);
}

async function filled(ctx: Context, draft: Draft): Promise<Values> {
  const known = labelsOf(await deskOf(ctx), { contacts: draft.people });
  const who = [
    ...known,
    ...draft.unclear.map((one) => one.words),
    ...draft.unknown.map((one) => one.name),
  ].join(', ');
  return {
    who,
    kind: draft.kind ?? '',
    date: draft.dayGiven ? draft.day : '',
    time: draft.start ?? '',
    until: draft.end ?? '',
  };
}

function meetingForm(values: Values): Form {
  const kind = values.kind || undefined;
  return form({
    title: 'A meeting',
    submit: 'Keep it',
    action: act('meeting.form'),
    fields: [
      {
        name: 'who',
        label: 'With whom?',
        type: 'line',
        value: values.who ?? '',
        hint: 'Such as: Maria, or Maria and Ben',
        required: true,
      },
      {
        name: 'kind',
        label: 'What is it?',
        type: 'choice',
        options: kindOptions,
        value: kind ?? 'coffee',
        required: true,
      },
      { name: 'date', label: 'Which day?', type: 'date', value: values.date ?? '', required: true },
      { name: 'time', label: 'From', type: 'time', value: values.time ?? '' },
      { name: 'until', label: 'Until', type: 'time', value: values.until ?? '' },
    ],
  });
}

async function sent(ctx: Context, fields: Values): Promise<Answer> {
  const who = await whoOf(ctx, fields.who ?? '');
  const kind = meetingKinds.find((one) => one === fields.kind);
  if (!kind) throw new Refusal('Please choose what it is.', 'kind');
  if (!who.people.length && !who.unclear.length && !who.unknown.length && kind !== 'event')
    throw new Refusal('Who is it with? A first name is enough.', 'who');
  const day = readDay(ctx, fields.date ?? '', 'any');
  const start = readTime(fields.time ?? '', 'time');
  const end = start === null ? null : readTime(fields.until ?? '', 'until');
  const told = { ...who, kind, day, start, end, dayGiven: true, otherDay: null };
  return settle(ctx, { ...told, planned: isPlanned(ctx, told) });
}

/** Still to come by its day and time; null when today says nothing. */
function isPlanned(ctx: Context, told: Parameters<typeof instantsOf>[1]): boolean | null {
  if (told.day !== ctx.today) return told.day > ctx.today;
  const { end } = instantsOf(ctx, told);
  return end === null ? null : end > ctx.now;
}

function readDay(ctx: Context, typedDay: string, tense: Tense): string {
  const said = typedDay.trim();
  if (isRealDay(said)) return said;
  const read = readDate(said, { today: ctx.today, time: ctx.time, tense });
  if (read && 'day' in read && read.dayGiven) return read.day;
  throw new Refusal(
    said ? `There is no day “${cut(said, 40)}”. Try a date such as ${ctx.today}.` : 'Which day is it?',
    'date',
  );
}

function readTime(typedTime: string, field: string): string | null {
  const said = typedTime.trim();
  if (said === '') return null;
  const time = /^\d\d:\d\d$/.test(said) && said < '24:00' && said.slice(3) < '60' ? said : readClock(said);
  if (time === null)
    throw new Refusal(`There is no time “${cut(said, 40)}”. Try 10:00, or leave it empty.`, field);
  return time;
}

async function moveForm(ctx: Context, one: Meeting): Promise<Form> {
  const time = one.start === null ? '' : clockOf(ctx, one.start);
  return form({
    title: 'Moved to when?',
    submit: 'Move it',
    action: act('meeting.movedTo', { m: one.id }),
    fields: [
      { name: 'date', label: 'Which day?', type: 'date', required: true },
      { name: 'time', label: 'From', type: 'time', value: time },
      { name: 'until', label: 'Until', type: 'time' },
    ],
  });
}

/** A route about a planned meeting: the second press of two, or one of long ago, says that it is settled. */
function answering(run: (ctx: Context, one: Meeting, fields: Values) => Promise<Answer>): Route {
  return async (ctx, args, fields) => {
    const one = await mine(ctx, args);
    if (one.state !== 'planned') {
      const said = {
        held: 'That is noted already: it happened.',
        moved: 'That was moved already.',
        dropped: 'That is off already.',
      }[one.state];
      return [message('Settled already', said)];
    }
    const answer = await run(ctx, one, fields);
    return args.o ? [...(await settledQuestion(ctx, one)), ...answer] : answer;
  };
}

/** Did it happen? in a message of its own: answered, its buttons go. A form to fill in leaves it as it is. */
async function settledQuestion(ctx: Context, before: Meeting): Promise<Answer> {
  const now = await meetingBy(ctx, before.id);
  const said =
    now?.state === 'held' ? '✓ It happened.' : now?.state === 'dropped' ? '✓ Not happening.' : null;
  return said ? [{ ...message('Answered', said), replaces: true }] : [];
}

async function mine(ctx: Context, args: Values): Promise<Meeting> {
  const one = await meetingBy(ctx, args.m ?? '');
  if (!one) throw new Refusal('That meeting is not in your list any more. Nothing changed.');
  return one;
}
