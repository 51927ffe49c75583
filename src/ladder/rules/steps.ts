/** A person's steps today: which ways their standing leaves open, with D and what each serves. */
import type { Activity } from '../../people/rules/activities.ts';
import { difficulty } from './difficulty.ts';
import { offers, serves } from './fits.ts';
import type { Standing } from './free.ts';
import { followsUp, standing } from './free.ts';
import type { Ground } from './ground.ts';
import { isAskingWay } from './ground.ts';
import type { KeptContact, Owed, Step, Why } from './state.ts';

/** A possible step with what the filling needs to compare it. */
export interface Option {
  readonly contact: KeptContact;
  readonly activity: Activity;
  readonly difficulty: number;
  /** The due thing that it serves. */
  readonly owed: Owed | null;
  readonly followUp: boolean;
}

/** One person with their standing and today's options. */
export interface Person {
  readonly contact: KeptContact;
  readonly standing: Standing;
  readonly options: readonly Option[];
}

/** Everyone who is free today with their options, in the state's order. */
export function freePeople(ground: Ground): readonly Person[] {
  const waysOf = offers(ground);
  const people: Person[] = [];
  for (const contact of ground.state.contacts) {
    const stands = standing(ground, contact);
    if (!stands.free) continue;
    const options = optionsWith(
      ground,
      contact,
      stands,
      waysOf(contact),
      (activity) => stands.followUp !== null && followsUp(ground, stands.followUp, activity, contact),
    );
    const opened = stands.open ? options : options.filter((option) => option.owed || option.followUp);
    people.push({ contact, standing: stands, options: opened });
  }
  return people;
}

/** Every way with one person, whatever their standing leaves open (warm-ups; Easier and Braver stay with the person). */
export function waysWith(ground: Ground, contact: KeptContact, waysOf = offers(ground)): readonly Option[] {
  const stands = standing(ground, contact);
  const isFollowUp = ({ id }: Activity) => stands.followUp !== null && isAskingWay(id);
  return optionsWith(ground, contact, stands, waysOf(contact), isFollowUp);
}

// The person's rating is looked up once: a card weighs up to a hundred thousand options.
function optionsWith(
  ground: Ground,
  contact: KeptContact,
  { owedDue }: Standing,
  ways: readonly Activity[],
  isFollowUp: (activity: Activity) => boolean,
): readonly Option[] {
  const rating = ground.contactRating(contact);
  return ways.map((activity) => ({
    contact,
    activity,
    difficulty: difficulty(ground.activityRating(activity), rating),
    owed: owedDue.find((item) => serves(activity, item)) ?? null,
    followUp: isFollowUp(activity),
  }));
}

/** An option as it stands on a card. */
export function asStep(option: Option, why: Why): Step {
  return {
    contact: option.contact.id,
    activity: option.activity.id,
    difficulty: option.difficulty,
    why,
    followUp: option.followUp,
    owed: option.owed,
    about: null,
  };
}
