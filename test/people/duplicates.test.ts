// When two names are asked about as one person.

import { describe, expect, test } from 'vitest';
import { likelyDuplicates } from '../../src/people/rules/duplicates.ts';

const like = (name: string, ...others: string[]): readonly string[] =>
  likelyDuplicates(
    name,
    others.map((other) => ({ id: other, name: other })),
  );

describe('Names that are likely one person', () => {
  test.each([
    ['maria quiroga', 'Maria Quiroga'],
    ['Zoe Bell', 'Zoë  Bell'],
    ['Quiroga Maria', 'Maria Quiroga'],
    ['Dr. Maria Quiroga', 'Maria Quiroga'],
    ['Maria Q.', 'Maria Quiroga'],
    ['Maria Quiroga', 'Maria Q'],
    ['M. Quiroga', 'Maria Quiroga'],
    ['Ana Quiroga', 'Anna Quiroga'],
    ['Maria Quirgoa', 'Maria Quiroga'],
    ['Ben Hale', 'Benjamin Hale'],
    ['Maria Luisa Ruiz', 'Maria Ruiz'],
    ["Mary O'Neill", 'Mary ONeill'],
    ['Maria', 'Maria Quiroga'],
    ['Maria Quiroga', 'Maria'],
    ['Maira', 'Maria'],
    ['🦊', '🦊'],
  ])('%s is asked about when there is %s', (typed, there) => {
    expect(like(typed, there)).toEqual([there]);
  });
});

describe('Names that are different people', () => {
  test.each([
    ['Maria Quiroga', 'Maria Lopez'],
    ['Maria Q.', 'Maria Lopez'],
    ['Maria Quiroga', 'Ben Quiroga'],
    ['Jan Hale', 'Jon Hale'],
    ['Maria', 'Mario'],
    ['Ana', 'Ben'],
    ['Guest 12', 'Guest 13'],
    ['Guest 1', 'Guest 11'],
    ['John A. Smith', 'John B. Smith'],
    ['Maria Quiroga', 'Marta Quirogo'],
    ['🦊', '🐻'],
    ['田中', '田村'],
  ])('%s is simply added beside %s', (typed, there) => {
    expect(like(typed, there)).toEqual([]);
  });
});

test('the very same name comes before one that is only like it', () => {
  expect(like('Maria Quiroga', 'Maria Q.', 'MARIA QUIROGA', 'Maria Lopez')).toEqual([
    'MARIA QUIROGA',
    'Maria Q.',
  ]);
});
