// The shape of a bench: what it measures, how far ours may be from its bare twin, and the measuring itself.
// The benches stand in index.ts; run.ts prints them. Nothing here decides whether a test passes.

/** One line of the table. */
export interface Row {
  readonly what: string;
  /** Medians of five, in `unit`. */
  readonly ours: number;
  /** The same work written by hand; null where there is nothing to lay beside it. */
  readonly bare: number | null;
  readonly unit: 'ms' | 'MB' | 'requests';
  /** Most that ours/bare may be (without a twin: most that ours may be); null: printed only. */
  readonly target: number | null;
  /** Beside the ratio, another way to be within the target: at most this much, in `unit`. */
  readonly orAtMost?: number;
}

/** A bench by its name on the command line. `run` measures both sides in this process and gives its lines. */
export interface Bench {
  readonly name: string;
  /** One line: what is laid beside what. */
  readonly what: string;
  readonly run: () => Promise<readonly Row[]>;
}

/** Rounds of each side: enough for a median that one bad round does not move. */
const rounds = 5;

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** ms that one call takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** One measured side: does the work once and gives its figure, ms (`timed`) or anything else. */
export type Side = () => Promise<number>;

/** Medians of five rounds of each side, in turns (ours, bare, bare, ours …), after a round that does not count. */
export async function inTurns(ours: Side, bare: Side): Promise<{ ours: number; bare: number }> {
  const figures: { readonly ours: number[]; readonly bare: number[] } = { ours: [], bare: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of round % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const figure = await (side === 'ours' ? ours() : bare());
      if (round > 0) figures[side].push(figure);
    }
  }
  return { ours: median(figures.ours), bare: median(figures.bare) };
}
