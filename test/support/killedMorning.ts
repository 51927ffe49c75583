// A morning of people on a platform, with the program killed over and over while some ask for things, and started again each
// time: each has the card once, and each ask its effect once. The real program as a child; each point on the way of a letter is
// in eachPoint.ts.

import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { mondayEarly } from '../conversations/signUp.ts';
import { dice } from './dice.ts';
import { type Program, program } from './program.ts';
import { TEST_KEY } from './settings.ts';
import { servers } from './stores.ts';

export interface Person {
  join(): Promise<void>;
  types(text: string): unknown;
  /** Texts of all that the bot told them. */
  heard(): readonly string[];
}

/** A platform with people who have not joined yet. */
export interface Town {
  readonly env: Readonly<Record<string, string>>;
  /** When the program stands at it. */
  ready(): Promise<unknown>;
  readonly people: readonly Person[];
  /** What befalls one message that the bot posts: the first of which `when` is true. */
  plant(trouble: {
    readonly before?: Promise<'cut' | undefined>;
    readonly after?: Promise<'cut' | undefined>;
    when(): boolean;
  }): void;
  /** What was planted and did not happen is gone. */
  calm(): void;
  /** More that goes wrong on the wire, in each life. */
  trouble?(nth: number): void;
  readonly violations: readonly string[];
  close(): Promise<void>;
}

interface Kills {
  readonly seed: number;
  readonly kills: number;
  /** On PostgreSQL, where each start waits for the dead program's seat to run out (12 s). */
  readonly onServer: number;
}

/** A life in which nothing is posted for so long is ended all the same, ms: looks for what got lost take 15 s. */
const idleMs = 30_000;

/** Where a kill meets a post: held before it is applied and applied after, or never; after it was; some ms after it came in. */
const ways = ['before', 'lost', 'after', 'moment'] as const;

/** Kill the program at the nth post from now, or when none comes. True, once it is gone, when it was at that post. */
function killed(town: Town, rungs: Program, way: (typeof ways)[number], nth: number, ms: number) {
  return new Promise<boolean>((resolve) => {
    let posts = 0;
    let done: (after: 'cut' | undefined) => void = () => undefined;
    const held = new Promise<'cut' | undefined>((over) => {
      done = over;
    });
    const kill = (amid: boolean) => {
      clearTimeout(idle);
      posts = Number.POSITIVE_INFINITY;
      void rungs.kill().then(() => {
        town.calm();
        done(way === 'lost' ? 'cut' : undefined);
        resolve(amid);
      });
    };
    const idle = setTimeout(kill, idleMs, false);
    town.plant({
      [way === 'after' ? 'after' : 'before']: held,
      when() {
        posts += 1;
        if (posts !== nth) return false;
        if (way === 'moment') setTimeout(kill, ms, true);
        else kill(true);
        return way !== 'moment';
      },
    });
  });
}

const told = (person: Person, start: string) =>
  person.heard().filter((text) => text.startsWith(start)).length;

/** What was added twice is answered otherwise the second time. */
const added = (person: Person, name: string) =>
  told(person, `Added ${name}`) + told(person, `You have ${name} already`);

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

/** Live through it on the database at `url`, by default a new file. Throws where somebody lacks something or has it twice. */
async function killedMorning(
  town: Town,
  { seed, kills }: Omit<Kills, 'onServer'>,
  url?: string,
): Promise<void> {
  const random = dice(seed);
  const { people } = town;
  const rungs = program(mondayEarly, { ...town.env, RUNGS_KEY: TEST_KEY, ...(url && { DATABASE_URL: url }) });
  const start = async () => {
    await rungs.start();
    await town.ready();
  };
  const asked: (readonly [person: Person, name: string])[] = [];
  let amid = 0;
  try {
    await start();
    for (const person of people) await person.join();
    rungs.at('2026-11-23T08:00:05Z');
    for (let n = 0; n < kills; n += 1) {
      town.trouble?.(n);
      const way = ways[Math.floor(random() * ways.length)] ?? 'moment';
      const gone = killed(town, rungs, way, 1 + Math.floor(random() * 3), random() * 200);
      const person = people[n % people.length]!;
      const name = `Zelda${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + Math.floor(n / 26))}`;
      asked.push([person, name]);
      void person.types(`add ${name}`);
      if (await gone) amid += 1;
      await start();
    }
    const state = () => ({
      cards: people.map((person) => told(person, 'Good morning')),
      asks: asked.map(([person, name]) => added(person, name)),
      violations: town.violations,
    });
    const whole = { cards: people.map(() => 1), asks: asked.map(() => 1), violations: [] };
    const patient = { timeout: 300_000, interval: 500 };
    await expect.poll(state, { ...patient, message: `seed ${seed}` }).toEqual(whole);
    // What was under way is looked for a while after the start: a card that comes twice would come then.
    await expect.poll(() => left(rungs.env.DATABASE_URL ?? ''), patient).toBe(0);
    expect(state(), `seed ${seed}`).toEqual(whole);
    // Kills that meet nothing show nothing.
    expect(amid).toBeGreaterThan(kills / 2);
  } finally {
    await rungs.kill();
    await town.close();
  }
}

/** Such mornings, from their seeds, on both databases. `long`: they may take an hour. */
export function killedMornings(
  platform: string,
  town: (people: number) => Promise<Town>,
  mornings: readonly (Kills & { readonly people: number })[],
  long: boolean,
): void {
  describe(`killed amid a morning on ${platform}, nobody lacks a card or an answer and nobody has two`, () => {
    const fresh = servers();
    it.each(mornings)(
      'from seed $seed: $people people, $kills kills, on PostgreSQL $onServer',
      async ({ people, seed, kills, onServer }) => {
        // Both databases at once: each of them mostly waits.
        const both = [
          killedMorning(await town(people), { seed, kills }),
          killedMorning(await town(people), { seed, kills: onServer }, await fresh()),
        ];
        await expect(Promise.all(both)).resolves.toHaveLength(2);
      },
      long ? 3_600_000 : 900_000,
    );
  });
}
