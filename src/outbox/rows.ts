// The outbox's rows: put in with the change that decided them, taken to be sent, told what became of them. What may
// follow what stands in states.ts; who sends, in courier.ts.

import { randomBytes } from 'node:crypto';
import type { Who } from '../ask.ts';
import type { Message } from '../reply/reply.ts';
import { newId, type Own } from '../store/own.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Unit } from '../store/transaction.ts';
import { type Event, type Outcome, type State, step } from './states.ts';

/** Under way or in doubt at once: a tenant, all together. After a crash no more than that must be looked up. */
export const atOnce = Object.freeze({ tenant: 4, process: 10 });
/** So long an unknown letter counts as under way, ms: two looks and some air; longer would stop its tenant. */
const doubtMs = 300_000;
/** Settled rows are kept so long, ms: 30 days. */
const keptMs = 30 * 86_400_000;
const batch = 100;

const settled: readonly State[] = ['sent', 'dead', 'expired', 'unknown_final'];

/** A message to put into the outbox. Instants by the program's clock, epoch ms. */
export interface NewLetter {
  readonly who: Who;
  readonly kind: string;
  readonly budget: OutboxTable['budget'];
  /** The member's local day that it counts for. */
  readonly day: string;
  /** Once for ever: a second letter with it is not put in. */
  readonly dedupeKey: string;
  readonly notBefore: number;
  /** From here on it is not sent any more. */
  readonly expiresAt: number;
  readonly message: Message;
}

/** Put a letter in, sealed, within the caller's unit of work. False: its dedupe key was there already. */
export async function enqueue(own: Own, letter: NewLetter): Promise<boolean> {
  const id = newId();
  const made = await own.db
    .insertInto('outbox')
    .values({
      id,
      member: own.member,
      door: letter.who.door,
      tenant: letter.who.tenant,
      user: letter.who.user,
      kind: letter.kind,
      budget: letter.budget,
      day: letter.day,
      dedupe_key: letter.dedupeKey,
      wire_key: randomBytes(16).toString('base64url'),
      payload_sealed: own.key.seal(payloadOf(id), JSON.stringify(letter.message)),
      state: 'pending',
      attempt: 0,
      not_before: letter.notBefore,
      expires_at: letter.expiresAt,
      lease_owner: null,
      lease_epoch: 0,
      lease_until: null,
      first_sending_at: null,
      sending_at: null,
      sent_at: null,
      provider_id: null,
      reason: null,
      absent: 0,
      created_at: own.now,
    })
    .onConflict((c) => c.column('dedupe_key').doNothing())
    .returning('id')
    .execute();
  return made.length > 0;
}

/** Where a letter's words are sealed. */
export function payloadOf(id: string) {
  return { table: 'outbox', column: 'payload_sealed', row: id } as const;
}

/** What became of an event: the row as it stands after it, if there is one, and what the state table said. */
export interface Told {
  readonly row: OutboxTable;
  readonly outcome: Outcome;
}

/** Tell one row an event; nothing is written when the state table refuses. Null: no such row (its member is gone). */
export async function tell(unit: Unit, id: string, event: Event): Promise<Told | null> {
  const found = unit.db.selectFrom('outbox').selectAll().where('id', '=', id);
  const row = await (unit.dialect === 'postgres' ? found.forUpdate() : found).executeTakeFirst();
  return row === undefined ? null : write(unit, row, event);
}

async function write(unit: Unit, row: OutboxTable, event: Event): Promise<Told> {
  const outcome = step(row, event);
  if (outcome.refused !== undefined) return { row, outcome };
  const changed = await unit.db
    .updateTable('outbox')
    .set(outcome.to)
    .where('id', '=', row.id)
    .where('lease_epoch', '=', row.lease_epoch)
    .where('state', '=', row.state)
    .returningAll()
    .executeTakeFirst();
  return changed === undefined ? { row, outcome: { refused: 'not my lease' } } : { row: changed, outcome };
}

/** Who claims and for what: `due` by the program's clock, `wall` the real instant. */
export interface Claim {
  readonly owner: string;
  readonly doors: readonly string[];
  readonly due: number;
  readonly wall: number;
}

/** Lease the letters that are due, oldest first, as many as their tenants and the process have room for. */
export async function claim(unit: Unit, { owner, doors, due, wall }: Claim): Promise<OutboxTable[]> {
  const busy = await underWay(unit, wall);
  let room = atOnce.process - busy.reduce((sum, b) => sum + b.letters, 0);
  if (room <= 0 || doors.length === 0) return [];
  const full = busy.filter((b) => b.letters >= atOnce.tenant);
  const found = unit.db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'pending')
    .where('not_before', '<=', due)
    .where('expires_at', '>', unit.now)
    .where('door', 'in', [...doors])
    .where((eb) =>
      eb.not(eb.or(full.map((b) => eb.and([eb('door', '=', b.door), eb('tenant', '=', b.tenant)])))),
    )
    .orderBy('not_before')
    .orderBy('id')
    .limit(batch);
  const rows = await (unit.dialect === 'postgres' ? found.forUpdate().skipLocked() : found).execute();
  const taken = new Map(busy.map((b) => [`${b.door} ${b.tenant}`, b.letters]));
  const claimed: OutboxTable[] = [];
  for (const row of rows) {
    const tenant = `${row.door} ${row.tenant}`;
    const letters = taken.get(tenant) ?? 0;
    if (room <= 0) break;
    if (letters >= atOnce.tenant) continue;
    const told = await write(unit, row, { kind: 'claim', owner, now: Math.max(due, unit.now), wall });
    if (told.outcome.refused !== undefined) continue;
    claimed.push(told.row);
    taken.set(tenant, letters + 1);
    room -= 1;
  }
  return claimed;
}

function underWay(unit: Unit, wall: number) {
  return unit.db
    .selectFrom('outbox')
    .select((eb) => ['door', 'tenant', eb.fn.countAll<number>().as('letters')])
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['claimed', 'sending']),
        eb.and([eb('state', '=', 'unknown'), eb('sending_at', '>', wall - doubtMs)]),
      ]),
    )
    .groupBy(['door', 'tenant'])
    .execute();
}

/** Letters left claimed or sending by a lease that ran out by `wall`; without it, all of them (at a start). */
export function leftLying(unit: Unit, wall?: number): Promise<OutboxTable[]> {
  const left = unit.db.selectFrom('outbox').selectAll().where('state', 'in', ['claimed', 'sending']);
  return (wall === undefined ? left : left.where('lease_until', '<=', wall)).execute();
}

/** Unknown letters whose next look is due by `wall`, longest waiting first. */
export async function inDoubt(
  unit: Unit,
  { doors, wall }: Pick<Claim, 'doors' | 'wall'>,
): Promise<OutboxTable[]> {
  if (doors.length === 0) return [];
  return unit.db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'unknown')
    .where('lease_until', '<=', wall)
    .where('door', 'in', [...doors])
    .orderBy('lease_until')
    .limit(batch)
    .execute();
}

/**
 * Up to 100 letters that came too late: pending ones expire; unknown ones only where no door can look them up any
 * more (the others end with their look). Returns how many.
 */
export async function expire(unit: Unit, doors: readonly string[]): Promise<number> {
  const late = await unit.db
    .selectFrom('outbox')
    .select('id')
    .where('expires_at', '<=', unit.now)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'pending'),
        eb.and([eb('state', '=', 'unknown'), ...(doors.length ? [eb('door', 'not in', [...doors])] : [])]),
      ]),
    )
    .limit(batch)
    .execute();
  for (const { id } of late) await tell(unit, id, { kind: 'expire', now: unit.now });
  return late.length;
}

/**
 * Nothing more of the member's leaves, or nothing of these kinds: what waits is dropped, what is on its way will not
 * be sent a second time. Returns how many were dropped.
 */
export async function cancel(own: Own, kinds?: readonly string[]): Promise<number> {
  if (kinds?.length === 0) return 0;
  const open = own.db
    .selectFrom('outbox')
    .select('id')
    .where('member', '=', own.member)
    .where('state', 'not in', [...settled]);
  const rows = await (kinds ? open.where('kind', 'in', [...kinds]) : open).execute();
  let dropped = 0;
  for (const { id } of rows) {
    const told = await tell(own, id, { kind: 'cancel', now: own.now });
    if (told?.outcome.to?.state === 'dead') dropped += 1;
  }
  return dropped;
}

/**
 * Nothing that is not settled goes out any more: what waits is expired, what was under way stays in doubt for good.
 * For a database put back from a copy, in which anything of this may have gone out since.
 */
export async function endAll(unit: Unit): Promise<void> {
  for (const row of await leftLying(unit))
    await tell(unit, row.id, { kind: 'lost', epoch: row.lease_epoch, lookAt: 0 });
  const open = unit.db
    .selectFrom('outbox')
    .select('id')
    .where('state', 'not in', [...settled]);
  for (const { id } of await open.execute()) {
    await unit.db
      .updateTable('outbox')
      .set((eb) => ({
        expires_at: eb
          .case()
          .when('expires_at', '<', unit.now)
          .then(eb.ref('expires_at'))
          .else(unit.now)
          .end(),
      }))
      .where('id', '=', id)
      .execute();
    await tell(unit, id, { kind: 'expire', now: unit.now });
  }
}

/** Drop what was settled more than 30 days ago. Returns how many. */
export async function purge(unit: Unit): Promise<number> {
  const gone = await unit.db
    .deleteFrom('outbox')
    .where('state', 'in', [...settled])
    .where('created_at', '<', unit.now - keptMs)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
