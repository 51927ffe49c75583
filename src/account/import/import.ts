// `import`: people in, out of a file or pasted lines. Looked at first; then all of it at once, so that undo takes all of it back.

import type { Command, Context } from '../../command.ts';
import { promptAt } from '../../meeting/rules.ts';
import { wakingOf, zoneOf } from '../../meeting/when.ts';
import {
  addContacts,
  changeContact,
  contactsOf,
  countContacts,
  countToRate,
  takeToRate,
} from '../../people/rows.ts';
import { Refusal } from '../../refusal.ts';
import { act } from '../../reply/action.ts';
import type { Answer } from '../../reply/reply.ts';
import { bold, code, t } from '../../reply/rich.ts';
import {
  aside,
  button,
  controls,
  count,
  form,
  message,
  redraw,
  select,
  text,
  upload,
} from '../../reply/say.ts';
import { breathe } from '../../time/breath.ts';
import type { Archive } from '../../understand/import/archive.ts';
import { encodings } from '../../understand/import/decode.ts';
import type { Found } from '../../understand/import/found.ts';
import type { How } from '../../understand/import/read.ts';
import { mostContacts } from '../contacts/add.ts';
import { knowData } from '../contacts/know.ts';
import { restore } from '../restoreRows.ts';
import { dropUpload, keepUpload, readUploadBy } from '../uploadRows.ts';
import { fileOf, isFresh, look, peopleWords, planFor, readUpload } from './look.ts';
import { planOf } from './plan.ts';

/** Changes between two breaths. */
const batch = 50;
/** Likely doubles asked about after an import; `contacts` merges the rest at any time. */
const mostAsked = 25;

export const importing: Command = {
  verb: 'import',
  summary: 'Bring people in: LinkedIn, Google, Outlook, a vCard, any list, or my own export',
  examples: ['import', 'import Maria Ruiz at Acme'],
  words: true,
  run: async (ctx, words) => (words.trim() ? pasted(ctx, words) : ask()),
  routes: {
    show: async () => ask(),
    paste: async () => [
      form({
        title: 'Paste people',
        submit: 'Look at them',
        action: act('import.pasted'),
        note: [
          {
            text: 'One a line: “Maria Ruiz at Acme”. Rows copied out of a spreadsheet work too, with the line above them.',
          },
        ],
        fields: [{ name: 'people', label: 'People', type: 'paragraph', required: true }],
      }),
    ],
    pasted: async (ctx, _args, fields) => {
      if (!fields.people?.trim()) throw new Refusal('A name is needed; a first name is enough.', 'people');
      return pasted(ctx, fields.people);
    },
    /** A file came in: `id` is what the app's upload gave. */
    file: async (ctx, args, fields) => shown(ctx, args.id ?? fields.value ?? ''),
    wrong: async (ctx, args) => [await whatIsWrong(ctx, args.i ?? '')],
    letters: async (ctx, args) => {
      const { id } = await fileOf(ctx, args.i ?? '');
      return [
        message(
          'Which letters?',
          "Which of these wrote the file? If you don't know, try the one of your language; I show you again.",
          controls(
            select(
              'Letters',
              act('import.read', { i: id }),
              encodings.map(([value, label]) => ({ value, label })),
            ),
            button('Cancel', 'import.cancel', { i: id }),
          ),
        ),
      ];
    },
    read: async (ctx, args, fields) => {
      const file = await fileOf(ctx, args.i ?? '');
      const encoding = encodings.find(([value]) => value === fields.value)?.[0];
      if (!encoding) throw new Refusal('I know no such way to read it. Nothing changed.');
      await readUploadBy(ctx, file.id, { ...(file.how as How), encoding });
      return shown(ctx, file.id);
    },
    columns: async (ctx, args) => {
      await fileOf(ctx, args.i ?? '');
      return ctx.begin('columns', { i: args.i ?? '' });
    },
    bring: (ctx, args) => bring(ctx, args.i ?? ''),
    cancel: async (ctx) => {
      await dropUpload(ctx);
      return [redraw('Cancelled', 'All right. The file is gone, and nothing was changed.')];
    },
    rate: async (ctx) => {
      const ids = await takeToRate(ctx, ctx.today);
      if (ids.length === 0)
        return [message('No more today', 'That is enough for today: ten people a day. The rest can wait.')];
      return ctx.begin('know', knowData(ids));
    },
  },
};

/** Shown again, after the columns were named. */
export async function shown(ctx: Context, id: string): Promise<Answer> {
  const seen = await look(ctx, id);
  return seen ? [seen] : ctx.begin('columns', { i: id });
}

const ask = (): Answer => [
  message(
    'Bring people in',
    "Whom do you know already? A file has them all: LinkedIn's Connections.csv (or its ZIP), contacts from Google or Outlook, a vCard, any CSV, or my own rungs.json. You see what is in it before anything is kept.",
    controls(upload('Choose a file', act('import.file')), button('Paste lines', 'import.paste')),
    aside(
      'LinkedIn: Settings, Data privacy, Get a copy of your data, Connections. It comes by mail, often within ten minutes.',
    ),
  ),
];

async function pasted(ctx: Context, words: string): Promise<Answer> {
  return shown(ctx, await keepUpload(ctx, new TextEncoder().encode(words), true));
}

async function whatIsWrong(ctx: Context, id: string) {
  const file = await fileOf(ctx, id);
  const reading = await readUpload(file);
  const isTable = reading.is === 'ask' || (reading.is === 'people' && reading.source !== 'vCard');
  const isText = reading.is !== 'archive';
  return message(
    'What looks wrong?',
    isText
      ? 'What looks wrong? Nothing is kept yet.'
      : 'My own export can be read in one way only. If it is not the one you meant, cancel it and send me another.',
    controls(
      isText && button('The letters look odd', 'import.letters', { i: id }),
      isTable && button('The columns are mixed up', 'import.columns', { i: id }),
      button('Cancel', 'import.cancel', { i: id }),
    ),
  );
}

async function bring(ctx: Context, id: string): Promise<Answer> {
  const file = await fileOf(ctx, id);
  const reading = await readUpload(file);
  if (reading.is === 'ask') return ctx.begin('columns', { i: id });
  const answer =
    reading.is === 'archive'
      ? await bringBack(ctx, reading.archive)
      : await bringIn(ctx, reading.caught.people);
  await dropUpload(ctx);
  // In place of the look at it, whose buttons are used.
  return answer.map((reply, i) =>
    i === 0 && reply.kind === 'message' ? { ...reply, replaces: true } : reply,
  );
}

async function bringIn(ctx: Context, people: readonly Found[]): Promise<Answer> {
  const plan = await planFor(ctx, people);
  const ids = await addContacts(ctx, ctx.today, plan.fresh, true);
  let filled = 0;
  for (const [id, more] of plan.fill) {
    if (Object.keys(more).length === 0) continue;
    await changeContact(ctx, id, more);
    filled += 1;
    if (filled % batch === 0) await breathe();
  }
  if (ids.length + filled === 0)
    return [message('Nothing new', "There was nothing in it that I don't have already.")];
  const many = peopleWords(ids.length);
  const undo = ctx.note(`bringing in ${many}`);
  const said = message(
    'Brought in',
    text(
      t`Brought in ${bold(many)}.${filled > 0 ? ` What was missing is filled in for ${peopleWords(filled)} you already had.` : ''}${plan.older > 0 ? ` ${plan.older.toLocaleString('en')} had no room.` : ''}`,
    ),
    controls(button('Undo', 'undo.it', { c: undo })),
  );
  const pairs = plan.likely.slice(0, mostAsked).map((one) => `${ids[one.at]}:${one.id}`);
  if (pairs.length > 0) return [said, ...(await ctx.begin('doubles', { pairs: pairs.join(',') }))];
  return [said, ...(await offerToRate(ctx))];
}

/** Ten a day: the first of them right away, when the member likes. */
export async function offerToRate(ctx: Context): Promise<Answer> {
  const n = await countToRate(ctx, ctx.today);
  if (n === 0) return [];
  return [
    message(
      'People to rate',
      n === 1
        ? 'Until you say more, I take a typical guess at how uneasy they make you. Will you tell me?'
        : `Until you say more, I take a typical guess at how uneasy each of them makes you. Ten a day are enough. Shall we do ${n} now?`,
      controls(button(n === 1 ? 'Rate them' : `Rate ${n} now`, 'import.rate')),
    ),
  ];
}

async function bringBack(ctx: Context, archive: Archive): Promise<Answer> {
  if ((await countContacts(ctx)) + archive.contacts.length > mostContacts)
    throw new Refusal(
      `That would be more than ${mostContacts.toLocaleString('en')} people, which is all that I can keep. Nothing was changed.`,
    );
  const here = await contactsOf(ctx);
  const ids = new Set(here.map((one) => one.id));
  const found = archive.contacts.map(({ name, organization, email, url, notes }) =>
    Object.fromEntries(
      Object.entries({ name, organization, email, url, notes }).filter(([, value]) => value),
    ),
  ) as unknown as Found[];
  const plan = await planOf(found, here, mostContacts, true);
  const waking = wakingOf(ctx.me, zoneOf(ctx));
  const people = await restore(ctx, ctx.today, archive, {
    placed: archive.contacts.map((one, i) => (ids.has(one.id) ? one.id : (plan.placed[i] ?? null))),
    fill: plan.fill as ReadonlyMap<string, Record<string, string>>,
    fresh: await isFresh(ctx),
    promptAt: (end) => promptAt(end, waking),
  });
  const undo = ctx.note('bringing back your export');
  return [
    message(
      'Brought back',
      text(
        t`Brought back ${bold(peopleWords(people))}, ${count(archive.touches.length, 'step')} and ${count(archive.meetings.length, 'meeting')}.`,
      ),
      aside(t`${code('today')} goes on from here.`),
      controls(button('Undo', 'undo.it', { c: undo }), button('Today', 'today.show')),
    ),
  ];
}
