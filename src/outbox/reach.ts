// Where members can be reached: their addresses' channels and marks, and whole tenants (workspaces, servers) as they
// stand. What an attempt tells of a tenant is weighed in pace.ts.

import type { Who } from '../ask.ts';
import type { Own } from '../store/own.ts';
import { isOneOf, listFor } from '../store/shelf.ts';
import type { Unit } from '../store/transaction.ts';
import { marked, type Sign, type Tenant, unmarked } from './pace.ts';

type Place = Omit<Who, 'user'>;
/** As rows have it. */
interface Address {
  readonly door: string;
  readonly tenant: string;
  readonly user: string;
}

/** An address as it stands once its member was heard there. */
export interface Arrived {
  readonly channel: string | null;
  /** What nobody asked for and did not arrive from this instant on is still to be named. */
  readonly untoldSince: number | null;
}

/** The member was heard at this address: it can be written to again, and its direct channel is kept. */
export async function arrive(own: Own, who: Who & { readonly channel?: string }): Promise<Arrived> {
  const row = await addressOf(own, who).executeTakeFirst();
  const channel = who.channel ?? row?.channel ?? null;
  if (row && (row.channel !== channel || row.unreachable_at !== null))
    await change(own, who, { channel, unreachable_at: null, unreachable_why: null });
  return { channel, untoldSince: row?.untold_since ?? null };
}

/** What did not arrive has been named. */
export const named = (own: Own, who: Who): Promise<unknown> => change(own, who, { untold_since: null });

/** What a letter needs besides its row: the member's wrapped key, and the address's direct channel. */
export interface Doorstep {
  readonly wrapped: string;
  readonly channel: string | null;
}

const doorstep = `select outbox.id, members.key_sealed as wrapped, addresses.channel from outbox
  join members on members.id = outbox.member
  left join addresses on addresses.member = outbox.member
  and addresses.door = outbox.door and addresses.tenant = outbox.tenant and addresses."user" = outbox."user"
  where outbox.id`;

/** Where letters go, by their ids; one whose member is gone is left out. */
export async function doorstepsOf(
  unit: Unit,
  letters: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, Doorstep>> {
  if (letters.length === 0) return new Map();
  const ids = letters.map(({ id }) => id);
  const found = await unit.run<Doorstep & { id: string }>(`${doorstep} ${isOneOf(unit.dialect)}`, [
    listFor(unit.dialect, ids),
  ]);
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** The direct channel of an address, null when none is known. */
async function channelOf(unit: Unit, who: Address): Promise<string | null> {
  return (await addressOf(unit, who).executeTakeFirst())?.channel ?? null;
}

/** A letter went out through this channel. */
export async function keepChannel(unit: Unit, who: Address, channel: string): Promise<void> {
  if ((await channelOf(unit, who)) !== channel) await change(unit, who, { channel });
}

/** The platform refuses to bring this member what a letter, put in at `since`, holds. */
export async function closeAddress(unit: Unit, who: Address, why: string, since: number): Promise<void> {
  const row = await addressOf(unit, who).executeTakeFirst();
  if (!row) return;
  await change(unit, who, {
    unreachable_at: row.unreachable_at ?? unit.now,
    unreachable_why: why,
    untold_since: Math.min(row.untold_since ?? since, since),
  });
}

/** What an attempt told of its tenant; several that end at once are all counted. */
export async function markTenant(unit: Unit, place: Omit<Address, 'user'>, sign: Sign): Promise<void> {
  if (marked((await tenantOf(unit, place).executeTakeFirst()) ?? unmarked, sign) === null) return;
  await unit.db
    .insertInto('tenants')
    .values({ ...unmarked, door: place.door, tenant: place.tenant })
    .onConflict((c) => c.doNothing())
    .execute();
  const found = tenantOf(unit, place);
  const tenant = await (unit.dialect === 'postgres' ? found.forUpdate() : found).executeTakeFirst();
  const to = tenant && marked(tenant, sign);
  if (to) await setTenant(unit, place, to);
}

/** A tenant as it stands. */
export async function readTenant(unit: Unit, place: Omit<Address, 'user'>): Promise<Tenant> {
  return (await tenantOf(unit, place).executeTakeFirst()) ?? unmarked;
}

/** We were taken out of a tenant: nothing goes there. The first time counts. */
export async function leave(unit: Unit, place: Place): Promise<void> {
  const { left_at } = await readTenant(unit, place);
  await setTenant(unit, place, { left_at: left_at ?? unit.now });
}

/** A tenant is there, and whole, again. */
export const comeBack = (unit: Unit, place: Place): Promise<void> => setTenant(unit, place, unmarked);

async function setTenant(unit: Unit, place: Omit<Address, 'user'>, to: Partial<Tenant>): Promise<void> {
  await unit.db
    .insertInto('tenants')
    .values({ ...unmarked, ...to, door: place.door, tenant: place.tenant })
    .onConflict((c) => c.columns(['door', 'tenant']).doUpdateSet(to))
    .execute();
}

const tenantOf = (unit: Unit, { door, tenant }: Omit<Address, 'user'>) =>
  unit.db.selectFrom('tenants').selectAll().where('door', '=', door).where('tenant', '=', tenant);

function addressOf(unit: Unit, { door, tenant, user }: Address) {
  return unit.db
    .selectFrom('addresses')
    .select(['channel', 'unreachable_at', 'untold_since'])
    .where('door', '=', door as Who['door'])
    .where('tenant', '=', tenant)
    .where('user', '=', user);
}

function change(
  unit: Unit,
  { door, tenant, user }: Address,
  to: {
    channel?: string | null;
    unreachable_at?: number | null;
    unreachable_why?: string | null;
    untold_since?: number | null;
  },
) {
  return unit.db
    .updateTable('addresses')
    .set(to)
    .where('door', '=', door as Who['door'])
    .where('tenant', '=', tenant)
    .where('user', '=', user)
    .execute();
}
