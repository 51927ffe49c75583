// Where labels stand so that none covers another, people of one rating on one rung, and text safe in XML.

/** Wanted heights (ascending) → heights at least `gap` apart, as near as they can be, within [from, to] if they fit. */
export function place(wanted: readonly number[], gap: number, from: number, to: number): number[] {
  // Blocks of touching labels, each centred on its members' wishes; blocks that meet become one.
  const blocks: { sum: number; count: number }[] = [];
  const topOf = ({ sum, count }: { sum: number; count: number }) => {
    const height = (count - 1) * gap;
    const middle = sum / count;
    return Math.max(from, Math.min(to - height, middle - height / 2));
  };
  for (const wish of wanted) {
    blocks.push({ sum: wish, count: 1 });
    while (blocks.length > 1) {
      const last = blocks.at(-1)!;
      const before = blocks.at(-2)!;
      if (topOf(before) + before.count * gap <= topOf(last)) break;
      blocks.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  }
  return blocks.flatMap((block) => Array.from({ length: block.count }, (_, i) => topOf(block) + i * gap));
}

/** People by rating, highest first; each rung shows `most` chips, the last of them "+n" where more stand there. */
export function stack(people: readonly number[], most: number) {
  const rungs = new Map<number, number[]>();
  people.forEach((rating, i) => {
    const step = Math.round(rating / 5) * 5;
    rungs.set(step, [...(rungs.get(step) ?? []), i + 1]);
  });
  return [...rungs]
    .sort(([a], [b]) => b - a)
    .map(([rating, all]) => {
      const numbers = all.length > most ? all.slice(0, most - 1) : all;
      return { rating, numbers, more: all.length - numbers.length };
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
