// What happened, in one's own words or by a form: read, asked back where it is not clear, kept with Undo.
// A coffee, call, interview or event in it goes to the meeting room.

import type { Command, Context, Values } from '../command.ts';
import { closeFlow, keepFlow, openFlows } from '../flows/rows.ts';
import { touchBy } from '../ladder/rows.ts';
import { isFollowUp } from '../ladder/rules/free.ts';
import { ground } from '../ladder/rules/ground.ts';
import type { LadderState, Outcome } from '../ladder/rules/state.ts';
import { hasBeenALot } from '../meeting/feeling.ts';
import { changeTouch, kindOfActivity, logTouch } from '../meeting/touch.ts';
import { addContact, type Contact, contactOf, contactsOf } from '../people/rows.ts';
import { ACTIVITIES, builtIn, type Known } from '../people/rules/activities.ts';
import { Refusal } from '../refusal.ts';
import { act } from '../reply/action.ts';
import { limits } from '../reply/limits.ts';
import type { Answer, Message } from '../reply/reply.ts';
import { bold, t } from '../reply/rich.ts';
import { button, controls, cut, form, message, rating, text } from '../reply/say.ts';
import { addDays, isRealDay } from '../time/days.ts';
import { longDay } from '../time/spoken.ts';
import { isLogLike, type LogReading, readLog } from '../understand/log.ts';
import { HARD, hardLine, act as praised } from '../voice/praise.ts';
import { answered } from './answered.ts';
import { feltOf, recordFelt } from './felt.ts';
import { namesOf } from './names.ts';
import { noMessage } from './outcome.ts';
import { cardOn, changePick, picksOf } from './rows.ts';
import { loadState } from './state.ts';
import { doingIt } from './words.ts';

/** Method 4: back-dated up to 30 days. */
const backDays = 30;

/** Ways offered when a line names a person and no way: the plain ones. */
const plainWays = ['message', 'email', 'phone', 'comment', 'useful', 'thanks'];

export const log: Command = {
  verb: 'log',
  summary: 'Log what you did, in your own words',
  examples: ['log emailed Maria yesterday, felt 3', 'log rang Ben, he said no'],
  words: true,
  run: async (ctx, words) => (words.trim() ? logWords(ctx, words) : [logForm('')]),
  routes: {
    /** A line without a verb: an answer only when it names one contact and a way. */
    guess: async (ctx, _args, fields) => {
      const said = fields.text ?? '';
      const reading = await read(ctx, said);
      return isLogLike(said, reading) ? keepReading(ctx, said, reading) : [];
    },
    heard: async (ctx) => {
      const heard = (await openFlows(ctx)).find((flow) => flow.name === 'heard');
      return [logForm(heard?.data.text ?? '')];
    },
    form: async (ctx, args) => {
      const person = args.c ? await contactOf(ctx, args.c) : null;
      return [logForm(person ? `… ${person.name}` : '')];
    },
    sent: async (ctx, _args, fields) => {
      const said = fields.what ?? '';
      if (!said.trim())
        throw new Refusal('A few words are enough, such as: emailed Maria yesterday.', 'what');
      return logWords(ctx, said);
    },
    which: async (ctx, args) => {
      const { text: said } = await pending(ctx);
      const person = await contactOf(ctx, args.c ?? '');
      if (!person) throw new Refusal('That person is not on your list any more. Nothing was logged.');
      const reading = await read(ctx, said);
      return keepTouch(ctx, said, reading, person, reading.activity);
    },
    way: async (ctx, args) => {
      const { text: said } = await pending(ctx);
      const person = await contactOf(ctx, args.c ?? '');
      const activity = args.a ?? '';
      if (!person || !builtIn(activity))
        throw new Refusal(
          'That question has passed, and nothing was logged. You can tell me again: log emailed Maria yesterday.',
        );
      return keepTouch(ctx, said, await read(ctx, said), person, activity);
    },
    add: async (ctx) => {
      const { text: said } = await pending(ctx);
      const [unknown] = (await read(ctx, said)).unknown;
      if (!unknown) return logWords(ctx, said);
      const id = await addContact(ctx, ctx.today, {
        name: unknown.name,
        ...(unknown.org && { organization: unknown.org }),
      });
      // Also when the way is still to be asked, adding them can be taken back.
      ctx.note(`adding ${unknown.name}`);
      const person = await contactOf(ctx, id);
      const reading = await read(ctx, said);
      return person ? keepTouch(ctx, said, reading, person, reading.activity) : [];
    },
    felt: async (ctx, args, fields) => {
      const touch = await touchBy(ctx, args.t ?? '');
      if (!touch) throw new Refusal('That is no longer in your log. Nothing changed.');
      const felt = feltOf(fields);
      const more = await recordFelt(ctx, touch, felt);
      return [{ ...(await logged(ctx, touch.id, null)), replaces: true }, ...more];
    },
    unfelt: async (ctx, args) => {
      const touch = await touchBy(ctx, args.t ?? '');
      if (!touch) throw new Refusal('That is no longer in your log. Nothing changed.');
      return [
        { ...(await logged(ctx, touch.id, null)), replaces: true },
        ...(await recordFelt(ctx, touch, null)),
      ];
    },
    day: async (ctx, args) => {
      const touch = await touchBy(ctx, args.t ?? '');
      const day = args.d ?? '';
      if (!touch || !isRealDay(day)) throw new Refusal('That is no longer in your log. Nothing changed.');
      checkDay(ctx, day);
      await changeTouch(ctx, touch.id, { day });
      const undo = ctx.note('the day of that log');
      return [{ ...(await logged(ctx, touch.id, undo, touch.felt === null)), replaces: true }];
    },
  },
};

async function logWords(ctx: Context, said: string): Promise<Answer> {
  if (said.length > limits.note)
    throw new Refusal(`A log can be ${limits.note.toLocaleString('en')} characters long at most.`, 'what');
  return keepReading(ctx, said, await read(ctx, said));
}

async function read(ctx: Context, said: string): Promise<LogReading> {
  const contacts = await contactsOf(ctx);
  const names = await namesOf(ctx, contacts);
  const people = contacts.map(({ id, name, label, organization }) => ({
    id,
    name,
    label,
    ...(organization && { org: organization }),
  }));
  const activities = [...ACTIVITIES, ...(await ownOnes(ctx))].map(({ id }) => ({
    id,
    name: names.activity(id),
  }));
  return readLog(said, { today: ctx.today, time: ctx.time, contacts: people, activities, verb: 'log' });
}

async function ownOnes(ctx: Context): Promise<readonly { id: string }[]> {
  const rows = await ctx.db
    .selectFrom('activities')
    .select('activity')
    .where('member', '=', ctx.member)
    .where('name_sealed', 'is not', null)
    .execute();
  return rows.map((row) => ({ id: row.activity }));
}

async function keepReading(ctx: Context, said: string, reading: LogReading): Promise<Answer> {
  if (reading.impossible)
    throw new Refusal(
      `There is no ${cut(reading.impossible, 60)}. Which day do you mean? Nothing was logged.`,
    );
  if (reading.meeting && !reading.heard) return ctx.hand('meeting.typed', {}, { text: said, verb: 'log' });
  const [unclear] = reading.unclear;
  const [person] = reading.people;
  if (!person && unclear) return which(ctx, said, unclear.words, unclear.candidates);
  if (!person) return unknownPerson(ctx, said, reading);
  if (reading.planned && !reading.heard)
    throw new Refusal(
      'That is still to come, so there is nothing to log yet. For a date, say “meeting” and the rest.',
    );
  const contact = await contactOf(ctx, person.id);
  if (!contact) throw new Refusal('That person is not on your list any more. Nothing was logged.');
  return keepTouch(ctx, said, reading, contact, reading.activity);
}

async function which(
  ctx: Context,
  said: string,
  words: string,
  candidates: readonly string[],
): Promise<Answer> {
  await keepFlow(ctx, 'pending-log', 'kept', { text: said });
  const people = (await contactsOf(ctx))
    .filter((contact) => candidates.includes(contact.id))
    .slice(0, limits.buttons);
  const question =
    people.length === 1
      ? t`Do you mean ${bold(people[0]?.name ?? '')}?`
      : t`Which ${bold(cut(words, 60))} do you mean?`;
  return [
    message(
      'Who do you mean?',
      text(question),
      controls(...people.map((p) => button(full(p), 'log.which', { c: p.id }))),
    ),
  ];
}

async function unknownPerson(ctx: Context, said: string, reading: LogReading): Promise<Answer> {
  const [unknown] = reading.unknown;
  if (!unknown) throw new Refusal('Who was it? For example: log emailed Maria yesterday, felt 3.', 'what');
  await keepFlow(ctx, 'pending-log', 'kept', { text: said });
  const name = cut(unknown.name, 40);
  return [
    message(
      'Someone new',
      text(t`I don't know ${bold(name)} yet. Shall I add them, and log it?`),
      controls(button(`Add ${name}`, 'log.add'), button('No', 'today.leave')),
    ),
  ];
}

async function keepTouch(
  ctx: Context,
  said: string,
  reading: LogReading,
  person: Contact,
  activity: string | undefined,
): Promise<Answer> {
  if (reading.heard)
    return answered(ctx, person, reading.heard, reading.felt === undefined ? undefined : reading.felt * 10);
  if (!activity) {
    await keepFlow(ctx, 'pending-log', 'kept', { text: said });
    const ways = plainWays.map((id) => button(builtIn(id)?.name ?? id, 'log.way', { c: person.id, a: id }));
    return [
      message(
        'How did you reach them?',
        text(t`How did you reach ${bold(person.label)}?`),
        controls(...ways),
      ),
    ];
  }
  checkDay(ctx, reading.day);
  const way = forKnown(activity, person.known);
  const outcome: Outcome | null = reading.outcome ?? (silent.has(way) ? null : 'waiting');
  const state = await loadState(ctx, ctx.today);
  const touch = await logTouch(ctx, {
    wasReply: state.owed.some((one) => one.contact === person.id && one.what === 'reply'),
    wasFollowUp: isFollowUpOf(state, reading.day, person.id, way),
    day: reading.day,
    contact: person.id,
    activity: way,
    kind: kindOfActivity(way),
    outcome,
    ...(reading.felt !== undefined && { felt: reading.felt * 10 }),
    ...(reading.note && { note: reading.note }),
  });
  await closeFlow(ctx, 'pending-log');
  await donePick(ctx, touch, person.id, way, reading.day);
  const undo = ctx.note(`logging the step with ${person.label}`);
  const no = outcome === 'no' ? [noMessage(person.label, person.id, touch)] : [];
  const promised = reading.promised
    ? await ctx.hand(
        'meeting.promised',
        { t: touch },
        { words: reading.promised.words, due: reading.promised.due ?? '' },
      )
    : [];
  // A feeling said in the line weighs as much as one that was tapped.
  const heavy = reading.felt !== undefined && (await hasBeenALot(ctx, reading.felt * 10));
  const peace = heavy ? await ctx.hand('peace.enter') : [];
  return [await logged(ctx, touch, undo, reading.felt === undefined, reading), ...no, ...promised, ...peace];
}

/** The confirmation: the contact's label, weekday and date as understood; then how it felt, when it was not said. */
async function logged(
  ctx: Context,
  id: string,
  undo: string | null,
  asksFeeling = false,
  reading?: LogReading,
): Promise<Message> {
  const touch = await touchBy(ctx, id);
  if (!touch) throw new Refusal('That is no longer in your log.');
  const names = await namesOf(ctx, await contactsOf(ctx));
  const who = names.label(touch.contact);
  const did = praised({
    activity: touch.activity,
    name: who ?? undefined,
    ownActivityName: names.own(touch.activity) ?? undefined,
    seed: id,
  });
  const hard = touch.felt !== null && touch.felt >= HARD ? ` ${hardLine(id)}` : '';
  const felt = touch.felt === null ? '' : ` It felt ${touch.felt / 10} of 10.${hard}`;
  const other = reading?.otherDay && !asked(ctx, reading.otherDay) ? reading.otherDay : null;
  const prompt = t`How did it feel to ${doingIt(touch.activity, who, names.own(touch.activity))}? 0 is easy, 10 is dread.`;
  return message(
    'Logged',
    text(t`Logged for ${bold(longDay(touch.day))}: ${did}${felt}`),
    controls(
      undo !== null && button('Undo', 'undo.it', { c: undo }),
      other !== null && button(`It was ${longDay(other)}`, 'log.day', { t: id, d: other }),
    ),
    asksFeeling && rating(prompt, act('log.felt', { t: id }), act('log.unfelt', { t: id })),
  );
}

const asked = (ctx: Context, day: string) => day > ctx.today || day < addDays(ctx.today, -backDays);

function checkDay(ctx: Context, day: string): void {
  if (day > ctx.today)
    throw new Refusal(
      'That day is still to come, so there is nothing to log yet. For a date, say “meeting” and the rest.',
      'what',
    );
  if (day < addDays(ctx.today, -backDays))
    throw new Refusal(
      `${longDay(day)} is more than ${backDays} days ago; I can log the last ${backDays} days.`,
      'what',
    );
}

/** Which rung an e-mail, message or call is, by how the person is known. */
function forKnown(activity: string, known: Known | null): string {
  if (known === 'stranger' && activity === 'email') return 'stranger-email';
  if (known === 'stranger' && activity === 'phone') return 'cold-call';
  if (known === 'referred' && (activity === 'email' || activity === 'message')) return 'referral';
  return activity;
}

/** Whether a log by words is the one follow-up after silence. */
function isFollowUpOf(state: LadderState, day: string, contact: string, activity: string): boolean {
  const kept = state.contacts.find((one) => one.id === contact);
  return kept !== undefined && isFollowUp(ground(state, day), kept, activity);
}

/** Ways that wait for no answer. */
const silent = new Set(['comment', 'thanks', 'card']);

/** A step of today's card that was logged by words is done there, too. */
async function donePick(
  ctx: Context,
  touch: string,
  contact: string,
  activity: string,
  day: string,
): Promise<void> {
  const card = await cardOn(ctx, day);
  const pick =
    card &&
    (await picksOf(ctx, card.id)).find(
      (one) => one.state === 'waiting' && one.contact === contact && one.activity === activity,
    );
  if (pick) await changePick(ctx, pick.id, { state: 'done', touch });
}

async function pending(ctx: Context): Promise<Values & { text: string }> {
  const kept = (await openFlows(ctx)).find((flow) => flow.name === 'pending-log');
  const said = kept?.data.text;
  if (said === undefined) throw new Refusal('That has been settled already. Nothing changed.');
  return { text: said };
}

const full = (person: Contact) =>
  person.organization ? `${person.name} (${person.organization})` : person.name;

const logForm = (value: string) =>
  form({
    title: 'Log what happened',
    submit: 'Log it',
    action: act('log.sent'),
    fields: [
      {
        name: 'what',
        label: 'What did you do?',
        type: 'paragraph',
        value,
        hint: 'Such as: emailed Maria yesterday, felt 3',
        required: true,
      },
    ],
  });
