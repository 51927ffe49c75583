// The ladder as a picture: everything is in it, nothing covers anything, and no text can break it.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawLadder } from '../../src/pictures/ladder.ts';
import { packLadder, unpackLadder } from '../../src/pictures/pack.ts';
import { gather, LINE, scaleOf, zoneOf } from '../../src/pictures/place.ts';
import type { LadderPicture } from '../../src/reply/reply.ts';
import { sampleLadder } from '../support/sampleApp.ts';

const rating = fc.integer({ min: 0, max: 100 });
const ladders: fc.Arbitrary<LadderPicture> = fc.record({
  name: fc.constant('ladder' as const),
  edge: rating,
  activities: fc.array(fc.record({ label: fc.string({ maxLength: 40, unit: 'grapheme' }), rating }), {
    maxLength: 25,
  }),
  people: fc.array(rating, { maxLength: 80 }),
});

test('both themes and widths name every way, the edge and the first people', () => {
  for (const theme of ['light', 'dark'] as const)
    for (const width of [320, 560]) {
      const svg = drawLadder(sampleLadder, { theme, width });
      for (const { label } of sampleLadder.activities) expect(svg).toContain(`>${label}<`);
      for (const number of ['#1', '#2', '#9']) expect(svg).toContain(`>${number}<`);
      expect(svg).toContain('your edge 3.5');
      expect(svg).not.toMatch(/style=|<script|NaN|undefined/);
    }
});

test('rungs stand in the order of their ratings, a line apart, and the edge parts the comfortable from the rest', () => {
  fc.assert(
    fc.property(
      fc.array(rating, { maxLength: 30 }),
      fc.array(rating, { maxLength: 30 }),
      rating,
      (ways, people, edge) => {
        const { rows, edge: line, bandTop, height } = scaleOf(ways, people, edge);
        const all = [...rows];
        all.forEach(([value, y], i) => {
          const next = all[i + 1];
          if (next) {
            expect(next[0]).toBeLessThan(value);
            expect(next[1] - y).toBeGreaterThanOrEqual(
              LINE * Math.max(1, ways.filter((one) => one === value).length),
            );
          }
          const zone = zoneOf(value, edge);
          if (zone === 'below') expect(y).toBeGreaterThan(line);
          else expect(y).toBeLessThan(line);
          if (zone === 'near') expect(y).toBeGreaterThan(bandTop);
          if (zone === 'above') expect(y).toBeLessThan(bandTop);
          expect(y).toBeLessThan(height);
        });
        expect(bandTop).toBeLessThan(line);
      },
    ),
  );
});

test('gathering many people into fewer rungs moves nobody over the edge or out of the band', () => {
  fc.assert(
    fc.property(fc.array(rating, { minLength: 13, maxLength: 200 }), rating, (people, edge) => {
      const gathered = gather(people, edge);
      people.forEach((one, i) => {
        expect(zoneOf(gathered[i] ?? -1, edge)).toBe(zoneOf(one, edge));
        expect(Math.abs((gathered[i] ?? -1) - one)).toBeLessThanOrEqual(5);
      });
    }),
  );
});

test('any ladder survives its address, and any labels make well-formed XML', () => {
  fc.assert(
    fc.property(ladders, (ladder) => {
      expect(unpackLadder(packLadder(ladder))).toEqual(ladder);
      const svg = drawLadder(ladder, { theme: 'light', width: 320 });
      expect(svg.match(/<text/g)?.length ?? 0).toBe(svg.match(/<\/text>/g)?.length ?? 0);
      expect(svg.replace(/<\/?(?:svg|text|rect|path)(?: [\w-]+="[^"<>]*"|[ /])*>/g, '')).not.toContain('<');
    }),
    { numRuns: 60 },
  );
});

test('a ladder with nothing on it is drawn too', () => {
  const bare: LadderPicture = { name: 'ladder', edge: 10, activities: [], people: [] };
  for (const width of [320, 560])
    expect(drawLadder(bare, { theme: 'light', width })).toContain('your edge 1<');
});
