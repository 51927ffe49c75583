// A copy put back, by the real works over a house that lived on meanwhile: nothing goes out twice, what was erased stays
// erased, and what stood there before is kept.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { Env } from '../../src/config.ts';
import { backup } from '../../src/operate/backup.ts';
import { dailyCopies } from '../../src/operate/daily.ts';
import { restore as putBack } from '../../src/operate/restore.ts';
import type { Given } from '../../src/operate/work.ts';
import { backUp, copyFile } from '../../src/store/backup.ts';
import { copiesIn } from '../../src/store/copies.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { signUp } from '../conversations/signUp.ts';
import { type Hand, type HouseDoor, houseDoor } from '../support/houseDoor.ts';
import { folders, quiet, settingsFor, TEST_KEY } from '../support/stores.ts';

const early = '2026-11-23T06:30:00Z';
const monday = '2026-11-23T08:00:05Z';
const tuesday = '2026-11-24T08:00:05Z';
const wednesday = '2026-11-25T08:00:05Z';

describe('A copy put back', () => {
  const folder = folders();
  const open: Store[] = [];
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
  });

  const ground = () => {
    const at = folder();
    mkdirSync(join(at, 'data'));
    const path = join(at, 'data', 'rungs.db');
    const backups = join(at, 'data', 'backups');
    return { at, path, backups };
  };
  type Ground = ReturnType<typeof ground>;

  async function house({ path, backups }: Ground, hand: Hand) {
    const store = await openStore(settingsFor(`file:${path}`, { now: () => hand.now }));
    open.push(store);
    const daily = dailyCopies(store, { path, backups }, () => hand.now, quiet);
    const close = async () => {
      await daily.stop();
      await store.close();
      open.splice(open.indexOf(store), 1);
    };
    return { member: houseDoor(store, hand), store, close };
  }

  /** The same with a member who has signed up. */
  async function joined(place: Ground, hand: Hand) {
    const made = await house(place, hand);
    await made.member.says('hello');
    await signUp(made.member);
    return made;
  }

  const work = async (run: (given: Given) => Promise<void>, at: string, env: Env, words: string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const log = { ...quiet, warn: (line: string) => void err.push(line), note: () => undefined };
    const given = { env, words, folder: at, hostZones: undefined, logAt: () => log };
    const fault = await run({ ...given, say: (line) => out.push(line) }).then(
      () => null,
      (error: Error) => error.message,
    );
    return { out: out.join('\n'), err: err.join('\n'), fault };
  };
  const restore = ({ at, path }: Ground, when: string, ...words: string[]) => {
    writeFileSync(join(at, 'clock'), when);
    const env = { DATABASE_URL: `file:${path}`, RUNGS_KEY: TEST_KEY, RUNGS_CLOCK: join(at, 'clock') };
    return work(putBack, at, env, words);
  };

  const mornings = async (member: HouseDoor) =>
    (await member.heard()).filter((text) => /^Good morning/.test(text)).length;

  it('sends nothing again: the day counts as carded, and the next card is the next day’s', async () => {
    const place = ground();
    const hand = { now: Date.parse(early) };
    const before = await joined(place, hand);
    // Due this morning, and after the copy it goes out.
    await backUp(place.path, place.backups, hand.now).done;
    await before.member.at(monday);
    expect(await mornings(before.member)).toBe(1);
    await before.close();

    const ended = await restore(place, '2026-11-23T08:30:00Z');
    expect(ended).toMatchObject({ fault: null, err: '' });
    expect(ended.out).toContain('1 member');

    hand.now = Date.parse('2026-11-23T08:31:00Z');
    const after = await house(place, hand);
    await after.member.at('2026-11-23T09:00:00Z');
    expect(await mornings(after.member)).toBe(0);
    await after.member.says('settings');
    expect(await after.member.hears(/Last card/)).toMatch(/put back from a copy/);
    await after.member.at(tuesday);
    expect(await mornings(after.member)).toBe(1);
    await after.member.at('2026-11-24T08:30:00Z');
    expect(await mornings(after.member)).toBe(1);
  });

  it('sends no letter that was on its way when it was made, and no prompt whose time is past', async () => {
    const place = ground();
    const hand = { now: Date.parse(early) };
    const before = await joined(place, hand);
    await before.member.at(monday);
    await before.member.says('meeting coffee with Olaf today 10:00');
    await before.member.hears(/how it went/);
    const sent = await before.store.db.selectFrom('outbox').selectAll().executeTakeFirstOrThrow();
    for (const state of ['pending', 'claimed', 'sending', 'unknown'] as const)
      await before.store.db
        .insertInto('outbox')
        .values({
          ...sent,
          id: state,
          dedupe_key: state,
          wire_key: state,
          state,
          expires_at: Date.parse(tuesday) + 86_400_000,
          lease_until: hand.now,
          sending_at: hand.now,
          sent_at: null,
          provider_id: null,
        })
        .execute();
    await backUp(place.path, place.backups, hand.now).done;
    await before.close();

    expect(await restore(place, '2026-11-23T15:00:00Z')).toMatchObject({ fault: null });
    hand.now = Date.parse('2026-11-23T15:01:00Z');
    const after = await house(place, hand);
    const said = (await after.member.heard()).length;
    await after.member.at('2026-11-23T15:01:00Z');
    expect((await after.member.heard()).length).toBe(said);
    const states = await after.store.db.selectFrom('outbox').select(['id', 'state']).execute();
    expect(Object.fromEntries(states.map((row) => [row.id, row.state]))).toEqual({
      [sent.id]: 'sent',
      pending: 'expired',
      claimed: 'expired',
      sending: 'unknown_final',
      unknown: 'unknown_final',
    });
    // What was to be asked is not lost: it rides in the next card.
    await after.member.at(tuesday);
    expect(await after.member.hears(/^Good morning/)).toMatch(/Olaf/);
    await after.member.says('followups');
    expect(await after.member.buttons()).toContain('It happened');
  });

  it('erases again who was forgotten since it was made', async () => {
    const place = ground();
    const hand = { now: Date.parse(early) };
    const before = await joined(place, hand);
    await backUp(place.path, place.backups, hand.now).done;
    await before.member.says('forget Olaf');
    await before.member.presses('Forget');
    await before.close();

    const list = readFileSync(join(place.backups, 'erased.txt'), 'utf8');
    expect(list).toMatch(/^2026-11-23T06:30:\S+Z [\w-]{43}\n$/);

    const ended = await restore(place, monday);
    expect(ended.out).toContain('1 entry');
    const after = await house(place, { now: Date.parse(monday) });
    const names = (await after.member.exported()).contacts as { name: string }[];
    expect(names.map(({ name }) => name).sort()).toEqual(['Frida', 'Stefan']);
  });

  it('erases again a member who left, also when the program died before it was listed', async () => {
    const place = ground();
    const hand = { now: Date.parse(early) };
    const before = await joined(place, hand);
    await backUp(place.path, place.backups, hand.now).done;
    const { id } = await before.store.db.selectFrom('members').select('id').executeTakeFirstOrThrow();
    await before.member.says('forget me');
    await before.member.presses('Forget');
    // Without its last words to the list, as after kill -9.
    await before.store.close();
    open.length = 0;
    expect(existsSync(join(place.backups, 'erased.txt'))).toBe(false);

    expect(await restore(place, monday)).toMatchObject({ fault: null });
    expect(readFileSync(place.path).includes(id)).toBe(false);
    const after = await house(place, { now: Date.parse(monday) });
    expect(await after.store.db.selectFrom('contacts').select('id').execute()).toEqual([]);
  });

  it('is the newest good one, or the one that is named; what it replaced can be put back as well', async () => {
    const place = ground();
    const hand = { now: Date.parse(early) };
    const before = await joined(place, hand);
    const first = backUp(place.path, place.backups, hand.now);
    await first.done;
    await before.member.says('add Ulla');
    hand.now = Date.parse(monday);
    const second = backUp(place.path, place.backups, hand.now);
    await second.done;
    await before.member.says('add Vera');
    await before.close();
    const names = async () => {
      const there = await house(place, { now: Date.parse(tuesday) });
      const all = (await there.member.exported()).contacts as { name: string }[];
      await there.close();
      return all.map(({ name }) => name).filter((name) => /Ulla|Vera/.test(name));
    };
    expect(await names()).toEqual(['Ulla', 'Vera']);

    expect((await restore(place, tuesday)).out).toContain(second.path);
    expect(await names()).toEqual(['Ulla']);
    const [replaced] = copiesIn(place.backups).filter((copy) => copy.kind === 'replaced');
    expect((await restore(place, wednesday, replaced!.path)).fault).toBeNull();
    expect(await names()).toEqual(['Ulla', 'Vera']);

    const bytes = readFileSync(second.path);
    writeFileSync(second.path, bytes.subarray(0, bytes.length - 30_000));
    const passed = await restore(place, '2026-11-25T09:00:00Z');
    expect(passed.err).toContain(`Passed over ${second.path}`);
    expect(passed.out).toContain(first.path);
    expect(await names()).toEqual([]);
  });

  it('takes the place of a damaged file, with its log, and leaves no log of the old one', async () => {
    const place = ground();
    const hand = { now: Date.parse(early) };
    const before = await joined(place, hand);
    await backUp(place.path, place.backups, hand.now).done;
    await before.close();
    writeFileSync(place.path, Buffer.alloc(50_000, 7));
    writeFileSync(`${place.path}-wal`, 'the log of the old one');
    expect(await restore(place, monday)).toMatchObject({ fault: null });
    const kept = readdirSync(place.backups).filter((name) => name.startsWith('replaced'));
    expect(kept).toEqual([expect.stringMatching(/Z\.db$/), `${kept[0]}-wal`]);
    expect(readFileSync(join(place.backups, kept[1]!), 'utf8')).toBe('the log of the old one');
    expect(readdirSync(join(place.at, 'data')).sort()).toEqual(['backups', 'rungs.db', 'rungs.db.lock']);
    const file = new Sqlite(place.path, { readonly: true });
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    file.close();
  });

  it('is refused in one line, with nothing changed: while Rungs runs, without a good copy, of a newer Rungs, of PostgreSQL', async () => {
    const place = ground();
    const hand = { now: Date.parse(early) };
    const running = await house(place, hand);
    await running.member.says('hello');
    await backUp(place.path, place.backups, hand.now).done;
    const refused = async (line: RegExp, ...words: string[]) => {
      const bytes = readFileSync(place.path);
      const { out, fault } = await restore(place, monday, ...words);
      expect(out).toBe('');
      expect(fault).toMatch(line);
      expect(fault).not.toContain('\n');
      expect(readFileSync(place.path).equals(bytes)).toBe(true);
      expect(readdirSync(join(place.at, 'data')).some((name) => name.startsWith('restoring'))).toBe(false);
    };
    await refused(/^Another Rungs is running on this database; /);
    await running.close();

    await refused(/^There is no file .*nowhere\.db; nothing was changed\.$/, 'nowhere.db');
    await refused(/^That is the database itself/, place.path);
    const newer = join(place.at, 'newer.db');
    await copyFile(place.path, newer).done;
    const file = new Sqlite(newer);
    file.prepare("insert into migrations (name, at) values ('9001_more', 0)").run();
    file.close();
    await refused(/was made by a newer Rungs/, newer);
    writeFileSync(join(place.at, 'other.txt'), 'a shopping list, long enough to be looked at');
    await refused(/is not a database/, join(place.at, 'other.txt'));
    for (const { path } of copiesIn(place.backups)) rmSync(path);
    await refused(/^There is no good copy in .*backups; nothing was changed\.$/);

    const env = { DATABASE_URL: 'postgres://user:hidden@127.0.0.1:1/x' };
    expect((await work(putBack, place.at, env, [])).fault).toMatch(/^(?!.*hidden).*pg_restore/);
    expect((await work(backup, place.at, env, [])).fault).toMatch(/^(?!.*hidden).*pg_dump/);
  });
});
