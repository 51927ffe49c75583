// Lines of vCard and iCalendar, and both files as another program (ical.js) reads them.

import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendar } from '../../src/account/calendar.ts';
import { textLine } from '../../src/account/contentLines.ts';
import { contactsVcf } from '../../src/account/vcard.ts';
import { person } from '../support/aPerson.ts';
import { hostile } from '../support/hostile.ts';

const noon = Date.parse('2026-11-23T12:00:00Z');

/** What the other reader makes of a file of cards: by card, the values of each name. */
function read(file: string): readonly ReadonlyMap<string, unknown>[] {
  return ([ICAL.parse(file)].flat(1) as unknown[])
    .flatMap((one) => (Array.isArray(one) && typeof one[0] === 'string' ? [one] : (one as unknown[])))
    .map((card) => new ICAL.Component(card as never))
    .map((card) => new Map(card.getAllProperties().map((one) => [one.name, plain(one.getFirstValue())])));
}

/** RFC 2426 has `;` escaped in any text; this reader takes that back only where a value has parts. */
const plain = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\\;', ';') : value);

/** As the file can hold it: line ends as one, signs that no line may have left out. */
const kept = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what is left out.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');

describe('a content line', () => {
  it('is folded at 75 octets, never within a letter, and comes back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const made = textLine('NOTE', text);
        for (const row of made.split('\r\n')) {
          expect(Buffer.byteLength(row)).toBeLessThanOrEqual(75);
          expect(row).not.toContain('\ufffd'.repeat(text.includes('\ufffd') ? 99 : 1));
        }
        expect(made.endsWith('\r\n')).toBe(true);
      }),
    );
  });
});

describe('contacts.vcf', () => {
  it('is what another program reads as the same people', () => {
    const file = contactsVcf(
      [
        person({
          name: 'Ana de la Cruz',
          organization: 'Acme; Söhne, Ltd',
          email: 'ana@example.org',
          url: 'https://example.org/ana?a=1,2',
          notes: 'first line\nsecond; with, signs \\ and more',
          known: 'old',
        }),
        person({ id: 'c2', name: 'Cher' }),
      ],
      noon,
    );
    const [ana, cher] = read(file);
    expect(Object.fromEntries(ana ?? [])).toMatchObject({
      version: '3.0',
      uid: 'c1@rungs',
      fn: 'Ana de la Cruz',
      n: ['Cruz', 'Ana de la', '', '', ''],
      email: 'ana@example.org',
      url: 'https://example.org/ana?a=1,2',
      note: 'first line\nsecond; with, signs \\ and more',
    });
    expect(cher?.get('fn')).toBe('Cher');
  });

  it.each(hostile.map((text, i) => [i, text] as const))('keeps hostile name %i as text', (_i, name) => {
    const cards = read(contactsVcf([person({ name }), person({ id: 'c2', name: 'After' })], noon));
    expect(cards).toHaveLength(2);
    expect(cards[0]?.get('fn')).toBe(kept(name));
    expect(cards[1]?.get('fn')).toBe('After');
  });
});

/** As given out for the first time. */
const first = { sequence: 0, modifiedAt: noon, cancelled: false };

describe('rungs.ics', () => {
  const file = calendar([
    {
      id: 'm1',
      summary: 'Coffee with Maria, and; more\nlines',
      when: { start: noon, end: noon + 3_600_000 },
      alarm: 30,
      ...first,
    },
    {
      id: 'f1',
      summary: 'Thank Ben',
      when: { day: '2026-12-31' },
      free: true,
      ...first,
      sequence: 2,
      cancelled: true,
    },
  ]);
  const events = new ICAL.Component(ICAL.parse(file) as never)
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event));

  it('has instants in UTC, and days as days up to the next', () => {
    const [coffee, thanks] = events;
    expect(coffee?.uid).toBe('m1@rungs');
    expect(coffee?.summary).toBe('Coffee with Maria, and; more\nlines');
    expect(coffee?.startDate.toJSDate().getTime()).toBe(noon);
    expect(coffee?.endDate.toJSDate().getTime()).toBe(noon + 3_600_000);
    expect(coffee?.startDate.zone.tzid).toBe('UTC');
    expect(thanks?.startDate.isDate).toBe(true);
    expect([thanks?.startDate.toString(), thanks?.endDate.toString()]).toEqual(['2026-12-31', '2027-01-01']);
  });

  it('says which change of it this is, of when, and what was taken off', () => {
    const said = (name: string) => events.map((one) => String(one.component.getFirstPropertyValue(name)));
    expect(said('sequence')).toEqual(['0', '2']);
    expect(said('status')).toEqual(['CONFIRMED', 'CANCELLED']);
    expect(said('last-modified')).toEqual(['2026-11-23T12:00:00Z', '2026-11-23T12:00:00Z']);
  });

  it('reminds before a meeting, and takes up no time for what is owed', () => {
    expect(
      events[0]?.component.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')?.toString(),
    ).toBe('-PT30M');
    expect(events.map((one) => one.component.getFirstPropertyValue('transp'))).toEqual([
      'OPAQUE',
      'TRANSPARENT',
    ]);
  });
});
