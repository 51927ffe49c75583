// The two ways in which a database lets us down: it cannot be started on, or it does not answer just now.

/** Why the program cannot start, as one plain line for the operator; main prints it and exits 1. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

/** Why a database does not do its work just now. */
export type DownReason = 'gone' | 'busy' | 'full' | 'read-only' | 'damaged';

/** The database does not answer just now; nothing of the unit of work was kept. `message` is a line for the operator. */
export class StoreDown extends Error {
  override readonly name = 'StoreDown';
  readonly why: DownReason;

  constructor(why: DownReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.why = why;
  }
}

/** Whether it says that the database does not answer just now. */
export const isDown = (error: unknown): error is StoreDown => error instanceof StoreDown;

/** The code of a driver's error (`SQLITE_BUSY`, `40001`, `ECONNREFUSED`), or an empty string. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** An error for a line of the log: name and code alone, for its message could carry what a member typed. */
export function nameOf(error: unknown): string {
  return [error instanceof Error ? error.name : 'Error', codeOf(error)].filter(Boolean).join(' ');
}

/** Where the store says what an operator should know; pino fits. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** Wait so many milliseconds, letting everything else go on. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
