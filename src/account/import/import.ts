// `import`: people in, out of a file or pasted lines. Looked at first (look.ts); then all of it at once (bring.ts).

import type { Command, Context } from '../../command.ts';
import { closeFlow, keepFlow, openFlows } from '../../flows/rows.ts';
import { Refusal } from '../../refusal.ts';
import { act } from '../../reply/action.ts';
import type { Answer } from '../../reply/reply.ts';
import { aside, button, controls, form, message, redraw, select, upload } from '../../reply/say.ts';
import { encodings } from '../../understand/import/decode.ts';
import { type How, readFile } from '../../understand/import/read.ts';
import { dropUpload, keepUpload, readUploadBy, type Upload } from '../uploadRows.ts';
import { bring } from './bring.ts';
import { type Compared, compare, fileOf, inTurn, lookAt, nameOf, readIn, readUpload } from './look.ts';
import { rate } from './rate.ts';

/** Kept while the question of `import` stands last. */
const linesAwaited = 'lines';
const hour = 3_600_000;

export const importing: Command = {
  verb: 'import',
  summary: 'Bring people in: LinkedIn, Google, Outlook, a vCard, any list, or my own export',
  examples: ['import', 'import Maria Ruiz at Acme'],
  words: true,
  run: async (ctx, words) => (words.trim() ? pasted(ctx, words) : ask(ctx)),
  routes: {
    show: ask,
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
    rate,
  },
};

/** Shown again, after the columns were named. */
export async function shown(ctx: Context, id: string): Promise<Answer> {
  const file = await fileOf(ctx, id);
  return seen(
    ctx,
    file,
    await ctx.apart(nameOf('look', file), (within) =>
      inTurn(() => compare(within, () => readIn(within, file))),
    ),
  );
}

async function seen(ctx: Context, file: Upload, compared: Compared): Promise<Answer> {
  const look = await lookAt(ctx, file, compared);
  return look ? [look] : ctx.begin('columns', { i: file.id });
}

async function ask(ctx: Context): Promise<Answer> {
  await keepFlow(ctx, linesAwaited, 'kept', {});
  return [
    message(
      'Bring people in',
      "Whom do you know already? A file has them all: LinkedIn's Connections.csv (or its ZIP), contacts from Google or Outlook, a vCard, any CSV, or my own rungs.json. You see what is in it before anything is kept.",
      controls(upload('Choose a file', act('import.file')), button('Paste lines', 'import.paste')),
      aside(
        'LinkedIn: Settings, Data privacy, Get a copy of your data, Connections. It comes by mail, often within ten minutes.',
      ),
    ),
  ];
}

/** Several lines are what `import` is to look at, when they are the next thing typed, within the hour. */
export async function takesLines(ctx: Context, typed: string): Promise<boolean> {
  const [last] = await openFlows(ctx);
  if (last?.name !== linesAwaited) return false;
  await closeFlow(ctx, linesAwaited);
  return typed.includes('\n') && ctx.now - last.at < hour;
}

async function pasted(ctx: Context, words: string): Promise<Answer> {
  const bytes = new TextEncoder().encode(words);
  const compared = await ctx.apart('pasted', (within) =>
    inTurn(() => compare(within, () => readFile(bytes, true))),
  );
  const id = await keepUpload((work) => work(ctx), bytes, true);
  return id === null ? [] : seen(ctx, await fileOf(ctx, id), compared);
}

async function whatIsWrong(ctx: Context, id: string) {
  const file = await fileOf(ctx, id);
  const reading = await readUpload(ctx, file);
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
