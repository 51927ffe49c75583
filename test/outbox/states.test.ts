import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff, type Event, type Standing, type State, step } from '../../src/outbox/states.ts';

const fresh: Standing = {
  state: 'pending',
  attempt: 0,
  not_before: 0,
  expires_at: 10_000_000,
  lease_owner: null,
  lease_epoch: 0,
  lease_until: null,
  first_sending_at: null,
  sending_at: null,
  sent_at: null,
  provider_id: null,
  reason: null,
  absent: 0,
  edits: 0,
};

const arrows: Record<State, Partial<Record<State, readonly Event['kind'][]>>> = {
  pending: { claimed: ['claim'], sent: ['ok', 'found'], expired: ['expire'], dead: ['cancel'] },
  claimed: { sending: ['begin'], pending: ['lost'], sent: ['ok', 'found'], dead: ['cancel'] },
  sending: {
    sending: ['cancel'],
    sent: ['ok', 'found'],
    pending: ['notDone'],
    dead: ['never'],
    unknown: ['lost', 'notDone'],
  },
  unknown: {
    unknown: ['absent', 'cannotTell', 'cancel'],
    sent: ['ok', 'found'],
    pending: ['absent'],
    sending: ['again'],
    unknown_final: ['expire'],
  },
  sent: {},
  dead: { sent: ['ok', 'found'] },
  expired: { sent: ['ok', 'found'] },
  unknown_final: { sent: ['ok', 'found'] },
};

const kinds: readonly Event['kind'][] = [
  'claim',
  'begin',
  'ok',
  'notDone',
  'never',
  'lost',
  'found',
  'absent',
  'again',
  'cannotTell',
  'expire',
  'cancel',
];
const leased: readonly Event['kind'][] = [
  'begin',
  'notDone',
  'never',
  'lost',
  'absent',
  'again',
  'cannotTell',
];

/** Rarer than the rest, so that lives are long. */
const ends: readonly Event['kind'][] = ['ok', 'found', 'never', 'expire', 'cancel'];

/** What happens next, time apart; mostly what can, `behind`: how far behind the row's lease the teller is. */
const happening = fc.record({
  likely: fc.constantFrom(true, true, true, false),
  nth: fc.nat(1_000),
  after: fc.constantFrom(0, 0, 1, 1, 60_000, 1_000, 59_999, 60_000, 61_000, 4_000_000),
  behind: fc.constantFrom(0, 0, 0, 1),
  id: fc.constantFrom('a', 'b'),
  wait: fc.constantFrom(-5, 0, 30_000),
  random: fc.constantFrom(0, 0.5, 0.999),
});
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

function eventOf(row: Standing, { likely, nth, behind, ...h }: Happening, at: number): Event {
  const next = likely
    ? Object.values(arrows[row.state])
        .flat()
        .filter((k) => !ends.includes(k))
    : kinds;
  const kind = next.length > 0 ? next[nth % next.length]! : kinds[nth % kinds.length]!;
  // The real clock runs an hour apart from the program's.
  const both = { now: at, wall: at + 3_600_000 };
  const mine = leased.includes(kind) ? { epoch: row.lease_epoch - behind } : {};
  return { ...h, ...both, ...mine, kind, owner: 'me', reason: 'no', lookAt: both.wall } as never;
}

interface Move {
  readonly from: Standing;
  readonly event: Event & { readonly wall: number };
  readonly to: Standing;
  readonly told: boolean;
}

function live(happenings: readonly Happening[]): Move[] {
  let row = fresh;
  let at = 0;
  return happenings.map((h) => {
    at += h.after;
    const event = eventOf(row, h, at);
    const outcome = step(row, event);
    const move = { from: row, event, to: { ...row, ...outcome.to }, told: outcome.to !== undefined } as Move;
    row = move.to;
    return move;
  });
}

const lives = fc.array(happening, { maxLength: 40, size: 'max' });
function always(holds: (move: Move, before: readonly Move[]) => void): void {
  fc.assert(
    fc.property(lives, (happenings) => {
      const moves = live(happenings);
      for (const [n, move] of moves.entries()) holds(move, moves.slice(0, n));
    }),
    { numRuns: 500 },
  );
}

describe('The state table', () => {
  it('knows no other arrows than these', () =>
    always(({ from, event, to, told }) => {
      if (told) expect(arrows[from.state][to.state] ?? []).toContain(event.kind);
    }));

  it('has every arrow', () => {
    const seen = new Set<string>();
    for (const happenings of fc.sample(lives, { numRuns: 3_000, seed: 7 }))
      for (const { from, event, to, told } of live(happenings))
        if (told) seen.add(`${from.state} ${event.kind} ${to.state}`);
    for (const [from, tos] of Object.entries(arrows))
      for (const [to, kinds] of Object.entries(tos))
        for (const kind of kinds) expect(seen).toContain(`${from} ${kind} ${to}`);
  });

  it('never leads from sending back to pending but through unknown, or by a definite not-done', () =>
    always(({ from, event, to }) => {
      if (from.state === 'sending' && to.state === 'pending') expect(event.kind).toBe('notDone');
    }));

  it('lets an unknown letter wait again only after two looks in a row, 60 s apart, by the same lease', () =>
    always(({ from, event, to }, before) => {
      if (from.state !== 'unknown' || to.state !== 'pending') return;
      const looks = before.filter((m) => m.told && m.event.kind !== 'cancel').slice(-1);
      expect(looks.map((m) => m.event.kind)).toEqual(['absent']);
      expect(event.wall - looks[0]!.event.wall).toBeGreaterThanOrEqual(60_000);
    }));

  it('sends an unknown letter at once only on the word of its door, and in doubt it stays until it is out', () =>
    always(({ from, event, to, told }, before) => {
      if (!told) return;
      if (from.state === 'unknown' && to.state === 'sending') {
        expect(event.kind).toBe('again');
        expect([event.wall >= from.lease_until!, to.lease_epoch]).toEqual([true, from.lease_epoch + 1]);
      }
      const begun = before
        .filter((m) => m.told && m.to.state === 'sending' && m.event.kind !== 'cancel')
        .at(-1);
      if (from.state === 'sending' && begun?.event.kind === 'again') expect(to.state).not.toBe('pending');
    }));

  it('keeps sent for ever, with the first provider id', () =>
    always(({ from, to, told }) => {
      if (from.state === 'sent') expect([told, to]).toEqual([false, from]);
    }));

  it('keeps a provider id whoever brings it, in every other state', () =>
    always(({ from, event, to }) => {
      if ((event.kind !== 'ok' && event.kind !== 'found') || from.state === 'sent') return;
      expect([to.state, to.provider_id]).toEqual(['sent', event.id]);
    }));

  it('takes no result from a lease that is not the present one, but a provider id', () =>
    always(({ from, event, told }) => {
      if ('epoch' in event && event.epoch !== from.lease_epoch) expect(told).toBe(false);
    }));

  it('never lets one lease begin twice, nor one that was taken away or ran out', () =>
    always(({ from, event, to, told }, before) => {
      if (!told || (event.kind !== 'begin' && event.kind !== 'again')) return;
      if (event.kind === 'begin') expect(event.wall).toBeLessThan(from.lease_until!);
      const begun = before.filter((m) => m.told && m.to.state === 'sending').map((m) => m.to.lease_epoch);
      expect(begun).not.toContain(to.lease_epoch);
    }));

  it('sends nothing after cancel but what was under way', () =>
    always(({ event, told }, before) => {
      if (!told || (event.kind !== 'begin' && event.kind !== 'again')) return;
      expect(before.some((m) => m.told && m.event.kind === 'cancel')).toBe(false);
    }));

  it('remembers the first sending', () =>
    always(({ from, to }) => {
      if (from.first_sending_at !== null) expect(to.first_sending_at).toBe(from.first_sending_at);
    }));
});

describe('A letter that redraws', () => {
  const sending = { ...fresh, edits: 1, state: 'sending', lease_epoch: 1 } as const;
  const lost = { kind: 'lost', epoch: 1, lookAt: 9_000, now: 1_000, random: 0.5 } as const;

  it('simply goes again when nothing more is heard of it', () => {
    expect(step(sending, lost).to).toMatchObject({ state: 'pending', attempt: 1, not_before: 2_000 });
    expect(step({ ...sending, edits: 0 }, lost).to).toMatchObject({ state: 'unknown', lease_until: 9_000 });
  });
});

describe('Waiting', () => {
  it('is spread over up to 2 s · 2ⁿ, at most 600 s', () => {
    expect([0, 1, 2, 8, 9, 50].map((n) => backOff(n, 0.999999))).toEqual([
      1_999, 3_999, 7_999, 511_999, 599_999, 599_999,
    ]);
    expect(backOff(3, 0.25)).toBe(4_000);
    expect(backOff(3, 0)).toBe(1);
  });

  it('follows what the platform asks, and up to a tenth more, without using an attempt', () => {
    const sending = { ...fresh, state: 'sending', lease_epoch: 1 } as const;
    const told = (wait: number, random: number) =>
      step(sending, { kind: 'notDone', epoch: 1, now: 1_000, wall: 5_000, wait, random }).to;
    expect(told(30_000, 0)).toMatchObject({ state: 'pending', not_before: 31_000, attempt: 0 });
    expect(told(30_000, 0.5)).toMatchObject({ not_before: 32_500, attempt: 0 });
    expect(told(0, 0.5)).toMatchObject({ not_before: 2_000, attempt: 1 });
  });
});
