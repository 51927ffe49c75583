// Workspaces' tokens: kept, replaced, gone, sealed, and never opened as another workspace's.

import { describe, expect, test } from 'vitest';
import { installationsOf } from '../../src/store/installations.ts';
import { eachStore } from '../support/stores.ts';

const acme = { tenant: 'T1', token: 'xoxb-acme-secret', botId: 'B1', botUser: 'U1', scopes: ['chat:write'] };
const zeta = { tenant: 'T2', token: 'xoxb-zeta-secret', botId: 'B1', botUser: 'U1', scopes: ['chat:write'] };

describe('workspaces', () => {
  eachStore((open) => {
    test('are found each with its own token, and not at all once removed', async () => {
      const kept = installationsOf(await open(), 'slack');
      await kept.keep(acme);
      await kept.keep(zeta);
      expect(await kept.find('T1')).toEqual(acme);
      expect(await kept.find('T2')).toEqual(zeta);
      expect(await kept.tenants()).toEqual(['T1', 'T2']);
      await kept.remove('T1');
      expect(await kept.find('T1')).toBeNull();
      expect(await kept.find('T2')).toEqual(zeta);
    });

    test('that install again have the new token alone', async () => {
      const kept = installationsOf(await open(), 'slack');
      await kept.keep(acme);
      await kept.keep({ ...acme, token: 'xoxb-newer' });
      expect(await kept.tenants()).toEqual(['T1']);
      expect((await kept.find('T1'))?.token).toBe('xoxb-newer');
    });

    test('keep their token sealed, and a row moved to another workspace does not open', async () => {
      const store = await open();
      const kept = installationsOf(store, 'slack');
      await kept.keep(acme);
      await kept.keep(zeta);
      const rows = await store.db.selectFrom('installations').selectAll().execute();
      expect(JSON.stringify(rows)).not.toMatch(/secret|B1|U1/);
      await store.work((unit) =>
        unit.db
          .updateTable('installations')
          .set({ facts_sealed: rows.find((row) => row.tenant === 'T1')?.facts_sealed ?? '' })
          .where('tenant', '=', 'T2')
          .execute(),
      );
      await expect(kept.find('T2')).rejects.toThrow(/does not open/);
    });
  });
});
