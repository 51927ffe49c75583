// What doors may call, and what comes back. Built in house.ts; a door knows nothing else of the house.

import type { Ask, Who } from './ask.ts';
import type { Block, FileOut, Form, Message } from './reply/reply.ts';
import type { Said } from './talk/said.ts';

export type { Said } from './talk/said.ts';

/**
 * What came of an ask: messages of the talk, new or redrawn, by id; and a form to open. Where a door keeps its own talk
 * the messages were brought through its `deliver` already: it shows only the form and the problem.
 */
export interface Answered {
  readonly said: readonly Said[];
  readonly form?: Form;
  /** What was wrong with what was sent: it comes back as typed, with this beside it (at the field, when one is named). */
  readonly problem?: { readonly field?: string; readonly text: string };
  /** Everything of the member's is gone: the door begins anew. `problem` is the last line to show; it is kept nowhere. */
  readonly erased?: boolean;
  /** Answered before, at an earlier delivery of the same event: it was shown then. */
  readonly again?: boolean;
}

/** Home beside the talk: titled sections, drawn with the same blocks. */
export interface Home {
  readonly joined: boolean;
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}

/** What came of a file that was sent. */
export type Uploaded = { readonly id: string } | { readonly problem: string };

/** One entry of the command table, for menus. */
export interface MenuEntry {
  readonly verb: string;
  readonly summary: string;
  readonly example?: string;
}

export interface App {
  /** Commit the ask as one inbox row; resolves once it is durable. A second delivery of the same event gives the same row. */
  hear(ask: Ask): Promise<string>;
  /** Work the row (once; a second call gives the same answer); resolves when what is said has been brought, or waits to be. */
  answer(row: string): Promise<Answered>;
  menu(): readonly MenuEntry[];
  home(who: Who): Promise<Home>;
  /** The last messages of the talk, oldest first; only for doors whose talk is kept here. */
  talk(who: Who, zone?: string): Promise<readonly Said[]>;
  /** Put an unasked message into the talk kept here, once per wire key: earlier ones that it changed, then the message itself. */
  post(who: Who, wireKey: string, message: Message): Promise<readonly Said[]>;
  /** Whether a message with that wire key stands in the talk kept here. */
  posted(who: Who, wireKey: string): Promise<boolean>;
  /** A file the member may fetch; null when there is none of that name. */
  file(who: Who, name: string): Promise<FileOut | null>;
  /** Keep a file that a member sent, for `import.file`: its id, or in one kind line why not. */
  upload(who: Who, bytes: Uint8Array): Promise<Uploaded>;
  /** Up to 25 full names of the asker's people that fit what was typed so far; none for a stranger. */
  suggest(who: Who, typed: string): Promise<readonly string[]>;
  /** We were taken out of a workspace or server: nothing goes there any more; who is nowhere else is erased after 30 days. */
  left(door: Who['door'], tenant: string): Promise<void>;
  /** It is there again, or was found to be well (its token checked): what waits may go. */
  back(door: Who['door'], tenant: string): Promise<void>;
  /** The calendar that this key opens, as iCalendar; null when it opens none. */
  calendar(key: string): Promise<string | null>;
  /** The program's now, epoch ms. */
  now(): number;
}
