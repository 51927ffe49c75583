import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { programClock, readClock } from '../../src/time/clock.ts';

/** A file in the hand: its text and time of writing, or the trouble it gives. */
function handFile(text: string, writtenAt: number) {
  const file = { text, writtenAt, gone: false };
  const look = () => {
    if (file.gone) throw new Error('ENOENT: no such file');
    return { text: file.text, writtenAt: file.writtenAt };
  };
  return { file, look };
}
const WALL = Date.parse('2030-05-05T12:00:00Z');
const at = (text: string) => Date.parse(text);

describe("the program's now", () => {
  test('is the instant in the file plus the real time since the file was written', () => {
    const { look } = handFile('2026-11-23T09:00:00Z\n', WALL - 90_000);
    let wall = WALL;
    const clock = programClock({ file: 'clock', wallNow: () => wall, look });
    expect(clock.now()).toBe(at('2026-11-23T09:01:30Z'));
    wall += 60_000;
    expect(clock.now()).toBe(at('2026-11-23T09:02:30Z'));
  });

  test('moves with the hand, forwards and back, and says so once', () => {
    const { file, look } = handFile('2026-11-23T09:00:00Z', WALL);
    const clock = programClock({ file: 'clock', wallNow: () => WALL, look });
    expect(clock.changed()).toBe(false);
    file.text = '2026-11-24T09:00:00+01:00';
    expect(clock.now()).toBe(at('2026-11-24T08:00:00Z'));
    expect(clock.changed()).toBe(true);
    expect(clock.changed()).toBe(false);
    file.text = '2026-11-20T00:00:00.250Z';
    expect(clock.changed()).toBe(true);
    expect(clock.now()).toBe(at('2026-11-20T00:00:00.250Z'));
  });

  test('the same instant written again later is a change: the time since begins anew', () => {
    const { file, look } = handFile('2026-11-23T09:00:00Z', WALL - 5_000);
    const clock = programClock({ file: 'clock', wallNow: () => WALL, look });
    file.writtenAt = WALL;
    expect(clock.changed()).toBe(true);
    expect(clock.now()).toBe(at('2026-11-23T09:00:00Z'));
  });

  test('a file caught half-written or gone leaves the last reading running, and says what is wrong', () => {
    const { file, look } = handFile('2026-11-23T09:00:00Z', WALL);
    let wall = WALL;
    const clock = programClock({ file: 'clock', wallNow: () => wall, look });
    file.text = '';
    wall += 1_000;
    expect(clock.now()).toBe(at('2026-11-23T09:00:01Z'));
    expect(clock.changed()).toBe(false);
    expect(clock.trouble()).toMatch(/one ISO instant/);
    file.gone = true;
    expect(clock.changed()).toBe(false);
    expect(clock.trouble()).toMatch(/cannot be read \(ENOENT/);
    file.gone = false;
    file.text = '2026-12-01T09:00:00Z';
    expect(clock.changed()).toBe(true);
    expect(clock.trouble()).toBeNull();
  });

  test('without a file it is the machine’s, and never changes', () => {
    const clock = programClock({ wallNow: () => WALL });
    expect(clock.now()).toBe(WALL);
    expect(clock.changed()).toBe(false);
  });
});

describe('the file', () => {
  test.each([
    '',
    'tomorrow',
    '2026-11-23',
    '2026-11-23T09:00:00',
    '2026-02-31T09:00:00Z',
    '2026-11-23T25:00:00Z',
    '1',
  ])('%j is refused at the start, naming the file and an example', (text) => {
    const { look } = handFile(text, WALL);
    expect(() => programClock({ file: '/x/clock', look })).toThrow(
      /\/x\/clock must hold .*2026-11-23T09:00:00Z/,
    );
  });

  const folder = mkdtempSync(join(tmpdir(), 'rungs-clock-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a real one is read with its modification time', () => {
    const path = join(folder, 'clock');
    writeFileSync(path, '2026-11-23T09:00:00Z\n');
    utimesSync(path, WALL / 1000, WALL / 1000);
    expect(readClock(path)).toEqual({ instant: at('2026-11-23T09:00:00Z'), writtenAt: WALL });
    const clock = programClock({ file: path, wallNow: () => WALL + 2_000 });
    expect(clock.now()).toBe(at('2026-11-23T09:00:02Z'));
    writeFileSync(path, '2026-11-25T09:00:00Z');
    utimesSync(path, WALL / 1000, WALL / 1000);
    expect(clock.changed()).toBe(true);
    expect(clock.now()).toBe(at('2026-11-25T09:00:02Z'));
  });

  test('a missing one is refused by name', () => {
    expect(() => readClock(join(folder, 'none'))).toThrow(/none cannot be read/);
  });
});
