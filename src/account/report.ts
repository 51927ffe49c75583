// `report`: a week's work-search record, for whoever asks for one: date, person or organisation, way, result, next. No notes
// and no feelings. What the rows are made of is record.ts.

import type { Command, Context } from '../command.ts';
import { Refusal } from '../refusal.ts';
import type { FileOut } from '../reply/reply.ts';
import { bold, t } from '../reply/rich.ts';
import { aside, button, controls, count, file, heading, list, message } from '../reply/say.ts';
import { addDays, isRealDay, mondayOf } from '../time/days.ts';
import { dayAndDate, longDay } from '../time/spoken.ts';
import { readDate } from '../understand/dates.ts';
import { cell } from './csv.ts';
import { type Line, recordOf } from './record.ts';
import { columns, recordPage } from './recordPage.ts';
import { quoted } from './words.ts';

/** Lines shown in the talk; the files have all. */
const shownLines = 10;

export const report: Command = {
  verb: 'report',
  summary: "A week's work-search record, to print or for a spreadsheet",
  examples: ['report', 'report last week', 'report 16 November'],
  words: true,
  run: async (ctx, words) => [await shown(ctx, weekOf(ctx, words))],
  routes: {
    show: async (ctx, args) => [{ ...(await shown(ctx, mondayOf(dayOr(ctx, args.w)))), replaces: true }],
  },
  files: {
    'report.html': async (ctx, day): Promise<FileOut> => {
      const monday = mondayOf(dayOr(ctx, day));
      return {
        name: `report-${monday}.html`,
        mime: 'text/html; charset=utf-8',
        body: recordPage(titleOf(monday, ctx.today), await recordOf(ctx, monday)),
      };
    },
    'report.csv': async (ctx, day): Promise<FileOut> => {
      const monday = mondayOf(dayOr(ctx, day));
      return {
        name: `report-${monday}.csv`,
        mime: 'text/csv; charset=utf-8',
        body: recordCsv(await recordOf(ctx, monday)),
      };
    },
  },
};

/** The Monday of the week that the words mean; throws Refusal for words that are no week. */
function weekOf(ctx: Context, words: string): string {
  const said = words
    .trim()
    .toLowerCase()
    .replace(/^(?:for |of |the )*(?:week of |week )?/, '');
  if (said === '' || /^this(?: week)?$|^week$/.test(said)) return mondayOf(ctx.today);
  if (/^last(?: week)?$/.test(said)) return mondayOf(addDays(ctx.today, -7));
  const found = isRealDay(said)
    ? { day: said }
    : readDate(said, { today: ctx.today, time: ctx.time, tense: 'past' });
  const day = found && 'day' in found ? found.day : null;
  if (!day || !hasRecord(ctx, day))
    throw new Refusal(
      `I could not read ${quoted(words)} as a week. Try report last week, or report 16 November.`,
    );
  return mondayOf(day);
}

/** Weeks that a record may be of: none before this house was built, and none of years to come. */
const hasRecord = (ctx: Context, day: string): boolean =>
  isRealDay(day) && day >= '2000-01-01' && day <= addDays(ctx.today, 366);

/** A day that came from outside, when a record may be of it; else today. */
const dayOr = (ctx: Context, day: string | undefined): string =>
  day && hasRecord(ctx, day) ? day : ctx.today;

const titleOf = (monday: string, today: string) =>
  `${longDay(monday)} to ${dayAndDate(addDays(monday, 6), today)}`;

async function shown(ctx: Context, monday: string) {
  const lines = await recordOf(ctx, monday);
  return message(
    'Your record',
    heading(`Work search, ${titleOf(monday, ctx.today)}`),
    lines.length
      ? list(
          lines
            .slice(0, shownLines)
            .map((line) => t`${longDay(line.date)}: ${line.way}, ${bold(line.who)}. ${line.result}`),
        )
      : monday < mondayOf(ctx.today)
        ? 'Nothing is logged for that week.'
        : 'Nothing is logged for this week yet. What you log shows here at once.',
    lines.length > shownLines && aside(`and ${count(lines.length - shownLines, 'more line')} in the files.`),
    controls(
      lines.length > 0 && file(`report-${monday}.html`),
      lines.length > 0 && file(`report-${monday}.csv`),
      button('The week before', 'report.show', { w: addDays(monday, -7) }),
      monday < mondayOf(ctx.today) && button('The week after', 'report.show', { w: addDays(monday, 7) }),
    ),
    lines.length > 0 &&
      aside('The .html file is a page to print, the .csv one for a spreadsheet. No notes, no feelings.'),
  );
}

function recordCsv(lines: readonly Line[]): string {
  const rows = [columns, ...lines.map((line) => [line.date, line.who, line.way, line.result, line.next])];
  return `\uFEFF${rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}
