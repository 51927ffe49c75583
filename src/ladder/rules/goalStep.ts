/** When a bigger or smaller daily goal is offered, and two conversations a week. Acts count, never replies. */
import type { Day } from '../../time/days.ts';
import { addDays, mondayOf } from '../../time/days.ts';
import {
  GOAL_LOW_SHARE,
  GOAL_LOW_WEEKS,
  GOAL_MAX,
  GOAL_MET,
  GOAL_MET_OF,
  GOOD_FELT,
  TALK_GOAL_MORE,
  TALK_WEEKS,
} from './constants.ts';
import { heardOn } from './ground.ts';
import { planned } from './planned.ts';
import type { LadderState, Touch } from './state.ts';

/** A goal that is offered, never set: one more after 4 of the last 5 planned days met with a mean feeling ≤ 40, one a day after two weeks under half; null for none. Days up to yesterday count. */
export function offerGoal(state: LadderState, today: Day): number | null {
  const days = planned(state.plan);
  const byDay = new Map<Day, Touch[]>();
  for (const touch of state.touches) byDay.set(touch.day, [...(byDay.get(touch.day) ?? []), touch]);
  const done = (day: Day) => byDay.get(day)?.length ?? 0;

  const last: Day[] = [];
  for (let day = days.before(today); day !== null && day > state.joined && last.length < GOAL_MET_OF; ) {
    last.push(day);
    day = days.before(day);
  }
  const felt = last.flatMap((day) => (byDay.get(day) ?? []).flatMap((touch) => touch.felt ?? []));
  const mean = felt.reduce((sum, value) => sum + value, 0) / felt.length;
  const met = last.filter((day) => done(day) >= state.goal).length;
  if (last.length === GOAL_MET_OF && met >= GOAL_MET && mean <= GOOD_FELT && state.goal < GOAL_MAX) {
    return state.goal + 1;
  }

  const isLow = (week: number) => {
    const from = addDays(today, -7 * (week + 1));
    if (from <= state.joined) return false;
    const ofWeek = Array.from({ length: 7 }, (_, i) => addDays(from, i)).filter(days.isPlanned);
    const shares = ofWeek.map((day) => Math.min(1, done(day) / state.goal));
    return shares.length > 0 && shares.reduce((a, b) => a + b, 0) / shares.length < GOAL_LOW_SHARE;
  };
  const low = Array.from({ length: GOAL_LOW_WEEKS }, (_, week) => week).every(isLow);
  return low && state.goal > 1 ? 1 : null;
}

/** 2 when the last three Mon–Sun weeks each had their conversations (talked or booked, made or heard), while the goal is 1; else null. */
export function offerTalkGoal(state: LadderState, talkGoal: number, today: Day): number | null {
  if (talkGoal < 1 || talkGoal >= TALK_GOAL_MORE) return null;
  const monday = mondayOf(today);
  for (let week = 1; week <= TALK_WEEKS; week += 1) {
    const [from, to] = [addDays(monday, -7 * week), addDays(monday, -7 * (week - 1))];
    if (talksIn(state.touches, from, to) < talkGoal) return null;
  }
  return TALK_GOAL_MORE;
}

/** Conversations had or booked with from ≤ the day made or heard < to. */
export function talksIn(touches: readonly Touch[], from: Day, to: Day): number {
  return touches.filter(
    (touch) =>
      (touch.outcome === 'talked' || touch.outcome === 'booked') &&
      heardOn(touch) >= from &&
      heardOn(touch) < to,
  ).length;
}
