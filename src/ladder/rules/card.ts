/**
 * The day's card: which kind, its picks in the order shown, the warm-up, what is asked beside it.
 * Where method.md leaves room, the reading taken stands in a comment at its rule.
 */

/*
 * Readings taken where the method leaves room:
 * - "up to this morning" = touches and marks from the last planned day up to the drawing, today's included.
 * - Waits go by the telling touch: the last asking one, or an answer or no heard after it (ground.ts). So someone who
 *   answered once and is silent now is followed up, not "kept in touch" with.
 * - Follow-ups are counted from the last answer on: first 42, second 91, later 182 days of rest.
 * - Someone free only for what is owed gets only ways that serve it: thanks by thank-you or card, a promise by
 *   introduce, useful, message, e-mail (whatever their kind), a reply or someone named by any fitting way.
 *   Owed but not yet due is no reason to be free, nor a hindrance.
 * - A follow-up whose way fits no more (hidden, other kind) goes like the one after connect.
 * - Ways that lead nowhere are asking ways only: a comment cannot go unanswered.
 * - The warm-up need not be free: not paused, not resting (by date, after a silent follow-up, after a no) is enough.
 * - Number 2 may take someone owed; number 1 takes one at most.
 * - Variety: first another activity, then (with a soft pick there) one that is not soft, within one number's pool.
 * - The aloud warm-up is about the first pick shown that is over the edge. Ties before the hash prefer what is not soft.
 * - Braver: a comment lies below writing; 15 minutes and phone are calls, coffee is meeting.
 * - A preparation swapped away comes after all others, so that there is always one.
 * - A further "too much" on the date of a fall is the first of the new count.
 */
import type { Day } from '../../time/days.ts';
import { ASK_RATING_AGAIN, FEW_PEOPLE, SMALL_PICKS } from './constants.ts';
import { fill, isDue, lowestOf, openPeople, owedOrder, underOrder } from './fill.ts';
import { difficultyOf } from './fits.ts';
import type { Ground } from './ground.ts';
import { ground as groundOf } from './ground.ts';
import { theOrder } from './order.ts';
import { preparations } from './preparation.ts';
import type { Card, LadderState, Step } from './state.ts';
import type { Option, Person } from './steps.ts';
import { asStep, freePeople } from './steps.ts';
import { firstStretch, nextWarmUp } from './warmUp.ts';

/** The card of a day. `undone` is a first warm-up of sign-up left undone: it is this card's warm-up and its person no pick. */
export function draw(state: LadderState, today: Day, undone: Step | null = null): Card {
  const ground = groundOf(state, today);
  if (!ground.days.isPlanned(today)) {
    return { kind: 'none', warmUp: null, picks: [], askMemory: false, rateActivities: [] };
  }
  const people = freePeople(ground);
  if (isSmallDay(ground)) return smallCard(ground, people);
  const kept = undone && stillStands(ground, undone) ? undone : null;
  const pickable = kept?.contact ? people.filter((person) => person.contact.id !== kept.contact) : people;
  let picks = inOrderShown(fill(ground, pickable, state.goal));
  const warmUp = kept ? refreshed(ground, kept, picks) : warmUpFor(ground, picks);
  if (warmUp?.contact === null && picks.some((pick) => pick.activity === warmUp.activity)) {
    picks = preparations(ground)
      .filter((step) => step.activity !== warmUp.activity)
      .slice(0, 1);
  }
  return card(ground, people, 'full', warmUp, picks);
}

/** The small card whatever the day: `today` on a day off. */
export function drawSmall(state: LadderState, today: Day): Card {
  const ground = groundOf(state, today);
  return smallCard(ground, freePeople(ground));
}

/** True after a planned day, the day of joining left out, with no touch and no "Not today" from it up to this morning. */
function isSmallDay(ground: Ground): boolean {
  const { state, today } = ground;
  const last = ground.days.before(today);
  if (last === null || last <= state.joined) return false;
  const isSince = ({ day }: { readonly day: Day }) => day >= last && day <= today;
  return !ground.touches.some(isSince) && !state.marks.some(isSince);
}

/** One pick, D ≤ edge: owed, then under, else a preparation; no conversation. */
function smallCard(ground: Ground, people: readonly Person[]): Card {
  const order = theOrder(ground);
  const isGentle = (option: Option) => option.difficulty <= ground.edge && !option.activity.talk;
  const isGentleDue = (option: Option) => isDue(option) && isGentle(option);
  const owed = lowestOf(people, isGentleDue, owedOrder(ground, order));
  const under = owed ? null : lowestOf(openPeople(people), isGentle, underOrder(order));
  const picks = owed
    ? [asStep(owed, 'owed')]
    : under
      ? [asStep(under, 'under')]
      : preparations(ground).slice(0, SMALL_PICKS);
  return card(ground, people, 'small', null, picks);
}

function card(
  ground: Ground,
  people: readonly Person[],
  kind: Card['kind'],
  warmUp: Step | null,
  picks: readonly Step[],
): Card {
  const steps = warmUp ? [warmUp, ...picks] : picks;
  const activities = [...new Set(steps.map((step) => step.activity))];
  return {
    kind,
    warmUp,
    picks,
    askMemory: people.length < FEW_PEOPLE,
    rateActivities: activities.filter((activity) => isRatingAsked(ground, activity)),
  };
}

/** The owed pick, then easier before harder; equal ones as they were filled. */
function inOrderShown(picks: readonly Step[]): readonly Step[] {
  return [...picks].sort(
    (a, b) => Number(b.why === 'owed') - Number(a.why === 'owed') || a.difficulty - b.difficulty,
  );
}

/** Before a stretch: someone easy, else the first stretch's opener aloud. */
function warmUpFor(ground: Ground, picks: readonly Step[]): Step | null {
  if (!firstStretch(ground, picks)) return null;
  return nextWarmUp(ground, picks, new Set(picks.map((pick) => pick.contact)));
}

/** A first warm-up still makes sense: its person is there, neither touched since nor away. */
function stillStands(ground: Ground, undone: Step): boolean {
  const shown = ground.shown.some((activity) => activity.id === undone.activity);
  if (!shown || undone.contact === null) return shown;
  const contact = ground.contact(undone.contact);
  const last = ground.history(undone.contact)?.last.day;
  if (!contact || contact.paused || (last !== undefined && last >= ground.state.joined)) return false;
  return contact.restingUntil === null || contact.restingUntil <= ground.today;
}

/** The undone first warm-up with today's D; said aloud, it is about the first stretch where there is one. */
function refreshed(ground: Ground, undone: Step, picks: readonly Step[]): Step {
  const activity = ground.activity(undone.activity);
  const contact = undone.contact === null ? null : ground.contact(undone.contact);
  if (!activity || contact === undefined) return undone;
  const about = activity.id === 'aloud' ? (firstStretch(ground, picks)?.contact ?? undone.about) : null;
  return { ...undone, why: 'warm-up', about, difficulty: difficultyOf(ground, activity, contact) };
}

/** Never said by the member, and never asked, or asked once 20 planned days ago. */
export function isRatingAsked(ground: Ground, activity: string): boolean {
  if (ground.fold.ratedActivities.has(activity)) return false;
  const asked = ground.state.activities.find((kept) => kept.id === activity)?.askedOn ?? [];
  const [once, ...again] = asked;
  return (
    once === undefined || (again.length === 0 && !ground.days.within(ASK_RATING_AGAIN, once, ground.today))
  );
}
