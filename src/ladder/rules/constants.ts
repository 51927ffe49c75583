/**
 * Every number of the two ladders, the edge and the card, each with its reason.
 * Typical ratings stand with the catalogue (people/rules/activities.ts).
 */

/** The lowest and highest value of a rating. */
export const RATING_MIN = 0;
/** See RATING_MIN. */
export const RATING_MAX = 100;
/** The edge never goes under this: even the shyest start has a comment on a friend's post. Ours. */
export const EDGE_MIN = 10;
/** The edge never goes over this. */
export const EDGE_MAX = 100;

/** Width of the band past the edge: neighbouring rungs of an exposure ladder differ by at most 10–15. */
export const BAND = 15;
/** How far beyond the band a pick may still reach when nothing nearer is there. Ours: without it cards leapt 35. */
export const REACH = 10;

/** Comfortable = felt at most this: clear unease begins at 50. */
export const GOOD_FELT = 40;
/** … or at most this share of what was foreseen: fear that fell by half. */
export const GOOD_SHARE = 1 / 2;

/** A leap (a gentlest or Braver step) lifts to this much below its difficulty: its band, not itself. Ours. */
export const LEAP_BELOW = 15;
/** Fast start: how many first feelings with a person count. Ours: about three days. */
export const FAST_FEELINGS = 6;
/** Fast start: felt at most this was "no big deal". */
export const FAST_FELT = 20;
/** Fast start and leap: the edge moves at most one band a day. */
export const FAST_PER_DAY = 15;
/** Two good dates must lie within so many planned days. Ours: two weeks of weekdays. */
export const TWO_GOOD_WITHIN = 10;
/** The ordinary lift a day: a third of the band. Ours. */
export const LIFT_PER_DAY = 5;
/** The ordinary lift in LIFT_WINDOW planned days: two thirds of the band. Ours. */
export const LIFT_PER_WINDOW = 10;
/** Planned days of LIFT_PER_WINDOW, today among them: one week of weekdays. */
export const LIFT_WINDOW = 5;

/** Felt at least this is "too much". */
export const TOO_MUCH_FELT = 90;
/** The second "too much" lowers the edge by so much. Ours. */
export const TOO_MUCH_DOWN = 5;

/** The higher rating takes this share of the surprise. Ours: surprise is mostly about the scarier half. */
export const LEARN_HIGHER = 1 / 2;
/** The lower rating takes this share. Ours. */
export const LEARN_LOWER = 1 / 4;

/** A skipped activity rating is asked once more after so many planned days. Ours: a month of weekdays. */
export const ASK_RATING_AGAIN = 20;

/** Business days after a light touch: the first of 3B7. */
export const LIGHT_WAIT = 3;
/** Business days until the one follow-up: the second of 3B7. */
export const FOLLOW_UP_AFTER = 7;
/** Days of rest after the first, the second and any later unanswered follow-up: 6 weeks, 3 months, 6 months. Ours. */
export const FOLLOW_UP_RESTS: readonly number[] = [42, 91, 182];
/** Days of rest after a no without its own date: 3 months. Ours. */
export const NO_REST = 91;
/** Days until a friend who answered is free again: close people every 4 weeks. */
export const KEEP_FRIEND = 28;
/** Days until anyone else who answered is free again: warm people every 8 weeks. */
export const KEEP_OTHERS = 56;
/** A step swapped away or left undone is not offered within so many planned days. Ours: a week. */
export const PASSED_GAP = 5;

/** A warm-up's person was untouched for so many planned days. Ours: daily wears a friend out. */
export const WARM_UP_GAP = 10;
/** People who are not friends are a warm-up up to this rating: mild unease. */
export const WARM_UP_EASY = 25;

/** Fewer free people than this: ask who else there is. Ours. */
export const FEW_PEOPLE = 5;

/** A way works: at least so many tries … (under five a share says nothing) */
export const WORKS_TRIES = 5;
/** … and this share answered: 20–40 % is a normal answer rate. */
export const WORKS_SHARE = 1 / 3;
/** A way leads nowhere: at least so many tries and no answer; e-mail to strangers got 0.3 of 10. Ours. */
export const DEAD_TRIES = 8;
/** Such a way is offered once in so many planned days. Ours. */
export const DEAD_GAP = 20;

/** The week's talk is led to from its 2nd planned day on: the article asks for one a week, and Monday is hard enough. */
export const TALK_FROM = 2;
/** After so many planned days of preparation alone comes the gentlest step there is. Ours. */
export const PREPARATION_RUN = 2;
/** Picks on the small card: after c2's day after a skip. */
export const SMALL_PICKS = 1;

/** Braver is offered once the day's last step felt at most this. */
export const BRAVER_FELT = 30;
/** Easier is at least so much easier: half a point of 0–10. */
export const EASIER_BY = 5;

/** "Has Ravi answered?" comes on the first card from these business days after. */
export const ANSWER_ASKED_AFTER: readonly number[] = [1, 3, 7];
/** Someone else there is offered after so many business days: the 3 of 3B7. */
export const SOMEONE_ELSE_AFTER = 3;

/** Goal step: so many … */
export const GOAL_MET = 4;
/** … of the last so many planned days met → one more, */
export const GOAL_MET_OF = 5;
/** … never past this. */
export const GOAL_MAX = 5;
/** Two weeks under this share of the goal → offer one a day. */
export const GOAL_LOW_SHARE = 1 / 2;
/** How many weeks under GOAL_LOW_SHARE. */
export const GOAL_LOW_WEEKS = 2;
/** Weeks with the week's conversation met, after which two a week are offered. */
export const TALK_WEEKS = 3;
/** Conversations a week that are offered then. */
export const TALK_GOAL_MORE = 2;

/** Start edge by the boldest way tapped at sign-up. */
export const START_EDGE = {
  none: 10,
  post: 15,
  friend: 20,
  old: 30,
  ring: 35,
  fifteen: 40,
  stranger: 40,
} as const;
/** Start edge when nothing was tapped and no activity is rated ≤ START_RATED. */
export const START_UNTAPPED = 20;
/** Nothing tapped: the highest activity rating up to this is the start. */
export const START_RATED = 30;
