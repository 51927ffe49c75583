// The picture of the product: two ladders on one scale, ways and people, the edge across both.
// Drawn by hand as SVG, not with a chart library: rails, rungs and labels that make room for each other are no chart,
// and attributes alone (no inline style) pass the strictest policy. Numbers and built-in names only.

import type { LadderPicture } from '../reply/reply.ts';
import { escapeXml, place, stack } from './place.ts';

export interface Look {
  readonly theme: 'light' | 'dark';
  /** Units; under 480 the two ladders stand one above the other. */
  readonly width: number;
}

/** Just past the edge: where the next rung is (the method's band). */
const BAND = 15;
/** Room for one label, units. */
const LINE = 21;
const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Open Sans, sans-serif';

const looks = {
  light: {
    ground: '#fffdf9',
    text: '#3a312a',
    quiet: '#75685c',
    rail: '#d9c7b2',
    below: '#3f7d62',
    near: '#b4531f',
    above: '#8b7d70',
    band: '#fbe6d3',
    line: '#b4531f',
  },
  dark: {
    ground: '#26201c',
    text: '#f0e7dd',
    quiet: '#b3a597',
    rail: '#57483c',
    below: '#7fc3a2',
    near: '#f2a065',
    above: '#a09182',
    band: '#46301f',
    line: '#f2a065',
  },
} as const;

type Colours = (typeof looks)[keyof typeof looks];
interface Frame {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
}

const tenths = (rating: number) => String(Math.round(rating) / 10);

/** Picture → SVG text, `width` units wide and as high as it needs. */
export function drawLadder(picture: LadderPicture, { theme, width }: Look): string {
  const colours: Colours = looks[theme];
  const { activities, people } = picture;
  const side = width >= 480;
  const left = 34;
  const peopleWidth = side ? Math.round(width * 0.3) : width - left;
  const chips = stack(people, side ? 3 : 6);
  const waysHeight = Math.max(230, activities.length * LINE);
  const peopleHeight = Math.max(side ? waysHeight : 190, chips.length * (LINE + 5));
  const height = side ? Math.max(waysHeight, peopleHeight) : waysHeight;

  const ways = { x: left, width: side ? width - left - peopleWidth - 16 : width - left, top: 46, height };
  const folk = side
    ? { x: width - peopleWidth, width: peopleWidth, top: 46, height }
    : { x: left, width: peopleWidth, top: ways.top + height + 66, height: peopleHeight };
  const total = folk.top + folk.height + 34;

  const parts = [
    `<rect width="${width}" height="${total}" rx="14" fill="${colours.ground}"/>`,
    edge(picture.edge, side ? { ...ways, width: width - left } : ways, colours),
    side || people.length === 0 ? '' : edge(picture.edge, folk, colours),
    title('Ways', ways, colours),
    rails(ways, colours),
    waysOf(picture, ways, colours),
    people.length === 0 ? '' : title('People', folk, colours) + rails(folk, colours),
    chipsOf(chips, picture.edge, folk, colours),
  ];
  const bottom = people.length === 0 && !side ? ways.top + height + 30 : total;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom}" width="${width}" height="${bottom}" ` +
    `font-family="${FONT}" font-size="13">${parts.join('')}</svg>`
  );
}

/** Height of a rating in a frame: 10 at the top, 0 at the foot. */
const y = (rating: number, { top, height }: Frame) => round(top + height * (1 - rating / 100));
const round = (value: number) => Math.round(value * 10) / 10;

const colourOf = (rating: number, edge: number, colours: Colours) =>
  rating <= edge ? colours.below : rating <= edge + BAND ? colours.near : colours.above;

function edge(at: number, frame: Frame, colours: Colours): string {
  const upper = y(Math.min(100, at + BAND), frame);
  const line = y(at, frame);
  const end = frame.x + frame.width - 8;
  const scale = [0, 5, 10]
    .filter((tick) => Math.abs(tick * 10 - at) > 6)
    .map((tick) =>
      text(String(tick), 22, y(tick * 10, frame) + 4, colours.quiet, 'text-anchor="end" font-size="11"'),
    )
    .join('');
  return (
    `<rect x="${frame.x - 6}" y="${upper}" width="${end - frame.x + 6}" height="${round(line - upper)}" rx="6" fill="${colours.band}"/>` +
    `<path d="M${frame.x - 6} ${line}H${end}" stroke="${colours.line}" stroke-width="2" stroke-dasharray="1 5" stroke-linecap="round"/>` +
    text(tenths(at), 22, line + 4, colours.line, 'text-anchor="end" font-weight="700"') +
    scale
  );
}

const RAILS = 40;

function rails(frame: Frame, colours: Colours): string {
  const rail = (x: number) =>
    `<path d="M${x} ${frame.top - 10}V${frame.top + frame.height + 12}" stroke="${colours.rail}" stroke-width="5" stroke-linecap="round"/>`;
  return rail(frame.x + 4) + rail(frame.x + 4 + RAILS);
}

function rung(frame: Frame, rating: number, colour: string): string {
  return `<path d="M${frame.x + 4} ${y(rating, frame)}h${RAILS}" stroke="${colour}" stroke-width="5" stroke-linecap="round"/>`;
}

function title(words: string, frame: Frame, colours: Colours): string {
  return text(words, frame.x, frame.top - 24, colours.text, 'font-size="14" font-weight="700"');
}

/** A thin line from a rung to the label that stands for it, bent where the label had to make room. */
function lead(frame: Frame, from: number, to: number, colour: string): string {
  const x = frame.x + RAILS + 9;
  return `<path d="M${x} ${from}L${x + 16} ${to}" stroke="${colour}" stroke-width="1.2" fill="none" opacity=".7"/>`;
}

function waysOf({ activities, edge: at }: LadderPicture, frame: Frame, colours: Colours): string {
  const rows = [...activities].sort((a, b) => b.rating - a.rating);
  const spots = place(
    rows.map(({ rating }) => y(rating, frame)),
    LINE,
    frame.top,
    frame.top + frame.height,
  );
  const fits = Math.floor((frame.width - RAILS - 62) / 6.6);
  return rows
    .map(({ label, rating }, i) => {
      const colour = colourOf(rating, at, colours);
      const spot = spots[i] ?? 0;
      const short = label.length > fits ? `${label.slice(0, fits - 1)}…` : label;
      return (
        rung(frame, rating, colour) +
        lead(frame, y(rating, frame), spot, colour) +
        text(
          tenths(rating),
          frame.x + RAILS + 50,
          spot + 4.5,
          colour,
          'text-anchor="end" font-weight="700"',
        ) +
        text(short, frame.x + RAILS + 57, spot + 4.5, colours.text)
      );
    })
    .join('');
}

function chipsOf(rows: ReturnType<typeof stack>, at: number, frame: Frame, colours: Colours): string {
  const spots = place(
    rows.map(({ rating }) => y(rating, frame)),
    LINE + 5,
    frame.top,
    frame.top + frame.height,
  );
  return rows
    .map(({ rating, numbers, more }, i) => {
      const colour = colourOf(rating, at, colours);
      const spot = spots[i] ?? 0;
      const chip = (words: string, n: number) => {
        const x = frame.x + RAILS + 28 + n * 34;
        return (
          `<rect x="${x}" y="${round(spot - 10)}" width="31" height="20" rx="10" fill="${colours.ground}" stroke="${colour}" stroke-width="1.5"/>` +
          text(words, x + 15.5, spot + 4, colour, 'text-anchor="middle" font-size="11.5" font-weight="700"')
        );
      };
      const shown = numbers.map((number, n) => chip(`#${number}`, n));
      if (more > 0) shown.push(chip(`+${more}`, numbers.length));
      return rung(frame, rating, colour) + lead(frame, y(rating, frame), spot, colour) + shown.join('');
    })
    .join('');
}

function text(words: string, x: number, at: number, fill: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(at)}" fill="${fill}" ${more}>${escapeXml(words)}</text>`;
}
