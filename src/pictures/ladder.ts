// The picture of the product: two ladders, ways and people, with the edge across them.
// Drawn by hand as SVG, not with a chart library: rails, rungs and an edge are no chart, and attributes alone
// (no inline style) pass the strictest policy. Numbers and built-in names only.

import type { LadderPicture } from '../reply/reply.ts';
import { escapeXml, gather, LINE, type Scale, scaleOf, stack, zoneOf } from './place.ts';

export interface Look {
  readonly theme: 'light' | 'dark';
  /** Units; under 480 the two ladders stand one above the other. */
  readonly width: number;
}

const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Open Sans, sans-serif';

const looks = {
  light: {
    ground: '#fffdf9',
    text: '#3a312a',
    quiet: '#75685c',
    rail: '#dccbb8',
    climbed: '#a8cdb9',
    below: '#34745a',
    near: '#ab4c18',
    above: '#7d6f62',
    band: '#fcebdb',
    pill: '#a34a1a',
    onPill: '#fffaf4',
  },
  dark: {
    ground: '#26201c',
    text: '#f0e7dd',
    quiet: '#b3a597',
    rail: '#554639',
    climbed: '#3c6a56',
    below: '#86cbaa',
    near: '#f2a065',
    above: '#a89a8b',
    band: '#40301f',
    pill: '#f2a065',
    onPill: '#2a1608',
  },
} as const;

type Colours = (typeof looks)[keyof typeof looks];

/** One ladder on the paper: where its rails begin, and where its labels end. */
interface Frame {
  readonly x: number;
  readonly end: number;
  readonly top: number;
  readonly scale: Scale;
}

/** Left of the rails: the ratings. */
const AXIS = 36;
/** Between the rails. */
const RAILS = 44;
const CHIP = 35;
const TITLE = 40;
const FOOT = 26;

/** Picture → SVG text, `width` units wide and as high as it needs. */
export function drawLadder(picture: LadderPicture, { theme, width }: Look): string {
  const colours: Colours = looks[theme];
  const { edge } = picture;
  const ways = [...picture.activities].sort((a, b) => b.rating - a.rating);
  const wayRatings = ways.map(({ rating }) => rating);
  const people = gather(picture.people, edge);
  const side = width >= 480;

  const parts: string[] = [];
  const ladder = (title: string, frame: Frame, pill: boolean, inside: string) =>
    parts.push(
      text(title, frame.x, frame.top - 22, colours.text, 'font-size="15" font-weight="700"'),
      rails(frame, colours),
      inside,
      pill ? pillOf(edge, frame, colours) : '',
    );

  let height: number;
  if (side) {
    const scale = scaleOf(wayRatings, people, edge);
    const left = { x: AXIS, end: width - 4, top: TITLE, scale };
    const right = { ...left, x: Math.round(width * 0.62) };
    parts.push(bandOf(left, colours), axis(scale, left, edge, colours));
    ladder(
      'Ways',
      { ...left, end: right.x - 8 },
      false,
      rungsOf(ways, { ...left, end: right.x - 8 }, edge, colours),
    );
    ladder('People', right, true, chipsOf(people, right, edge, colours));
    height = TITLE + scale.height + FOOT;
  } else {
    const upper = { x: AXIS, end: width - 4, top: TITLE, scale: scaleOf(wayRatings, [], edge) };
    parts.push(bandOf(upper, colours), axis(upper.scale, upper, edge, colours));
    ladder('Ways', upper, true, rungsOf(ways, upper, edge, colours));
    height = TITLE + upper.scale.height + FOOT;
    if (people.length > 0) {
      const lower = { ...upper, top: height + TITLE, scale: scaleOf([], people, edge) };
      parts.push(bandOf(lower, colours), axis(lower.scale, lower, edge, colours));
      ladder('People', lower, true, chipsOf(people, lower, edge, colours));
      height = lower.top + lower.scale.height + FOOT;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${round(height)}" width="${width}" height="${round(height)}" ` +
    `font-family="${FONT}" font-size="13.5"><rect width="100%" height="100%" fill="${colours.ground}"/>${parts.join('')}</svg>`
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
const tenths = (rating: number) => String(Math.round(rating) / 10);

function text(words: string, x: number, y: number, fill: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" fill="${fill}" ${more}>${escapeXml(words)}</text>`;
}

const stroke = (from: string, colour: string, width: number) =>
  `<path d="${from}" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`;

/** The part just past the edge, softly shaded. */
function bandOf({ x, end, top, scale }: Frame, colours: Colours): string {
  const y = round(top + scale.bandTop);
  return `<rect x="${x - 34}" y="${y}" width="${end - x + 34}" height="${round(scale.edge - scale.bandTop)}" rx="8" fill="${colours.band}"/>`;
}

/** The rating of each rung, once, left of the rails. */
function axis({ rows }: Scale, { x, top }: Frame, edge: number, colours: Colours): string {
  return [...rows]
    .map(([rating, y]) => {
      const colour = colours[zoneOf(rating, edge)];
      return text(tenths(rating), x - 9, top + y + 5, colour, 'text-anchor="end" font-weight="700"');
    })
    .join('');
}

/** Two rails; up to the edge they are climbed. */
function rails({ x, top, scale }: Frame, colours: Colours): string {
  const foot = round(top + scale.height + 10);
  const edge = round(top + scale.edge);
  return [x, x + RAILS]
    .map(
      (rail) =>
        stroke(`M${rail} ${top - 8}V${foot}`, colours.rail, 5) +
        stroke(`M${rail} ${edge}V${foot}`, colours.climbed, 5),
    )
    .join('');
}

const rung = ({ x, top }: Frame, y: number, colour: string) =>
  stroke(`M${x} ${round(top + y)}h${RAILS}`, colour, 5);

function rungsOf(ways: LadderPicture['activities'], frame: Frame, edge: number, colours: Colours): string {
  const x = frame.x + RAILS + 14;
  const fits = Math.floor((frame.end - x) / 6.7);
  const used = new Map<number, number>();
  return ways
    .map(({ label, rating }) => {
      const nth = used.get(rating) ?? 0;
      used.set(rating, nth + 1);
      const y = (frame.scale.rows.get(rating) ?? 0) + nth * LINE;
      const zone = zoneOf(rating, edge);
      const short = label.length > fits ? `${label.slice(0, fits - 1).trimEnd()}…` : label;
      const tone = zone === 'above' ? colours.quiet : colours.text;
      return rung(frame, y, colours[zone]) + text(short, x, frame.top + y + 5, tone);
    })
    .join('');
}

function chipsOf(people: readonly number[], frame: Frame, edge: number, colours: Colours): string {
  const x = frame.x + RAILS + 12;
  return stack(people, Math.floor((frame.end - x) / CHIP))
    .map(({ rating, chips }) => {
      const colour = colours[zoneOf(rating, edge)];
      const y = frame.scale.rows.get(rating) ?? 0;
      const drawn = chips.map((words, i) => {
        const left = x + i * CHIP;
        return (
          `<rect x="${left}" y="${round(frame.top + y - 10)}" width="32" height="20" rx="10" fill="${colours.ground}" stroke="${colour}" stroke-width="1.4"/>` +
          text(
            words,
            left + 16,
            frame.top + y + 4.2,
            colour,
            'text-anchor="middle" font-size="11.5" font-weight="700"',
          )
        );
      });
      return rung(frame, y, colour) + drawn.join('');
    })
    .join('');
}

/** The edge: a line across everything, named at its end. */
function pillOf(edge: number, { end, top, scale }: Frame, colours: Colours): string {
  const y = round(top + scale.edge);
  const words = `your edge ${tenths(edge)}`;
  // As wide as its words in the widest of the usual fonts, DejaVu's bold at 12.
  const width = Math.round(words.length * 7.4) + 22;
  const left = end - width;
  return (
    `<path d="M4 ${y}H${left}" stroke="${colours.pill}" stroke-width="2.4" stroke-dasharray=".1 6" stroke-linecap="round"/>` +
    `<rect x="${left}" y="${y - 10}" width="${width}" height="20" rx="10" fill="${colours.pill}"/>` +
    text(
      words,
      left + width / 2,
      y + 4.3,
      colours.onPill,
      'text-anchor="middle" font-size="12" font-weight="700"',
    )
  );
}
