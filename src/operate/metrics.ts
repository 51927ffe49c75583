// `GET /metrics`: a few well-named numbers as Prometheus text. Counts alone: no name, no id, nothing a member typed.

import type { Copy } from '../store/copies.ts';
import type { Store } from '../store/open.ts';
import { dataVersion } from '../time/zones.ts';
import type { Meter } from './meter.ts';

interface Series {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly values: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
}

/** What the numbers are taken from. */
export interface Measured {
  readonly store: Pick<Store, 'db' | 'size'>;
  readonly meter: Meter;
  /** Copies to go back to, newest first; none where they are the operator's. */
  readonly copies: () => readonly Copy[];
}

/** The numbers as text. A database that does not answer leaves its own out, and says so by `rungs_database_up 0`. */
export async function metricsText(measured: Measured): Promise<string> {
  const kept = await stored(measured).catch(() => null);
  const up: Series = {
    name: 'rungs_database_up',
    type: 'gauge',
    help: 'Whether the database answered just now.',
    values: [[{}, kept ? 1 : 0]],
  };
  return [...running(measured), up, ...(kept ?? [])].map(written).join('');
}

function running({ meter, copies }: Measured): readonly Series[] {
  const { asks, ticks } = meter;
  const [newest, ...older] = copies();
  const copied = newest ? 1 + older.length : 0;
  return [
    gauge('rungs_info', 'What is running.', [[{ zones: dataVersion() }, 1]]),
    counter('rungs_asks_total', 'Asks of members since the start, by what became of them.', [
      [{ result: 'answered' }, asks.answered],
      [{ result: 'lost' }, asks.lost],
    ]),
    counter('rungs_ticks_total', 'Ticks since the start.', [
      [{ result: 'done' }, ticks.done],
      [{ result: 'lost' }, ticks.lost],
    ]),
    counter('rungs_tick_seconds_total', 'Time spent in ticks since the start.', [[{}, ticks.totalMs / 1000]]),
    gauge('rungs_tick_duration_seconds', 'Length of the last tick.', [[{}, ticks.lastMs / 1000]]),
    gauge(
      'rungs_tick_last_timestamp_seconds',
      'When the last tick that came to its end did so.',
      ticks.lastAt === null ? [] : [[{}, ticks.lastAt / 1000]],
    ),
    gauge('rungs_copies', 'Copies of the database to go back to.', [[{}, copied]]),
    gauge(
      'rungs_copy_last_timestamp_seconds',
      'When the newest of them was made.',
      newest ? [[{}, newest.at / 1000]] : [],
    ),
  ];
}

async function stored({ store }: Measured): Promise<readonly Series[]> {
  const { db } = store;
  const members = await db
    .selectFrom('members')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute();
  const letters = await db
    .selectFrom('outbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute();
  const missed = await db
    .selectFrom('members')
    .select((eb) => ['missed_why', eb.fn.countAll<number>().as('n')])
    .where('missed_why', 'is not', null)
    .where((eb) => eb.or([eb('last_card_on', 'is', null), eb('missed_on', '>', eb.ref('last_card_on'))]))
    .groupBy('missed_why')
    .execute();
  return [
    gauge('rungs_members', 'Members by state.', withZeros('state', memberStates, members)),
    gauge(
      'rungs_letters',
      'Letters of the last 30 days by state.',
      withZeros('state', letterStates, letters),
    ),
    gauge(
      'rungs_cards_missed',
      'Members whose last card did not go, by reason.',
      withZeros(
        'reason',
        missedReasons,
        missed.map(({ missed_why, n }) => ({ state: missed_why ?? '', n })),
      ),
    ),
    gauge('rungs_database_bytes', 'Size of the database.', [[{}, await store.size()]]),
  ];
}

const missedReasons = ['late', 'twelve-hours', 'peace', 'weekly', 'restored'];
const memberStates = ['invited', 'active', 'stopped', 'peace'];
const letterStates = ['pending', 'claimed', 'sending', 'unknown', 'sent', 'dead', 'expired', 'unknown_final'];

/** Every known state, also those that nobody is in: a line that comes and goes cannot be watched. */
function withZeros(
  label: string,
  known: readonly string[],
  rows: readonly { readonly state: string; readonly n: number }[],
): Series['values'] {
  const counts = new Map<string, number>(known.map((state) => [state, 0]));
  for (const { state, n } of rows) counts.set(state, Number(n));
  return [...counts].map(([state, n]) => [{ [label]: state }, n]);
}

const gauge = (name: string, help: string, values: Series['values']): Series => ({
  name,
  type: 'gauge',
  help,
  values,
});
const counter = (name: string, help: string, values: Series['values']): Series => ({
  name,
  type: 'counter',
  help,
  values,
});

function written({ name, type, help, values }: Series): string {
  const lines = values.map(([labels, value]) => {
    const said = Object.entries(labels).map(([key, text]) => `${key}="${text.replace(/["\\\n]/g, '_')}"`);
    return `${name}${said.length ? `{${said.join(',')}}` : ''} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}
