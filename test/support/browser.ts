// A real Chromium for tests: CHROME_PATH, else Debian's, else the one that comes as a package.
// Only --no-sandbox; never that package's own arguments, which switch the web's security off.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Libraries that Chromium wants and this machine lacks, by file name. */
function missing(program: string, libraries: string): readonly string[] {
  try {
    const env = { ...process.env, LD_LIBRARY_PATH: libraries };
    const lines = execFileSync('ldd', [program], { encoding: 'utf8', env }).split('\n');
    return lines
      .filter((line) => line.includes('not found'))
      .map((line) => line.trim().split(' ')[0] ?? line);
  } catch {
    return [];
  }
}

/** Unpack the packaged Chromium and the few libraries that come with it, once for all test processes. */
async function packaged(): Promise<{ program: string; libraries: string }> {
  const folder = join(tmpdir(), `rungs-chromium-${process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) await unpack(folder);
  return { program: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib') };
}

/** Unpack beside, then rename: a second process sees all of it or none of it. */
async function unpack(folder: string): Promise<void> {
  const beside = `${folder}-${process.pid}`;
  mkdirSync(beside, { recursive: true });
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  const { default: pack } = await import('@sparticuz/chromium');
  try {
    process.env.TMPDIR = beside;
    // With this set it unpacks its libraries (nss, nspr, expat) as well; they serve where the system has none.
    process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
    await pack.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  // Its own font list points into fixed folders; this one serves where the machine has no fonts at all.
  writeFileSync(join(beside, 'fonts.conf'), `<fontconfig><dir>${join(folder, 'fonts')}</dir></fontconfig>`);
  try {
    renameSync(beside, folder);
  } catch {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Start the browser. Throws one line that says what is missing when it cannot start. */
export async function openBrowser(): Promise<Browser> {
  const own = [process.env.CHROME_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  const { program, libraries } = own ? { program: own, libraries: '' } : await packaged();
  const bare = own ? [] : missing(program, '');
  const lacks = bare.length > 0 ? missing(program, libraries) : [];
  if (lacks.length > 0)
    throw new Error(
      `Chromium cannot start here: ${lacks.join(', ')} missing. Install Debian's chromium, or set CHROME_PATH.`,
    );
  const added = {
    ...(bare.length > 0 && { LD_LIBRARY_PATH: libraries }),
    ...(!own && !existsSync('/etc/fonts') && { FONTCONFIG_FILE: join(dirname(program), 'fonts.conf') }),
  };
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...added }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  return chromium.launch({ executablePath: program, args: ['--no-sandbox'], env });
}
