// Changing what is kept of a person: facts, notes, 0–10, how known, rest. Each can be taken back.

import type { Context, Route, Values } from '../../command.ts';
import { addRating } from '../../ladder/rows.ts';
import { NO_REST } from '../../ladder/rules/constants.ts';
import { type Contact, type ContactFields, changeContact, contactOf, contactsOf } from '../../people/rows.ts';
import { likelyDuplicates } from '../../people/rules/duplicates.ts';
import { knownWords } from '../../people/words.ts';
import { Refusal } from '../../refusal.ts';
import { act } from '../../reply/action.ts';
import { limits } from '../../reply/limits.ts';
import type { Answer, Form, Message } from '../../reply/reply.ts';
import { bold, type Rich, t } from '../../reply/rich.ts';
import { button, controls, cut, form, message, rating, redraw, text } from '../../reply/say.ts';
import { addDays } from '../../time/days.ts';
import { dayAndDate } from '../../time/spoken.ts';
import { cleanText, fold, isBlank, isWithin } from '../../understand/text.ts';
import { fullName, isResting } from './line.ts';
import { theOne } from './sheet.ts';

/** The short rest, in days: two weeks. */
const shortRest = 14;

/** Routes of `contacts` that change one person; argument `c` is their id. */
export const editRoutes: Readonly<Record<string, Route>> = {
  edit: async (ctx, args) => [editForm(await theOne(ctx, args))],
  edited: async (ctx, args, fields) => edited(ctx, await theOne(ctx, args), fields),
  notes: async (ctx, args) => [notesForm(await theOne(ctx, args))],
  noted: async (ctx, args, fields) => {
    const person = await theOne(ctx, args);
    const notes = cleanText(fields.notes ?? '').trim();
    if (!isWithin(notes, limits.note))
      throw new Refusal(
        `Notes can be ${limits.note.toLocaleString('en')} characters long at most. Nothing was changed.`,
        'notes',
      );
    await changeContact(ctx, person.id, { notes: notes || null });
    return [done(ctx, person, `the notes on ${person.label}`, t`Notes on ${bold(person.name)} are kept.`)];
  },
  rate: async (ctx, args) => {
    const person = await theOne(ctx, args);
    const prompt = `Contacting ${person.label}: 0 is easy, 10 is the last thing you would do.`;
    return [
      message('0 to 10', rating(prompt, act('contacts.rated', { c: person.id }), act('contacts.leave'))),
    ];
  },
  rated: async (ctx, args, fields) => {
    const person = await theOne(ctx, args);
    const value = fields.value ?? '';
    if (!/^(?:\d|10)$/.test(value)) throw new Refusal('A number from 0 to 10, please. Nothing was changed.');
    await addRating(ctx, ctx.today, 'contact', person.id, Number(value) * 10);
    return [inPlace(done(ctx, person, `rating ${person.label}`, t`${bold(person.name)}: ${value} of 10.`))];
  },
  know: async (ctx, args) => {
    const person = await theOne(ctx, args);
    const ways = knownWords.map(([k, label]) => button(label, 'contacts.known', { c: person.id, k }));
    return [message('How known', text(t`How do you know ${bold(person.label)}?`), controls(...ways))];
  },
  known: async (ctx, args) => {
    const person = await theOne(ctx, args);
    const kind = knownWords.find(([value]) => value === args.k);
    if (!kind) throw new Refusal('That button is from an older day. Nothing was changed.');
    await changeContact(ctx, person.id, { known: kind[2] });
    return [inPlace(done(ctx, person, `how you know ${person.label}`, t`${bold(person.name)}: ${kind[1]}.`))];
  },
  rest: async (ctx, args) => [restMenu(ctx, await theOne(ctx, args))],
  rested: async (ctx, args) => rested(ctx, await theOne(ctx, args), args.d ?? ''),
};

const fields = [
  ['name', 'Name', 'name'],
  ['label', 'Short name, as on cards', 'chosenLabel'],
  ['organization', 'Organisation', 'organization'],
  ['email', 'E-mail', 'email'],
  ['url', 'Link', 'url'],
] as const;

const editForm = (person: Contact): Form =>
  form({
    title: 'Edit',
    submit: 'Keep',
    action: act('contacts.edited', { c: person.id }),
    fields: fields.map(([name, label, of]) => ({
      name,
      label,
      type: 'line',
      value: person[of] ?? '',
      ...(name === 'name' && { required: true }),
      ...(name === 'label' && {
        hint: `What your cards call them, and what you may type for them. Now: ${cut(person.label, 30)}`,
      }),
    })),
  });

const notesForm = (person: Contact): Form =>
  form({
    title: 'Notes',
    submit: 'Keep',
    action: act('contacts.noted', { c: person.id }),
    note: t`Only you see them. They are about ${bold(person.name)}.`,
    fields: [{ name: 'notes', label: 'Notes', type: 'paragraph', value: person.notes ?? '' }],
  });

async function edited(ctx: Context, person: Contact, typed: Values): Promise<Answer> {
  const read: Record<string, string | null> = {};
  for (const [name, label, of] of fields) {
    if (typed[name] === undefined) continue;
    const tidy = cleanText(typed[name]).replace(/\s+/g, ' ').trim();
    const value = isBlank(tidy) ? '' : tidy;
    if (!isWithin(value, limits.field))
      throw new Refusal(
        `${label.split(',')[0]} can be ${limits.field} characters long at most. Nothing was changed.`,
        name,
      );
    if (name === 'name' && !value) throw new Refusal('A name is needed; a first name is enough.', 'name');
    if (value !== (person[of] ?? '')) read[name] = value || null;
  }
  const others = (await contactsOf(ctx)).filter((one) => one.id !== person.id);
  const label = read.label;
  const taken = label && others.find((one) => fold(one.label) === fold(label));
  if (taken)
    throw new Refusal(
      `You call ${taken.name} ${label} already. Another short name keeps the two apart.`,
      'label',
    );
  if (!Object.keys(read).length)
    return [message('Unchanged', text(t`${bold(fullName(person))} stays as it was.`))];
  await changeContact(ctx, person.id, read as ContactFields);
  const now = (await contactOf(ctx, person.id)) ?? person;
  const renamed = fold(now.name) !== fold(person.name);
  const [likely] = renamed ? likelyDuplicates(now.name, others) : [];
  const like = others.find((one) => one.id === likely);
  const said = t`Changed: ${bold(fullName(now))}.`;
  return [
    done(
      ctx,
      now,
      `changing ${now.label}`,
      like
        ? t`${said} There is ${bold(fullName(like))}, too. If they are one person, the two can be merged.`
        : said,
      like?.id,
    ),
  ];
}

function restMenu(ctx: Context, person: Contact): Message {
  const rest = (label: string, d: string) => button(label, 'contacts.rested', { c: person.id, d });
  const resting = isResting(person, ctx.today);
  const until = person.paused
    ? 'until you say'
    : person.restingUntil
      ? `until ${dayAndDate(person.restingUntil, ctx.today)}`
      : '';
  return message(
    'A rest',
    text(
      resting
        ? t`${bold(person.label)} rests ${until}. For how long from today?`
        : t`No steps with ${bold(person.label)} for how long?`,
    ),
    controls(
      rest('2 weeks', String(shortRest)),
      rest('3 months', String(NO_REST)),
      rest('Until I say', 'x'),
      resting && rest('Wake again', '0'),
    ),
  );
}

async function rested(ctx: Context, person: Contact, days: string): Promise<Answer> {
  if (days === 'x') await changeContact(ctx, person.id, { paused: true });
  // A date that has come, rather than none: after a no, none would mean three months.
  else if (days === '0')
    await changeContact(ctx, person.id, {
      paused: false,
      ...(person.restingUntil !== null && { restingUntil: ctx.today }),
    });
  else if (days === String(shortRest) || days === String(NO_REST))
    await changeContact(ctx, person.id, { paused: false, restingUntil: addDays(ctx.today, Number(days)) });
  else throw new Refusal('That button is from an older day. Nothing was changed.');
  const now = (await contactOf(ctx, person.id)) ?? person;
  if (days === '0')
    return [
      inPlace(
        done(ctx, now, `waking ${now.label}`, t`${bold(now.name)} is awake again and may come on a card.`),
      ),
    ];
  const until = now.paused
    ? 'until you say'
    : `until ${dayAndDate(now.restingUntil ?? ctx.today, ctx.today)}`;
  return [
    inPlace(
      done(
        ctx,
        now,
        `the rest of ${now.label}`,
        t`${bold(now.name)} rests ${until}. Nothing is lost meanwhile.`,
      ),
    ),
  ];
}

/** What was changed, with the way back and on. */
function done(ctx: Context, person: Contact, what: string, said: Rich, like?: string): Message {
  const undo = button('Undo', 'undo.it', { c: ctx.note(what) });
  const merge = like !== undefined && button('Merge', 'contacts.with', { c: person.id, o: like });
  return message(
    'Changed',
    text(said),
    controls(undo, button('Show', 'contacts.open', { c: person.id }), merge),
  );
}

const inPlace = (said: Message): Message => redraw(said.notice, ...said.blocks);
