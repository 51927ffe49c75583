// A second program for tests: stops for ever in the middle of a migration, says `half way`, and waits to be killed.

import { sql } from 'kysely';
import { migrations } from '../../migrations/index.ts';
import { openStore } from '../../src/store/open.ts';
import { settingsFor } from './settings.ts';

const stops = {
  name: '9001_stops',
  async up(db: Parameters<(typeof migrations)[number]['up']>[0]) {
    await db.schema.createTable('half').addColumn('id', 'text').execute();
    await sql`update members set goal = 5`.execute(db);
    process.stdout.write('half way\n');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  },
};

await openStore(settingsFor(process.argv[2]!, { migrations: [...migrations, stops] }));
