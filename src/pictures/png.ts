// A picture as PNG, for platforms that show no SVG. The fonts come along: a server may have none.

import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';
import type { LadderPicture } from '../reply/reply.ts';
import { drawLadder } from './ladder.ts';

const fontOf = (file: string) => fileURLToPath(new URL(`./fonts/${file}`, import.meta.url));
const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map(fontOf);

/** Units of the drawing; shown at half its pixels on a sharp screen. */
const width = 480;

/** Picture → PNG, 960 pixels wide, off the main thread. */
export async function drawPng(picture: LadderPicture): Promise<Buffer> {
  const svg = drawLadder(picture, { theme: 'light', width });
  const drawn = await renderAsync(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles,
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans',
    },
    fitTo: { mode: 'width', value: 2 * width },
  });
  return drawn.asPng();
}
