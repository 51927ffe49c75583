// The shape of rungs.json. Pure; format 1 is a promise: fields are added, never renamed.

import type { TouchRow } from '../ladder/rows.ts';
import type { Hold, Mark, Rated } from '../ladder/rules/state.ts';
import type { FollowUp, Meeting } from '../meeting/rows.ts';
import type { DaysOff } from '../member/rows.ts';
import type { Member } from '../member/rules.ts';
import type { ActivityRow, Contact } from '../people/rows.ts';
import { ACTIVITIES, KNOWN_OR_ANSWERED } from '../people/rules/activities.ts';

/** All that is kept of one member, opened. */
export interface Kept {
  readonly me: Member;
  /** Epoch ms. */
  readonly now: number;
  readonly activities: readonly ActivityRow[];
  readonly contacts: readonly Contact[];
  readonly touches: readonly TouchRow[];
  readonly meetings: readonly Meeting[];
  readonly followUps: readonly FollowUp[];
  readonly ratings: readonly Rated[];
  readonly marks: readonly Mark[];
  readonly holds: readonly Hold[];
  readonly daysOff: readonly DaysOff[];
}

/** Everything as rungs.json has it: dates YYYY-MM-DD, instants ISO in UTC, ratings 0–100, null for not said. */
export function archive(kept: Kept) {
  const { me } = kept;
  return {
    format: 1,
    exportedAt: iso(kept.now),
    member: {
      zone: me.zone,
      morning: me.morning,
      days: me.days,
      quiet: `${me.quietFrom}-${me.quietUntil}`,
      edge: me.edge,
      goals: { contacts: me.goal, conversations: me.talkGoal },
      startEdge: me.startEdge,
      hold: me.hold,
      seed: me.seed,
      joined: me.joinedOn,
      pausedUntil: me.pausedUntil,
    },
    activities: activitiesOf(kept.activities),
    contacts: kept.contacts.map((c) => ({
      id: c.id,
      name: c.name,
      label: c.label,
      chosenLabel: c.chosenLabel,
      organization: c.organization,
      // How known is one of five; not said is taken as met everywhere.
      known: c.known ?? 'met',
      rating: c.rating,
      email: c.email,
      url: c.url,
      notes: c.notes,
      referredBy: c.referredBy,
      restingUntil: c.restingUntil,
      keepInTouchOn: c.keepInTouchOn,
      paused: c.paused,
      added: c.createdOn,
    })),
    touches: kept.touches.map((touch) => ({
      id: touch.id,
      contact: touch.contact,
      activity: touch.activity,
      kind: touch.kind,
      date: touch.day,
      foreseen: touch.foreseen,
      felt: touch.felt,
      outcome: touch.outcome,
      note: touch.note,
      outcomeDate: touch.outcomeOn,
      wasReply: touch.wasReply,
      wasFollowUp: touch.wasFollowUp,
      meeting: touch.meeting,
      order: touch.seq,
    })),
    meetings: kept.meetings.map((m) => ({
      id: m.id,
      contacts: m.contacts,
      kind: m.kind,
      start: m.start === null ? null : iso(m.start),
      end: m.end === null ? null : iso(m.end),
      state: m.state,
      date: m.day,
      felt: m.felt,
      learned: m.learned,
      gave: m.gave,
      got: m.got,
      note: m.note,
    })),
    followUps: kept.followUps.map((f) => ({
      id: f.id,
      contact: f.contact,
      what: f.what,
      due: f.due,
      state: f.state,
      from: f.meeting ?? f.touch,
      text: f.text,
      optional: f.optional,
    })),
    ratings: kept.ratings.map((r) => ({ of: r.of, id: r.id, value: r.value, date: r.day, order: r.seq })),
    marks: kept.marks.map((m) => ({ date: m.day, why: m.why, order: m.seq })),
    holds: kept.holds.map((h) => ({ date: h.day, on: h.on, order: h.seq })),
    daysOff: kept.daysOff.map((d) => ({ from: d.from, to: d.to, why: d.why })),
  };
}

/** Every built-in activity, rated or not, then the member's own. */
function activitiesOf(rows: readonly ActivityRow[]) {
  const stored = new Map(rows.map((row) => [row.activity, row]));
  const builtIn = ACTIVITIES.map(({ id, name, fits }) => ({
    id,
    name,
    fits,
    rating: stored.get(id)?.rating ?? null,
    hidden: stored.get(id)?.hidden ?? false,
  }));
  const own = rows.flatMap(({ activity, name, fits, rating, hidden }) =>
    name === null ? [] : [{ id: activity, name, fits: fits ?? KNOWN_OR_ANSWERED, rating, hidden }],
  );
  return [...builtIn, ...own];
}

const iso = (instant: number): string => new Date(instant).toISOString();
