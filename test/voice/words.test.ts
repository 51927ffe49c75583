// Memory questions, smallest things, preparations, praise: the words said to the member.
import { describe, expect, it } from 'vitest';
import { MEMORY_QUESTIONS, memoryQuestion } from '../../src/voice/memory.ts';
import {
  act,
  type Done,
  HARD,
  hardLine,
  noLine,
  praise,
  type Silence,
  silenceLine,
  surprise,
} from '../../src/voice/praise.ts';
import { isPreparation, type Preparation, preparation, preparations } from '../../src/voice/preparation.ts';
import { SMALLEST, smallest } from '../../src/voice/smallest.ts';

const NEVER =
  /\b(touch\w*|bands?|exposure|pipeline|leads?|prospects?|sales|fail\w*|should have|only|at last|finally|amazing|awesome|fantastic|incredible|proud|streak)\b|checking in|!|[{}]|undefined|’| {2}|—/i;
const SEEDS = Array.from({ length: 40 }, (_, n) => `seed ${n}`);

describe('Memory questions', () => {
  it('are forty, all different, short, and each one question about one person', () => {
    expect(new Set(MEMORY_QUESTIONS).size).toBe(40);
    for (const question of MEMORY_QUESTIONS) {
      expect(question).toMatch(/^(Who|Whose|Which) .*\?$/);
      expect(question.match(/\?/g)).toHaveLength(1);
      expect(question.split(' ').length).toBeLessThanOrEqual(18);
    }
  });

  it("come in an order of the member's own, none twice until all have come", () => {
    const one = Array.from({ length: 40 }, (_, n) => memoryQuestion('a', n));
    expect(new Set(one).size).toBe(40);
    expect(memoryQuestion('a', 40)).toBe(one[0]);
    expect(Array.from({ length: 40 }, (_, n) => memoryQuestion('b', n))).not.toEqual(one);
  });
});

describe('The smallest things', () => {
  it('are about a dozen, ask nothing, and come by the seed', () => {
    expect(new Set(SMALLEST).size).toBeGreaterThanOrEqual(12);
    expect(SMALLEST.filter((line) => line.includes('?') || line.split(' ').length > 18)).toEqual([]);
    expect(smallest('x')).toBe(smallest('x'));
    expect(new Set(SEEDS.map(smallest)).size).toBeGreaterThan(6);
  });
});

describe('Preparations', () => {
  it('say what to do in fewer than 40 words', () => {
    for (const which of ['list', 'script', 'aloud', 'answer'] as const satisfies readonly Preparation[]) {
      expect(isPreparation(which)).toBe(true);
      for (const line of preparations(which, 's')) expect(line.split(/\s+/).length).toBeLessThan(40);
      expect(preparations(which, 's')).toContain(preparation(which, 's'));
    }
    expect(isPreparation('toString')).toBe(false);
  });
});

describe('Praise', () => {
  const maria = (more: Partial<Done>): Done => ({ activity: 'message', name: 'Maria', seed: 's', ...more });

  it('names the exact act', () => {
    expect(act(maria({}))).toBe('You wrote to Maria.');
    expect(act(maria({ activity: 'coffee' }))).toBe('You asked Maria for a coffee.');
    expect(act(maria({ activity: 'coffee', held: true }))).toBe('You had a coffee with Maria.');
    expect(act(maria({ name: 'Maria Q.' }))).toBe('You wrote to Maria Q.');
    expect(act(maria({ activity: 'sang', ownActivityName: 'sang in the choir' }))).toContain(
      'sang in the choir',
    );
    expect(act({ activity: 'message', seed: 's' })).toBe('You wrote to them.');
    expect(act(maria({ name: '$& {who}' }))).toContain('$& {who}');
  });

  it('differs by feeling, and has a kind line of its own for a hard one', () => {
    const at = (felt?: number) => new Set(SEEDS.map((seed) => praise(maria({ felt, seed }))));
    const sets = [at(), at(10), at(50), at(HARD)];
    expect(new Set(sets.flatMap((set) => [...set])).size).toBe(sets.reduce((sum, set) => sum + set.size, 0));
    expect([...sets[3]!].every((line) => SEEDS.some((seed) => line.endsWith(hardLine(seed))))).toBe(true);
  });

  it('says the surprise as it was, in whole tens, and "guessed" only when it was asked', () => {
    for (const seed of SEEDS) {
      expect(surprise(60, 30, false, seed)).toMatch(/^You put it at 6, it was 3\./);
      expect(surprise(60, 30, true, seed)).toMatch(/^You guessed 6, it was 3\./);
      expect(surprise(37.5, 40, false, seed)).toMatch(/^You put it at 4, /);
      expect(surprise(30, 60, false, seed)).toMatch(/it was 6\. .*did it/);
      expect(surprise(0, 100, true, seed)).toContain('10');
    }
  });

  it('never gushes, blames or speaks like a seller, whatever happened', () => {
    const stages: readonly Silence[] = ['early', 'follow-up', 'rest'];
    const activities =
      'comment useful message email voice connect introduction referral coffee phone fifteen stranger-email cold-call thanks card introduce list script aloud answer practice smallest'.split(
        ' ',
      );
    const lines = SEEDS.flatMap((seed) => [
      ...activities.flatMap((activity) =>
        [undefined, 0, 50, 90].flatMap((felt) =>
          [false, true].map((held) => praise(maria({ activity, felt, seed, held }))),
        ),
      ),
      ...[
        [60, 30],
        [30, 60],
        [50, 50],
      ].map(([before, after]) => surprise(before!, after!, false, seed)),
      noLine('Maria', seed),
      ...stages.flatMap((stage) => [
        silenceLine(stage, 'Maria', 'Acme', seed),
        silenceLine(stage, '', undefined, seed),
      ]),
      smallest(seed),
    ]);
    const allowed = /whom you only knew by name/g;
    expect([...new Set(lines)].filter((line) => NEVER.test(line.replace(allowed, '')))).toEqual([]);
  });

  it('keeps a person on the list after a no', () => {
    for (const seed of SEEDS) expect(noLine('Mina', seed)).toContain('Mina stays on your list');
  });
});
