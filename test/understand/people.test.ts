import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPeople, indexPeople, type Known } from '../../src/understand/mentions.ts';
import { readPeople, type TypedPerson } from '../../src/understand/people.ts';

describe('a typed list of people', () => {
  it.each<[string, TypedPerson[]]>([
    ['Maria Quiroga', [{ name: 'Maria Quiroga' }]],
    ['Maria at Acme', [{ name: 'Maria', org: 'Acme' }]],
    ['Maria AT Acme', [{ name: 'Maria', org: 'Acme' }]],
    ['Maria @ Acme', [{ name: 'Maria', org: 'Acme' }]],
    ['Maria (Acme)', [{ name: 'Maria', org: 'Acme' }]],
    ['Maria Quiroga (Acme, Inc.), Ben', [{ name: 'Maria Quiroga', org: 'Acme, Inc.' }, { name: 'Ben' }]],
    ['Maria from Acme', [{ name: 'Maria', org: 'Acme' }]],
    ['Maria, Ben, Ravi', [{ name: 'Maria' }, { name: 'Ben' }, { name: 'Ravi' }]],
    ['Maria, Ben and Ravi', [{ name: 'Maria' }, { name: 'Ben' }, { name: 'Ravi' }]],
    ['Maria, Ben, and Ravi', [{ name: 'Maria' }, { name: 'Ben' }, { name: 'Ravi' }]],
    ['Maria and Ben at Acme', [{ name: 'Maria' }, { name: 'Ben', org: 'Acme' }]],
    ['Maria at Marks and Spencer', [{ name: 'Maria', org: 'Marks and Spencer' }]],
    ['Maria (Marks and Spencer)', [{ name: 'Maria', org: 'Marks and Spencer' }]],
    [
      'Ana at Acme and Ben at Foo',
      [
        { name: 'Ana', org: 'Acme' },
        { name: 'Ben', org: 'Foo' },
      ],
    ],
    ['Maria\nBen at Foo\r\n\n  Ravi  ', [{ name: 'Maria' }, { name: 'Ben', org: 'Foo' }, { name: 'Ravi' }]],
    ['- Maria\n- Ben\n3. Ravi', [{ name: 'Maria' }, { name: 'Ben' }, { name: 'Ravi' }]],
    ['Sammy Davis, Jr., Ben', [{ name: 'Sammy Davis, Jr.' }, { name: 'Ben' }]],
    ['Ana at Acme, Inc.', [{ name: 'Ana', org: 'Acme, Inc.' }]],
    ['Maria, Bosch Lab, Ben', [{ name: 'Maria', org: 'Bosch Lab' }, { name: 'Ben' }]],
    ['Maria, Zoe at Acme Ltd.', [{ name: 'Maria' }, { name: 'Zoe', org: 'Acme Ltd.' }]],
    ['Maria at Acme, Bosch Lab', [{ name: 'Maria', org: 'Acme' }, { name: 'Bosch Lab' }]],
    [', Bosch Lab', [{ name: 'Bosch Lab' }]],
    ['Andy Sandoval', [{ name: 'Andy Sandoval' }]],
    ['<img src=x onerror="alert(1,2)">', [{ name: '<img src=x onerror="alert(1,2)">' }]],
    ['=HYPERLINK("http://x","y")', [{ name: '=HYPERLINK("http://x","y")' }]],
    ['[x](http://evil.example)', [{ name: '[x](http://evil.example)' }]],
    ['@everyone', [{ name: '@everyone' }]],
    ['<!channel>', [{ name: '<!channel>' }]],
    ['*Maria* _Q_', [{ name: '*Maria* _Q_' }]],
    ['🦄 Unicorn 👩‍👩‍👧', [{ name: '🦄 Unicorn 👩‍👩‍👧' }]],
    ['דנה כהן, محمد علي', [{ name: 'דנה כהן' }, { name: 'محمد علي' }]],
    ['a\u0000b \ud800', [{ name: 'ab \ufffd' }]],
    ['at Acme', [{ name: 'at Acme' }]],
    ['', []],
    [' , ,\n ', []],
  ])('reads %j', (text, expected) => {
    expect(readPeople(text).people).toEqual(expected);
  });

  it('hands back a name over 500 characters instead of keeping it', () => {
    const long = 'x'.repeat(501);
    expect(readPeople(`Ana, ${long}`)).toEqual({ people: [{ name: 'Ana' }], tooLong: [long] });
    expect(readPeople('🦄'.repeat(500)).tooLong).toEqual([]);
    // Names by the thousand in one breath are no list: cut at each 'and', a request full of them would take ten seconds.
    const breathless = `Ana${' and Ben'.repeat(2_000)}`;
    expect(readPeople(`${breathless.slice(0, 15_996)}, Cleo`).people).toHaveLength(2_001);
    expect(readPeople(`${breathless}, Cleo`)).toEqual({ people: [{ name: 'Cleo' }], tooLong: [breathless] });
  });

  it('never throws, and is through with spiteful lists at once', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readPeople(text)));
    for (const piece of ['(', '"', '<', ', ', ' and ', '- ', ' at ', 'a and b at ', '\n'])
      readPeople(piece.repeat(100_000));
  });
});

const contacts: Known[] = [
  { id: 'mq', name: 'Maria Quiroga', label: 'Maria Q.', org: 'Acme' },
  { id: 'ms', name: 'Maria Silva', label: 'Maria S.', org: 'Foo Bar' },
  { id: 'zoe', name: 'Zoë Müller', label: 'Zoë' },
  { id: 'ravi', name: 'Ravi', label: 'Ravi' },
  { id: 'will', name: 'Will Ford', label: 'Will' },
  { id: 'may', name: 'May Lin', label: 'May' },
  { id: 'jl', name: 'Jean-Luc O’Brien', label: 'Jean' },
  { id: 'dr', name: 'Dr. Stefan Holt', label: 'Dr.' },
  { id: 'uni', name: '🦄', label: '🦄' },
  { id: 'wang', name: '王小明', label: '王小明' },
];

describe('contacts named in a text', () => {
  const brief = (text: string) => {
    const { found, unclear } = findPeople(text, contacts);
    return [
      ...found.map((one) => one.id),
      ...unclear.map((one) => `${one.words}${one.typo ? '~' : '?'}${one.candidates.join('|')}`),
    ].join(' ');
  };
  it.each([
    ['emailed Ravi yesterday', 'ravi'],
    ['emailed RAVI yesterday', 'ravi'],
    ["Ravi's reply came", 'ravi'],
    ['emailed zoe', 'zoe'],
    ['coffee with Zoe Muller', 'zoe'],
    ['coffee with Maria Quiroga', 'mq'],
    ['coffee with maria quiroga', 'mq'],
    ['coffee with Maria Quirgoa', 'mq'],
    ['coffee with Maria Q.', 'mq'],
    ['coffee with Maria Si', 'ms'],
    ['coffee with Maria', 'Maria?mq|ms'],
    ['coffee with Maria from Acme', 'mq'],
    ['coffee with Maria at Foo Bar', 'ms'],
    ['coffee with Maria (Acme)', 'mq'],
    ['coffee with Maria and Ravi', 'ravi Maria?mq|ms'],
    ['emailed Will yesterday', 'will'],
    ['emailed will yesterday', 'will'],
    ['I will email Ravi', 'ravi'],
    ['Will email Ravi', 'ravi'],
    ['met May on 3 May', 'may'],
    ['emailed Ravi on 3 May', 'ravi'],
    ['may I', ''],
    ['rang jean-luc', 'jl'],
    ['rang Jean-Luc O’Brien', 'jl'],
    ['saw Stefan', 'dr'],
    ['saw Dr. Stefan Holt', 'dr'],
    ['emailed Stefna', 'Stefna~dr'],
    ['emailed Marai yesterday', 'Marai~mq|ms'],
    ['emailed Rvai', ''],
    ['wrote to 🦄', 'uni'],
    ['昨天给王小明写信', 'wang'],
    ['nobody at all', ''],
    ['', ''],
  ])('in "%s": %s', (text, expected) => {
    expect(brief(text)).toBe(expected);
  });

  it('says where they stand', () => {
    expect(findPeople('coffee with Maria Quiroga today', contacts).found[0]).toEqual({
      id: 'mq',
      words: 'Maria Quiroga',
      span: [12, 25],
    });
  });

  it('takes 10,000 contacts and a long text without a wait', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      id: `c${i}`,
      name: `Näme${i.toString(36)} Last${i}`,
      label: `Näme${i.toString(36)}`,
    }));
    const index = indexPeople(many);
    for (let i = 0; i < 20; i += 1) findPeople('Nome1a Xyzzy '.repeat(10_000), index);
    expect(findPeople('emailed name7pr yesterday', many).found.map((one) => one.id)).toEqual(['c9999']);
    const marias = many.map((one) => ({ ...one, name: `Maria ${one.id}`, label: 'Maria' }));
    expect(findPeople('Maria '.repeat(600), marias).unclear[0]?.candidates).toHaveLength(10_000);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, name) => {
        findPeople(text, [{ id: 'x', name, label: name.slice(0, 3) }, ...contacts]);
      }),
    );
  });
});
