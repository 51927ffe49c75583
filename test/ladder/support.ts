/** Builders of ladder states for tests, and a member who does what a card says. No rule lives here. */

import { draw } from '../../src/ladder/rules/card.ts';
import { ground } from '../../src/ladder/rules/ground.ts';
import type {
  Card,
  KeptActivity,
  KeptContact,
  LadderState,
  Outcome,
  Owed,
  Step,
  Touch,
} from '../../src/ladder/rules/state.ts';
import { firstWarmUp } from '../../src/ladder/rules/warmUp.ts';
import type { Known } from '../../src/people/rules/activities.ts';
import type { Day } from '../../src/time/days.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** 2026-11-02 is a Monday. */
export const MONDAY = '2026-11-02';

/** A state with nothing in it but what is said. */
export function state(over: Partial<LadderState> = {}): LadderState {
  return {
    plan: { weekdays: WEEK, daysOff: [] },
    goal: 2,
    startEdge: 20,
    seed: 'seed',
    joined: '2026-10-01',
    activities: [],
    contacts: [],
    owed: [],
    touches: [],
    marks: [],
    holds: [],
    ratings: [],
    passed: [],
    ...over,
  };
}

export function person(
  id: string,
  known: Known | null,
  rating: number | null = null,
  over: Partial<KeptContact> = {},
): KeptContact {
  return { id, known, rating, paused: false, restingUntil: null, keepInTouchOn: null, ...over };
}

export function kept(id: string, over: Partial<KeptActivity> = {}): KeptActivity {
  return { id, rating: null, hidden: false, askedOn: [], own: null, ...over };
}

export function touch(
  seq: number,
  day: Day,
  activity: string,
  contact: string | null,
  over: Partial<Touch> = {},
): Touch {
  return {
    id: `t${seq}`,
    seq,
    day,
    activity,
    contact,
    foreseen: null,
    felt: null,
    outcome: null,
    outcomeOn: null,
    wasReply: false,
    wasFollowUp: false,
    answerAskedOn: [],
    ...over,
  };
}

export function owes(contact: string, what: Owed['what'], due: Day): Owed {
  return { id: `${what}-${contact}`, contact, what, due };
}

/** "message ana 15 (warm-up) | email ben 35 band | …": a card in one line. */
export function line(card: Card): string {
  const parts = card.picks.map(said);
  if (card.warmUp) parts.unshift(`warm ${said(card.warmUp)}`);
  return `${card.kind}: ${parts.join(' | ')}${card.askMemory ? ' + who else?' : ''}`;
}

export function said(step: Step): string {
  const who = step.contact ?? (step.about ? `about ${step.about}` : 'alone');
  const flags = `${step.followUp ? ' again' : ''}${step.owed ? ` for ${step.owed.what}` : ''}`;
  return `${step.activity} ${who} ${step.difficulty} ${step.why}${flags}`;
}

/** A member on a day: draws, does steps with a feeling and an outcome, hears answers. */
export function member(start: LadderState) {
  let now = start;
  let seq = 1000;
  return {
    get state() {
      return now;
    },
    change(over: Partial<LadderState>) {
      now = { ...now, ...over };
    },
    edge: (day: Day) => ground(now, day).edge,
    draw: (day: Day, undone: Step | null = null) => draw(now, day, undone),
    firstWarmUp: (day: Day) => firstWarmUp(now, day),
    does(
      day: Day,
      step: Step | { activity: string; contact: string | null },
      felt: number | null = null,
      outcome: Outcome | null = null,
    ) {
      seq += 1;
      const offered = 'why' in step ? step : null;
      const done = touch(seq, day, step.activity, step.contact, {
        felt,
        outcome: outcome ?? (step.contact === null ? null : 'waiting'),
        wasFollowUp: offered?.followUp ?? false,
        // The answer changes later: see hears.
        wasReply: offered?.owed?.what === 'reply',
      });
      now = {
        ...now,
        touches: [...now.touches, done],
        owed: now.owed.filter((owed) => owed.id !== offered?.owed?.id),
        contacts: now.contacts.map((contact) =>
          contact.id === step.contact ? { ...contact, keepInTouchOn: null } : contact,
        ),
      };
      return done;
    },
    hears(day: Day, contact: string, outcome: Outcome) {
      const last = now.touches.filter((touch) => touch.contact === contact).at(-1);
      now = {
        ...now,
        touches: now.touches.map((touch) => (touch === last ? { ...touch, outcome, outcomeOn: day } : touch)),
      };
    },
  };
}
