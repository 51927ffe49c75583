// The program as JavaScript, made once for a whole run of tests: a child that starts from TypeScript is busy for two seconds with
// reading it. Handed to the tests as `built`, a folder laid out as the project is.

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    built: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const asJavaScript = ['--noEmit', 'false', '--noCheck', '--rewriteRelativeImportExtensions'];

/** All that is no TypeScript, such as the page and the fonts. */
const isKeptAsItIs = (path: string) => statSync(path).isDirectory() || !path.endsWith('.ts');

/** Global set-up of vitest. */
export async function setup(project: TestProject): Promise<() => void> {
  // Among the packages, so that it finds them and nothing else looks at it.
  const built = mkdtempSync(join(root, 'node_modules', '.rungs-built-'));
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  await promisify(execFile)(tsc, ['-p', root, '--outDir', built, ...asJavaScript]);
  for (const part of ['package.json', 'src', 'adapters'])
    cpSync(join(root, part), join(built, part), { recursive: true, filter: isKeptAsItIs });
  project.provide('built', built);
  return () => rmSync(built, { recursive: true, force: true });
}
