// Taking letters to be sent: answers first, then what nobody asked for, tenant by tenant in turn, each tenant's oldest
// first; never more than there is room for, never to whom nothing can arrive. When and how fast: courier.ts, pace.ts.

import { ask } from '../store/quick.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Unit } from '../store/transaction.ts';
import { atOnce, open, type Tenant, type Turn, unmarked } from './pace.ts';
import { unsettled, write } from './rows.ts';

/** So long an unknown letter counts as under way, ms: two looks and some air; longer would stop its tenant. */
const doubtMs = 300_000;

/** The letters of one tenant that wait: its answers, or the others. */
export interface Queue {
  readonly turn: Turn;
  readonly door: string;
  readonly tenant: string;
}

/** How many letters may be under way at once, as a door has it. */
export interface Caps {
  readonly tenant?: number;
  readonly door?: number;
}

/** Who claims and for what: `due` by the program's clock, `wall` the real instant. */
export interface Claim {
  readonly owner: string;
  readonly due: number;
  readonly wall: number;
  /** Doors that can be sent through, and their caps. */
  readonly doors: ReadonlyMap<string, Caps>;
  /** In the order of asking, the most of each for now, and whether they are begun at once. */
  readonly from: readonly { readonly queue: Queue; readonly most: number; readonly atOnce: boolean }[];
  /** Letters that were read and not taken, for the next time. */
  readonly ahead: Ahead;
}

/** What nobody asked for, by whose it is. Before one goes it is looked at whether it stands as it was read. */
export type Ahead = Map<string, OutboxTable[]>;

/** Queues with something due, answers first, then by their oldest. */
export async function queuesDue(unit: Unit, doors: readonly string[], due: number): Promise<Queue[]> {
  if (doors.length === 0) return [];
  const rows = await unit.db
    .selectFrom('outbox')
    .select((eb) => ['turn', 'door', 'tenant', eb.fn.min('not_before').as('first')])
    .where('state', '=', 'pending')
    .where('turn', 'in', [0, 1])
    .where('door', 'in', [...doors])
    .where('not_before', '<=', due)
    .groupBy(['turn', 'door', 'tenant'])
    .orderBy('turn')
    .orderBy('first')
    .execute();
  return rows.map(({ turn, door, tenant }) => ({ turn, door, tenant }));
}

/** The tenants of which something is to be minded. */
export type Minded = (queue: Omit<Queue, 'turn'>) => Tenant;

/** Every tenant as it stands. */
export async function mindedTenants(unit: Unit): Promise<Minded> {
  const rows = await unit.db.selectFrom('tenants').selectAll().execute();
  const known = new Map(rows.map((row) => [nameOf(row), row]));
  return (queue) => known.get(nameOf(queue)) ?? unmarked;
}

/** Lease letters (and begin those of which it is said), as many as there is room for: of answers all, then one of each other queue in turn. */
export async function claim(unit: Unit, asked: Claim): Promise<OutboxTable[]> {
  const minded = await mindedTenants(unit);
  const room = roomsOf(await underWay(unit, asked.wall), asked.doors);
  const claimed: OutboxTable[] = [];
  for (const turn of [0, 1] as const) {
    const lines = asked.from
      .filter(({ queue }) => queue.turn === turn)
      .map(({ queue, most, atOnce }) => ({
        queue,
        atOnce,
        left: most,
        rows: readAhead(asked, queue),
        more: true,
      }));
    for (let went = true; went; ) {
      went = false;
      for (const line of lines) {
        const { queue } = line;
        const most = Math.min(line.left, room.of(queue, minded(queue), asked.wall));
        if (most <= 0) continue;
        if (line.rows.length === 0 && line.more) {
          // Of answers, some that are looked at wait for an earlier one.
          const limit = turn === 0 ? most + 20 : most;
          line.rows.push(...(await candidates(unit, queue, asked.due, limit)));
          line.more = turn === 1 && line.rows.length === limit;
        }
        const row = await nextOf(unit, line.rows, asked, line.atOnce);
        line.left = row ? line.left - 1 : 0;
        if (!row) continue;
        claimed.push(row);
        room.take(queue);
        went = true;
      }
    }
  }
  return claimed;
}

function readAhead({ ahead }: Claim, queue: Queue): OutboxTable[] {
  if (queue.turn === 0) return [];
  const rows = ahead.get(nameOf(queue)) ?? [];
  ahead.set(nameOf(queue), rows);
  return rows;
}

const waiting = `select * from outbox
  where state = 'pending' and turn = ? and door = ? and tenant = ? and not_before <= ? and expires_at > ?
  and (turn = 0 or not exists (
    select 1 from addresses where addresses.door = outbox.door and addresses.tenant = outbox.tenant
    and addresses."user" = outbox."user" and addresses.unreachable_at is not null))
  order by not_before, dedupe_key limit ?`;

function candidates(unit: Unit, queue: Queue, due: number, limit: number): Promise<readonly OutboxTable[]> {
  const { turn, door, tenant } = queue;
  const asked = [turn, door, tenant, due, unit.now, limit];
  return ask<OutboxTable>(unit, waiting, asked, 'for update skip locked');
}

async function nextOf(
  unit: Unit,
  rows: OutboxTable[],
  { owner, wall, due }: Claim,
  atOnce: boolean,
): Promise<OutboxTable | undefined> {
  for (let row = rows.shift(); row; row = rows.shift()) {
    if (row.turn === 0 && (await waitsForEarlier(unit, row))) continue;
    const claimed = { kind: 'claim', owner, now: Math.max(due, unit.now), wall } as const;
    const begun = { kind: 'begin', epoch: row.lease_epoch + 1, wall } as const;
    const told = await write(unit, row, claimed, ...(atOnce ? [begun] : []));
    if (told.outcome.refused === undefined) return told.row;
  }
  return undefined;
}

/** The messages of one answer go in their order: `reply:ASK:00`, `reply:ASK:01`. */
async function waitsForEarlier(unit: Unit, row: OutboxTable): Promise<boolean> {
  const first = row.dedupe_key.slice(0, row.dedupe_key.lastIndexOf(':') + 1);
  const earlier = await unit.db
    .selectFrom('outbox')
    .select('id')
    .where('dedupe_key', '>=', first)
    .where('dedupe_key', '<', row.dedupe_key)
    .where('state', 'in', [...unsettled])
    .limit(1)
    .executeTakeFirst();
  return earlier !== undefined;
}

interface Busy {
  readonly turn: Turn;
  readonly door: string;
  readonly tenant: string;
  readonly letters: number;
}

/** Answers have room of their own, as much again. Doors that name no cap for themselves share the process's. */
function roomsOf(busy: readonly Busy[], doors: ReadonlyMap<string, Caps>) {
  const used = new Map<string, number>();
  const placesOf = ({ turn, door, tenant }: Queue): readonly (readonly [string, number])[] => {
    const caps = doors.get(door);
    return [
      [`${turn} ${door} ${tenant}`, caps?.tenant ?? atOnce.tenant],
      caps?.door === undefined ? [`${turn}`, atOnce.process] : [`${turn} ${door}`, caps.door],
    ];
  };
  const add = (queue: Queue, letters: number) => {
    for (const [place] of placesOf(queue)) used.set(place, (used.get(place) ?? 0) + letters);
  };
  for (const one of busy) add(one, one.letters);
  return {
    take: (queue: Queue) => add(queue, 1),
    of(queue: Queue, tenant: Tenant, wall: number): number {
      const [own, shared] = placesOf(queue) as [readonly [string, number], readonly [string, number]];
      const mine = open(tenant, queue.turn, wall, own[1]) - (used.get(own[0]) ?? 0);
      return Math.min(mine, shared[1] - (used.get(shared[0]) ?? 0));
    },
  };
}

function underWay(unit: Unit, wall: number): Promise<Busy[]> {
  return unit.db
    .selectFrom('outbox')
    .select((eb) => ['turn', 'door', 'tenant', eb.fn.countAll<number>().as('letters')])
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['claimed', 'sending']),
        eb.and([eb('state', '=', 'unknown'), eb('sending_at', '>', wall - doubtMs)]),
      ]),
    )
    .groupBy(['turn', 'door', 'tenant'])
    .execute();
}

const nameOf = ({ door, tenant }: Omit<Queue, 'turn'>) => `${door} ${tenant}`;
