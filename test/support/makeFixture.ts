// Writes test/fixtures/first.db.gz, a database of the first schema with two contacts under the tests' key:
// `npx tsx test/support/makeFixture.ts`. Once the schema is released the file never changes again.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { migrations } from '../../migrations/index.ts';
import { createMember } from '../../src/store/members.ts';
import { openStore } from '../../src/store/open.ts';
import { insert, newId } from '../../src/store/own.ts';
import { NOW, settingsFor } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'rungs-fixture-'));
const path = join(folder, 'first.db');
const store = await openStore(settingsFor(`file:${path}`, { migrations: migrations.slice(0, 1) }));
await store.work(async (unit) => {
  const own = await createMember(unit, store.vault, {
    state: 'active',
    joined_at: NOW,
    joined_on: '2026-11-23',
    zone: 'Europe/Berlin',
    morning: '08:00',
    days: 'mon,tue,wed,thu,fri',
    quiet_from: '21:00',
    quiet_until: '07:00',
    goal: 2,
    talk_goal: 1,
    start_edge: 20,
    edge: 20,
    hold: 0,
    seed: 'seed',
    pace: 'daily',
  });
  for (const name of ['Ana Beispiel', 'Łukasz Wzór']) {
    const id = newId();
    const name_sealed = own.key.seal({ table: 'contacts', column: 'name_sealed', row: id }, name);
    const name_hash = own.key.hash('name', name.toLowerCase());
    await insert(own, 'contacts', {
      id,
      name_sealed,
      name_hash,
      paused: 0,
      created_at: NOW,
      created_on: '2026-11-23',
    });
  }
});
await store.close();
const out = join(import.meta.dirname, '..', 'fixtures', 'first.db.gz');
writeFileSync(out, gzipSync(readFileSync(path), { level: 9 }));
rmSync(folder, { recursive: true });
