// A message as a whole within Discord's limits: 4,000 characters of text in all, 40 components, rows and buttons counted.

import { ComponentType } from 'discord.js';
import type { Part } from './draw.ts';

const mostText = 4000;
const mostComponents = 40;
/** Said where something had to be left out. */
const more = '\n-# … and more than one message holds.';

/** The same parts, within the limits: paragraphs are joined when there are too many, the longest text is cut. */
export function within(parts: readonly Part[]): readonly Part[] {
  const few = count(parts) > mostComponents ? joined(parts) : parts;
  const counted = firstOnes(few);
  const over = textOf(counted) - mostText;
  return over > 0 ? shortened(counted, over + more.length) : counted;
}

const isText = (part: Part) => part.type === ComponentType.TextDisplay;
const count = (parts: readonly Part[]): number =>
  parts.reduce((n, part) => n + 1 + (part.type === ComponentType.ActionRow ? part.components.length : 0), 0);
const textOf = (parts: readonly Part[]): number =>
  parts.reduce((n, part) => n + (part.type === ComponentType.TextDisplay ? part.content.length : 0), 0);

function joined(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.type === ComponentType.TextDisplay && part.type === ComponentType.TextDisplay)
      all[all.length - 1] = { ...last, content: `${last.content}\n${part.content}` };
    else all.push(part);
  }
  return all;
}

/** As many parts, from the first on, as Discord takes. */
function firstOnes(parts: readonly Part[]): readonly Part[] {
  let n = 0;
  return parts.filter((part) => {
    n += count([part]);
    return n <= mostComponents;
  });
}

function shortened(parts: readonly Part[], by: number): readonly Part[] {
  const longest = parts.reduce(
    (best, part, i) => (isText(part) && textOf([part]) > textOf(parts.slice(best, best + 1)) ? i : best),
    parts.findIndex(isText),
  );
  const part = parts[longest];
  if (part?.type !== ComponentType.TextDisplay) return parts;
  const room = Math.max(1, part.content.length - by);
  const content = cutAt(part.content, room) + more;
  const shorter = parts.map((one, i) => (i === longest ? { ...part, content } : one));
  const still = textOf(shorter) - mostText;
  return still > 0 && content.length < part.content.length
    ? shortened(shorter, still + more.length)
    : shorter;
}

/** The beginning of markdown, at most so long: whole lines where there are some, no half mark, a block of code closed. */
function cutAt(content: string, room: number): string {
  const cut = content.slice(0, room);
  const line = cut.lastIndexOf('\n');
  const kept = (line > room / 2 ? cut.slice(0, line) : cut)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/\\$/, '');
  return (kept.match(/```/g)?.length ?? 0) % 2 === 1 ? `${kept.replace(/`+$/, '')}\n\`\`\`` : kept;
}
