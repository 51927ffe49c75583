// Workspaces' tokens: kept, replaced, gone, sealed, and never opened as another workspace's.

import { describe, expect, test } from 'vitest';
import { installationsOf } from '../../src/store/installations.ts';
import { eachStore, NOW } from '../support/stores.ts';

const acme = { team: 'T1', token: 'xoxb-acme-secret', botId: 'B1', botUser: 'U1' };
const zeta = { team: 'T2', token: 'xoxb-zeta-secret', botId: 'B1', botUser: 'U1' };

describe('workspaces', () => {
  eachStore((open) => {
    test('are found each with its own token, and not at all once removed', async () => {
      const kept = installationsOf(await open(), 'slack', () => NOW);
      await kept.write(acme);
      await kept.write(zeta);
      expect(await kept.read('T1')).toEqual(acme);
      expect(await kept.read('T2')).toEqual(zeta);
      expect(await kept.count()).toBe(2);
      await kept.remove('T1');
      expect(await kept.read('T1')).toBeNull();
      expect(await kept.read('T2')).toEqual(zeta);
    });

    test('that install again have the new token alone', async () => {
      const kept = installationsOf(await open(), 'slack', () => NOW);
      await kept.write(acme);
      await kept.write({ ...acme, token: 'xoxb-newer' });
      expect(await kept.count()).toBe(1);
      expect((await kept.read('T1'))?.token).toBe('xoxb-newer');
    });

    test('keep their token sealed, and a row moved to another workspace does not open', async () => {
      const store = await open();
      const kept = installationsOf(store, 'slack', () => NOW);
      await kept.write(acme);
      await kept.write(zeta);
      const rows = await store.db.selectFrom('installations').selectAll().execute();
      expect(JSON.stringify(rows)).not.toMatch(/secret/);
      await store.work((unit) =>
        unit.db
          .updateTable('installations')
          .set({ token_sealed: rows.find((row) => row.tenant === 'T1')?.token_sealed ?? '' })
          .where('tenant', '=', 'T2')
          .execute(),
      );
      await expect(kept.read('T2')).rejects.toThrow(/does not open/);
    });
  });
});
