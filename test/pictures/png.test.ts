// The ladder as PNG: the right size, and with its words, also on a machine that has no font of its own.

import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawPng } from '../../src/pictures/png.ts';
import { sampleLadder } from '../support/sampleApp.ts';

test('the ladder is drawn as a PNG 960 pixels wide, and its words leave ink on it', async () => {
  const png = await drawPng(sampleLadder);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(960);
  const wordless = {
    ...sampleLadder,
    activities: sampleLadder.activities.map((way) => ({ ...way, label: '' })),
  };
  expect(png.length).toBeGreaterThan((await drawPng(wordless)).length + 2000);
});

test('the fonts and their licence stand beside the drawing', () => {
  const folder = new URL('../../src/pictures/fonts/', import.meta.url);
  expect(existsSync(new URL('LICENSE', folder))).toBe(true);
  expect(readdirSync(folder).filter((name) => name.endsWith('.ttf'))).toHaveLength(2);
});
