// Lists of odd texts, kept where no editor and no formatter mends them: one a line, in JSON's escapes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of a file of test/fixtures. */
export const fixtureLines = (name: string): readonly string[] =>
  readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => String(JSON.parse(line)));
