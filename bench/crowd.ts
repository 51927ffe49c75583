// A hundred thousand members in one file, of whom some are due on Monday at nine: each of these with people, touches and cards of
// the week before, sealed as the program seals them. Written by hand, since through the house it would take an hour.

import { randomBytes } from 'node:crypto';
import type { Database as SqliteFile } from 'better-sqlite3';
import { newId } from '../src/store/own.ts';
import type { Vault } from '../src/store/seal.ts';
import { MONDAY } from './house.ts';
import { joined, nameOf } from './people.ts';

/** Workspaces that the members are spread over; with one, four letters at a time would be all that is allowed. */
const tenants = 20;
const peopleEach = 8;

/** One row into one table, by its columns. */
export function inserting(file: SqliteFile): (table: string, row: object) => void {
  const statements = new Map<string, ReturnType<SqliteFile['prepare']>>();
  return (table, row) => {
    const columns = Object.keys(row);
    const key = `${table} ${columns}`;
    let statement = statements.get(key);
    if (!statement) {
      const marks = columns.map(() => '?').join(', ');
      statement = file.prepare(
        `insert into "${table}" (${columns.map((c) => `"${c}"`).join(', ')}) values (${marks})`,
      );
      statements.set(key, statement);
    }
    statement.run(Object.values(row));
  };
}

/** Write `members` members, the first `due` of them due on Monday at nine and with a life, the others due an hour later. */
export function fill(file: SqliteFile, vault: Vault, members: number, due: number): void {
  const insert = inserting(file);
  file.transaction(() => {
    for (let n = 0; n < members; n += 1) {
      const member = newId();
      const key_sealed = vault.newMemberKey(member);
      insert('members', {
        ...joined,
        id: member,
        key_sealed,
        key_id: vault.kid,
        next_seq: 20,
        seed: `bench${n}`,
        joined_at: MONDAY - 7 * 86_400_000,
        joined_on: '2026-11-16',
        seen_at: MONDAY - 86_400_000,
        last_card_at: MONDAY - 3 * 86_400_000,
        last_card_on: '2026-11-20',
        created_at: MONDAY - 7 * 86_400_000,
        next_due_at: n < due ? MONDAY : MONDAY + 3_600_000,
      });
      insert('addresses', {
        door: 'web',
        tenant: `t${n % tenants}`,
        user: `u${n}`,
        member,
        channel: null,
        created_at: MONDAY - 7 * 86_400_000,
      });
      if (n < due) addLife(insert, vault, member, key_sealed);
    }
  })();
}

const ways = ['message', 'comment', 'useful', 'email'] as const;
const kinds = ['met', 'old', 'friend', 'referred'] as const;

function addLife(insert: ReturnType<typeof inserting>, vault: Vault, member: string, wrapped: string): void {
  const key = vault.openMemberKey(member, wrapped);
  const people = Array.from({ length: peopleEach }, (_, n) => {
    const id = newId();
    insert('contacts', {
      id,
      member,
      name_sealed: key.seal({ table: 'contacts', column: 'name_sealed', row: id }, nameOf(n * 7)),
      name_hash: randomBytes(16).toString('base64url'),
      known: kinds[n % kinds.length],
      rating: null,
      paused: 0,
      created_at: MONDAY - 6 * 86_400_000 + n,
      created_on: '2026-11-17',
    });
    return id;
  });
  for (const [n, day] of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'].entries()) {
    const card = newId();
    const touch = newId();
    const contact = people[n]!;
    insert('touches', {
      id: touch,
      member,
      seq: n + 1,
      day,
      contact,
      activity: ways[n],
      kind: 'other',
      foreseen: 30,
      felt: 20 + n * 10,
      outcome: n % 2 ? 'replied' : 'waiting',
      outcome_on: n % 2 ? day : null,
      was_reply: 0,
      was_follow_up: 0,
      pick: null,
      created_at: MONDAY - (7 - n) * 86_400_000,
    });
    insert('cards', {
      id: card,
      member,
      day,
      kind: 'full',
      memory: null,
      asked_touch: null,
      smallest: 0,
      sent_at: MONDAY - (7 - n) * 86_400_000,
      drawn_at: MONDAY - (7 - n) * 86_400_000,
    });
    for (const [place, state] of (['done', 'waiting'] as const).entries())
      insert('picks', {
        id: newId(),
        member,
        card,
        place,
        role: 'step',
        activity: ways[(n + place) % ways.length],
        contact: people[n + place],
        about: null,
        difficulty: 30,
        why: 'band',
        follow_up: 0,
        owed: null,
        state,
        opener: 0,
        words: 0,
        rated: 1,
        touch: state === 'done' ? touch : null,
      });
  }
}
