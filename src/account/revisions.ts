// What calendars were last given of each entry, as rows. No part of undo: a calendar far away has seen what it has seen.

import type { Own } from '../store/own.ts';
import type { CalendarEntriesTable } from '../store/schema.ts';
import { addDays, dayNumber } from '../time/days.ts';
import type { Entry, Revised } from './rules/entry.ts';

const batch = 200;
const dayMs = 86_400_000;
/** A local day is over everywhere on earth so long after it is over in UTC, ms. */
const everywhere = dayMs / 2;

/** Let go of what was given out about these meetings and follow-ups. */
export async function forgetEntries(own: Own, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += batch)
    await own.db
      .deleteFrom('calendar_entries')
      .where('member', '=', own.member)
      .where('entry', 'in', ids.slice(at, at + batch))
      .execute();
}

/**
 * Entries with their revisions, written down as given out: one that differs from the last time was changed now, and one
 * that is not there any more comes as cancelled, without a name, until it would have been over.
 */
export async function revised(own: Own, entries: readonly Entry[]): Promise<readonly Revised[]> {
  const stored = await own.db
    .selectFrom('calendar_entries')
    .selectAll()
    .where('member', '=', own.member)
    .execute();
  const before = new Map(stored.map((row) => [row.entry, row]));
  const present = new Set(entries.map(({ id }) => id));
  const absent = stored.filter((row) => !present.has(row.entry));
  const given = entries.map((entry) => ({ entry, row: rowOf(own, entry, before.get(entry.id)) }));
  const cancelled = absent.filter((row) => row.over_at > own.now).map((row) => goneNow(own, row));
  const rows = [...given.map(({ row }) => row), ...cancelled];
  const changed = rows.filter((row) => before.get(row.entry) !== row);
  const over = absent.filter((row) => row.over_at <= own.now);
  await forgetEntries(
    own,
    [...over, ...changed.filter((row) => before.has(row.entry))].map((row) => row.entry),
  );
  for (let at = 0; at < changed.length; at += batch)
    await own.db
      .insertInto('calendar_entries')
      .values(changed.slice(at, at + batch))
      .execute();
  return [
    ...given.map(({ entry, row }) => ({ ...entry, ...revisionOf(row) })),
    ...cancelled.map((row) => ({ ...nameless(row), ...revisionOf(row) })),
  ];
}

const revisionOf = (row: CalendarEntriesTable) => ({
  sequence: row.sequence,
  modifiedAt: row.modified_at,
  cancelled: row.gone === 1,
});

const goneNow = (own: Own, row: CalendarEntriesTable): CalendarEntriesTable =>
  row.gone ? row : { ...row, gone: 1, sequence: row.sequence + 1, modified_at: own.now };

function rowOf(own: Own, entry: Entry, old: CalendarEntriesTable | undefined): CalendarEntriesTable {
  const digest = own.key.hash('calendar entry', JSON.stringify(entry));
  if (old && old.digest === digest && !old.gone) return old;
  const { when } = entry;
  const isDay = 'day' in when;
  return {
    member: own.member,
    entry: entry.id,
    digest,
    sequence: old ? old.sequence + 1 : 0,
    modified_at: own.now,
    starts: isDay ? when.day : new Date(when.start).toISOString(),
    over_at: isDay ? dayNumber(addDays(when.day, 1)) * dayMs + everywhere : when.end,
    gone: 0,
  };
}

function nameless({ entry, starts, over_at }: CalendarEntriesTable): Entry {
  const when = starts.includes('T') ? { start: Date.parse(starts), end: over_at } : { day: starts };
  return { id: entry, summary: 'Taken off', when, free: true };
}
