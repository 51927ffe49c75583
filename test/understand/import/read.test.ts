// Every kind of file that people have, made up: who is found in it, what is left out and counted, what is refused and why.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/refusal.ts';
import { type How, type Reading, readFile } from '../../../src/understand/import/read.ts';

const bytesOf = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url)));
const read = (name: string, how?: How): Promise<Reading> => readFile(bytesOf(name), false, how);

/** People and counts of a file that has people. */
async function people(name: string, how?: How) {
  const reading = await read(name, how);
  if (reading.is !== 'people') throw new Error(`${name} is ${reading.is}`);
  return { source: reading.source, people: reading.caught.people, left: reading.caught.left };
}

const none = { closed: 0, nameless: 0, long: 0, broken: 0, shortened: 0 };

describe('LinkedIn’s Connections.csv', () => {
  it.each([
    'linkedin.csv',
    'linkedin-no-blank.csv',
    'linkedin-two-blanks.csv',
    'linkedin-bom-crlf.csv',
    'linkedin-note-unquoted.csv',
    'linkedin-lone-quote.csv',
    'linkedin-bare.csv',
    'linkedin-utf16.csv',
    'linkedin.zip',
  ])('is read whole from %s', async (name) => {
    const found = await people(name);
    expect(found.source).toBe('LinkedIn');
    expect(found.left).toEqual({ ...none, closed: 1 });
    expect(found.people).toEqual([
      {
        name: 'Ilka Sommerfeld',
        organization: 'Brand & Beet, Ltd',
        email: 'ilka@example.org',
        url: 'https://www.linkedin.com/in/ilka-sommerfeld',
        notes: 'Gardener',
        connectedOn: '2024-03-21',
      },
      {
        name: 'Zoë Quandt',
        organization: 'Möwe GmbH',
        url: 'https://www.linkedin.com/in/zo%C3%AB-quandt',
        notes: 'Head of "Things"',
        connectedOn: '2023-11-02',
      },
      expect.objectContaining({ name: 'Priya Testperson', connectedOn: '2022-02-03' }),
      expect.objectContaining({ name: 'Priya Testperson', connectedOn: '2022-02-04' }),
    ]);
  });

  it('is read after Excel had it: semicolons, its code page, its dates, German heads', async () => {
    const found = await people('linkedin-excel-de.csv');
    expect(found.left.closed).toBe(1);
    expect(found.people).toEqual([
      expect.objectContaining({ name: 'Ilka Sommerfeld', notes: 'Gärtnerin', connectedOn: '2024-03-21' }),
      expect.objectContaining({ name: 'Zoë Quandt', organization: 'Möwe GmbH', connectedOn: '2023-11-02' }),
    ]);
  });

  it('is taken out of the ZIP alone: nothing else in it is read', async () => {
    expect(JSON.stringify(await read('linkedin.zip'))).not.toContain('secret');
  });
});

describe('address books', () => {
  it('of Google, old: several values in a cell, notes over lines, a company without a person', async () => {
    const found = await people('google-old.csv');
    expect(found.source).toBe('Google');
    expect(found.people).toEqual([
      { name: 'Mirela Probe', organization: 'Probe AG', email: 'mirela@example.org', notes: 'two\nlines' },
      { name: 'Nur Firma KG' },
    ]);
  });

  it('of Google, new: three names, a cell too many', async () => {
    const found = await people('google-new.csv');
    expect(found.people).toEqual([
      { name: 'Mirela Anna Probe', organization: 'Probe AG', email: 'mirela@example.org', notes: 'Chief' },
      { name: 'Bodo Muster' },
    ]);
  });

  it('of Google in UTF-16 without a mark', async () => {
    expect((await people('google-utf16.csv')).people).toEqual([
      { name: 'Łucja Próba', email: 'lucja@example.org' },
    ]);
  });

  it('of Outlook: Windows-1252, a display name that is no address, notes over lines', async () => {
    const found = await people('outlook.csv');
    expect(found.source).toBe('Outlook');
    expect(found.people).toEqual([
      { name: 'Jörg Bäcker', organization: 'Bäckerei B', email: 'joerg@example.org', notes: 'a\nb' },
    ]);
  });

  it('of Thunderbird', async () => {
    const found = await people('thunderbird.csv');
    expect(found.source).toBe('Thunderbird');
    expect(found.people).toEqual([
      { name: 'Tove Prov', organization: 'Provbolaget', email: 'tove@example.org' },
    ]);
  });
});

describe('vCards', () => {
  it('of Apple: doubled line ends, groups, folds, escapes; pictures are not looked at', async () => {
    expect((await people('apple.vcf')).people).toEqual([
      {
        name: 'Ada B Fischer-Probe',
        organization: 'Probe Werke',
        email: 'ada@example.org',
        url: 'http://www.linkedin.com/in/ada-probe',
        notes: 'one, two\nthree; a very long line that is folded here',
      },
    ]);
  });

  it('of an old phone: quoted-printable over lines, bare parameters, a charset nobody knows', async () => {
    expect((await people('old-phone.vcf')).people.map((one) => one.name)).toEqual([
      'Jürgen Pröbchen',
      'Пробный Пётр',
    ]);
  });

  it('of all versions in one file: an agent within, a name from whatever there is, the cut one counted', async () => {
    const found = await people('mixed.vcf');
    expect(found.people).toEqual([
      { name: 'Nils Prøve', email: 'nils@example.org' },
      { name: 'only@example.org', email: 'only@example.org' },
      { name: 'Nick' },
      { name: 'Firma Probe' },
      { name: '+49 2' },
    ]);
    expect(found.left).toEqual({ ...none, nameless: 1, broken: 1 });
  });

  it.each([
    ['latin1.vcf', 'René Essai'],
    ['utf16.vcf', 'Þóra Prófun'],
    ['sjis.vcf', '太郎 試験'],
  ])('in other letters: %s', async (name, person) => {
    expect((await people(name)).people.map((one) => one.name)).toEqual([person]);
  });
});

describe('any other list', () => {
  it('is asked about when its heads say nothing', async () => {
    const reading = await read('other.csv');
    expect(reading).toMatchObject({ is: 'ask', heads: ['Who it is', 'Where they are', 'How to write'] });
  });

  it('is read by the columns that the member named', async () => {
    const found = await people('other.csv', { columns: { name: 0, organization: 1, email: 2 } });
    expect(found.people).toEqual([
      { name: 'Amadou Beispiel', organization: 'Muster SA', email: 'amadou@example.org' },
      { name: 'Chiara Esempio', organization: 'Prova srl', email: 'chiara@example.org' },
    ]);
  });

  it('without heads loses nobody: its first line is a person', async () => {
    const found = await people('no-head.csv', { columns: { name: 0, email: 2 } });
    expect(found.people.map((one) => one.name)).toEqual(['Amadou Beispiel', 'Chiara Esempio']);
  });

  it('in letters that cannot be told is read by those that the member names', async () => {
    expect((await people('cyrillic-1251.csv')).people[0]?.name).not.toBe('Пример Тестов');
    expect((await people('cyrillic-1251.csv', { encoding: 'windows-1251' })).people[0]).toEqual({
      name: 'Пример Тестов',
      organization: 'Завод Проба',
    });
  });

  it('keeps formulas and mentions as text, without the mark that guarded them', async () => {
    expect((await people('formulas.csv')).people).toEqual([
      { name: '+34 Ana', organization: '=SUM(A1)' },
      { name: '<!channel> Eve', organization: '@everyone' },
    ]);
  });

  it('with a quote that never closes counts the lines that it swallowed', async () => {
    const found = await people('unclosed.csv');
    expect(found.people.map((one) => one.name)).toEqual(['Ana Probe']);
    expect(found.left.broken).toBe(2);
  });

  it('loses NULs and nothing else', async () => {
    expect((await people('nul.csv')).people).toEqual([{ name: 'Ana Probe', email: 'ana@example.org' }]);
  });
});

describe('pasted lines', () => {
  const paste = async (text: string) => {
    const reading = await readFile(new TextEncoder().encode(text), true);
    return reading.is === 'people' ? reading.caught.people : reading.is;
  };

  it('are people one a line, with where they work and their address', async () => {
    expect(await paste('- Ana Probe at Acme\nBen Probe <ben@example.org>\ncy@example.org\nDee, Eli')).toEqual(
      [
        { name: 'Ana Probe', organization: 'Acme' },
        { name: 'Ben Probe', email: 'ben@example.org' },
        { name: 'cy@example.org', email: 'cy@example.org' },
        { name: 'Dee' },
        { name: 'Eli' },
      ],
    );
  });

  it('are one person where an address stands between a name and a firm', async () => {
    expect(await paste('Anna Probe, anna@example.org, Acme, Designer\nBen, Cy, ben@example.org')).toEqual([
      { name: 'Anna Probe', organization: 'Acme', email: 'anna@example.org' },
      { name: 'Ben' },
      { name: 'Cy' },
    ]);
  });

  it('are a table when the line above them says so', async () => {
    expect(await paste('Name\tCompany\nAna Probe\tAcme')).toEqual([
      { name: 'Ana Probe', organization: 'Acme' },
    ]);
  });
});

describe('what is no list of people', () => {
  it.each([
    ['spreadsheet.csv', /spreadsheet.*Save as/],
    ['page.csv', /web page.*signed in/],
    ['bomb.zip', /more than 20 MB/],
    ['nothing.zip', /no Connections\.csv/],
    ['cut.zip', /damaged or not whole/],
    ['genetics.vcf', /genetics/],
    ['calendar.vcf', /calendar/],
    ['picture.csv', /picture/],
    ['empty.csv', /empty/],
    ['blank.csv', /nothing in that file/],
    ['jobs.csv', /jobs, not of people/],
    ['cut.json', /breaks off/],
  ])('is refused with its reason: %s', async (name, reason) => {
    const refused = await read(name).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).message).toMatch(reason);
  });
});

describe('What is of no shape that a list has', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const card = (...lines: readonly string[]) =>
    ['BEGIN:VCARD', 'VERSION:3.0', 'FN:Ana Ruiz', ...lines, 'END:VCARD', ''].join('\r\n');
  const picture = `PHOTO;ENCODING=b:${`${'A'.repeat(74)}\r\n `.repeat(75_000)}`;
  const files: readonly (readonly [what: string, text: string, pasted: boolean])[] = [
    ['a picture of 6 MB in a card', card(picture), false],
    ['a card with an address of 200,000 letters', card(`EMAIL:${'a'.repeat(200_000)}`), false],
    ['a cell of 200,000 letters for an address', `Name,Email\nAna Ruiz,${'a'.repeat(200_000)}\n`, false],
    ['commas', 'Ana Ruiz,'.repeat(25_000), true],
    ['a word of 8,000 letters', `Ana Ruiz\n${'a@'.repeat(4_000)}`, true],
    ['blanks', `Ana Ruiz a@example.org${' ,'.repeat(120_000)}x`, true],
  ];

  // Each took minutes, and one process serves everybody.
  it.each(files)('is read, or left, in a moment: %s', async (_what, text, pasted) => {
    const reading = await readFile(bytes(text), pasted);
    expect(reading.is).toBe('people');
  });
});
