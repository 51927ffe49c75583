// Every migration, oldest first. A new one is a file and a line here; released ones never change.

import type { Kysely } from 'kysely';
import * as first from './0001_first.ts';
import * as delivery from './0002_delivery.ts';
import * as installations from './0003_installations.ts';
import * as ways from './0004_ways.ts';
import * as uploads from './0005_uploads.ts';
import * as calendar from './0006_calendar.ts';
import * as links from './0007_links.ts';
import * as calendarEntries from './0008_calendar_entries.ts';
import * as queueOrder from './0009_queue_order.ts';

/** One step of the schema, run in a transaction of its own. */
export interface Migration {
  readonly name: string;
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}

export const migrations: readonly Migration[] = [
  first,
  delivery,
  installations,
  ways,
  uploads,
  calendar,
  links,
  calendarEntries,
  queueOrder,
];
