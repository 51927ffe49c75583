// Where rungs stand: in order of their rating, each with room for its label, wide gaps drawn a little wider.
// A true 0–100 scale would push labels off their rungs wherever ratings crowd, and the edge through the wrong ones.

/** Just past the edge: where the next rung is (the method's band, points of 0–100). */
const BAND = 15;
/** Room for one label, units. */
export const LINE = 24;
/** More rungs of people than this are gathered in steps of 5. */
const RUNGS = 12;

export interface Scale {
  /** Rating → height of its first rung's middle, units from the top. */
  readonly rows: ReadonlyMap<number, number>;
  readonly bandTop: number;
  readonly edge: number;
  readonly height: number;
}

/** Heights for the ratings of ways (one line each) and of people (one line a rating). */
export function scaleOf(ways: readonly number[], people: readonly number[], edge: number): Scale {
  const ratings = [...new Set([...ways, ...people])].sort((a, b) => b - a);
  const rows = new Map<number, number>();
  const lines: { band?: number; edge?: number } = {};
  let at = 0;
  const cross = (rating: number) => {
    if (lines.band === undefined && rating <= edge + BAND) {
      lines.band = at + 3;
      at += 7;
    }
    if (lines.edge === undefined && rating <= edge) {
      lines.edge = at + 12;
      at += 26;
    }
  };
  ratings.forEach((rating, i) => {
    const above = ratings[i - 1];
    // Beyond a rung's usual step (10) each point adds a little room, at most a line.
    if (above !== undefined) at += Math.min(LINE, Math.max(0, Math.round((above - rating - 10) * 0.9)));
    cross(rating);
    rows.set(rating, at + LINE / 2);
    at += LINE * Math.max(1, ways.filter((one) => one === rating).length);
  });
  cross(-1);
  return { rows, bandTop: lines.band ?? 0, edge: lines.edge ?? at, height: at };
}

/** Which part of the ladder: at or under the edge, just past it, above. */
export const zoneOf = (rating: number, edge: number): 'below' | 'near' | 'above' =>
  rating <= edge ? 'below' : rating <= edge + BAND ? 'near' : 'above';

/** People's ratings as rungs: as they are while few, else in steps of 5 that never cross the edge or the band. */
export function gather(people: readonly number[], edge: number): readonly number[] {
  if (new Set(people).size <= RUNGS) return people;
  return people.map((rating) => {
    const step = Math.round(rating / 5) * 5;
    if (zoneOf(step, edge) === zoneOf(rating, edge)) return step;
    return rating <= edge || rating > edge + BAND
      ? Math.floor(rating / 5) * 5 + (rating > edge ? 5 : 0)
      : rating;
  });
}

/** People by rung; each shows `most` chips, the last of them standing for the rest where there are more. */
export function stack(people: readonly number[], most: number) {
  const rungs = new Map<number, number[]>();
  people.forEach((rating, i) => {
    rungs.set(rating, [...(rungs.get(rating) ?? []), i + 1]);
  });
  return [...rungs].map(([rating, all]) => {
    const shown = all.length > most ? all.slice(0, most - 1) : all;
    const more = all.length - shown.length;
    return { rating, chips: [...shown.map((n) => `#${n}`), ...(more > 0 ? [`+${more}`] : [])] };
  });
}

/** Text for an XML text node: escaped, without the characters that XML does not allow. */
export function escapeXml(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}
