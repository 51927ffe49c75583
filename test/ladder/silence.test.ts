import { describe, expect, it } from 'vitest';
import { offerGoal, offerTalkGoal } from '../../src/ladder/rules/goalStep.ts';
import { askAboutAnswer, offerSomeoneElse } from '../../src/ladder/rules/silence.ts';
import type { Touch } from '../../src/ladder/rules/state.ts';
import { addDays } from '../../src/time/days.ts';
import { MONDAY, person, state, touch } from './support.ts';

const day = (n: number) => addDays(MONDAY, n);
const contacts = ['a', 'b'].map((id) => person(id, 'old'));

/** On which of the days 0 … 20 with a card it is asked about whom, when the cards come on these days. */
function asking(touches: readonly Touch[], cards: readonly number[]): string {
  let now = state({ contacts, touches });
  const asked: string[] = [];
  for (const n of cards) {
    const about = askAboutAnswer(now, day(n));
    if (!about) continue;
    asked.push(`${n}${about.contact}`);
    now = {
      ...now,
      touches: now.touches.map((one) =>
        one.id === about.id ? { ...one, answerAskedOn: [...one.answerAskedOn, day(n)] } : one,
      ),
    };
  }
  return asked.join(' ');
}
const weekdays = Array.from({ length: 20 }, (_, n) => n).filter((n) => n % 7 < 5);

describe('"Has X answered?"', () => {
  it('comes on the first card from the 1st, 3rd and 7th business day after', () => {
    expect(asking([touch(1, MONDAY, 'email', 'a')], weekdays)).toBe('1a 3a 9a');
    expect(asking([touch(1, MONDAY, 'email', 'a')], [4, 8, 15])).toBe('4a 15a');
    expect(asking([touch(1, MONDAY, 'email', 'a')], [0])).toBe('');
  });

  it('is about one person a card, the longest waiting first', () => {
    expect(asking([touch(2, MONDAY, 'email', 'b'), touch(1, MONDAY, 'email', 'a')], [1, 2, 3, 4])).toBe(
      '1a 2b 3a 4b',
    );
  });

  it('is not asked after comments, answers and noes', () => {
    for (const over of [{ outcome: 'replied' }, { outcome: 'no' }] as const) {
      expect(asking([touch(1, MONDAY, 'email', 'a', over)], weekdays)).toBe('');
    }
    expect(asking([touch(1, MONDAY, 'comment', 'a'), touch(2, MONDAY, 'thanks', 'b')], weekdays)).toBe('');
  });

  it('comes before someone else there is offered', () => {
    const asked = (...answerAskedOn: string[]) =>
      offerSomeoneElse(
        state({ contacts, touches: [touch(1, MONDAY, 'email', 'a', { answerAskedOn })] }),
        day(4),
      ).length;
    expect([asked(), asked(day(1)), asked(day(1), day(3))]).toEqual([0, 0, 1]);
  });
});

describe('the goal', () => {
  const week = (counts: readonly number[], felt: number | null, from = 0) =>
    counts.flatMap((count, n) =>
      Array.from({ length: count }, (_, i) =>
        touch(from * 100 + n * 10 + i, day(from + n), 'message', `x${n}${i}`, { felt }),
      ),
    );
  const offered = (touches: readonly Touch[], goal = 2) => offerGoal(state({ touches, goal }), day(7));

  it('is offered one more after four of five days met that felt fine, up to 5', () => {
    expect(offered(week([2, 2, 0, 2, 2], 40))).toBe(3);
    expect(offered(week([2, 2, 0, 2, 2], 41))).toBe(null);
    expect(offered(week([2, 2, 1, 1, 2], 10))).toBe(null);
    expect(offered(week([2, 2, 2, 2, 2], null))).toBe(null);
    expect(offered(week([5, 5, 5, 5, 5], 10), 5)).toBe(null);
  });

  it('is offered as one after two weeks under half', () => {
    expect(offerGoal(state({ touches: week([1, 1, 1, 1, 0], 10) }), day(14))).toBe(1);
    expect(offerGoal(state({ touches: week([1, 1, 1, 1, 1], 10) }), day(14))).toBe(null);
    expect(offerGoal(state({ joined: day(3) }), day(14))).toBe(null);
    expect(offerGoal(state({ goal: 1 }), day(14))).toBe(null);
  });

  it('of talks is offered as two after three weeks met', () => {
    const talks = [0, 7, 14].map((n, i) =>
      touch(i, day(n), 'email', 'a', { outcome: 'booked', outcomeOn: day(n + 2) }),
    );
    expect(offerTalkGoal(state({ touches: talks }), 1, day(21))).toBe(2);
    expect(offerTalkGoal(state({ touches: talks.slice(1) }), 1, day(21))).toBe(null);
    expect(offerTalkGoal(state({ touches: talks }), 2, day(21))).toBe(null);
  });
});
