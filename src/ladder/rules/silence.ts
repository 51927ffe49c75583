/** Silence is normal: about whom "Has X answered?" is asked on a card, and where someone else is offered. */
import type { Day } from '../../time/days.ts';
import { businessDaysIn } from '../../time/days.ts';
import { ANSWER_ASKED_AFTER, SOMEONE_ELSE_AFTER } from './constants.ts';
import type { Ground } from './ground.ts';
import { ground as groundOf, isAnswered } from './ground.ts';
import type { LadderState, Touch } from './state.ts';

/** The one touch about whose person this day's card asks "Has X answered?": the first card from the 1st, 3rd and 7th business day after, longest waiting first; or null. */
export function askAboutAnswer(state: LadderState, today: Day): Touch | null {
  if (state.touches.some((touch) => touch.answerAskedOn.includes(today))) return null;
  return silences(groundOf(state, today)).find((touch) => isQuestionDue(touch, today)) ?? null;
}

/** Unanswered touches, 3 business days old and asked about since, for which someone else there is offered; longest waiting first. */
export function offerSomeoneElse(state: LadderState, today: Day): readonly Touch[] {
  return silences(groundOf(state, today)).filter((touch) =>
    touch.answerAskedOn.some((asked) => businessDaysIn(touch.day, asked) >= SOMEONE_ELSE_AFTER),
  );
}

/** Each person's unanswered asking touch, longest waiting first; paused and resting people are left alone. */
function silences(ground: Ground): readonly Touch[] {
  return ground.state.contacts
    .filter(({ paused, restingUntil }) => !paused && (restingUntil === null || restingUntil <= ground.today))
    .flatMap(({ id }) => ground.history(id)?.telling ?? [])
    .filter((touch) => !isAnswered(touch) && touch.outcome !== 'no')
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.seq - b.seq));
}

function isQuestionDue(touch: Touch, today: Day): boolean {
  const waited = businessDaysIn(touch.day, today);
  const reached = ANSWER_ASKED_AFTER.filter((after) => waited >= after).at(-1);
  if (reached === undefined) return false;
  return !touch.answerAskedOn.some((asked) => businessDaysIn(touch.day, asked) >= reached);
}
