// What may become of a letter: the state table, pure. No SQL, no network, no clock but what an event carries.
// Two clocks meet here and are never compared: `now` is the program's (not_before, expires_at), `wall` is the
// real one (leases, sending_at, looks).

import type { OutboxTable } from '../store/schema.ts';

/** A claim holds this long, ms: six times the wire's time-out, so that a slow answer still finds it held. */
export const leaseMs = 60_000;
/** The claim of a letter that goes again on the word of its door, ms: as long as that word holds. */
const againMs = 20_000;
/** Between two looks for one letter, ms: a request that timed out may still land. */
const lookAgainMs = 60_000;
/** From sending to the first look, ms, for doors that name no other: time-out and settling. */
export const lookAfterMs = 45_000;
/** First wait after an attempt that came to nothing, and the longest, ms. */
const firstWaitMs = 2_000;
const longestWaitMs = 600_000;

export type State = OutboxTable['state'];

/** The columns that decide. While `unknown`, `lease_until` is the real instant of the next look. */
export type Standing = Pick<
  OutboxTable,
  | 'state'
  | 'attempt'
  | 'not_before'
  | 'expires_at'
  | 'lease_owner'
  | 'lease_epoch'
  | 'lease_until'
  | 'first_sending_at'
  | 'sending_at'
  | 'sent_at'
  | 'provider_id'
  | 'reason'
  | 'absent'
  | 'edits'
>;

/** `epoch` is the lease that the teller holds; `random` is in [0, 1). */
export type Event =
  | { readonly kind: 'claim'; readonly owner: string; readonly now: number; readonly wall: number }
  | { readonly kind: 'begin'; readonly epoch: number; readonly wall: number }
  | { readonly kind: 'ok'; readonly id: string; readonly wall: number }
  | {
      readonly kind: 'notDone';
      readonly epoch: number;
      readonly now: number;
      readonly wall: number;
      /** As the platform asks, ms from now; 0 or less: it named none. */
      readonly wait: number;
      readonly random: number;
    }
  | { readonly kind: 'never'; readonly epoch: number; readonly reason: string }
  /** Time-out, reset, 5xx, lease ran out, restart. */
  | {
      readonly kind: 'lost';
      readonly epoch: number;
      readonly lookAt: number;
      readonly now: number;
      readonly random: number;
    }
  | { readonly kind: 'found'; readonly id: string; readonly wall: number }
  | {
      readonly kind: 'absent';
      readonly epoch: number;
      readonly now: number;
      readonly wall: number;
      readonly random: number;
    }
  /** Not seen, and safe to send once more at this moment: whoever tells it does so, and at once. */
  | {
      readonly kind: 'again';
      readonly owner: string;
      readonly epoch: number;
      readonly now: number;
      readonly wall: number;
    }
  | { readonly kind: 'cannotTell'; readonly epoch: number; readonly wall: number }
  | { readonly kind: 'expire'; readonly now: number }
  /** Pause, stop, peace: nothing more is to leave. */
  | { readonly kind: 'cancel'; readonly now: number };

/** Columns to write, or why nothing is. */
export type Outcome =
  | { readonly to: Readonly<Partial<Standing>>; readonly refused?: undefined }
  | {
      readonly to?: undefined;
      readonly refused: 'not from here' | 'not my lease' | 'too early' | 'sent twice';
    };

const notFromHere: Outcome = { refused: 'not from here' };
const notMyLease: Outcome = { refused: 'not my lease' };
const tooEarly: Outcome = { refused: 'too early' };
const free = { lease_owner: null, lease_until: null } as const;

/**
 * Full jitter: a random wait up to min(600 s, 2 s · 2^attempt), in whole ms, at least 1.
 * (2 s and 600 s: ours; full jitter spreads a crowd best.)
 */
export function backOff(attempt: number, random: number): number {
  return Math.max(1, Math.floor(random * Math.min(longestWaitMs, firstWaitMs * 2 ** attempt)));
}

/** What an event makes of a row. Every change of `outbox.state` goes through here. */
export function step(row: Standing, event: Event): Outcome {
  switch (event.kind) {
    case 'claim':
      return claim(row, event);
    case 'begin':
      return begin(row, event);
    case 'ok':
    case 'found':
      return sent(row, event);
    case 'notDone':
      return notDone(row, event);
    case 'never':
      if (row.state !== 'sending') return notFromHere;
      if (row.lease_epoch !== event.epoch) return notMyLease;
      return { to: { ...free, state: 'dead', reason: event.reason } };
    case 'lost':
      return lost(row, event);
    case 'absent':
      return absent(row, event);
    case 'again':
      return again(row, event);
    case 'cannotTell':
      if (row.state !== 'unknown') return notFromHere;
      if (row.lease_epoch !== event.epoch) return notMyLease;
      return { to: { absent: 0, lease_until: event.wall + lookAgainMs } };
    case 'expire':
      return expire(row, event);
    case 'cancel':
      return cancel(row, event);
  }
}

type Told<K extends Event['kind']> = Extract<Event, { kind: K }>;

function claim(row: Standing, { owner, now, wall }: Told<'claim'>): Outcome {
  if (row.state !== 'pending') return notFromHere;
  if (row.not_before > now || row.expires_at <= now) return tooEarly;
  return {
    to: {
      state: 'claimed',
      lease_owner: owner,
      lease_epoch: row.lease_epoch + 1,
      lease_until: wall + leaseMs,
    },
  };
}

function begin(row: Standing, { epoch, wall }: Told<'begin'>): Outcome {
  if (row.state !== 'claimed') return notFromHere;
  if (row.lease_epoch !== epoch || (row.lease_until ?? 0) <= wall) return notMyLease;
  return {
    to: {
      state: 'sending',
      lease_until: wall + leaseMs,
      first_sending_at: row.first_sending_at ?? wall,
      sending_at: wall,
      absent: 0,
    },
  };
}

/** A provider id is proof: it counts whoever brings it, and whatever was thought before. */
function sent(row: Standing, { id, wall }: Told<'ok' | 'found'>): Outcome {
  if (row.state === 'sent') return { refused: row.provider_id === id ? 'not from here' : 'sent twice' };
  // A new epoch, so that a claim made meanwhile cannot begin.
  return {
    to: {
      ...free,
      state: 'sent',
      lease_epoch: row.lease_epoch + 1,
      sent_at: wall,
      provider_id: id,
      reason: null,
    },
  };
}

function notDone(row: Standing, { epoch, now, wall, wait, random }: Told<'notDone'>): Outcome {
  if (row.state !== 'sending') return notFromHere;
  if (row.lease_epoch !== epoch) return notMyLease;
  // Told how long: that and up to a tenth more, and no attempt is used.
  const told = wait > 0;
  const attempt = told ? row.attempt : row.attempt + 1;
  const after = told ? Math.ceil(wait * (1 + random / 10)) : backOff(row.attempt, random);
  // The attempt before it is in doubt all the same.
  if (row.absent > 0)
    return { to: { state: 'unknown', lease_owner: null, lease_until: wall + after, absent: 0, attempt } };
  return { to: waiting(attempt, now + after) };
}

/** It is not out, and waits for another try. */
const waiting = (attempt: number, not_before: number) =>
  ({ ...free, state: 'pending', absent: 0, attempt, not_before }) as const;

function lost(row: Standing, { epoch, lookAt, now, random }: Told<'lost'>): Outcome {
  if (row.state !== 'claimed' && row.state !== 'sending') return notFromHere;
  if (row.lease_epoch !== epoch) return notMyLease;
  if (row.state === 'claimed') return { to: { ...free, state: 'pending' } };
  // Redrawing twice shows the same as once: nothing to look for.
  if (row.edits === 1) return { to: waiting(row.attempt + 1, now + backOff(row.attempt, random)) };
  return { to: { state: 'unknown', lease_owner: null, lease_until: lookAt, absent: 0 } };
}

function absent(row: Standing, { epoch, now, wall, random }: Told<'absent'>): Outcome {
  if (row.state !== 'unknown') return notFromHere;
  if (row.lease_epoch !== epoch) return notMyLease;
  if (wall < (row.lease_until ?? 0)) return tooEarly;
  if (row.absent === 0) return { to: { absent: 1, lease_until: wall + lookAgainMs } };
  return { to: waiting(row.attempt + 1, now + backOff(row.attempt, random)) };
}

/** `absent` stays 1 while it is sent: that this attempt did not leave says nothing of the one before. */
function again(row: Standing, { owner, epoch, now, wall }: Told<'again'>): Outcome {
  if (row.state !== 'unknown') return notFromHere;
  if (row.lease_epoch !== epoch) return notMyLease;
  // Too late, or called off.
  if (wall < (row.lease_until ?? 0) || row.expires_at <= now) return tooEarly;
  return {
    to: {
      state: 'sending',
      attempt: row.attempt + 1,
      lease_owner: owner,
      lease_epoch: row.lease_epoch + 1,
      lease_until: wall + againMs,
      sending_at: wall,
      absent: 1,
    },
  };
}

function expire(row: Standing, { now }: Told<'expire'>): Outcome {
  if (row.state !== 'pending' && row.state !== 'unknown') return notFromHere;
  if (now < row.expires_at) return tooEarly;
  return { to: { ...free, state: row.state === 'pending' ? 'expired' : 'unknown_final' } };
}

function cancel(row: Standing, { now }: Told<'cancel'>): Outcome {
  switch (row.state) {
    case 'pending':
    case 'claimed':
      // A new epoch: whoever had claimed it cannot begin.
      return { to: { ...free, state: 'dead', reason: 'cancelled', lease_epoch: row.lease_epoch + 1 } };
    case 'sending':
    case 'unknown':
      // It may be out already; but it will not go again.
      return { to: { expires_at: Math.min(row.expires_at, now) } };
    default:
      return notFromHere;
  }
}
