// What a command and a nudge are, and what each is handed. The tables that list them are commands.ts and nudges.ts.

import type { Door, Place, Who } from './ask.ts';
import type { Member } from './member/rules.ts';
import type { Answer, FileOut, Message } from './reply/reply.ts';
import type { Apart, Own, Unit } from './store/own.ts';

/** Arguments of a control, or fields of a form, by name. */
export type Values = Readonly<Record<string, string>>;

/** What every command works with: the member's own rows, their day, and the few things that only the app knows. */
export interface Context extends Own {
  readonly me: Member;
  /** The member's local day and time of day at `now`. */
  readonly today: string;
  readonly time: string;
  readonly who: Who;
  readonly place: Place;
  /** IANA zone as the door knows it. */
  readonly doorZone: string | undefined;
  /** Id of the message whose control was used. */
  readonly message: string | undefined;
  /** Where the page stands, such as http://localhost:3000; undefined when it is off. */
  readonly page: string | undefined;
  /** Whether something can be brought by that door: it may be switched off. */
  isOpen(door: Door): boolean;
  /** Shown to a member in distress, from the settings. */
  readonly helpLine: string | undefined;
  /** Name what this ask changes, for undo: `note('added Maria')`. Without it the ask cannot be taken back. Gives the change's id, for an Undo button. */
  note(what: string): string;
  /** Carry out another command's route in the same unit of work: `hand('today.show')`. */
  hand(route: string, args?: Values, fields?: Values): Promise<Answer>;
  /** Open the flow of that name (flows.ts); any other open flow of the member is put away. */
  begin(flow: string, data?: Values): Promise<Answer>;
  /** Another member's rows in the same unit of work, settled with this one's: for link alone. Null: no such member. */
  as(member: string): Promise<Context | null>;
  readonly apart: Apart;
  /** The command table, for help. */
  menu(): readonly Command[];
}

/** What one pressed, picked or submitted route does. */
export type Route = (ctx: Context, args: Values, fields: Values) => Promise<Answer>;

export interface Command {
  /** First word typed; also the first part of its routes. */
  readonly verb: string;
  /** One line in help and menus. */
  readonly summary: string;
  /** Lines to try, for `help VERB`. */
  readonly examples?: readonly string[];
  /** Takes words after the verb. Without: `today was fine` is no command while a question is open. */
  readonly words?: boolean;
  /** Typed: the words after the verb, trimmed. */
  run(ctx: Context, words: string): Promise<Answer>;
  /** Pressed or submitted: `verb.name`. */
  readonly routes?: Readonly<Record<string, Route>>;
  /** Works for someone who has not joined. */
  readonly open?: boolean;
  /** Files this command can hand out, by name; `report-2026-11-23.csv` is report.csv of that day. */
  readonly files?: Readonly<Record<string, (ctx: Context, day?: string) => Promise<FileOut>>>;
}

/** A step of a talk: asks, takes what was typed or pressed, and names the next step. */
export interface Step {
  readonly ask: (ctx: Context, data: Values) => Promise<Answer>;
  /**
   * What was typed or pressed: data for the steps after and the next step's name (null at the end); null when it is no
   * answer to this question. Throws Refusal to say what is wrong with it.
   */
  readonly take: (ctx: Context, text: string, data: Values) => Promise<Taken | null>;
  /** Next step when skipped; without it there is no Skip button. */
  readonly skip?: (ctx: Context, data: Values) => Promise<Taken>;
  /** Answered in one's own words: the name of the field where nothing typed is heard (a channel). */
  readonly typed?: string;
  /** Whatever is said is kept as it was said, words of a hard day too. */
  readonly asSaid?: true;
}

export interface Taken {
  readonly data: Values;
  readonly next: string | null;
  /** Said before the next question. */
  readonly said?: Answer;
  /** The next question stands in this one's place. */
  readonly inPlace?: boolean;
}

/** A talk of several steps, kept as one sealed row; Skip and a way out in each step. */
export interface Flow {
  readonly name: string;
  /** Its first step; by what is known already. */
  readonly first: string | ((ctx: Context) => string);
  readonly steps: Readonly<Record<string, Step>>;
  readonly done: (ctx: Context, data: Values) => Promise<Answer>;
  /** The verb that goes on with it where it was left; without one, leaving it ends it. */
  readonly again?: string;
  /** What more is said when it is left. */
  readonly left?: (ctx: Context) => Promise<Answer>;
}

/** A message that nobody asked for just now, ready for the outbox. */
export interface Occasion {
  /** Once for ever: the same key is never sent twice. */
  readonly dedupeKey: string;
  readonly message: Message;
  /** Last instant at which it is worth sending, epoch ms. */
  readonly expiresAt: number;
  readonly budget: 'card' | 'unasked' | 'asked';
}

/** One reason to speak first. */
export interface Nudge {
  readonly kind: string;
  /** Members with something of this kind due at or before now; a query over an index, a batch at a time. */
  due(unit: Unit, limit: number): Promise<readonly string[]>;
  /** For one due member: moves the schedule on and says what to send, if anything. */
  compose(ctx: Context): Promise<Occasion | null>;
}
