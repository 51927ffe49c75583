// One tick: whatever is due becomes outbox rows, each in the transaction that moves its schedule on; then the courier
// sends what is ready. All timing is a query over stored state, so a missed tick loses nothing.

import { purgeLinks } from '../account/linkRows.ts';
import { purgeUploads } from '../account/uploadRows.ts';
import type { Context, Nudge } from '../command.ts';
import { purge as purgeAsks } from '../inbox/rows.ts';
import { addressOf } from '../member/rows.ts';
import type { Courier } from '../outbox/courier.ts';
import { enqueue, purge as purgeLetters } from '../outbox/rows.ts';
import type { Store } from '../store/open.ts';
import type { Unit } from '../store/transaction.ts';
import { eraseStranded } from './stranded.ts';

/** Members looked up at a time. */
const batch = 200;

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

async function sweep(parts: TickParts, nudge: Nudge): Promise<void> {
  const seen = new Set<string>();
  for (;;) {
    const due = (await parts.store.work((unit) => nudge.due(unit, batch + seen.size))).filter(
      (id) => !seen.has(id),
    );
    if (due.length === 0) return;
    for (const member of due) {
      seen.add(member);
      try {
        // Several things of a kind may be due for one member: as long as something comes of it, ask again.
        while (await one(parts, nudge, member)) {}
      } catch (error) {
        if (error instanceof Error && error.name === 'StoreDown') throw error;
        parts.log('a nudge could not be made', { kind: nudge.kind, error });
      }
    }
  }
}

async function one(parts: TickParts, nudge: Nudge, member: string): Promise<boolean> {
  return parts.store.work(async (unit) => {
    const ctx = await parts.contextOf(unit, member);
    const occasion = ctx && (await nudge.compose(ctx));
    if (!ctx || !occasion) return false;
    await enqueue(ctx, {
      who: await addressOf(ctx),
      kind: nudge.kind,
      budget: occasion.budget,
      day: ctx.today,
      dedupeKey: occasion.dedupeKey,
      notBefore: ctx.now,
      expiresAt: occasion.expiresAt,
      message: occasion.message,
    });
    return nudge.kind !== 'card';
  });
}
