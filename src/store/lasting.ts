// Rows that outlive a unit of work: the long tables of whoever was here last, so that who asks twice is not read and opened
// twice. This program is the database's only writer (seat.ts), and its drivers tell every write.

/** Tables that are long enough to be worth it. */
const lastingTables = ['contacts', 'touches'] as const;
type Lasting = (typeof lastingTables)[number];

/** Rows kept in all, some 20 to 40 MB with what is made of them: three members with as many people as there may be. */
const rowsKept = 30_000;

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** One unit of work's dealings with them. */
export interface Visit {
  find(table: string, member: string): Rows | undefined;
  /** Before a write: rows of these members go, or everybody's when none is named. '' is every table. */
  writing(table: string, members?: readonly string[]): void;
  /** It is over. What it read is kept when nobody else wrote meanwhile; a unit that came to nothing must have written nothing either. */
  end(committed: boolean, read: ReadonlyMap<string, ReadonlyMap<string, Rows>>): void;
}

export interface LastingRows {
  begin(): Visit;
}

export const isLasting = (table: string): table is Lasting =>
  (lastingTables as readonly string[]).includes(table);

/** None yet. */
export function lastingRows(most = rowsKept): LastingRows {
  /** Who was here last stands last. */
  const kept = new Map<string, Rows>();
  let held = 0;
  /** Counts writes, at their beginning and at the end of their unit of work: until then others may read what was before. */
  let writes = 0;
  const writers = new Set<object>();
  const keyOf = (table: string, member: string) => `${table} ${member}`;

  function drop(key: string): void {
    held -= kept.get(key)?.length ?? 0;
    kept.delete(key);
  }

  function keep(key: string, rows: Rows): void {
    drop(key);
    if (rows.length > most) return;
    kept.set(key, rows);
    held += rows.length;
    for (const oldest of kept.keys()) {
      if (held <= most) break;
      drop(oldest);
    }
  }

  return {
    begin() {
      const me = {};
      let own = 0;
      const began = writes;
      const count = () => {
        writes += 1;
        own += 1;
      };
      return {
        find(table, member) {
          const key = keyOf(table, member);
          const rows = kept.get(key);
          if (rows) {
            kept.delete(key);
            kept.set(key, rows);
          }
          return rows;
        },
        writing(table, members) {
          if (table !== '' && !isLasting(table)) return;
          writers.add(me);
          count();
          if (table === '' || !members?.length) {
            for (const key of [...kept.keys()]) if (table === '' || key.startsWith(`${table} `)) drop(key);
          } else for (const member of members) drop(keyOf(table, member));
        },
        end(committed, read) {
          const wrote = writers.delete(me);
          if (wrote) count();
          if ((wrote && !committed) || writers.size > 0 || writes - own !== began) return;
          for (const table of lastingTables)
            for (const [member, rows] of read.get(table) ?? [])
              if (rows.length > 0) keep(keyOf(table, member), rows);
        },
      };
    },
  };
}
