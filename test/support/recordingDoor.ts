// A platform for tests: a list of messages that were really put there, with planned faults. Unless told (`onceMs`) it
// knows no dedupe of its own, so a letter sent twice stands there twice.

import type { Delivery, Found, Letter } from '../../adapters/adapter.ts';
import type { Carrier } from '../../src/outbox/courier.ts';

/**
 * How one attempt goes. `ok` · applied, and the answer lost (`lost`: an error; `unknown`: the adapter says so;
 * `hang`: never; `late`: after `lateMs`) · not applied: `broken` (an error), `refused` (no time named), `limited`
 * (wait 30 s), `brief` (wait 3 s), `never`, `closed` (never, to this member), `gone` (never, to this tenant).
 */
export type Fault =
  | 'ok'
  | 'lost'
  | 'unknown'
  | 'hang'
  | 'late'
  | 'broken'
  | 'refused'
  | 'limited'
  | 'brief'
  | 'never'
  | 'closed'
  | 'gone';

export interface Posted {
  readonly wireKey: string;
  readonly id: string;
  /** As it was put there; a redrawing replaces it. */
  letter: Letter;
}

export interface RecordingDoor {
  readonly posted: Posted[];
  /** Every attempt, applied or not. */
  readonly attempts: Letter[];
  readonly looks: string[];
  /** Most attempts that were under way at once, by tenant and in all (`*`). */
  readonly most: Map<string, number>;
  /** While true, looks cannot tell; while `slow`, they do not see what came last. */
  blind: boolean;
  slow: boolean;
  readonly lookAfterMs?: number;
  readonly atOnce?: Carrier['atOnce'];
  readonly pacePerSecond?: Carrier['pacePerSecond'];
  deliver(letter: Letter): Promise<Delivery>;
  find(letter: Letter): Promise<Found>;
}

/** `plan` says how the nth attempt (from 0) goes; what it does not say is `ok`. */
export function recordingDoor(
  wall: () => number,
  plan: (n: number, letter: Letter) => Fault | undefined = () => 'ok',
  settings: Pick<Carrier, 'lookAfterMs' | 'atOnce' | 'pacePerSecond'> & {
    readonly lateMs?: number;
    /** From the first attempt on it shows a letter once, however often it is sent, ms. */
    readonly onceMs?: number;
  } = {},
): RecordingDoor {
  const under = new Map<string, number>();
  function count(key: string, by: number): void {
    const letters = (under.get(key) ?? 0) + by;
    under.set(key, letters);
    door.most.set(key, Math.max(letters, door.most.get(key) ?? 0));
  }
  const holds = ({ firstSendingAt }: Letter) => wall() - firstSendingAt < (settings.onceMs ?? 0);
  function put(letter: Letter): string {
    if (letter.kind === 'edit') {
      const old = door.posted.find((p) => p.id === letter.target);
      if (!old) throw new Error('no such message');
      old.letter = letter;
      return old.id;
    }
    const there = holds(letter) ? door.posted.find((p) => p.wireKey === letter.wireKey) : undefined;
    if (there) return there.id;
    const id = `m${door.posted.length}`;
    door.posted.push({ wireKey: letter.wireKey, id, letter });
    return id;
  }
  async function attempt(letter: Letter): Promise<Delivery> {
    const fault = plan(door.attempts.length, letter) ?? 'ok';
    door.attempts.push(letter);
    await new Promise((next) => setImmediate(next));
    switch (fault) {
      case 'ok':
        return { state: 'sent', id: put(letter), channel: `D${letter.address.user}` };
      case 'lost':
        put(letter);
        throw new Error('socket hang up');
      case 'unknown':
        put(letter);
        return { state: 'unknown' };
      case 'hang':
        put(letter);
        return new Promise(() => undefined);
      case 'late': {
        const id = put(letter);
        await new Promise((next) => setTimeout(next, settings.lateMs ?? 0));
        return { state: 'sent', id };
      }
      case 'broken':
        throw new Error('connection reset');
      case 'refused':
        return { state: 'notSent', retryAt: wall() };
      case 'limited':
        return { state: 'notSent', retryAt: wall() + 30_000 };
      case 'brief':
        return { state: 'notSent', retryAt: wall() + 3_000 };
      case 'never':
        return { state: 'never', reason: 'blocked' };
      case 'closed':
        return { state: 'never', reason: 'closed', holds: 'member' };
      case 'gone':
        return { state: 'never', reason: 'gone', holds: 'tenant' };
    }
  }
  const { lateMs: _, onceMs: __, ...kinds } = settings;
  const door: RecordingDoor = {
    posted: [],
    attempts: [],
    looks: [],
    most: new Map(),
    blind: false,
    slow: false,
    ...kinds,
    async deliver(letter) {
      const keys = ['*', letter.address.tenant];
      for (const key of keys) count(key, 1);
      try {
        return await attempt(letter);
      } finally {
        for (const key of keys) count(key, -1);
      }
    },
    async find(letter) {
      door.looks.push(letter.wireKey);
      await new Promise((next) => setImmediate(next));
      if (door.blind) return { state: 'cannotTell' };
      const found = door.slow ? undefined : door.posted.find((p) => p.wireKey === letter.wireKey);
      if (found) return { state: 'found', id: found.id };
      return { state: holds(letter) ? 'again' : 'absent' };
    },
  };
  return door;
}
