// Five hundred hostile texts in every field, on every surface of Slack and Discord: within the platforms' limits, made into
// nothing, and read as they were kept; in the files of an export too. The real commands and the real drawing; the wire
// is slack/wire.test.ts and discordAttack.test.ts. RUNGS_LONG=1 walks every way and verb with each of 1,000 alone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileOut } from '../../src/reply/reply.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { readArchive } from '../../src/understand/import/archive.ts';
import { cleanText, isBlank } from '../../src/understand/text.ts';
import { faultsOf, faultsOfNames } from '../support/asRead.ts';
import { manyHostile } from '../support/hostile.ts';
import { NOW, settingsFor } from '../support/settings.ts';
import { type Toured, tour, tourHouse } from '../support/tour.ts';

const long = process.env.RUNGS_LONG === '1';
/** Texts, and those of one member. */
const [count, atOnce] = long ? [1_000, 1] : [500, 10];

let folder: string;
let store: Store;
const tours: { readonly texts: readonly string[]; readonly files: readonly FileOut[] }[] = [];
const seen = { sights: 0, kept: 0 };
const faults: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rungs-hostile-'));
  store = await openStore(settingsFor(`file:${folder}/rungs.db`));
  const house = tourHouse(store, () => NOW);
  const all = manyHostile(count);
  for (let i = 0; i < all.length; i += atOnce) {
    const texts = all.slice(i, i + atOnce);
    const toured = await tour(house, store, texts, long);
    tours.push({ texts, files: toured.files });
    seen.sights += toured.sights.length;
    faults.push(...faultsIn(texts, toured));
  }
}, 900_000);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A notification shows no name: none is made of what was typed, but for words that are anybody's. */
const tells = (notice: string, texts: readonly string[]) =>
  texts.some((text) => text.trim().length > 6 && notice.includes(text.trim()));

function faultsIn(texts: readonly string[], { sights, names }: Toured): readonly string[] {
  const at = (where: string, some: readonly string[]) =>
    some.map((what) => `${JSON.stringify(texts)} at ${where}: ${what}`);
  return [
    ...sights.flatMap(({ where, shown }) => [
      ...at(where, faultsOf(shown)),
      ...('notice' in shown && tells(shown.notice, texts) ? at(where, ['told by its notification']) : []),
    ]),
    ...at('names', faultsOfNames(names)),
  ];
}

/** As a field of one line keeps it. */
const tidy = (text: string) => cleanText(text).replace(/\s+/g, ' ').trim();
const file = (files: readonly FileOut[], name: string) => files.find((one) => one.name === name)?.body ?? '';

describe('a hostile text', () => {
  it('in every field is read on every surface as it was kept, and nothing is made of it', () => {
    expect(seen.sights).toBeGreaterThan(count * 15);
    expect(faults).toEqual([]);
  });

  it('is kept as it was typed, and an export that holds it can be brought back whole', () => {
    for (const { texts, files } of tours) {
      const archive = readArchive(file(files, 'rungs.json'));
      expect(archive.broken).toBe(0);
      for (const text of texts.filter((one) => !isBlank(tidy(one)))) {
        const person = archive.contacts.find((one) => one.notes === cleanText(text).trim());
        expect(person, JSON.stringify(text)).toBeDefined();
        // Another of the same short name is refused, with all that stood in that form.
        if (person?.name === 'Ana Quist') continue;
        seen.kept += 1;
        const { name, chosenLabel, organization, email, url } = person ?? {};
        expect([name, chosenLabel, organization, email, url]).toEqual(Array(5).fill(tidy(text)));
        expect(archive.meetings.some(({ note }) => note === cleanText(text).trim())).toBe(true);
      }
    }
    expect(seen.kept).toBeGreaterThan(count * 0.85);
  });

  it('is no formula in a table, no markup in a page, no line of its own in a card or a calendar', () => {
    const formula = /^\s*[=+\-@＝＋－＠]/;
    for (const { texts, files } of tours) {
      const { contacts } = readArchive(file(files, 'rungs.json'));
      for (const { name, body } of files.filter((one) => one.name.endsWith('.csv'))) {
        const { data } = Papa.parse<string[]>(body.slice(1));
        expect(data.flat().filter((cell) => formula.test(cell))).toEqual([]);
        if (name !== 'contacts.csv') continue;
        const filed = data.slice(1, -1).map((row) => row[3]?.replace(/^'(?=\s*[=+\-@＝＋－＠])/, ''));
        expect(filed).toEqual(contacts.map((one) => one.name));
      }
      const cards = [ICAL.parse(file(files, 'contacts.vcf'))].flat(contacts.length > 1 ? 1 : 0);
      expect(cards).toHaveLength(contacts.length);
      expect(ICAL.parse(file(files, 'rungs.ics'))[0]).toBe('vcalendar');
      const page = files.find((one) => one.name.endsWith('.html'))?.body ?? '';
      expect(page).toContain('</table>');
      for (const text of texts.filter((one) => /[<>]/.test(one.slice(1))))
        expect(page).not.toContain(cleanText(text));
    }
  });
});
