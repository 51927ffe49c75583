import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StartFault } from '../../src/store/faults.ts';
import { findKey } from '../../src/store/keys.ts';
import { openStore } from '../../src/store/open.ts';
import { aMember, eachStore, folders, quiet, settingsFor, TEST_KEY } from '../support/stores.ts';

const another = randomBytes(32).toString('base64');

describe("The operator's key", () => {
  const folder = folders();

  it('is RUNGS_KEY, then RUNGS_KEY_FILE, then the file beside package.json', () => {
    const file = join(folder(), 'a.key');
    const defaultFile = join(folder(), 'rungs.key');
    writeFileSync(file, `${another}\n`, { mode: 0o600 });
    writeFileSync(defaultFile, TEST_KEY, { mode: 0o600 });
    const key = (settings: { value?: string; file?: string }) =>
      findKey({ ...settings, defaultFile }, false, quiet).toString('base64');
    expect(key({ value: TEST_KEY, file })).toBe(TEST_KEY);
    expect(key({ file })).toBe(another);
    expect(key({ value: '', file: '' })).toBe(TEST_KEY);
  });

  it('is made, for nobody else to read, only where that can lock nobody out', () => {
    const defaultFile = join(folder(), 'rungs.key');
    expect(() => findKey({ defaultFile }, false, quiet)).toThrow(
      `put it back at ${defaultFile}, or set RUNGS_KEY`,
    );
    expect(existsSync(defaultFile)).toBe(false);
    const made = findKey({ defaultFile }, true, quiet);
    expect(made).toHaveLength(32);
    expect(statSync(defaultFile).mode & 0o777).toBe(0o600);
    expect(findKey({ defaultFile }, false, quiet).equals(made)).toBe(true);
  });

  it('of another length, or unreadable, is named without being shown', () => {
    const defaultFile = join(folder(), 'rungs.key');
    for (const value of [
      'short',
      another.slice(4),
      `${another}AAAA`,
      'ö'.repeat(43),
      `${another.slice(0, 20)} x ${another.slice(20)}`,
    ]) {
      const attempt = () => findKey({ value, defaultFile }, true, quiet);
      expect(attempt).toThrow(StartFault);
      expect(attempt).toThrow(/^RUNGS_KEY must hold 32 bytes in base64/);
      expect(attempt).not.toThrow(value.slice(0, 8));
    }
    mkdirSync(defaultFile);
    expect(() => findKey({ defaultFile }, true, quiet)).toThrow(`The key file ${defaultFile} cannot be read`);
    expect(() => findKey({ defaultFile: join(folder(), 'no', 'folder') }, true, quiet)).toThrow(
      'cannot be made',
    );
  });

  it('in a file that others can read is warned of', () => {
    const defaultFile = join(folder(), 'rungs.key');
    writeFileSync(defaultFile, TEST_KEY);
    chmodSync(defaultFile, 0o644);
    const warned: string[] = [];
    findKey({ defaultFile }, false, { ...quiet, warn: (line) => void warned.push(line) });
    expect(warned).toHaveLength(1);
    expect(warned[0]).not.toContain(readFileSync(defaultFile, 'utf8'));
  });
});

describe('A database that somebody has joined', () => {
  eachStore((open, fresh, dialect) => {
    const folder = folders();

    it('is refused with another key, or with none, and opens again with its own', async () => {
      const url = await fresh();
      const first = await openStore(settingsFor(url));
      await first.work((unit) => aMember(unit, first));
      await first.close();
      const defaultFile = join(folder(), 'rungs.key');
      await expect(open({ url, key: { value: another, defaultFile } })).rejects.toThrow(
        'The key is not the one that this database was sealed with',
      );
      await expect(open({ url, key: { defaultFile } })).rejects.toThrow(
        'The key that opens this database is missing',
      );
      expect(existsSync(defaultFile)).toBe(false);
      const again = await open({ url });
      expect(await again.db.selectFrom('keys').selectAll().execute()).toHaveLength(1);
    });

    it('before anybody joined, takes a new key, and has none made for PostgreSQL', async () => {
      const url = await fresh();
      await (await openStore(settingsFor(url))).close();
      const defaultFile = join(folder(), 'rungs.key');
      const opening = open({ url, key: { defaultFile } });
      if (dialect === 'postgres') return expect(opening).rejects.toThrow('is missing');
      const store = await opening;
      const keys = await store.db.selectFrom('keys').select('id').execute();
      expect(keys).toEqual([{ id: store.vault.kid }]);
    });
  });
});
