// `export`: everything out, as files made when they are fetched.

import type { Command, Context } from '../command.ts';
import { holdsOf, marksOf, ratingsOf, touchesOf } from '../ladder/rows.ts';
import { followUpsOf, meetingsOf } from '../meeting/rows.ts';
import { daysOffOf } from '../member/rows.ts';
import { activityRows, contactsOf } from '../people/rows.ts';
import type { Answer, FileOut } from '../reply/reply.ts';
import { aside, controls, file, message } from '../reply/say.ts';
import { archive } from './archive.ts';
import { contactsCsv } from './csv.ts';

/** Ends of what is shown and fetched: the same names. */
const json = 'rungs.json';
const csv = 'contacts.csv';

export const exporting: Command = {
  verb: 'export',
  summary: 'Everything you told me, as files',
  run: show,
  routes: { show },
  files: {
    [json]: async (ctx): Promise<FileOut> => ({
      name: json,
      mime: 'application/json',
      body: `${JSON.stringify(archive(await partsOf(ctx)), null, 2)}\n`,
    }),
    [csv]: async (ctx): Promise<FileOut> => ({
      name: csv,
      mime: 'text/csv; charset=utf-8',
      body: contactsCsv(await contactsOf(ctx)),
    }),
  },
};

async function show(): Promise<Answer> {
  return [
    message(
      'Your export',
      'All you told me, as it stands when you fetch it: rungs.json has everything, contacts.csv the people for a spreadsheet or an address book.',
      controls(file(json), file(csv)),
      aside('Whoever has these files can read them: names, notes and ratings are in the clear.'),
    ),
  ];
}

async function partsOf(ctx: Context) {
  return {
    me: ctx.me,
    now: ctx.now,
    activities: await activityRows(ctx),
    contacts: await contactsOf(ctx),
    touches: await touchesOf(ctx),
    meetings: await meetingsOf(ctx),
    followUps: await followUpsOf(ctx),
    ratings: await ratingsOf(ctx),
    marks: await marksOf(ctx),
    holds: await holdsOf(ctx),
    daysOff: await daysOffOf(ctx),
  };
}
