// All that a database holds of one member, table by table: what a forger must leave as it is.

import { type Kysely, sql } from 'kysely';

/** Every row that bears the member's id, as text; the same text says that nothing was written. */
export async function rowsOfMember<T>(db: Kysely<T>, member: string): Promise<string> {
  const tables = await db.introspection.getTables();
  const dump: Record<string, readonly string[]> = {};
  for (const { name, columns } of tables) {
    const owner = name === 'members' ? 'id' : columns.find((one) => one.name === 'member')?.name;
    if (owner === undefined) continue;
    const { rows } = await sql`select * from ${sql.table(name)} where ${sql.ref(owner)} = ${member}`.execute(
      db,
    );
    dump[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return JSON.stringify(dump, null, 1);
}

/** The member at an address. */
export async function memberOf<T>(
  db: Kysely<T>,
  door: string,
  tenant: string,
  user: string,
): Promise<string> {
  const { rows } = await sql<{ member: string }>`select member from addresses
    where door = ${door} and tenant = ${tenant} and "user" = ${user}`.execute(db);
  const [found] = rows;
  if (!found) throw new Error(`nobody at ${door} ${tenant}`);
  return found.member;
}
