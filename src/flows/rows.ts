// Open talks as sealed rows: which step they stand at and what was said so far.

import type { Values } from '../command.ts';
import { newId, type Own } from '../store/own.ts';
import { rowsOf } from '../store/shelf.ts';

export interface OpenFlow {
  readonly name: string;
  readonly step: string;
  readonly data: Values;
  /** When its question was asked, epoch ms. */
  readonly at: number;
}

/** The member's open talks, the one asked last first. */
export async function openFlows(own: Own): Promise<readonly OpenFlow[]> {
  // By name first: the sort keeps that order among those asked at one instant.
  const rows = [...(await rowsOf(own, 'flows'))].sort((a, b) => b.updated_at - a.updated_at);
  return rows.map((row) => ({
    name: row.name,
    step: row.step,
    data: JSON.parse(
      own.key.open({ table: 'flows', column: 'data_sealed', row: row.id }, row.data_sealed),
    ) as Values,
    at: row.updated_at,
  }));
}

/** Keep where a talk stands, in place of what was kept under its name. */
export async function keepFlow(own: Own, name: string, step: string, data: Values): Promise<void> {
  await closeFlow(own, name);
  const id = newId();
  const data_sealed = own.key.seal({ table: 'flows', column: 'data_sealed', row: id }, JSON.stringify(data));
  await own.db
    .insertInto('flows')
    .values({ id, member: own.member, name, step, data_sealed, updated_at: own.now })
    .execute();
}

/** Put a talk away. */
export async function closeFlow(own: Own, name: string): Promise<void> {
  await own.db.deleteFrom('flows').where('member', '=', own.member).where('name', '=', name).execute();
}
