// Disks of 2 MB for tests: a program's database on one of them comes to its end soon.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes small disks, or null where none may be mounted. */
export function smallDisks(): (() => { path: string; gone(): void }) | null {
  const mount = () => {
    const path = mkdtempSync(join(tmpdir(), 'rungs-disk-'));
    const gone = () => {
      execFileSync('umount', ['-l', path], { stdio: 'ignore' });
      rmSync(path, { recursive: true, force: true });
    };
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'none', path], { stdio: 'ignore' });
    } catch (error) {
      rmSync(path, { recursive: true, force: true });
      throw error;
    }
    mkdirSync(join(path, 'backups'), { mode: 0o700 });
    return { path, gone };
  };
  try {
    mount().gone();
    return mount;
  } catch {
    return null;
  }
}
