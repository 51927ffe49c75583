// What a new message takes from earlier ones: never two ratings open at once, one live copy of a card, no buttons of what is
// settled.

import type { Block, Message, Rating } from '../reply/reply.ts';
import { text } from '../reply/say.ts';
import type { Own } from '../store/own.ts';
import { lastSaid, redraw } from './rows.ts';
import type { Said } from './said.ts';

/** Redraw earlier messages, as far back as the talk is shown, that the new one takes something from; gives them as they stand now. */
export async function quietEarlier(own: Own, now: Said): Promise<readonly Said[]> {
  const fresh = now.message;
  if (!fresh || !takes(fresh)) return [];
  const changed: Said[] = [];
  for (const said of await lastSaid(own)) {
    if (said.id === now.id || !said.message) continue;
    const quiet = quieted(said.message, fresh);
    const redrawn = quiet && (await redraw(own, said.id, quiet));
    if (redrawn) changed.push(redrawn);
  }
  return changed;
}

/** Whether it can take anything from earlier ones. */
export const takes = (fresh: Message): boolean =>
  fresh.topic !== undefined || fresh.settles !== undefined || fresh.blocks.some(isRating);

/** An earlier message beside a new one, or null when it stays as it is. A question alone keeps its words. */
export function quieted(earlier: Message, fresh: Message): Message | null {
  const gone = (block: Block) =>
    (isRating(block) && fresh.blocks.some(isRating)) ||
    (isSameTopic(earlier, fresh) && (isRating(block) || block.kind === 'controls')) ||
    isSettled(block, fresh.settles);
  const blocks = earlier.blocks.filter((block) => !gone(block));
  if (blocks.length === earlier.blocks.length) return null;
  const words = blocks.every(({ kind }) => kind === 'controls') ? earlier.blocks.filter(isRating) : [];
  return { ...earlier, blocks: [...words.map(({ prompt }) => text(prompt)), ...blocks] };
}

/**
 * `card:ID` is also on the topic `card`, the sign-up's: its warm-up stands on the day's card. What is asked about a card
 * (`card:ID/later`) goes with any of it that comes after, and takes nothing from it.
 */
function isSameTopic({ topic: earlier }: Message, { topic: fresh }: Message): boolean {
  if (fresh === undefined || earlier === undefined) return false;
  const [about = earlier] = earlier.split('/');
  return fresh === earlier || fresh === about || fresh.startsWith(`${about}:`);
}

/** A row of buttons about that follow-up and nothing else. */
const isSettled = (block: Block, settled: string | undefined) =>
  settled !== undefined &&
  block.kind === 'controls' &&
  block.controls.every((one) => one.kind === 'button' && one.action.args.f === settled);

const isRating = (block: Block): block is Rating => block.kind === 'rating';
