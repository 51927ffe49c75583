/** Who is free today, and for what: section 3's paragraph on waits, follow-ups, rests and keeping in touch. */
import type { Activity } from '../../people/rules/activities.ts';
import { businessDaysIn, daysBetween } from '../../time/days.ts';
import {
  FOLLOW_UP_AFTER,
  FOLLOW_UP_RESTS,
  KEEP_FRIEND,
  KEEP_OTHERS,
  LIGHT_WAIT,
  NO_REST,
} from './constants.ts';
import { fits } from './fits.ts';
import type { Ground, History } from './ground.ts';
import { heardOn, isAnswered, isAskingWay, kindOf } from './ground.ts';
import type { KeptContact, Owed, Touch } from './state.ts';

/** How a person stands today. Free = open, or something owed is due, or a follow-up is due. */
export interface Standing {
  readonly free: boolean;
  /** Any fitting way may be offered. */
  readonly open: boolean;
  /** Owed things that are due, earliest first. */
  readonly owedDue: readonly Owed[];
  /** The unanswered touch whose one follow-up is due. */
  readonly followUp: Touch | null;
  /** Paused, or resting by a date, after a silent follow-up or after a no. */
  readonly resting: boolean;
}

const NEVER_TOUCHED: Standing = { free: true, open: true, owedDue: [], followUp: null, resting: false };

/** A person's standing on the ground's day. */
export function standing(ground: Ground, contact: KeptContact): Standing {
  const { today } = ground;
  const history = ground.history(contact.id);
  const owed = ground.owed(contact.id);
  const restsByDate = contact.restingUntil !== null && contact.restingUntil > today;
  if (!contact.paused && !restsByDate && history === undefined && owed.length === 0) return NEVER_TOUCHED;
  const wait = history ? waiting(contact, history, today) : NEVER_TOUCHED;
  const resting = contact.paused || restsByDate || wait.resting;
  if (contact.paused || restsByDate || history?.last.day === today) {
    return { free: false, open: false, owedDue: [], followUp: null, resting };
  }
  const owedDue = owed.filter((item) => item.due <= today);
  const free = wait.open || wait.followUp !== null || owedDue.length > 0;
  return { free, open: wait.open, owedDue, followUp: wait.followUp, resting };
}

interface Wait {
  readonly open: boolean;
  readonly followUp: Touch | null;
  readonly resting: boolean;
}

function waiting(contact: KeptContact, history: History, today: string): Wait {
  const { telling, last, lastComment } = history;
  const keep = (): Wait => {
    const after = kindOf(contact) === 'friend' ? KEEP_FRIEND : KEEP_OTHERS;
    const open = contact.keepInTouchOn
      ? contact.keepInTouchOn <= today
      : daysBetween(last.day, today) >= after;
    return { open, followUp: null, resting: false };
  };
  if (telling === null) {
    if (history.onlyThanks || lastComment === null) return keep();
    return { open: businessDaysIn(lastComment.day, today) >= LIGHT_WAIT, followUp: null, resting: false };
  }
  if (isAnswered(telling)) return keep();
  if (telling.outcome === 'no') {
    // Its own date stands in restingUntil, which the caller has looked at; an older date is not this no's.
    const own = contact.restingUntil !== null && contact.restingUntil > heardOn(telling);
    const over = own || daysBetween(heardOn(telling), today) >= NO_REST;
    return { open: over, followUp: null, resting: !over };
  }
  if (telling.wasFollowUp) {
    const rest = FOLLOW_UP_RESTS[
      Math.min(Math.max(history.followUps, 1), FOLLOW_UP_RESTS.length) - 1
    ] as number;
    const over = daysBetween(telling.day, today) >= rest;
    return { open: over, followUp: null, resting: !over };
  }
  const due = businessDaysIn(telling.day, today) >= FOLLOW_UP_AFTER;
  return { open: false, followUp: due ? telling : null, resting: false };
}

/** True when the activity is a way of following up on the unanswered touch with that person: the same way, or, where that fits no more (connect is once), another fitting one that is not soft, or useful. */
export function followsUp(ground: Ground, asked: Touch, activity: Activity, contact: KeptContact): boolean {
  const same = ground.shown.find((shown) => shown.id === asked.activity);
  if (same && fits(ground, same, contact)) return activity.id === same.id;
  return (
    activity.id !== asked.activity && (!activity.soft || activity.id === 'useful') && isAskingWay(activity.id)
  );
}

/** True when a touch on the ground's day with the person, not yet in the state, is the one follow-up (for what is logged by hand). */
export function isFollowUp(ground: Ground, contact: KeptContact, activity: string): boolean {
  const history = ground.history(contact.id);
  return (
    history !== undefined &&
    isAskingWay(activity) &&
    waiting(contact, history, ground.today).followUp !== null
  );
}
