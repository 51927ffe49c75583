import { expect, it } from 'vitest';
import { labels } from '../../src/people/rules/labels.ts';

const of = (...names: string[]) =>
  [...labels(names.map((name, i) => ({ id: `${i}`, name }))).entries()]
    .sort((a, b) => +a[0] - +b[0])
    .map(([, label]) => label);

it.each([
  [['Maria Lopez'], ['Maria']],
  [
    ['Maria', 'Maria Quint'],
    ['Maria', 'Maria Q.'],
  ],
  [
    ['Maria Lopez', 'Maria Quint'],
    ['Maria L.', 'Maria Q.'],
  ],
  [
    ['Maria Quint', 'Maria Quest', 'Maria Lopez'],
    ['Maria Qui.', 'Maria Que.', 'Maria L.'],
  ],
  [
    ['Bo Li', 'Bo Lind'],
    ['Bo Li', 'Bo Lin.'],
  ],
  [
    ['Ana von Berg', 'Ana Maria Berg'],
    ['Ana Berg', 'Ana Maria Berg'],
  ],
  [
    ['maria Lopez', 'Maria quint'],
    ['maria L.', 'Maria q.'],
  ],
  [
    ['Ben Fox', 'Ben Fox', 'Ben Fox'],
    ['Ben Fox', 'Ben Fox 2', 'Ben Fox 3'],
  ],
  [
    ['Øystein Å', 'Øystein Ærø'],
    ['Øystein Å', 'Øystein Æ.'],
  ],
  [
    ['my sister Anna', 'the woman', 'My boss', 'an old friend of Tom'],
    ['Anna', 'the woman', 'My boss', 'Tom'],
  ],
  [
    ['My Linh', 'An Tran', 'A J Smith', 'my Anna', 'Anna Berg'],
    ['My', 'An', 'A', 'Anna', 'Anna B.'],
  ],
])('%j → %j', (names, expected) => {
  expect(of(...names).length).toBe(names.length);
  expect(new Set(of(...names))).toEqual(new Set(expected));
});

it('keeps a label of the member’s own and steps aside for it', () => {
  const result = labels([
    { id: 'a', name: 'Maria Lopez' },
    { id: 'b', name: 'Mother', label: 'Maria' },
  ]);
  expect([result.get('a'), result.get('b')]).toEqual(['Maria L.', 'Maria']);
});

it('tells ten thousand apart, namesakes too, in well under a second', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => ({
    id: `${i}`,
    name: i % 2 ? 'Maria Quint' : `Maria Q${i}`,
  }));
  const started = performance.now();
  expect(new Set(labels(many).values()).size).toBe(10_000);
  expect(performance.now() - started).toBeLessThan(500);
});

it('takes the last word along with a title, by which nobody is called alone', () => {
  const made = labels([
    { id: 'a', name: 'Dr. Ann Keller' },
    { id: 'b', name: 'Frau Keller' },
    { id: 'c', name: 'Dr.' },
  ]);
  expect([...made.values()]).toEqual(['Dr. Keller', 'Frau Keller', 'Dr.']);
});
