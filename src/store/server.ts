// A PostgreSQL server before anything is changed on it: looked at, and everything that may be wrong said in plain
// words. The address is never repeated: it holds a password.

import { isGone, type Pool } from './dialects/postgres.ts';
import { codeOf, StartFault, StoreDown } from './faults.ts';

/** What a look at a database told. */
export interface LookedAtServer {
  readonly applied: readonly string[];
  readonly hasSeat: boolean;
}

/** Which migrations are done, and whether the seat's table stands. Throws pg's errors. */
export async function lookAtServer(pool: Pool): Promise<LookedAtServer> {
  const { rows } = await pool.query("select to_regclass('migrations') as m, to_regclass('seat') as s");
  const hasSeat = rows[0]?.s != null;
  if (rows[0]?.m == null) return { applied: [], hasSeat };
  const done = await pool.query('select name from migrations');
  return { applied: done.rows.map((row) => row.name as string), hasSeat };
}

/** What is wrong with the server, as a line for the operator. Passes on what it does not know. */
export function serverFault(error: unknown): unknown {
  if (error instanceof StartFault) return error;
  const cause = error instanceof StoreDown ? error.cause : error;
  const code = codeOf(cause);
  const say = (line: string) => new StartFault(line, { cause });
  if (code === '28P01' || code === '28000')
    return say('PostgreSQL does not accept the user or password in DATABASE_URL.');
  if (code === '3D000')
    return say('The database named in DATABASE_URL does not exist on that PostgreSQL server.');
  if (code === '42501')
    return say('The user in DATABASE_URL may not make tables in that PostgreSQL database.');
  if (code === '25006') return say('That PostgreSQL database may only be read.');
  if (code === 'ERR_INVALID_URL') return say('DATABASE_URL is not an address that can be read.');
  if (cause instanceof AggregateError || isGone(cause)) {
    return say(
      `PostgreSQL cannot be reached at the address in DATABASE_URL${code === '' ? '' : ` (${code})`}.`,
    );
  }
  return error;
}
