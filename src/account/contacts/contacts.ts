// `contacts`: search and filters over everyone kept, and the way to each one's sheet. Changing is edit.ts and merge.ts.

import type { Command, Context } from '../../command.ts';
import { keepFlow, openFlows } from '../../flows/rows.ts';
import { contactsOf } from '../../people/rows.ts';
import { type Filter, readSearch } from '../../people/rules/finding.ts';
import { act } from '../../reply/action.ts';
import type { Answer, Message } from '../../reply/reply.ts';
import { bold, code, t } from '../../reply/rich.ts';
import { aside, button, controls, cut, list, message, redraw, select, text } from '../../reply/say.ts';
import { fold } from '../../understand/text.ts';
import { editRoutes } from './edit.ts';
import { findListed, type Listed } from './finding.ts';
import { fullName, personLine } from './line.ts';
import { mergeRoutes } from './merge.ts';
import { sheet, theOne } from './sheet.ts';

/** People in one message. */
const page = 10;
/** Words for all of them. */
const everyone = /^(?:every(?:one|body)|all|all of them)$/iu;
/** Words of a search that fit an action of 100 characters; longer ones are kept in a row. */
const wordsInAction = 60;

export const contacts: Command = {
  verb: 'contacts',
  summary: 'Everyone you keep here: find, change, rest, merge',
  examples: ['contacts', 'contacts maria', 'contacts acme', 'contacts owed', 'contacts never'],
  words: true,
  run: async (ctx, words) => show(ctx, everyone.test(words.trim()) ? '' : words.trim(), 0),
  routes: {
    ...editRoutes,
    ...mergeRoutes,
    show: async (ctx, args) => show(ctx, args.w ?? '', 0),
    /** A line that is nothing but the name of somebody kept; else no answer. */
    named: async (ctx, _args, fields) => {
      const said = fold((fields.text ?? '').replace(/[?.!\s]+$/u, ''));
      const all = await contactsOf(ctx);
      return said !== '' && all.some((one) => fold(one.name) === said || fold(one.label) === said)
        ? show(ctx, said, 0)
        : [];
    },
    page: async (ctx, args) => {
      const words = args.k ? await keptWords(ctx) : (args.w ?? '');
      const from = Math.max(0, Math.floor(Number(args.o)) || 0);
      const shown = await show(ctx, words, from);
      return shown.map((reply) => (reply.kind === 'message' ? { ...reply, replaces: true } : reply));
    },
    open: async (ctx, args, fields) => [await sheet(ctx, await theOne(ctx, args, fields))],
    leave: async () => [redraw('As it was', 'All right, all stays as it was.')],
  },
};

async function show(ctx: Context, words: string, from: number): Promise<Answer> {
  const found = await findListed(ctx, words, ctx.today);
  const { filter, words: looked } = readSearch(fold(words));
  if (!found.length) return [nobody(words, filter)];
  const [only] = found;
  if (only && found.length === 1 && looked.length) return [await sheet(ctx, only.contact)];
  return [await listed(ctx, found, words, from < found.length ? from : 0)];
}

async function listed(ctx: Context, found: readonly Listed[], words: string, from: number): Promise<Message> {
  const people = found.slice(from, from + page);
  const last = from + people.length;
  const range = found.length > page ? `${from + 1} to ${last} of ${found.length}` : '';
  const to = async (o: number) => ({ o: String(o), ...(await wordsArgs(ctx, words)) });
  const options = people.map(({ contact }) => ({ value: contact.id, label: fullName(contact) }));
  return message(
    'Your people',
    text(title(found.length, words)),
    list(people.map((one) => personLine(one.contact, one.last, ctx.today))),
    range && aside(range),
    controls(select('Open', act('contacts.open'), options)),
    controls(
      from > 0 && button('Back', 'contacts.page', await to(Math.max(0, from - page))),
      last < found.length && button('More', 'contacts.page', await to(last)),
      ...(words ? [button('Everyone', 'contacts.show')] : filterButtons()),
      button('Add people', 'add.ask'),
    ),
  );
}

const filterNames: Readonly<Record<Filter, string>> = {
  owed: 'Owed something',
  quiet: 'No answer yet',
  resting: 'Resting',
  never: 'Not reached yet',
};

const filterButtons = () =>
  (Object.keys(filterNames) as Filter[]).map((w) => button(filterNames[w], 'contacts.show', { w }));

function title(n: number, words: string) {
  const { filter, words: looked } = readSearch(fold(words));
  const people = n === 1 ? 'one person' : `${n} people`;
  if (filter && !looked.length) return t`${bold(filterNames[filter])}: ${people}.`;
  return words ? t`For ${bold(cut(words, 60))}, ${people}:` : t`You keep ${people} here.`;
}

function nobody(words: string, filter: Filter | null): Message {
  if (!words)
    return message(
      'Nobody yet',
      text(t`Nobody is here yet. ${code('add')} and a name is all it takes; a first name is enough.`),
      controls(button('Add people', 'add.ask')),
    );
  const said =
    filter && fold(words) === filter
      ? t`${bold(filterNames[filter])}: nobody just now.`
      : t`I found nobody for ${bold(cut(words, 60))}.`;
  return message(
    'Nobody found',
    text(said),
    controls(button('Everyone', 'contacts.show'), button('Add people', 'add.ask')),
  );
}

/** The words as an argument, or kept when they are long. */
async function wordsArgs(ctx: Context, words: string): Promise<Readonly<Record<string, string>>> {
  if (!words) return {};
  if (new URLSearchParams({ w: words }).toString().length <= wordsInAction) return { w: words };
  await keepFlow(ctx, 'contacts', 'kept', { words });
  return { k: '1' };
}

const keptWords = async (ctx: Context): Promise<string> =>
  (await openFlows(ctx)).find((flow) => flow.name === 'contacts')?.data.words ?? '';
