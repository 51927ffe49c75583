// Somebody answered, as told in words: no step of the member's own, but the answer to the one that waits. Where it leads
// to a talk, its form comes next, filled in as far as it was said.

import type { Context } from '../command.ts';
import { closeFlow } from '../flows/rows.ts';
import { touchesOf } from '../ladder/rows.ts';
import { changeTouch, logTouch } from '../meeting/touch.ts';
import type { Contact } from '../people/rows.ts';
import type { Answer, Message } from '../reply/reply.ts';
import { bold, code, t } from '../reply/rich.ts';
import { aside, button, controls, message, text } from '../reply/say.ts';
import { dayAndDate } from '../time/spoken.ts';
import type { Heard } from '../understand/heard.ts';
import { noMessage } from './outcome.ts';

/** Keep that somebody answered, and offer what comes next. `felt`: 0–100, when it was said in the same line. */
export async function answered(
  ctx: Context,
  person: Contact,
  heard: Heard,
  felt: number | undefined,
): Promise<Answer> {
  if (heard.silent) return [await noAnswerYet(ctx, person)];
  const touch = await keepAnswer(ctx, person, heard.no ? 'no' : 'replied', felt);
  await closeFlow(ctx, 'pending-log');
  const undo = button('Undo', 'undo.it', { c: ctx.note(`that ${person.label} answered`) });
  if (heard.no)
    return [
      message('An answer', text(t`${bold(person.label)} answered.`), controls(undo)),
      noMessage(person.label, person.id, touch),
    ];
  if (heard.leadsTo === undefined)
    return [
      message(
        'An answer',
        text(t`${bold(person.label)} answered. Your next step with them comes on the next card.`),
        controls(undo),
      ),
    ];
  const { leadsTo, day, start, end } = heard;
  const when = day === undefined ? '' : `, ${dayAndDate(day, ctx.today)}${start ? ` at ${start}` : ''}`;
  const args = {
    c: person.id,
    k: leadsTo,
    ...(day && { d: day }),
    ...(start && { s: start }),
    ...(end && { e: end }),
  };
  return [
    message(
      'An answer, and a talk',
      text(
        t`${bold(person.label)} answered, and it leads to ${talks[leadsTo] ?? 'a talk'}${when}. That was your doing.`,
      ),
      aside('With its date here, I ask how it went and bring the words of thanks. No date yet is fine, too.'),
      controls(button('Put in the date', 'meeting.ask', args, 'primary'), undo),
    ),
  ];
}

/** Nothing is changed: what waits goes on waiting. */
async function noAnswerYet(ctx: Context, person: Contact): Promise<Message> {
  const who = bold(person.label);
  const waits = (await touchesOf(ctx)).findLast(
    (one) => one.contact === person.id && one.outcome === 'waiting',
  );
  return message(
    'No answer yet',
    text(t`Nothing from ${who} yet, then. That is common, and it says little about you.`),
    waits
      ? `Your part was done on ${dayAndDate(waits.day, ctx.today)}.`
      : text(
          t`I have no step with ${who} that waits for one. If there was one, tell me: ${code(`log wrote to ${person.label} monday`)}.`,
        ),
  );
}

const talks: Readonly<Record<string, string>> = {
  coffee: 'a coffee',
  call: 'a call',
  'info-interview': 'an information interview',
  interview: 'an interview',
};

/** The step that waits for their answer gets it; where none does, the answer is kept as a message of today. Its id. */
async function keepAnswer(
  ctx: Context,
  person: Contact,
  outcome: 'replied' | 'no',
  felt: number | undefined,
): Promise<string> {
  const theirs = (await touchesOf(ctx)).filter((one) => one.contact === person.id && one.day <= ctx.today);
  const open =
    theirs.findLast((one) => one.outcome === 'waiting') ??
    theirs.findLast((one) => one.outcome === 'replied');
  if (!open)
    return logTouch(ctx, {
      day: ctx.today,
      contact: person.id,
      activity: 'message',
      kind: 'message',
      outcome,
      ...(felt !== undefined && { felt }),
    });
  await changeTouch(ctx, open.id, {
    outcome,
    outcomeOn: ctx.today,
    ...(felt !== undefined && open.felt === null && { felt }),
  });
  return open.id;
}
