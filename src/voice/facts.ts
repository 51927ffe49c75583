// What an opener may know about the person and the step, and what it comes out as. Types only.

/** How the member knows a contact: one of five words, or not said, when the words must hold for anybody. */
export type Known = 'friend' | 'old' | 'met' | 'referred' | 'stranger' | 'unsure';

/** A conversation that was held or that thanks are owed for. */
export type TalkKind = 'coffee' | 'call' | 'interview' | 'info-interview' | 'event' | 'other';

/** All that the words are made from; nothing else is looked up. */
export type Facts = {
  /** An activity's id (comment, message, email …); an unknown id is an activity of the member's own. */
  readonly activity: string;
  readonly known: Known;
  /** The contact's label or full name; only the first name, or title and last name, is used. */
  readonly name: string;
  readonly organization?: string | undefined;
  /** Label of the contact who told the member about this person. */
  readonly toldBy?: string | undefined;
  /** Label of a person whom this contact named and whom the member has since got in contact with. */
  readonly named?: string | undefined;
  /** The one kind follow-up after an unanswered ask, by the same way. After a connection request, which is
   * followed up another way, leave it false: to the other person that way is a first time. */
  readonly followUp: boolean;
  /** They replied and the next step is the member's. */
  readonly reply: boolean;
  /** They replied, talked or booked at some time. */
  readonly answered: boolean;
  readonly thanksFor?: TalkKind | undefined;
  /** What was promised, as the member noted it. Only its being there counts: a note to oneself is no letter. */
  readonly owedPromise?: string | undefined;
  /** The kind of talk last held with them; stands in for a missing thanksFor. */
  readonly talkKind?: TalkKind | undefined;
  /** The name of an activity of the member's own; not put in the text, since it is said to nobody. */
  readonly ownActivityName?: string | undefined;
  /** The same seed gives the same order. */
  readonly seed: string;
};

/** Words to say or send: plain text, a subject with e-mails. At most 60 words of text. */
export type Opener = { readonly subject?: string; readonly text: string };

/** A text with {name}, {org}, {by}, {named}; a pair is subject and text. Needs no fact that it does not name. */
export type Template = string | readonly [subject: string, text: string];

/** One activity's words. `any` stands in for a kind that has no list of its own. */
export type Words = Partial<Record<Known | 'any', readonly Template[]>> & {
  /** They answered before; a friend stays a friend. */
  readonly answered?: readonly Template[];
  readonly reply?: readonly Template[];
  readonly replyFriend?: readonly Template[];
  readonly followUp?: readonly Template[];
  readonly followUpFriend?: readonly Template[];
  readonly promise?: readonly Template[];
  /** Telling them what came of a person they named. */
  readonly named?: readonly Template[];
};
