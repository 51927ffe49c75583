// What came of a talk, said on a card or in a log: nothing more, somebody named, a promise, a no.

import type { Context, Route, Values } from '../command.ts';
import { type TouchRow, touchBy } from '../ladder/rows.ts';
import {
  addContact,
  type Contact,
  changeContact,
  contactOf,
  contactsOf,
  countContacts,
  mostContacts,
  sameName,
} from '../people/rows.ts';
import { Refusal } from '../refusal.ts';
import { act } from '../reply/action.ts';
import { limits } from '../reply/limits.ts';
import type { Message } from '../reply/reply.ts';
import { bold, t } from '../reply/rich.ts';
import { button, controls, cut, form, listed, message, text } from '../reply/say.ts';
import { isRealDay } from '../time/days.ts';
import { dayAndDate } from '../time/spoken.ts';
import { readDate } from '../understand/dates.ts';
import { readPeople } from '../understand/people.ts';
import { noLine } from '../voice/praise.ts';
import { promise } from './held.ts';
import { openFollowUps, owe } from './rows.ts';
import { reachDue } from './rules.ts';

export const outcomeRoutes: Readonly<Record<string, Route>> = {
  /** `o`: fine, named, promised, no. The touch itself is kept by whoever asked. */
  outcome: async (ctx, args) => {
    const { touch, who } = await talked(ctx, args);
    const of = { t: touch.id };
    if (args.o === 'no') return [message('A no', noLine(who.label, touch.id))];
    if (args.o === 'named')
      return [
        form({
          title: 'Whom did they name?',
          submit: 'Add',
          action: act('meeting.named', of),
          fields: [
            { name: 'people', label: 'Who?', type: 'line', hint: 'A name is enough.', required: true },
          ],
        }),
      ];
    if (args.o === 'promised')
      return [
        form({
          title: 'What did you promise?',
          submit: 'Keep it',
          action: act('meeting.promised', of),
          fields: [
            {
              name: 'words',
              label: 'What, and until when?',
              type: 'line',
              hint: 'Such as: send the article by Friday',
              required: true,
            },
          ],
        }),
      ];
    return [message('Good', 'Good. A talk with a person counts, whatever comes of it.')];
  },
  named: async (ctx, args, fields) => {
    const { who } = await talked(ctx, args);
    return [await keepNamed(ctx, who.id, fields.people ?? '')];
  },
  promised: async (ctx, args, fields) => {
    const { who } = await talked(ctx, args);
    // Handed over by a log, which has named its change already: the promise is part of it.
    const logged = fields.due !== undefined;
    return [
      await keepPromise(ctx, who, fields.words ?? '', {
        due: isRealDay(fields.due ?? '') ? (fields.due ?? null) : null,
        noted: logged,
      }),
    ];
  },
};

/** Keep a promise told in words: its date is read out of them when none is given. Throws Refusal. */
export async function keepPromise(
  ctx: Context,
  who: Contact,
  said: string,
  {
    due = null,
    meeting = null,
    noted = false,
  }: { due?: string | null; meeting?: string | null; noted?: boolean } = {},
): Promise<Message> {
  const words = said.trim();
  if (words === '')
    throw new Refusal('A few words are enough, such as: send the article by Friday.', 'words');
  if (words.length > limits.field)
    throw new Refusal(`A promise can be ${limits.field} characters long at most.`, 'words');
  const read = readDate(words, { today: ctx.today, time: ctx.time, tense: 'future' });
  if (due === null && read && 'impossible' in read)
    throw new Refusal(`There is no ${cut(read.impossible, 60)}. Which day do you mean?`, 'words');
  const day = due ?? (read && 'day' in read && read.dayGiven ? read.day : null);
  const kept = await promise(ctx, who.id, words, day, meeting);
  const undo = noted ? null : ctx.note(`your promise to ${who.label}`);
  return message(
    'Noted',
    text(
      t`I'll remind you on ${bold(dayAndDate(kept.due, ctx.today))} of what you promised ${bold(who.label)}.`,
    ),
    controls(undo !== null && button('Undo', 'undo.it', { c: undo })),
  );
}

/** People whom somebody named: contacts, told of by them, to be reached within three business days. Throws Refusal. */
export async function keepNamed(ctx: Context, by: string | null, said: string): Promise<Message> {
  if (said.length > limits.note)
    throw new Refusal(
      `Names can be ${limits.note.toLocaleString('en')} characters long at most, all together.`,
      'people',
    );
  const { people, tooLong } = readPeople(said);
  if (tooLong.length) throw new Refusal(`A name can be ${limits.field} characters long at most.`, 'people');
  if (!people.length) throw new Refusal('I found no name in that. A first name is enough.', 'people');
  if ((await countContacts(ctx)) + people.length > mostContacts)
    throw new Refusal(
      `That would be more than ${mostContacts.toLocaleString('en')} people, which is all that I can keep.`,
      'people',
    );
  const ids: string[] = [];
  // Both are looked at once, for a long list of names.
  const known = new Map((await contactsOf(ctx)).map((one) => [one.id, one]));
  const owed = new Set(
    (await openFollowUps(ctx)).filter((one) => one.what === 'referral').map((one) => one.contact),
  );
  for (const { name, org } of people) {
    const there = await sameName(ctx, name);
    if (there !== null && there !== by && known.get(there)?.referredBy === null)
      await changeContact(ctx, there, { referredBy: by });
    const id =
      there ??
      (await addContact(ctx, ctx.today, {
        name,
        known: 'referred',
        referredBy: by,
        ...(org && { organization: org }),
      }));
    if (id === by) continue;
    if (!owed.has(id)) await owe(ctx, { contact: id, what: 'referral', due: reachDue(ctx.today) });
    owed.add(id);
    ids.push(id);
  }
  const all = new Map((await contactsOf(ctx)).map((one) => [one.id, one.label]));
  const labels = ids.flatMap((id) => all.get(id) ?? []);
  if (!labels.length) return message('Nothing new', 'That is the person you met, so there is nobody to add.');
  const undo = ctx.note(`adding ${listed(labels)}`);
  const when = dayAndDate(reachDue(ctx.today), ctx.today);
  return message(
    'Noted',
    text(
      t`${bold(listed(labels))}: on your list, with who named them. A line by ${when} would be good; I'll bring the words.`,
    ),
    controls(button('Undo', 'undo.it', { c: undo })),
  );
}

async function talked(ctx: Context, args: Values): Promise<{ touch: TouchRow; who: Contact }> {
  const touch = await touchBy(ctx, args.t ?? '');
  const who = touch?.contact ? await contactOf(ctx, touch.contact) : null;
  if (!touch || !who) throw new Refusal('That is no longer in your log. Nothing changed.');
  return { touch, who };
}
