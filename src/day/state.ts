// All that the ladder keeps of a member, gathered from the rooms' rows; and the fold over it, kept as a cache.

import {
  holdsOf,
  keepFold,
  keptContacts,
  marksOf,
  ratingsOf,
  type TouchRow,
  touchesOf,
} from '../ladder/rows.ts';
import { foldState } from '../ladder/rules/fold.ts';
import type { LadderState, OwedKind, Touch } from '../ladder/rules/state.ts';
import { openFollowUps } from '../meeting/rows.ts';
import { daysOffOf, readMember } from '../member/rows.ts';
import { activityRows } from '../people/rows.ts';
import type { Own } from '../store/own.ts';
import { cardsOf, passedSteps } from './rows.ts';

const owedKinds: ReadonlySet<string> = new Set<OwedKind>(['thanks', 'promise', 'reply', 'referral']);

/** The state of method 3, "State kept", as it stands. No name is opened for it. */
export async function loadState(own: Own, today: string): Promise<LadderState> {
  const me = await readMember(own);
  const asked = await askedAbout(own);
  return {
    plan: { weekdays: me.days, daysOff: await daysOffOf(own) },
    goal: me.goal,
    startEdge: me.startEdge,
    seed: me.seed,
    joined: me.joinedOn ?? '1970-01-01',
    activities: (await activityRows(own)).map((a) => ({
      id: a.activity,
      rating: null,
      hidden: a.hidden,
      askedOn: a.askedOn,
      own: a.name === null ? null : { name: a.name, fits: a.fits },
    })),
    contacts: await keptContacts(own),
    owed: (await openFollowUps(own))
      .filter((f) => owedKinds.has(f.what) && !f.optional)
      .map((f) => ({ id: f.id, contact: f.contact, what: f.what as OwedKind, due: f.due })),
    touches: (await touchesOf(own)).map((touch) => withAsking(touch, asked.get(touch.id) ?? [])),
    marks: await marksOf(own),
    holds: await holdsOf(own),
    ratings: await ratingsOf(own),
    passed: await passedSteps(own, today),
  };
}

/** The ladder's part of a touch; its note stays sealed. */
function withAsking(touch: TouchRow, answerAskedOn: readonly string[]): Touch {
  const { id, seq, day, activity, contact, foreseen, felt, outcome, outcomeOn, wasReply, wasFollowUp } =
    touch;
  return {
    id,
    seq,
    day,
    activity,
    contact,
    foreseen,
    felt,
    outcome,
    outcomeOn,
    wasReply,
    wasFollowUp,
    answerAskedOn,
  };
}

/** Fold again and keep the result: ratings, edge, what was foreseen. */
export async function refold(own: Own): Promise<void> {
  const fold = foldState(await loadState(own, ''));
  await keepFold(own, {
    edge: fold.edge,
    contacts: fold.contactRatings,
    activities: fold.activityRatings,
    foreseen: fold.foreseen,
  });
}

/** Days on which each touch's answer was asked about. */
async function askedAbout(own: Own): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = new Map<string, string[]>();
  for (const card of await cardsOf(own)) {
    if (card.askedTouch === null) continue;
    asked.set(card.askedTouch, [...(asked.get(card.askedTouch) ?? []), card.day]);
  }
  return asked;
}
