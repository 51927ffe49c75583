// What every work of the program is handed by main. The works themselves are the files beside this one.

import type { Env } from '../config.ts';
import type { NotingLog } from '../log.ts';

/** What main knows and a work may need. */
export interface Given {
  readonly env: Env;
  /** What was typed after the work's name. */
  readonly words: readonly string[];
  /** The folder of package.json, where the key file stands by default. */
  readonly folder: string;
  /** The time-zone data that this machine's Node carries. */
  readonly hostZones: string | undefined;
  readonly logAt: (level: string) => NotingLog;
  /** A line on stdout. */
  readonly say: (line: string) => void;
}
