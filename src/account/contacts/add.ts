// Adding people: at once, with Undo; then how known and 0–10 by tap. A likely duplicate is asked about.

import type { Command, Context, Flow, Values } from '../../command.ts';
import { closeFlow, keepFlow, openFlows } from '../../flows/rows.ts';
import { addRating } from '../../ladder/rows.ts';
import {
  addContact,
  changeContact,
  contactsOf,
  countContacts,
  mostContacts,
  sameName,
} from '../../people/rows.ts';
import { likelyDuplicates } from '../../people/rules/duplicates.ts';
import { Refusal } from '../../refusal.ts';
import { act } from '../../reply/action.ts';
import { limits } from '../../reply/limits.ts';
import type { Answer } from '../../reply/reply.ts';
import { bold, t } from '../../reply/rich.ts';
import { button, controls, form, listed, message, text } from '../../reply/say.ts';
import { readPeople, type TypedPerson } from '../../understand/people.ts';
import { knowData, knownOf, knowStep } from './know.ts';

/** People named in full in an answer; more are counted. */
const named = 5;

export const add: Command = {
  verb: 'add',
  summary: 'Add people you know, or know of',
  examples: ['add Maria Quiroga', 'add Ben at Acme', 'add Ana, Cy, Dee'],
  words: true,
  run: async (ctx, words) => (words.trim() ? addPeople(ctx, words) : ask()),
  routes: {
    ask: async () => ask(),
    form: async (ctx, _args, fields) => {
      const words = fields.people ?? '';
      if (!words.trim()) throw new Refusal('A name is needed; a first name is enough.', 'people');
      return addPeople(ctx, words);
    },
    /** One person with what is known of them, such as a command's options. */
    one: async (ctx, _args, fields) => addOneTold(ctx, fields),
    same: async (ctx) => {
      const kept = await waiting(ctx);
      if (!kept) return [message('Settled', 'That has been settled already.')];
      const [, ...rest] = kept;
      return [
        message('Same person', 'The same person, then: nothing was added.'),
        ...(await goOn(ctx, rest, [])),
      ];
    },
    other: async (ctx) => {
      const kept = await waiting(ctx);
      if (!kept) return [message('Settled', 'That has been settled already.')];
      const [first, ...rest] = kept;
      return goOn(ctx, rest, first ? [await addOne(ctx, first)] : []);
    },
  },
};

/** How known and 0–10 for people just added. */
export const knowing: Flow = {
  name: 'know',
  first: 'person',
  steps: { person: knowStep('person') },
  done: async (ctx) => [
    message('Thank you', 'Thank you. That is all I need to know.'),
    ...(await ctx.hand('today.feeling')),
  ],
  // A feeling that a card still asks was put off by these questions: the card comes back with it.
  left: (ctx) => ctx.hand('today.feeling'),
};

/** Add what a line names, all at `org` where one is given; exported for sign-up, which asks on by itself. */
export async function keepPeople(
  ctx: Context,
  words: string,
  org = '',
): Promise<{ ids: readonly string[]; doubtful: readonly TypedPerson[] }> {
  const { people: typed, tooLong } = readPeople(words);
  const people = org.trim() === '' ? typed : typed.map((person) => ({ ...person, org: org.trim() }));
  if (tooLong.length || org.trim().length > limits.field)
    throw new Refusal(`A name can be ${limits.field} characters long at most. Nothing was added.`, 'people');
  if (!people.length) throw new Refusal('I found no name in that. A first name is enough.', 'people');
  if ((await countContacts(ctx)) + people.length > mostContacts)
    throw new Refusal(
      `That would be more than ${mostContacts.toLocaleString('en')} people, which is all that I can keep. Nothing was added.`,
      'people',
    );
  const known = [...(await contactsOf(ctx))];
  const ids: string[] = [];
  const doubtful: TypedPerson[] = [];
  for (const person of people) {
    if ((await sameName(ctx, person.name)) || likelyDuplicates(person.name, known).length)
      doubtful.push(person);
    else ids.push(await addOne(ctx, person));
  }
  return { ids, doubtful };
}

/** A name (or several, as typed), `org`, `how` known, `rating` 0–10; what was not told is asked. */
async function addOneTold(
  ctx: Context,
  { name = '', org = '', how = '', rating = '' }: Values,
): Promise<Answer> {
  const { ids, doubtful } = await keepPeople(ctx, name, org);
  const known = knownOf(how);
  const told = known !== undefined;
  const rated = /^(?:\d|10)$/.test(rating.trim()) ? rating.trim() : '';
  for (const id of ids) {
    if (known !== undefined) await changeContact(ctx, id, { known });
    if (rated) await addRating(ctx, ctx.today, 'contact', id, Number(rated) * 10);
  }
  if (doubtful.length > 0 || !(told || rated)) return goOn(ctx, doubtful, ids);
  const said = await added(ctx, ids);
  return told && rated
    ? [said]
    : [said, ...(await ctx.begin('know', { ...knowData(ids), known: told ? '1' : '', rated }))];
}

async function addPeople(ctx: Context, words: string): Promise<Answer> {
  const { ids, doubtful } = await keepPeople(ctx, words);
  return goOn(ctx, doubtful, ids);
}

/** Say what was added, then ask about the next likely duplicate, else about those added. */
async function goOn(ctx: Context, doubtful: readonly TypedPerson[], ids: readonly string[]): Promise<Answer> {
  const earlier = (await openFlows(ctx)).find((flow) => flow.name === 'added');
  const all = [...(earlier?.data.ids ?? '').split(',').filter(Boolean), ...ids];
  const said = ids.length ? [await added(ctx, ids)] : [];
  const [first] = doubtful;
  if (first) {
    await keepFlow(ctx, 'added', 'kept', { ids: all.join(','), waiting: JSON.stringify(doubtful) });
    return [...said, await duplicate(ctx, first)];
  }
  await closeFlow(ctx, 'added');
  return all.length ? [...said, ...(await ctx.begin('know', knowData(all)))] : said;
}

async function added(ctx: Context, ids: readonly string[]) {
  const people = (await contactsOf(ctx)).filter((contact) => ids.includes(contact.id));
  const shown = people
    .slice(0, named)
    .map((p) => (p.organization ? `${p.name} (${p.organization})` : p.name));
  const names =
    people.length > named ? `${shown.join(', ')} and ${people.length - named} more` : listed(shown);
  const undo = ctx.note(
    people.length === 1 ? `adding ${people[0]?.label}` : `adding ${people.length} people`,
  );
  return message('Added', text(t`Added ${bold(names)}.`), controls(button('Undo', 'undo.it', { c: undo })));
}

async function duplicate(ctx: Context, person: TypedPerson) {
  const known = await contactsOf(ctx);
  const like = likelyDuplicates(person.name, known)[0] ?? (await sameName(ctx, person.name));
  const other = known.find((contact) => contact.id === like);
  const where = other?.organization ? ` (${other.organization})` : '';
  return message(
    'Already there?',
    text(
      t`You have ${bold(`${other?.name ?? person.name}${where}`)} already. Is ${bold(person.name)} the same person?`,
    ),
    controls(button('Same person', 'add.same'), button('Someone else', 'add.other')),
  );
}

async function addOne(ctx: Context, person: TypedPerson): Promise<string> {
  const { name, org } = person;
  return addContact(ctx, ctx.today, { name, ...(org !== undefined && { organization: org }) });
}

async function waiting(ctx: Context): Promise<readonly TypedPerson[] | null> {
  const kept = (await openFlows(ctx)).find((flow) => flow.name === 'added');
  return kept ? (JSON.parse(kept.data.waiting ?? '[]') as TypedPerson[]) : null;
}

const ask = (): Answer => [
  form({
    title: 'Add people',
    submit: 'Add',
    action: act('add.form'),
    note: [
      { text: 'One a line, or with commas between. A first name is enough; “at …” says where they work.' },
    ],
    fields: [{ name: 'people', label: 'Who?', type: 'paragraph', required: true }],
  }),
];
