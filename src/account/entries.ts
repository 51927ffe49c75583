// What stands in a member's calendar: meetings, what is owed, and for the feed the cards to come. Labels alone: a calendar
// is shown on phones, and to colleagues.

import type { Context } from '../command.ts';
import { nextDue } from '../day/nextDue.ts';
import { deskOf, labelsOf } from '../meeting/owed.ts';
import { followUpsOf } from '../meeting/rows.ts';
import { meetingKind } from '../meeting/rules.ts';
import { capital, meetingNamed, owedLine } from '../meeting/words.ts';
import { calendar } from './calendar.ts';
import { revised } from './revisions.ts';
import type { Entry } from './rules/entry.ts';

/** Minutes before a meeting at which the calendar reminds (ours: time to look at one's notes). */
const remindBefore = 30;
/** Cards shown ahead, and how long each stands, ms (ours: two working weeks; a card takes about so long). */
const cardsAhead = 10;
const cardMs = 15 * 60_000;
/** Ids of cards begin so; the others are those of their rows. */
const card = 'card-';
/** The feed begins so far back, ms (ours: two months). */
const looksBack = 60 * 86_400_000;
/** A meeting without an end lasts so long, ms. */
const hourMs = 60 * 60_000;

/** Meetings that stand and follow-ups that are open, the earliest first. */
async function entriesOf(ctx: Context): Promise<readonly Entry[]> {
  const desk = await deskOf(ctx);
  const meetings = desk.meetings
    .filter(({ state }) => state === 'planned' || state === 'held')
    .map((meeting): Entry => {
      const { id, start, end, day, state } = meeting;
      return {
        id,
        summary: capital(
          meetingNamed(meetingKind(meeting.kind), labelsOf(desk, meeting)).replace(/^the /, ''),
        ),
        when: start === null ? { day } : { start, end: end ?? start + hourMs },
        ...(start !== null && state === 'planned' && { alarm: remindBefore }),
      };
    });
  const owed = (await followUpsOf(ctx))
    .filter(({ state }) => state === 'open')
    .map(({ id, contact, what, due }): Entry => {
      const summary = owedLine({ what, who: desk.label(contact), text: null, other: null });
      return { id, summary, when: { day: due }, free: true };
    });
  return [...meetings, ...owed];
}

/** The next planned cards, as they stand today. */
async function cardEntries(ctx: Context): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let after = ctx.now;
  while (entries.length < cardsAhead) {
    const due = await nextDue(ctx, ctx.me, after);
    if (due === null) break;
    const id = `${card}${new Date(due).toISOString().slice(0, 10)}-${ctx.member}`;
    entries.push({ id, summary: 'Your card', when: { start: due, end: due + cardMs }, free: true });
    after = due;
  }
  return entries;
}

/** rungs.ics: every meeting that stands and what is open. */
export const calendarFile = async (ctx: Context): Promise<string> =>
  calendar((await allOf(ctx)).filter(({ id }) => !id.startsWith(card)));

/** The feed: the cards to come as well, and nothing of what is long over. */
export async function feedOf(ctx: Context): Promise<string> {
  const from = ctx.now - looksBack;
  const shown = (await allOf(ctx)).filter(
    ({ when }) => ('day' in when ? Date.parse(when.day) : when.end) >= from,
  );
  // A subscribed calendar is a view: reminding is Rungs' own matter.
  return calendar(shown.map(({ alarm: _, ...entry }) => entry));
}

/** Both go by the same revisions, whichever was asked for last. */
const allOf = async (ctx: Context) => revised(ctx, [...(await entriesOf(ctx)), ...(await cardEntries(ctx))]);
