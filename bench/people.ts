// Invented members and people for benches, written through the store's own sealing, fast enough for a hundred thousand.

import type { Who } from '../src/ask.ts';
import { createMember } from '../src/store/members.ts';
import type { Store } from '../src/store/open.ts';
import { bulkInsert, newId, type Own } from '../src/store/own.ts';
import type { MembersTable } from '../src/store/schema.ts';

const firsts =
  'Ada Ben Clara Deniz Ewa Farid Gita Hugo Ines Jonas Kofi Lena Mina Nora Omar Paula Ravi Sven Tara Uli'.split(
    ' ',
  );
const lasts =
  'Adler Brandt Castro Dorn Eriksen Falk Gomez Hansen Ito Jansen Kaya Lopez Moreau Novak Okafor Petrov'.split(
    ' ',
  );

/** The n-th invented name; ten thousand differ. */
export function nameOf(n: number): string {
  const last = lasts[Math.floor(n / firsts.length) % lasts.length];
  const more = Math.floor(n / (firsts.length * lasts.length));
  return `${firsts[n % firsts.length]} ${more ? `${String.fromCharCode(65 + (more % 26))}${more} ` : ''}${last}`;
}

/** A joined member's columns: weekdays at 09:00, in Reykjavik, where it is always UTC. */
export const joined = Object.freeze({
  state: 'active',
  zone: 'Atlantic/Reykjavik',
  morning: '09:00',
  days: 'mon,tue,wed,thu,fri',
  quiet_from: '20:00',
  quiet_until: '08:00',
  goal: 2,
  talk_goal: 1,
  start_edge: 20,
  edge: 20,
  hold: 0,
  seed: 'bench',
  pace: 'daily',
} satisfies Partial<MembersTable>);

/** Make a joined member with that many people, each with a sealed name and every third with an organisation. */
export function addMember(store: Store, who: Who, people: number): Promise<Own> {
  return store.work(async (unit) => {
    const own = await createMember(unit, store.vault, {
      ...joined,
      joined_on: '2026-11-20',
      joined_at: unit.now,
    });
    await unit.db
      .insertInto('addresses')
      .values({ ...who, member: own.member, channel: null, created_at: unit.now })
      .execute();
    await addPeople(own, people);
    return own;
  });
}

const kinds = ['met', 'old', 'friend', 'referred', 'stranger', null] as const;

/** Seal and write that many people. */
async function addPeople(own: Own, count: number): Promise<readonly string[]> {
  return bulkInsert(
    own,
    'contacts',
    Array.from({ length: count }, (_, n) => {
      const id = newId();
      const sealed = (column: string, text: string) =>
        own.key.seal({ table: 'contacts', column, row: id }, text);
      return {
        id,
        name_sealed: sealed('name_sealed', nameOf(n)),
        name_hash: own.key.hash('name', nameOf(n).toLowerCase()),
        label_sealed: null,
        org_sealed: n % 3 ? null : sealed('org_sealed', `House of ${lasts[n % lasts.length]}`),
        email_sealed: n % 2 ? null : sealed('email_sealed', `person${n}@example.org`),
        url_sealed: null,
        notes_sealed: null,
        known: kinds[n % kinds.length] ?? null,
        rating: null,
        paused: 0 as const,
        resting_until: null,
        keep_in_touch_on: null,
        referred_by: null,
        created_at: own.now + n,
        created_on: '2026-11-20',
      };
    }),
  );
}
