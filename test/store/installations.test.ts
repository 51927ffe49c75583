// Installations: one a workspace, the newest token, sealed.

import { describe, expect, it } from 'vitest';
import { installationsOf } from '../../src/store/installations.ts';
import { eachStore, NOW } from '../support/stores.ts';

const first = { team: 'T1', token: 'xoxb-first-secret', botId: 'B1', botUser: 'U1' };

describe('Installations', () => {
  eachStore((open) => {
    it('keep the newest token of each workspace, and no other’s', async () => {
      const kept = installationsOf(await open(), 'slack', () => NOW);
      await kept.write(first);
      await kept.write({ ...first, team: 'T2', token: 'xoxb-other' });
      await kept.write({ ...first, token: 'xoxb-second', botUser: 'U9' });
      expect(await kept.read('T1')).toEqual({ ...first, token: 'xoxb-second', botUser: 'U9' });
      expect((await kept.read('T2'))?.token).toBe('xoxb-other');
      expect(await kept.read('T3')).toBeNull();
    });

    it('are gone once removed', async () => {
      const kept = installationsOf(await open(), 'slack', () => NOW);
      await kept.write(first);
      await kept.remove('T1');
      expect(await kept.read('T1')).toBeNull();
    });

    it('hold a token that only its own row opens', async () => {
      const store = await open();
      const kept = installationsOf(store, 'slack', () => NOW);
      await kept.write(first);
      await kept.write({ ...first, team: 'T2', token: 'xoxb-other' });
      const rows = await store.db.selectFrom('installations').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain('secret');
      const sealed = rows.find(({ tenant }) => tenant === 'T1')?.token_sealed ?? '';
      await store.db
        .updateTable('installations')
        .set({ token_sealed: sealed })
        .where('tenant', '=', 'T2')
        .execute();
      await expect(kept.read('T2')).rejects.toThrow(/does not open/);
    });
  });
});
