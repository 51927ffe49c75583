// Who a member is: zone, days, morning, quiet hours, pace. Rules over them; their rows stand beside.

/** Days of the week in the order of the calendar. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Defaults at sign-up (method 10): 09:00, Monday to Friday, quiet 20:00–08:00; two contacts a day, as the article has it. */
export const defaults = Object.freeze({
  morning: '09:00',
  days: 'mon,tue,wed,thu,fri',
  quietFrom: '20:00',
  quietUntil: '08:00',
  goal: 2,
  talkGoal: 1,
  /** Method 2: nothing tapped, nothing rated. */
  edge: 20,
});

/** `paused_until` of someone who paused without an end. */
export const forGood = '9999-12-31';

export interface Member {
  readonly id: string;
  readonly state: 'invited' | 'active' | 'stopped' | 'peace' | 'linked';
  readonly joinedOn: string | null;
  /** IANA name; null until known (Discord before the city). */
  readonly zone: string | null;
  /** HH:MM. */
  readonly morning: string;
  readonly days: readonly Weekday[];
  readonly quietFrom: string;
  readonly quietUntil: string;
  /** Picks a day. */
  readonly goal: number;
  /** Conversations a week. */
  readonly talkGoal: number;
  readonly startEdge: number;
  readonly edge: number;
  readonly hold: boolean;
  readonly seed: string;
  /** First day with cards again; null: not paused. */
  readonly pausedUntil: string | null;
  readonly pace: 'daily' | 'asked' | 'weekly' | 'silent';
  readonly paceSince: string | null;
  readonly nextDueAt: number | null;
  readonly lastCardAt: number | null;
  readonly lastCardOn: string | null;
  readonly missedOn: string | null;
  readonly missedWhy: string | null;
  readonly seenAt: number | null;
}

/** The first day with cards again of somebody who is on pause today; null: not paused, or not any more. */
export const backOn = ({ pausedUntil }: Pick<Member, 'pausedUntil'>, today: string): string | null =>
  pausedUntil !== null && pausedUntil > today ? pausedUntil : null;

/** Whether what they asked for may come to them by itself today: not on a pause, nor after stop. */
export const mayCome = (me: Pick<Member, 'state' | 'pausedUntil'>, today: string): boolean =>
  me.state === 'active' && backOn(me, today) === null;
