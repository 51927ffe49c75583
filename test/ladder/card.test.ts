import { describe, expect, it } from 'vitest';
import { draw } from '../../src/ladder/rules/card.ts';
import type { LadderState } from '../../src/ladder/rules/state.ts';
import { firstWarmUp } from '../../src/ladder/rules/warmUp.ts';
import { addDays } from '../../src/time/days.ts';
import { kept, line, MONDAY, owes, person, said, state, touch } from './support.ts';

const day = (n: number) => addDays(MONDAY, n);
/** Something done on the Monday, so that Tuesday's card is a full one. */
const lively = touch(900, MONDAY, 'list', null);
const tuesday = (over: Partial<LadderState>) =>
  line(draw(state({ ...over, touches: [lively, ...(over.touches ?? [])] }), day(1)));
const only = (...ids: string[]) =>
  [
    'comment',
    'useful',
    'message',
    'email',
    'voice',
    'connect',
    'introduction',
    'referral',
    'coffee',
    'phone',
    'fifteen',
    'stranger-email',
    'cold-call',
  ]
    .filter((id) => !ids.includes(id))
    .map((id) => kept(id, { hidden: true }));

describe('the kind of card', () => {
  it.each<[string, Partial<LadderState>, number, string]>([
    ['a planned day left silent', {}, 1, 'small'],
    ['a touch on it', { touches: [lively] }, 1, 'full'],
    ['"Not today" on it', { marks: [{ day: MONDAY, seq: 1, why: null }] }, 1, 'full'],
    ['the day of joining', { joined: MONDAY }, 1, 'full'],
    ['joined on the weekend before', { joined: day(-1) }, 0, 'full'],
    ['joined the Friday before and silent on Monday', { joined: day(-3) }, 1, 'small'],
    [
      'a touch on the weekend after a silent Friday',
      { touches: [touch(1, day(-1), 'list', null)] },
      0,
      'full',
    ],
    ['a touch this morning', { touches: [touch(1, day(1), 'list', null)] }, 1, 'full'],
    [
      'a day off yesterday after a lively Monday',
      {
        touches: [lively],
        plan: { weekdays: ['mon', 'tue', 'wed'], daysOff: [{ from: day(1), to: day(1) }] },
      },
      2,
      'full',
    ],
    ['Saturday', { touches: [lively] }, 5, 'none'],
    ['paused', { plan: { weekdays: ['mon', 'tue'], daysOff: [{ from: MONDAY, to: null }] } }, 1, 'none'],
  ])('after %s', (_, over, n, kind) => {
    expect(draw(state(over), day(n)).kind).toBe(kind);
  });
});

describe('the filling', () => {
  it('takes one owed step, over the edge before the rest, thanks by a thank-you', () => {
    const contacts = [person('a', 'old', 20), person('b', 'old', 60), person('c', 'old', 30)];
    const touches = ['a', 'b', 'c'].map((id, i) => touch(i, day(-7), 'phone', id, { outcome: 'talked' }));
    const owed = ['a', 'b', 'c'].map((id) => owes(id, 'thanks', MONDAY));
    // D: a 22.5, b 42.5, c 27.5, edge 25
    expect(tuesday({ contacts, touches, owed, startEdge: 25 })).toMatch(
      /(thanks|card) c 27.5 owed for thanks \+ who/,
    );
    expect(tuesday({ contacts: contacts.slice(0, 2), touches, owed, startEdge: 25 })).toMatch(
      /full: (thanks|card) a 22.5 owed/,
    );
  });

  it('puts what is owed before a follow-up', () => {
    const contacts = [person('a', 'old', 50), person('b', 'met', 20)];
    const touches = [
      touch(1, day(-20), 'email', 'a'),
      touch(2, day(-3), 'email', 'b', { outcome: 'replied' }),
    ];
    expect(tuesday({ contacts, touches, owed: [owes('b', 'reply', day(1))] })).toContain('b');
    expect(tuesday({ contacts, touches, startEdge: 30 })).toContain('email a 40 owed again');
  });

  it('leads to one talk a week from Tuesday, to people who answered first', () => {
    const contacts = [person('a', 'friend', 0), person('b', 'met', 40)];
    const touches = [touch(1, day(-70), 'email', 'b', { outcome: 'replied' })];
    const at = (n: number, more: LadderState['touches'] = []) =>
      line(
        draw(
          state({
            contacts,
            startEdge: 35,
            activities: only('coffee', 'comment'),
            touches: [touch(8, day(-3), 'list', null), lively, ...touches, ...more],
          }),
          day(n),
        ),
      );
    expect(at(0)).not.toContain('talk');
    expect(at(1)).toContain('coffee b 45 talk');
    const booked = touch(2, day(-20), 'email', 'z', { outcome: 'booked', outcomeOn: MONDAY });
    expect(at(1, [booked])).not.toContain(' talk');
    expect(at(1, [{ ...booked, outcomeOn: day(-1) }])).toContain(' talk');
  });

  it('goes by tier, then soft last, then ways that work, people untouched longest, ways unused longest', () => {
    const activities = only('message', 'email', 'comment');
    const contacts = [person('m', 'met', 30), person('o', 'old', 30), person('s', 'stranger', 30)];
    expect(tuesday({ activities, contacts, goal: 1, startEdge: 15 })).toMatch(/(message|email) o/);
    const worked = Array.from({ length: 5 }, (_, i) =>
      touch(i, day(-40 + i), 'email', `y${i}`, { outcome: i < 2 ? 'replied' : 'no' }),
    );
    expect(tuesday({ activities, contacts, goal: 1, startEdge: 15, touches: worked })).toContain(
      'email o 30 band',
    );
    const unlucky = worked.map((one, i) => ({
      ...one,
      outcome: i < 1 ? ('replied' as const) : ('no' as const),
    }));
    expect(tuesday({ activities, contacts, goal: 1, startEdge: 15, touches: unlucky })).toContain(
      'message o 25 band',
    );
  });

  it('takes under the edge the highest, and above the band the lowest, never further than 25', () => {
    const activities = only('message', 'email', 'phone');
    expect(tuesday({ activities, contacts: [person('f', 'friend', 10)], startEdge: 50 })).toContain(
      'phone f 32.5 under',
    );
    expect(tuesday({ activities, contacts: [person('m', 'met', 60)], startEdge: 20 })).toContain(
      'message m 40 above',
    );
    expect(tuesday({ activities, contacts: [person('m', 'met', 70)], startEdge: 20 })).toContain(
      'message m 45 above',
    );
    expect(tuesday({ activities, contacts: [person('m', 'met', 71)], startEdge: 20 })).toContain(
      'preparation',
    );
  });

  it('gives the gentlest after two planned days of preparation alone, and not after a silent one', () => {
    const contacts = [person('m', 'met', 90)];
    const list = (n: number) => touch(50 + n, day(n), 'list', null);
    expect(line(draw(state({ contacts, touches: [list(0), list(1)] }), day(2)))).toContain(
      'comment m 52.5 gentlest',
    );
    expect(
      line(draw(state({ contacts, touches: [list(0), touch(60, day(1), 'event-alone', null)] }), day(2))),
    ).toContain('preparation');
    expect(line(draw(state({ contacts, touches: [list(-3), list(1)] }), day(2)))).toContain('preparation');
  });

  it('prepares by what was not done since the last planned day, then by the lowest rating', () => {
    const done = (id: string) => line(draw(state({ touches: [touch(1, MONDAY, id, null)] }), day(1)));
    expect(done('script')).toContain('list alone');
    expect(done('list')).toMatch(/(script|aloud) alone/);
    const hard = state({
      touches: [lively],
      activities: ['list', 'script', 'aloud', 'answer'].map((id) => kept(id, { rating: 95 })),
    });
    expect(line(draw(hard, day(1)))).toMatch(/alone 95 preparation/);
  });

  it('varies the ways and takes one soft step, where the pool has a choice', () => {
    const contacts = [person('a', 'met', 30), person('b', 'met', 30), person('c', 'met', 30)];
    const way = (text: string) => text.match(/(\S+) [abc] \d/g)?.map((part) => part.split(' ')[0]);
    for (const seed of ['a', 'b', 'c', 'd']) {
      const ways = way(tuesday({ contacts, goal: 3, startEdge: 20, seed }))!.slice(-3);
      expect(new Set(ways).size).toBe(3);
      expect(ways).toEqual(expect.arrayContaining(['message', 'email']));
    }
    expect(tuesday({ contacts, goal: 3, activities: only('comment') })).toMatch(/comment.*comment.*comment/);
  });
});

describe('the small card', () => {
  const small = (over: Partial<LadderState>) => line(draw(state(over), day(1)));
  it('has one pick at or under the edge, no talk and no warm-up', () => {
    const contacts = [person('f', 'friend', 10), person('g', 'friend', 10)];
    expect(small({ contacts, startEdge: 31, activities: only('coffee', 'message') })).toContain(
      'small: message',
    );
    expect(small({ contacts, startEdge: 31 })).toMatch(/^small: introduction [fg] 25 under/);
    expect(small({ contacts: [person('s', 'stranger', 90)] })).toMatch(/^small: list alone/);
  });

  it('takes what is owed first, when it is not over the edge', () => {
    const contacts = [person('f', 'friend', 10), person('g', 'friend', 0)];
    const touches = [touch(1, day(-7), 'phone', 'g', { outcome: 'talked' })];
    const owed = [owes('g', 'thanks', MONDAY)];
    expect(small({ contacts, touches, owed })).toMatch(/small: (thanks|card) g 12.5 owed for thanks/);
    expect(small({ contacts, touches, owed, startEdge: 12, activities: only('voice', 'message') })).toContain(
      'list',
    );
  });
});

describe('the warm-up', () => {
  const stretch = person('o', 'old', 40);
  const activities = only('message', 'email');
  const warm = (over: Partial<LadderState>) => tuesday({ activities, goal: 1, ...over });
  it.each<[string, string, Partial<LadderState>]>([
    ['a friend', 'warm message f 15', { contacts: [stretch, person('f', 'friend', 10)] }],
    ['someone met and easy', 'warm message m 20', { contacts: [stretch, person('m', 'met', 20)] }],
    ['nobody met who is less easy', 'warm aloud about o', { contacts: [stretch, person('m', 'met', 26)] }],
    [
      'nobody told of who never answered',
      'warm aloud about o',
      { contacts: [stretch, person('r', 'referred', 5)] },
    ],
    ['no friend over the edge', 'warm aloud about o', { contacts: [stretch, person('f', 'friend', 21)] }],
    [
      'no friend paused',
      'warm aloud about o',
      { contacts: [stretch, person('f', 'friend', 10, { paused: true })] },
    ],
    [
      'no friend of 9 planned days ago',
      'warm aloud about o',
      {
        contacts: [stretch, person('f', 'friend', 10)],
        touches: [touch(1, day(-12), 'message', 'f', { outcome: 'replied' })],
      },
    ],
    [
      'a friend of 10 planned days ago',
      'warm message f 15',
      {
        contacts: [stretch, person('f', 'friend', 10)],
        touches: [touch(1, day(-13), 'message', 'f', { outcome: 'replied' })],
      },
    ],
  ])('is %s', (_, expected, over) => {
    expect(warm(over)).toContain(expected);
  });

  it('is missing when no step with a person is over the edge', () => {
    expect(
      warm({ contacts: [person('f', 'friend', 10), person('g', 'friend', 10)], activities: only('message') }),
    ).not.toContain('warm');
  });

  it('at sign-up is said aloud for the person rated lowest when nobody is easy', () => {
    const step = firstWarmUp(
      state({ contacts: [person('a', 'stranger', 80), person('b', 'old', 60)] }),
      MONDAY,
    );
    expect(step && said(step)).toBe('aloud about b 15 warm-up');
  });
});

describe('beside the card', () => {
  it('asks who else there is while fewer than five are free', () => {
    const contacts = (n: number) => Array.from({ length: n }, (_, i) => person(`f${i}`, 'friend'));
    expect(draw(state({ contacts: contacts(4) }), day(1)).askMemory).toBe(true);
    expect(draw(state({ contacts: contacts(5) }), day(1)).askMemory).toBe(false);
  });

  it('asks an activity’s own rating the first time, and once more after 20 planned days', () => {
    const asks = (askedOn: readonly string[], rating: number | null = null) =>
      draw(state({ activities: [kept('list', { askedOn, rating })] }), day(35)).rateActivities;
    expect(asks([])).toEqual(['list']);
    expect(asks([day(7)])).toEqual(['list']);
    expect(asks([day(8)])).toEqual([]);
    expect(asks([day(0), day(1)])).toEqual([]);
    expect(asks([], 10)).toEqual([]);
  });

  it('keeps the ten thousand quick', () => {
    const kinds = ['friend', 'old', 'met', 'referred', 'stranger'] as const;
    const contacts = Array.from({ length: 10_000 }, (_, i) =>
      person(`contact-${i}`, kinds[i % 5]!, (i * 37) % 101),
    );
    const touches = Array.from({ length: 3000 }, (_, i) =>
      touch(
        i,
        addDays('2023-11-01', Math.floor(i / 2.8)),
        ['message', 'email', 'comment'][i % 3]!,
        `contact-${(i * 7) % 10_000}`,
        { felt: (i * 13) % 60, outcome: i % 4 ? 'waiting' : 'replied' },
      ),
    );
    const big = state({ contacts, touches });
    draw(big, day(1));
    const times = [2, 3, 4].map((n) => {
      const before = process.cpuUsage();
      draw(big, day(n));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    // about 50 ms of the processor's time, which a busy machine does not stretch as it does the clock's
    expect(Math.min(...times)).toBeLessThan(250);
  });
});
