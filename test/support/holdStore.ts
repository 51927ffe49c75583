// A second program for tests: opens the store at the address given, says `open` (or what is wrong) on stdout, and
// stays until it is killed. With `humble`, as somebody who may not write everything, if it was root.

import { openStore } from '../../src/store/open.ts';
import { settingsFor } from './settings.ts';

const [, , url, humble] = process.argv;
const NOBODY = 65_534;

try {
  if (humble === 'humble' && process.getuid?.() === 0) process.seteuid?.(NOBODY);
  await openStore(settingsFor(url!));
  process.stdout.write('open\n');
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${(error as Error).name}: ${(error as Error).message}\n`);
  process.exit(1);
}
