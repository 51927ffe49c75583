import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { dailyCopies } from '../../src/operate/daily.ts';
import { backUp } from '../../src/store/backup.ts';
import { ageOut, copiesIn, newestCopy, stampOf } from '../../src/store/copies.ts';
import { openStore } from '../../src/store/open.ts';
import { bulkInsert } from '../../src/store/own.ts';
import { aMember, folders, NOW, quiet, settingsFor } from '../support/stores.ts';

const DAY = 86_400_000;
const row = {
  name_sealed: 'x'.repeat(400),
  name_hash: 'h',
  paused: 0 as const,
  created_at: NOW,
  created_on: '2026-11-23',
};

describe('A copy of a file in use', () => {
  const folder = folders();

  it('is whole, of one moment, for nobody else to read, and holds up nobody', async () => {
    const path = join(folder(), 'rungs.db');
    const backups = join(dirname(path), 'backups');
    const store = await openStore(settingsFor(`file:${path}`));
    await store.work(async (unit) => {
      const own = await aMember(unit, store);
      await bulkInsert(
        own,
        'contacts',
        Array.from({ length: 20_000 }, () => row),
      );
    });
    const copy = backUp(path, backups, NOW);
    // A contact and a change of the goal always go together: a copy of two moments would show one without the other.
    let written = 0;
    let over = false;
    copy.done.then(
      () => {
        over = true;
      },
      () => undefined,
    );
    while (!over) {
      await store.work(async (unit) => {
        written += 1;
        await unit.db
          .insertInto('meta')
          .values({ name: `n${written}`, value: '' })
          .execute();
        await unit.db.updateTable('members').set({ goal: written }).execute();
      });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const rows = await copy.done;
    expect(written).toBeGreaterThan(5);
    expect(rows.contacts).toBe(20_000);
    expect(statSync(copy.path).mode & 0o777).toBe(0o600);
    expect(readdirSync(backups)).toEqual([`rungs-${stampOf(NOW)}.db`]);
    const file = new Sqlite(copy.path, { readonly: true });
    const goal = file.prepare('select goal from members').pluck().get();
    const noted = file.prepare("select count(*) from meta where name like 'n%'").pluck().get();
    expect(noted === goal || (noted === 0 && goal === 2)).toBe(true);
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    file.close();
    await store.close();
  });

  it('given up half way leaves nothing', async () => {
    const path = join(folder(), 'rungs.db');
    const backups = join(dirname(path), 'backups');
    const store = await openStore(settingsFor(`file:${path}`));
    const copy = backUp(path, backups, NOW);
    const told = expect(copy.done).rejects.toThrow('The copy was given up; nothing of it was kept.');
    await copy.stop();
    await told;
    expect(readdirSync(backups)).toEqual([]);
    await store.close();
  });

  it('is not made of a damaged file', async () => {
    const path = join(folder(), 'rungs.db');
    const backups = join(dirname(path), 'backups');
    const store = await openStore(settingsFor(`file:${path}`));
    await store.work(async (unit) => {
      const own = await aMember(unit, store);
      await bulkInsert(
        own,
        'contacts',
        Array.from({ length: 2_000 }, () => row),
      );
    });
    await store.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 20_000);
    writeFileSync(path, bytes);
    await expect(backUp(path, backups, NOW).done).rejects.toMatchObject({ name: 'StartFault' });
    expect(readdirSync(backups)).toEqual([]);
  });
});

describe('Copies', () => {
  const folder = folders();
  const plant = (place: string, name: string) => writeFileSync(join(place, name), 'a copy');

  it('go after 30 days with what lies beside them, the newest to go back to never', () => {
    const place = folder();
    const old = stampOf(NOW - 31 * DAY);
    for (const kind of ['rungs', 'pre-0001-0002', 'replaced']) plant(place, `${kind}-${old}.db`);
    plant(place, `replaced-${old}.db-wal`);
    plant(place, `rungs-${stampOf(NOW - 40 * DAY)}.db`);
    plant(place, 'mine.db');
    plant(place, 'erased.txt');
    expect(ageOut(place, NOW)).toBe(3);
    const kept = readdirSync(place).filter((name) => name.includes(old));
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatch(/^(?:rungs|pre)-/);
    expect(existsSync(join(place, 'mine.db'))).toBe(true);
    expect(existsSync(join(place, 'erased.txt'))).toBe(true);
    plant(place, `rungs-${stampOf(NOW)}.db`);
    expect(ageOut(place, NOW)).toBe(1);
    expect(newestCopy(place)).toBe(join(place, `rungs-${stampOf(NOW)}.db`));
  });

  it('just under 30 days old stay, however many', () => {
    const place = folder();
    for (let n = 0; n < 30; n += 1) plant(place, `rungs-${stampOf(NOW - n * DAY)}.db`);
    expect(ageOut(place, NOW)).toBe(0);
    expect(copiesIn(place)).toHaveLength(30);
  });

  it('dated in the future by a clock that was wrong go by the day of the file', () => {
    const place = folder();
    const name = join(place, `rungs-${stampOf(NOW + 3_000 * DAY)}.db`);
    writeFileSync(name, 'a copy');
    utimesSync(name, new Date(NOW), new Date(NOW - 31 * DAY));
    const also = join(place, `rungs-${stampOf(NOW + 4_000 * DAY)}.db`);
    copyFileSync(name, also);
    expect(ageOut(place, NOW)).toBe(1);
  });
});

describe('Daily copies', () => {
  const folder = folders();

  it('begin with the first member, come once in 24 hours, and let go of old ones', async () => {
    const path = join(folder(), 'rungs.db');
    const place = { path, backups: join(dirname(path), 'backups') };
    let now = NOW;
    const store = await openStore(settingsFor(`file:${path}`, { now: () => now }));
    const lines: string[] = [];
    const daily = dailyCopies(store, place, () => now, { ...quiet, info: (line) => lines.push(line) });
    const kept = () => copiesIn(place.backups).map((copy) => (copy.at - NOW) / DAY);
    const look = async (copies: number) => {
      const said = lines.length;
      await daily.look();
      if (copies > said) await expect.poll(() => lines.length).toBe(copies);
    };
    await look(0);
    expect(kept()).toEqual([]);
    await store.work((unit) => aMember(unit, store));
    await look(1);
    await look(1);
    expect(kept()).toEqual([0]);
    now = NOW + DAY - 1;
    await look(1);
    expect(kept()).toEqual([0]);
    now = NOW + DAY;
    await look(2);
    expect(kept()).toEqual([1, 0]);
    now = NOW + 31 * DAY;
    await look(3);
    await expect.poll(kept).toEqual([31, 1]);
    expect(lines[0]).toContain(`Kept today's copy of the database in ${place.backups}`);
    await daily.stop();
    await store.close();
  });

  it('that come to nothing are said once an hour, and hold up nothing', async () => {
    const path = join(folder(), 'rungs.db');
    const place = { path, backups: join(dirname(path), 'backups') };
    let now = NOW;
    const store = await openStore(settingsFor(`file:${path}`, { now: () => now }));
    await store.work((unit) => aMember(unit, store));
    writeFileSync(place.backups, 'in the way');
    const lines: string[] = [];
    const daily = dailyCopies(store, place, () => now, { ...quiet, warn: (line) => lines.push(line) });
    await daily.look();
    await expect.poll(() => lines).toHaveLength(1);
    for (let n = 0; n < 2; n += 1) await daily.look();
    expect(lines).toEqual([
      `Today's copy came to nothing, another try in an hour: ${place.backups} is not a folder.`,
    ]);
    now += 3_600_000;
    await daily.look();
    await expect.poll(() => lines).toHaveLength(2);
    rmSync(place.backups);
    now += 3_600_000;
    await daily.look();
    await expect.poll(() => copiesIn(place.backups)).toHaveLength(1);
    expect(lines).toHaveLength(2);
    await daily.stop();
    await store.close();
  });
});
