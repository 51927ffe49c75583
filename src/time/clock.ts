// The program's now: the machine's clock, or RUNGS_CLOCK's file moved by hand (tests, the demo). Signatures, leases
// and time-outs do not ask here: they stay real. When to look and tick is schedule/clock.ts.
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** What the clock's file says: the instant written in it, and when that was written (both epoch ms). */
export interface ClockReading {
  readonly instant: number;
  readonly writtenAt: number;
}

/** A file's text and modification time (epoch ms); throws when it cannot be read. */
export type LookAtFile = (path: string) => { text: string; writtenAt: number };

/**
 * Reads RUNGS_CLOCK's file: one ISO instant with its offset, such as 2026-11-23T09:00:00Z.
 * Throws an Error whose message names the file and the cure.
 */
export function readClock(path: string, look: LookAtFile = lookAtFile): ClockReading {
  let seen: ReturnType<LookAtFile>;
  try {
    seen = look(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`RUNGS_CLOCK: the file ${path} cannot be read (${why}).`, { cause });
  }
  const instant = parseInstant(seen.text.trim());
  if (instant === null)
    throw new Error(
      `RUNGS_CLOCK: the file ${path} must hold one ISO instant such as 2026-11-23T09:00:00Z, not ${JSON.stringify(seen.text.slice(0, 40))}.`,
    );
  return { instant, writtenAt: seen.writtenAt };
}

/** The program's clock. */
export interface ProgramClock {
  /** The program's now, epoch ms in whole milliseconds; looks at the file each time. */
  now(): number;
  /** Whether the file was written since the last call of `changed` (or the start). Always false without a file. */
  changed(): boolean;
  /** Why the file cannot be read at the moment, else null. Meanwhile the last good reading runs on. */
  trouble(): string | null;
}

/**
 * The clock over RUNGS_CLOCK's file, or over the machine's own without one. `wallNow` is the machine's clock.
 * Throws as `readClock` does when the file is no good at the start; later the last good reading runs on, since a
 * writer may be half-way through.
 */
export function programClock(from: {
  readonly file?: string | undefined;
  readonly wallNow?: () => number;
  readonly look?: LookAtFile;
}): ProgramClock {
  const { file, wallNow = Date.now, look = lookAtFile } = from;
  if (file === undefined) return { now: wallNow, changed: () => false, trouble: () => null };

  let reading = readClock(file, look);
  let answered = reading;
  let trouble: string | null = null;
  const refresh = (): void => {
    try {
      reading = readClock(file, look);
      trouble = null;
    } catch (error) {
      trouble = error instanceof Error ? error.message : String(error);
    }
  };
  return {
    now() {
      refresh();
      return Math.floor(reading.instant + wallNow() - reading.writtenAt);
    },
    changed() {
      refresh();
      const moved = reading.instant !== answered.instant || reading.writtenAt !== answered.writtenAt;
      answered = reading;
      return moved;
    },
    trouble: () => trouble,
  };
}

/** Text and time through one handle, so that both are of the same file when it is replaced by a rename. */
function lookAtFile(path: string): { text: string; writtenAt: number } {
  const handle = openSync(path, 'r');
  try {
    return { text: readFileSync(handle, 'utf8'), writtenAt: fstatSync(handle).mtimeMs };
  } finally {
    closeSync(handle);
  }
}

/** Epoch ms of 'YYYY-MM-DDTHH:MM[:SS[.fraction]]' with Z or ±HH:MM, null for anything else or no such day. */
function parseInstant(text: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  const day = Date.parse(`${parts?.[1]}T00:00:00Z`);
  // Date.parse lets 31 February run over into March.
  if (!parts || Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== parts[1]) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}
