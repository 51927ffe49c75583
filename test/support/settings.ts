// Settings of test stores, for tests and for the second programs that they start (which have no vitest).

import { migrations } from '../../migrations/index.ts';
import type { Log } from '../../src/store/faults.ts';
import type { StoreSettings } from '../../src/store/open.ts';

/** The instant that test stores begin at: Monday, 2026-11-23 09:00 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 9);

/** A fixed key, so that a database opened twice in one test opens. */
export const TEST_KEY = Buffer.alloc(32, 7).toString('base64');

/** A log that says nothing. */
export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Settings for tests on the database at `url`: a fixed key, a clock that stands at NOW, a short lease. */
export function settingsFor(url: string, settings: Partial<StoreSettings> = {}): StoreSettings {
  return {
    url,
    migrations,
    key: { value: TEST_KEY, defaultFile: 'none' },
    now: () => NOW,
    log: quiet,
    lease: { length: 1_500, renewal: 300 },
    ...settings,
  };
}
