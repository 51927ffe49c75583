// The log names where a fault came from, and nothing of what was typed.

import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('says where an error came from, and never its message, though that look like a frame', () => {
  const script = `
    import { createLog } from './src/log.ts';
    createLog('info', false).note('it broke', { error: new Error('no such one\\n    at Zelda, Zelda Corp') });`;
  const out = execFileSync(
    'sh',
    ['-c', '"$0" --import tsx --input-type=module -e "$1" 2>&1', process.execPath, script],
    {
      encoding: 'utf8',
    },
  );
  const [line] = out.split('\n').filter((text) => text.startsWith('{'));
  const told = JSON.parse(line ?? '{}');
  expect(told.msg).toBe('it broke');
  expect(told.error.frames.length).toBeGreaterThan(0);
  expect(out).not.toContain('Zelda');
});
