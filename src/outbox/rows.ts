// The outbox's rows: put in with the change that decided them, told what became of them. What may follow what stands in
// states.ts; how they are taken to be sent, in claim.ts; who sends, in courier.ts.

import { randomBytes } from 'node:crypto';
import type { Origin } from '../../adapters/adapter.ts';
import type { Who } from '../ask.ts';
import type { Message } from '../reply/reply.ts';
import { newId, type Own } from '../store/own.ts';
import { alter, put } from '../store/quick.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Unit } from '../store/transaction.ts';
import { type Event, leaseMs, type Outcome, type State, step } from './states.ts';

/** Settled rows are kept so long, ms: 30 days; answers, of which there are many, 7 days as their asks are. */
const keptMs = 30 * 86_400_000;
const answersKeptMs = 7 * 86_400_000;
const batch = 100;

const settled: readonly State[] = ['sent', 'dead', 'expired', 'unknown_final'];
/** Where more may come of a letter. */
export const unsettled: readonly State[] = ['pending', 'claimed', 'sending', 'unknown'];
/** Where nothing of it can have left yet. */
const notBegun = ['pending', 'claimed'] as const;

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

/** What a letter holds, sealed. */
export interface Parcel {
  readonly reply: Message;
  readonly to?: Origin;
  /** Of a letter that redraws: the id under which that message was sent. */
  readonly target?: string;
}

/** Who has a letter in hand from the start, and the real instant. */
export interface Holder {
  readonly owner: string;
  readonly wall: number;
}

/** Put a letter in, sealed, within the caller's unit of work. False: its dedupe key was there already. */
export async function enqueue(own: Own, letter: NewLetter): Promise<boolean> {
  return (await putIn(own, { ...letter, turn: 1 }, { reply: letter.message })) !== undefined;
}

/**
 * Put a letter in: to wait for its turn, or, with a holder, as being sent by them from the commit on. Undefined: its
 * dedupe key was there already.
 */
export async function putIn(
  own: Own,
  letter: Omit<NewLetter, 'message'> & { readonly turn: 0 | 1 },
  parcel: Parcel,
  holder?: Holder,
): Promise<OutboxTable | undefined> {
  const id = newId();
  const row: OutboxTable = {
    id,
    member: own.member,
    door: letter.who.door,
    tenant: letter.who.tenant,
    user: letter.who.user,
    kind: letter.kind,
    budget: letter.budget,
    turn: letter.turn,
    edits: parcel.target === undefined ? 0 : 1,
    day: letter.day,
    dedupe_key: letter.dedupeKey,
    wire_key: randomBytes(16).toString('base64url'),
    payload_sealed: sealParcel(own, id, parcel),
    state: holder ? 'sending' : 'pending',
    attempt: 0,
    not_before: letter.notBefore,
    expires_at: letter.expiresAt,
    lease_owner: holder?.owner ?? null,
    lease_epoch: holder ? 1 : 0,
    lease_until: holder ? holder.wall + leaseMs : null,
    first_sending_at: holder?.wall ?? null,
    sending_at: holder?.wall ?? null,
    sent_at: null,
    provider_id: null,
    reason: null,
    absent: 0,
    created_at: own.now,
  };
  return (await put(own, 'outbox', row, 'dedupe_key')) ? row : undefined;
}

const sealParcel = (own: Own, id: string, parcel: Parcel) =>
  own.key.seal(payloadOf(id), JSON.stringify(parcel));

/** What a row holds. Throws when its words do not open. */
export function openParcel(key: Own['key'], row: Pick<OutboxTable, 'id' | 'payload_sealed'>): Parcel {
  const held = JSON.parse(key.open(payloadOf(row.id), row.payload_sealed)) as Parcel | Message;
  // Before 0002 a letter was its message alone.
  return 'kind' in held ? { reply: held } : held;
}

const payloadOf = (id: string) => ({ table: 'outbox', column: 'payload_sealed', row: id });

/** A message of ours as it stands with the member now: the letter that brought it, and the id it was sent under. */
export interface Standing {
  readonly row: string;
  readonly target: string;
  readonly parcel: Parcel;
}

/** The member's letters to one of their addresses; what of them, the caller goes on to say. */
export const lettersAt = (own: Own, { door, tenant, user }: Pick<OutboxTable, 'door' | 'tenant' | 'user'>) =>
  own.db
    .selectFrom('outbox')
    .where('member', '=', own.member)
    .where('door', '=', door)
    .where('tenant', '=', tenant)
    .where('user', '=', user);

/** The last messages that stand at an address of the member's, newest first. */
export async function standing(own: Own, who: Who, most: number): Promise<readonly Standing[]> {
  const rows = await lettersAt(own, who)
    .select(['id', 'payload_sealed', 'provider_id'])
    .where('state', '=', 'sent')
    .where('edits', '=', 0)
    .orderBy('created_at', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    row: row.id,
    target: row.provider_id ?? '',
    parcel: openParcel(own.key, row),
  }));
}

/** Keep what a message of the member's shows from now on; nothing when it came by no letter. */
export async function restate(own: Own, target: string, reply: Message): Promise<void> {
  const row = await own.db
    .selectFrom('outbox')
    .select(['id', 'payload_sealed'])
    .where('provider_id', '=', target)
    .where('member', '=', own.member)
    .where('edits', '=', 0)
    .executeTakeFirst();
  if (!row) return;
  const payload_sealed = sealParcel(own, row.id, { ...openParcel(own.key, row), reply });
  await own.db.updateTable('outbox').set({ payload_sealed }).where('id', '=', row.id).execute();
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

/** Tell a row as it was read an event, or several one after the other: all of them or none, and none when it is another by now. */
export async function write(unit: Unit, row: OutboxTable, ...events: readonly Event[]): Promise<Told> {
  let to: Partial<OutboxTable> = {};
  for (const event of events) {
    const outcome = step({ ...row, ...to }, event);
    if (outcome.refused !== undefined) return { row, outcome };
    to = { ...to, ...outcome.to };
  }
  const { id, lease_epoch, state } = row;
  const changed = await alter(unit, 'outbox', { id, lease_epoch, state }, to);
  return changed === 0
    ? { row, outcome: { refused: 'not my lease' } }
    : { row: { ...row, ...to }, outcome: { to } };
}

/** Letters left claimed or sending by a lease that ran out by `wall`; without it, all of them (at a start). */
export function leftLying(unit: Unit, wall?: number): Promise<OutboxTable[]> {
  const left = unit.db.selectFrom('outbox').selectAll().where('state', 'in', ['claimed', 'sending']);
  return (wall === undefined ? left : left.where('lease_until', '<=', wall)).execute();
}

/** When the next letter that waits becomes due after `now` (program's clock, epoch ms); null: none does. */
export async function firstAfter(unit: Unit, now: number): Promise<number | null> {
  const row = await unit.db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('not_before').as('first'))
    .where('state', '=', 'pending')
    .where('turn', 'in', [0, 1])
    .where('not_before', '>', now)
    .executeTakeFirst();
  return row?.first ?? null;
}

/** Unknown letters whose next look is due by `wall`, longest waiting first. */
export async function inDoubt(
  unit: Unit,
  { doors, wall }: { readonly doors: readonly string[]; readonly wall: number },
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

/** When the first unknown letter of these doors is to be looked for (real instant); null: there is none. */
export async function firstLook(unit: Unit, doors: readonly string[]): Promise<number | null> {
  if (doors.length === 0) return null;
  const row = await unit.db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('lease_until').as('first'))
    .where('state', '=', 'unknown')
    .where('door', 'in', [...doors])
    .executeTakeFirst();
  return row?.first ?? null;
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
  return cancelAll(own, rows);
}

/** The same for everything of a tenant's, whoever it is for. */
export async function cancelTenant(unit: Unit, { door, tenant }: Omit<Who, 'user'>): Promise<number> {
  const rows = await unit.db
    .selectFrom('outbox')
    .select('id')
    .where('state', 'in', [...unsettled])
    .where('door', '=', door)
    .where('tenant', '=', tenant)
    .execute();
  return cancelAll(unit, rows);
}

async function cancelAll(unit: Unit, rows: readonly { readonly id: string }[]): Promise<number> {
  let dropped = 0;
  for (const { id } of rows) {
    const told = await tell(unit, id, { kind: 'cancel', now: unit.now });
    if (told?.outcome.to?.state === 'dead') dropped += 1;
  }
  return dropped;
}

/** What nobody asked for and still waits for an address of the member's is taken back from it. Gives those letters. */
export async function takeBack(
  own: Own,
  from: Pick<OutboxTable, 'door' | 'tenant' | 'user'>,
): Promise<readonly OutboxTable[]> {
  const rows = await lettersAt(own, from)
    .selectAll()
    .where('state', 'in', [...notBegun])
    .where('turn', '=', 1)
    .where('edits', '=', 0)
    .where('expires_at', '>', own.now)
    .orderBy('created_at')
    .execute();
  await cancelAll(own, rows);
  return rows;
}

/** The addresses of a tenant's for which something waits that nobody asked for. */
export function awaitedAt(unit: Unit, { door, tenant }: Pick<OutboxTable, 'door' | 'tenant'>) {
  return unit.db
    .selectFrom('outbox')
    .select(['member', 'door', 'tenant', 'user'])
    .distinct()
    .where('state', 'in', [...notBegun])
    .where('turn', '=', 1)
    .where('door', '=', door)
    .where('tenant', '=', tenant)
    .execute();
}

/**
 * A letter that could not be brought is put in once more, for another address of its member's: for the same day and budget, and
 * as long as it was worth sending. A letter goes on once.
 */
export async function passOn(own: Own, row: OutboxTable, who: Who): Promise<void> {
  if (row.expires_at <= own.now) return;
  await enqueue(own, {
    who,
    kind: row.kind,
    budget: row.budget,
    day: row.day,
    dedupeKey: `onward:${row.dedupe_key}`,
    notBefore: own.now,
    expiresAt: row.expires_at,
    message: openParcel(own.key, row).reply,
  });
}

/**
 * Nothing that is not settled goes out any more: what waits is expired, what was under way stays in doubt for good.
 * For a database put back from a copy, in which anything of this may have gone out since.
 */
export async function endAll(unit: Unit): Promise<void> {
  for (const row of await leftLying(unit))
    await tell(unit, row.id, {
      kind: 'lost',
      epoch: row.lease_epoch,
      lookAt: 0,
      now: unit.now,
      random: 0,
    });
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

/** Drop what was settled and is past its time: answers of more than 7 days ago, all else of 30. Returns how many. */
export async function purge(unit: Unit): Promise<number> {
  const gone = await unit.db
    .deleteFrom('outbox')
    .where('state', 'in', [...settled])
    .where((eb) =>
      eb.or([
        eb('created_at', '<', unit.now - keptMs),
        eb.and([eb('turn', '=', 0), eb('created_at', '<', unit.now - answersKeptMs)]),
      ]),
    )
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
