import { describe, expect, it } from 'vitest';
import { cell, contactsCsv } from '../../src/account/csv.ts';
import { person } from '../support/aPerson.ts';

describe('contacts.csv', () => {
  it('has a BOM, CRLF at every line and the columns of an address book', () => {
    const csv = contactsCsv([person({ organization: 'Acme', known: 'old', email: 'm@example.org' })]);
    expect(csv).toBe(
      '\uFEFFFirst Name,Last Name,Nickname,File As,Organization Name,Notes,Labels,E-mail 1 - Value,Website 1 - Value\r\n' +
        'Maria,Quispe,,Maria Quispe,Acme,,old,m@example.org,\r\n',
    );
  });

  it('keeps a name of one word and one of four whole', () => {
    const lines = contactsCsv([person({ name: 'Cher' }), person({ name: 'Ana de la Cruz' })]).split('\r\n');
    expect(lines[1]).toMatch(/^Cher,,,Cher,/);
    expect(lines[2]).toMatch(/^Ana de la,Cruz,,Ana de la Cruz,/);
  });

  it.each([
    '=1+1',
    '+34 600',
    '-2',
    '@sum',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '\t=1',
    '\rx',
    '\nx',
    '\u00a0=1',
  ])('lets no spreadsheet take %j for a formula', (typed) => {
    expect(cell(typed).replace(/^"/, '')).toMatch(/^'/);
  });

  it('guards the second half of a split name too', () => {
    expect(contactsCsv([person({ name: 'Eve =HYPERLINK("http://x")' })])).toContain(
      `"'=HYPERLINK(""http://x"")"`,
    );
  });

  it('quotes what would break a line or a cell, and leaves the rest alone', () => {
    expect(cell('a,b')).toBe('"a,b"');
    expect(cell('say "hi"')).toBe('"say ""hi"""');
    expect(cell('two\nlines')).toBe('"two\nlines"');
    expect(cell('a=b')).toBe('a=b');
    expect(cell('')).toBe('');
  });
});
