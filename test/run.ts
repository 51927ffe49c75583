// `npm test`: every test through vitest, then each part with its time, and `N passed, N failed` as the last line.
// A test left out counts as failed, and so does a run without tests. Words after `--` choose files: npm test -- ladder

import { startVitest, type TestModule, type Vitest } from 'vitest/node';

/** What one part (a folder of test/) came to; `ms` is working time, so parts side by side add up to more than the run. */
interface Part {
  passed: number;
  failed: number;
  ms: number;
}

const began = performance.now();
const files = process.argv.slice(2);
const lines: string[] = [];
const parts = new Map<string, Part>();
const say = (line: string) => process.stdout.write(`${line}\n`);

/** `test/ladder/card.test.ts` → `ladder`; a file in test/ itself is a part by its own name. */
function partOf(module: TestModule): string {
  const path = module.moduleId.split('/test/').at(-1) ?? module.moduleId;
  return path.includes('/') ? (path.split('/')[0] ?? path) : path.replace(/\.test\.ts$/, '');
}

function count(module: TestModule): void {
  const part = parts.get(partOf(module)) ?? { passed: 0, failed: 0, ms: 0 };
  parts.set(partOf(module), part);
  part.ms += module.diagnostic().duration + module.diagnostic().collectDuration;
  const before = part.failed;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'passed') part.passed += 1;
    else part.failed += 1;
    if (state === 'skipped' || state === 'pending')
      lines.push(`Left out: ${module.moduleId} > ${test.fullName}`);
  }
  // A file that does not load, or whose set-up throws, has no failed test of its own.
  if (!module.ok() && part.failed === before) part.failed += 1;
}

function report(): boolean {
  for (const [name, { passed, failed, ms }] of [...parts].sort(([a], [b]) => (a < b ? -1 : 1)))
    say(
      `${name.padEnd(16)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ${(ms / 1000).toFixed(1).padStart(7)} s`,
    );
  for (const line of lines) say(line);
  const all = [...parts.values()];
  const passed = all.reduce((sum, part) => sum + part.passed, 0);
  const found = all.reduce((sum, part) => sum + part.failed, 0) + extra;
  if (passed + found === 0) say('No test ran, and that counts as failed.');
  const failed = passed + found === 0 ? 1 : found;
  say(`Took ${((performance.now() - began) / 1000).toFixed(1)} s`);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

/** Faults that belong to no test: an error nobody caught, a server that did not start. */
let extra = 0;
let vitest: Vitest | undefined;
try {
  vitest = await startVitest('test', files, { watch: false, reporters: ['default'] });
  for (const module of vitest.state.getTestModules()) count(module);
  extra += vitest.state.getUnhandledErrors().length;
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  extra += 1;
}
await vitest?.close();
process.exit(report() ? 0 : 1);
