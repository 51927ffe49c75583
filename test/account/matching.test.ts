import { describe, expect, it } from 'vitest';
import { matching } from '../../src/account/matching.ts';

const person = (name: string, label: string, organization: string | null = null) => ({
  name,
  label,
  organization,
});
const people = [
  person('Maria Quispe', 'Maria Q.', 'Acme'),
  person('Maria Lopez', 'Maria L.', 'Beta'),
  person('Zoë', 'Zoë'),
  person('🦊', '🦊'),
  person('Ana Li', 'Boss'),
];
const found = (typed: string) => matching(people, typed).map((p) => p.name);

describe('whom a typed name means', () => {
  it.each([
    ['maria quispe', ['Maria Quispe']],
    ['Maria', ['Maria Quispe', 'Maria Lopez']],
    ['maria q', ['Maria Quispe']],
    ['Maria at Beta', ['Maria Lopez']],
    ['zoe', ['Zoë']],
    ['🦊', ['🦊']],
    ['boss', ['Ana Li']],
    ['Acme', []],
    ['Mari', []],
    ['', []],
    ['at', []],
    ['*', []],
  ])('"%s" is %j', (typed, names) => {
    expect(found(typed)).toEqual(names);
  });

  it('asks when a short name is also another one’s first word', () => {
    const two = [person('Ana', 'Ana'), person('Ana Cruz', 'Ana C.')];
    expect(matching(two, 'ana').map((p) => p.name)).toEqual(['Ana']);
    const labelled = [person('Benedict Fox', 'Ben'), person('Ben Hall', 'Ben H.')];
    expect(matching(labelled, 'ben')).toHaveLength(2);
  });
});
