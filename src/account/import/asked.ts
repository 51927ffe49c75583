// What is asked about a file: which column is what, and, once it is in, who of the new is someone the member had.

import type { Context, Flow, Step, Values } from '../../command.ts';
import { taken, tap } from '../../flows/engine.ts';
import { type Contact, contactOf, personOf } from '../../people/rows.ts';
import { limits } from '../../reply/limits.ts';
import { bold, t } from '../../reply/rich.ts';
import { aside, controls, cut, list, message, select, text } from '../../reply/say.ts';
import { type Column, columnsOf } from '../../understand/import/columns.ts';
import type { Named } from '../../understand/import/csv.ts';
import type { How } from '../../understand/import/read.ts';
import { fold } from '../../understand/text.ts';
import { fullName } from '../contacts/line.ts';
import { mergeContacts } from '../contacts/merge.ts';
import { readUploadBy } from '../uploadRows.ts';
import { shown } from './import.ts';
import { fileOf, readUpload } from './look.ts';
import { offerToRate } from './rate.ts';

/** The questions in their order; `name` alone must be answered. */
const questions: readonly (readonly [column: Column, question: string])[] = [
  ['name', 'Which column has the name? If first and last name stand apart: the first.'],
  ['last', 'Is there a column with the last name alone? Skip, if the name is whole.'],
  ['organization', 'Which one has the company or organisation?'],
  ['email', 'Which one has the e-mail address?'],
  ['url', 'Which one has a link, such as a LinkedIn profile?'],
];

/** Which column is what; `i` is the file. */
export const columns: Flow = {
  name: 'columns',
  first: 'name',
  steps: Object.fromEntries(
    questions.map(([column, question], n) => [
      column,
      columnStep(column, question, questions[n + 1]?.[0] ?? null),
    ]),
  ),
  done: async (ctx, data) => {
    const file = await fileOf(ctx, data.i ?? '');
    const said = questions.flatMap(([column]) => (data[column] ? [[column, Number(data[column])]] : []));
    const named = Object.fromEntries(said) as Named;
    // First and last name apart.
    const { name, ...rest } = named;
    const whole = named.last === undefined || name === undefined ? named : { ...rest, first: name };
    await readUploadBy(ctx, file.id, { ...(file.how as How), columns: whole });
    return shown(ctx, file.id);
  },
};

function columnStep(column: Column, question: string, next: Column | null): Step {
  return {
    ask: async (ctx, data) => {
      const { heads, rows, options } = await columnsIn(ctx, data);
      const guess = columnsOf(heads)[column]?.[0];
      const chosen =
        guess !== undefined && options.some((one) => one.value === String(guess)) ? String(guess) : undefined;
      return [
        message(
          'Which column?',
          column === 'name' && text("I can't tell which column is what. The first lines:"),
          column === 'name' && list(rows.slice(0, 3).map((row) => cut(row.filter(Boolean).join(' · '), 120))),
          text(question),
          controls(select('Column', taken, options, chosen)),
        ),
      ];
    },
    take: async (ctx, typed, data) => {
      const { options } = await columnsIn(ctx, data);
      const said = fold(typed).trim();
      const found = options.find((one) => one.value === typed.trim() || fold(one.head) === said);
      return found ? { data: { [column]: found.value }, next } : null;
    },
    ...(column !== 'name' && { skip: async () => ({ data: {}, next }) }),
  };
}

/** Columns that have anything in them, with an example each; as many as a select can show. */
async function columnsIn(ctx: Context, data: Values) {
  const file = await fileOf(ctx, data.i ?? '');
  const reading = await readUpload(ctx, file, { ask: true });
  const { heads, rows } = reading.is === 'ask' ? reading : { heads: [], rows: [] };
  const options = heads
    .map((head, at) => {
      const example = rows.map((row) => row[at]?.trim()).find(Boolean);
      return {
        value: String(at),
        head,
        label: `${head || `Column ${at + 1}`}${example ? ` (${example})` : ''}`,
        example,
      };
    })
    .filter((one) => one.example !== undefined || rows.length === 0)
    .slice(0, limits.options)
    .map(({ value, head, label }) => ({ value, head, label }));
  return { heads, rows, options };
}

/** Who of the new is someone here: `pairs` are new:old, those still to be asked. */
export const doubles: Flow = {
  name: 'doubles',
  first: 'pair',
  steps: {
    pair: {
      ask: async (ctx, data) => {
        const { fresh, old, left } = await pairOf(data, (id) => personOf(ctx, id));
        const about =
          fresh && old
            ? t`The file has ${bold(fullName(fresh))}. You have ${bold(fullName(old))}. Is that the same person?`
            : t`One of the two is gone already.`;
        return [
          message(
            'The same person?',
            text(about),
            controls(tap('Same person', 'same'), tap('Someone else', 'other')),
            left > 0 && aside(`${left} more to ask after this.`),
          ),
        ];
      },
      take: async (ctx, typed, data) => {
        const said = fold(typed).trim();
        const same = said === 'same' || said === 'same person' || said === 'yes';
        if (!same && said !== 'other' && said !== 'someone else' && said !== 'no') return null;
        const { fresh, old } = await pairOf(data, (id) => contactOf(ctx, id));
        if (same && fresh && old) {
          await mergeContacts(ctx, old, fresh);
          ctx.note(`making ${cut(fresh.name, 60)} one with ${cut(old.name, 60)}`);
        }
        return nextPair(data);
      },
      skip: async (_ctx, data) => nextPair(data),
    },
  },
  done: async (ctx) => {
    const offer = await offerToRate(ctx);
    return offer.length > 0 ? offer : [message('Thank you', 'Thank you. That is all I need to know.')];
  },
};

function nextPair(data: Values) {
  const [, ...rest] = (data.pairs ?? '').split(',');
  return { data: { pairs: rest.join(',') }, next: rest.length > 0 ? 'pair' : null };
}

async function pairOf(data: Values, person: (id: string) => Promise<Contact | null>) {
  const [first = '', ...rest] = (data.pairs ?? '').split(',');
  const [fresh = '', old = ''] = first.split(':');
  return { fresh: await person(fresh), old: await person(old), left: rest.length };
}
