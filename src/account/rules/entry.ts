// What stands in a calendar, before and after it is numbered.

/** Something with a time, or a whole day. Instants are epoch ms. */
export interface Entry {
  /** Stays the same for the same thing, for ever. */
  readonly id: string;
  readonly summary: string;
  readonly when: { readonly start: number; readonly end: number } | { readonly day: string };
  /** Does not take up time, such as what is owed on a day. */
  readonly free?: boolean;
  /** Minutes before it at which the calendar reminds; a calendar that is only a view leaves it out. */
  readonly alarm?: number;
}

/** An entry as calendars are to see it: the how manieth change, of when (epoch ms), and whether it was taken off. */
export interface Revised extends Entry {
  readonly sequence: number;
  readonly modifiedAt: number;
  readonly cancelled: boolean;
}
