/** A person's steps today: which ways their standing leaves open, with D and what each serves. */
import type { Activity } from '../../people/rules/activities.ts';
import { difficultyOf, offers, serves } from './fits.ts';
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
    const options: Option[] = [];
    for (const activity of waysOf(contact)) {
      const owed = stands.owedDue.find((item) => serves(activity, item)) ?? null;
      const followUp = stands.followUp !== null && followsUp(ground, stands.followUp, activity, contact);
      if (!stands.open && !owed && !followUp) continue;
      options.push({
        contact,
        activity,
        difficulty: difficultyOf(ground, activity, contact),
        owed,
        followUp,
      });
    }
    people.push({ contact, standing: stands, options });
  }
  return people;
}

/** Every way with one person, whatever their standing leaves open (warm-ups; Easier and Braver stay with the person). */
export function waysWith(ground: Ground, contact: KeptContact, waysOf = offers(ground)): readonly Option[] {
  const stands = standing(ground, contact);
  return waysOf(contact).map((activity) => ({
    contact,
    activity,
    difficulty: difficultyOf(ground, activity, contact),
    owed: stands.owedDue.find((item) => serves(activity, item)) ?? null,
    followUp: stands.followUp !== null && isAskingWay(activity.id),
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
