// Whose name is being typed: completions for a field that asks for one of one's people. Pure; texts come folded.

/** As many as any platform shows. */
const most = 25;

/** A name as it is shown, and folded (no case, no accents). */
export interface Name {
  readonly name: string;
  readonly folded: string;
}

/** Full names that fit what was typed: first those with a word that begins so, then those with it anywhere. Each once. */
export function suggested(names: readonly Name[], typed: string): readonly string[] {
  const words = ` ${typed}`;
  const rank = ({ folded }: Name) =>
    ` ${folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')}`.includes(words) ? 0 : folded.includes(typed) ? 1 : 2;
  const fit = names.map((one) => ({ one, rank: rank(one) })).filter(({ rank: at }) => at < 2);
  fit.sort(
    (a, b) => a.rank - b.rank || (a.one.folded < b.one.folded ? -1 : a.one.folded > b.one.folded ? 1 : 0),
  );
  return [...new Set(fit.map(({ one }) => one.name))].slice(0, most);
}
