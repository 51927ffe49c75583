// The tables, as rows are stored on SQLite and on PostgreSQL alike: text ids, instants as epoch ms, local days as
// YYYY-MM-DD, booleans as 0/1, JSON as text. Columns that end in `_sealed` hold sealed text (seal.ts) or null.

type Flag = 0 | 1;
type Day = string;
type Instant = number;

/** Facts about the database itself: data versions, whether its clock is a moved one. */
export interface MetaTable {
  name: string;
  value: string;
}

/** The operator's keys by id; `check_sealed` opens only with the right one. */
export interface KeysTable {
  id: string;
  check_sealed: string;
  created_at: Instant;
}

export interface MembersTable {
  id: string;
  /** The member's own key, wrapped by the operator's. */
  key_sealed: string;
  key_id: string;
  /** `linked`: an empty shell kept for a day, so that a link can be undone. */
  state: 'invited' | 'active' | 'stopped' | 'peace' | 'linked';
  joined_at: Instant | null;
  joined_on: Day | null;
  zone: string | null;
  morning: string;
  days: string;
  quiet_from: string;
  quiet_until: string;
  goal: number;
  talk_goal: number;
  /** Edge at sign-up, and as the fold has it now. */
  start_edge: number;
  edge: number;
  hold: Flag;
  seed: string;
  /** First local day on which cards come again; null: not paused. `9999-12-31`: until resume. */
  paused_until: Day | null;
  pace: 'daily' | 'asked' | 'weekly' | 'silent';
  pace_since: Day | null;
  /** Order of logging: one number a change, counting up. */
  next_seq: number;
  /** Next card: a cache of (zone, morning, days, pause), stamped with the zone data's version. */
  next_due_at: Instant | null;
  next_due_zones: string | null;
  last_card_at: Instant | null;
  last_card_on: Day | null;
  /** Why the last card did not go, if it did not: late, twelve-hours, peace, weekly. */
  missed_on: Day | null;
  missed_why: string | null;
  seen_at: Instant | null;
  created_at: Instant;
}

export interface AddressesTable {
  door: 'web' | 'slack' | 'discord';
  tenant: string;
  user: string;
  member: string;
  /** The direct channel there, once it is known. */
  channel: string | null;
  created_at: Instant;
  /** The platform refuses what nobody asked for, and why it says; until the member is heard from there. */
  unreachable_at: Instant | null;
  unreachable_why: string | null;
  /** What did not arrive from here on has not been named yet. */
  untold_since: Instant | null;
  /** When the member chose it for what nobody asked for; the newest choice holds. */
  chosen_at: Instant | null;
}

/** Workspaces and servers of which there is something to mind; the others have no row. Real instants, epoch ms. */
export interface TenantsTable {
  door: string;
  tenant: string;
  /** Nothing is asked of the platform before: for what nobody asked for, and for answers. */
  hold_until: Instant;
  answers_until: Instant;
  /** Attempts that broke off, in a row. */
  broken: number;
  /** It lets us do nothing any more (a token that is gone), and why it says. */
  refused_at: Instant | null;
  refused_why: string | null;
  /** We were taken out of it. By the program's clock. */
  left_at: Instant | null;
}

/** The key of a member's calendar feed: its hash to know it by, itself sealed. */
export interface CalendarKeysTable {
  id: string;
  member: string;
  hash: string;
  key_sealed: string;
  created_at: Instant;
}

/** What calendars were last given of one entry: by it a change raises the number. */
export interface CalendarEntriesTable {
  member: string;
  /** Id of the meeting or follow-up, or the card's day. */
  entry: string;
  /** Keyed hash of the entry as it was given out. */
  digest: string;
  sequence: number;
  modified_at: Instant;
  /** A day, or an instant as ISO. */
  starts: string;
  over_at: Instant;
  gone: Flag;
}

/** A code to link by: only its hash; one a member, ten minutes, once. */
export interface LinkCodesTable {
  hash: string;
  member: string;
  expires_at: Instant;
}

/** Wrong codes typed by a member, and when the last. */
export interface LinkTriesTable {
  member: string;
  wrong: number;
  last_at: Instant;
}

/** Two members made one: the maker of the code stays. */
export interface LinksTable {
  id: string;
  member: string;
  /** The other one, whose row stays for a day. */
  joined: string;
  /** What state that one was in. */
  was: string;
  /** JSON: {table: ids}, what moved, and the addresses as `door tenant user`. */
  moved: string;
  at: Instant;
}

/** By which servers the member of an address came in (Discord); `self`: the app is installed for them. */
export interface WaysTable {
  door: string;
  tenant: string;
  user: string;
  way: string;
}

/** Workspaces that installed us by themselves: how our bot is called there, and its token. */
export interface InstallationsTable {
  door: string;
  tenant: string;
  token_sealed: string;
  bot_id: string;
  bot_user: string;
  installed_at: Instant;
}

/** Days without cards: pauses, illness. Inclusive. */
export interface DaysOffTable {
  id: string;
  member: string;
  first: Day;
  last: Day;
  why: 'pause' | 'ill';
}

/** Built-in activities have a row once rated, hidden or changed; own ones always, with a name. */
export interface ActivitiesTable {
  id: string;
  member: string;
  activity: string;
  name_sealed: string | null;
  fits: string | null;
  rating: number | null;
  hidden: Flag;
  /** JSON array of the local days on which its rating was asked. */
  asked_on: string | null;
}

export interface ContactsTable {
  id: string;
  member: string;
  name_sealed: string;
  /** Keyed hash of the folded name: equal names, without opening. */
  name_hash: string;
  label_sealed: string | null;
  org_sealed: string | null;
  email_sealed: string | null;
  url_sealed: string | null;
  notes_sealed: string | null;
  known: 'friend' | 'old' | 'met' | 'referred' | 'stranger' | null;
  rating: number | null;
  paused: Flag;
  resting_until: Day | null;
  keep_in_touch_on: Day | null;
  referred_by: string | null;
  created_at: Instant;
  created_on: Day;
  /** Brought in from a file: the day on which how known and the rating were asked, '' while they wait to be; null: nothing to ask. */
  asked_on: Day | null;
}

/** What was tapped as a rating, 0–100; null takes it back to the typical value. */
export interface RatingsTable {
  id: string;
  member: string;
  seq: number;
  day: Day;
  target_kind: 'activity' | 'contact';
  target: string;
  value: number | null;
}

export interface TouchesTable {
  id: string;
  member: string;
  seq: number;
  day: Day;
  contact: string | null;
  activity: string;
  kind: string;
  /** D as rated just before, by the last fold. */
  foreseen: number;
  felt: number | null;
  outcome: 'waiting' | 'replied' | 'talked' | 'booked' | 'no' | null;
  outcome_on: Day | null;
  was_reply: Flag;
  was_follow_up: Flag;
  note_sealed: string | null;
  meeting: string | null;
  pick: string | null;
  created_at: Instant;
}

/** Not today, and why. */
export interface MarksTable {
  id: string;
  member: string;
  seq: number;
  day: Day;
  why: 'no-time' | 'too-much' | 'ill' | null;
}

/** Stay here a while: on and off. */
export interface HoldsTable {
  id: string;
  member: string;
  seq: number;
  day: Day;
  held: Flag;
}

export interface CardsTable {
  id: string;
  member: string;
  day: Day;
  kind: 'full' | 'small' | 'start';
  /** Number of the memory question on it, or null. */
  memory: number | null;
  /** Whose answer is asked about, and of which touch. */
  asked_touch: string | null;
  asked_answer: 'yes' | 'not-yet' | null;
  /** The touch whose feeling is being asked on this card. */
  feeling: string | null;
  smallest: Flag;
  /** The morning message went out. */
  sent_at: Instant | null;
  drawn_at: Instant;
}

export interface PicksTable {
  id: string;
  member: string;
  card: string;
  place: number;
  role: 'warm-up' | 'step';
  activity: string;
  contact: string | null;
  /** Say it aloud: whose opener. */
  about: string | null;
  difficulty: number;
  why: string;
  follow_up: Flag;
  owed: string | null;
  state: 'waiting' | 'done' | 'later' | 'carried' | 'swapped';
  opener: number;
  words: Flag;
  rated: Flag;
  touch: string | null;
  later_at: Instant | null;
  later_on: Day | null;
}

export interface MeetingsTable {
  id: string;
  member: string;
  seq: number;
  kind: string;
  /** JSON array of contact ids. */
  contacts: string;
  day: Day;
  start_at: Instant | null;
  end_at: Instant | null;
  state: 'planned' | 'held' | 'moved' | 'dropped';
  /** When to ask Did it happen? or to prompt the thank-you; null: rides in the next card, or done. */
  prompt_at: Instant | null;
  prompted: Flag;
  felt: number | null;
  learned_sealed: string | null;
  gave_sealed: string | null;
  got_sealed: string | null;
  note_sealed: string | null;
  created_at: Instant;
}

export interface FollowUpsTable {
  id: string;
  member: string;
  seq: number;
  contact: string;
  what: 'thanks' | 'promise' | 'reply' | 'referral' | 'tell' | 'connect' | 'card' | 'keep';
  due: Day;
  state: 'open' | 'done' | 'dropped';
  /** An optional second: never prompted for. */
  optional: Flag;
  text_sealed: string | null;
  touch: string | null;
  meeting: string | null;
  prompt_at: Instant | null;
  prompts: number;
  created_at: Instant;
}

/** Talks of several steps left open: one a member and name; the one asked last takes what is typed. */
export interface FlowsTable {
  id: string;
  member: string;
  name: string;
  step: string;
  data_sealed: string;
  updated_at: Instant;
}

/** The talk of doors that keep none of their own; kept 90 days. */
export interface TalkTable {
  id: string;
  member: string;
  seq: number;
  author: 'member' | 'rungs';
  body_sealed: string;
  at: Instant;
}

/** What can be taken back: the columns as they were. */
export interface ChangesTable {
  id: string;
  member: string;
  seq: number;
  what_sealed: string;
  /** JSON: [{table, id, before}] newest last; sealed values stay sealed. */
  before: string;
  undone: Flag;
  at: Instant;
}

export interface InboxTable {
  id: string;
  event_key: string;
  door: string;
  tenant: string;
  user: string;
  member: string | null;
  ask_sealed: string;
  answer_sealed: string | null;
  state: 'received' | 'done';
  at: Instant;
}

export interface OutboxTable {
  id: string;
  member: string;
  door: string;
  tenant: string;
  user: string;
  kind: string;
  /** Which budget it counts in: unasked (2 a day), asked (3 a day); answers count in none. */
  budget: 'card' | 'unasked' | 'asked' | 'answer';
  /** Order of going: 0 answers, 1 what nobody asked for. */
  turn: 0 | 1;
  /** Redraws a message of ours: may be done again without harm. */
  edits: Flag;
  day: Day;
  dedupe_key: string;
  wire_key: string;
  payload_sealed: string;
  state: 'pending' | 'claimed' | 'sending' | 'unknown' | 'sent' | 'dead' | 'expired' | 'unknown_final';
  attempt: number;
  not_before: Instant;
  expires_at: Instant;
  lease_owner: string | null;
  lease_epoch: number;
  lease_until: Instant | null;
  first_sending_at: Instant | null;
  sending_at: Instant | null;
  sent_at: Instant | null;
  provider_id: string | null;
  reason: string | null;
  /** Absent at a look-up, how often in a row: twice makes it pending again. */
  absent: number;
  created_at: Instant;
}

/** A file that a member sent, until it is brought in, cancelled or a day old; one a member. */
export interface UploadsTable {
  id: string;
  member: string;
  /** Bytes. */
  size: number;
  /** Typed or pasted by the member, not a file. */
  pasted: Flag;
  /** JSON: what the member said of how to read it. */
  how: string;
  created_at: Instant;
}

/** A piece of its bytes, in order. */
export interface UploadPartsTable {
  id: string;
  member: string;
  upload: string;
  place: number;
  body_sealed: string;
}

/** Sessions of the page: only a hash of each token. */
export interface SessionsTable {
  id: string;
  created_at: Instant;
}

/** One program a database: who has the seat. */
export interface SeatTable {
  id: string;
  owner: string;
  until: Instant;
}

export interface Database {
  meta: MetaTable;
  keys: KeysTable;
  members: MembersTable;
  addresses: AddressesTable;
  ways: WaysTable;
  installations: InstallationsTable;
  tenants: TenantsTable;
  calendar_keys: CalendarKeysTable;
  calendar_entries: CalendarEntriesTable;
  link_codes: LinkCodesTable;
  link_tries: LinkTriesTable;
  links: LinksTable;
  days_off: DaysOffTable;
  activities: ActivitiesTable;
  contacts: ContactsTable;
  ratings: RatingsTable;
  touches: TouchesTable;
  marks: MarksTable;
  holds: HoldsTable;
  cards: CardsTable;
  picks: PicksTable;
  meetings: MeetingsTable;
  follow_ups: FollowUpsTable;
  flows: FlowsTable;
  talk: TalkTable;
  changes: ChangesTable;
  inbox: InboxTable;
  outbox: OutboxTable;
  uploads: UploadsTable;
  upload_parts: UploadPartsTable;
  sessions: SessionsTable;
  seat: SeatTable;
}
