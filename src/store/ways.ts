// By which ways the members of a door come in, where its tenant is wider than a place one can be taken out of (Discord:
// a server, or the app installed for oneself), and who has no way in any more. Ways that we lost are rows of `tenants`.

import { type Kysely, sql } from 'kysely';
import type { Store } from './open.ts';
import type { Unit } from './transaction.ts';

interface Address {
  readonly tenant: string;
  readonly user: string;
}

/** What a door keeps of its members' ways. */
export interface Ways {
  /** The member came in by this way; a stranger leaves nothing. */
  came(who: Address, way: string): Promise<void>;
  /** Ways that are known: `there` and those that we lost. */
  known(): Promise<{ readonly there: readonly string[]; readonly lost: readonly string[] }>;
}

/** The ways of a door, kept in the store. */
export function waysOf(store: Store, door: 'discord'): Ways {
  return {
    async came(who, way) {
      await store.work(async ({ db }) => {
        const { tenant, user } = who;
        await db
          .insertInto('ways')
          .columns(['door', 'tenant', 'user', 'way'])
          .expression((eb) =>
            eb
              .selectFrom('addresses')
              .select(['door', 'tenant', 'user', sql<string>`cast(${way} as text)`.as('way')])
              .where('door', '=', door)
              .where('tenant', '=', tenant)
              .where('user', '=', user),
          )
          .onConflict((c) => c.doNothing())
          .execute();
      });
    },
    async known() {
      const rows = await sql<{ way: string; left_at: number | null }>`
        select distinct ways.way, tenants.left_at from ways
        left join tenants on tenants.door = ways.door and tenants.tenant = ways.way
        where ways.door = ${door}`.execute(store.db);
      const of = (lost: boolean) => rows.rows.filter((row) => (row.left_at !== null) === lost);
      return { there: of(false).map((row) => row.way), lost: of(true).map((row) => row.way) };
    },
  };
}

/** An address where nobody comes in any more: its tenant is left since before `before`, or every way to it is. */
const lost = (address: string, before: number) => {
  const at = sql.ref(address);
  const way = sql`from ways where ways.door = ${at}.door and ways.tenant = ${at}.tenant and ways."user" = ${at}."user"`;
  return sql<boolean>`(
    exists (select 1 from tenants where tenants.door = ${at}.door and tenants.tenant = ${at}.tenant
      and tenants.left_at < ${before})
    or (exists (select 1 ${way}) and not exists (select 1 ${way} and not exists (
      select 1 from tenants where tenants.door = ways.door and tenants.tenant = ways.way
        and tenants.left_at < ${before}))))`;
};

/**
 * Up to 100 members who come in nowhere any more, since before `before` (epoch ms), and were not heard since then:
 * whoever is heard has a way in, known to us or not.
 */
export async function stranded(unit: Unit, before: number): Promise<readonly string[]> {
  const rows = await sql<{ id: string }>`
    select members.id from members
    where (members.seen_at is null or members.seen_at < ${before})
      and exists (select 1 from addresses where addresses.member = members.id)
      and not exists (select 1 from addresses where addresses.member = members.id and not ${lost('addresses', before)})
      and (exists (select 1 from tenants where left_at < ${before}))
    limit 100`.execute(unit.db as unknown as Kysely<unknown>);
  return rows.rows.map((row) => row.id);
}
