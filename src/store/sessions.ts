// Sessions of the page: they outlive restarts, and only a hash of each token is kept. One that was known once is known
// without the database, so that a page opens at once while that is busy. None ends by itself; a new key of the operator's ends
// all, so that a link that got about can be shut.

import { createHash, randomBytes } from 'node:crypto';
import type { Store } from './open.ts';

/** Sessions for a door: `open` makes one and gives its token, `knows` tells whether a token is one of ours. */
export interface Sessions {
  open(): Promise<string>;
  knows(token: string): Promise<boolean>;
}

/** Sessions kept in the store; `key`: the one that the operator chose for the link, if any. */
export function sessionsOf(store: Store, now: () => number, key = ''): Sessions {
  const known = new Set<string>();
  const hash = (token: string) => createHash('sha256').update(`${token}${key}`).digest('base64url');
  return {
    async open() {
      const token = randomBytes(32).toString('base64url');
      await store.work((unit) =>
        unit.db
          .insertInto('sessions')
          .values({ id: hash(token), created_at: now() })
          .execute(),
      );
      known.add(hash(token));
      return token;
    },
    async knows(token) {
      const id = hash(token);
      if (known.has(id)) return true;
      const row = await store.db.selectFrom('sessions').select('id').where('id', '=', id).executeTakeFirst();
      if (row) known.add(id);
      return row !== undefined;
    },
  };
}
