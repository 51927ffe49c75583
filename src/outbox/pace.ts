// How fast, and to whom just now: pure. When a tenant may be asked again after what its platform said, how many letters
// may be under way, and the beat of a rate. Instants here are real ones (epoch ms): platforms know no other clock.

import type { TenantsTable } from '../store/schema.ts';

/** Under way or in doubt at once: a tenant, all together. After a crash no more than that must be looked up. */
export const atOnce = Object.freeze({ tenant: 4, process: 10 });
/** So many attempts that broke off in a row close a tenant, for so long, ms; then one letter tries. */
export const breakAfter = 5;
export const closedMs = 60_000;
/** Letters are claimed so long before their beat, ms: enough for the claim's commit, too little to matter in a crash. */
export const aheadMs = 250;

export type Turn = 0 | 1;
export type Tenant = Omit<TenantsTable, 'door' | 'tenant'>;

/** A tenant of which nothing is known. */
export const unmarked: Tenant = Object.freeze({
  hold_until: 0,
  answers_until: 0,
  broken: 0,
  refused_at: null,
  refused_why: null,
  left_at: null,
});

/** What one attempt tells of its tenant. */
export type Sign =
  | { readonly kind: 'went' }
  /** The platform named a time. An answer's wait holds everything, any other only what nobody asked for. */
  | { readonly kind: 'wait'; readonly until: number; readonly turn: Turn }
  | { readonly kind: 'broke'; readonly wall: number }
  | { readonly kind: 'refused'; readonly why: string; readonly wall: number };

/** What to write of the tenant, or null when nothing changes. */
export function marked(tenant: Tenant, sign: Sign): Partial<Tenant> | null {
  switch (sign.kind) {
    case 'went':
      return tenant.broken > 0 ? { broken: 0 } : null;
    case 'wait': {
      const hold_until = Math.max(tenant.hold_until, sign.until);
      if (sign.turn === 0) return { hold_until, answers_until: Math.max(tenant.answers_until, sign.until) };
      return hold_until > tenant.hold_until ? { hold_until } : null;
    }
    case 'broke': {
      const broken = tenant.broken + 1;
      const closed = broken >= breakAfter ? sign.wall + closedMs : 0;
      return { broken, hold_until: Math.max(tenant.hold_until, closed) };
    }
    case 'refused':
      return tenant.refused_at === null ? { refused_at: sign.wall, refused_why: sign.why } : null;
  }
}

/** How many letters may be under way to a tenant as it stands: `most` when all is well, 1 to try after a break. */
export function open(tenant: Tenant, turn: Turn, wall: number, most: number): number {
  if (tenant.left_at !== null || tenant.refused_at !== null) return 0;
  if (wall < (turn === 0 ? tenant.answers_until : tenant.hold_until)) return 0;
  return turn === 1 && tenant.broken >= breakAfter ? Math.min(1, most) : most;
}

/** What is kept to a rate, by name, and how many a second; undefined: no limit. */
export type Rate = readonly [name: string, perSecond: number | undefined];

/** The beats of several rates by name (a door, a tenant). What was not taken in time is not saved up. */
export interface Beat {
  /** The first free instant at or after `wall` at all of these rates. */
  next(rates: readonly Rate[], wall: number): number;
  /** Take that instant. */
  take(rates: readonly Rate[], wall: number): number;
}

/** A beat that has not begun. */
export function beat(): Beat {
  const free = new Map<string, number>();
  const self: Beat = {
    next: (rates, wall) =>
      rates.reduce((at, [name, perSecond]) => (perSecond ? Math.max(at, free.get(name) ?? 0) : at), wall),
    take(rates, wall) {
      const at = self.next(rates, wall);
      for (const [name, perSecond] of rates) if (perSecond) free.set(name, at + 1000 / perSecond);
      return at;
    },
  };
  return self;
}
