// Meetings, what is owed, and coming cards as iCalendar: short labels alone, instants in UTC, days as days. Pure.

import { addDays } from '../time/days.ts';
import { line, plainDay, textLine, utc } from './contentLines.ts';
import type { Revised } from './rules/entry.ts';

/** How often a reader should look again: hourly, as far as it listens. */
const again = 'PT1H';

/** Entries as a whole calendar; the same entries give the same bytes. */
export function calendar(entries: readonly Revised[]): string {
  return [
    line('BEGIN', 'VCALENDAR'),
    line('VERSION', '2.0'),
    line('PRODID', '-//Rungs//Rungs//EN'),
    line('CALSCALE', 'GREGORIAN'),
    textLine('X-WR-CALNAME', 'Rungs'),
    line('REFRESH-INTERVAL;VALUE=DURATION', again),
    line('X-PUBLISHED-TTL', again),
    ...entries.map(eventOf),
    line('END', 'VCALENDAR'),
  ].join('');
}

function eventOf({ id, summary, when, free, alarm, sequence, modifiedAt, cancelled }: Revised): string {
  const span =
    'day' in when
      ? [
          line('DTSTART;VALUE=DATE', plainDay(when.day)),
          line('DTEND;VALUE=DATE', plainDay(addDays(when.day, 1))),
        ]
      : [line('DTSTART', utc(when.start)), line('DTEND', utc(when.end))];
  return [
    line('BEGIN', 'VEVENT'),
    line('UID', `${id}@rungs`),
    line('DTSTAMP', utc(modifiedAt)),
    line('LAST-MODIFIED', utc(modifiedAt)),
    line('SEQUENCE', String(sequence)),
    line('STATUS', cancelled ? 'CANCELLED' : 'CONFIRMED'),
    ...span,
    textLine('SUMMARY', summary),
    line('TRANSP', free ? 'TRANSPARENT' : 'OPAQUE'),
    ...(alarm === undefined ? [] : alarmOf(summary, alarm)),
    line('END', 'VEVENT'),
  ].join('');
}

const alarmOf = (summary: string, minutes: number) => [
  line('BEGIN', 'VALARM'),
  line('ACTION', 'DISPLAY'),
  textLine('DESCRIPTION', summary),
  line('TRIGGER', `-PT${minutes}M`),
  line('END', 'VALARM'),
];
