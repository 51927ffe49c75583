// The lines of a work-search record: what was done in a week and with whom, what came of it, what comes next.

import type { Context } from '../command.ts';
import { touchesOf } from '../ladder/rows.ts';
import type { Outcome } from '../ladder/rules/state.ts';
import { meetingsOf, openFollowUps } from '../meeting/rows.ts';
import { meetingKind } from '../meeting/rules.ts';
import { capital, meetingNamed, owedLine } from '../meeting/words.ts';
import { activityRows, contactsOf } from '../people/rows.ts';
import { builtIn } from '../people/rules/activities.ts';
import { addDays } from '../time/days.ts';
import { longDay } from '../time/spoken.ts';

/** One line, ready to be shown; the date is YYYY-MM-DD. */
export interface Line {
  readonly date: string;
  readonly who: string;
  readonly way: string;
  readonly result: string;
  readonly next: string;
}

const results: Readonly<Record<Outcome, string>> = {
  waiting: 'No answer yet',
  replied: 'Answered',
  talked: 'Talked',
  booked: 'A meeting arranged',
  no: 'Said no',
};

/** Everything done with somebody from a Monday to the Sunday after, in order; what one does alone is nobody's record. */
export async function recordOf(ctx: Context, monday: string): Promise<readonly Line[]> {
  const people = new Map((await contactsOf(ctx)).map((one) => [one.id, one]));
  const own = new Map((await activityRows(ctx)).map((one) => [one.activity, one.name]));
  const owed = await openFollowUps(ctx);
  const planned = (await meetingsOf(ctx)).filter(
    (meeting) => meeting.state === 'planned' && meeting.day >= ctx.today,
  );
  const held = new Map((await meetingsOf(ctx)).map((meeting) => [meeting.id, meeting]));

  const nextFor = (contact: string): string => {
    const meeting = planned.find((one) => one.contacts.includes(contact));
    if (meeting)
      return `${capital(meetingNamed(meetingKind(meeting.kind), []).replace(/^the /, ''))} on ${longDay(meeting.day)}`;
    const due = owed.find((one) => one.contact === contact);
    const who = people.get(contact)?.label ?? 'them';
    return due ? owedLine({ what: due.what, who, text: null, other: null }) : '';
  };

  return (await touchesOf(ctx))
    .filter(
      ({ day, contact, meeting }) =>
        day >= monday && day < addDays(monday, 7) && (contact !== null || meeting !== null),
    )
    .map((touch): Line => {
      const person = touch.contact === null ? undefined : people.get(touch.contact);
      const meeting = touch.meeting === null ? undefined : held.get(touch.meeting);
      const way = meeting
        ? capital(meetingNamed(meetingKind(meeting.kind), []).replace(/^the /, ''))
        : (own.get(touch.activity) ?? builtIn(touch.activity)?.name ?? 'Something else');
      const who = person ? [person.name, person.organization].filter(Boolean).join(', ') : '';
      return {
        date: touch.day,
        who,
        way,
        result: touch.outcome === null ? 'Done' : results[touch.outcome],
        next: touch.contact === null ? '' : nextFor(touch.contact),
      };
    });
}
