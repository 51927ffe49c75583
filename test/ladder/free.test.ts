import { describe, expect, it } from 'vitest';
import { isFollowUp, standing } from '../../src/ladder/rules/free.ts';
import { ground } from '../../src/ladder/rules/ground.ts';
import { replyDue, settledBy } from '../../src/ladder/rules/owed.ts';
import type { KeptContact, LadderState, Touch } from '../../src/ladder/rules/state.ts';
import { freePeople, waysWith } from '../../src/ladder/rules/steps.ts';
import type { Known } from '../../src/people/rules/activities.ts';
import { addDays } from '../../src/time/days.ts';
import { kept, MONDAY, owes, person, state, touch } from './support.ts';

const day = (n: number) => addDays(MONDAY, n);

/** The first of 300 days from MONDAY on which Xen is free, and how. */
function freeFrom(
  touches: readonly Touch[],
  over: Partial<KeptContact> = {},
  rest: Partial<LadderState> = {},
): string {
  for (let n = 1; n < 300; n += 1) {
    const now = ground(state({ contacts: [person('x', 'old', 30, over)], touches, ...rest }), day(n));
    const stands = standing(now, now.state.contacts[0]!);
    if (stands.free) return `${n} ${stands.owedDue[0]?.what ?? (stands.followUp ? 'follow-up' : 'open')}`;
  }
  return 'never';
}

const asked = (over: Partial<Touch> = {}) => touch(1, MONDAY, 'email', 'x', over);

describe('free again after a touch on a Monday', () => {
  it.each<[string, readonly Touch[], Partial<KeptContact>, string]>([
    ['never touched', [], {}, '1 open'],
    ['paused', [], { paused: true }, 'never'],
    ['resting until its date', [], { restingUntil: day(20) }, '20 open'],
    ['a comment: 3 business days', [touch(1, MONDAY, 'comment', 'x')], {}, '3 open'],
    ['asked: one follow-up after 7 business days', [asked()], {}, '9 follow-up'],
    [
      'asked, then a comment: the asking counts',
      [asked(), touch(2, day(3), 'comment', 'x')],
      {},
      '9 follow-up',
    ],
    ['followed up: 6 weeks', [asked({ wasFollowUp: true })], {}, '42 open'],
    [
      'followed up the second time: 3 months',
      [touch(0, day(-60), 'email', 'x', { wasFollowUp: true }), asked({ wasFollowUp: true })],
      {},
      '91 open',
    ],
    [
      'followed up by a call that was answered, later asked and followed up in vain: 6 weeks',
      [
        touch(0, day(-60), 'phone', 'x', { wasFollowUp: true, outcome: 'talked' }),
        asked({ wasFollowUp: true }),
      ],
      {},
      '42 open',
    ],
    [
      'followed up the fourth time: 6 months',
      [-400, -300, -200, 0].map((n, i) => touch(i, day(n), 'email', 'x', { wasFollowUp: true })),
      {},
      '182 open',
    ],
    ['a no: 3 months', [asked({ outcome: 'no' })], {}, '91 open'],
    ['a no heard later', [asked({ outcome: 'no', outcomeOn: day(9) })], {}, '100 open'],
    ['a no with its own date', [asked({ outcome: 'no' })], { restingUntil: day(30) }, '30 open'],
    ['answered: 8 weeks', [asked({ outcome: 'talked' })], {}, '56 open'],
    ['answered, a friend: 4 weeks', [asked({ outcome: 'booked' })], { known: 'friend' }, '28 open'],
    [
      'answered: the keep-in-touch date',
      [asked({ outcome: 'replied' })],
      { keepInTouchOn: day(11) },
      '11 open',
    ],
    [
      'answered, then commented: from the last touch',
      [asked({ outcome: 'replied' }), touch(2, day(4), 'comment', 'x')],
      {},
      '60 open',
    ],
    ['only thanked', [touch(1, MONDAY, 'thanks', 'x')], {}, '56 open'],
    [
      'answered once, asked again in vain',
      [touch(0, day(-90), 'email', 'x', { outcome: 'replied' }), asked()],
      {},
      '9 follow-up',
    ],
    [
      'asked twice, the first answered after the second',
      [touch(0, day(-3), 'email', 'x', { outcome: 'replied', outcomeOn: day(1) }), asked()],
      {},
      '56 open',
    ],
  ])('%s', (_, touches, over, expected) => {
    expect(freeFrom(touches, over)).toBe(expected);
  });

  it('what is owed makes free on its day, but not on a day of a touch', () => {
    const owed = [owes('x', 'reply', day(2))];
    expect(freeFrom([asked({ outcome: 'replied' })], {}, { owed })).toBe('2 reply');
    const now = ground(
      state({ contacts: [person('x', 'old')], touches: [asked()], owed: [owes('x', 'reply', MONDAY)] }),
      MONDAY,
    );
    expect(standing(now, now.state.contacts[0]!).free).toBe(false);
  });
});

describe('who fits', () => {
  const waysOf = (known: Known | null, touches: readonly Touch[] = [], rest: Partial<LadderState> = {}) => {
    const now = ground(state({ contacts: [person('x', known)], touches, ...rest }), day(80));
    return waysWith(now, now.state.contacts[0]!).map((option) => option.activity.id);
  };
  const answered = [touch(1, MONDAY, 'email', 'x', { outcome: 'replied' })];

  it.each<[string, readonly string[], string]>([
    ['friend', waysOf('friend'), 'comment useful message email voice introduction coffee phone'],
    ['old', waysOf('old'), 'comment useful message email connect fifteen'],
    ['met', waysOf('met'), 'comment useful message email connect'],
    ['not known', waysOf(null), 'comment useful message email connect'],
    ['referred', waysOf('referred'), 'comment connect referral fifteen'],
    ['stranger', waysOf('stranger'), 'comment connect stranger-email cold-call'],
    [
      'a stranger who answered',
      waysOf('stranger', answered),
      'comment useful message email voice introduction coffee phone fifteen',
    ],
    [
      'connected once',
      waysOf('stranger', [touch(1, MONDAY, 'connect', 'x')]),
      'comment stranger-email cold-call',
    ],
    ['commented last', waysOf('met', [touch(1, MONDAY, 'comment', 'x')]), 'useful message email connect'],
    [
      'owed thanks',
      waysOf('referred', [], { owed: [owes('x', 'thanks', MONDAY)] }),
      'comment connect referral fifteen thanks card',
    ],
    [
      'owed a promise',
      waysOf('stranger', [], { owed: [owes('x', 'promise', MONDAY)] }),
      'comment useful message email connect stranger-email cold-call introduce',
    ],
    [
      'hidden',
      waysOf('met', [], { activities: [kept('email', { hidden: true })] }),
      'comment useful message connect',
    ],
    [
      'own',
      waysOf('met', [], { activities: [kept('o', { own: { name: 'Wave', fits: null } })] }),
      'comment useful message email connect o',
    ],
    [
      'own, for strangers',
      waysOf('met', [], { activities: [kept('o', { own: { name: 'Wave', fits: ['stranger'] } })] }),
      'comment useful message email connect',
    ],
    [
      'passed 4 planned days ago',
      waysOf('met', [], { passed: [{ contact: 'x', activity: 'email', day: day(74) }] }),
      'comment useful message connect',
    ],
    [
      'passed 5 planned days ago',
      waysOf('met', [], { passed: [{ contact: 'x', activity: 'email', day: day(73) }] }),
      'comment useful message email connect',
    ],
  ])('%s', (_, ways, expected) => {
    expect(ways.join(' ')).toBe(expected);
  });

  it('a way that leads nowhere comes once in 20 planned days', () => {
    const eight = Array.from({ length: 8 }, (_, i) => touch(i, day(i), 'email', `y${i}`));
    const offered = (n: number) => {
      const now = ground(state({ contacts: [person('x', 'met')], touches: eight }), day(n));
      return waysWith(now, now.state.contacts[0]!).some((option) => option.activity.id === 'email');
    };
    // last used on Monday the 9th (day 7): 20 planned days later is Monday, day 35
    expect([offered(34), offered(35)]).toEqual([false, true]);
  });
});

describe('following up', () => {
  const ways = (way: string, rest: Partial<LadderState> = {}, known: Known = 'old') => {
    const touches = [touch(1, MONDAY, way, 'x')];
    const now = ground(state({ contacts: [person('x', known)], touches, ...rest }), day(9));
    return freePeople(now)
      .flatMap((one) => one.options.map((option) => option.activity.id))
      .join(' ');
  };

  it('goes the same way; after connect another way that is not soft, or useful', () => {
    expect(ways('email')).toBe('email');
    expect(ways('connect')).toBe('useful message email fifteen');
    expect(ways('connect', {}, 'stranger')).toBe('stranger-email cold-call');
    expect(ways('email', { activities: [kept('email', { hidden: true })] })).toBe('useful message fifteen');
  });

  it('is told for what is logged by hand', () => {
    const now = (n: number) =>
      ground(state({ contacts: [person('x', 'old')], touches: [touch(1, MONDAY, 'email', 'x')] }), day(n));
    const told = (n: number, way: string) => isFollowUp(now(n), now(n).state.contacts[0]!, way);
    expect([told(8, 'email'), told(9, 'email'), told(9, 'phone'), told(9, 'comment')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('what is owed', () => {
  const { plan } = state();
  it('a reply is due the next planned day after it was heard, but not for the answer to a reply', () => {
    expect(replyDue(plan, { outcome: 'replied', wasReply: false }, day(4))).toBe(day(7));
    expect(replyDue(plan, { outcome: 'replied', wasReply: true }, day(4))).toBe(null);
    expect(replyDue(plan, { outcome: 'talked', wasReply: false }, day(4))).toBe(null);
  });

  it('a touch settles reply and referral, a thank-you settles thanks, neither a promise', () => {
    const owed = (['thanks', 'promise', 'reply', 'referral'] as const).map((what) => owes('x', what, MONDAY));
    const settled = (activity: string, contact = 'x') =>
      settledBy({ activity, contact }, owed)
        .map(({ what }) => what)
        .join(' ');
    expect(settled('email')).toBe('reply referral');
    expect(settled('card')).toBe('thanks reply referral');
    expect(settled('card', 'y')).toBe('');
  });
});
