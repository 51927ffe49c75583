// One tick: whatever is due becomes outbox rows, each in the transaction that moves its schedule on; then the courier
// sends what is ready. All timing is a query over stored state, so a missed tick loses nothing.

import { purgeLinks } from '../account/linkRows.ts';
import { purgeUploads } from '../account/uploadRows.ts';
import type { Context, Nudge } from '../command.ts';
import { purge as purgeAsks } from '../inbox/rows.ts';
import { addressOf } from '../member/rows.ts';
import type { Courier } from '../outbox/courier.ts';
import { enqueue, purge as purgeLetters } from '../outbox/rows.ts';
import { breathing } from '../store/breath.ts';
import { isDown } from '../store/faults.ts';
import type { Store } from '../store/open.ts';
import { shelve, shelved } from '../store/shelf.ts';
import type { Unit } from '../store/transaction.ts';
import { eraseStranded } from './stranded.ts';

/** Members a transaction: at first, so that nobody with ten thousand people comes in a crowd, and at most. */
const firstBatch = 8;
const largestBatch = 200;
/** A transaction should take about so long, ms: whoever asks for something meanwhile waits for its end. */
const batchMs = 100;

export interface TickParts {
  readonly store: Store;
  readonly nudges: readonly Nudge[];
  readonly contextOf: (unit: Unit, member: string) => Promise<Context | null>;
  readonly courier: Pick<Courier, 'deliver'>;
  /** True once an hour: time to tidy. */
  readonly hourly: () => boolean;
  readonly log: (what: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** True at the first call, then once an hour of the clock `now`. */
export function everyHour(now: () => number): () => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (Math.abs(now() - last) < 3_600_000) return false;
    last = now();
    return true;
  };
}

/** Do all that is due now. One member's trouble is logged, and holds up nobody else. */
export async function tick(parts: TickParts): Promise<void> {
  for (const nudge of parts.nudges) await sweep(parts, nudge);
  if (parts.hourly()) {
    await parts.store.work(tidy);
    await eraseStranded(parts.store);
  }
  await parts.courier.deliver();
}

/** Let go of what is past its time: settled letters, old asks. */
async function tidy(unit: Unit): Promise<void> {
  await purgeAsks(unit);
  await purgeLetters(unit);
  await purgeLinks(unit);
  await purgeUploads(unit);
}

/** All that this nudge has due: a batch of members a transaction, smaller ones when theirs take long. */
async function sweep(parts: TickParts, nudge: Nudge): Promise<void> {
  const seen = new Set<string>();
  const stuck = new Set<string>();
  let size = firstBatch;
  for (;;) {
    const standing = stuck.size;
    const found = await parts.store.work((unit) => nudge.due(unit, largestBatch + standing));
    const due = found.filter((id) => !seen.has(id));
    for (const id of found) if (seen.has(id)) stuck.add(id);
    if (due.length === 0 && (found.length < largestBatch + standing || stuck.size === standing)) return;
    for (let at = 0; at < due.length; ) {
      const members = due.slice(at, at + size);
      at += members.length;
      for (const member of members) seen.add(member);
      const took = await together(parts, nudge, members);
      size = Math.max(1, Math.min(largestBatch, Math.floor((size * batchMs) / Math.max(took, batchMs / 2))));
    }
  }
}

/** One transaction for them all; when anything goes wrong in it, one for each. Gives the ms that it took. */
async function together(parts: TickParts, nudge: Nudge, members: readonly string[]): Promise<number> {
  const { breathe, spent } = breathing();
  try {
    await parts.store.work(async (unit) => {
      await shelve(unit, members, shelved);
      for (const member of members) {
        await compose(parts, unit, nudge, member);
        await breathe();
      }
    });
  } catch (error) {
    if (isDown(error)) throw error;
    for (const member of members) await alone(parts, nudge, member);
  }
  return spent();
}

async function alone(parts: TickParts, nudge: Nudge, member: string): Promise<void> {
  try {
    await parts.store.work((unit) => compose(parts, unit, nudge, member));
  } catch (error) {
    if (isDown(error)) throw error;
    parts.log('a nudge could not be made', { kind: nudge.kind, error });
  }
}

/** What is due for one member into the outbox. Several things of a kind may be: as long as something comes of it, ask again. */
async function compose(parts: TickParts, unit: Unit, nudge: Nudge, member: string): Promise<void> {
  for (;;) {
    const ctx = await parts.contextOf(unit, member);
    const occasion = ctx && (await nudge.compose(ctx));
    if (!ctx || !occasion) return;
    await enqueue(ctx, {
      who: await addressOf(ctx, ctx.isOpen),
      kind: nudge.kind,
      budget: occasion.budget,
      day: ctx.today,
      dedupeKey: occasion.dedupeKey,
      notBefore: ctx.now,
      expiresAt: occasion.expiresAt,
      message: occasion.message,
    });
    if (nudge.kind === 'card') return;
  }
}
