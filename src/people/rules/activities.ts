/**
 * The catalogue: the ways of reaching someone, whom each fits, how uneasy it typically makes,
 * and the kinds of acquaintance. What a member rated or hid is state, not here.
 */

/** How a person is known; an unknown kind (null) is taken as 'met'. */
export type Known = 'friend' | 'old' | 'met' | 'referred' | 'stranger';

/** Whom an activity can fit: a kind, or anyone who ever answered. */
export type Fit = Known | 'answered';

/** How rich a way is: Braver goes one up. A comment (light) asks nobody anything, so it lies below writing. */
export type Richness = 'light' | 'write' | 'voice' | 'call' | 'meet';

/** The order that Braver climbs. */
export const RICHNESS: readonly Richness[] = ['light', 'write', 'voice', 'call', 'meet'];

/** One way of reaching (or one preparation), built in or the member's own. */
export interface Activity {
  readonly id: string;
  /** As members read it. */
  readonly name: string;
  /** Foreseen uneasiness 0–100 until the member rated it. */
  readonly typical: number;
  /** Empty = fits no one by acquaintance. */
  readonly fits: readonly Fit[];
  /** Asks nobody anything: a short wait after it. */
  readonly light: boolean;
  /** At most one such pick on a card, and after the others. */
  readonly soft: boolean;
  /** May be a warm-up. */
  readonly warm: boolean;
  /** Leads to the week's conversation. */
  readonly talk: boolean;
  /** Once a person. */
  readonly once: boolean;
  /** Fits nobody who ever answered. */
  readonly notOnceAnswered: boolean;
  /** Fits only someone owed this, whatever their kind. */
  readonly owedOnly: 'thanks' | 'promise' | null;
  /** Keeps a promise as well. */
  readonly keepsPromise: boolean;
  /** Fits no person: done alone. */
  readonly preparation: boolean;
  /** Not offered by the daily card (events, and practice until there are circles). */
  readonly byOwnCard: boolean;
  /** null for preparation and events. */
  readonly richness: Richness | null;
  /** Made by the member. */
  readonly own: boolean;
}

const plain = {
  fits: [],
  light: false,
  soft: false,
  warm: false,
  talk: false,
  once: false,
  notOnceAnswered: false,
  owedOnly: null,
  keepsPromise: false,
  preparation: false,
  byOwnCard: false,
  richness: 'write',
  own: false,
} as const;

const alone = { ...plain, preparation: true, richness: null } as const;
const event = { ...plain, byOwnCard: true, richness: null } as const;

/** Whom an activity of the member's own fits when nothing else was said, and most written ways. */
export const KNOWN_OR_ANSWERED: readonly Fit[] = ['friend', 'old', 'met', 'answered'];
const CLOSE: readonly Fit[] = ['friend', 'answered'];

/** Foreseen uneasiness of an unrated activity of the member's own: the middle. */
export const OWN_TYPICAL = 50;

/** The built-in activities; the typical values are ours, corrected by experience. */
export const ACTIVITIES: readonly Activity[] = [
  {
    ...plain,
    id: 'comment',
    name: 'Comment on a post',
    typical: 15,
    fits: ['friend', 'old', 'met', 'referred', 'stranger'],
    light: true,
    soft: true,
    richness: 'light',
  },
  {
    ...plain,
    id: 'useful',
    name: 'Send something useful',
    typical: 20,
    fits: KNOWN_OR_ANSWERED,
    soft: true,
    warm: true,
    keepsPromise: true,
  },
  {
    ...plain,
    id: 'message',
    name: 'Write a message',
    typical: 20,
    fits: KNOWN_OR_ANSWERED,
    warm: true,
    keepsPromise: true,
  },
  {
    ...plain,
    id: 'email',
    name: 'E-mail someone I know',
    typical: 30,
    fits: KNOWN_OR_ANSWERED,
    keepsPromise: true,
  },
  {
    ...plain,
    id: 'voice',
    name: 'Send a voice note',
    typical: 30,
    fits: CLOSE,
    warm: true,
    richness: 'voice',
  },
  {
    ...plain,
    id: 'connect',
    name: 'Connect with a note',
    typical: 30,
    fits: ['old', 'met', 'referred', 'stranger'],
    soft: true,
    once: true,
    notOnceAnswered: true,
  },
  { ...plain, id: 'introduction', name: 'Ask for an introduction', typical: 40, fits: CLOSE },
  {
    ...plain,
    id: 'referral',
    name: 'Write to someone I was told of',
    typical: 45,
    fits: ['referred'],
    notOnceAnswered: true,
  },
  {
    ...plain,
    id: 'coffee',
    name: 'Have a coffee together',
    typical: 50,
    fits: CLOSE,
    talk: true,
    richness: 'meet',
  },
  { ...plain, id: 'phone', name: 'Ring someone I know', typical: 55, fits: CLOSE, richness: 'call' },
  {
    ...plain,
    id: 'fifteen',
    name: 'Ask for 15 minutes',
    typical: 55,
    fits: ['old', 'referred', 'answered'],
    talk: true,
    richness: 'call',
  },
  {
    ...plain,
    id: 'stranger-email',
    name: 'E-mail a stranger',
    typical: 60,
    fits: ['stranger'],
    notOnceAnswered: true,
  },
  {
    ...plain,
    id: 'cold-call',
    name: 'Make a cold call',
    typical: 85,
    fits: ['stranger'],
    notOnceAnswered: true,
    richness: 'call',
  },
  { ...plain, id: 'thanks', name: 'Say thank you', typical: 25, owedOnly: 'thanks' },
  { ...plain, id: 'card', name: 'Write a card by hand', typical: 25, owedOnly: 'thanks' },
  {
    ...plain,
    id: 'introduce',
    name: 'Introduce two people',
    typical: 30,
    owedOnly: 'promise',
    keepsPromise: true,
  },
  { ...alone, id: 'list', name: 'Write down names', typical: 10 },
  { ...alone, id: 'script', name: 'Work on my 30 seconds', typical: 15 },
  { ...alone, id: 'aloud', name: 'Say it aloud once', typical: 15 },
  { ...alone, id: 'answer', name: 'Answer in a group', typical: 20 },
  { ...alone, id: 'practice', name: 'Practise a talk', typical: 25, byOwnCard: true },
  { ...event, id: 'event-observe', name: 'Go to an event and observe', typical: 40 },
  { ...event, id: 'event-friend', name: 'Go to an event with a friend', typical: 45 },
  { ...event, id: 'event-alone', name: 'Go to an event alone', typical: 65 },
];

const byId: ReadonlyMap<string, Activity> = new Map(ACTIVITIES.map((activity) => [activity.id, activity]));

/** The built-in activity of that id, or undefined. */
export function builtIn(id: string): Activity | undefined {
  return byId.get(id);
}

/** An activity of the member's own; fits null = the default list. */
export function ownActivity(id: string, name: string, fits: readonly Fit[] | null): Activity {
  return { ...plain, id, name, typical: OWN_TYPICAL, fits: fits ?? KNOWN_OR_ANSWERED, own: true };
}

/** Foreseen uneasiness of an unrated person, by kind (ours, corrected by experience). */
const TYPICAL_KNOWN: Readonly<Record<Known, number>> = {
  friend: 15,
  met: 40,
  old: 50,
  referred: 50,
  stranger: 60,
};

/** The kind, where an unknown one is 'met'. */
export function knownOrMet(known: Known | null): Known {
  return known ?? 'met';
}

/** The typical rating 0–100 of a kind of acquaintance; null = met. */
export function typicalOf(known: Known | null): number {
  return TYPICAL_KNOWN[knownOrMet(known)];
}
