// What any door hands in: one shape for everything typed, pressed, picked or submitted.
// Nothing about how a platform says it lives here.

/** The doors a member can come through. */
export type Door = 'web' | 'slack' | 'discord';

/** An address on a door: the tenant is the workspace, server or local page. */
export interface Who {
  readonly door: Door;
  readonly tenant: string;
  readonly user: string;
}

/** Where it was said: private talk, or a place that others can read. */
export type Place = 'private' | 'channel';

interface Heard extends Who {
  readonly place: Place;
  /** Instant of the ask by the program's clock, epoch ms. */
  readonly at: number;
  /** Unique per delivery of one and the same event: a second delivery carries the same key. */
  readonly eventKey: string;
  /** IANA zone if the door knows it (Slack's profile, the browser). */
  readonly zone?: string;
  /** Id of the message whose control was used, so that it can be redrawn in place. */
  readonly message?: string;
  /** The member's direct channel on that door, when the door knows it. */
  readonly channel?: string;
  /** What the door answers this very ask by (a response address, an interaction's token); nobody else reads it. */
  readonly handle?: string;
}

/** A line in the member's own words. */
export interface Say extends Heard {
  readonly kind: 'say';
  readonly text: string;
}

/** A control used or a form sent: a route of the command table with its arguments. */
export interface Do extends Heard {
  readonly kind: 'do';
  readonly route: string;
  readonly args: Readonly<Record<string, string>>;
  /** Form fields by name; a select or a rating arrives as the field `value`. */
  readonly fields: Readonly<Record<string, string>>;
}

export type Ask = Say | Do;
