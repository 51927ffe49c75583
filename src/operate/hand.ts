// The user's hand on the demo's clock: to the next nudge, or a day on. Time never leaps over what falls due on the way.

import type { Move } from '../../adapters/web/stage.ts';
import type { Who } from '../ask.ts';
import { nextAhead } from './ahead.ts';
import type { HandClock } from './handClock.ts';
import type { Running } from './start.ts';

const day = 86_400_000;
/** What falls due may come to nothing (it rides in the next card); so far, ms, is gone on for a nudge that is seen. */
const patience = 45 * day;
/** A nudge is looked at a moment after it fell due, as it would be. */
const moment = 2_000;

/** What the hand works on. */
export interface Held {
  readonly clock: HandClock;
  readonly running: Pick<Running, 'app' | 'store' | 'tick'>;
}

/** Go on to an instant (epoch ms); whatever falls due before it, for anybody, comes at its own time. */
export async function passTo({ clock, running }: Held, until: number): Promise<void> {
  for (let cursor = clock.now(); ; ) {
    const next = await nextAhead(running.store, cursor);
    if (next === null || next + moment > until) break;
    cursor = next;
    clock.moveTo(next + moment);
    await running.tick();
  }
  clock.moveTo(until);
  await running.tick();
}

/** One press of a button of the demo's bar, for one of its people; gives what to tell them. */
export async function moveFor(held: Held, who: Who, name: string, move: Move): Promise<string> {
  const { clock, running } = held;
  const { joined } = await running.app.home(who);
  const newest = async () => (await running.app.talk(who)).at(-1)?.id;
  const before = await newest();
  const start = clock.now();
  if (move === 'day') {
    await passTo(held, start + day);
    return (await newest()) === before ? `A day later. Nothing came for ${name}.` : 'A day later.';
  }
  if (!joined) return `Nothing comes unasked before ${name} has pressed Join.`;
  for (let cursor = start; cursor < start + patience; ) {
    const next = await nextAhead(running.store, cursor, who.user);
    if (next === null) break;
    await passTo(held, next + moment);
    if ((await newest()) !== before) return '';
    cursor = next;
  }
  return `Nothing more is planned for ${name}. The word “resume” brings the cards back.`;
}
