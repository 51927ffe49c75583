// Rungs killed amid mornings of people on a platform, and started again: each has each card once. The real program as a
// child; each point on the way of a letter is in eachPoint.ts.

import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { expect } from 'vitest';
import { type Program, program } from './program.ts';
import { TEST_KEY } from './settings.ts';

/** When the program dies: at the nth post from the card's minute on, before or after it is applied, or so many ms after. */
export type Kill = { readonly post: number; readonly side: 'before' | 'after' } | { readonly ms: number };

export interface Morning {
  /** A weekday. */
  readonly day: string;
  readonly kill: Kill;
  /** Killed again so many ms after the next start. */
  readonly again?: number;
}

/** A platform with people who have not joined yet. */
export interface Town {
  readonly env: Readonly<Record<string, string>>;
  /** When the program stands at it. */
  ready(): Promise<void>;
  readonly people: readonly Person[];
  /** What befalls one post: the first of which `when` is true. */
  plant(trouble: {
    readonly before?: Promise<unknown>;
    readonly after?: Promise<unknown>;
    when(): boolean;
  }): void;
  /** More that goes wrong on this morning's wire. */
  trouble?(nth: number): void;
  readonly violations: readonly string[];
}

export interface Person {
  join(): Promise<void>;
  says(text: string): unknown;
  /** Texts of what it was told. */
  heard(): readonly string[];
}

const cardsOf = (person: Person) => person.heard().filter((text) => /^Good morning/.test(text)).length;
const thanksOf = (person: Person) => person.heard().filter((text) => /^Any time/.test(text)).length;

/** Waits for it, up to 60 s of real time. */
async function until(holds: () => boolean, what: () => string): Promise<void> {
  const end = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(what());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Resolves when the program is gone. */
async function killed(rungs: Program, town: Town, kill: Kill, at: () => void): Promise<void> {
  if ('ms' in kill) {
    at();
    await new Promise((go) => setTimeout(go, kill.ms));
    return rungs.kill();
  }
  let seen = 0;
  const gone = new Promise<void>((done) => {
    let struck: () => void = () => undefined;
    const held = new Promise<void>((go) => {
      struck = go;
    });
    town.plant({
      [kill.side]: held,
      when() {
        seen += 1;
        if (seen !== kill.post) return false;
        void rungs.kill().then(() => {
          struck();
          done();
        });
        return true;
      },
    });
  });
  at();
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`there was no post ${kill.post}`)), 60_000);
  });
  await Promise.race([gone, never]).finally(() => clearTimeout(timer));
}

/** Letters of the outbox that are neither sent nor given up. */
async function left(url: string): Promise<number> {
  const count = `select count(*) as n from outbox where state in ('pending', 'claimed', 'sending', 'unknown')`;
  if (url.startsWith('file:')) {
    const file = new Sqlite(url.slice('file:'.length), { readonly: true });
    const { n } = file.prepare(count).get() as { n: number };
    file.close();
    return n;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: string }>(count);
  await client.end();
  return Number(rows[0]?.n);
}

/** Lives through the mornings on the database at `url`, by default a new file. Throws where somebody lacks a card or has two. */
export async function killedMornings(
  instant: string,
  town: Town,
  mornings: readonly Morning[],
  url?: string,
): Promise<void> {
  const rungs = program(instant, { ...town.env, RUNGS_KEY: TEST_KEY, ...(url && { DATABASE_URL: url }) });
  const { people } = town;
  const begin = async () => {
    await rungs.start();
    await town.ready();
  };
  try {
    await begin();
    for (const person of people) await person.join();
    for (const [n, { day, kill, again }] of mornings.entries()) {
      town.trouble?.(n);
      await killed(rungs, town, kill, () => rungs.at(`${day}T08:00:05Z`));
      await rungs.start();
      if (again !== undefined) {
        await new Promise((go) => setTimeout(go, again));
        await rungs.kill();
        await rungs.start();
      }
      await town.ready();
      await until(
        () => people.every((person) => cardsOf(person) > n),
        () => `cards on ${day}: ${people.map(cardsOf).join(' ')}`,
      );
      expect(people.map(cardsOf), day).toEqual(people.map(() => n + 1));
      // Who is silent for three days is asked less often.
      for (const person of people) person.says('thanks');
      await until(
        () => people.every((person) => thanksOf(person) > n),
        () => `answers on ${day}: ${people.map(thanksOf).join(' ')}`,
      );
    }
    // What was under way is looked for a while after the start: a card that comes twice would come then.
    await expect.poll(() => left(rungs.env.DATABASE_URL ?? ''), { timeout: 120_000, interval: 500 }).toBe(0);
    expect(people.map(cardsOf)).toEqual(people.map(() => mornings.length));
    expect(people.map(thanksOf)).toEqual(people.map(() => mornings.length));
    expect(town.violations).toEqual([]);
  } finally {
    await rungs.kill();
  }
}
