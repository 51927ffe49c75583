// The log names where a fault came from, and nothing of what was typed.

import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** What a script says of all it writes, in the order in which a terminal would show it. */
const shownBy = (script: string) =>
  execFileSync('sh', ['-c', '"$0" --import tsx --input-type=module -e "$1" 2>&1', process.execPath, script], {
    encoding: 'utf8',
  });

it('writes at once at a terminal, so that the link to the page comes after it', () => {
  const out = shownBy(`
    import { createLog } from './src/log.ts';
    createLog('info', true).info('Made a new key.');
    process.stdout.write('Open the page\\n');`);
  expect(out.trimEnd().split('\n')).toEqual([expect.stringMatching(/Made a new key/), 'Open the page']);
});

it('says where an error came from, and never its message, though that look like a frame', () => {
  const script = `
    import { createLog } from './src/log.ts';
    createLog('info', false).note('it broke', { error: new Error('no such one\\n    at Zelda, Zelda Corp') });`;
  const out = shownBy(script);
  const [line] = out.split('\n').filter((text) => text.startsWith('{'));
  const told = JSON.parse(line ?? '{}');
  expect(told.msg).toBe('it broke');
  expect(told.error.frames.length).toBeGreaterThan(0);
  expect(out).not.toContain('Zelda');
});
