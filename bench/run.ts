// `npm run bench [name…]`: each bench in a process of its own, its lines printed with target and ok/over. Exits 1 only
// when a bench cannot run: it is no timed test.

import { spawn } from 'node:child_process';
import type { Row } from './bench.ts';
import { benches } from './index.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

function figure(value: number, unit: Row['unit']): string {
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3)} ${unit}`;
}

function line({ what, ours, bare, unit, target, orAtMost }: Row): string {
  const ratio = bare === null ? null : ours / bare;
  const within = target === null || (ratio ?? ours) <= target || ours <= (orAtMost ?? -1);
  const aim = [
    target !== null && (ratio === null ? `≤ ${figure(target, unit)}` : `≤ ${target}×`),
    orAtMost !== undefined && `≤ ${orAtMost} ${unit}`,
  ].filter(Boolean);
  return [
    `  ${what}`.padEnd(58),
    figure(ours, unit).padStart(14),
    (bare === null ? '' : figure(bare, unit)).padStart(14),
    (ratio === null ? '' : `${ratio.toFixed(2)}×`).padStart(9),
    `  ${aim.length ? `${aim.join(' or ')}: ${within ? 'ok' : 'OVER'}` : ''}`,
  ].join('');
}

async function here(name: string): Promise<void> {
  const bench = benches.find((one) => one.name === name)!;
  say(`${bench.name}: ${bench.what}`);
  for (const row of await bench.run()) say(line(row));
}

function apart(name: string): Promise<boolean> {
  // A heap and a compiler warmed by one bench would show in the next.
  const args = ['--expose-gc', '--import', 'tsx', 'bench/run.ts', '--here', name];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code === 0)));
}

const words = process.argv.slice(2);
if (words[0] === '--here') {
  await here(words[1] ?? '');
  process.exit(0);
}
const unknown = words.filter((word) => !benches.some((one) => one.name === word));
if (unknown.length) {
  say(`No bench ${unknown.join(', ')}. There are: ${benches.map((one) => one.name).join(', ')}`);
  process.exit(1);
}
let ran = true;
say(
  `${'  median of five'.padEnd(58)}${'ours'.padStart(14)}${'by hand'.padStart(14)}${'ratio'.padStart(9)}  target`,
);
for (const { name } of benches) if (!words.length || words.includes(name)) ran = (await apart(name)) && ran;
process.exit(ran ? 0 : 1);
