// What the demo adds to the page: several people to be, and the clock in the user's hand. Without a stage the page has
// its one member, and none of this is there.

import { type Context, Hono } from 'hono';
import type { Who } from '../../src/ask.ts';
import type { Events } from './events.ts';
import { me } from './receive.ts';

/** Ways to move the clock: to the next thing that comes unasked, or by a day. */
export const moves = ['skip', 'day'] as const;
export type Move = (typeof moves)[number];

export interface Stage {
  /** The people to choose from; the page begins with the one named `first`. */
  readonly people: readonly { readonly user: string; readonly name: string }[];
  readonly first: string;
  /** The zone its people live in: the clock shows their time. */
  readonly zone: string;
  /**
   * Move the clock for one of the people; everything that falls due on the way, for anybody, comes at its time.
   * Gives what to tell the user.
   */
  move(user: string, move: Move): Promise<string>;
}

/** Who a request speaks for: the page's one member, or in the demo the one named in its address. */
export function whoOf(c: Context, stage: Stage | undefined): Who {
  if (!stage) return me;
  const named = c.req.query('member');
  const known = stage.people.some(({ user }) => user === named);
  return { ...me, user: named !== undefined && known ? named : stage.first };
}

/** What the page is told of the stage. */
export const drawStage = (stage: Stage, who: Who, now: number) => ({
  people: stage.people,
  member: who.user,
  zone: stage.zone,
  now,
});

/** `POST /api/clock {move}`: one move at a time; every tab hears of the new time. */
export function stageRoutes(
  stage: Stage,
  now: () => number,
  events: Events,
  work: <Out>(doing: () => Promise<Out>) => Promise<Out> | null,
): Hono {
  const routes = new Hono();
  let turn: Promise<unknown> = Promise.resolve();
  routes.post('/api/clock', async (c) => {
    const { move } = (await c.req.json().catch(() => ({}))) as { move?: unknown };
    const wanted = moves.find((one) => one === move);
    if (!wanted) return c.json({ problem: 'That is no way to move the clock.' }, 400);
    const { user } = whoOf(c, stage);
    const moved = work(async () => {
      const mine = turn.then(() => stage.move(user, wanted));
      turn = mine.catch(() => undefined);
      return mine;
    });
    if (!moved) return c.json({ problem: 'The demo is being stopped.' }, 503);
    const line = await moved;
    for (const one of stage.people) events.publish(one.user, 'clock', { now: now() });
    return c.json({ line, now: now() });
  });
  return routes;
}
