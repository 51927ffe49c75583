/** Ten invented members, and how each day goes for them: what they do of a card and how it feels. */
import type { LadderState, Outcome } from '../../src/ladder/rules/state.ts';
import { addDays } from '../../src/time/days.ts';
import { kept, line, MONDAY, member, owes, person, state } from './support.ts';

/** How a member meets a step: a feeling, or null for "did not do it". */
export interface Told {
  readonly start: LadderState;
  /** Feeling for the nth step done that day, by D; null = leaves it. */
  readonly feels: (d: number, day: number) => number | null;
  /** Outcomes heard in the morning of day n: [contact, outcome]. */
  readonly news?: Readonly<Record<number, readonly (readonly [string, Outcome])[]>>;
  /** Changes of the state before day n. */
  readonly changes?: Readonly<
    Record<number, Partial<LadderState> | ((now: LadderState) => Partial<LadderState>)>
  >;
}

/** The cards of ten planned days, Monday to the Friday after, each in a line with the edge before it. */
export function tenDays({ start, feels, news = {}, changes = {} }: Told): string[] {
  const me = member(start);
  const lines: string[] = [];
  let day = MONDAY;
  for (let n = 1; n <= 12; n += 1, day = addDays(day, 1)) {
    const change = changes[n];
    if (change) me.change(typeof change === 'function' ? change(me.state) : change);
    for (const [contact, outcome] of news[n] ?? []) me.hears(day, contact, outcome);
    const card = me.draw(day);
    if (card.kind === 'none') continue;
    lines.push(`${n} edge ${me.edge(day)}, ${line(card)}`);
    for (const step of card.warmUp ? [card.warmUp, ...card.picks] : card.picks) {
      const felt = feels(step.difficulty, n);
      if (felt !== null) me.does(day, step, felt);
    }
  }
  return lines;
}

const joined = '2026-11-01';
const calm = (d: number) => Math.max(0, Math.round(d / 2));
const asForeseen = (d: number) => Math.round(d);

const people = (n: number, known: Parameters<typeof person>[1], rating: number | null = null) =>
  Array.from({ length: n }, (_, i) => person(`${known}${i + 1}`, known, rating));

export const members: Readonly<Record<string, Told>> = {
  shy: {
    start: state({
      joined,
      startEdge: 10,
      contacts: [...people(3, 'friend', 20), ...people(3, 'stranger', 80)],
    }),
    feels: asForeseen,
  },
  warm: {
    start: state({
      joined,
      startEdge: 20,
      contacts: [...people(4, 'friend'), ...people(4, 'old'), ...people(2, 'met')],
    }),
    feels: calm,
  },
  bold: {
    start: state({
      joined,
      startEdge: 40,
      contacts: [...people(2, 'old'), ...people(3, 'referred'), ...people(5, 'stranger')],
    }),
    feels: calm,
  },
  alone: { start: state({ joined, startEdge: 20 }), feels: calm },
  silent: {
    start: state({ joined, startEdge: 30, contacts: [...people(3, 'friend'), ...people(3, 'old')] }),
    feels: (d, day) => (day % 3 === 1 ? calm(d) : null),
  },
  answered: {
    start: state({ joined, startEdge: 30, contacts: people(6, 'old', 40) }),
    feels: asForeseen,
    // The Monday's mail is replied to on Tuesday, the Monday's invitation leads to a talk on Thursday.
    news: { 2: [['old5', 'replied']], 4: [['old4', 'talked']] },
    changes: {
      2: { owed: [owes('old5', 'reply', '2026-11-04')] },
      4: (now) => ({ owed: [...now.owed, owes('old4', 'thanks', '2026-11-06')] }),
    },
  },
  overwhelmed: {
    start: state({ joined, startEdge: 35, contacts: [...people(4, 'met'), ...people(4, 'stranger')] }),
    feels: (d) => (d > 30 ? 95 : 10),
  },
  fond: {
    start: state({ joined, startEdge: 55, goal: 3, contacts: people(6, 'friend', 10) }),
    feels: calm,
  },
  strangersOnly: {
    start: state({ joined, startEdge: 15, contacts: people(4, 'stranger', 90) }),
    feels: asForeseen,
  },
  choosy: {
    start: state({
      joined,
      startEdge: 20,
      goal: 1,
      activities: [
        kept('email', { hidden: true }),
        kept('own-1', { rating: 30, own: { name: 'Wave over the fence', fits: ['met'] } }),
      ],
      contacts: [...people(3, 'met', 30), ...people(2, 'referred')],
    }),
    feels: calm,
  },
};
