// `export`: everything out, as files made when they are fetched.

import type { Command, Context } from '../command.ts';
import { holdsOf, marksOf, ratingsOf, touchesOf } from '../ladder/rows.ts';
import { followUpsOf, meetingsOf } from '../meeting/rows.ts';
import { daysOffOf } from '../member/rows.ts';
import { activityRows, contactsOf } from '../people/rows.ts';
import type { Answer, FileOut } from '../reply/reply.ts';
import { bold, t } from '../reply/rich.ts';
import { aside, controls, file, list, message } from '../reply/say.ts';
import { archive } from './archive.ts';
import { contactsCsv } from './csv.ts';
import { calendarFile } from './entries.ts';
import { feedButton } from './feed.ts';
import { contactsVcf } from './vcard.ts';

/** Ends of what is shown and fetched: the same names. */
const json = 'rungs.json';
const csv = 'contacts.csv';
const vcf = 'contacts.vcf';
const ics = 'rungs.ics';

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
    [vcf]: async (ctx): Promise<FileOut> => ({
      name: vcf,
      mime: 'text/vcard; charset=utf-8',
      body: contactsVcf(await contactsOf(ctx), ctx.now),
    }),
    [ics]: async (ctx): Promise<FileOut> => ({
      name: ics,
      mime: 'text/calendar; charset=utf-8',
      body: await calendarFile(ctx),
    }),
  },
};

async function show(ctx: Context): Promise<Answer> {
  return [
    message(
      'Your export',
      'All you told me, as it stands when you fetch it.',
      list([
        t`${bold(json)} has everything, and can be brought back here.`,
        t`${bold(csv)} has your people, for a spreadsheet or Google.`,
        t`${bold(vcf)} has them too, for a phone or another address book.`,
        t`${bold(ics)} has meetings and what you owe, for a calendar.`,
      ]),
      controls(file(json), file(csv), file(vcf), file(ics), feedButton(ctx)),
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
