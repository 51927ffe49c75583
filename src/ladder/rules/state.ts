/**
 * What the ladder keeps of a member, as plain values; all else (ratings as learned, edge, who is free,
 * the card) is derived from it by the functions beside this file.
 */
import type { Fit, Known } from '../../people/rules/activities.ts';
import type { Day, Weekday } from '../../time/days.ts';

/** Days off, ill or paused, both ends included; `to` null = until further notice. */
export interface DaysOff {
  readonly from: Day;
  readonly to: Day | null;
}

/** A member's planned days: their weekdays less days off, ill, paused. */
export interface Plan {
  readonly weekdays: readonly Weekday[];
  readonly daysOff: readonly DaysOff[];
}

/** What is kept of an activity. Built-in ones need a row only when something was rated, hidden or asked. */
export interface KeptActivity {
  readonly id: string;
  /** The rating 0–100 before anything happened; later ones are `ratings`. null = typical. */
  readonly rating: number | null;
  readonly hidden: boolean;
  /** Days on which its own rating was asked on a card (skipped or not). */
  readonly askedOn: readonly Day[];
  /** Set for an activity of the member's own; fits null = friend, old, met, answered. */
  readonly own: { readonly name: string; readonly fits: readonly Fit[] | null } | null;
}

/** What is kept of a person. */
export interface KeptContact {
  readonly id: string;
  /** null = not known, taken as met. */
  readonly known: Known | null;
  /** The rating 0–100 before anything happened; later ones are `ratings`. null = typical of the kind. */
  readonly rating: number | null;
  readonly paused: boolean;
  /** First day on which they are no longer resting (a no sets it). */
  readonly restingUntil: Day | null;
  /** First day on which to be in touch again (cleared by a touch). */
  readonly keepInTouchOn: Day | null;
}

/** What can be owed to a person. */
export type OwedKind = 'thanks' | 'promise' | 'reply' | 'referral';

/** Something owed to a person and not settled, due on a day. */
export interface Owed {
  readonly id: string;
  readonly contact: string;
  readonly what: OwedKind;
  readonly due: Day;
}

/** How a touch ended; null = nothing is known, 'waiting' = no answer yet. */
export type Outcome = 'waiting' | 'replied' | 'talked' | 'booked' | 'no';

/** A logged step that happened. `seq` is the order of logging, one count for all kinds of event. */
export interface Touch {
  readonly id: string;
  readonly seq: number;
  readonly day: Day;
  readonly activity: string;
  /** null = nobody (preparation, events). */
  readonly contact: string | null;
  /** D as the last fold had it; a cache, never read by the fold. */
  readonly foreseen: number | null;
  /** 0–100, null = not said. */
  readonly felt: number | null;
  readonly outcome: Outcome | null;
  /** The day the outcome became known, when later than the touch. */
  readonly outcomeOn: Day | null;
  /** It was the next step owed for a reply. */
  readonly wasReply: boolean;
  /** It was the one follow-up after silence. */
  readonly wasFollowUp: boolean;
  /** Days on which "Has X answered?" was asked about it. */
  readonly answerAskedOn: readonly Day[];
}

/** "Not today", and why if it was said. */
export interface Mark {
  readonly day: Day;
  readonly seq: number;
  readonly why: 'no-time' | 'too-much' | 'ill' | null;
}

/** "Stay here a while" switched on or off. */
export interface Hold {
  readonly day: Day;
  readonly seq: number;
  readonly on: boolean;
}

/** A rating said by the member; null = back to the typical value. */
export interface Rated {
  readonly day: Day;
  readonly seq: number;
  readonly of: 'contact' | 'activity';
  readonly id: string;
  readonly value: number | null;
}

/** A step swapped away (Easier and Swap too) or left undone beside a done one. */
export interface Passed {
  readonly contact: string | null;
  readonly activity: string;
  readonly day: Day;
}

/** All that the ladder keeps of one member. */
export interface LadderState {
  readonly plan: Plan;
  /** Picks a day. */
  readonly goal: number;
  /** The edge at sign-up. */
  readonly startEdge: number;
  /** Any text of the member's own; makes ties fall differently for different members. */
  readonly seed: string;
  readonly joined: Day;
  readonly activities: readonly KeptActivity[];
  readonly contacts: readonly KeptContact[];
  /** Only what is not settled. */
  readonly owed: readonly Owed[];
  readonly touches: readonly Touch[];
  readonly marks: readonly Mark[];
  readonly holds: readonly Hold[];
  readonly ratings: readonly Rated[];
  readonly passed: readonly Passed[];
}

/** Why a step stands on a card: the number of the filling that took it, or what it is. */
export type Why =
  | 'owed'
  | 'talk'
  | 'band'
  | 'under'
  | 'above'
  | 'gentlest'
  | 'preparation'
  | 'warm-up'
  | 'easier'
  | 'braver';

/** One activity with one person (or alone), as offered. */
export interface Step {
  readonly contact: string | null;
  readonly activity: string;
  /** D, 0–100, kept exact (.5 stays). */
  readonly difficulty: number;
  readonly why: Why;
  /** It is the one follow-up after silence. */
  readonly followUp: boolean;
  /** The owed thing that it serves. */
  readonly owed: Owed | null;
  /** Whose opener is said aloud (only for say it aloud as a warm-up). */
  readonly about: string | null;
}

/** A day's card as drawn. `none` on a day that is not planned. */
export interface Card {
  readonly kind: 'full' | 'small' | 'none';
  readonly warmUp: Step | null;
  /** In the order shown: the owed pick, then easier before harder. */
  readonly picks: readonly Step[];
  /** Fewer than five people are free: ask who else there is. */
  readonly askMemory: boolean;
  /** Activities of this card whose own rating is asked when they first stand open. */
  readonly rateActivities: readonly string[];
}
